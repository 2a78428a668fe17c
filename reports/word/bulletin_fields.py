"""The fields of the bulletin's template, in the order of the shipped one. `docs/bulletin.md` lists them."""

from __future__ import annotations

from data.errors import Said
from panels.bulletin import annexes, appraised, boards, corrected, events, groups
from reports.word.fields import Field, Form, lines, table, text


def _heading(code: str, zh: str) -> Field:
    return text(
        f"{code}_heading",
        f"{zh}标题",
        f"“{zh}”的标题，带序号；没有这部分时为空",
        "its heading, numbered; empty without that part",
    )


FIELDS: tuple[Field, ...] = (
    text("title", "标题", "通报标题", "the title"),
    text("number", "期号", "某年第几期，按月份", "the number: of which year, by its month"),
    text("day", "数据截至", "数据截至哪天", "the day that the figures are as of"),
    text("zone", "单位名称", "本区名称", "the zone's name"),
    text("opening", "开头", "“现将……通报如下”", "the opening sentence"),
    _heading("overall", "总体情况"),
    text(
        "invested",
        "重点项目投资",
        "完成投资、占年度计划、序时、同比",
        "completed investment, its share of the plan, schedule, growth",
    ),
    text(
        "starts", "新建项目开工", "对照全年和截至当月的开工计划", "starts against the year's plan and the plan to date"
    ),
    text("signed", "项目签约", "新签约、同比、全年目标、开工率", "agreements signed, change, target, start rate"),
    text("funds", "到位资金", "到位资金、同比、当月", "funds arrived, growth, the month's"),
    Field(
        "chart_plan", "投资进度图", "picture", Said("完成投资与序时进度图", "completed investment against the schedule")
    ),
    _heading("grouped", "分类情况"),
    text("natures", "按建设性质", "续建、新建", "carried over and new"),
    text("industries", "分产业", "高于、低于全区的产业", "industries above and below the zone"),
    lines("units", "分单位", "每组一段，公开版没有", "a paragraph a group; not in the public edition"),
    Field("chart_industries", "分产业图", "picture", Said("各产业完成投资图", "completed investment by industry")),
    _heading("boards", "红黑榜"),
    text("boards_note", "红黑榜说明", "排名办法", "how it is ranked"),
    _heading("process_board", "过程榜"),
    table("process_board", "过程榜", "报送、问题销号、项目推进", "reporting, problems, projects moved", boards.COLUMNS),
    _heading("result_board", "结果榜"),
    table("result_board", "结果榜", "完成率、开工率、到位资金", "completion, start rate, funds", boards.COLUMNS),
    _heading("appraised", "年考核"),
    lines(
        "appraised",
        "年考核",
        "办法和不排名的单位，公开版没有",
        "the scheme, who is not ranked; not in the public edition",
    ),
    table("appraised_ranks", "年考核表", "各组名次，公开版没有", "ranks; not in the public edition", appraised.COLUMNS),
    _heading("activities", "招商活动"),
    text("activities", "招商活动", "本年活动及成果", "the year's events and what came of them"),
    text("channels", "招商方式", "各招商方式签约、开工", "signed and started by channel"),
    text(
        "events_note",
        "活动表说明",
        "活动表只列一部分时的说明",
        "what is said where the table lists the first events alone",
    ),
    table("events", "活动表", "有签约的活动", "events with a signing", events.EVENT_COLUMNS),
    _heading("problems", "存在问题"),
    lines("problems", "存在问题", "按原因分段；公开版不点名", "a paragraph a cause; the public edition names nobody"),
    _heading("next_steps", "下步工作"),
    lines(
        "next_steps",
        "下步工作",
        "本单位自己写的段落，逐月沿用",
        "the office's own paragraphs, kept from month to month",
    ),
    _heading("corrections", "数据更正"),
    lines("corrections", "数据更正", "上月通报数据有无更正", "whether last month's figures have been corrected"),
    table("corrected", "更正表", "上月通报数与更正数", "figures as told and as known now", corrected.COLUMNS),
    text(
        "learned_note",
        "补报项目说明",
        "补报项目表只列一部分时的说明",
        "what is said where the table lists the first alone",
    ),
    table(
        "learned",
        "补报项目表",
        "补报、更正的项目，公开版没有",
        "projects reported late; not in the public edition",
        corrected.LEARNED,
    ),
    lines("closing", "口径说明", "数据版本和口径", "the data's version and how figures are counted"),
    text("annex_industries_heading", "附件1标题", "计划完成情况表的标题", "the heading of the completion tables"),
    text("annex_industries_note", "附件1说明", "没有重点项目时的说明", "what is said where there is no key project"),
    table("annex_industries", "分产业表", "各产业计划完成情况", "completion by industry", groups.INDUSTRY_COLUMNS),
    table(
        "annex_units",
        "分单位表",
        "各单位计划完成情况，公开版没有",
        "completion by department; not in the public edition",
        groups.UNIT_COLUMNS,
    ),
    text(
        "behind_heading",
        "附件2标题",
        "低于序时项目表的标题，公开版没有",
        "the heading of those behind; not in the public edition",
    ),
    text("behind_note", "低于序时说明", "亮灯个数", "how many lights are on"),
    table(
        "behind",
        "低于序时表",
        "低于序时的项目，公开版没有",
        "projects behind; not in the public edition",
        annexes.BEHIND_COLUMNS,
    ),
    text(
        "new_projects_heading",
        "附件3标题",
        "新签约、新开工项目表的标题",
        "the heading of those newly signed and started",
    ),
    text("new_projects_note", "新签约开工说明", "新签约、新开工个数", "how many were signed and started"),
    table(
        "new_projects", "新签约开工表", "当月新签约、新开工项目", "those newly signed and started", annexes.NEW_COLUMNS
    ),
)

BULLETIN = Form("bulletin", Said("月通报", "the monthly bulletin"), "docs/bulletin.md", FIELDS)

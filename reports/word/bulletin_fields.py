"""The fields of the bulletin's template: what may stand between {{ and }}, in Chinese and in English, and what it is.

A template may name a field by either. `docs/bulletin.md` lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.errors import Said
from figures.columns import heading
from panels.bulletin import annexes, appraised, boards, corrected, events, groups
from texts import texts

Kind = Literal["text", "lines", "table", "picture"]
_NOT_IN_NAMES = re.compile(r"\W+")


@dataclass(frozen=True)
class Field:
    """A field: its names, its kind and what it is. Of a table `columns`, whose names follow the row's."""

    code: str
    zh: str
    kind: Kind
    about: Said
    columns: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        return self.code, self.zh


def _text(code: str, zh: str, about_zh: str, about_en: str) -> Field:
    return Field(code, zh, "text", Said(about_zh, about_en))


def _lines(code: str, zh: str, about_zh: str, about_en: str) -> Field:
    return Field(code, zh, "lines", Said(about_zh, about_en))


def _table(code: str, zh: str, about_zh: str, about_en: str, columns: tuple[str, ...]) -> Field:
    return Field(code, zh, "table", Said(about_zh, about_en), columns)


def _heading(code: str, zh: str) -> Field:
    return _text(
        f"{code}_heading",
        f"{zh}标题",
        f"“{zh}”的标题，带序号；没有这部分时为空",
        "its heading, numbered; empty without that part",
    )


FIELDS: tuple[Field, ...] = (
    _text("title", "标题", "通报标题", "the title"),
    _text("number", "期号", "某年第几期，按月份", "the number: of which year, by its month"),
    _text("day", "数据截至", "数据截至哪天", "the day that the figures are as of"),
    _text("zone", "单位名称", "本区名称", "the zone's name"),
    _text("opening", "开头", "“现将……通报如下”", "the opening sentence"),
    _heading("overall", "总体情况"),
    _text(
        "invested",
        "重点项目投资",
        "完成投资、占年度计划、序时、同比",
        "completed investment, its share of the plan, schedule, growth",
    ),
    _text(
        "starts", "新建项目开工", "对照全年和截至当月的开工计划", "starts against the year's plan and the plan to date"
    ),
    _text("signed", "项目签约", "新签约、同比、全年目标、开工率", "agreements signed, change, target, start rate"),
    _text("funds", "到位资金", "到位资金、同比、当月", "funds arrived, growth, the month's"),
    Field(
        "chart_plan", "投资进度图", "picture", Said("完成投资与序时进度图", "completed investment against the schedule")
    ),
    _heading("grouped", "分类情况"),
    _text("natures", "按建设性质", "续建、新建", "carried over and new"),
    _text("industries", "分产业", "高于、低于全区的产业", "industries above and below the zone"),
    _lines("units", "分单位", "每组一段，公开版没有", "a paragraph a group; not in the public edition"),
    Field("chart_industries", "分产业图", "picture", Said("各产业完成投资图", "completed investment by industry")),
    _heading("boards", "红黑榜"),
    _text("boards_note", "红黑榜说明", "排名办法", "how it is ranked"),
    _heading("process_board", "过程榜"),
    _table(
        "process_board", "过程榜", "报送、问题销号、项目推进", "reporting, problems, projects moved", boards.COLUMNS
    ),
    _heading("result_board", "结果榜"),
    _table("result_board", "结果榜", "完成率、开工率、到位资金", "completion, start rate, funds", boards.COLUMNS),
    _heading("appraised", "年考核"),
    _lines(
        "appraised",
        "年考核",
        "办法和不排名的单位，公开版没有",
        "the scheme, who is not ranked; not in the public edition",
    ),
    _table(
        "appraised_ranks", "年考核表", "各组名次，公开版没有", "ranks; not in the public edition", appraised.COLUMNS
    ),
    _heading("activities", "招商活动"),
    _text("activities", "招商活动", "本年活动及成果", "the year's events and what came of them"),
    _text("channels", "招商方式", "各招商方式签约、开工", "signed and started by channel"),
    _text(
        "events_note",
        "活动表说明",
        "活动表只列一部分时的说明",
        "what is said where the table lists the first events alone",
    ),
    _table("events", "活动表", "有签约的活动", "events with a signing", events.EVENT_COLUMNS),
    _heading("problems", "存在问题"),
    _lines("problems", "存在问题", "按原因分段；公开版不点名", "a paragraph a cause; the public edition names nobody"),
    _heading("next_steps", "下步工作"),
    _lines(
        "next_steps",
        "下步工作",
        "本单位自己写的段落，逐月沿用",
        "the office's own paragraphs, kept from month to month",
    ),
    _heading("corrections", "数据更正"),
    _lines("corrections", "数据更正", "上月通报数据有无更正", "whether last month's figures have been corrected"),
    _table("corrected", "更正表", "上月通报数与更正数", "figures as told and as known now", corrected.COLUMNS),
    _text(
        "learned_note",
        "补报项目说明",
        "补报项目表只列一部分时的说明",
        "what is said where the table lists the first alone",
    ),
    _table(
        "learned",
        "补报项目表",
        "补报、更正的项目，公开版没有",
        "projects reported late; not in the public edition",
        corrected.LEARNED,
    ),
    _lines("closing", "口径说明", "数据版本和口径", "the data's version and how figures are counted"),
    _text("annex_industries_heading", "附件1标题", "计划完成情况表的标题", "the heading of the completion tables"),
    _text("annex_industries_note", "附件1说明", "没有重点项目时的说明", "what is said where there is no key project"),
    _table("annex_industries", "分产业表", "各产业计划完成情况", "completion by industry", groups.INDUSTRY_COLUMNS),
    _table(
        "annex_units",
        "分单位表",
        "各单位计划完成情况，公开版没有",
        "completion by department; not in the public edition",
        groups.UNIT_COLUMNS,
    ),
    _text(
        "behind_heading",
        "附件2标题",
        "低于序时项目表的标题，公开版没有",
        "the heading of those behind; not in the public edition",
    ),
    _text("behind_note", "低于序时说明", "亮灯个数", "how many lights are on"),
    _table(
        "behind",
        "低于序时表",
        "低于序时的项目，公开版没有",
        "projects behind; not in the public edition",
        annexes.BEHIND_COLUMNS,
    ),
    _text(
        "new_projects_heading",
        "附件3标题",
        "新签约、新开工项目表的标题",
        "the heading of those newly signed and started",
    ),
    _text("new_projects_note", "新签约开工说明", "新签约、新开工个数", "how many were signed and started"),
    _table(
        "new_projects", "新签约开工表", "当月新签约、新开工项目", "those newly signed and started", annexes.NEW_COLUMNS
    ),
)


#: Columns whose heading would be long between braces.
_SHORT = {"points_ahead": "超序时", "zone_points": "与总体相差", "new_due": "应开工", "new_due_started": "按期开工"}


def alias(column: str) -> str:
    """A column's Chinese name in a template: its heading without spaces and signs, or a shorter one."""
    return _SHORT.get(column) or _NOT_IN_NAMES.sub("", heading(texts("zh"), column))


@cache
def by_name() -> dict[str, Field]:
    """Fields by both of their names. A heading's Chinese name is another than its part's."""
    found: dict[str, Field] = {}
    for one in FIELDS:
        for name in one.names:
            if name in found:
                raise ValueError(f"two fields are called {name}")
            found[name] = one
    return found


@cache
def columns(field: Field) -> dict[str, str]:
    """What may follow a row's name and a dot → the column."""
    return {name: column for column in field.columns for name in (column, alias(column))}

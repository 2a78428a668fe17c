"""The fields of the supervision letter's template. `docs/letters.md` lists them."""

from __future__ import annotations

from data.errors import Said
from panels import letter
from reports.word.fields import Field, Form, lines, table, text

FIELDS: tuple[Field, ...] = (
    text("title", "标题", "“关于……的督办函”", "the title"),
    text("number", "文号", "机关代字和年份，号码空着待填", "the office's mark and the year; the number is left blank"),
    text("addressee", "主送单位", "责任单位", "the responsible department"),
    text("project", "项目名称", "项目名称", "the project's name"),
    text("project_id", "项目编号", "台账里的编号", "its number in the ledger"),
    text("zone", "单位名称", "本区名称", "the zone's name"),
    text("leader", "包联领导", "包联领导，没有时为空", "the leader in charge; empty where there is none"),
    text("day", "数据截至", "数据截至哪天", "the day that the figures are as of"),
    text("opening", "开头", "亮了几个灯，现予督办", "how many lights are on"),
    text("about", "项目概况", "投资、签约、开工、年度计划完成情况", "investment, stage, the year's plan"),
    lines("lights", "亮灯情况", "每个灯一段：规则、数字、界限、涉及金额；红灯在前", "a paragraph a light, red first"),
    lines("exempt", "免予亮灯", "已说明原因、免予亮灯的规则，没有时不写", "rules that it is exempt from, and why"),
    table("problems", "问题表", "未解决的问题", "problems that are open", letter.PROBLEMS),
    text("problems_note", "问题说明", "没有登记问题时的说明", "what is said where no problem is open"),
    lines("demands", "督办要求", "本单位写的要求，没有写时空着待填", "what the office asks for; a blank without"),
    text("reply", "回复要求", "收到后几日内书面反馈", "by when an answer is asked for"),
    text("signed_by", "落款", "发函单位", "who signs"),
    text("date", "成文日期", "空着待填，按签发日期", "left blank: the day of signing"),
    text("version", "数据版本", "数据版本号", "the data's version"),
)

LETTER = Form("letter", Said("督办函", "the supervision letter"), "docs/letters.md", FIELDS)

"""What many cells of a column have in common is said once, at the column: asked, or noted."""

from __future__ import annotations

from collections.abc import Callable

from data.errors import Asked, Said
from data.ledger.check.findings import Findings
from data.ledger.open.reading import Grid
from data.ledger.written.wording import Tally

_RIGHT = Said("对吗？", "is that right?")
_DATES = Asked(
    _RIGHT,
    Said(
        "不对的请把这些格写成2023-09-05这样的日期再上传",
        "if not, write these cells as dates such as 2023-09-05 and upload it again",
    ),
)
_YEAR = Asked(
    _RIGHT,
    Said(
        "不对的请在“怎样读的”里改年份，或在表头写明年份",
        "if not, change the year under «How it was read», or name it in the heading",
    ),
)
_UNIT = Asked(
    _RIGHT,
    Said(
        "不对的请改正单元格格式或表头的单位再上传",
        "if not, correct the cells' format or the heading's unit and upload it again",
    ),
)
_WORD = Asked(
    _RIGHT,
    Said(
        "要计入的请改成可选的写法，或在对照的[values]里写明它是哪一种",
        "to have it counted write one of the choices, or say under [values] of the mapping which one it is",
    ),
)

#: What is said of a column by its heading, and what is asked of it.
_TALLIES: dict[str, Callable[[str], tuple[Said, Asked | None]]] = {
    "month": lambda h: (
        Said(f"“{h}”列只写到月份，按当月1日读取", f"«{h}» gives the month only; its first day was taken"),
        None,
    ),
    "part": lambda h: (
        Said(
            f"“{h}”列写的是旬或月初、月底，按这一段的第一天（月底按最后一天）读取",
            f"«{h}» gives a part of a month; its first day (of a month's end the last) was taken",
        ),
        None,
    ),
    "short": lambda h: (
        Said(
            f"“{h}”列的年份只有两位，按年、月、日的顺序读取",
            f"«{h}» gives the year by two digits: read as year, month, day",
        ),
        _DATES,
    ),
    "planned": lambda h: (
        Said(
            f"“{h}”列写的是计划的时间或正在准备，按还没有发生读取，原样保留",
            f"«{h}» says what is planned or prepared: read as not happened yet, kept as it is",
        ),
        Asked(
            Said("对吗？", "is that right?"),
            Said("已经发生的请填写日期再上传", "if it has happened, enter the date and upload it again"),
        ),
    ),
    "unreadable": lambda h: (
        Said(
            f"“{h}”列的公式没有结果或出错，这一列的这些格没有保留",
            f"formulas of «{h}» have no result or an error: these cells were not kept",
        ),
        None,
    ),
    "year": lambda h: (
        Said(f"“{h}”列没有写年份，按台账的年份读取", f"«{h}» gives no year; the ledger's year was taken"),
        _YEAR,
    ),
    "stage": lambda h: (
        Said(
            f"状态“{h}”没有列在对照文件的[stages]里，不对应任何阶段",
            f"the status «{h}» is not under [stages]: no stage",
        ),
        None,
    ),
    "negative": lambda h: (
        Said(f"“{h}”列的负数按对照文件没有计入", f"amounts below zero of «{h}» were dropped, as the mapping says"),
        None,
    ),
    "format": lambda h: (
        Said(
            f"“{h}”列的单元格格式显示的单位与表头不同，按显示的读取",
            f"cells of «{h}» show another unit by their format than the heading names: what they show was read",
        ),
        _UNIT,
    ),
    "cleaned": lambda h: (
        Said(
            f"“{h}”列有Excel放不下的内容（控制字符、过长的文字），已去掉",
            f"«{h}» has what no cell of Excel holds (control characters, too long a text): taken out",
        ),
        None,
    ),
    "year_of_file": lambda h: (
        Said(f"“{h}”列没有写年份，按文件名里的年份读取", f"«{h}» gives no year; that of the file's name was taken"),
        _YEAR,
    ),
    "clock": lambda h: (
        Said(
            f"“{h}”列的日期带有换算过时区的时间（如16:00:00），已换回当地的日期",
            f"days of «{h}» have times as another time zone leaves them (such as 16:00:00): put back to the day here",
        ),
        _DATES,
    ),
    "serial": lambda h: (
        Said(f"“{h}”列是Excel的日期序号，按日期读取", f"«{h}» holds Excel's numbers of days, read as dates"),
        _DATES,
    ),
    "kind": lambda h: (
        Said(
            f"“{h}”列的这个写法不在投资方类别里，没有计入，原样保留",
            f"this word of «{h}» is no kind of investor: kept, not counted",
        ),
        _WORD,
    ),
    "choice": lambda h: (
        Said(
            f"“{h}”列的这个写法不在可选的内容里，没有计入，原样保留",
            f"this word of «{h}» is none of the choices: kept, not counted",
        ),
        _WORD,
    ),
}


def say(grid: Grid, tally: Tally, rounded: Tally, findings: Findings) -> None:
    """What was tallied by «kind NUL heading», and amounts rounded by heading, as warnings at their cells."""
    for what, places in tally.found.items():
        kind, _, heading = what.partition("\0")
        findings.warn(grid, places, *_TALLIES[kind](heading))
    for heading, places in rounded.found.items():
        why = Said(f"“{heading}”列的金额四舍五入到0.01万元", f"amounts of «{heading}» were rounded to 0.01万元")
        findings.warn(grid, places, why)

"""A day as people write it. What can be read in two ways is refused, with both ways."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from data.errors import Said
from data.ledger import cells, clocks
from data.ledger.cells import CellError, Value
from data.ledger.clocks import Clocks
from data.ledger.mapping import DateOrder
from data.ledger.written.wording import has_marks, said

_PLANNED = re.compile(r"(预计|预期|计划|拟于|拟|力争|争取|将于|目标|有望|expected|planned|tbd)", re.IGNORECASE)
#: What stands in a date's place where the thing has not happened: «否», «前期», «手续办理中», «待开工».
_PENDING = re.compile(
    r"(否|no|n|×|x|✗|待[^\d]{0,6}|[^\d]{0,6}(前期|筹建|筹备|洽谈|在谈|办理|准备|推进|谋划|储备)[^\d]{0,8})",
    re.IGNORECASE,
)

ENGLISH_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_CHINESE = "〇零一二三四五六七八九十"

#: Part of a month → its day; 0 is the month's last.
_PARTS = {"上旬": 1, "初": 1, "中旬": 11, "下旬": 21, "底": 0, "末": 0}
_CLOCK = re.compile(r"(?P<day>.+?)[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?", re.ASCII)
_YMD = re.compile(r"(\d{4})\s*([-/.．。、])\s*(\d{1,2})\s*\2\s*(\d{1,2})[日号]?", re.ASCII)
_WORDS = re.compile(r"(\d{4}|\d{2})\s*[年년]\s*(\d{1,2})\s*[月월](?:份)?(?:\s*(\d{1,2})\s*[日号일]?)?", re.ASCII)
_PART = re.compile(r"(\d{4}|\d{2})\s*[年./-]\s*(\d{1,2})\s*月\s*(上旬|中旬|下旬|初|底|末)", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{2})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_YM = re.compile(r"(\d{4})\s*[-/.．]\s*(\d{1,2})月?", re.ASCII)
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])", re.ASCII)
_MD = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?", re.ASCII)
_LAST_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_ENGLISH = (
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/ ,.]+(?P<m>[a-z]{3,9})[-/ ,.]+(?P<y>\d{4})"),
    re.compile(r"(?P<m>[a-z]{3,9})[ .]+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?[ ]+(?P<y>\d{4})"),
    re.compile(r"(?P<m>[a-z]{3,9})[-/ ,.]+(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/ ]+(?P<m>[a-z]{3,9})(?:[-/ ]+(?P<d>\d{1,2}))?"),
)
#: Excel's numbers of days from 1990 to 2100, and the day before the first; old Macs count from 1904.
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_415
_EPOCH, _YEARS_UNTIL_1904 = dt.date(1899, 12, 30), 1_462
#: A year of two digits is one of these before the ledger's.
_YEARS_BACK = 10


@dataclass
class Dates:
    """How a column's days are written: the order of 3/5/2023, formats of one's own, the ledger's year.

    `is_chinese`: people who write its heading in Chinese put the year first, so 23.3.5 is of 2023. `is_1904`: the
    workbook counts days from 1904. `clocks`: what the times in the column's cells show (`clocks.of_column`).
    """

    order: DateOrder | None = None
    formats: tuple[str, ...] = ()
    year: int | None = None
    is_chinese: bool = False
    is_1904: bool = False
    clocks: Clocks = ""


def is_planned(value: Value) -> bool:
    """Whether a cell says when something is to happen, or that it is being prepared: it has not happened."""
    return isinstance(value, str) and bool(_PLANNED.search(said(value)) or _PENDING.fullmatch(said(value)))


def without_plan(value: Value) -> Value:
    """«预计2023年6月» as «2023年6月», for columns that hold what is planned."""
    return re.sub(r"(开工|启动|建成|前|左右)$", "", _PLANNED.sub("", said(value))) if is_planned(value) else value


def day(value: Value, dates: Dates) -> tuple[dt.date, str]:
    """A day, and how it was written.

    «day»; «month», «part» (of a month: «上旬»; the first day is taken); «year» (the ledger's year), «short» (the year
    by two digits), «serial» (Excel's); «clock» (with a time that shows that the column's days were shifted).

    Raises:
        CellError: no day, or one that can be read in two ways.
    """
    if isinstance(value, dt.datetime):
        return _day_of_moment(value, dates, "day")
    if isinstance(value, dt.date):
        return value, "day"
    if isinstance(value, bool) or not isinstance(value, str | float | int):
        raise _no_day()
    if isinstance(value, str) and has_marks(value):
        raise _no_day()
    text = said(value)
    if isinstance(value, str) or float(value).is_integer():
        for form in dates.formats:
            try:
                return dt.datetime.strptime(text, form).date(), "day"  # noqa: DTZ007 (a day, no moment)
            except ValueError:
                continue
    if not isinstance(value, str):
        return _day_of_number(value, dates)
    if _PLANNED.search(text):
        raise CellError(
            Said("是计划的时间，不是已经发生的", "is a planned date, not one that has happened"),
            Said("请填写实际日期，未发生的留空", "enter the date it happened on, or leave it blank"),
        )
    return _day_of_text(text, dates)


def month_number(value: Value) -> int | None:
    """«3», 3 or «3月» as 3; None for anything else."""
    match = (
        re.fullmatch(r"(1[0-2]|0?[1-9])\s*[月월]?(?:份)?", said(value))
        if isinstance(value, str | float | int)
        else None
    )
    return int(match[1]) if match else None


def year(value: Value) -> int:
    """«2023» or «2023年».

    Raises:
        CellError.
    """
    match = (
        re.fullmatch(r"((?:19|20)\d{2})\s*[年년]?(?:度)?", said(value))
        if isinstance(value, str | float | int)
        else None
    )
    if not match:
        raise CellError(Said("不是年份", "is not a year"), Said("请写成2023", "write it as 2023"))
    return int(match[1])


def order_of(values: list[Value]) -> DateOrder | None:
    """The order of day and month in a column of dates like 25/3/2023, where some of them leave no doubt."""
    found = set()
    for value in values:
        if isinstance(value, str) and (match := _LAST_YEAR.fullmatch(said(value))):
            first, second = int(match[1]), int(match[3])
            found |= {"dmy"} if first > 12 >= second else {"mdy"} if second > 12 >= first else set()
    return found.pop() if len(found) == 1 else None  # type: ignore[return-value]


def _day_of_moment(moment: dt.datetime, dates: Dates, how: str) -> tuple[dt.date, str]:
    return clocks.day(moment, dates.clocks), "clock" if dates.clocks == "shifted" else how


def _day_of_number(number: float, dates: Dates) -> tuple[dt.date, str]:
    if float(number).is_integer():
        if match := _COMPACT.fullmatch(str(int(number))):
            return _made(match[1], match[2], match[3]), "day"
        if match := _COMPACT_MONTH.fullmatch(str(int(number))):
            return _made(match[1], match[2], "1"), "month"
        days = int(number) + (_YEARS_UNTIL_1904 if dates.is_1904 else 0)
        if _FIRST_SERIAL <= days <= _LAST_SERIAL:
            return _EPOCH + dt.timedelta(days=days), "serial"
    elif match := re.fullmatch(r"((?:19|20)\d{2})\.(\d{1,2})", f"{number:.15g}"):
        if match[2] == "1":
            raise cells.lost_nought(match[1])
        return _made(match[1], match[2], "1"), "month"
    raise _no_day()


def _day_of_text(text: str, dates: Dates) -> tuple[dt.date, str]:
    """With a time of day or without."""
    if here := clocks.of_text(text):
        return here, "day"
    if not (match := _CLOCK.fullmatch(text)):
        return _day_as_written(text, dates)
    found, how = _day_as_written(match["day"].strip(), dates)
    try:
        time = dt.time(int(match[2]), int(match[3]), int(match[4] or 0))
    except ValueError as error:
        raise _no_day() from error
    return _day_of_moment(dt.datetime.combine(found, time), dates, how)


def _day_as_written(text: str, dates: Dates) -> tuple[dt.date, str]:  # noqa: PLR0911 (a way of writing a line)
    if cells.LOST_NOUGHT.fullmatch(text):
        raise cells.lost_nought(re.split(r"[.．]", text)[0])
    if match := _YMD.fullmatch(text):
        return _made(match[1], match[3], match[4]), "day"
    if match := _WORDS.fullmatch(text):
        year = match[1] if len(match[1]) == 4 else f"20{match[1]}"
        return _made(year, match[2], match[3] or "1"), "day" if match[3] else "month"
    if match := _COMPACT.fullmatch(text):
        return _made(match[1], match[2], match[3]), "day"
    if match := _COMPACT_MONTH.fullmatch(text) or _YM.fullmatch(text):
        return _made(match[1], match[2], "1"), "month"
    if match := _LAST_YEAR.fullmatch(text):
        return _day_of_order(match, dates.order), "day"
    if (match := _MD.fullmatch(text)) and dates.year:
        return _made(str(dates.year), match[1], match[2]), "year"
    if match := _PART.fullmatch(text):
        return _day_of_part(match)
    if (match := _SHORT_YEAR.fullmatch(text)) and (found := _day_of_short_year(match, dates)):
        return found, "short"
    if re.fullmatch(r"\d{5}", text):
        return _day_of_number(int(text), dates)
    return _day_of_english(text.lower())


def _day_of_part(match: re.Match[str]) -> tuple[dt.date, str]:
    first = _made(f"20{match[1]}"[-4:] if len(match[1]) == 2 else match[1], match[2], "1")
    number = _PARTS[match[3]] or calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=number), "part"


def _day_of_short_year(match: re.Match[str], dates: Dates) -> dt.date | None:
    """23.3.5 where the year comes first and is near the ledger's own; None where it can mean something else."""
    year = 2000 + int(match[1])
    is_first = dates.order == "ymd" or (dates.order is None and dates.is_chinese)
    if not is_first or dates.year is None or not dates.year - _YEARS_BACK <= year <= dates.year + 1 or year <= 2012:
        return None
    return _made(str(year), match[3], match[4] or "1")


def _day_of_order(match: re.Match[str], order: DateOrder | None) -> dt.date:
    first, second, year = match[1], match[3], match[4]
    if order is None and first != second and int(first) <= 12 and int(second) <= 12:
        raise CellError(
            Said(
                f"有两种读法（{int(first)}月{int(second)}日、{int(second)}月{int(first)}日）",
                f"can be read in two ways (month {int(first)} day {int(second)}, month {int(second)} day {int(first)})",
            ),
            Said(
                "请写成2023-03-05，或在对照文件里写明date_order", "write 2023-03-05, or give date_order in the mapping"
            ),
        )
    if order == "dmy" or (order is None and int(first) > 12):
        return _made(year, second, first)
    return _made(year, first, second)


def _day_of_english(text: str) -> tuple[dt.date, str]:
    for pattern in _ENGLISH:
        if (match := pattern.fullmatch(text)) and (month := ENGLISH_MONTHS.get(match["m"])):
            number = match.groupdict().get("d")
            return _made(match["y"], str(month), number or "1"), "day" if number else "month"
    raise _no_day()


def _made(year: str, month: str, number: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(number))
    except ValueError as error:
        raise CellError(
            Said("不是日期（没有这一天）", "is not a date (there is no such day)"),
            Said("请核对年月日", "check the date"),
        ) from error


def _no_day() -> CellError:
    return CellError(
        Said("不是日期", "is not a date"),
        Said("请写成2023-09-05或2023年9月5日", "write it as 2023-09-05 or 2023年9月5日"),
    )

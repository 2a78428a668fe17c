"""What a heading says of time: a month, several months, a running total, a year; and whether of a plan or of work done.

A grammar and no list of headings: a period is put together of years, months, quarters, halves, «年初», «本月», «至»,
«截至», «累计», in any order and in any row of the heading. What it does not understand stays in `rest`, to be asked.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from data.ledger.office import chinese_time, english_time
from data.ledger.written.days import ENGLISH_MONTHS

#: How much time an amount is of.
#:
#: - month: one month. range: other months in a row (a quarter, July to September).
#: - span: a year's first months up to one («1-9月», «本年累计»). year: a whole year («2023年», «本年»).
#: - running: «累计» and «截至9月底», which may begin with the year or with the project.
#: - since_start: of the project's whole life («自开工累计»). past: another year's («去年同期»). next: a month to come.
#: - across: from one year into another, so that neither year's part is known.
#: - "": no word of time.
Period = Literal["", "month", "range", "span", "year", "running", "since_start", "past", "next", "across"]

_CHINESE = {"十一": 11, "十二": 12, "元": 1} | {name: at for at, name in enumerate("一二三四五六七八九十", 1)}
_ZERO_TO_NINE = "〇一二三四五六七八九"
_CHINESE_YEAR = re.compile(r"二[〇○零oO0][〇○零oO0一二三四五六七八九]{2}年")
_UNIT = re.compile(r"(?:(?:金额)?单位[:：]?)?(?:人民币)?(?:百|千|十)?[亿万]?(?:百万|千万)?美?元(?!月)")
_OF_TIME = re.compile(r"[年月季]|累计|截至|以来|开工起|建设期|计划|目标|实际|上半|下半|至今|预计")
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")

_ENGLISH_PLAN = (
    r"(?<![a-z])(?:plan|planned|target|targeted|budget|forecast|expected|estimated|est\.|scheduled|projected|anticipated"
    r"|proposed|intended|pledged)(?![a-z])"
)
#: Of what is still to be: a plan, an aim, a forecast, a promise. Such a figure is never one of work done.
PLAN = re.compile(
    r"(计划|目标|任务|指标|需求|拟|预计|预期|预测|预估|力争|安排|承诺|约定|认缴|意向|应完成|应到位|应到|尚需|需完成|待完成|"
    rf"{_ENGLISH_PLAN})"
)
#: The same of a day: what should happen by then, or is aimed at.
TO_COME = re.compile(
    r"(计划|目标|拟|预计|预期|预测|预估|力争|安排|应(?=开工|动工|签|投产|竣工|建成|完工|立项|备案|注册|入统|达产)|"
    rf"{_ENGLISH_PLAN})"
)
#: What only says that a figure is of work done.
DONE = re.compile(
    r"(当月|实际|实绩|实现|实完|实到|业绩|完成|到位|到账|入库|进度|进展|情况|数额?|金?额|值|投资额|已|份|增量|新增|发生|"
    r"统计|核定|确认|入统|纳统|上报|报送|"
    r"(?<![a-z])(?:actual|done|amount)(?![a-z]))"
)


@dataclass(frozen=True)
class Time:
    """What a heading says of time. Months 1 to 12, 0 where none is named; `rest`: what else its texts say, in order."""

    period: Period = ""
    year: int | None = None
    first: int = 0
    last: int = 0
    is_plan: bool = False
    is_cumulative: bool = False
    rest: tuple[str, ...] = ()

    @property
    def names_months(self) -> bool:
        """Whether a month or several are named, or pointed to («本月»): not a year, and not only «累计»."""
        return self.period in {"month", "range", "span", "next"}


@lru_cache(maxsize=10_000)
def read(texts: tuple[str, ...]) -> Time:
    """What a heading's texts, from the top row to the bottom one, say of time."""
    said = "/".join(_narrow(text) for text in texts)
    found = Time(is_plan=bool(PLAN.search(said)))
    for step in _STEPS:
        time, rest = step(said)
        if time is not None:
            found = replace(time, is_plan=found.is_plan)
            said = rest
            break
    years = [_full_year(match["y"] or match["z"] or match["s"]) for match in chinese_time.YEAR.finditer(said)]
    said = chinese_time.YEAR.sub("", said)
    cumulative = bool(chinese_time.CUMULATIVE.search(said)) or found.is_cumulative
    said = chinese_time.CUMULATIVE.sub("", said)
    is_this_year = bool(chinese_time.THIS_YEAR.search(said))
    said = chinese_time.THIS_YEAR.sub("", said)
    year = found.year or (years[0] if len(set(years)) == 1 else None)
    found = _together(replace(found, year=year, is_cumulative=cumulative), bool(years), is_this_year)
    return replace(found, rest=tuple(part.strip("-—_·:,、. ") for part in said.split("/")))


def in_digits(text: str) -> str:
    """«二〇二三年» as «2023年»."""
    return _CHINESE_YEAR.sub(lambda found: "".join(map(_digit, found[0])), text)


def _digit(numeral: str) -> str:
    return numeral if numeral == "年" else str(_ZERO_TO_NINE.index(numeral) if numeral in _ZERO_TO_NINE else 0)


def of_value(value: object, text: str) -> str:
    """A heading's text; a date that stands as a heading is its month."""
    return f"{value.year}年{value.month}月" if isinstance(value, dt.date) else text


def is_plan(texts: Iterable[str]) -> bool:
    """Whether any of the texts speaks of what is to be."""
    return any(PLAN.search(_narrow(text)) for text in texts)


def _together(found: Time, has_year: bool, is_this_year: bool) -> Time:
    """A period with what stands beside it: «累计» makes a month one up to it, a year all of it so far."""
    if found.period == "month" and found.is_cumulative:
        # «8月累计» is of the year up to August, «本月累计» perhaps of the project's life: both are asked about as sums.
        return replace(found, period="span" if found.last or is_this_year else "running", first=1)
    if found.period:
        return found
    if has_year or is_this_year:
        return replace(found, period="span" if found.is_cumulative and is_this_year else "year")
    return replace(found, period="running") if found.is_cumulative else found


Step = Callable[[str], tuple[Time | None, str]]


def _step(pattern: re.Pattern[str], make: Callable[[re.Match[str]], Time | None]) -> Step:
    def look(said: str) -> tuple[Time | None, str]:
        for match in pattern.finditer(said):
            if match[0] and (time := make(match)) is not None:
                return time, said[: match.start()] + said[match.end() :]
        return None, said

    return look


def _range(match: re.Match[str]) -> Time | None:
    if len(set(_years(match))) > 1:
        return Time("across")
    first, last = _number(match["first"] or "1"), _number(match["last"])
    if first >= last:
        return None
    return Time("span" if first == 1 else "range", _year(match), first, last)


def _quarters(match: re.Match[str]) -> Time | None:
    first, last = _number(match["first"]), _number(match["last"])
    return Time("span" if first == 1 else "range", _year(match), first * 3 - 2, last * 3) if first < last else None


def _quarter(match: re.Match[str]) -> Time:
    number = _number(match["quarter"] or match["q"])
    return Time("range", _year(match), number * 3 - 2, number * 3)


def _half(match: re.Match[str]) -> Time:
    is_first = match["half"] in {"上", "first"} or match.groupdict().get("h") == "1"
    first, last = (1, 6) if is_first else (7, 12)
    return Time("span" if first == 1 else "range", _year(match), first, last)


def _up_to(match: re.Match[str]) -> Time:
    last = match["last"] or match["end"]
    return Time("running", _year(match), 1, ENGLISH_MONTHS.get(last) or _number(last), is_cumulative=True)


def _english_range(match: re.Match[str]) -> Time | None:
    first, last = ENGLISH_MONTHS[match["first"]], ENGLISH_MONTHS[match["last"]]
    if first >= last:
        return Time("across")
    return Time("span" if first == 1 else "range", _year(match), first, last)


def _month(match: re.Match[str]) -> Time:
    number = _number(match["last"])
    return Time("month", _year(match), number, number)


def _english(match: re.Match[str]) -> Time | None:
    number = ENGLISH_MONTHS.get(match["m"])
    if number is None:
        return None
    return Time("month", 2000 + int(match["y"][-2:]) if match["y"] else None, number, number)


#: The longest way of speaking first: the first that fits is the heading's period.
_STEPS: tuple[Step, ...] = (
    _step(chinese_time.SINCE_START, lambda _: Time("since_start", is_cumulative=True)),
    _step(english_time.SINCE_START, lambda _: Time("since_start", is_cumulative=True)),
    _step(chinese_time.PAST, lambda _: Time("past")),
    _step(english_time.PAST, lambda _: Time("past")),
    _step(chinese_time.NEXT, lambda _: Time("next")),
    _step(english_time.NEXT, lambda _: Time("next")),
    _step(english_time.RANGE, _english_range),
    _step(english_time.QUARTERS, _quarters),
    _step(english_time.HALF, _half),
    _step(english_time.YTD, lambda m: replace(_up_to(m), period="span")),
    _step(english_time.UP_TO, _up_to),
    _step(english_time.TO_DATE, lambda _: Time("running", is_cumulative=True)),
    _step(english_time.THIS_MONTH, lambda _: Time("month")),
    _step(chinese_time.YEARS, lambda _: Time("across", is_cumulative=True)),
    _step(chinese_time.YEAR_END, lambda m: Time("running", int(m["y"]) - bool(m["before"]), 1, 12, is_cumulative=True)),
    _step(
        chinese_time.QUARTER_END, lambda m: Time("running", _year(m), 1, _number(m["quarter"]) * 3, is_cumulative=True)
    ),
    _step(chinese_time.RANGE, _range),
    _step(chinese_time.FIRST_MONTHS, lambda m: Time("span", _year(m), 1, _number(m["last"]))),
    _step(chinese_time.FIRST_QUARTERS, lambda m: Time("span", _year(m), 1, _number(m["last"]) * 3)),
    _step(chinese_time.QUARTERS, _quarters),
    _step(chinese_time.FROM_JANUARY_TO_NOW, lambda _: Time("span", is_cumulative=True)),
    _step(chinese_time.UP_TO, _up_to),
    _step(chinese_time.UP_TO_NOW, lambda _: Time("running", is_cumulative=True)),
    _step(chinese_time.QUARTER, _quarter),
    _step(chinese_time.HALF, _half),
    _step(chinese_time.SHORT_NUMBERS, _month),
    _step(chinese_time.NUMBERS, _month),
    _step(chinese_time.MONTH, _month),
    _step(chinese_time.THIS_MONTH, lambda _: Time("month")),
    _step(chinese_time.LAST_MONTH, lambda _: Time("past")),
    _step(chinese_time.THIS_QUARTER, lambda _: Time("range")),
    _step(chinese_time.ENGLISH, _english),
)


def _year(match: re.Match[str]) -> int | None:
    """The year that a period names."""
    return next(iter(_years(match)), None)


def _years(match: re.Match[str]) -> list[int]:
    named = [value for name, value in match.groupdict().items() if name in {"y", "yb", "z", "zb"} and value]
    return [_full_year(value) for value in named]


def _full_year(text: str) -> int:
    return int(f"20{text}" if len(text) == 2 else text)


def _number(text: str) -> int:
    return {"两": 2}.get(text) or _CHINESE.get(text) or int(text)


def _narrow(text: str) -> str:
    """Half-width, lower case, without white space; what stands in brackets after it, unless it is a unit."""
    narrow = re.sub(r"\s+", " ", in_digits(unicodedata.normalize("NFKC", text))).strip().lower()
    narrow = re.sub(r"(?<![a-z]) | (?![a-z\d])", "", narrow)  # only words of letters keep their spaces
    return _BRACKETS.sub(lambda match: _of_brackets(match[1]), narrow).strip("/")


def _of_brackets(text: str) -> str:
    """What brackets say of time («截至2023年9月，单位：万元»: without the unit); "" where they say something else."""
    said = _UNIT.sub("", text).strip(",，;；、/ ")
    speaks = PLAN.search(said) or (len(said) > 1 and (english_time.TIME.search(said) or _OF_TIME.search(said)))
    return f"/{said}/" if speaks else ""

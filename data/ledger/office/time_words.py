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

from data.ledger.office import english_time
from data.ledger.office.written.days import ENGLISH_MONTHS

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
_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_TO = r"(?:[-—–~～]+|至|到)"
_YEAR_OF = r"(?:(?<!\d)(?P<{0}>(?:19|20)\d{{2}}|\d{{2}})年(?:度)?[-./]?|(?<!\d)(?P<{0}b>(?:19|20)\d{{2}})[-./](?=\d))?"
_NOT_AFTER = r"(?<![\d一二三四五六七八九十第])"
_NOW = r"(?:本月|当月|本期|月底|月末|目前|现在|今|报告期)(?:底|末|止)?"
_STARTED = r"(?:开工|开建|动工|建设|开始建设|启动|立项|签约|建设期|项目|实施|落地|落户|入驻|引进|投产|成立|供地)"

_SINCE_START = re.compile(
    rf"自?{_STARTED}+(?:以来|至今|之日起|起|(?:至|到|截至|截止)(?=[\d本报目今]))(?:的)?(?:累计)?|自(?:{_STARTED})+(?:累计)?"
    rf"|(?:开工|开建|动工|开始建设|签约|落地)后?累计|历年(?:累计)?|(?:累计)?自?开始建设(?:至今|以来)?"
    r"|含(?:以前|往年|历年|上年|去年|前期)(?:年度|各年)?(?:数|结转)?"
)
_YEARS = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})年?(?:度)?{_TO}(?:19|20)\d{{2}}年?(?:度)?(?![\d年]*月|[-./]\d)|近[两二三四五2-5]年(?:来|以来)?"
)
_FROM_JANUARY_TO_NOW = re.compile(
    rf"(?:自|从)?(?:年初|元月|(?<!\d)0?1月|一月)(?:份)?起?{_TO}{_NOW}|(?:自|从)?(?:年初|今年|本年|年)以来|年内"
    r"|(?:自|从)?年初起?至?今?|(?<![a-z])(?:ytd|year[- ]to[- ]date)(?![a-z])"
)
_PAST = re.compile(
    r"(?:去年|上年|上一年|前年)(?:度)?(?:同期|同月)?(?:累计)?|同期|上年结转|往年|以前年度|以前各年|前期(?=累计|完成|到位)"
)
_NEXT = re.compile(
    r"(?:下|次)(?:个)?(?:月|季度|期|一月)(?:份)?|(?:下|明|次)(?:一)?年(?:度)?|下(?:一)?(?:步|阶段)|下一期|后续(?:年度|各年)?|今后|未来"
    r"|以后(?:年度|各年)|(?<!\d)(?:19|20)\d{2}年?(?:度)?及?其?(?:以后|之后|后续)(?:年度|各年)?"
)
_LAST_MONTH = re.compile(r"上(?:个)?(?:月|期|季度)(?:份)?")
_THIS_MONTH = re.compile(r"(?:本|当|该)(?:个)?(?:月|期)(?:份)?|月度")
_THIS_QUARTER = re.compile(r"(?:本|当)(?:个)?季(?:度)?")
_THIS_YEAR = re.compile(
    r"(?:本|当|今|全)年(?:度)?|(?<![\d])年度|(?<![\d年])年(?=累计|计划|目标|任务)"
    r"|(?<![a-z])(?:(?:this|current|full|whole|the) year|annual|yearly)(?![a-z])"
)
_RANGE = re.compile(
    r"(?:自|从)?" + _YEAR_OF.format("y") + _NOT_AFTER + rf"(?:年初|(?P<first>{_N})月?(?:份)?)起?{_TO}"
    rf"{_YEAR_OF.format('z')}(?P<last>{_N})月(?:份|底|末)?(?:止)?"
)
_FIRST_MONTHS = re.compile(_YEAR_OF.format("y") + rf"前(?P<last>{_N})个?月(?:份)?")
_FIRST_QUARTERS = re.compile(_YEAR_OF.format("y") + r"前(?P<last>[一二两三四1-4])个?季度?")
_QUARTERS = re.compile(
    _YEAR_OF.format("y") + rf"(?:第)?(?P<first>[一二三四1-4])(?:季度?)?{_TO}(?:第)?(?P<last>[一二三四1-4])季度?"
)
_QUARTER = re.compile(_YEAR_OF.format("y") + r"(?:第)?(?P<quarter>[一二三四1-4])季度?|(?<![a-z])q(?P<q>[1-4])(?!\d)")
_HALF = re.compile(_YEAR_OF.format("y") + r"(?P<half>[上下])半年(?:度)?")
_YEAR_END = re.compile(
    r"(?:截[至止]到?|[至到])?(?<!\d)(?P<y>(?:19|20)\d{2})年(?:年?[底末]|12月[底末]|(?P<before>以前|之前)|及以前)(?:前|止)?"
)
#: «三季度末累计» is up to the quarter's end, as «9月底累计» is.
_QUARTER_END = re.compile(
    _YEAR_OF.format("y") + r"(?:截[至止]到?|[至到])?(?:第)?(?P<quarter>[一二三四1-4])季度?[底末](?:止)?(?:累计)?"
)
_UP_TO = re.compile(
    r"(?:截[至止]到?|累计[至到])"
    + _YEAR_OF.format("y")
    + _NOT_AFTER
    + rf"(?P<last>{_N})月(?:底|末|份|\d{{1,2}}[日号])?(?:止)?"
    + r"|"
    + _YEAR_OF.format("z")
    + _NOT_AFTER
    + rf"(?P<end>{_N})月(?:[底末](?:前|止)?|\d{{1,2}}[日号](?:前|止))"
)
_UP_TO_NOW = re.compile(rf"(?:截[至止]到?|[至到]){_NOW}|(?:截[至止])(?:底|末)?|至今|迄今")
#: «23.1» and «23-01» alone, as offices number months.
_SHORT_NUMBERS = re.compile(r"(?:^|(?<=/))(?P<y>[12]\d)[-.](?P<last>1[0-2]|0?[1-9])(?:$|(?=/))")
_NUMBERS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-./年]?(?P<last>1[0-2]|0[1-9]|[1-9])月?(?![-./]?\d)")
_MONTH = re.compile(_YEAR_OF.format("y") + _NOT_AFTER + rf"(?P<last>{_N})月(?:份|当月)?")
_ENGLISH = re.compile(r"(?<![a-z])(?P<m>[a-z]{3,9})\.?[-/' ]?(?P<y>(?:20)?\d{2})?(?![a-z\d])")
_YEAR = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*年(?:度)?|(?<!\d)(?P<z>(?:19|20)\d{2})(?!\d)"
    r"|(?<!\d)(?P<s>1[5-9]|[23]\d)年(?:度|(?=[投计目任完实累全底末/]|到[位账资]|$))"
)
_CUMULATIVE = re.compile(r"累[计积]|总累计|(?<![a-z])(?:ytd|cumulative)(?![a-z])")
_UNIT = re.compile(r"(?:(?:金额)?单位[:：]?)?(?:人民币)?(?:百|千|十)?[亿万]?(?:百万|千万)?美?元(?!月)")
_OF_TIME = re.compile(r"[年月季]|累计|截至|以来|开工起|建设期|计划|目标|实际|上半|下半|至今|预计")
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")

#: Of what is still to be: a plan, an aim, a forecast. Such a figure is never one of work done.
PLAN = re.compile(
    r"(计划|目标|任务|指标|需求|拟|预计|预期|预测|预估|力争|安排|应完成|应到位|应到|尚需|需完成|待完成|"
    r"(?<![a-z])(?:plan|planned|target|budget|forecast|expected|estimated)(?![a-z]))"
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
    years = [_full_year(match["y"] or match["z"] or match["s"]) for match in _YEAR.finditer(said)]
    said = _YEAR.sub("", said)
    cumulative = bool(_CUMULATIVE.search(said)) or found.is_cumulative
    said = _CUMULATIVE.sub("", said)
    is_this_year = bool(_THIS_YEAR.search(said))
    said = _THIS_YEAR.sub("", said)
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
    _step(_SINCE_START, lambda _: Time("since_start", is_cumulative=True)),
    _step(english_time.SINCE_START, lambda _: Time("since_start", is_cumulative=True)),
    _step(_PAST, lambda _: Time("past")),
    _step(english_time.PAST, lambda _: Time("past")),
    _step(_NEXT, lambda _: Time("next")),
    _step(english_time.NEXT, lambda _: Time("next")),
    _step(english_time.RANGE, _english_range),
    _step(english_time.QUARTERS, _quarters),
    _step(english_time.HALF, _half),
    _step(english_time.YTD, lambda m: replace(_up_to(m), period="span")),
    _step(english_time.UP_TO, _up_to),
    _step(english_time.TO_DATE, lambda _: Time("running", is_cumulative=True)),
    _step(english_time.THIS_MONTH, lambda _: Time("month")),
    _step(_YEARS, lambda _: Time("across", is_cumulative=True)),
    _step(_YEAR_END, lambda m: Time("running", int(m["y"]) - bool(m["before"]), 1, 12, is_cumulative=True)),
    _step(_QUARTER_END, lambda m: Time("running", _year(m), 1, _number(m["quarter"]) * 3, is_cumulative=True)),
    _step(_RANGE, _range),
    _step(_FIRST_MONTHS, lambda m: Time("span", _year(m), 1, _number(m["last"]))),
    _step(_FIRST_QUARTERS, lambda m: Time("span", _year(m), 1, _number(m["last"]) * 3)),
    _step(_QUARTERS, _quarters),
    _step(_FROM_JANUARY_TO_NOW, lambda _: Time("span", is_cumulative=True)),
    _step(_UP_TO, _up_to),
    _step(_UP_TO_NOW, lambda _: Time("running", is_cumulative=True)),
    _step(_QUARTER, _quarter),
    _step(_HALF, _half),
    _step(_SHORT_NUMBERS, _month),
    _step(_NUMBERS, _month),
    _step(_MONTH, _month),
    _step(_THIS_MONTH, lambda _: Time("month")),
    _step(_LAST_MONTH, lambda _: Time("past")),
    _step(_THIS_QUARTER, lambda _: Time("range")),
    _step(_ENGLISH, _english),
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
    speaks = len(said) > 1 and (english_time.TIME.search(said) or _OF_TIME.search(said))
    return f"/{said}/" if speaks else ""

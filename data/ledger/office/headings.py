"""A column's heading → what the column fills, how sure that is, and the unit of its money."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

from data.ledger import form
from data.ledger.cells import Value
from data.ledger.mapping import MEASURES, YUAN
from data.ledger.office.days import ENGLISH_MONTHS
from data.ledger.office.synonyms import SYNONYMS, TOTALS

_PUNCTUATION = re.compile(r"[\s*:：_\-—、，,.。;；/\\·\"'“”()（）\[\]【】|]+")
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
_UNIT_WORD = re.compile(
    r"(?:单位[:：]?)?((?:百|千|十)?[亿万]?(?:百万|千万)?(?:元|美元|美金|欧元|日元|港元|港币|韩元)(?:人民币)?"
    r"|人民币[亿万]?元|(?:억|천만|백만|만|천)?원|(?:us\$|usd|eur|cny|rmb|krw|jpy|hkd)(?:\s*(?:million|billion|m|bn))?|(?:百万|千万|亿|万))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:年度|年)?")
_CHINESE_MONTHS = {"十一": 11, "十二": 12} | {name: at for at, name in enumerate("一二三四五六七八九十", 1)}
_ONE = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_OF_YEAR = (
    r"(?:(?<!\d)(?P<year>(?:19|20)\d{2}|\d{2})年[-./]?|(?<!\d)(?P<year2>(?:19|20)\d{2})[-./])?"
    r"(?<![\d十一二三四五六七八九])"
)
_MONTH = re.compile(_OF_YEAR + rf"(?P<month>{_ONE})月(?:份|当月)?")
_MONTH_NUMBERS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-./年]?(?P<month>1[0-2]|0[1-9]|[1-9])月?(?![-./]?\d)")
_SPAN = re.compile(
    _OF_YEAR + rf"(?:年初|(?P<first>{_ONE})月?(?:份)?)[-—–~～至到](?P<month>{_ONE})月(?:份|底|末)?(?:止)?"
)
_UP_TO = re.compile(
    rf"(?:截[至止]到?|累计[至到]){_OF_YEAR}(?P<month>{_ONE})月(?:底|末|份|\d{{1,2}}[日号])?(?:止)?"
    rf"|{_OF_YEAR.replace('year', 'years')}(?P<months>{_ONE})月[底末](?:前|止)?"
)
_YEAR_END = re.compile(
    r"(?:截[至止]到?|[至到])?(?<!\d)(?P<year>(?:19|20)\d{2})年(?:年?[底末]|12月[底末]|以前|之前)(?:前|止)?"
)
_QUARTER = re.compile(r"(?:第)?(?P<quarter>[一二三四1-4])季度")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_CUMULATIVE = re.compile(r"(累计|历年|总计|ytd|cumulative|total)")
_FUTURE = re.compile(r"(计划|预计|拟|预期|应|planned|expected|estimated)")
_FIRST_GUESS, _INSIDE, _ALIKE = 0.95, 0.8, 0.6
_ENOUGH_OF_HEADING, _CUTOFF = 0.5, 0.74
_SHORT = 3
#: Texts repeat from row to row.
_KEPT = 50_000
#: With these words a heading is about something else: a rate, a part, what has not come, another year, a person.
_OTHER_MATTER = re.compile(
    r"(率|占比|比例|同比|环比|排名|强度|面积|电话|联系|其中|未|剩余|缺口|尚需|去年|上年|同期|自开工|开工以来|历年|文号|附件|设备|土地|用地|人员|手续|简介|介绍|开竣工|起止)"
)
#: A target is no amount that has come, and a description no day.
_AIM, _TALE = re.compile(r"(任务|目标|指标|需求)"), re.compile(r"(情况|进展|进度|状态)")
#: A lower heading that only says which side of the upper one it is.
_SIDES = {"名称", "全称", "金额", "数额", "总额", "时间", "日期", "年月", "类型", "类别", "万元", "亿元"}
_FILLER = re.compile(r"(项目|实际|情况|信息)")
#: A letter's difference is a slip of the pen in these; in others it is another matter («计划开工», «计划竣工»).
_FORGIVING = {"name", "content", "industry", "investor", "unit", "lead_official", "remarks"}
_DATES = {"signed_on", "approved_on", "started_on", "production_on", "terminated_on"}


@dataclass(frozen=True)
class Heading:
    """A column's heading: its texts from the top row to the bottom one, and where the lowest one stands."""

    column: int
    row: int
    texts: tuple[str, ...]
    values: tuple[Value, ...] = ()

    @cached_property
    def joined(self) -> str:
        """As mappings name it."""
        return "/".join(_one_line(text) for text in self.texts)


#: How much time an amount is of: a month, a quarter, a year up to a month (a span), other months in a row (a range).
Period = Literal["", "month", "quarter", "span", "range"]


class _Month(NamedTuple):
    """A month that a heading names (or the last one of a period), its year if named, and what else it says."""

    month: int
    year: int | None
    rest: str
    period: Period = "month"
    first: int = 0


class Match(NamedTuple):
    """What a column fills (a target of `mapping`), how sure that is, and the unit its heading names."""

    target: str
    confidence: float
    unit: str = ""
    #: Of amounts: one month's, a quarter's, or all of a year until a month; "" where the heading does not say.
    period: Period = ""
    year: int | None = None
    #: The first month of a period.
    first: int = 0


def _one_line(text: str) -> str:
    """Without line breaks, and without spaces but those between words of letters."""
    return re.sub(r"(?<![!-~])\s+|\s+(?![!-~])", "", re.sub(r"\s+", " ", text))


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """How headings are compared."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def unit_in(text: str) -> str:
    """The unit of money that a heading or note names in brackets, after «单位» or at its end; "" for none."""
    narrow = unicodedata.normalize("NFKC", text)
    for part in [*_BRACKETS.findall(narrow), *re.findall(r"(?:金额)?单位\s*:?\s*([^\s,;。，；、]+)", narrow)]:
        for piece in re.split(r"[,;、/\s]|万?平方米|亩", part.strip()):
            if match := _UNIT_WORD.fullmatch(piece.strip()):
                return _full(match[1])
    if match := re.search(
        r"[^\d\s]\s*[/_,]?\s*((?:亿|万|千|百万|千万)?(?:元|美元)|usd|eur|us\$)$", narrow.strip(), re.IGNORECASE
    ):
        return _full(match[1])
    return ""


def _full(unit: str) -> str:
    unit = unit.strip()
    return unit + "元" if unit + "元" in YUAN and unit not in YUAN else unit


def year_in(text: str) -> int | None:
    """The only year that a text names."""
    found = {int(year) for year in _YEAR.findall(unicodedata.normalize("NFKC", text))}
    return found.pop() if len(found) == 1 else None


def match(heading: Heading, year: int | None, measure: str | None = None) -> Match:
    """What a heading says that its column holds; target "extra" where it says nothing that the model knows.

    `measure` is what months are of that stand alone («1月»), where a title says so.
    """
    unit = next((named for text in reversed(heading.texts) if (named := unit_in(text))), "")
    monthly = _monthly(heading, year, measure)
    if monthly is not None:
        return monthly._replace(unit=unit)
    best = Match("extra", 0.0)
    for said, weight in _readings(heading):
        found = _known(said)
        if found and found[1] * weight > best.confidence:
            best = Match(found[0], round(found[1] * weight, 2))
    best = best._replace(unit=unit, year=next((y for t in heading.texts if (y := year_in(t))), None))
    if best.target in MEASURES:
        is_up_to = any(_CUMULATIVE.search(fold(text)) for text in heading.texts)
        is_now = any(re.search("[本当]月", text) for text in heading.texts)
        best = best._replace(period="span" if is_up_to else "month" if is_now else "")
    return best


def _readings(heading: Heading) -> list[tuple[str, float]]:
    texts = [text for text in heading.texts if text]
    readings = [("".join(texts), 1.0)]
    if len(texts) > 1:
        readings += [(texts[-1], 1.0), (texts[0] + texts[-1], 1.0), (texts[-2] + texts[-1], 1.0)]
        readings += [(texts[-2], _INSIDE)] if _bare(texts[-1]) in _SIDES or not _bare(texts[-1]) else []
    return readings


def _bare(text: str) -> str:
    """A heading without units, years and what stands in brackets, folded."""
    narrow = unicodedata.normalize("NFKC", text)
    narrow = _BRACKETS.sub("", narrow)
    narrow = re.sub(r"(?:19|20)\d{2}\s*年(?:度)?", "", narrow)
    narrow = re.sub(
        r"(?<=[^\d\s])\s*[/_,]?\s*(?:(?:亿|万|千|百万|千万)元|usd|us\$)$", "", narrow.strip(), flags=re.IGNORECASE
    )
    return fold(narrow)


@cache
def _index() -> dict[str, str]:
    index = {fold(word): target for target, words in SYNONYMS.items() for word in words}
    for table in ("project", "plan"):
        for folded, column in form.headings(table).items():
            index.setdefault(fold(folded), column)
    return index


def _known(text: str) -> tuple[str, float] | None:
    index = _index()
    whole, bare = fold(text), _bare(text)
    if not bare:
        return None
    for said, sure in ((whole, 1.0), (bare, 1.0), (_FILLER.sub("", bare), _FIRST_GUESS)):
        if said in index and not (sure < 1 and _is_contradicted(bare, index[said])):
            return index[said], sure
    inside = [
        word for word in index if word in bare and len(word) >= max(_enough(word), _ENOUGH_OF_HEADING * len(bare))
    ]
    if inside and (target := index[max(inside, key=len)]) and not _is_contradicted(bare, target):
        return target, _INSIDE
    forgiving = [word for word, target in index.items() if target in _FORGIVING and len(word) > _SHORT]
    if alike := difflib.get_close_matches(bare, forgiving, n=1, cutoff=_CUTOFF):
        return index[alike[0]], _ALIKE
    return None


def _enough(word: str) -> int:
    # «项目» is inside of nearly every heading.
    return 6 if word.isascii() else _SHORT


def _is_contradicted(bare: str, target: str) -> bool:
    """«计划竣工时间» is no date on which something happened; «是否开工» no date at all; «投资强度» no sum."""
    if bare.startswith("是否") and target not in {"is_four_new", "kind"}:
        return True
    if _OTHER_MATTER.search(bare):
        return True
    if (target in MEASURES and _AIM.search(bare)) or (target in _DATES and _TALE.search(bare)):
        return True
    return bool(_FUTURE.search(bare)) and (target in _DATES or target in MEASURES)


def _monthly(heading: Heading, year: int | None, default: str | None) -> Match | None:
    """A month's column of a measure: «funds_arrived@2023-05»; of a sum of months: «…@total»."""
    for place in reversed(range(len(heading.texts))):
        value = heading.values[place] if place < len(heading.values) else None
        others = [text for at, text in enumerate(heading.texts) if at != place]
        if found := _month_of(heading.texts[place], value):
            measure = _measure([*others, found.rest]) or (
                default if not others and fold(found.rest) in TOTALS | {""} else None
            )
            if measure is None:
                continue
            named = next((y for text in [*others, heading.texts[place]] if (y := year_in(text))), None)
            when = found.year or named or year
            target = f"{measure}@{when:04d}-{found.month:02d}" if when else measure
            return Match(target, 1.0 if when else 0.0, "", found.period, when, found.first or found.month)
        alone = default if len(heading.texts) == 1 else None
        if fold(heading.texts[place]) in TOTALS and (measure := _measure(others) or alone):
            return Match(f"{measure}@total", 1.0)
    return None


def _month_of(text: str, value: Value) -> _Month | None:
    if isinstance(value, dt.date):
        return _Month(value.month, value.year, "")
    narrow = _BRACKETS.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    period = _period_of(narrow)
    if period is not None:
        return period
    for pattern in (_MONTH_NUMBERS, _MONTH):
        if found := pattern.search(narrow):
            rest = _rest(narrow, found)
            # «8月累计到位资金» runs up to August.
            is_up_to = "累计" in rest
            number = _number(found["month"])
            return _Month(number, _year_of(found), rest, "span" if is_up_to else "month", 1 if is_up_to else number)
    english = re.fullmatch(r"([a-z]{3,9})\.?[-/']?((?:20)?\d{2})?", narrow.lower())
    if english and (month := ENGLISH_MONTHS.get(english[1])):
        return _Month(month, 2000 + int(english[2][-2:]) if english[2] else None, "")
    return None


def _period_of(narrow: str) -> _Month | None:
    """Several months in a heading: «截至2022年底», «1-9月», «截至8月底», «一季度», «上半年»."""
    if found := _YEAR_END.search(narrow):
        return _Month(12, int(found["year"]), _rest(narrow, found), "span", 1)
    if found := _SPAN.search(narrow):
        first, last = _number(found["first"] or "1"), _number(found["month"])
        if first < last:
            return _Month(last, _year_of(found), _rest(narrow, found), "span" if first == 1 else "range", first)
    if found := _UP_TO.search(narrow):
        return _Month(_number(found["month"] or found["months"]), _year_of(found), _rest(narrow, found), "span", 1)
    if found := _QUARTER.search(narrow):
        number = "一二三四".find(found["quarter"]) + 1 or int(found["quarter"])
        return _Month(number * 3, year_in(narrow), _rest(narrow, found), "quarter", number * 3 - 2)
    for word, (first, last) in _HALVES.items():
        if word in narrow:
            period: Period = "span" if first == 1 else "range"
            return _Month(last, year_in(narrow), _without(narrow.replace(word, "", 1)), period, first)
    return None


def _year_of(found: re.Match[str]) -> int | None:
    named = next((value for name, value in found.groupdict().items() if name.startswith("year") and value), "")
    return int(f"20{named}"[-4:]) if named else None


def _rest(text: str, found: re.Match[str]) -> str:
    return _without(text[: found.start()] + text[found.end() :])


def _without(text: str) -> str:
    """What a heading says besides its month: without its year and the marks between them."""
    return re.sub(r"(?:(?:19|20)\d{2})年(?:度)?", "", text).strip("-—_/·:,、.")


def _number(text: str) -> int:
    return _CHINESE_MONTHS.get(text) or int(text)


def _measure(texts: list[str]) -> str | None:
    for text in reversed(texts):
        bare = re.sub(r"^(当月|本月|累计|截至|每月|各月|分月|月度)|(当月|累计|情况)$", "", _bare(text))
        if bare and (found := _known(bare)) and found[0] in MEASURES:
            return found[0]
    return None


def measure_in(text: str) -> str | None:
    """The only measure that a title names."""
    index, folded = _index(), fold(text)
    found = {index[word] for word in index if index[word] in MEASURES and len(word) > _SHORT and word in folded}
    return found.pop() if len(found) == 1 else None


def names_month(text: str) -> bool:
    """Whether a heading names a month or period alone («1月», «2023年1月», «一季度», «Jan»)."""
    found = _month_of(text, None)
    return found is not None and not found.rest


def names_sum(text: str) -> bool:
    """Whether a heading sums months up («累计»)."""
    return fold(text) in TOTALS

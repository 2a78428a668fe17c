"""A column's heading → what the column fills, how sure that is, and the unit of its money."""

from __future__ import annotations

import re
import unicodedata
from typing import cast

from data.ledger.mapping import MEASURES
from data.ledger.office import dictionary, stage_days, time_words
from data.ledger.office.dictionary import fold
from data.ledger.office.heading import OF_DAYS, Aside, Heading, Match
from data.ledger.office.synonyms import TOTALS
from data.ledger.office.time_words import DONE, PLAN, Time
from data.ledger.office.units import BRACKETS, unit_in, units_in

_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:年度|年)?")
#: A lower heading that only says which side of the upper one it is.
_SIDES = {"名称", "全称", "金额", "数额", "总额", "时间", "日期", "年月", "类型", "类别", "万元", "亿元"}
#: «1», «02», «M3» or Excel's number of a day over a column of a month, perhaps.
_NUMBER_ALONE = re.compile(r"\s*(?:[mM]?(?:1[0-2]|0?[1-9])|4[0-9]{4})\s*")


def year_in(text: str) -> int | None:
    """The only year that a text names."""
    found = {int(year) for year in _YEAR.findall(unicodedata.normalize("NFKC", text))}
    return found.pop() if len(found) == 1 else None


def match(heading: Heading, measure: str | None = None) -> Match:
    """What a heading says that its column holds; target "extra" where it says nothing that the model knows.

    `measure` is what months are of that stand alone («1月», «1月实际»), where a title says so.
    """
    unit = next((named for text in reversed(heading.texts) if (named := unit_in(text))), "")
    if len(heading.texts) == 1 and _NUMBER_ALONE.fullmatch(heading.texts[0]):
        return Match("extra", 0.0, unit, "", Time(), "number")
    return (_of_time(heading, measure) or _of_words(heading))._replace(unit=unit)


def _of_words(heading: Heading) -> Match:
    """By the dictionary of headings alone, and by whether a day has come."""
    bare = stage_days.without_coming(heading.texts)
    best = stage_days.settle(heading.texts, _in_dictionary(heading.texts), _in_dictionary(bare))
    time = time_words.read(heading.texts)
    if best.target in MEASURES and time.is_plan:
        return Match("extra", 0.0, "", best.target, time, "plan")
    if best.target == "planned_investment" and time.period == "year" and not _is_whole(heading):
        return best._replace(confidence=min(best.confidence, dictionary.ALIKE), time=time)
    if best.target in MEASURES:
        sure = min(best.confidence, dictionary.ALIKE) if _is_narrowed(heading) else best.confidence
        return best._replace(confidence=sure, measure=best.target, time=time)
    return best._replace(time=time)


def _in_dictionary(texts: tuple[str, ...]) -> Match:
    best = Match("extra", 0.0)
    for said, weight in _readings(texts):
        found = dictionary.known(said)
        if found and found[1] * weight > best.confidence:
            best = Match(found[0], round(found[1] * weight, 2))
    return best


def _is_whole(heading: Heading) -> bool:
    """Whether a heading that names a year says of an investment that it is all of it, or what was agreed."""
    return bool(re.search(r"(总|协议|合同|签约|规模|概算|total|commit|cost)", "".join(heading.texts).lower()))


def _of_time(heading: Heading, default: str | None) -> Match | None:
    """A column of a measure's month, period or running total, or of what is planned for one; None for any other."""
    time = time_words.read(tuple(map(time_words.of_value, heading.values, heading.texts)) or heading.texts)
    rests = [part for rest in time.rest for part in _without_of_it(rest) if part]
    if dictionary.is_listed("".join(heading.texts)) and _of_words(heading).target not in {
        *MEASURES,
        *dictionary.PLANNED,
    }:
        return None  # «月份», «年度»
    if (total := _sum_of_months(heading, time, default)) is not None:
        return total
    if any(dictionary.RATE.search(rest) for rest in rests):
        return Match("extra", 0.0, "", "", time) if time.period else None
    if (plan := _annual_plan(rests, time)) is not None:
        return plan
    if not time.period:
        return _part(heading, rests, time)
    measure, below = _measured(rests, default)
    return _of_months_alone(heading, rests, time) if measure is None else _of_measure(measure, time, is_part=below)


def _without_of_it(rest: str) -> list[str]:
    """«其中：本年完成投资» is of a shorter time, and «完成投资-内资» of a part."""
    return re.split(r"[-—–:]+", re.sub(r"^其中[:：]?", "", rest))


#: What a plan of a year may say beyond its year: of investment, an amount, for the project.
_OF_INVESTMENT = re.compile(r"(^分|项目|固定资产|投资|任务|计划|of|for|the|invest(?:ment|ed)?|completed?|in)|\s")
#: No plan that was made, but what someone thinks will be.
_GUESS = re.compile(r"(拟|预计|预期|预测|预估|力争|forecast|expected|estimated)")


#: «完成全年计划» is what has been done of it.
_DONE_OF_PLAN = re.compile(r"完成.*(计划|任务|目标)|completed of")


def _annual_plan(rests: list[str], time: Time) -> Match | None:
    """«2023年计划», «全年投资任务», «本年计划完成投资»; what is aimed at is less sure, what is guessed none.

    None for anything but a plan of a year.
    """
    said = "".join(rests)
    if not time.is_plan or time.period != "year":
        return None
    bare = fold(_OF_INVESTMENT.sub("", DONE.sub("", PLAN.sub("", said))))
    measure, _ = _measured(rests, None)
    if bare or measure == "funds_arrived":
        return None
    if _GUESS.search(said) or _DONE_OF_PLAN.search(said):
        return Match("extra", 0.0, "", "", time, "plan")
    is_sure = dictionary.is_listed(said) or "计划" in said or "plan" in said
    return Match("amount", 0.9 if is_sure else dictionary.ALIKE, "", "", time)


def _of_measure(measure: str, time: Time, *, is_part: bool) -> Match:
    if time.is_plan:
        return Match("extra", 0.0, "", measure, time, "plan")
    aside: Aside = "part" if is_part else ""
    if time.period in {"since_start", "past", "across"}:
        aside = cast(Aside, time.period)
    return Match("extra", 0.0, "", measure, time, aside) if aside else Match(measure, 1.0, "", measure, time)


def _of_months_alone(heading: Heading, rests: list[str], time: Time) -> Match | None:
    """Of months, but of no measure: «3月计划», «1月税收»; a date, a word or an annual plan that names a year."""
    known = _of_words(heading)
    is_extra = known.target == "extra" and known.aside not in OF_DAYS
    if time.names_months or time.period in {"running", "since_start", "past", "across"}:
        is_money = known.target in dictionary.PLANNED or is_extra
        if not is_money:
            return known if known.target not in MEASURES else None
        if not time.names_months and known.target == "planned_investment":
            return known  # «累计签约额»
        if any(dictionary.RATE.search(rest) for rest in rests):
            return Match("extra", 0.0, "", "", time)
        says_amount = time.is_plan or time.names_months or known.target != "extra"
        aside: Aside = ("plan" if time.is_plan else "month") if says_amount else ""
        return Match("extra", 0.0, "", "", time, aside)
    if time.is_plan and is_extra and not any(dictionary.RATE.search(rest) for rest in rests):
        return Match("extra", 0.0, "", "", time, "plan")
    return None


def _sum_of_months(heading: Heading, time: Time, default: str | None) -> Match | None:
    """«合计» under a measure; with a year or a period of its own it is the sum of that."""
    for place in reversed(range(len(heading.texts))):
        others = [text for at, text in enumerate(heading.texts) if at != place]
        if fold(heading.texts[place]) not in TOTALS:
            continue
        alone = default if not [text for text in others if not time_words.read((text,)).period] else None
        if (measure := dictionary.measure(others) or alone) and not time.is_plan:
            return Match("total", 1.0, "", measure, time)
    return None


def _measured(rests: list[str], default: str | None) -> tuple[str | None, bool]:
    """The measure that texts name once their time is taken off, and whether a text below it names a part of it."""
    for place in reversed(range(len(rests))):
        if measure := dictionary.measure([rests[place]]):
            return measure, any(not _says_no_more(text) for text in rests[place + 1 :])
    joined = dictionary.measure(["".join(rests)]) if len(rests) > 1 else None
    if joined:
        return joined, False
    return (default, False) if default and all(_says_no_more(text) for text in rests) else (None, False)


def _part(heading: Heading, rests: list[str], time: Time) -> Match | None:
    """«内资» under «到位资金», «到位资金-内资»: a part of the measure, whose whole stands in another column."""
    texts = [part for rest in rests for part in re.split(r"[-—–:]+", rest) if part]
    if len(texts) < 2 or time.is_plan:
        return None
    measure = dictionary.measure(texts[:1]) if len(texts) == 2 else dictionary.measure(texts[:-1])
    if measure is None or dictionary.RATE.search(texts[-1]):
        return None
    if fold(texts[-1]) in TOTALS:
        return Match("total", 1.0, "", measure, time)
    if (
        _says_no_more(texts[-1])
        or dictionary.measure(texts[-1:])
        or dictionary.is_listed("".join(texts))
        or dictionary.known(texts[-1])
    ):
        return None
    return Match("extra", 0.0, "", measure, time, "part")


def _says_no_more(text: str) -> bool:
    """Whether a text only says that a figure is of work done, or an amount, or a sum."""
    bare = fold(text)
    return not DONE.sub("", bare) or bare in TOTALS or bare in _SIDES or bare in {fold(side) for side in _SIDES}


def _is_narrowed(heading: Heading) -> bool:
    """«到位资金（内资）»: what stands in brackets and is neither unit nor time may narrow the measure."""
    for text in heading.texts:
        for said in BRACKETS.findall(unicodedata.normalize("NFKC", text)):
            inside = "".join(time_words.read((said,)).rest)
            if inside and not units_in(f"({said})") and not _says_no_more(inside) and not dictionary.measure([inside]):
                return True
    return False


def _readings(said: tuple[str, ...]) -> list[tuple[str, float]]:
    texts = [text for text in said if text]
    readings = [("".join(texts), 1.0)]
    if len(texts) > 1:
        readings += [(texts[-1], 1.0), (texts[0] + texts[-1], 1.0), (texts[-2] + texts[-1], 1.0)]
        readings += [(texts[-2], 1.0)] if fold(texts[-1]) in TOTALS else []
        readings += (
            [(texts[-2], dictionary.INSIDE)]
            if dictionary.stripped(texts[-1]) in _SIDES or not dictionary.stripped(texts[-1])
            else []
        )
    return readings


def names_month(text: str) -> bool:
    """Whether a heading names a month or period alone («1月», «2023年1月», «一季度», «Jan»)."""
    time = time_words.read((text,))
    return time.period in {"month", "range", "span"} and not any(time.rest)


def says_time(text: str) -> bool:
    """Whether a text says a time, a plan or work done and nothing else («2023年», «1月实际», «3月计划»)."""
    time = time_words.read((text,))
    return bool(time.period or time.is_plan) and all(_says_no_more(PLAN.sub("", rest)) for rest in time.rest)

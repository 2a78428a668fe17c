"""Of which stage's day a heading speaks, and whether that day has come: «开工时间（预计）» is no start.

A day that is to come is never one that has: a start is the planned one, any other stage's is kept as the office's own.
A heading that speaks of both («计划/实际开工时间»), or of two stages («注册及备案时间»), is asked about: no one can
tell which of the two its cells hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from data import model
from data.ledger.office import dictionary, time_words
from data.ledger.office.dictionary import ALIKE, fold
from data.ledger.office.heading import Match
from data.ledger.office.synonyms import SYNONYMS
from data.ledger.office.units import BRACKETS

_STAGES = frozenset(model.STAGE_DATES)
DAYS = _STAGES | {"planned_start_on"}
#: What somebody promised or demanded: perhaps the plan's day, and asked.
_PROMISED = re.compile(
    r"(约定|承诺|要求|最迟|最晚|限期|争取|暂定|意向|待|(?<![a-z])(?:tentative|promised|latest|due|required)(?![a-z]))"
)
#: With these a heading that speaks of what is to come speaks of what has come too.
_HAPPENED = re.compile(r"(实际|完成|执行|进展|已(?!签)|含|包括|或|(?<![a-z])(?:actual|or)(?![a-z]))")
#: What a heading above the day may say beside «计划» and still be of nothing but the plan.
_OF_PLAN_ALONE = re.compile(
    r"(年度?|时间|日期|节点|时限|工期|安排|进度|情况|投资|项目|建设|(?:19|20)\d{2}|date|time|/|\s)"
)
_A_DAY = re.compile(r"(年月日|年月|日期|时间|月份|日)$")
#: «签约项目开工时间», «签约后开工时间»: the first says whose day it is, or since when, and is no day of its own.
_WHOSE = r"(?=项目|企业|公司|单位|方|人|后|以后|之后|以来)"
_GENERIC = {"协议", "合同", "项目", ""}


def is_to_come(texts: Sequence[str]) -> bool:
    """Whether a heading's texts speak of a day to come: planned, expected, promised."""
    return any(_coming(text) for text in texts)


def without_coming(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts without the words for what is to come, and without the brackets that hold one."""
    narrow = (BRACKETS.sub(lambda said: "" if _coming(said[0]) else said[0], _narrow(text)) for text in texts)
    return tuple(_PROMISED.sub("", time_words.TO_COME.sub("", text)).strip(" -—_/:·") for text in narrow)


def settle(texts: Sequence[str], found: Match, bare: Match) -> Match:
    """What a heading means once it is heeded whether its day has come.

    `found`: by its words as they are. `bare`: by those that `without_coming` leaves, where it leaves others.
    """
    if not is_to_come(texts):
        return _asked(found, "days") if found.target in _STAGES and len(_stages(texts)) > 1 else found
    if found.target not in DAYS and bare.target not in DAYS:
        return found
    if _HAPPENED.search(_joined(texts)) or any(map(_names_twice, texts)) or not _is_of_plan(texts):
        return _asked(found, "either")
    if bare.target in _STAGES and len(_stages(without_coming(texts))) > 1:
        return _asked(found, "days")
    if "planned_start_on" not in {found.target, bare.target} and bare.target != "started_on":
        return found._replace(target="extra", confidence=0.0)
    is_sure = not any(_PROMISED.search(_narrow(text)) for text in texts)
    sure = max(bare.confidence, found.confidence if found.target == "planned_start_on" else 0.0)
    return found._replace(target="planned_start_on", confidence=sure if is_sure else min(sure, ALIKE))


def _asked(found: Match, why: str) -> Match:
    return found._replace(target="extra", confidence=0.0, aside="either" if why == "either" else "days")


def _coming(text: str) -> bool:
    narrow = _narrow(text)
    return bool(time_words.TO_COME.search(narrow) or _PROMISED.search(narrow))


def _is_of_plan(texts: Sequence[str]) -> bool:
    """Whether what is to come is said beside the day itself, or above it of nothing but the plan."""
    last = max((at for at, text in enumerate(texts) if _stages((text,))), default=len(texts) - 1)
    above = [text for at, text in enumerate(texts) if at < last and _coming(text)]
    if _coming(texts[last]) or not above:
        return True
    return not any(_OF_PLAN_ALONE.sub("", "".join(without_coming((text,)))) for text in above)


def _names_twice(text: str) -> bool:
    """«开工（预计开工）时间», «开工时间/预计开工时间»."""
    return sum(bool(match["stage"]) for match in _pattern().finditer(fold(text))) > 1


def _joined(texts: Sequence[str]) -> str:
    return "/".join(map(_narrow, texts))


def _narrow(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).lower().strip()


@cache
def _stems() -> dict[str, str]:
    """«开工», «动工», «备案» …: what names a stage's day → the stage; the longest first."""
    found: dict[str, str] = {}
    for target in model.STAGE_DATES:
        for word in SYNONYMS[target]:
            stem = _A_DAY.sub("", fold(word))
            if not word.isascii() and stem not in _GENERIC and _A_DAY.search(fold(word)):
                found.setdefault(stem, target)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("(?P<whose>(?:{0}){1})|(?P<stage>{0})".format("|".join(map(re.escape, _stems())), _WHOSE))


def _stages(texts: Sequence[str]) -> set[str]:
    """The stages of which a heading names the days; a bracket counts where it names nothing else.

    A heading that the dictionary has is of the one stage it says there («开工开业时间»).
    """
    if dictionary.is_whole("".join(texts)) or any(map(dictionary.is_whole, texts)):
        return {"listed"}
    said = _joined(texts)
    parts = [BRACKETS.sub("", said)]
    parts += [inside for inside in BRACKETS.findall(said) if _A_DAY.sub("", fold(inside)) in _stems()]
    return {_stems()[match["stage"]] for part in parts for match in _pattern().finditer(fold(part)) if match["stage"]}

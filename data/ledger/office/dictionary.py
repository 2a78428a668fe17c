"""The dictionary of headings: what a word or two of a heading mean, exactly, within longer ones, or nearly."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache, lru_cache

from data import model
from data.ledger import form
from data.ledger.mapping import MEASURES
from data.ledger.office import time_words
from data.ledger.office.synonyms import SYNONYMS, TOTALS
from data.ledger.office.units import BRACKETS

_PUNCTUATION = re.compile(r"[\s*:：_\-—、，,.。;；/\\·\"'“”()（）\[\]【】|]+")
_FUTURE = re.compile(r"(计划|预计|拟|预期|应|planned|expected|estimated)")
#: How sure a meaning is: without filling words, within a longer heading, by likeness.
_FIRST_GUESS, INSIDE, ALIKE = 0.95, 0.8, 0.6
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
#: «完成投资总额», «已完成总投资» are no totals that were agreed.
_COME = re.compile(r"((?<!计划)完成|到位|到账|已投|累计投)")
_FILLER = re.compile(r"(项目|实际|情况|信息)")
#: A letter's difference is a slip of the pen in these; in others it is another matter («计划开工», «计划竣工»).
_FORGIVING = {"name", "content", "industry", "investor", "unit", "lead_official", "remarks"}
#: No amount of money, whatever month it is of.
RATE = re.compile(r"(率|占比|比例|比重|比上|同比|环比|增幅|增速|增长|排名|名次|位次|进度差|个数|项目数|%)")
#: Amounts that were agreed or planned, and have not come.
PLANNED = {"amount", "original_amount", "planned_investment"}
_DATES = frozenset(model.STAGE_DATES)
#: With these words a heading's day is another one's or of two stages: an environmental approval, the investor's own
#: registration, a firm that has grown above the threshold.
_NOT_OF = {
    "approved_on": re.compile(r"(环评|能评|安评|稳评|水保|规划|施工|图审|消防|设计|许可|贷款)"),
    "registered_on": re.compile(r"(投资方|投资人|母公司|股东|商标|专利|资本|资金|变更|注销|及|和|、)"),
    "listed_on": re.compile(r"(升规|规上|限上|入规|及|和|、)"),
    "capacity_on": re.compile(r"(投产|竣工|建成|及|和|、)"),
}
#: Days that only a whole heading names for sure; within a longer one it is asked.
_ASKED_WITHIN = {"registered_on", "listed_on", "capacity_on"}


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """How headings are compared."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def stripped(text: str) -> str:
    """A heading without units, years and what stands in brackets, folded."""
    narrow = unicodedata.normalize("NFKC", text)
    narrow = BRACKETS.sub("", narrow)
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


@lru_cache(maxsize=_KEPT)
def known(text: str) -> tuple[str, float] | None:
    """The target that a text means, and how sure that is; None where it is like nothing in the dictionary."""
    index = _index()
    whole, bare = fold(text), stripped(text)
    if not bare:
        return None
    for said, sure in ((whole, 1.0), (bare, 1.0), (_FILLER.sub("", bare), _FIRST_GUESS)):
        if said not in index or (said != whole and _is_of_another(whole, index[said])):
            continue
        if sure == 1 or not _is_contradicted(bare, index[said]):
            return index[said], sure
    inside = [
        word for word in index if word in bare and len(word) >= max(_enough(word), _ENOUGH_OF_HEADING * len(bare))
    ]
    target = index[max(inside, key=lambda word: (len(word), bare.endswith(word)))] if inside else ""
    if target and not _is_contradicted(bare, target) and not _is_of_another(whole, target):
        return target, ALIKE if target in _ASKED_WITHIN else INSIDE
    forgiving = [word for word, target in index.items() if target in _FORGIVING and len(word) > _SHORT]
    if alike := difflib.get_close_matches(bare, forgiving, n=1, cutoff=_CUTOFF):
        return index[alike[0]], ALIKE
    return None


def is_listed(text: str) -> bool:
    """Whether the dictionary has exactly this."""
    return stripped(text) in _index()


def is_whole(text: str) -> bool:
    """Whether the dictionary has this as it is, brackets and all."""
    return fold(text) in _index()


def _enough(word: str) -> int:
    # «项目» is inside of nearly every heading.
    return 6 if word.isascii() else _SHORT


def _is_contradicted(bare: str, target: str) -> bool:
    """«计划竣工时间» is no date on which something happened; «是否开工» no date at all; «投资强度» no sum."""
    if bare.startswith("是否") and target not in {"is_four_new", "kind"}:
        return True
    if _OTHER_MATTER.search(bare) or RATE.search(bare):
        return True
    if (target in MEASURES and _AIM.search(bare)) or (target in _DATES and _TALE.search(bare)):
        return True
    if _is_of_another(bare, target):
        return True
    if target in PLANNED and _COME.search(bare):
        return True
    return bool(_FUTURE.search(bare)) and (target in _DATES or target in MEASURES)


def _is_of_another(folded: str, target: str) -> bool:
    """Whether a heading's word makes one of the days of `_NOT_OF` another one's, or one to come."""
    return target in _NOT_OF and bool(_NOT_OF[target].search(folded) or _FUTURE.search(folded))


def measure(texts: list[str]) -> str | None:
    """The measure that the lowest of these texts names that names one."""
    for text in reversed(texts):
        bare = re.sub(r"^(累计|截至|每月|各月|分月|月度)|(累计|情况)$", "", stripped(text))
        if bare and (found := known(bare)) and found[0] in MEASURES:
            return found[0]
    return None


def measure_in(text: str) -> str | None:
    """The only measure that a title names; none of a title that speaks of a plan («完成投资计划表»)."""
    if time_words.is_plan([text]):
        return None
    index, folded = _index(), fold(text)
    found = {index[word] for word in index if index[word] in MEASURES and len(word) > _SHORT and word in folded}
    return found.pop() if len(found) == 1 else None


def names_sum(text: str) -> bool:
    """Whether a heading sums months up («累计»)."""
    return fold(text) in TOTALS

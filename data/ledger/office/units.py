"""The unit of money that a heading, a corner or a line of a sheet names: «（万元）», «单位：亿元», «RMB million»."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from data.ledger.mapping import YUAN

BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
_TIMES = r"(?:(?:百|千|十)?[亿万]?(?:百万|千万)?)"
_FOREIGN = "美元|美金|欧元|日元|港元|港币|韩元|英镑|澳元|加元|新元|新台币|卢布"
_CODES = r"(?:us\$|\$|usd|eur|cny|rmb|krw|jpy|hkd|gbp|£|€|aud|cad|sgd|inr|yuan)"
_ENGLISH = r"(?:millions?|billions?|mn|bn)"
_UNIT_WORD = re.compile(
    rf"(?:单位[:：]?)?({_TIMES}(?:元|{_FOREIGN})(?:人民币)?|人民币[亿万]?元|(?:억|천만|백만|만|천)?원"
    rf"|{_CODES}(?:\s*(?:{_ENGLISH}|m))?|{_ENGLISH}\s*(?:of\s*)?{_CODES}|(?:百万|千万|亿|万))",
    re.IGNORECASE,
)
#: What parts the units of «（单位：万元、%）» and «（万元/亩）»: the second names what a unit is for.
_BETWEEN_UNITS = re.compile(r"[,;:、/或及和()]|(?<![A-Za-z$])\s|\s(?![A-Za-z])|万?平方米|亩")
#: How many, in an English unit: the rest of it is the currency.
_ENGLISH_TIMES = re.compile(
    r"(?:(?<=[a-z$ ])|^)(millions?|billions?|mn|bn|m)(?: of)?(?=$| |usd|eur|cny|rmb|yuan|us\$|\$)"
)
#: «RMB» beside a number that is not understood leaves open how many yuan it means.
_CURRENCY_ALONE = re.compile(_CODES, re.IGNORECASE)
#: So do words for how many that no unit of ours has: better asked than taken for the corner's.
_MANY = r"(?:thousands?|k|lakhs?|crores?)"
_UNCLEAR = re.compile(rf"{_CODES}\s*{_MANY}|{_MANY}\s*(?:of\s*)?{_CODES}", re.IGNORECASE)
#: A unit with how many or of which currency, wherever it stands in brackets: not «5000万元», «亿元以上».
_ANY_UNIT = re.compile(rf"(?<![\d.亿万千百十])((?:亿|万|千|百万|千万)(?:元|{_FOREIGN})|{_FOREIGN})(?!以[上下内]|级)")
#: «RMB 10,000», «10,000 yuan», «100 million yuan», «RMB '000» → ours.
_YUAN_WORD = r"(?:rmb|cny|yuan|¥)"
_IN_FIGURES = tuple(
    (
        re.compile(rf"{_YUAN_WORD}[ ,]*(?:in )?{figures}(?![\d,])|(?<![\d,.]){figures} ?{_YUAN_WORD}", re.IGNORECASE),
        unit,
    )
    for figures, unit in (
        (r"(?:10,?000|'?0,?000|ten thousands?)", "万元"),
        (r"(?:100 ?(?:million|mn|m)|hundred millions?)", "亿元"),
        (r"(?:1,000|1000|'000|000s|thousands?)", "千元"),
    )
)
_AFTER_UNIT = re.compile(r"单位\s*:?\s*([^\s,;。]+)|(?<![a-z])units?\s*:\s*([^,;。()]+)", re.IGNORECASE)
#: «万  元», as people spread two characters over a cell.
_GAP = re.compile(r"(?<=[亿万千百])[ \u3000]+(?=[亿万美]?元)")
_ALONE = re.compile(r"((?:亿|万|千|百万|千万)?(?:元|美元))")
_AT_END = re.compile(
    r"[^\d\s亿万千百十]\s*[/_,]?\s*((?:亿|万|千|百万|千万)?(?:元|美元)|(?<![a-z])(?:usd|eur|us\$))$", re.IGNORECASE
)
#: Texts repeat from row to row.
_KEPT = 10_000


def unit_in(text: str) -> str:
    """The unit of money that a heading or note names in brackets, after «单位» or at its end; "" for none."""
    return next(iter(units_in(text)), "")


@lru_cache(maxsize=_KEPT)
def units_in(text: str) -> tuple[str, ...]:
    """Every unit of money that a heading or note names, each once; the first one is the surest."""
    narrow = _GAP.sub("", _in_words(unicodedata.normalize("NFKC", text)))
    found: dict[str, None] = {}
    besides: dict[str, None] = {}
    for part in [*BRACKETS.findall(narrow), *map("".join, _AFTER_UNIT.findall(narrow))]:
        said = (_said(piece.strip().removeprefix("in "), part) for piece in _BETWEEN_UNITS.split(part.strip()))
        found |= {unit: None for unit in said if unit}
        besides |= dict.fromkeys(_ANY_UNIT.findall(part))
    if not found and (match := _ALONE.fullmatch(narrow.strip()) or _AT_END.search(narrow.strip())):
        found[_full(match[1])] = None
    # «（万元，外资项目为万美元）» names two; «（亿元以上项目）» alone names none.
    return tuple(found | besides if found or len(besides) > 1 else found)


def _said(piece: str, part: str) -> str:
    """The unit that a piece of a bracket's text is, "" for none; all of the text where it leaves open how many."""
    match = _UNIT_WORD.fullmatch(piece)
    has_number = any(map(str.isdecimal, part))
    if _UNCLEAR.fullmatch(piece) or (match and _CURRENCY_ALONE.fullmatch(match[1]) and has_number):
        return part.strip()
    return _full(match[1]) if match else ""


def _in_words(text: str) -> str:
    for figures, unit in _IN_FIGURES:
        text = figures.sub(unit, text)
    return text


def _full(unit: str) -> str:
    unit = unit.strip().removeprefix("人民币").removesuffix("人民币")
    if found := _ENGLISH_TIMES.search(unit.lower()):
        times = "million" if found[1].startswith("m") else "billion"
        return f"{times} {_ENGLISH_TIMES.sub('', unit.lower()).strip().upper()}"
    return unit + "元" if unit + "元" in YUAN and unit not in YUAN else unit


def without_unit(text: str) -> str:
    """A heading without its unit in brackets; as it is where it says nothing else."""
    narrow = unicodedata.normalize("NFKC", text)
    return BRACKETS.sub(lambda found: "" if units_in(found[0]) else found[0], narrow).strip() or text

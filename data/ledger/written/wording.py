"""Cells that say nothing, «as above», yes or no, or a text: as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from data.errors import Said
from data.ledger import cells
from data.ledger.cells import CellError, Unreadable, Value

_NOTHING = {
    "",
    "-",
    "--",
    "—",
    "——",
    "–",
    "/",
    "\\",
    "无",
    "暂无",
    "没有",
    "空",
    "n/a",
    "na",
    "nil",
    "none",
    "null",
    "nan",
    "待定",
    "不详",
    "...",
    "…",
    "……",
    "*",
    "×",
    "〇",
}
_SELECTORS = {0xFE0E: None, 0xFE0F: None}
#: Texts repeat from row to row.
_KEPT = 50_000
_NOT_YET = re.compile(r"(尚未|还未|暂未|未|没有|没)[^\d]{0,6}")
#: No amount, and not none either: nobody knows or says.
_UNKNOWN = re.compile(
    r"(待定|待[核查补报商谈].*|不详|不明|不清楚|不便[透公说].*|不公开|不披露|未知|未[报填统核确定透公披说提明].*"
    r"|(尚|还|暂)未[报填统核确定透公披说提明].*|保密|涉密|机密|面议|\.{3}|…+|\*+|\?+"
    r"|unknown|undisclosed|not disclosed|confidential|tbc|tbd)",
    re.IGNORECASE,
)
#: A dash where an accounting format shows 0: «$ -», «¥-», «- ?? ».
_NO_MONEY = re.compile(r"(us\$|[$¥€]|rmb)?\s*-{1,2}\s*\?{0,2}", re.IGNORECASE)
_DITTO = {"〃", "″", '"', "''", "同上", "同前", "ditto", "do.", "↑"}
_FLAGS = {
    **dict.fromkeys(("是", "√", "✓", "✔", "y", "yes", "true", "1", "有", "属于", "对", "●", "☑"), True),
    **dict.fromkeys(("否", "×", "✗", "x", "n", "no", "false", "0", "无", "不属于", "非", "不是", "○", "☐"), False),
}


@dataclass
class Tally:
    """What was read in a way that people should hear of: kind → places (row, column) in the order read."""

    found: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, what: str, row: int, column: int) -> None:
        """One more of a kind."""
        self.found.setdefault(what, []).append((row, column))


def said(value: Value) -> str:
    """A cell's text, narrow, without white space around it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _narrow(value) if isinstance(value, str) else str(value)


@lru_cache(maxsize=_KEPT)
def _narrow(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).replace("−", "-")
    return narrow.translate(_SELECTORS).strip()  # «✔️» is «✔»


def has_marks(text: str) -> bool:
    """Whether a text holds numbers that are no digits: «1200①» is 1200 with a footnote, and «10²» is not 102."""
    return not text.isascii() and any(unicodedata.category(character) == "No" for character in text)


def is_nothing(value: Value) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, «无», «未开工»."""
    if isinstance(value, Unreadable):
        return False
    if value is None or value == "":
        return True
    if not isinstance(value, str):
        return False
    return _says_nothing(value)


@lru_cache(maxsize=_KEPT)
def _says_nothing(value: str) -> bool:
    text = said(value).lower()
    return text in _NOTHING or bool(_NOT_YET.fullmatch(text) or _NO_MONEY.fullmatch(text))


def is_unknown(value: Value) -> bool:
    """Whether a cell says that its amount is not known: that is not 0."""
    return isinstance(value, str) and bool(_UNKNOWN.fullmatch(said(value)))


def is_ditto(value: Value) -> bool:
    """Whether a cell says «as above»."""
    return isinstance(value, str) and said(value).lower() in _DITTO


def flag(value: Value) -> bool:
    """是/否, √/×, Y/N, 1/0.

    Raises:
        CellError.
    """
    if isinstance(value, bool):
        return value
    found = _FLAGS.get(said(value).lower())
    if found is None:
        raise CellError(
            Said("看不出是还是否", "is neither yes nor no"), Said("请填“是”或“否”", "enter 是 (yes) or 否 (no)")
        )
    return found


def text(value: Value) -> str:
    """A text on one line, without white space around it.

    Raises:
        CellError.
    """
    whole = cells.text(value)
    if "\n" not in whole and "\r" not in whole:
        return whole.strip(" \u3000\t")
    words = [part.strip() for part in re.split(r"[\r\n]+", whole)]
    joined = ""
    for part in words:
        gap = " " if joined and part and joined[-1].isascii() and part[0].isascii() else ""
        joined += gap + part
    return joined.strip(" \u3000\t")

"""Rows that head others («一、新能源（3个）») → what the group is called and how deep it stands."""

from __future__ import annotations

import re
import unicodedata

from data.ledger.office.layout import Group, Layout

_UNNUMBERED = 5
#: «一、», «（一）», «Ⅰ.»: a numeral is one only before a mark or a space, or alone: «三一重工…» and «VIVO…» are names.
NUMBERING = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[)）]|(?:[一二三四五六七八九十]+|[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)(?:\s*[、.．:：)）]|\s+|$))\s*"
)
#: «1.» and «（1）» number groups too, but «3.5GW电池项目» is a project.
_NUMBERED = re.compile(r"^(?:\d{1,2}\s*[、.．:：](?!\d)|[(]\d{1,2}[)])\s*")
_HOW_MANY_AT_END = re.compile(r"\s*[(（]\s*共?\s*\d+\s*[个项家户][^()（）]*[)）]\s*$")
_COUNTED = re.compile(r"[（(][^()（）]*[)）]\s*$")


def regroup(layout: Layout) -> None:
    """The groups as the kinds of rows now are."""
    layout.groups = [of_row(layout, row) for row in layout.rows("group")]


def of_row(layout: Layout, row: int) -> Group:
    """The group that a row heads."""
    texts = [(c, str(v).strip()) for c, v in enumerate(layout.grid.rows[row]) if isinstance(v, str) and v.strip()]
    joined = narrow(
        " ".join(text for _, text in texts[:2]) if NUMBERING.fullmatch(narrow(texts[0][1])) else texts[0][1]
    )
    return Group(row, texts[min(1, len(texts) - 1)][0], label(joined), _depth(joined), _depth(joined) != _UNNUMBERED)


def _depth(text: str) -> int:
    if NUMBERING.match(text):
        return 2 if text.startswith("(") else 1
    if _NUMBERED.match(text):
        return 4 if text.startswith("(") else 3
    return _UNNUMBERED


def label(text: str) -> str:
    """What a group is called: without its number, and without how many projects it has."""
    called = _NUMBERED.sub("", NUMBERING.sub("", narrow(text), count=1), count=1)
    while _COUNTED.search(called):
        called = _COUNTED.sub("", called)
    return re.split(r"[:：,，]|\d+个", called)[0].strip(" 【】[]")


def without_count(text: str) -> str:
    """«招商促进局（5个）» without its count."""
    return _HOW_MANY_AT_END.sub("", text)


def tight(text: str) -> str:
    """A label without white space, colons and how many projects it counts."""
    return re.sub(r"[\s:：]", "", unicodedata.normalize("NFKC", _COUNTED.sub("", text)))


def narrow(text: str) -> str:
    """A text in half-width characters, without white space around it."""
    return unicodedata.normalize("NFKC", text).strip()

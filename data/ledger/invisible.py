"""Characters that no one sees: they come with texts copied from web pages and chats, and make equal names differ.

Where they belong to what is seen (an emoji of several parts, the joiners of Indic and Arabic letters) they stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.errors import Said

#: Soft hyphen, joiners, marks of direction, fillers, selectors of variants, tags, byte order marks.
_RANGES = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_RANGES}]")
_PATTERN = f"[{_RANGES}]"
#: The same in UTF-8, or a little more: whether it is worth looking at the cells.
_BYTES = re.compile(
    rb"\xc2\xad|\xcd\x8f|\xd8\x9c|\xe1(?:\x85[\x9f\xa0]|\x9e[\xb4\xb5]|\xa0[\x8b-\x8f])"
    rb"|\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xaf]|\xa0\x80)|\xe3\x85\xa4"
    rb"|\xef(?:\xb8[\x80-\x8f]|\xbb\xbf|\xbe\xa0|\xbf[\xb9-\xbb])|\xf0\x9b\xb2|\xf0\x9d\x85|\xf3\xa0"
)
_ZERO_WIDTH_NON_JOINER, _JOINER = "\u200c", "\u200d"
_AS_TEXT, _AS_PICTURE, _KEYCAP = "\ufe0e", "\ufe0f", "\u20e3"
_FLAG, _FIRST_TAG, _LAST_TAG = "\U0001f3f4", "\U000e0020", "\U000e007f"
_MOST_CODES = 3


@dataclass
class Stripped:
    """What was taken off a sheet: how many cells held such characters, the first of them (row, column), which ones."""

    count: int = 0
    first: tuple[int, int] = (0, 0)
    characters: dict[str, None] = field(default_factory=dict)

    def add(self, place: tuple[int, int], characters: Iterable[str], count: int = 1) -> None:
        """Cells that held these characters, the first of them at `place`."""
        self.first = min(self.first, place) if self.count else place
        self.count += count
        self.characters.update(dict.fromkeys(characters))

    def said(self) -> Said:
        """A sentence of it."""
        codes = [f"U+{ord(character):04X}" for character in self.characters]
        more = len(codes) > _MOST_CODES
        named = "、".join(codes[:_MOST_CODES]) + ("等" if more else "")
        named_en = ", ".join(codes[:_MOST_CODES]) + (" and others" if more else "")
        cells = "1 cell holds" if self.count == 1 else f"{self.count} cells hold"
        return Said(
            f"共{self.count}个单元格里有看不见的字符（{named}），已去掉",
            f"{cells} characters that no one can see ({named_en}): they were taken out",
        )


def visible(text: str) -> tuple[str, list[str]]:
    """The text without them, and those that were in it."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text, []
    taken = list(_places(text))
    if not taken:
        return text, []
    out = set(taken)
    return "".join(c for place, c in enumerate(text) if place not in out), [text[place] for place in taken]


def clean(text: str) -> str:
    """The text without them."""
    return visible(text)[0]


def cleaned(rows: Iterable[list[Any]]) -> tuple[list[list[Any]], Stripped]:
    """The rows without them. Equal texts become one object: a ledger repeats itself, and memory need not."""
    found_rows, stripped, known = list[list[Any]](), Stripped(), dict[str, str]()
    for number, row in enumerate(rows):
        found_rows.append(row)
        for column, value in enumerate(row):
            if type(value) is str and value:
                found = known.get(value)
                if found is None:
                    found = known[value] = clean(value)
                row[column] = found
                if len(found) != len(value):
                    stripped.add((number, column), visible(value)[1])
    return found_rows, stripped


def may_hold(utf8: bytes | bytearray) -> bool:
    """Whether a text in UTF-8 may hold any."""
    return not utf8.isascii() and bool(_BYTES.search(utf8))


def clean_table(table: pa.Table) -> tuple[pa.Table, Stripped]:
    """The table of texts without them."""
    stripped, columns = Stripped(), []
    for position, column in enumerate(table.columns):
        mask = pc.match_substring_regex(column, _PATTERN)
        places = [int(place) for place in pc.indices_nonzero(mask)]
        cleaned = [visible(text) for text in column.filter(mask).to_pylist()]
        for place, (_, taken) in zip(places, cleaned, strict=True):
            if taken:
                stripped.add((place, position), taken)
        new = pa.array([text for text, _ in cleaned], pa.string())
        columns.append(replaced(column, mask, new) if places else column)
    return pa.table(columns, table.column_names), stripped


def replaced(column: pa.ChunkedArray, mask: pa.ChunkedArray, texts: pa.Array) -> pa.ChunkedArray:
    """The column with these texts where the mask is true."""
    whole, flags = column.combine_chunks(), mask.combine_chunks()
    return pa.chunked_array([pc.replace_with_mask(whole, flags, texts)])


def _places(text: str) -> Iterator[int]:
    for found in _INVISIBLE.finditer(text):
        if not _belongs(text, found.start()):
            yield found.start()


def _belongs(text: str, place: int) -> bool:
    """Whether the character is a part of what is seen."""
    character = text[place]
    before, after = text[:place][-1:], text[place + 1 :][:1]
    if character in {_JOINER, _ZERO_WIDTH_NON_JOINER} and _is_joined_script(before) and _is_joined_script(after):
        return True
    if character == _JOINER:
        return _is_picture(before) and _is_picture(after)
    if character in {_AS_TEXT, _AS_PICTURE}:
        return after == _KEYCAP or _is_picture(before)
    if _FIRST_TAG <= character <= _LAST_TAG:
        start = place
        while start > 0 and _FIRST_TAG <= text[start - 1] <= _LAST_TAG:
            start -= 1
        return text[start - 1 : start] == _FLAG
    return False


def _is_joined_script(character: str) -> bool:
    """Whether it is of a script whose letters take other forms beside one another (Arabic to Burmese, Khmer)."""
    return bool(character) and (
        "\u0600" <= character <= "\u08ff" or "\u0900" <= character <= "\u109f" or "\u1780" <= character <= "\u17ff"
    )


def _is_picture(character: str) -> bool:
    return bool(character) and (
        character == _AS_PICTURE or unicodedata.category(character) == "So" or "\U0001f3fb" <= character <= "\U0001f3ff"
    )

"""Cells of a sheet as people write them: «C5、C7至C12、D7等9格» instead of one address a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_ADDRESS = re.compile(r"([A-Z]+)(\d+)", re.ASCII)
#: More cells than this are told by the ranges in which they came.
_MOST_UNFOLDED = 100_000


class Range(NamedTuple):
    """A rectangle of cells, rows and columns from 0, all four its own."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        """How many cells it holds."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def address(row: int, column: int) -> str:
    """The A1 address of a cell; both counted from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def place(cell: str) -> tuple[int, int] | None:
    """Row and column, from 0, of an A1 address; None for what is none."""
    found = _ADDRESS.fullmatch(cell)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def ranges(places: Iterable[tuple[int, int]]) -> tuple[Range, ...]:
    """The rectangles that these cells (row, column) make, the uppermost first: no cell twice, none left out."""
    by_column: dict[int, list[int]] = {}
    for row, column in set(places):
        by_column.setdefault(column, []).append(row)
    open_ones: dict[tuple[int, int], Range] = {}
    found: list[Range] = []
    for column in sorted(by_column):
        before, open_ones = open_ones, {}
        if column - 1 not in by_column:
            found += before.values()
            before = {}
        for top, bottom in _runs(sorted(by_column[column])):
            beside = before.pop((top, bottom), None)
            left = beside.left if beside else column
            open_ones[top, bottom] = Range(top, left, bottom, column)
        found += before.values()
    return tuple(sorted([*found, *open_ones.values()]))


def joined(several: Iterable[Sequence[Range]], places: Iterable[tuple[int, int]] = ()) -> tuple[Range, ...]:
    """Ranges of several findings, and single cells, together: no cell twice."""
    every = [one for some in several for one in some]
    if sum(one.cells for one in every) > _MOST_UNFOLDED:
        return tuple(sorted({*every, *ranges(places)}))
    inside = (
        (row, column)
        for one in every
        for row in range(one.top, one.bottom + 1)
        for column in range(one.left, one.right + 1)
    )
    return ranges(itertools.chain(inside, places))


def written(one: Range, language: str = "zh") -> str:
    """A range as people write it."""
    first, last = address(one.top, one.left), address(one.bottom, one.right)
    return first if one.cells == 1 else f"{first}至{last}" if language == "zh" else f"{first} to {last}"


def as_excel(one: Range) -> str:
    """A range as Excel writes it: «C5» or «C5:D9»."""
    first = address(one.top, one.left)
    return first if one.cells == 1 else f"{first}:{address(one.bottom, one.right)}"


def said(those: Sequence[Range], count: int, language: str = "zh", most: int = 4) -> str:
    """The cells, the first few written out, and how many they are (`count`, which may be more than the ranges hold)."""
    listed = [written(one, language) for one in those[:most]]
    is_all = len(those) <= most and sum(one.cells for one in those) == count
    if language == "zh":
        return "、".join(listed) + ("" if count <= 1 else f"{'共' if is_all else '等'}{count}格")
    return ", ".join(listed) + ("" if count <= 1 else f" ({count} cells)" if is_all else f" … ({count} cells)")


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last

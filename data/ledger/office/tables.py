"""A sheet → its tables: one below the other under headers of their own, or side by side.

Each table is the sheet with everything else blank, so that every cell keeps its address.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from data.ledger import cells
from data.ledger.cells import Value
from data.ledger.office import above, header, headings
from data.ledger.office.dictionary import fold
from data.ledger.office.header import at
from data.ledger.office.layout import Layout
from data.ledger.office.synonyms import SYNONYMS
from data.ledger.office.units import unit_in, units_in, without_unit
from data.ledger.open.reading import Grid

#: Headings that a later header shares with the first one at least, or knows by itself, of all that it says.
_SHARED, _FEWEST = 0.6, 3
#: A caption stands this close above its header.
_CAPTION_ROWS = 3


@dataclass(frozen=True)
class Table:
    """A table's grid; `above` are the lines over the sheet's first table, which speak for those below and beside it.

    `number` counts the tables of the sheet from 0, `of` says how many there are.
    """

    grid: Grid
    above: tuple[str, ...] = ()
    number: int = 0
    of: int = 1


def split(grid: Grid, header_rows: tuple[int, int] | None = None, said: frozenset[str] = frozenset()) -> list[Table]:
    """The sheet's tables, from top to bottom and left to right. `header_rows` (from 1): a mapping's word for the first.

    `said`: headings (folded) that a mapping names. A repetition of the same header (a page's end) begins no table.
    """
    first = (header_rows[0] - 1, header_rows[1] - 1) if header_rows else header.find(grid, said)
    if first is None:
        return [Table(grid)]
    starts = [0, *(_caption(grid, row) for row in _later_headers(grid, first))]
    ends = [*starts[1:], len(grid.rows)]
    above = tuple(line for row in range(first[0]) if (line := header.line(grid, row)))
    parts: list[tuple[Grid, tuple[str, ...]]] = []
    for start, end in zip(starts, ends, strict=True):
        rows = grid if len(starts) == 1 else _only_rows(grid, start, end)
        beside = _side_by_side(rows, first if start == 0 else None)
        # What stands over one of several tables side by side (a title, a corner) speaks for all of them.
        parts += [(one, above if start or len(beside) > 1 else ()) for one in beside]
    return [Table(one, said, number, len(parts)) for number, (one, said) in enumerate(parts)]


def lay_out(
    table: Table,
    header_rows: tuple[int, int] | None = None,
    year: int | None = None,
    said: frozenset[str] = frozenset(),
) -> Layout | None:
    """A table's layout; None where no row looks like a header.

    `header_rows` (from 1), `year` and `said`, headings (folded), are what is known.
    """
    grid = table.grid
    rows = (header_rows[0] - 1, header_rows[1] - 1) if header_rows else header.find(grid, said)
    if rows is None:
        return None
    layout = Layout(grid, rows, header.heads(grid, rows))
    above.read(layout, table.above)
    layout.year = year or layout.year
    return layout


# One below the other --------------------------------------------------------------------------------


def _later_headers(grid: Grid, first: tuple[int, int]) -> list[int]:
    """Rows below the first table's header that are another table's."""
    known = {fold(str(value)) for row in range(first[0], first[1] + 1) for value in grid.rows[row] if value != ""}
    units = _units(grid, first)
    found, last = [], first[1]
    for row in range(first[1] + 1, len(grid.rows)):
        if row <= last or not _is_header(grid.rows[row], known):
            continue
        last = row
        is_same = {fold(str(value)) for value in grid.rows[row] if not cells.is_blank(value)} <= known
        caption = _caption(grid, row)
        captions = [header.line(grid, above) for above in range(caption, row)]
        is_other = any(unit_in(line) or headings.names_month(line) for line in captions)
        if not is_same or is_other or _units(grid, (row, row)) - units:
            found.append(row)
    return found


def _units(grid: Grid, rows: tuple[int, int]) -> set[str]:
    return {
        unit
        for row in range(rows[0], rows[1] + 1)
        for value in grid.rows[row]
        if isinstance(value, str)
        for unit in units_in(value)
    }


def _is_header(row: Sequence[Value], known: set[str]) -> bool:
    """Whether a row says headings and nothing else: words that stand over the first table, or that are known."""
    filled = [value for value in row if not cells.is_blank(value)]
    texts = [value for value in filled if isinstance(value, str)]
    if len(filled) < _FEWEST or len(texts) < len(filled) or not any(fold(text) in _names() for text in texts):
        return False  # most rows end here, and a csv file has nothing but texts
    shared = sum(fold(text) in known or header.says_heading(text) for text in texts)
    return shared >= _FEWEST and shared >= _SHARED * len(texts)


@cache
def _names() -> frozenset[str]:
    """What stands over the column that names projects, folded."""
    return frozenset(fold(word) for target in ("name", "project_id") for word in SYNONYMS[target])


def _caption(grid: Grid, row: int) -> int:
    """The first of the lines over a header that belong to it: single texts without a blank line between."""
    first = row
    while first > 0 and row - first < _CAPTION_ROWS:
        texts = [value for value in grid.rows[first - 1] if not cells.is_blank(value)]
        if not texts or len(texts) > 2 or not all(isinstance(value, str) for value in texts):
            break
        if any(str(value).strip().isdecimal() for value in texts):
            break
        first -= 1
    return first


def _only_rows(grid: Grid, start: int, end: int) -> Grid:
    rows = [list(row) if start <= number < end else [] for number, row in enumerate(grid.rows)][:end]
    merged = tuple(one for one in grid.merged if start <= one[0][0] < end)
    return replace(grid, rows=rows, merged=merged)


# Side by side ---------------------------------------------------------------------------------------


def _side_by_side(grid: Grid, rows: tuple[int, int] | None) -> list[Grid]:
    found = rows or header.find(grid)
    if found is None:
        return [grid]
    # «总投资（万元）» at the left and «总投资（亿元）» at the right are the same heading.
    texts = {head.column: fold(without_unit(head.texts[-1])) for head in header.heads(grid, found)}
    starts = _starts(texts)
    if len(starts) < 2:
        return [grid]
    width = max((len(row) for row in grid.rows), default=0)
    ends = [*starts[1:], width]
    return [_only_columns(grid, start, end) for start, end in zip(starts, ends, strict=True)]


def _starts(texts: dict[int, str]) -> list[int]:
    """The first column of every table whose headings repeat those of the first one; one where none does."""
    names = [column for column, text in texts.items() if header.names_project(text)]
    if len(names) < 2 or len({texts[column] for column in names}) > 1:
        return [0]
    first = min(texts)
    lead = names[0] - first
    starts = [0]
    for before, name in itertools.pairwise(names):
        start = name - lead
        own = [texts[column] for column in texts if start <= column < start + (names[1] - names[0])]
        repeated = [text for text in own if text in {texts[c] for c in texts if first <= c < names[1] - lead}]
        if start <= before or len(repeated) < min(_FEWEST, max(2, len(own))) or texts.get(start) != texts[first]:
            return [0]
        starts.append(start)
    return starts


def _only_columns(grid: Grid, start: int, end: int) -> Grid:
    rows = [
        [at(grid, row, column) if start <= column < end else "" for column in range(min(end, len(line)))]
        for row, line in enumerate(grid.rows)
    ]
    merged = tuple(one for one in grid.merged if start <= one[0][1] < end)
    return replace(grid, rows=rows, merged=merged, left=start)

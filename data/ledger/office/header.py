"""Which rows of a sheet are the header of its table, and what stands over each column."""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache

from data.ledger import cells
from data.ledger.cells import Value
from data.ledger.office import dictionary, headings
from data.ledger.office.dictionary import fold
from data.ledger.office.heading import Heading
from data.ledger.office.units import unit_in
from data.ledger.open.reading import Grid

#: How far down a header is looked for, and how many rows it may have.
_SEARCHED, _MOST_HEADER_ROWS = 40, 4
#: A row with so many known headings is a header, whatever else it says.
_MANY = 4


def at(grid: Grid, row: int, column: int) -> Value:
    """A cell's value, "" where the sheet has none."""
    return grid.rows[row][column] if row < len(grid.rows) and column < len(grid.rows[row]) else ""


def find(grid: Grid, said: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The first and the last row of the header (from 0); None where no row looks like one.

    `said`: headings (folded) that a mapping names.
    """
    scores = [_score(grid, row, said) for row in range(min(len(grid.rows), _SEARCHED))]
    best = max(range(len(scores)), key=lambda row: (scores[row], -row), default=None)
    if best is None or scores[best] < 2:
        return None
    first = last = best
    while first > 0 and last - first + 1 < _MOST_HEADER_ROWS and _is_header_above(grid, first - 1, first):
        first -= 1
    while last + 1 < len(grid.rows) and last - first + 1 < _MOST_HEADER_ROWS:
        if not _is_header_below(grid, last + 1, last) and not _goes_on(grid, (first, last)):
            break
        last += 1
    return first, last


def _score(grid: Grid, row: int, said: frozenset[str] = frozenset()) -> int:
    texts = {fold(str(value)): value for value in grid.rows[row] if isinstance(value, str) and value.strip()}
    known = sum(fold(text) in said or says_heading(text) for text in map(str, texts.values()))
    # A title or remark names many things in one cell; a row of data may hold a word that is a heading too.
    return known if known * 2 >= len(texts) or known >= _MANY else 0


@lru_cache(maxsize=10_000)
def says_heading(text: str) -> bool:
    """Whether a text is a column's heading: one that is known, a month, or a sum of months."""
    if len(text) > 40:
        return False
    found = headings.match(Heading(0, 0, (text,)))
    return found.confidence >= 0.8 or headings.names_month(text) or dictionary.names_sum(text)


def _is_header_above(grid: Grid, row: int, below: int) -> bool:
    if _stands_between(grid, row):
        return True
    values = [value for value in grid.rows[row] if not cells.is_blank(value)]
    texts = [value for value in values if isinstance(value, str)]
    if any(top[0] <= row and bottom[0] >= below for top, bottom in grid.merged):
        return True
    if not texts or len(texts) < len(values) or _is_banner(grid, row):
        return False
    spans = any(top[0] == row == bottom[0] and bottom[1] > top[1] for top, bottom in grid.merged)
    return (
        len(texts) >= 2
        and (spans or _score(grid, row) >= 1)
        # «填报单位：… 日期：…» is no heading, «其中：设备投资» among others is.
        and sum(":" in unicodedata.normalize("NFKC", t) for t in texts) * 2 < len(texts)
    )


def _is_banner(grid: Grid, row: int) -> bool:
    """Whether a row is a title or a corner note: one or two cells, a colon, or one cell merged over nearly all."""
    texts = [value for value in grid.rows[row] if isinstance(value, str) and value.strip()]
    width = max(len(line) for line in grid.rows)
    wide = any(top[0] == row and bottom[1] - top[1] + 1 > 0.8 * width for top, bottom in grid.merged)
    return wide or (len(texts) == 1 and not says_heading(str(texts[0])))


def _is_header_below(grid: Grid, row: int, above: int) -> bool:
    values = [value for value in grid.rows[row] if not cells.is_blank(value)]
    if not values:
        return False
    if any(top[0] <= above and bottom[0] >= row and bottom[0] > top[0] for top, bottom in grid.merged):
        return all(isinstance(value, str | dt.date) for value in values)
    if all(isinstance(value, str) and _is_unit(value) for value in values):
        return True
    labels = sum(isinstance(v, dt.date) or (isinstance(v, str) and says_heading(v)) for v in values)
    return labels >= 2 and labels >= 0.8 * len(values)


def _stands_between(grid: Grid, row: int) -> bool:
    """Whether a row says years or periods alone («2022年», «2023年») below a row that names projects at their left."""
    filled = {column: value for column, value in enumerate(grid.rows[row]) if not cells.is_blank(value)}
    if row == 0 or not filled or not all(isinstance(v, str) and headings.says_time(v) for v in filled.values()):
        return False
    return any(
        isinstance(value, str) and column < min(filled) and names_project(value)
        for above in grid.rows[max(0, row - 2) : row]
        for column, value in enumerate(above)
    )


def _goes_on(grid: Grid, header: tuple[int, int]) -> bool:
    """Whether the row below a header says more of its headings without being merged with them, as in csv.

    It has nothing where the header names projects and before; each of its texts says a time, a sum or a heading, or
    stands below a heading that reaches over several columns.
    """
    first, last = header
    row = last + 1
    above = [at(grid, last, column) for column in range(len(grid.rows[last]) + 1)]
    filled = {column: value for column, value in enumerate(grid.rows[row]) if not cells.is_blank(value)}
    names = [
        column
        for line in grid.rows[first : last + 1]
        for column, value in enumerate(line)
        if isinstance(value, str) and names_project(value)
    ]
    if not filled or not names or min(filled) <= min(names):
        return False
    return all(_says_more(value, column, above, len(filled)) for column, value in filled.items())


def _says_more(value: Value, column: int, above: list[Value], many: int) -> bool:
    if isinstance(value, dt.date) or _is_year(value):
        return True
    if not isinstance(value, str) or (any(c.isdecimal() for c in value) and not headings.says_time(value)):
        return False
    reaches = column >= len(above) or cells.is_blank(above[column])
    reaches = reaches or (column + 1 < len(above) and cells.is_blank(above[column + 1]))
    return headings.says_time(value) or says_heading(value) or (reaches and many > 1)


def _is_year(value: Value) -> bool:
    """Whether a cell holds a year (2023) or a month (2023.9) as a number, as it stands below «年度投资计划»."""
    return isinstance(value, float | int) and 2000 <= value < 2100


def names_project(text: str) -> bool:
    """Whether a heading stands over the column that names projects."""
    found = headings.match(Heading(0, 0, (text,)))
    return found.target in {"name", "project_id"} and found.confidence >= 0.8


def _is_unit(text: str) -> bool:
    """Whether a cell says a unit alone, as some offices write it below the headings."""
    bare = unicodedata.normalize("NFKC", text).strip().strip("()[]")
    return bare in {"%", "亩", "个", "人", "平方米", "年月", "年/月"} or bool(unit_in(f"({bare})"))


def heads(grid: Grid, header: tuple[int, int]) -> list[Heading]:
    """What stands over each column, merged cells spread over what they cover."""
    first, last = header
    width = max((len(row) for row in grid.rows[first:]), default=0)
    block = [[at(grid, row, column) for column in range(width)] for row in range(first, last + 1)]
    tall: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in grid.merged:
        if first <= top <= last:
            for row in range(top, min(bottom, last) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    block[row - first][column] = at(grid, top, left) if row == top else ""
                    if row > top:
                        tall.add((row, column))
    _spread(block, tall, first)
    return [
        _heading(block, column, first) for column in range(width) if any(not cells.is_blank(r[column]) for r in block)
    ]


def _spread(block: list[list[Value]], tall: set[tuple[int, int]], first: int) -> None:
    """A heading over several columns that is not merged (csv has no merging) stands over the blanks at its right."""
    for number, row in enumerate(block[:-1]):
        above: Value = ""
        for column, value in enumerate(row):
            below = [line[column] for line in block[number + 1 :]]
            if not cells.is_blank(value):
                above = value
            elif cells.is_blank(above) or all(map(cells.is_blank, below)) or (first + number, column) in tall:
                above = ""
            else:
                row[column] = above


def _heading(block: list[list[Value]], column: int, first: int) -> Heading:
    found = [(first + number, row[column]) for number, row in enumerate(block) if not cells.is_blank(row[column])]
    texts = tuple(shown(value) for _, value in found)
    return Heading(column, found[0][0], texts, tuple(value for _, value in found))


def shown(value: Value) -> str:
    """A heading's text."""
    return value.strip() if isinstance(value, str) else cells.shown(value)


def line(grid: Grid, row: int) -> str:
    """A row's cells as one text."""
    return " ".join(shown(value) for value in grid.rows[row] if not cells.is_blank(value)).strip()

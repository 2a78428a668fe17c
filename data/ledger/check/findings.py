"""What is found on reading a ledger, of any form: errors, warnings and notes, at their cells, and the rows left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data import cell_ranges
from data.errors import Asked, LedgerError, LedgerWarning, Said, english
from data.ledger import cells, form
from data.ledger.cells import Value
from data.ledger.grouping import kind_of
from data.ledger.open.reading import Grid
from data.ledger.report import LeftOut

_Place = tuple[int, float, int]
#: A row of a table: the sheet, the table's first column where several stand side by side, and the row.
_Row = tuple[str, int, int]
#: A sheet with more errors than this is wrong as a whole: it is refused, and only these are listed.
MOST_LISTED = 20_000
#: So many kinds of what is not listed are counted each on its own.
_MOST_KINDS = 100
_MOST_RANGES = 1_000
UNSOUND = Said("缺少必填的列，或在合并单元格里", "a required column is missing, or it is within a merged cell")


@dataclass
class Findings:
    """Errors, warnings and notes in the order in which people read the file.

    Memory is bounded: of a sheet so many are listed, the others counted by their kind.
    """

    _order: dict[str, int] = field(default_factory=dict)
    _errors: list[tuple[_Place, LedgerError]] = field(default_factory=list)
    _warnings: list[tuple[_Place, LedgerWarning]] = field(default_factory=list)
    _faulty: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    _why: dict[_Row, tuple[Grid, list[tuple[int, LedgerError]]]] = field(default_factory=dict)
    _fallen: dict[_Row, tuple[Grid, Said]] = field(default_factory=dict)
    _blocked: set[tuple[str, int]] = field(default_factory=set)
    _listed: Counter[tuple[str, bool]] = field(default_factory=Counter)
    _unlisted: dict[tuple[str, bool], Counter[str]] = field(default_factory=dict)
    _grids: dict[str, Grid] = field(default_factory=dict)
    _names: dict[_Row, str] = field(default_factory=dict)

    def expect(self, grid: Grid) -> None:
        """A sheet whose findings come after those of the sheets before it."""
        self._place(grid, 0, 0)

    # Errors -----------------------------------------------------------------------------------------

    def error(
        self,
        grid: Grid,
        row: int,
        column: int,
        why: str,
        todo: str,
        *,
        of_row: bool = True,
        of_column: bool = True,
        kind: str = "",
        is_quoted: bool = True,
    ) -> None:
        """An error at a cell (from 0). `of_row`: the row is left out where errors are skipped; else it stops all.

        What stops all is, with `of_column`, about the column as a whole: its rows need no error of their own.

        Errors of one `kind` are one fault, told once with all its cells; without one their words tell. `is_quoted`:
        the cell holds what is wrong, and is quoted.
        """
        if of_row:
            self._faulty.setdefault((grid.sheet, grid.left), set()).add(row)
        elif of_column:
            self._blocked.add((grid.sheet, column))
        kind = kind or kind_of(why, todo, column)
        if not self._is_listed(grid, kind, is_error=True):
            return
        value = cell_at(grid, row, column) if is_quoted else ""
        found = replace(grid.error(row, column, value, why, todo), kind=kind)
        self._errors.append((self._place(grid, row, column), found))
        if of_row:
            self._why.setdefault((grid.sheet, grid.left, row), (grid, []))[1].append((column, found))

    def has_errors(self, grid: Grid) -> bool:
        """Whether a sheet holds an error."""
        return self._listed[grid.sheet, True] > 0

    def leave_out(self, grid: Grid, row: int, why: Said = UNSOUND) -> None:
        """A row that cannot go in, for what is not an error at one of its cells."""
        if not self.is_left_out(grid, row):
            self._fallen[grid.sheet, grid.left, row] = grid, why

    def name(self, grid: Grid, row: int, name: str) -> None:
        """What a row is called, should it be left out."""
        self._names[grid.sheet, grid.left, row] = name

    def is_left_out(self, grid: Grid, row: int) -> bool:
        """Whether a row holds an error."""
        is_faulty = row in self._faulty.get((grid.sheet, grid.left), ())
        return is_faulty or (grid.sheet, grid.left, row) in self._fallen

    def is_blocked(self, grid: Grid, column: int) -> bool:
        """Whether a column as a whole has been asked about: its rows need no error of their own."""
        return (grid.sheet, column) in self._blocked

    # Warnings ---------------------------------------------------------------------------------------

    def warn(
        self,
        grid: Grid,
        places: Sequence[tuple[int, int]],
        why: str,
        ask: Asked | None = None,
        *,
        kind: str = "",
    ) -> None:
        """One warning about cells of a sheet, said at the first of them; a note where nothing is asked.

        Warnings of one `kind` are one doubt, told once with all its cells; without one their words tell.
        """
        row, column = places[0]
        kind = kind or kind_of(why, ask or "", column)
        if not self._is_listed(grid, kind, is_error=False):
            return
        value = cells.shown(shown) if not cells.is_blank(shown := cell_at(grid, row, column)) else ""
        where = form.address(row, column)
        ranges = cell_ranges.ranges(places)[:_MOST_RANGES] if len(places) > 1 else ()
        found = LedgerWarning(
            grid.file, grid.sheet, where, value, why, ask, len(places), ask is None, kind=kind, ranges=ranges
        )
        self._warnings.append((self._place(grid, row, column), found))

    # All that was found -----------------------------------------------------------------------------

    @property
    def errors(self) -> tuple[LedgerError, ...]:
        """All errors, in order; each once."""
        more = [
            (self._place(self._grids[sheet], math.inf, 0), _unlisted_error(self._grids[sheet], kind, count))
            for (sheet, is_error), kinds in self._unlisted.items()
            if is_error
            for kind, count in kinds.items()
        ]
        return tuple(dict.fromkeys(found for _, found in sorted([*self._errors, *more], key=lambda one: one[0])))

    @property
    def warnings(self) -> tuple[LedgerWarning, ...]:
        """What has to be accepted, in order."""
        return tuple(found for found in self._all_warnings() if not found.is_note)

    @property
    def notes(self) -> tuple[LedgerWarning, ...]:
        """How things were read, in order."""
        return tuple(found for found in self._all_warnings() if found.is_note)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows with errors, in order."""
        rows: dict[_Row, tuple[Grid, Said]] = self._fallen | {
            at: (grid, _together(found)) for at, (grid, found) in self._why.items()
        }
        ordered = sorted(rows.items(), key=lambda one: self._place(one[1][0], one[0][2], one[0][1]))
        return tuple(LeftOut(at[0], at[2] + 1, self._names.get(at, ""), why) for at, (_, why) in ordered)

    def _all_warnings(self) -> list[LedgerWarning]:
        more = [
            (self._place(self._grids[sheet], math.inf, 0), _unlisted_warning(self._grids[sheet], kind, count))
            for (sheet, is_error), kinds in self._unlisted.items()
            if not is_error
            for kind, count in kinds.items()
        ]
        return [found for _, found in sorted([*self._warnings, *more], key=lambda one: one[0])]

    def _is_listed(self, grid: Grid, kind: str, *, is_error: bool) -> bool:
        """Count one more; whether it is among those of its sheet that are listed."""
        of_sheet = grid.sheet, is_error
        self._listed[of_sheet] += 1
        if self._listed[of_sheet] <= MOST_LISTED:
            return True
        self._grids[grid.sheet] = grid
        kinds = self._unlisted.setdefault(of_sheet, Counter())
        kinds[kind if kind in kinds or len(kinds) < _MOST_KINDS else ""] += 1
        return False

    def _place(self, grid: Grid, row: float, column: int) -> _Place:
        return self._order.setdefault(f"{grid.file}\0{grid.sheet}", len(self._order)), row, column


def cell_at(grid: Grid, row: int, column: int) -> Value:
    """A cell's value, "" where the sheet has none."""
    if row >= len(grid.rows):
        return ""
    of_row = grid.rows[row]
    return of_row[column] if column < len(of_row) else ""


_FEWER = Said("请先处理已列出的同样提示，再重新导入", "deal with the listed ones first and import it again")


def _unlisted_error(grid: Grid, kind: str, count: int) -> LedgerError:
    why = Said(f"错误过多，另有{count}处没有列出", f"has too many errors; {count} more are not listed")
    todo = Said("请先改正已列出的错误，再重新导入", "correct the listed ones and import it again")
    return LedgerError(grid.file, grid.sheet, "", "", why, todo, kind=kind, count=count)


def _unlisted_warning(grid: Grid, kind: str, count: int) -> LedgerWarning:
    why = Said(f"另有{count}处同样的提示没有列出", f"{count} more warnings of the same kind are not listed")
    ask = Asked(Said("要看吗？", "do you want to see them?"), _FEWER)
    return LedgerWarning(grid.file, grid.sheet, "", "", why, ask, count, kind=kind)


def _together(found: list[tuple[int, LedgerError]]) -> Said:
    errors = [error for _, error in sorted(found, key=lambda one: one[0])]
    return Said("；".join(error.why for error in errors), "; ".join(map(_in_english, errors)))


def _in_english(error: LedgerError) -> str:
    return f"{english(error.why)}: {english(error.todo)}"

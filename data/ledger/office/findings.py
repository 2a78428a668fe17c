"""What is found on reading a ledger that does not follow the template: errors, warnings and notes, at their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.errors import LedgerError, LedgerWarning, Said
from data.ledger import cells, form
from data.ledger.office.header import at
from data.ledger.reading import Grid
from data.ledger.report import LeftOut

_Place = tuple[int, int, int]
_SAID_ONE_BY_ONE = 20


@dataclass
class Findings:
    """Errors, warnings and notes in the order in which people read the file."""

    _order: dict[str, int] = field(default_factory=dict)
    _errors: list[tuple[_Place, LedgerError]] = field(default_factory=list)
    _warnings: list[tuple[_Place, LedgerWarning]] = field(default_factory=list)
    _left_out: dict[tuple[str, int], tuple[Grid, list[LedgerError]]] = field(default_factory=dict)
    _fallen: dict[tuple[str, int], tuple[Grid, Said]] = field(default_factory=dict)
    _blocked: set[tuple[str, int]] = field(default_factory=set)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _more: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=dict)
    _grids: dict[str, Grid] = field(default_factory=dict)
    _names: dict[tuple[str, int], str] = field(default_factory=dict)

    def error(self, grid: Grid, row: int, column: int, why: str, todo: str, *, of_row: bool = True) -> None:
        """An error at a cell (from 0). `of_row`: the row is left out where errors are skipped; else it stops all."""
        found = grid.error(row, column, at(grid, row, column), why, todo)
        self._errors.append((self._place(grid, row, column), found))
        if of_row:
            self._left_out.setdefault((grid.sheet, row), (grid, []))[1].append(found)
        else:
            self._blocked.add((grid.sheet, column))

    def leave_out(self, grid: Grid, row: int, why: Said) -> None:
        """A row without an error of its own that cannot go in without another one."""
        self._fallen.setdefault((grid.sheet, row), (grid, why))

    def warn(
        self,
        grid: Grid,
        places: Sequence[tuple[int, int]],
        why: str,
        ask: str = "",
        *,
        is_note: bool = False,
        kind: str = "",
    ) -> None:
        """One warning (or note) about cells of a sheet, said at the first of them.

        Of a `kind` that may come with every row only the first ones of a sheet are said one by one.
        """
        self._counts[grid.sheet, kind] += 1
        if kind and self._counts[grid.sheet, kind] > _SAID_ONE_BY_ONE:
            self._more.setdefault((grid.sheet, kind), []).append(places[0])
            self._grids[grid.sheet] = grid
            return
        self._say(grid, places, why, ask, is_note=is_note)

    def _say(self, grid: Grid, places: Sequence[tuple[int, int]], why: str, ask: str, *, is_note: bool) -> None:
        row, column = places[0]
        value = cells.shown(shown) if not cells.is_blank(shown := at(grid, row, column)) else ""
        found = LedgerWarning(grid.file, grid.sheet, form.address(row, column), value, why, ask, len(places), is_note)
        self._warnings.append((self._place(grid, row, column), found))

    def close(self) -> None:
        """Say how many more warnings of a kind there were. Nothing may be added afterwards."""
        for (sheet, _), places in self._more.items():
            many = len(places)
            why = Said(f"起还有{many}处同样的提示", f"and below: {many} more warnings of the same kind")
            self._say(self._grids[sheet], places, why, "", is_note=False)
        self._more.clear()

    def name(self, grid: Grid, row: int, name: str) -> None:
        """What a row is called, should it be left out."""
        self._names[grid.sheet, row] = name

    def is_left_out(self, grid: Grid, row: int) -> bool:
        """Whether a row holds an error."""
        return (grid.sheet, row) in self._left_out or (grid.sheet, row) in self._fallen

    def is_blocked(self, grid: Grid, column: int) -> bool:
        """Whether a column as a whole has been asked about: its rows need no error of their own."""
        return (grid.sheet, column) in self._blocked

    @property
    def errors(self) -> tuple[LedgerError, ...]:
        """All errors, in order; each once."""
        return tuple(dict.fromkeys(found for _, found in sorted(self._errors, key=lambda one: one[0])))

    @property
    def warnings(self) -> tuple[LedgerWarning, ...]:
        """What has to be accepted, in order."""
        return tuple(found for _, found in sorted(self._warnings, key=lambda one: one[0]) if not found.is_note)

    @property
    def notes(self) -> tuple[LedgerWarning, ...]:
        """How things were read, in order."""
        return tuple(found for _, found in sorted(self._warnings, key=lambda one: one[0]) if found.is_note)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows with errors, in order."""
        said = {at: (grid, "；".join(str(one.why) for one in found)) for at, (grid, found) in self._left_out.items()}
        rows = sorted((self._fallen | said).items(), key=lambda one: self._place(one[1][0], one[0][1], 0))
        return tuple(LeftOut(sheet, row + 1, self._names.get((sheet, row), ""), why) for (sheet, row), (_, why) in rows)

    def _place(self, grid: Grid, row: int, column: int) -> _Place:
        return self._order.setdefault(f"{grid.file}\0{grid.sheet}", len(self._order)), row, column

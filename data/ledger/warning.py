"""What looks wrong in a ledger but may be right: published as it is, and said."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator

from data import model
from data.errors import LedgerWarning, Said
from data.ledger import cells, form
from data.ledger.reading import Grid, Ledger
from data.ledger.rows import RowRead, Rows, read_rows
from data.settings import Name, settings

_ALIKE = 0.5  # of two characters one must agree
#: Position and warning: columns are read one by one, people read row by row.
_Found = tuple[int, int, LedgerWarning]


def warnings(ledger: Ledger) -> list[LedgerWarning]:
    """In sheet, row and column order, what of a ledger that `check` has passed should be looked at again.

    A name that the settings do not know is said once a sheet, at its first cell.

    Raises:
        SettingsError: the settings, which know the names, cannot be read.
    """
    zone = settings()
    found: list[LedgerWarning] = []
    found += [_hidden(grid) for grid in ledger.grids.values() if grid.is_hidden and len(grid.rows) > 1]
    for table, schema in model.ARROW.items():
        if table in ledger.grids and {"industry", "unit", "started_on"}.intersection(schema.names):
            rows = read_rows(table, ledger.grids[table])
            of_table = [*_names(rows, "industry", zone.industry), *_names(rows, "unit", zone.unit), *_starts(rows)]
            found += [warning for _, _, warning in sorted(of_table, key=lambda one: one[:2])]
    return found


def _hidden(grid: Grid) -> LedgerWarning:
    why = Said("是隐藏的工作表，其中的行也读取了", "is a hidden sheet, whose rows were read too")
    ask = Said("这张表要用吗？", "is it meant to be used?")
    return LedgerWarning(grid.file, grid.sheet, "A1", "", why, ask)


def _names(rows: Rows, column: str, known: tuple[Name, ...]) -> Iterator[_Found]:
    names = [name.zh for name in known]
    of_name: dict[str, list[RowRead]] = {}
    for row in rows.rows:
        if names and isinstance(said := row.values.get(column), str) and said not in names:
            of_name.setdefault(said, []).append(row)
    for said, those in of_name.items():
        heading = form.heading(rows.table, column)
        why = Said(f"不在设置的{heading}名称里", f"is not among the names that the settings list for “{heading}”")
        yield _at(rows, those[0], column, why, _ask(said, names), len(those))


def _ask(said: str, names: list[str]) -> Said:
    alike = difflib.get_close_matches(said, names, n=1, cutoff=_ALIKE)
    return Said(f"是不是“{alike[0]}”？", f"is “{alike[0]}” meant?") if alike else Said("", "")


def _starts(rows: Rows) -> Iterator[_Found]:
    for row in rows.rows:
        signed, started = row.values.get("signed_on"), row.values.get("started_on")
        if isinstance(signed, dt.date) and isinstance(started, dt.date) and started < signed:
            why = Said(f"早于签约日期{signed}", f"is earlier than the signing date {signed}")
            yield _at(rows, row, "started_on", why, Said("两个日期对吗？", "are both dates right?"))


def _at(rows: Rows, row: RowRead, column: str, why: Said, ask: Said, count: int = 1) -> _Found:
    position = rows.at[column]
    cell, value = form.address(row.number, position), cells.shown(row.cells[position])
    return row.number, position, LedgerWarning(rows.grid.file, rows.grid.sheet, cell, value, why, ask, count)

"""What looks wrong in a ledger but may be right: published as it is, and said."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.errors import LedgerWarning, Said
from data.ledger import cells, form
from data.ledger.reading import Grid, Ledger
from data.ledger.rows import Rows, read_rows
from data.settings import Name, settings

_ALIKE = 0.5  # of two characters one must agree
#: Position and warning: columns are read one by one, people read row by row.
_Found = tuple[int, int, LedgerWarning]


def warnings(ledger: Ledger, read: Mapping[str, Rows] | None = None) -> list[LedgerWarning]:
    """In sheet, row and column order, what of a ledger should be looked at again. `read`: its tables, if already read.

    A name that the settings do not know is said once a sheet, at its first cell.

    Raises:
        SettingsError: the settings, which know the names, cannot be read.
    """
    zone = settings()
    found: list[LedgerWarning] = []
    found += [_hidden(grid) for grid in ledger.grids.values() if grid.is_hidden and len(grid.rows) > 1]
    for table, schema in model.ARROW.items():
        if table in ledger.grids and {"industry", "unit", "started_on"}.intersection(schema.names):
            rows = read[table] if read else read_rows(table, ledger.grids[table])
            of_table = [*_names(rows, "industry", zone.industry), *_names(rows, "unit", zone.unit), *_starts(rows)]
            found += [warning for _, _, warning in sorted(of_table, key=lambda one: one[:2])]
    return found


def _hidden(grid: Grid) -> LedgerWarning:
    why = Said("是隐藏的工作表，其中的行也读取了", "is a hidden sheet, whose rows were read too")
    ask = Said("这张表要用吗？", "is it meant to be used?")
    return LedgerWarning(grid.file, grid.sheet, "A1", "", why, ask)


def _names(rows: Rows, column: str, known: tuple[Name, ...]) -> Iterator[_Found]:
    names = [name.zh for name in known]
    if not names or column not in rows.at:
        return
    values = rows.values(column)
    counted = pa.table({"said": values, "row": pa.array(range(len(rows)))}).group_by("said", use_threads=False)
    for said, count, first in zip(*counted.aggregate([("row", "count"), ("row", "min")]).columns, strict=True):
        if said.is_valid and said.as_py() not in names:
            heading = form.heading(rows.table, column)
            why = Said(f"不在设置的{heading}名称里", f"is not among the names that the settings list for “{heading}”")
            yield _at(rows, first.as_py(), column, why, _ask(said.as_py(), names), count.as_py())


def _ask(said: str, names: list[str]) -> Said:
    alike = difflib.get_close_matches(said, names, n=1, cutoff=_ALIKE)
    return Said(f"是不是“{alike[0]}”？", f"is “{alike[0]}” meant?") if alike else Said("", "")


def _starts(rows: Rows) -> Iterator[_Found]:
    if not {"signed_on", "started_on"} <= rows.at.keys():
        return
    signed = rows.values("signed_on")
    early = pc.less(rows.values("started_on"), signed).fill_null(False)
    for row in np.flatnonzero(np.asarray(early, bool)):
        day = signed[int(row)].as_py()
        why = Said(f"早于签约日期{day}", f"is earlier than the signing date {day}")
        yield _at(rows, int(row), "started_on", why, Said("两个日期对吗？", "are both dates right?"))


def _at(rows: Rows, row: int, column: str, why: Said, ask: Said, count: int = 1) -> _Found:
    place, value = rows.place(row, column), cells.shown(rows.cell(row, column))
    warning = LedgerWarning(rows.grid.file, rows.grid.sheet, place, value, why, ask, count)
    return int(rows.numbers[row]), rows.at[column], warning

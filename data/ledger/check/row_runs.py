"""A table's sound rows → where each project stands in the file, as runs of rows (`data.source_row`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import model, source_row
from data.ledger.open.reading import Grid

Numbers = npt.NDArray[np.int64]
_MONTHS = "progress"


@dataclass(frozen=True)
class Stands:
    """Which rows of sheets a table's sound rows come from: a place each, `of` the row of the table (all four as long).

    `sheet` counts in `sheets`; `row` is the sheet's, from 0. A row of the table may have several places.
    """

    of: Numbers
    sheets: Sequence[str]
    sheet: Numbers
    row: Numbers


def of_tables(tables: model.Tables, stands: Mapping[str, Stands], through: dt.date | None = None) -> pa.Table:
    """The runs of every table whose rows are projects' (`FOUND`). `through`: later months are not in the ledger."""
    made = [_runs(name, tables[name], those, through) for name, those in stands.items() if len(those.of)]
    return pa.concat_tables(made) if made else source_row.none()


def _runs(name: str, rows: pa.Table, stands: Stands, through: dt.date | None) -> pa.Table:
    has_months = name == _MONTHS
    at, sheet, row = stands.of, stands.sheet, stands.row
    month = _month_numbers(rows["month"])[at] if has_months else np.zeros(len(at), np.int64)
    if has_months and through is not None:
        kept = month <= through.year * 12 + through.month
        at, sheet, row, month = at[kept], sheet[kept], row[kept], month[kept]
        if not len(at):
            return source_row.none()
    part = _parts(name, rows)
    group = _codes(rows["project_id"])[at] * len(stands.sheets) + sheet
    if part is not None:
        codes = _codes(part)[at]
        group = group * (int(codes.max()) + 1) + codes
    key = group * (int(month.max()) + 1) + month
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        at, sheet, row, month, group = at[order], sheet[order], row[order], month[order], group[order]
    starts = _starts(group, month, row) if has_months else _starts_anew(group, row)
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(at)) - 1
    of_first = pa.array(at[first])
    months = [_first_days(month[ends]) if has_months else pa.nulls(len(first), pa.date32()) for ends in (first, last)]
    return pa.table(
        [
            pa.repeat(name, len(first)),
            rows["project_id"].take(of_first),
            pa.nulls(len(first), pa.string()) if part is None else part.take(of_first),
            *months,
            pa.array(np.array(stands.sheets, object)[sheet[first]], pa.string()),
            *(pa.array((row[ends] + 1).astype(np.int32)) for ends in (first, last)),
        ],
        source_row.FOUND,
    )


def _starts_anew(group: Numbers, row: Numbers) -> npt.NDArray[np.bool_]:
    """Where a run begins of rows that have no month: the next row of the same is the one below, or the same one."""
    starts = np.ones(len(group), bool)
    starts[1:] = (group[1:] != group[:-1]) | ~np.isin(row[1:] - row[:-1], (0, 1))
    return starts


def _starts(group: Numbers, month: Numbers, row: Numbers) -> npt.NDArray[np.bool_]:
    """Where a run of months begins: each next month stands as many rows away as the one before."""
    goes_on = np.zeros(len(group), bool)
    goes_on[1:] = (group[1:] == group[:-1]) & (month[1:] - month[:-1] == 1)
    step = np.zeros(len(group), np.int64)
    step[1:] = row[1:] - row[:-1]
    starts = ~goes_on
    starts[1:] |= goes_on[:-1] & (step[1:] != step[:-1])
    return starts


def _parts(name: str, rows: pa.Table) -> pa.ChunkedArray | None:
    """The rest of a row's key, as text; None where a project's rows belong together, or months tell them apart."""
    keys = {"plan": "year", "blocker": "blocker_id", "exclusion": "indicator", "exemption": "rule"}
    return pc.cast(rows[keys[name]], pa.string()) if name in keys else None


def _codes(texts: pa.ChunkedArray) -> Numbers:
    """A number a different text, blank among them; the same for the same."""
    encoded = pc.fill_null(texts, "").combine_chunks().dictionary_encode()
    found: Numbers = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def _month_numbers(days: pa.ChunkedArray) -> Numbers:
    found: Numbers = days.to_numpy().astype("datetime64[M]").astype(np.int64) + 1970 * 12 + 1
    return found


def _first_days(months: Numbers) -> pa.Array:
    return pa.array((months - 1970 * 12 - 1).astype("datetime64[M]").astype("datetime64[D]"), pa.date32())


class Standing(Protocol):
    """What stands in a row of a sheet."""

    @property
    def grid(self) -> Grid: ...
    @property
    def row(self) -> int: ...


def every(rows: Iterable[Sequence[Standing]]) -> Stands:
    """Of each row of a table what stands in the rows that it comes from."""
    sheets: dict[str, int] = {}
    of: list[int] = []
    sheet: list[int] = []
    row: list[int] = []
    for number, places in enumerate(rows):
        before = None
        for place in places:
            if before is not None and place.row == before.row and place.grid is before.grid:
                continue
            of.append(number)
            sheet.append(sheets.setdefault(place.grid.sheet, len(sheets)))
            row.append(place.row)
            before = place
    return Stands(np.array(of, np.int64), list(sheets), np.array(sheet, np.int64), np.array(row, np.int64))

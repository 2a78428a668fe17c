"""One table's grid of the template → its rows: headings understood, cells read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data import model
from data.errors import Said
from data.ledger import cells, form
from data.ledger.cells import CellError, Value
from data.ledger.check import as_written, columns
from data.ledger.check.columns import Column, Encoded
from data.ledger.check.findings import Findings, cell_at
from data.ledger.check.row_runs import Stands
from data.ledger.check.rows import STATUS, Place, Rows
from data.ledger.open.reading import Grid

_NOTHING = Encoded([], np.zeros(0, np.int32))
#: How a column of the office's own is headed that says what has become of a project.
_STATUS_HEADINGS = {"状态", "项目状态", "当前状态", "status"}

_MERGED = (
    Said("是合并单元格", "is a merged cell"),
    Said("请取消合并，每格各自填写", "unmerge it and fill in each cell"),
)
_NO_HEADING = (
    Said("这一列有内容却没有表头", "is a column with content but without a heading"),
    Said("请补上表头，或清空这一列", "add the heading, or clear the column"),
)
_NOT_OF_TEMPLATE = (
    Said("模板里没有这一列", "is a column that the template does not have"),
    Said("请改回模板的表头，或删去这一列", "put the template's heading back, or delete the column"),
)


@dataclass
class TemplateRows(Rows):
    """A sheet's rows of data. `at`: column → its position in the grid; `numbers`: the rows' places in it (from 0)."""

    grid: Grid = field(default_factory=lambda: Grid("", "", []))
    at: dict[str, int] = field(default_factory=dict)
    numbers: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def is_there(self) -> bool:
        return bool(self.grid.rows)

    def has(self, column: str) -> bool:
        return column in self.at

    def places(self, row: int, column: str) -> tuple[Place]:
        """The cell of a row's column; the row's first one for a column that is not there."""
        return (Place(self.grid, int(self.numbers[row]), self.at.get(column, 0)),)

    def shows(self, row: int, column: str) -> bool:
        return column in self.at

    def stands(self) -> Stands:
        numbers = self.numbers[~self.faulty]
        return Stands(np.arange(len(numbers)), (self.grid.sheet,), np.zeros(len(numbers), np.int64), numbers)

    def of_sheet(self, row: int, position: int, why: str, todo: str, *, is_quoted: bool = True) -> None:
        """An error at a cell that is of no row of data: no row can be left out for it."""
        self.findings.error(self.grid, row, position, why, todo, of_row=False, is_quoted=is_quoted)


def read_rows(table: str, grid: Grid | None, findings: Findings) -> TemplateRows:
    """Read a table's grid; a sheet that is not there is an empty table. Problems are collected, not raised."""
    if grid is None:
        nothing = {column: columns.absent(table, column, 0) for column in model.ARROW[table].names}
        return TemplateRows(table, findings, nothing, grid=Grid("", model.sheet_name(table), []))
    findings.expect(grid)
    rows = TemplateRows(table, findings, grid=grid)
    given = columns.encoded(grid.rows)
    kept = _data_rows(given, len(grid.rows))
    rows.numbers = kept + 1
    rows.faulty = np.zeros(len(kept), bool)
    _refuse_merged(rows)
    extras = _read_headings(rows, given)
    status = next((at for at, heading in extras.items() if form.fold(heading) in _STATUS_HEADINGS), None)
    if status is not None:
        rows.at[STATUS] = status
        rows.columns[STATUS] = columns.texts(Encoded(given[status].distinct, given[status].codes[kept]))
    for column in model.ARROW[table].names:
        _read_column(rows, column, given, kept)
    if extras:
        rows.columns["extra"] = _read_extras(rows, extras)
    return rows


def _refuse_merged(rows: TemplateRows) -> None:
    """A merged range is an error at its first cell, and spoils each row that it covers."""
    for (first, column), (last, _) in rows.grid.merged:
        is_of_row = bool((rows.numbers == first).any())
        rows.findings.error(rows.grid, first, column, *_MERGED, of_row=is_of_row, is_quoted=False)
        rows.faulty |= (rows.numbers >= first) & (rows.numbers <= last)


def _data_rows(given: list[Encoded], length: int) -> npt.NDArray[np.int64]:
    """The rows below the heading that are neither blank nor the explanation row."""
    any_filled = np.zeros(max(length - 1, 0), bool)
    all_marked = np.ones(max(length - 1, 0), bool)
    for column in given:
        filled, marked = column.look()
        any_filled |= filled
        all_marked &= marked | ~filled
    return np.flatnonzero(any_filled & ~all_marked)


def _read_headings(rows: TemplateRows, given: list[Encoded]) -> dict[int, str]:
    """Find each column's place; return the headings of a project's other columns by place."""
    known, extras = form.headings(rows.table), {}
    seen: dict[str, int] = {}
    for position, heading in enumerate(_headings(rows, len(given))):
        if not heading:
            if given[position].look()[0].any():
                rows.of_sheet(0, position, *_NO_HEADING, is_quoted=False)
            continue
        column = known.get(form.fold(heading))
        if (first := seen.setdefault(column or heading, position)) != position:
            place = form.address(0, first)
            why = Said(f"表头与{place}单元格重复", f"is the same heading as cell {place}")
            rows.of_sheet(0, position, why, Said("请删去或改名其中一列", "delete or rename one of the two columns"))
        elif column:
            rows.at[column] = position
        elif rows.table == "project":
            extras[position] = heading
        else:
            rows.of_sheet(0, position, *_NOT_OF_TEMPLATE)
    for column in form.columns(rows.table):
        if form.is_required(rows.table, column) and column not in seen:
            name = form.heading(rows.table, column)
            why = Said(f"缺少必填的“{name}”列", f"the required column “{name}” is missing")
            todo = Said("请按模板补上这一列", "add it as the template has it")
            rows.of_sheet(0, len(rows.grid.rows[0]) if rows.grid.rows else 0, why, todo, is_quoted=False)
    return extras


def _headings(rows: TemplateRows, width: int) -> list[str]:
    found: list[str] = []
    first = rows.grid.rows[0] if rows.grid.rows else []
    for position in range(width):
        value: Value = first[position] if position < len(first) else ""
        try:
            found.append("" if cells.is_blank(value) else cells.text(value))
        except CellError as error:
            rows.of_sheet(0, position, error.why, error.todo)
            found.append("")
    return found


def _read_column(rows: TemplateRows, column: str, given: list[Encoded], kept: npt.NDArray[np.int64]) -> None:
    if column not in rows.at:
        rows.columns[column] = columns.absent(rows.table, column, len(kept))
        return
    of_column = given[rows.at[column]]
    given[rows.at[column]] = _NOTHING  # a million rows: what has been read is let go
    read = columns.read_column(rows.table, column, Encoded(of_column.distinct, of_column.codes[kept]))
    _hold_formats(rows, column, read)
    rows.columns[column] = read
    _remark(rows, column, Encoded(of_column.distinct, of_column.codes[kept]))
    for row, problem in read.problems.items():
        rows.add(row, column, *problem)


def _remark(rows: TemplateRows, column: str, given: Encoded) -> None:
    """Days of which only the month is written, or a part of it: read by its first day, and that is said."""
    if column == "month" or not pa.types.is_date(model.ARROW[rows.table].field(column).type):
        return
    distinct = given.distinct if isinstance(given.distinct, list) else given.distinct.to_pylist()
    written = [as_written.remark(v) if isinstance(v, str | float | int) and v != "" else "" for v in distinct]
    for what, said in as_written.REMARKS.items():
        numbers = [number for number, one in enumerate(written) if one == what]
        if numbers:
            those = rows.numbers[np.isin(given.codes, numbers)].tolist()
            rows.findings.warn(rows.grid, [(int(row), rows.at[column]) for row in those], said, kind=f"{what} {column}")


def _hold_formats(rows: TemplateRows, column: str, read: Column) -> None:
    """An amount that its cell shows otherwise than in 万元 is refused: people see another number than the file has."""
    if not rows.grid.shown or not pa.types.is_decimal(read.values.type):
        return
    of_column = {number: shown for (number, place), shown in rows.grid.shown.items() if place == rows.at[column]}
    for row, number in enumerate(rows.numbers.tolist() if of_column else ()):
        shown = None if read.bad[row] else of_column.get(number)
        if shown and column == "share" and shown.unit == "%":
            continue  # 0.7 that is shown as 70% is read as what people see
        if shown and (refused := cells.refused_as_shown(cell_at(rows.grid, number, rows.at[column]), shown)):
            read.bad[row] = True
            read.problems[row] = (refused.why, refused.todo)


def _read_extras(rows: TemplateRows, extras: dict[int, str]) -> Column:
    kept: list[str | None] = []
    for row, number in enumerate(rows.numbers):
        found: dict[str, object] = {}
        for position, value in enumerate(rows.grid.rows[int(number)]):
            if position in extras and not cells.is_blank(value):
                try:
                    found[extras[position]] = columns.sound(value, cells.kept)
                except CellError as error:
                    rows.faulty[row] = True
                    rows.findings.error(rows.grid, int(number), position, error.why, error.todo)
        kept.append(json.dumps(found, ensure_ascii=False) if found else None)
    as_cells = Encoded(list(kept), np.arange(len(kept), dtype=np.int32))
    read = columns.read_column(rows.table, "extra", as_cells)
    for row, problem in read.problems.items():
        rows.add(row, "extra", *problem)
    return read

"""One table's grid → rows: headings understood, cells read, each row held against the model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pyarrow as pa
from pydantic import ValidationError

from data import model
from data.errors import LedgerError, Said
from data.ledger import cells, form
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.reading import Grid
from data.ledger.sentences import SENTENCES, explain

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

Reader = Callable[[Value], object]


@dataclass
class RowRead:
    """A row of the grid (`number` from 0): its cells, what they say by column, and the columns already refused."""

    number: int
    cells: list[Value]
    values: dict[str, object] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass
class Rows:
    """A table's rows, those that fit the model by number, and the problems so far with their positions."""

    table: str
    grid: Grid
    at: dict[str, int]
    rows: list[RowRead] = field(default_factory=list)
    valid: dict[int, model.Row] = field(default_factory=dict)
    errors: list[tuple[int, int, LedgerError]] = field(default_factory=list)

    def add(self, row: RowRead, column: str, why: str, todo: str) -> None:
        """A problem at a row's column; a column without a heading is shown at the row's first cell."""
        position = self.at.get(column, 0)
        value = row.cells[position] if column in self.at and position < len(row.cells) else ""
        self.add_at(row.number, position, value, why, todo)

    def add_at(self, row: int, column: int, value: Value, why: str, todo: str) -> None:
        self.errors.append((row, column, self.grid.error(row, column, value, why, todo)))

    def place(self, row: int, column: str) -> str:
        return form.address(row, self.at.get(column, 0))

    def errors_in_order(self) -> list[LedgerError]:
        return [error for _, _, error in sorted(self.errors, key=lambda found: found[:2])]


def read_rows(table: str, grid: Grid | None) -> Rows:
    """Read a table's grid; a sheet that is not there is an empty table. Problems are collected, not raised."""
    if grid is None:
        return Rows(table, Grid("", model.sheet_name(table), []), {})
    rows = Rows(table, grid, {})
    for (row, column), _ in grid.merged:
        rows.add_at(row, column, "", *_MERGED)
    extras = _read_headings(rows)
    readers = {column: _reader(table, column) for column in rows.at}
    for number, values in enumerate(grid.rows[1:], 1):
        if not _is_passed_over(values):
            rows.rows.append(_read_row(rows, RowRead(number, values), readers, extras))
    return rows


def _is_passed_over(values: list[Value]) -> bool:
    filled = [value for value in values if not cells.is_blank(value)]
    texts = [value for value in filled if isinstance(value, str)]
    return not filled or (len(texts) == len(filled) and form.is_explanation(texts))


def _read_headings(rows: Rows) -> dict[int, str]:
    """Find each column's place; return the headings of a project's other columns by place."""
    known, extras = form.headings(rows.table), {}
    seen: dict[str, int] = {}
    for position, (heading, value) in enumerate(_headings(rows)):
        if not heading:
            if _has_content(rows.grid, position):
                rows.add_at(0, position, "", *_NO_HEADING)
            continue
        column = known.get(form.fold(heading))
        if (first := seen.setdefault(column or heading, position)) != position:
            place = form.address(0, first)
            why = Said(f"表头与{place}单元格重复", f"is the same heading as cell {place}")
            rows.add_at(
                0, position, value, why, Said("请删去或改名其中一列", "delete or rename one of the two columns")
            )
        elif column:
            rows.at[column] = position
        elif rows.table == "project":
            extras[position] = heading
        else:
            rows.add_at(0, position, value, *_NOT_OF_TEMPLATE)
    for column in form.columns(rows.table):
        if form.is_required(rows.table, column) and column not in seen:
            name = form.heading(rows.table, column)
            why = Said(f"缺少必填的“{name}”列", f"the required column “{name}” is missing")
            todo = Said("请按模板补上这一列", "add it as the template has it")
            rows.add_at(0, len(rows.grid.rows[0]) if rows.grid.rows else 0, "", why, todo)
    return extras


def _headings(rows: Rows) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    width = max((len(row) for row in rows.grid.rows), default=0)
    first = rows.grid.rows[0] if rows.grid.rows else []
    for position in range(width):
        value = first[position] if position < len(first) else ""
        try:
            found.append(("" if cells.is_blank(value) else cells.text(value), value))
        except CellError as error:
            rows.add_at(0, position, value, error.why, error.todo)
            found.append(("", value))
    return found


def _has_content(grid: Grid, position: int) -> bool:
    return any(position < len(row) and not cells.is_blank(row[position]) for row in grid.rows[1:])


def _reader(table: str, column: str) -> Reader:
    kind = model.ARROW[table].field(column).type
    if pa.types.is_date(kind):
        return cells.month if column == "month" else cells.day
    if pa.types.is_decimal(kind):
        return cells.money
    if pa.types.is_integer(kind):
        return cells.whole
    if pa.types.is_boolean(kind):
        return cells.flag
    if words := form.choices(table, column):
        return partial(cells.choice, words=words)
    return cells.identifier if column.endswith("_id") else cells.text


def _read_row(rows: Rows, row: RowRead, readers: dict[str, Reader], extras: dict[int, str]) -> RowRead:
    for column, position in rows.at.items():
        value = row.cells[position] if position < len(row.cells) else ""
        if not cells.is_blank(value):
            _read_cell(rows, row, column, position, readers[column])
    if extras and (kept := _read_extra(rows, row, extras)):
        row.values["extra"] = json.dumps(kept, ensure_ascii=False)
    try:
        rows.valid[row.number] = model.TABLES[rows.table].model_validate(row.values)
    except ValidationError as error:
        _refuse_fields(rows, row, error)
        _refuse_faults(rows, row)
    return row


def _refuse_fields(rows: Rows, row: RowRead, error: ValidationError) -> None:
    for detail in error.errors(include_url=False):
        if not detail["loc"]:
            continue  # the row as a whole: `_refuse_faults` says it, also where a field hides it from the model
        column = str(detail["loc"][0])
        lacking = detail["type"] == "missing" and column not in rows.at  # said once, at the headings
        if column not in row.bad and not lacking:
            rows.add(row, column, *explain(detail, rows.table, column))
        row.bad.add(column)


def _refuse_faults(rows: Rows, row: RowRead) -> None:
    row_type = model.TABLES[rows.table]
    known = {column: row.values.get(column) for column in row_type.model_fields if column not in row.bad}
    for column, code in row_type.faults(known):
        rows.add(row, column, *SENTENCES[code])


def _read_cell(rows: Rows, row: RowRead, column: str, position: int, reader: Reader) -> None:
    try:
        row.values[column] = _value(row.cells[position], reader)
    except CellError as error:
        row.bad.add(column)
        rows.add_at(row.number, position, row.cells[position], error.why, error.todo)


def _value(value: Value, reader: Reader) -> object:
    if isinstance(value, Unreadable):
        raise CellError(value.why, value.todo)
    return reader(value)


def _read_extra(rows: Rows, row: RowRead, extras: dict[int, str]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for position, heading in extras.items():
        value = row.cells[position] if position < len(row.cells) else ""
        if cells.is_blank(value):
            continue
        try:
            kept[heading] = _value(value, cells.kept)
        except CellError as error:
            rows.add_at(row.number, position, value, error.why, error.todo)
    return kept

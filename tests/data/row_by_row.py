"""The template's tables read and checked row by row: what reading them by columns is held against."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

import pyarrow as pa
from pydantic import ValidationError

from data import model
from data.errors import LedgerError, Said
from data.ledger import cells, form
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.check import as_written
from data.ledger.check.refusals import SENTENCES, explain
from data.ledger.check.rules import CHECK_YEAR, _quoted, later_than
from data.ledger.open.reading import Grid, Ledger
from data.row import Row

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
    cells: Sequence[Value]
    values: dict[str, object] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass
class Rows:
    """A table's rows, those that fit the model by number, and the problems so far with their positions."""

    table: str
    grid: Grid
    at: dict[str, int]
    rows: list[RowRead] = field(default_factory=list)
    valid: dict[int, Row] = field(default_factory=dict)
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


def _is_passed_over(values: Sequence[Value]) -> bool:
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
        return as_written.month if column == "month" else as_written.day
    if pa.types.is_decimal(kind):
        return cells.share if column == "share" else as_written.money
    if pa.types.is_integer(kind):
        return cells.whole
    if pa.types.is_boolean(kind):
        return as_written.flag
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


def examined(
    ledger: Ledger, through: dt.date, today: dt.date
) -> tuple[list[LedgerError], list[tuple[str, int, str]], dict[str, list[dict[str, object]]]]:
    """Errors, rows left out with the reason, and the sound rows, of a ledger whose last month is given."""
    read = {table: read_rows(table, ledger.grids.get(table)) for table in model.TABLES}
    _check_keys(read)
    _check_references(read)
    _check_months(read["progress"], through, today)
    for rows in read.values():
        _check_happened(rows, today)
    _check_shares(read["credit"])
    errors = [error for rows in read.values() for error in rows.errors_in_order()]
    left_out = _left_out(read)
    return errors, left_out, {table: [row.model_dump() for row in rows.valid.values()] for table, rows in read.items()}


def _check_keys(read: dict[str, Rows]) -> None:
    for table, keys in model.KEYS.items():
        first: dict[tuple[object, ...], int] = {}
        for row in read[table].rows:
            if row.bad.intersection(keys) or any(form.is_required(table, k) and k not in row.values for k in keys):
                continue
            key = tuple(row.values.get(column) for column in keys)
            if (earlier := first.setdefault(key, row.number)) != row.number:
                named = [form.heading(table, column) for column in keys]
                why = Said(
                    f"与{read[table].place(earlier, keys[0])}单元格重复（{'、'.join(named)}相同）",
                    f"repeats cell {read[table].place(earlier, keys[0])} (same {_quoted(named)})",
                )
                read[table].add(
                    row, keys[0], why, Said("请改正或删去其中一行", "correct or delete one of the two rows")
                )


def _check_references(read: dict[str, Rows]) -> None:
    for (table, column), (parent, key) in model.REFERENCES.items():
        if key not in read[parent].at and (read[parent].grid.rows or parent == "project"):
            continue  # the sheet or its column is missing: said once, not again on every row
        known = {row.values.get(key) for row in read[parent].rows}
        for row in read[table].rows:
            value = row.values.get(column)
            if value is not None and value not in known and column not in row.bad:
                sheet = model.sheet_name(parent)
                why = Said(f"“{sheet}”表里没有这个编号", f"the sheet “{sheet}” has no such ID")
                todo = Said(f"请改正，或在“{sheet}”表里补上", f"correct it, or add it to the sheet “{sheet}”")
                read[table].add(row, column, why, todo)


def _check_happened(rows: Rows, today: dt.date) -> None:
    for column in model.HAPPENED.get(rows.table, ()):
        what = ("月份", "the month") if column == "month" else ("日期", "the date")
        for row in rows.rows:
            found = row.values.get(column)
            if isinstance(found, dt.date) and found > today and column not in row.bad:
                rows.add(row, column, later_than(*what, today), CHECK_YEAR)


def _check_months(progress: Rows, through: dt.date, today: dt.date) -> None:
    for row in progress.rows:
        month = row.values.get("month")
        if isinstance(month, dt.date) and through < month <= today:  # a month still to come is said once
            why = Said(
                f"晚于{form.THROUGH_KEY}{through:%Y-%m}", f"is later than the last month reported, {through:%Y-%m}"
            )
            todo = Said(f"请核对月份，或更正{form.THROUGH_KEY}", "check the month, or correct the last month reported")
            progress.add(row, "month", why, todo)


def _check_shares(credit: Rows) -> None:
    faulty = _faulty(credit)
    for rows in _by_project(credit).values():
        found = sum((Decimal(str(row.values["share"])) for row in rows if row.number not in faulty), Decimal(0))
        if found != 1 and not any(row.number in faulty for row in rows):
            why = Said(
                f"该项目各行份额之和为{found}，不是1", f"is one of the project's shares, which sum to {found}, not 1"
            )
            todo = Said(
                "请改份额，使该项目各行之和为1", "change the shares so that those of the project's rows sum to 1"
            )
            for row in rows:
                credit.add(row, "share", why, todo)


def _by_project(credit: Rows) -> dict[object, list[RowRead]]:
    found: dict[object, list[RowRead]] = {}
    for row in credit.rows:
        project = row.values.get("project_id")
        if project is not None and "project_id" not in row.bad:
            found.setdefault(project, []).append(row)
    return found


def _left_out(read: dict[str, Rows]) -> list[tuple[str, int, str]]:
    """The rows with an error, and those that point to one of them; only the others stay in `Rows.valid`."""
    out = [_drop(read[table], found) for table, found in {t: _faulty(rows) for t, rows in read.items()}.items()]
    for (table, column), (parent, key) in _parents_first():
        kept = {getattr(row, key) for row in read[parent].valid.values()}
        orphans = {
            number: _its_parent(parent)
            for number, row in read[table].valid.items()
            if getattr(row, column) is not None and getattr(row, column) not in kept
        }
        out.append(_drop(read[table], orphans))
    credit = read["credit"]
    partly = {
        row.number: Said("同一项目的另一行份额没有导入", "another row of the same project's shares was left out")
        for rows in _by_project(credit).values()
        if any(row.number not in credit.valid for row in rows)
        for row in rows
        if row.number in credit.valid
    }
    out.append(_drop(credit, partly))
    order = {model.sheet_name(table): place for place, table in enumerate(model.TABLES)}
    sheets = {rows.grid.sheet: order[model.sheet_name(table)] for table, rows in read.items()}
    return sorted((row for part in out for row in part), key=lambda row: (sheets[row[0]], row[1]))


def _parents_first() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The references, those of the tables first that others point to: what falls with a row is then complete."""
    pointed = {parent for parent, _ in model.REFERENCES.values()}
    yield from sorted(model.REFERENCES.items(), key=lambda one: one[0][0] not in pointed)


def _its_parent(parent: str) -> Said:
    what = {"project": ("项目", "project"), "activity": ("活动", "activity")}[parent]
    return Said(f"所属{what[0]}没有导入", f"its {what[1]} was left out")


def _faulty(rows: Rows) -> dict[int, Said]:
    """Number → why, of every row that is not sound. A merged range spoils each row that it covers."""
    why: dict[int, list[LedgerError]] = {row.number: [] for row in rows.rows if row.number not in rows.valid}
    data = {row.number for row in rows.rows}
    for number, _, error in sorted(rows.errors, key=lambda found: found[:2]):
        why.setdefault(number, []).append(error)
    for (first, _), (last, _) in rows.grid.merged:
        for number in range(first, last + 1):
            why.setdefault(number, [])
    return {number: _together(why[number]) for number in sorted(data.intersection(why))}


def _together(errors: list[LedgerError]) -> Said:
    if not errors:
        return Said("缺少必填的列，或在合并单元格里", "a required column is missing, or it is within a merged cell")
    return Said("；".join(error.why for error in errors), "; ".join(error.message("en") for error in errors))


def _drop(rows: Rows, those: dict[int, Said]) -> list[tuple[str, int, str]]:
    for number in those:
        rows.valid.pop(number, None)
    return [(rows.grid.sheet, n + 1, str(why)) for n, why in those.items()]

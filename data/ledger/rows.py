"""One table's grid → its columns: headings understood, cells read, each row held against the model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.errors import LedgerError, Said
from data.ledger import cells, columns, form
from data.ledger.cells import CellError, Value
from data.ledger.columns import Column, Encoded, Flags
from data.ledger.reading import Grid
from data.ledger.sentences import SENTENCES, filled

_NOTHING = Encoded([], np.zeros(0, np.int32))
#: A sheet with more errors than this is wrong as a whole: it is refused, and only these are listed.
MOST_ERRORS = 20_000

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
class Rows:
    """A table's rows, column by column, and the problems so far with their positions.

    `numbers` are the rows' places in the grid (from 0); everything else of a row is found by its place in `numbers`.
    `faulty`: the rows that have an error, or lack a required column. `unlisted` counts errors beyond the most.
    """

    table: str
    grid: Grid
    at: dict[str, int]
    numbers: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    columns: dict[str, Column] = field(default_factory=dict)
    faulty: Flags = field(default_factory=lambda: np.zeros(0, bool))
    errors: list[tuple[int, int, LedgerError]] = field(default_factory=list)
    unlisted: int = 0

    def __len__(self) -> int:
        return len(self.numbers)

    def values(self, column: str) -> pa.Array:
        """What a column's cells say, row by row: null where blank or bad."""
        return self.columns[column].values

    def is_known(self, names: Iterable[str]) -> Flags:
        """By row: whether no cell of these columns is bad, or lacking where it is required."""
        known = np.ones(len(self), bool)
        for name in names:
            known &= ~self.columns[name].bad
        return known

    def add(self, row: int, column: str, why: Said, todo: Said) -> None:
        """A problem at a row's column; a column without a heading is shown at the row's first cell."""
        self.faulty[row] = True
        position, number = self.at.get(column, 0), int(self.numbers[row])
        self.add_at(number, position, self._cell(number, position) if column in self.at else "", why, todo)

    def add_at(self, number: int, position: int, value: Value, why: Said, todo: Said) -> None:
        """A problem at a cell of the grid."""
        if len(self.errors) < MOST_ERRORS:
            self.errors.append((number, position, self.grid.error(number, position, value, why, todo)))
        else:
            self.unlisted += 1

    def cell(self, row: int, column: str) -> Value:
        """The cell of a row's column as it stands in the grid."""
        return self._cell(int(self.numbers[row]), self.at[column])

    def place(self, row: int, column: str) -> str:
        """The address of a row's column."""
        return form.address(int(self.numbers[row]), self.at.get(column, 0))

    def errors_in_order(self) -> list[LedgerError]:
        """By row and column."""
        return [error for _, _, error in sorted(self.errors, key=lambda found: found[:2])]

    def _cell(self, number: int, position: int) -> Value:
        cells_of_row = self.grid.rows[number]
        return cells_of_row[position] if position < len(cells_of_row) else ""


def read_rows(table: str, grid: Grid | None) -> Rows:
    """Read a table's grid; a sheet that is not there is an empty table. Problems are collected, not raised."""
    if grid is None:
        nothing = {column: columns.absent(table, column, 0) for column in model.ARROW[table].names}
        return Rows(table, Grid("", model.sheet_name(table), []), {}, columns=nothing)
    rows = Rows(table, grid, {})
    for (row, column), _ in grid.merged:
        rows.add_at(row, column, "", *_MERGED)
    given = columns.encoded(grid.rows)
    extras = _read_headings(rows, given)
    kept = _data_rows(given, len(grid.rows))
    rows.numbers = kept + 1
    rows.faulty = np.zeros(len(kept), bool)
    for column in model.ARROW[table].names:
        _read_column(rows, column, given, kept)
    if extras:
        rows.columns["extra"] = _read_extras(rows, extras)
    _hold_required(rows)
    _hold_rules(rows)
    return rows


def _data_rows(given: list[Encoded], length: int) -> npt.NDArray[np.int64]:
    """The rows below the heading that are neither blank nor the explanation row."""
    any_filled = np.zeros(max(length - 1, 0), bool)
    all_marked = np.ones(max(length - 1, 0), bool)
    for column in given:
        filled, marked = column.look()
        any_filled |= filled
        all_marked &= marked | ~filled
    return np.flatnonzero(any_filled & ~all_marked)


def _read_headings(rows: Rows, given: list[Encoded]) -> dict[int, str]:
    """Find each column's place; return the headings of a project's other columns by place."""
    known, extras = form.headings(rows.table), {}
    seen: dict[str, int] = {}
    for position, (heading, value) in enumerate(_headings(rows, len(given))):
        if not heading:
            if given[position].look()[0].any():
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


def _headings(rows: Rows, width: int) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    first = rows.grid.rows[0] if rows.grid.rows else []
    for position in range(width):
        value = first[position] if position < len(first) else ""
        try:
            found.append(("" if cells.is_blank(value) else cells.text(value), value))
        except CellError as error:
            rows.add_at(0, position, value, error.why, error.todo)
            found.append(("", value))
    return found


def _read_column(rows: Rows, column: str, given: list[Encoded], kept: npt.NDArray[np.int64]) -> None:
    if column not in rows.at:
        rows.columns[column] = columns.absent(rows.table, column, len(kept))
        return
    of_column = given[rows.at[column]]
    given[rows.at[column]] = _NOTHING  # a million rows: what has been read is let go
    read = columns.read_column(rows.table, column, Encoded(of_column.distinct, of_column.codes[kept]))
    _hold_formats(rows, column, read)
    rows.columns[column] = read
    for row, problem in read.problems.items():
        rows.add(row, column, *problem)


def _hold_formats(rows: Rows, column: str, read: Column) -> None:
    """An amount that its cell shows otherwise than in 万元 is refused: people see another number than the file has."""
    if not rows.grid.shown or not pa.types.is_decimal(read.values.type):
        return
    of_column = {number: shown for (number, place), shown in rows.grid.shown.items() if place == rows.at[column]}
    for row, number in enumerate(rows.numbers.tolist() if of_column else ()):
        shown = None if read.bad[row] else of_column.get(number)
        if shown and (refused := cells.refused_as_shown(rows.cell(row, column), shown)):
            read.bad[row] = True
            read.problems[row] = (refused.why, refused.todo)


def _read_extras(rows: Rows, extras: dict[int, str]) -> Column:
    kept: list[str | None] = []
    for row, number in enumerate(rows.numbers):
        found: dict[str, object] = {}
        for position, value in enumerate(rows.grid.rows[int(number)]):
            if position in extras and not cells.is_blank(value):
                try:
                    found[extras[position]] = columns.sound(value, cells.kept)
                except CellError as error:
                    rows.faulty[row] = True
                    rows.add_at(int(number), position, value, error.why, error.todo)
        kept.append(json.dumps(found, ensure_ascii=False) if found else None)
    as_cells = Encoded(list(kept), np.arange(len(kept), dtype=np.int32))
    read = columns.read_column(rows.table, "extra", as_cells)
    for row, problem in read.problems.items():
        rows.add(row, "extra", *problem)
    return read


def _hold_required(rows: Rows) -> None:
    for column in form.columns(rows.table):
        if form.is_required(rows.table, column):
            read = rows.columns[column]
            lacking = np.asarray(read.values.is_null()) & ~read.bad
            read.bad[lacking] = True
            rows.faulty |= lacking
            why, todo = SENTENCES["missing"]
            for row in np.flatnonzero(lacking) if column in rows.at else ():  # else it was said at the headings
                rows.add(int(row), column, why, filled(todo, rows.table, column))


def _hold_rules(rows: Rows) -> None:
    for rule in model.TABLES[rows.table].RULES:
        known = rows.is_known(rule.needs)
        values = pa.table({name: rows.values(name) for name in rule.needs})
        for broken in _broken(rule, values.filter(pa.array(known))):
            those = known.copy()
            for name, value in zip(rule.needs, broken, strict=True):
                column = rows.values(name)
                same = column.is_null() if value is None else pc.equal(column, pa.scalar(value, column.type))
                those &= np.asarray(same.fill_null(False), bool)
            for row in np.flatnonzero(those):
                rows.add(int(row), rule.column, *SENTENCES[rule.code])


def _broken(rule: model.Rule, values: pa.Table) -> list[tuple[object, ...]]:
    """What the columns that a rule needs say together, where they break it."""
    together = values.group_by(values.column_names, use_threads=False).aggregate([]).select(values.column_names)
    combinations = zip(*(column.to_pylist() for column in together.columns), strict=True)
    return [values for values in combinations if rule.is_broken(*values)]

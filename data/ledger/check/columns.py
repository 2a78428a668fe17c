"""A column's cells → what they say, each distinct cell read once: tall tables repeat themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from data import model
from data.errors import Said
from data.ledger import cells, form
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.check import as_written
from data.ledger.check.refusals import explain
from data.ledger.open.csv_text import TextRows

Flags = npt.NDArray[np.bool_]
Problem = tuple[Said, Said]

#: An amount that the model takes as it is written.
_PLAIN = r"\A[0-9]{1,16}(\.[0-9]{1,2})?\z"
_FEN = pa.scalar(Decimal("0.01"), pa.decimal128(3, 2))
_MOST_EXACT = 1e12  # a number up to this has room for 分 within the digits that Excel keeps


@dataclass(frozen=True)
class Encoded:
    """A column's cells: the distinct ones, and by row which of them."""

    distinct: list[Value] | pa.StringArray
    codes: npt.NDArray[np.int32]

    def look(self) -> tuple[Flags, Flags]:
        """By row: whether its cell is not blank, whether it is one of the explanation row."""
        marks = (form.REQUIRED_MARK, form.OPTIONAL_MARK)
        if isinstance(self.distinct, list):
            filled = np.array([not cells.is_blank(value) for value in self.distinct], bool)
            marked = np.array([isinstance(v, str) and v.startswith(marks) for v in self.distinct], bool)
        else:
            filled = _flags(pc.not_equal(pc.utf8_trim_whitespace(self.distinct), ""))
            marked = _flags(pc.or_(*(pc.starts_with(self.distinct, mark) for mark in marks)))
        return filled[self.codes], marked[self.codes]


@dataclass(frozen=True)
class Column:
    """What a column's cells say, row by row: null where the cell is blank or bad. `problems` are by row."""

    values: pa.Array
    bad: Flags
    problems: dict[int, Problem]

    def take(self, numbers: npt.NDArray[np.int64]) -> Column:
        """Some of the rows."""
        now = {int(number): place for place, number in enumerate(numbers)}
        problems = {now[number]: problem for number, problem in self.problems.items() if number in now}
        return Column(self.values.take(pa.array(numbers)), self.bad[numbers], problems)


def encoded(rows: Sequence[Sequence[Value]]) -> list[Encoded]:
    """A grid's columns below the headings."""
    if isinstance(rows, TextRows):
        return [_encoded_texts(column.slice(1)) for column in rows.table.columns]
    return [_encoded_values(rows, position) for position in range(max(map(len, rows), default=0))]


def _encoded_texts(column: pa.ChunkedArray) -> Encoded:
    found = column.combine_chunks().dictionary_encode()
    return Encoded(found.dictionary, found.indices.to_numpy(zero_copy_only=False))


def _encoded_values(rows: Sequence[Sequence[Value]], position: int) -> Encoded:
    index: dict[tuple[type, Value], int] = {}
    values = ((row[position] if position < len(row) else "") for row in rows[1:])
    codes = (index.setdefault((type(value), value), len(index)) for value in values)
    numbers = np.fromiter(codes, np.int32, max(len(rows) - 1, 0))
    return Encoded([value for _, value in index], numbers)


def absent(table: str, column: str, length: int) -> Column:
    """A column that a table does not have."""
    return Column(pa.nulls(length, _type(table, column)), np.zeros(length, bool), {})


def read_column(table: str, column: str, given: Encoded) -> Column:
    """What a model's column says: its cells read, and held against the model's field."""
    values, problems = _read_distinct(table, column, given.distinct)
    bad = np.zeros(len(given.distinct), bool)
    bad[list(problems)] = True
    by_row = bad[given.codes]
    found = {int(row): problems[int(given.codes[row])] for row in np.flatnonzero(by_row)}
    return Column(values.take(pa.array(given.codes)), by_row, found)


def held(table: str, column: str, said: Sequence[object]) -> Column:
    """What values that have been read already say, row by row (None is blank), held against the model's field."""
    fitting, refused = _held_against_model(table, column, {n: one for n, one in enumerate(said) if one is not None})
    bad = np.zeros(len(said), bool)
    bad[list(refused)] = True
    values: list[object] = [None] * len(said)
    for number, fit in fitting.items():
        values[number] = fit
    return Column(pa.array(values, _type(table, column)), bad, refused)


def texts(given: Encoded) -> Column:
    """What a column says that the model does not have, as texts: null where it is no text."""
    if isinstance(given.distinct, list):
        distinct = pa.array([one if isinstance(one, str) else None for one in given.distinct], pa.string())
    else:
        distinct = given.distinct
    return Column(distinct.take(pa.array(given.codes)), np.zeros(len(given.codes), bool), {})


def _read_distinct(
    table: str, column: str, distinct: list[Value] | pa.StringArray
) -> tuple[pa.Array, dict[int, Problem]]:
    kind = _type(table, column)
    quick = _amounts(distinct) if pa.types.is_decimal(kind) and column != "share" else None
    if quick is None:
        values = distinct if isinstance(distinct, list) else distinct.to_pylist()
        return _read_each(table, column, dict(enumerate(values)), len(values))
    if not quick.null_count:
        return quick, {}
    slow = np.flatnonzero(_flags(pc.is_null(quick)))
    those = distinct.take(pa.array(slow)).to_pylist() if not isinstance(distinct, list) else [distinct[n] for n in slow]
    others, problems = _read_each(table, column, dict(enumerate(those)), len(those))
    values = pc.replace_with_mask(quick, pc.is_null(quick), others)
    return values, {int(slow[number]): problem for number, problem in problems.items()}


def _amounts(distinct: list[Value] | pa.StringArray) -> pa.Array:
    """The amounts that need no second look, all at once; null for every other cell."""
    if not isinstance(distinct, list):
        plain = pc.if_else(pc.match_substring_regex(distinct, _PLAIN), distinct, pa.scalar(None, pa.string()))
        return plain.cast(model.MONEY)
    numbers = np.array([value if type(value) is float else np.nan for value in distinct], float)
    numbers[~((numbers >= 0) & (numbers <= _MOST_EXACT))] = np.nan
    fen = np.rint(numbers * 100)
    exact = fen / 100 == numbers  # the binary number nearest to a whole number of 分, hence written as that
    whole = pa.array(np.where(exact, fen, 0).astype(np.int64), mask=~exact)
    return pc.multiply(whole.cast(pa.decimal128(19, 0)), _FEN).cast(model.MONEY)


def _read_each(table: str, column: str, those: dict[int, Value], length: int) -> tuple[pa.Array, dict[int, Problem]]:
    """Cells by number → an array of that length with what they say, and what is wrong with the others."""
    reader, read, problems = _reader(table, column), {}, {}
    for number, value in those.items():
        if cells.is_blank(value):
            continue
        try:
            read[number] = sound(value, reader)
        except CellError as error:
            problems[number] = (error.why, error.todo)
    fitting, refused = _held_against_model(table, column, read)
    said: list[object] = [None] * length
    for number, fit in fitting.items():
        said[number] = fit
    return pa.array(said, _type(table, column)), problems | refused


def sound(value: Value, reader: Callable[[Value], Any]) -> Any:
    """What a reader makes of a cell.

    Raises:
        CellError: nothing.
    """
    if isinstance(value, Unreadable):
        raise CellError(value.why, value.todo)
    return reader(value)


def _held_against_model(
    table: str, column: str, read: dict[int, object]
) -> tuple[dict[int, object], dict[int, Problem]]:
    field = _field(table, column)
    numbers = list(read)
    try:
        return dict(zip(numbers, field.validate_python(list(read.values())), strict=True)), {}
    except ValidationError as error:
        details: dict[int, ErrorDetails] = {}
        for detail in error.errors(include_url=False):
            details.setdefault(numbers[int(detail["loc"][0])], detail)
    fitting = {number: value for number, value in read.items() if number not in details}
    held = field.validate_python(list(fitting.values()))
    refused = {number: explain(detail, table, column) for number, detail in details.items()}
    return dict(zip(fitting, held, strict=True)), refused


@cache
def _field(table: str, column: str) -> TypeAdapter[list[Any]]:
    """Validates values as the model's field does."""
    field = model.TABLES[table].model_fields[column]
    one = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation  # type: ignore[valid-type, unused-ignore]
    return TypeAdapter(list[one], config=ConfigDict(str_strip_whitespace=True))  # type: ignore[valid-type]


def _type(table: str, column: str) -> pa.DataType:
    return model.ARROW[table].field(column).type


def _reader(table: str, column: str) -> Callable[[Value], object]:
    kind = _type(table, column)
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


def _flags(found: pa.Array) -> Flags:
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)

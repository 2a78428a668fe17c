"""What a mapping says of a table's rows and cells: which rows are out or head groups, what a cell's parts are."""

from __future__ import annotations

import datetime as dt

from data.errors import Said
from data.ledger import cells
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.mapping import Mapping, Rule
from data.ledger.office import time_words
from data.ledger.office.dictionary import fold
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed
from data.ledger.written import days, money_units, wording
from data.ledger.written.money_units import Unit

_NO_DATE = Said("请核对年、月、日各列", "check the columns of year, month and day")


class Given:
    """A mapping held against one table."""

    def __init__(self, layout: Layout, placed: list[Placed], mapping: Mapping) -> None:
        self.layout, self.placed, self.mapping = layout, placed, mapping
        self.splits = {
            one.column: said
            for heading, said in mapping.split.items()
            if (one := self.column(heading)) is not None and one.parts
        }
        self.currency = next((one for one in placed if one.target == "currency"), None)
        self.dated = self._dated()
        self._ruled = {rule.column: self.column(rule.column) for rule in (*mapping.leave_out, *mapping.groups)}

    def column(self, name: str) -> Placed | None:
        """The column that a mapping names, by heading or target."""
        called = [one for one in self.placed if one.is_called(name)]
        exactly = [one for one in called if fold(one.called) == fold(name)]
        filled = [one for one in self.placed if name and name in {one.target, one.measure}]
        return next(iter([*exactly, *called, *filled]), None)

    # Rows -------------------------------------------------------------------------------------------

    def head_groups(self) -> None:
        """Rows that the mapping says head a group are no rows of data."""
        rows = [
            row
            for rule in self.mapping.groups
            for row in self.layout.rows("data", "group", "note")
            if self._is_ruled_by(rule, row)
        ]
        self.layout.kinds |= dict.fromkeys(rows, "group")

    def group_target(self, row: int) -> str | None:
        """What a group's row says of the rows below it, where the mapping tells."""
        return next((rule.target for rule in self.mapping.groups if self._is_ruled_by(rule, row)), None)

    def is_ruled_out(self, row: int) -> bool:
        """Whether a row is to be left out."""
        return any(self._is_ruled_by(rule, row) for rule in self.mapping.leave_out)

    def _is_ruled_by(self, rule: Rule, row: int) -> bool:
        one = self._ruled[rule.column]
        if one is None:
            return False
        value = self.layout.cell(row, one.column)
        said = "" if isinstance(value, Unreadable) or cells.is_blank(value) else wording.said(value)
        return (rule.is_blank and not said) or (bool(said) and said in rule.values)

    # Cells ------------------------------------------------------------------------------------------

    def translated(self, one: Placed, value: Value) -> Value:
        """A cell's value in our words, where the mapping has the ledger's word; "" is nothing."""
        if not self.mapping.values:
            return value
        table = self.mapping.values.get(one.measure or one.target) or self.mapping.values.get(one.target)
        if not table or isinstance(value, Unreadable) or cells.is_blank(value):
            return value
        return table.get(wording.said(value), table.get(str(value).strip(), value))

    def parts(self, one: Placed, value: Value) -> list[tuple[Placed, Value]]:
        """What a cell says: of one that holds several things, each with the target that it fills.

        Raises:
            CellError: not as many parts as the mapping has targets for.
        """
        said = self.splits.get(one.column)
        if said is None or not isinstance(value, str) or wording.is_nothing(value):
            return [(one, value)]
        pieces = [piece.strip() for piece in value.split(said.by)]
        wanted = one.parts * len(pieces) if len(said.into) == 1 else one.parts
        if len(pieces) != len(wanted):
            raise CellError(
                Said(
                    f"按“{said.by}”分成{len(pieces)}段，对照文件里写的是{len(wanted)}段",
                    f"has {len(pieces)} parts divided by «{said.by}», the mapping names {len(wanted)}",
                ),
                Said("请核对这一格或对照文件的[split]", "check the cell, or [split] in the mapping"),
            )
        return [(part, piece) for part, piece in zip(wanted, pieces, strict=True) if piece]

    def _dated(self) -> dict[int, dict[str, list[Placed]]]:
        """Column of a year → target → the columns that make up its date: year, month and day."""
        found: dict[int, dict[str, list[Placed]]] = {}
        for target, said in self.mapping.dates.items():
            names = [name for name in (said.year, said.month, said.day) if name]
            parts = [one for name in names if (one := self.column(name)) is not None]
            if len(parts) == len(names):  # else the missing one has been said
                found.setdefault(parts[0].column, {})[target] = parts
        return found

    def date(self, row: int, parts: list[Placed]) -> tuple[dt.date, bool] | None:
        """A date that stands in several columns of a row, and whether its day is said; None where all are blank.

        Raises:
            CellError: a part is missing or no such day exists.
        """
        values = [self.layout.cell(row, one.column) for one in parts]
        if all(wording.is_nothing(value) for value in values):
            return None
        return _date(values), len(values) > 2 and not wording.is_nothing(values[2])

    def unit(self, row: int, one: Placed) -> Unit | None:
        """The unit of an amount: the column's, in the row's own currency where it names one.

        Raises:
            CellError: a currency that is not known or has no rate, or another than the heading's.
        """
        if self.currency is None or one.unit is None or not one.is_money:
            return one.unit
        value = self.layout.cell(row, self.currency.column)
        if wording.is_nothing(value):
            return one.unit
        said = wording.said(self.translated(self.currency, value))
        return money_units.in_currency(one.unit, one.unit_name, said, self.mapping.rates) if said else one.unit


def _date(values: list[Value]) -> dt.date:
    year = days.year(values[0])
    month = month_of(values[1])
    number = wording.said(values[2]).rstrip("日号") if len(values) > 2 and not wording.is_nothing(values[2]) else "1"
    if month is None or not number.isdecimal():
        raise CellError(Said("不是日期", "is not a date"), _NO_DATE)
    try:
        return dt.date(year, month, int(number))
    except ValueError as error:
        raise CellError(Said("不是日期（没有这一天）", "is not a date (there is no such day)"), _NO_DATE) from error


def month_of(value: Value) -> int | None:
    """«3», «3月», «三月», «March» as 3; None for anything else."""
    if (number := days.month_number(value)) is not None:
        return number
    time = time_words.read((wording.said(value),)) if isinstance(value, str) else None
    is_month = time is not None and time.period == "month" and time.year is None and not any(time.rest)
    return time.last if time is not None and is_month else None

"""A column and what it fills: what matching, periods and the readers of rows share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from data.ledger import form
from data.ledger.mapping import MEASURES
from data.ledger.office.dictionary import fold
from data.ledger.office.heading import Aside, Heading
from data.ledger.office.time_words import Period, Time
from data.ledger.written.money_units import Unit

#: From here on a meaning needs no question, but that of money (`matching`).
SURE = 0.7
MONEY = {"planned_investment", "amount", "original_amount", *MEASURES}


@dataclass(frozen=True)
class Placed:
    """A column and what it fills.

    `measure`: of an amount that belongs to months. `month` (first day) is the last one it is of and `first` the first
    one's number, once it is known; `period` is "month" for a single one. `aside`: why the column is kept aside though
    it looks like one that counts. `is_given`: a mapping says it, so that nothing about it is asked.
    """

    heading: Heading
    target: str
    confidence: float
    unit_name: str = ""
    unit: Unit | None = None
    measure: str = ""
    month: dt.date | None = None
    period: Period = ""
    year: int | None = None
    first: int = 0
    aside: Aside = ""
    is_given: bool = False
    time: Time = field(default_factory=Time)
    #: How mappings name the column: by its heading, numbered where an earlier column has the same.
    called: str = ""
    #: The column that counts in its place, by cell and heading.
    beside: str = ""
    #: The units that the heading names, where it names several.
    units: tuple[str, ...] = ()
    #: What the parts of its cells fill, from left to right, where they hold several things; one for all of a list.
    parts: tuple[Placed, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether a mapping means this column: by its heading, its lowest row, or its number among equal headings."""
        return fold(name) in {fold(self.called), fold(self.heading.joined), fold(self.heading.texts[-1])}

    @cached_property
    def months(self) -> set[dt.date]:
        """The months (first days) that an amount is of; none where that is not known."""
        if self.month is None:
            return set()
        return {
            self.month.replace(month=month) for month in range(self.first or self.month.month, self.month.month + 1)
        }

    @property
    def column(self) -> int:
        return self.heading.column

    @property
    def cell(self) -> str:
        """The address of its heading."""
        return form.address(self.heading.row, self.column)

    @property
    def is_money(self) -> bool:
        return self.target in MONEY or self.target == "month_amount"

    @property
    def is_of_money(self) -> bool:
        """Whether its numbers have a unit of money: amounts, and sums of them that are a check."""
        return self.is_money or self.target == "total"

    def kept_aside(self, why: Aside = "", beside: Placed | None = None) -> Placed:
        """The same column, kept as one of the office's own; `beside`: the column that counts in its place."""
        named = f"{beside.cell}“{beside.heading.joined}”" if beside else self.beside
        return replace(self, target="extra", month=None, confidence=0.0, aside=why or self.aside, beside=named)


def each(placed: Iterable[Placed]) -> Iterator[Placed]:
    """Every column, and after it what the parts of its cells fill."""
    for one in placed:
        yield one
        yield from one.parts


def has_month_column(placed: Iterable[Placed]) -> bool:
    """Whether each row says of which month its amounts are."""
    return any(one.target == "month" for one in each(placed))


def numbered(headings: Iterable[Heading]) -> dict[int, str]:
    """Column → its heading; «签约日期（2）» where another one before it has the same."""
    found: dict[int, str] = {}
    seen: dict[str, int] = {}
    for heading in headings:
        name = heading.joined
        seen[name] = seen.get(name, 0) + 1
        found[heading.column] = name if seen[name] == 1 else f"{name}（{seen[name]}）"
    return found

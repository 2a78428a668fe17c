"""What one row of a sheet says (`Entry`), and a sheet with its columns that rows are read of (`Sheeted`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from data import model
from data.ledger.office.dictionary import fold
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed, each
from data.ledger.open.reading import Grid
from data.ledger.report import Account

DATES = (*model.STAGE_DATES, "planned_start_on")


@dataclass(slots=True)
class Entry:
    """One row of data: `values` by target in the model's terms, `at` the column each came from.

    `amounts`: (measure, month's first day) → (万元, column); `spans`: those of them that sum up several months → the
    first one. `plans`: year → (annual plan in 万元, column). `of`: the month that the sheet is of, where it says so.
    `is_payment`: the row is of a day and not of a month as a whole.
    """

    grid: Grid
    row: int
    values: dict[str, object] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    amounts: dict[tuple[str, dt.date], tuple[Decimal, int]] = field(default_factory=dict)
    spans: dict[tuple[str, dt.date], dt.date] = field(default_factory=dict)
    plans: dict[int, tuple[Decimal, int]] = field(default_factory=dict)
    of: dt.date | None = None
    is_payment: bool = False
    kinds: list[str] = field(default_factory=list)
    extra: dict[str, object] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    year: int | None = None

    def said(self, name: str) -> str | None:
        """What a target or a column, by its heading, says in this row, as text; None where there is neither."""
        if name in self.values:
            return str(self.values[name])
        return self.raw.get(fold(name))


@dataclass
class Sheeted:
    """A sheet with its columns: what `gather` needs, and what totals are checked against."""

    layout: Layout
    placed: list[Placed]
    read: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    unread: set[tuple[int, int]] = field(default_factory=set)
    ruled_out: set[int] = field(default_factory=set)
    dropped: set[tuple[int, int]] = field(default_factory=set)
    account: Account = field(default_factory=Account)
    packages: int = 0

    def of(self, target: str) -> Placed | None:
        """The column that fills a target."""
        return next((one for one in each(self.placed) if one.target == target), None)

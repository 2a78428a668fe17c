"""What is kept of a publishing: which file, how it was read, what was accepted, left out and changed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from data.errors import english

if TYPE_CHECKING:  # the store does not pay for the ledger's readers and writers
    from data.ledger.grouping import Finding
    from data.ledger.report import LeftOut


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Accepted(_Part):
    """A doubt that the publisher accepted, in both languages: `cell` is the first of its `count` cells."""

    sheet: str
    cell: str
    value: str
    count: int
    zh: str
    en: str


class Omitted(_Part):
    """A row that was left out for its errors, in both languages."""

    sheet: str
    row: int
    name: str
    zh: str
    en: str


class Rows(_Part):
    """How many rows of a table the publishing added, changed and took away."""

    new: int
    changed: int
    gone: int


class Summed(_Part):
    """Amounts of a measure that sum up the months (first days) from `first` on, put at `month`."""

    measure: str
    first: dt.date
    month: dt.date


class Record(_Part):
    """One publishing. `mapping` is the TOML of how the ledger was read; `headline`: figure → before, after.

    `sums`: which months of the version hold several; a month among those cannot be laid over it by itself.
    """

    file: str
    is_update: bool
    mapping: str = ""
    warnings: tuple[Accepted, ...] = ()
    left_out: tuple[Omitted, ...] = ()
    changes: dict[str, Rows] = {}
    headline: dict[str, tuple[Decimal, Decimal]] = {}
    sums: tuple[Summed, ...] = ()


def accepted(doubt: Finding) -> Accepted:
    return Accepted(
        sheet=doubt.sheet,
        cell=doubt.first.cell,
        value=doubt.quoted(),
        count=doubt.count,
        zh=doubt.message("zh"),
        en=doubt.message("en"),
    )


def omitted(row: LeftOut) -> Omitted:
    return Omitted(sheet=row.sheet, row=row.row, name=row.name, zh=str(row.why), en=english(row.why))

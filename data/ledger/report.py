"""What reading a ledger gives: its rows, what is wrong with it, and how its sheets were understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from data import model, source_row
from data.errors import LedgerError, LedgerWarning
from data.ledger import mapping as mappings
from data.ledger.grouping import Finding, grouped

#: Amounts that a report totals: (table, column).
TOTALS: dict[str, tuple[str, str]] = {
    "planned_investment": ("project", "planned_investment"),
    "funds_arrived": ("progress", "funds_arrived"),
    "invested": ("progress", "invested"),
}


@dataclass(frozen=True)
class Known:
    """What a version has, for a ledger that is to update it; false where there is none to be updated.

    `tables`: those that a ledger's rows may point to without listing them (`model.ARROW` each), plans and months.
    """

    tables: model.Tables = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.tables)

    def keys(self, table: str) -> Collection[str]:
        """The keys of a table that rows point to."""
        key = dict(model.REFERENCES.values()).get(table)
        return frozenset(self.tables[table][key].to_pylist()) if key and table in self.tables else frozenset()


#: (table, column) → keys of rows, as `model.KEYS` has them.
Assumed = Mapping[tuple[str, str], Collection[tuple[object, ...]]]


@dataclass(frozen=True)
class Span:
    """A project's amount of a measure that sums up months: `amount` (万元) from `first` to `month` (first days).

    Its row of `progress` is that of `month`, with what the ledger's own other months leave of it. Laid over a version,
    what that version has of the months before is taken off too.
    """

    project_id: str
    measure: str
    first: dt.date
    month: dt.date
    amount: Decimal


@dataclass(frozen=True)
class LeftOut:
    """A row that holds an error: `name` is what the row is called, `why` its errors."""

    sheet: str
    row: int
    name: str
    why: str


@dataclass(frozen=True)
class Column:
    """How a column was understood.

    `cell` is its heading's address, `target` what it fills (`mapping.target` lists them; "" is nothing),
    `confidence` from 0 to 1 (1: the heading says exactly this, or a mapping does), `unit` its unit of money or "".
    `lasting` is the target that it has in next month's ledger too, where that is known.
    """

    cell: str
    heading: str
    target: str
    confidence: float
    unit: str = ""
    examples: tuple[str, ...] = ()
    lasting: str | None = None


@dataclass(frozen=True)
class Aside:
    """A column kept as one of the office's own: how many numbers it holds, and their sum, of money in `unit`."""

    cell: str
    heading: str
    count: int
    total: Decimal
    unit: str
    is_money: bool


@dataclass(frozen=True)
class Account:
    """Where the numbers of a table went; together they are all of its numbers.

    `read` went in, with `sums` in 万元 by what they are of; `asides` are columns kept as they are; `totals` stand in
    rows and columns of totals and groups, `parts` in rows whose money a package's own row has; `labels` number and
    date; `refused` have an error; `unread` a mapping leaves out, or no heading stands over; `compared` were only
    held against the version that is updated. `are_kept`: whether the asides go in as they are, or not at all.
    """

    read: int = 0
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    totals: int = 0
    parts: int = 0
    labels: int = 0
    refused: int = 0
    unread: int = 0
    compared: int = 0
    are_kept: bool = True

    @property
    def all(self) -> int:
        """All numbers of the table."""
        kept = sum(aside.count for aside in self.asides)
        return self.read + kept + self.totals + self.parts + self.labels + self.refused + self.unread + self.compared


@dataclass(frozen=True)
class SheetRead:
    """How a table was understood. Rows are the sheet's, from 1; `rows` counts rows of data.

    `hidden_rows` counts those of them that are hidden, `packages` projects with numbered parts of their own below.
    """

    sheet: str
    header_rows: tuple[int, int]
    rows: int
    columns: tuple[Column, ...]
    unit: str = ""
    year: int | None = None
    groups: tuple[tuple[int, str], ...] = ()
    total_rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    account: Account = field(default_factory=Account)
    hidden_rows: int = 0
    packages: int = 0


@dataclass(frozen=True)
class Report:
    """A ledger as it was read.

    `tables` hold the rows without an error (`model.ARROW` each); `left_out` the others. Errors, warnings and notes are
    told cell by cell here; people read `faults`, `doubts` and `remarks`. `warnings` have to be accepted
    before it is published, `notes` only tell how something was read. `sheets` and `mapping` say how a ledger that does
    not follow the template was understood. `months_through` is the last month reported, as the ledger says or its
    rows show; None where neither does. `needs_base`: rows point to what only the version to be updated has, so that the
    ledger can update it and not replace it. `lacks_base`: they would, and no version was given. `spans`: amounts that
    sum up several months. `assumed`: (table, column) → the keys of rows of which the ledger does not say it: what
    stands there was put in its place, and an update keeps what the version has. `source_rows`: in which rows of the
    file each project stands (`data.source_row`).
    """

    file: str
    sha256: str
    is_template: bool
    is_demo: bool
    tables: model.Tables
    months_through: dt.date | None
    errors: tuple[LedgerError, ...] = ()
    warnings: tuple[LedgerWarning, ...] = ()
    notes: tuple[LedgerWarning, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    sheets: tuple[SheetRead, ...] = ()
    mapping: mappings.Mapping = field(default_factory=mappings.Mapping)
    needs_base: bool = False
    lacks_base: bool = False
    spans: tuple[Span, ...] = ()
    assumed: Assumed = field(default_factory=dict)
    source_rows: pa.Table = field(default_factory=source_row.none)

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """The errors, one a kind and sheet."""
        return grouped(self.errors)

    @cached_property
    def doubts(self) -> tuple[Finding, ...]:
        """The warnings, one a kind and sheet."""
        return grouped(self.warnings)

    @cached_property
    def remarks(self) -> tuple[Finding, ...]:
        """The notes, one a kind and sheet."""
        return grouped(self.notes)

    @property
    def rows(self) -> dict[str, int]:
        """Rows without an error, by table."""
        return {table: self.tables[table].num_rows if table in self.tables else 0 for table in model.TABLES}

    @property
    def totals(self) -> dict[str, Decimal]:
        """The amounts of the rows without an error, in 万元."""
        return {name: _sum(self.tables, table, column) for name, (table, column) in TOTALS.items()}

    @property
    def can_skip_errors(self) -> bool:
        """Whether every error is one of a row that can be left out, and rows remain."""
        out = {(one.sheet, one.row) for one in self.left_out}
        remains = self.rows["project"] or (self.needs_base and any(self.rows.values()))
        return all((error.sheet, error.row) in out for error in self.errors) and bool(remains)

    @property
    def has_codes(self) -> bool:
        """Whether the ledger gives its projects codes of their own."""
        columns = [column for sheet in self.sheets for column in sheet.columns]
        return self.is_template or any(column.target == "project_id" for column in columns)


def _sum(tables: model.Tables, table: str, column: str) -> Decimal:
    found = pc.sum(tables[table][column]).as_py() if table in tables else None
    return Decimal(found or 0).quantize(Decimal("0.01"))

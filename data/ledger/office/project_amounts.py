"""What a project's entries say of its months and years together: summed, held against each other, nothing dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from data.errors import Said
from data.ledger import form
from data.ledger.check.findings import Findings
from data.ledger.check.rows import Place
from data.ledger.mapping import MEASURES
from data.ledger.mapping import Mapping as HowRead
from data.ledger.office.entry import Entry, Sheeted

#: (measure, month's first day) → its sum in 万元, and the cells that it comes from.
Months = dict[tuple[str, dt.date], tuple[Decimal, list[Place]]]
#: Year → the plan in 万元, its cell, and the entry that says it.
Plans = dict[int, tuple[Decimal, Place, Entry]]

_AGREE = Said("请核对后改成一致", "check and make them agree")
_NO_YEAR = (
    Said("看不出是哪一年的计划", "does not say of which year the plan is"),
    Said(
        "请在表头写明年份（如“2023年计划投资”），或在对照里写明year",
        "name the year in the heading (such as “2023年计划投资”), or give year in the mapping",
    ),
)
_NO_MONTH_AT_ALL = (
    Said("看不出是哪个月的数", "does not say of which month it is"),
    Said("请在对照里写明，如funds_arrived@2023-09", "say so in the mapping, such as funds_arrived@2023-09"),
)
_NO_MONTH = (
    Said("这一行有金额，却没有写是哪个月的", "is blank, though the row has an amount: it does not say of which month"),
    Said("请填写月份", "fill in the month"),
)


@dataclass
class ProjectAmounts:
    """Reads the amounts of projects' entries; `sheets` by the id of their grid, for columns and headings.

    Amounts of nought after `limit` are forms printed ahead: not reported.
    """

    mapping: HowRead
    findings: Findings
    limit: dt.date
    sheets: Mapping[int, Sheeted] = field(default_factory=dict)

    # What is to be asked ----------------------------------------------------------------------------

    def ask(self, entries: Sequence[Entry]) -> None:
        """Say what of a project's amounts contradicts itself, or is of no known month or year."""
        months: dict[tuple[str, dt.date], tuple[Decimal, Place]] = {}
        plans: dict[int, tuple[tuple[Decimal, Place], dt.date | None]] = {}
        for entry in self.sound(entries):
            for key, (amount, column) in entry.amounts.items():
                place = Place(entry.grid, entry.row, column)
                known = months.get(key)
                if known is None or known[0] == 0:
                    months[key] = amount, place
                elif amount not in (known[0], 0):
                    self._refuse_other(place, known[1], "月份", "month")
            self._ask_for_month(entry)
            self._ask_for_year(entry)
            for year, amount, column in _plans_of(entry):
                place = Place(entry.grid, entry.row, column)
                first, of = plans.setdefault(year, ((amount, place), entry.of))
                if first[0] != amount and not _is_later(entry.of, of):
                    self._refuse_other(place, first[1], "年度的计划", "year's plan")

    def _refuse_other(self, place: Place, other: Place, what: str, what_en: str) -> None:
        where = f"{other.grid.sheet}!{form.address(other.row, other.column)}"
        why = Said(
            f"与{where}是同一项目同一{what}，金额不同",
            f"is the same project and {what_en} as {where}, with another amount",
        )
        self.findings.error(*place, why, _AGREE, kind=f"another amount {what_en}")

    def _ask_for_month(self, entry: Entry) -> None:
        """An amount of a row that is a payment needs its month: asked at the row, or once where no column says it."""
        if isinstance(entry.values.get("month"), dt.date):
            return
        sheet = self.sheets.get(id(entry.grid))
        month = sheet.of("month") if sheet else None
        for measure in MEASURES:
            if not entry.values.get(measure):
                continue
            if month:
                self.findings.error(entry.grid, entry.row, month.column, *_NO_MONTH, kind="no month")
                return
            self._ask_at_heading(entry, entry.at.get(measure, 0), *_NO_MONTH_AT_ALL)

    def _ask_for_year(self, entry: Entry) -> None:
        if entry.values.get("amount") is not None and entry.year is None:
            self._ask_at_heading(entry, entry.at.get("amount", 0), *_NO_YEAR)

    def _ask_at_heading(self, entry: Entry, column: int, why: Said, todo: Said) -> None:
        if self.findings.is_blocked(entry.grid, column):
            return
        sheet = self.sheets.get(id(entry.grid))
        heads = {one.column: one.heading.row for one in sheet.placed} if sheet else {}
        self.findings.error(entry.grid, heads.get(column, 0), column, why, todo, of_row=False)

    # What is said -----------------------------------------------------------------------------------

    def sound(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries whose row holds no error."""
        return [entry for entry in entries if not self.findings.is_left_out(entry.grid, entry.row)]

    def months(self, entries: Sequence[Entry]) -> Months:
        """A project's amounts by month: what several rows repeat once, payments added up."""
        found: Months = {}
        paid: set[tuple[object, ...]] = set()
        for entry in entries:
            for key, (amount, column) in entry.amounts.items():
                if key not in found or not found[key][0]:
                    found[key] = amount, [Place(entry.grid, entry.row, column)]
            for key, amount, column in self._payments(entry, paid):
                before, places = found.get(key, (Decimal(0), []))
                found[key] = before + amount, [*places, Place(entry.grid, entry.row, column)]
        return {key: said for key, said in found.items() if said[0] or key[1] <= self.limit}

    def _payments(
        self, entry: Entry, paid: set[tuple[object, ...]]
    ) -> Iterator[tuple[tuple[str, dt.date], Decimal, int]]:
        """The amounts of a row that is a payment (or a month) of its own; each payment once."""
        month = entry.values.get("month")
        if not isinstance(month, dt.date):
            return
        if self.mapping.payment_key:
            key = tuple(entry.said(name) or "" for name in self.mapping.payment_key)
            if key in paid:
                return
            paid.add(key)
        for measure in MEASURES:
            if isinstance(amount := entry.values.get(measure), Decimal):
                yield (measure, month), amount, entry.at.get(measure, 0)

    def plans(self, entries: Sequence[Entry]) -> Plans:
        """A project's plans by year: as the first row says it, or of sheets of one month each the latest one."""
        found: Plans = {}
        for entry in entries:
            for year, amount, column in _plans_of(entry):
                known = found.get(year)
                if known is None or _is_later(entry.of, known[2].of):
                    found[year] = amount, Place(entry.grid, entry.row, column), entry
        return found


def _is_later(month: dt.date | None, other: dt.date | None) -> bool:
    return month is not None and other is not None and month > other


def _plans_of(entry: Entry) -> Iterator[tuple[int, Decimal, int]]:
    amount = entry.values.get("amount")
    if isinstance(amount, Decimal) and entry.year is not None:
        yield entry.year, amount, entry.at.get("amount", 0)
    for year, (planned, column) in entry.plans.items():
        yield year, planned, column

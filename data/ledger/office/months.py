"""A project's amounts, month by month: what sums up several months gives what it adds to those known by themselves.

Running totals stand in columns of one sheet («1-3月», «1-6月»), or in sheets of one month each («累计», up to January,
February, March): both are the same here, since a project's rows are together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.office import asking
from data.ledger.office.entry import Entry
from data.ledger.office.projects import Joined
from data.ledger.report import Span


@dataclass(frozen=True)
class _Amount:
    """What an entry says of a measure from one month to another."""

    entry: Entry
    measure: str
    first: dt.date
    last: dt.date
    amount: Decimal
    column: int

    @property
    def is_sum(self) -> bool:
        return self.first != self.last

    def holds(self, other: _Amount) -> bool:
        return self.first <= other.first and other.last <= self.last

    def crosses(self, other: _Amount) -> bool:
        """Whether they have months in common, and each one of its own."""
        overlap = self.first <= other.last and other.first <= self.last
        return overlap and not self.holds(other) and not other.holds(self)


def take_differences(project: Joined, findings: Findings) -> list[Span]:
    """Put each sum at its last month, less what is known of the months in it; say what was summed up.

    A sum that is less than its parts is an error at its cell.
    """
    if not any(entry.spans for entry in project.entries):
        return []
    known: list[_Amount] = []
    spans: dict[tuple[str, dt.date], Span] = {}
    for one in _in_order(project):
        if any(one.first == k.first and one.last == k.last and one.measure == k.measure for k in known):
            if one.is_sum and one.amount == next(k.amount for k in known if _same(k, one)):
                del one.entry.amounts[one.measure, one.last]  # said again by another sheet
            continue
        if not one.is_sum:
            known.append(one)
            continue
        before = [k for k in known if k.measure == one.measure]
        if crossing := next((k for k in before if one.crosses(k)), None):
            _say_crossing(one, crossing, findings)
            continue
        inside = _outermost([k for k in before if one.holds(k)])
        parts = sum((k.amount for k in inside), Decimal(0))
        if one.amount < parts:
            _say_less(one, parts, findings)
        del one.entry.amounts[one.measure, one.last]
        if (month := _last_without(one, inside)) is not None:
            one.entry.amounts[one.measure, month] = (max(one.amount - parts, Decimal(0)), one.column)
            after = sum((k.amount for k in inside if k.last > month), Decimal(0))
            span = Span(project.project_id, one.measure, one.first, month, one.amount - after)
            spans[one.measure, month] = span
        elif one.amount > parts:
            _say_differs(one, parts, findings)
        known.append(one)
    return list(spans.values())


def _same(one: _Amount, other: _Amount) -> bool:
    return (one.measure, one.first, one.last) == (other.measure, other.first, other.last)


def _in_order(project: Joined) -> list[_Amount]:
    found = [
        _Amount(entry, measure, entry.spans.get((measure, month), month), month, amount, column)
        for entry in project.entries
        for (measure, month), (amount, column) in entry.amounts.items()
    ]
    return sorted(found, key=lambda one: (one.last, -one.first.toordinal(), one.is_sum))


def _outermost(amounts: list[_Amount]) -> list[_Amount]:
    """Those that no other one holds."""
    sums = [one for one in amounts if one.is_sum]  # a month holds no other
    return [one for one in amounts if not any(other is not one and other.holds(one) for other in sums)]


def _last_without(one: _Amount, inside: list[_Amount]) -> dt.date | None:
    """The last of a sum's months that none of the amounts inside it holds."""
    month = one.last
    while month >= one.first:
        if not any(k.first <= month <= k.last for k in inside):
            return month
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return None


def _say_differs(one: _Amount, parts: Decimal, findings: Findings) -> None:
    findings.warn(
        one.entry.grid,
        [(one.entry.row, one.column)],
        Said(
            f"是{one.first:%Y-%m}至{one.last:%Y-%m}的累计数{one.amount:,f}万元，各月相加{parts:,f}万元，不符",
            f"sums up {one.first:%Y-%m} to {one.last:%Y-%m} as {one.amount:,f}万元, its months sum to {parts:,f}万元",
        ),
        asking.MONTHS_COUNT,
        kind="sum of months",
    )


def _say_less(one: _Amount, parts: Decimal, findings: Findings) -> None:
    findings.error(
        one.entry.grid,
        one.entry.row,
        one.column,
        Said(
            f"是{one.first:%Y-%m}至{one.last:%Y-%m}的累计数，比其中已知各月的合计{parts:,f}万元还小",
            f"sums up {one.first:%Y-%m} to {one.last:%Y-%m}, and is less than the {parts:,f}万元 of months known of it",
        ),
        Said("请核对", "please check"),
    )


def _say_crossing(one: _Amount, other: _Amount, findings: Findings) -> None:
    findings.error(
        one.entry.grid,
        one.entry.row,
        one.column,
        Said(
            f"是{one.first:%Y-%m}至{one.last:%Y-%m}的合计数，与另一格的{other.first:%Y-%m}至{other.last:%Y-%m}交叉，"
            "分不出各月",
            f"sums up {one.first:%Y-%m} to {one.last:%Y-%m}, which crosses another cell's {other.first:%Y-%m} to "
            f"{other.last:%Y-%m}: months cannot be told apart",
        ),
        Said("请在对照里写明用哪一列", "say in the mapping which column counts"),
    )

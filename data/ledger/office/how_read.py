"""How a table was read, as people are shown it and as a mapping keeps it."""

from __future__ import annotations

from itertools import islice

from data.ledger import cells, form
from data.ledger.office import (
    time_words,
)
from data.ledger.office.entry import Sheeted
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed
from data.ledger.report import Column, SheetRead
from data.ledger.written import wording

_EXAMPLES, _LOOKED_AT = 3, 100


def of_sheet(sheet: Sheeted) -> SheetRead:
    """A table's columns, groups, totals and notes, each with where it stands."""
    found = sheet.layout
    return SheetRead(
        found.grid.sheet,
        (found.header[0] + 1, found.header[1] + 1),
        len(found.rows("data")),
        tuple(_column(found, one) for one in sheet.placed),
        found.unit,
        found.year,
        tuple((group.row + 1, group.label) for group in found.groups),
        tuple(row + 1 for row in found.rows("total")),
        tuple(found.notes),
        sheet.account,
        sum(row in found.grid.hidden_rows for row in found.rows("data", "part")),
        sheet.packages,
    )


def _column(found: Layout, one: Placed) -> Column:
    values = (found.cell(row, one.column) for row in found.rows("data")[:_LOOKED_AT])
    examples = list(islice((cells.shown(value) for value in values if not wording.is_nothing(value)), _EXAMPLES))
    target, lasting = _targets(one)
    address = form.address(one.heading.row, one.column)
    return Column(address, one.called, target, one.confidence, one.unit_name, tuple(examples), lasting)


def _targets(one: Placed) -> tuple[str, str]:
    """What a column fills as mappings say it, and what it fills in next month's ledger (`Column.lasting`)."""
    if one.target == "total" and one.measure:
        return f"{one.measure}@total", f"{one.measure}@total"
    if one.target != "month_amount" or one.month is None:
        return one.target, one.target
    is_year_to_date = one.period in {"span", "running"} and min(one.months).month == 1
    names_month = bool(time_words.read(one.heading.texts).last)
    lasting = f"{one.measure}@ytd" if is_year_to_date else one.measure if names_month else f"{one.measure}@month"
    if not one.time.last:
        return lasting, lasting  # what the sheet's month gave
    return f"{one.measure}@{one.month:%Y-%m}", lasting

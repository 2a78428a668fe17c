"""Sums of months printed beside a month («本月完成 | 1-10月累计») against it and the version's months before.

The month counts; a sum that says otherwise is asked about at its cell: a month before was corrected, or is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pyarrow as pa

from data.errors import Asked, Said
from data.ledger import cells
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES
from data.ledger.office import totals
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.placed import Placed

_ASK = Asked(
    Said("以本月数为准，对吗？", "the month itself counts: is that right?"),
    Said(
        "以前月份有更正的，请先导入更正后的那个月；累计数写错的请改正",
        "where an earlier month was corrected import that month first; correct the sum where it is wrong",
    ),
)

#: (project, measure) → month → 万元.
Known = Mapping[tuple[str, str], Mapping[dt.date, Decimal]]


def months_of(progress: pa.Table) -> Known:
    """What a version has of every project's months."""
    found: dict[tuple[str, str], dict[dt.date, Decimal]] = {}
    for row in progress.to_pylist():
        for measure in MEASURES:
            found.setdefault((row["project_id"], measure), {})[row["month"]] = row[measure]
    return found


def check(sheets: Mapping[int, Sheeted], entries: Sequence[Entry], known: Known, findings: Findings) -> None:
    """Hold every printed sum of months against the months themselves. `entries`: those of the version's projects."""
    for entry in entries:
        sheet = sheets[id(entry.grid)]
        for one in sheet.placed:
            if one.target == "total" and one.measure and one.months:
                _check(sheet, entry, one, known, findings)


def _check(sheet: Sheeted, entry: Entry, one: Placed, known: Known, findings: Findings) -> None:
    printed = sheet.read.get((entry.row, one.column))
    if printed is None:
        return
    months = dict(known.get((str(entry.values["project_id"]), one.measure), {}))
    months |= {month: amount for (measure, month), (amount, _) in entry.amounts.items() if measure == one.measure}
    found = sum((amount for month, amount in months.items() if month in one.months), Decimal(0))
    value = sheet.layout.cell(entry.row, one.column)
    if abs(printed - found) <= totals.slack(value, one, len(one.months)):
        return
    first, last = min(one.months), max(one.months)
    findings.warn(
        entry.grid,
        [(entry.row, one.column)],
        Said(
            f"写{cells.in_wan(printed)}，当前版本{first:%Y-%m}以来各月加本月共{cells.in_wan(found)}，不符",
            f"says {cells.in_wan(printed)}; the current version's months from {first:%Y-%m} and those here up to "
            f"{last:%Y-%m} sum to {cells.in_wan(found)}",
        ),
        _ASK,
        kind=f"sum against version {one.measure}",
    )

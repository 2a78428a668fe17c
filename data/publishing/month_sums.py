"""Which months of a version hold the money of several, and what may be laid over them without counting it twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from data import model
from data.errors import Said
from data.ledger.mapping import MEASURES
from data.ledger.report import Report, Span
from data.versions.provenance import Summed

NAMES = {"funds_arrived": ("到位资金", "funds arrived"), "invested": ("完成投资", "completed investment")}


def summed(spans: Sequence[Span], *known: model.Tables) -> tuple[Summed, ...]:
    """The months that hold several after these spans were put in: each from the month after the last one known before.

    «1-3月» beside January and February is March's own; «1-11月» over a version of January to September holds October
    and November. `known`: the tables that know months, the version's and the ledger's.
    """
    months: dict[str, set[dt.date]] = {measure: set() for measure in MEASURES}
    for tables in known:
        for measure in MEASURES:
            months[measure] |= months_with(tables, measure)
    for span in spans:
        months[span.measure].add(span.month)
    found: dict[Summed, None] = {}
    for span in sorted(spans, key=lambda one: (one.measure, one.month, one.first)):
        before = [month for month in months[span.measure] if span.first <= month < span.month]
        first = after(max(before)) if before else span.first
        if first < span.month:
            found[Summed(measure=span.measure, first=first, month=span.month)] = None
    return tuple(found)


def kept(earlier: Sequence[Summed], base: model.Tables, new: model.Tables, spans: Sequence[Span]) -> list[Summed]:
    """The sums of a version that an update leaves: those that months of their own do not replace in every project."""
    own = _own(new, spans)
    return [
        one
        for one in earlier
        if any((code, one.measure, one.month) not in own for code in _projects_at(base, one.measure, one.month))
    ]


def refusal(report: Report, tables: model.Tables, spans: Sequence[Span], sums: Sequence[Summed]) -> Said | None:
    """Why a ledger cannot be laid over a version with these sums: it has some of a sum's months and not all of them.

    The version's September may hold January to September: laying March over it would count March twice, and laying
    September over it would lose January to August.
    """
    for one in sums:
        inside = [month for month in months_from(one.first, one.month) if month in given(report, tables, one.measure)]
        if inside and not _replaces(one, inside, spans):
            return _say(one, inside[0])
    return None


def _replaces(one: Summed, inside: list[dt.date], spans: Sequence[Span]) -> bool:
    """Whether the ledger has all of a sum's months, one by one or as a sum up to the same month."""
    whole = any(s.measure == one.measure and s.month == one.month and s.first <= one.first for s in spans)
    return whole or (inside[0] == one.first and inside[-1] == one.month)


def _say(one: Summed, month: dt.date) -> Said:
    zh, en = NAMES[one.measure]
    return Said(
        f"当前版本{one.month:%Y-%m}的{zh}是{one.first:%Y-%m}至{one.month:%Y-%m}的合计数，台账又单列了"
        f"{month:%Y-%m}，按编号更新会重复计算或丢掉其余各月。请把各月直到{one.month:%Y-%m}的数一起导入，或改用整体替换。",
        f"The current version's {en} of {one.month:%Y-%m} sum up {one.first:%Y-%m} to that month, and the "
        f"ledger gives {month:%Y-%m} alone: an update would count it twice or lose the other months. Import the months "
        f"up to {one.month:%Y-%m} together, or replace the whole.",
    )


def given(report: Report, tables: model.Tables, measure: str) -> set[dt.date]:
    """The months of a measure that a ledger speaks of: those with an amount, and those that have a column."""
    targets = [column.target for sheet in report.sheets for column in sheet.columns]
    prefix = f"{measure}@20"
    columns = {dt.date.fromisoformat(f"20{t.removeprefix(prefix)}-01") for t in targets if t.startswith(prefix)}
    return columns | months_with(tables, measure)


def _own(tables: model.Tables, spans: Sequence[Span]) -> set[tuple[str, str, dt.date]]:
    """(project, measure, month) of every amount that the ledger gives for that month alone."""
    several = {(span.project_id, span.measure, span.month) for span in spans if span.first < span.month}
    return {
        key
        for row in tables["progress"].to_pylist()
        for measure in MEASURES
        if row[measure] and (key := (row["project_id"], measure, row["month"])) not in several
    }


def months_with(tables: model.Tables, measure: str) -> set[dt.date]:
    """The months in which a measure has an amount."""
    progress = tables["progress"]
    pairs = zip(progress["month"].to_pylist(), progress[measure].to_pylist(), strict=True)
    return {month for month, amount in pairs if amount}


def _projects_at(tables: model.Tables, measure: str, month: dt.date) -> Iterable[str]:
    return (row["project_id"] for row in tables["progress"].to_pylist() if row["month"] == month and row[measure])


def after(month: dt.date) -> dt.date:
    """The month after a month."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def months_from(first: dt.date, last: dt.date) -> list[dt.date]:
    """The months from one to another, both among them."""
    found = [first]
    while found[-1] < last:
        found.append(after(found[-1]))
    return found

"""The demonstration as it was known month by month before: late reports, amounts corrected since, dates pushed since.

Each is made of the last one by taking away what was not known yet. Nothing in it happened after its month; what was
reported after its day is missing, and some of what was reported says another amount or day than it does today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from data.demo.dice import Dice
from data.demo.draft import last_day, month_of
from data.model import ARROW, STAGE_DATES, Tables

Record = dict[str, Any]

#: The months of which there is an earlier ledger, and the day of the next one on which it was published.
MONTHS = tuple(dt.date(2023, month, 1) for month in range(4, 9))
_PUBLISHED_ON_DAY = 10
#: One amount in so many of this year's months was reported otherwise at first, and corrected a month or two later.
_CORRECTED = 0.02
#: So many key projects that wait have had their start pushed, so many times; those with the slipping exempt come first.
_PUSHED = (3, 2, 3, 2, 2, 1, 1, 1, 1, 1)


@dataclass(frozen=True)
class Earlier:
    """A ledger of before: the last month reported, and its tables."""

    months_through: dt.date
    tables: Tables


def earlier(last: Tables) -> list[Earlier]:
    """The ledgers of the months before, oldest first."""
    rows = {name: table.to_pylist() for name, table in last.items()}
    was = _first_reports(Dice(97), rows["progress"])
    pushed = _pushed(Dice(98), rows)
    return [_as_known(rows, month, was, pushed) for month in MONTHS]


def earlier_plans(last: Tables) -> list[tuple[dt.date, pa.Table]]:
    """The last day and the plans of each of these ledgers, oldest first, without the rest of them."""
    wanted = ("project", "plan", "exemption")
    rows = {name: last[name].to_pylist() for name in wanted}
    pushed, ends = _pushed(Dice(98), rows), [last_day(month_of(month)) for month in MONTHS]
    return [(end, pa.Table.from_pylist(_plans(rows, end, pushed), schema=ARROW["plan"])) for end in ends]


def _plans(
    rows: Mapping[str, list[Record]], end: dt.date, pushed: Mapping[str, list[tuple[dt.date, dt.date]]]
) -> list[Record]:
    known = {row["project_id"] for row in rows["project"] if not _is_after(row["signed_on"], end)}
    return [_plan(row, end, pushed) for row in rows["plan"] if row["project_id"] in known]


def published_at(month: dt.date) -> dt.datetime:
    """When the ledger of a month was published: in the morning of a day of the next month."""
    return dt.datetime.combine(last_day(month_of(month)) + dt.timedelta(_PUBLISHED_ON_DAY), dt.time(9))


def _as_known(
    rows: Mapping[str, list[Record]],
    month: dt.date,
    was: Mapping[tuple[str, dt.date], tuple[dt.date, Record]],
    pushed: Mapping[str, list[tuple[dt.date, dt.date]]],
) -> Earlier:
    end, published_on = last_day(month_of(month)), published_at(month).date()
    projects = [_project(row, end) for row in rows["project"] if not _is_after(row["signed_on"], end)]
    known = {row["project_id"] for row in projects}

    def of_known(name: str, make: Callable[[Record], Record | None]) -> list[Record]:
        made = (make(row) for row in rows[name] if row["project_id"] in known)
        return [row for row in made if row is not None]

    def progress(row: Record) -> Record | None:
        if row["month"] > month or row["reported_on"] > published_on:
            return None
        corrected = was.get((row["project_id"], row["month"]))
        return corrected[1] if corrected and corrected[0] > month else row

    found = {
        **rows,
        "project": projects,
        "project_kind": of_known("project_kind", dict),
        "progress": of_known("progress", progress),
        "plan": _plans(rows, end, pushed),
        "activity": [row for row in rows["activity"] if row["held_on"] <= end],
        "blocker": of_known("blocker", lambda row: _blocker(row, end)),
        "credit": of_known("credit", dict),
        "exclusion": of_known("exclusion", dict),
        "exemption": of_known("exemption", lambda row: row if row["until_on"] <= end + dt.timedelta(90) else None),
    }
    tables = {name: pa.Table.from_pylist(found[name], schema=schema) for name, schema in ARROW.items()}
    return Earlier(month, tables)


def _is_after(day: dt.date | None, end: dt.date) -> bool:
    return day is not None and day > end


def _project(row: Record, end: dt.date) -> Record:
    """A project with the stages that it had reached."""
    stages = {stage: None for stage in STAGE_DATES if _is_after(row[stage], end)}
    return row | stages | ({"termination_reason": None} if "terminated_on" in stages else {})


def _plan(row: Record, end: dt.date, pushed: Mapping[str, list[tuple[dt.date, dt.date]]]) -> Record:
    """A plan before its adjustment, with the start that was planned then."""
    if _is_after(row["adjusted_on"], end):
        row = row | {"amount": row["original_amount"], "original_amount": None, "adjusted_on": None}
    if row["year"] == MONTHS[0].year:
        for known_until, day in pushed.get(row["project_id"], []):
            if end < known_until:
                return row | {"planned_start_on": day}
    return row


def _blocker(row: Record, end: dt.date) -> Record | None:
    """A problem as it stood: open, and with its department as long as its day had not come."""
    if row["raised_on"] > end:
        return None
    level = "单位" if row["level"] and row["due_on"] > end else row["level"]
    return row | {"level": level} | ({"resolved_on": None} if _is_after(row["resolved_on"], end) else {})


def _first_reports(dice: Dice, progress: list[Record]) -> dict[tuple[str, dt.date], tuple[dt.date, Record]]:
    """(project, month) → the month as of which its amounts are as today, and the row as it was first reported."""
    found = {}
    for row in progress:
        if not dt.date(2023, 1, 1) <= row["month"] <= MONTHS[-1] or not dice.chance(_CORRECTED):
            continue
        measure = "invested" if row["invested"] else "funds_arrived"
        first = (row[measure] * Decimal(dice.integer(80, 112)) / 100).quantize(Decimal(1))
        since = max(month_of(row["month"]) + dice.integer(1, 2), month_of(MONTHS[0]) + dice.integer(1, 3))
        if first != row[measure]:
            found[row["project_id"], row["month"]] = last_day(since).replace(day=1), row | {measure: first}
    return found


def _pushed(dice: Dice, rows: Mapping[str, list[Record]]) -> dict[str, list[tuple[dt.date, dt.date]]]:
    """Project → (the day from which its planned start is another one, what it was until then), oldest first."""
    project = {row["project_id"]: row for row in rows["project"]}
    exempt = {row["project_id"] for row in rows["exemption"] if row["rule"] == "slipping"}
    waiting = [
        row for row in rows["plan"] if row["year"] == MONTHS[0].year and _can_slip(row, project[row["project_id"]])
    ]
    ordered = sorted(dice.shuffled(waiting), key=lambda row: row["project_id"] not in exempt)
    found = {}
    for row, times in zip(ordered, _PUSHED, strict=False):
        planned = month_of(row["planned_start_on"])
        first = month_of(MONTHS[0])
        room = planned - first
        steps = [room * n // times for n in range(times)]
        known = [first + 1 + n * 4 // times for n in range(times)]
        found[row["project_id"]] = [
            (last_day(until), last_day(first + step)) for until, step in zip(known, steps, strict=True)
        ]
    return found


def _can_slip(plan: Record, project: Record) -> bool:
    """A key project that has not started, is listed since the first of these ledgers, and has months to slip by."""
    due = plan["planned_start_on"]
    is_old = project["signed_on"] is None or project["signed_on"] < MONTHS[0]
    is_waiting = project["started_on"] is None and project["terminated_on"] is None
    return due is not None and is_waiting and is_old and month_of(due) >= month_of(MONTHS[0]) + 3

"""Drafts become the ledger's tables, in the model's columns and types."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.demo.appraisal import Weighed
from data.demo.dice import Dice
from data.demo.draft import Draft, first_day, month_of
from data.demo.events import Activity, Blocker
from data.demo.scenario import MONTHS_THROUGH, PLAN_2023, SIGNED_TARGET, STARTED_TARGET, UNITS
from data.model import ARROW, TABLES, Tables

PUBLISHED = Path(__file__).parents[1] / "published.csv"
LATE_FROM = dt.date(2023, 3, 1)
SOURCE = "《东营日报》/爱东营，2023年1月13日东营经济技术开发区工作会议报道"
Record = dict[str, Any]


def tables(dice: Dice, drafts: list[Draft], held: list[Activity], stuck: list[Blocker], weighed: Weighed) -> Tables:
    """Every table of the model."""
    rows: dict[str, Iterable[Record]] = {
        "project": map(_project, drafts),
        "project_kind": ({"project_id": d.project_id, "kind": kind} for d in drafts for kind in d.kinds),
        "progress": _progress(dice, Dice(99), drafts),
        "plan": _plans(drafts),
        "target": _targets(drafts),
        "activity": map(_activity, held),
        "blocker": ({"blocker_id": f"B{i:03d}", **vars(b)} for i, b in enumerate(stuck, 1)),
        "credit": (one._asdict() for one in weighed.credits),
        "exclusion": (one._asdict() for one in weighed.exclusions),
        "exemption": (one._asdict() for one in weighed.exemptions),
        "published_fact": published_facts(),
    }
    return {name: _arrow(name, rows[name]) for name in TABLES}


def _arrow(name: str, rows: Iterable[Record]) -> pa.Table:
    records = list(rows)
    schema = ARROW[name]
    columns = [pa.array([r.get(column.name) for r in records], column.type) for column in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _money(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _project(draft: Draft) -> Record:
    record = {column: getattr(draft, column) for column in ARROW["project"].names if hasattr(draft, column)}
    return record | {"planned_investment": _money(draft.planned)}


def _progress(dice: Dice, late: Dice, drafts: list[Draft]) -> Iterator[Record]:
    """A row for each month in which anything came or was done; this year some were reported a month or two late."""
    for draft in drafts:
        for month in sorted(draft.funds.keys() | draft.invested.keys()):
            funds, invested = draft.funds.get(month, 0), draft.invested.get(month, 0)
            if funds or invested:
                yield {
                    "project_id": draft.project_id,
                    "month": first_day(month),
                    "funds_arrived": _money(funds),
                    "invested": _money(invested),
                    "reported_on": _reported_on(dice, month + _months_late(late, month)),
                }


def _months_late(late: Dice, month: int) -> int:
    last = month_of(MONTHS_THROUGH)
    if not month_of(LATE_FROM) <= month < last:
        return 0
    return min(late.weighted({0: 0.955, 1: 0.035, 2: 0.01}), last - month)


def _reported_on(dice: Dice, month: int) -> dt.date:
    """About the fifth of the next month, or after the National Day week."""
    day = first_day(month + 1)
    return day.replace(day=dice.integer(8, 9) if day.month == 10 else dice.integer(3, 6))


def _plans(drafts: list[Draft]) -> Iterator[Record]:
    for draft in drafts:
        for year, plan in draft.plans.items():
            original = plan.original_amount
            yield {
                **vars(plan),
                "project_id": draft.project_id,
                "year": year,
                "amount": _money(plan.amount),
                "original_amount": None if original is None else _money(original),
            }


def _targets(drafts: list[Draft]) -> Iterator[Record]:
    """The year's targets; there is none for funds arrived, because none is published."""
    yield _target("signed_projects", None, Decimal(sum(SIGNED_TARGET.values())))
    yield _target("started_projects", None, Decimal(STARTED_TARGET))
    yield _target("invested", None, Decimal(sum(PLAN_2023.values())))
    for unit in UNITS:
        planned = sum(d.plans[2023].amount for d in drafts if d.unit == unit and 2023 in d.plans)
        yield _target("signed_projects", unit, Decimal(SIGNED_TARGET[unit]))
        yield _target("invested", unit, _money(planned))


def _target(indicator: str, unit: str | None, amount: Decimal) -> Record:
    return {"year": 2023, "indicator": indicator, "unit": unit, "amount": amount}


def _activity(activity: Activity) -> Record:
    return {column: getattr(activity, column) for column in ARROW["activity"].names}


def published_facts() -> Iterator[Record]:
    """The published figures with their source: the only real ones."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            amount = {"year": int(row["year"]), "amount": Decimal(row["amount"])}
            yield {**row, **amount, "note": row["note"] or None, "source": SOURCE}

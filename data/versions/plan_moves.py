"""How often a key project's plan was moved: which publishing moved its planned start, or the year's amount.

One version's ledger cannot know it. So each version carries what its base knew, and what differs between the plans of
the two; versions published before have none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data import model

TABLE = "plan_move"
#: `before` and `after` are a day as 2023-09-05 or an amount in 万元 with two decimals, as `what` says; null for blank.
SCHEMA = pa.schema({
    "project_id": pa.string(), "year": pa.int32(), "what": pa.string(), "before": pa.string(), "after": pa.string(),
    "moved_on": pa.date32(), "version": pa.string(),
})  # fmt: skip
_KEYS = ["project_id", "year"]
_MOVED = ("planned_start_on", "amount")


def none() -> pa.Table:
    """No moves. (Made when it is asked for: pyarrow fetches pandas for it, which an app's start must not wait for.)"""
    return SCHEMA.empty_table()


def day_of(tables: model.Tables, months_through: dt.date, published_on: dt.date) -> dt.date:
    """As of when a published ledger speaks: the last day of its data, or the publishing's where that is earlier.

    So a plan that September's ledger moves is moved as of 30 September, though it was published in October.
    """
    month_after = (months_through.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    ends = [pc.max(tables["project"][column]).as_py() for column in model.STAGE_DATES]
    days: list[dt.date] = [month_after - dt.timedelta(days=1), *(day for day in ends if day is not None)]
    return min(max(days), published_on)


def moves(known: pa.Table, before: pa.Table, after: pa.Table, moved_on: dt.date, version: str) -> pa.Table:
    """What was known, and below it what differs between two states of the table `plan` for plans that both have."""
    joined = before.select([*_KEYS, *_MOVED]).join(
        after.select([*_KEYS, *_MOVED]), _KEYS, join_type="inner", left_suffix="_before", right_suffix="_after"
    )
    found = [known, *(_moved(joined, what, moved_on, version) for what in _MOVED)]
    return pa.concat_tables(found).sort_by(
        [(column, "ascending") for column in ("moved_on", "version", *_KEYS, "what")]
    )


def since(states: Sequence[tuple[str, dt.date, pa.Table]]) -> tuple[pa.Table, pa.Table | None]:
    """What versions one after the other moved, and the last one's plans. `states`: name, day and plans of each."""
    known, before = none(), None
    for version, day, plans in states:
        known = known if before is None else moves(known, before, plans, day, version)
        before = plans
    return known, before


def _moved(joined: pa.Table, what: str, moved_on: dt.date, version: str) -> pa.Table:
    before, after = (pc.cast(joined[f"{what}_{end}"], pa.string()) for end in ("before", "after"))
    differs = pc.not_equal(pc.fill_null(before, ""), pc.fill_null(after, ""))
    columns = {
        "project_id": joined["project_id"],
        "year": joined["year"],
        "what": pa.repeat(what, len(joined)),
        "before": before,
        "after": after,
        "moved_on": pa.repeat(pa.scalar(moved_on, pa.date32()), len(joined)),
        "version": pa.repeat(version, len(joined)),
    }
    return pa.table(columns, SCHEMA).filter(differs)

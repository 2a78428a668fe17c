"""What differs between two states of the data: before publishing, and between any two versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.publishing import side_by_side
from data.publishing.side_by_side import AFTER, BEFORE

#: What a project that came or went is told by.
_TOLD = ("project_id", "name", "industry", "unit", "planned_investment", "signed_on")
_MEASURES = ("funds_arrived", "invested")


@dataclass(frozen=True)
class Counted:
    """How many rows of a table are new, changed, gone and the same."""

    new: int
    changed: int
    gone: int
    same: int


@dataclass(frozen=True)
class Changes:
    """What differs. Amounts in 万元.

    `tables`: rows by table. `new`, `gone`: projects (project_id, name, industry, unit, planned_investment, signed_on),
    by number. `fields`: one row a project and column that differs: project_id, name (as it is after), column,
    before, after (as text: days as 2023-09-05, amounts with two decimals, true and false; null for blank); a column
    of a ledger's own is «extra.» and its heading. `months`: one row a month of either state: month, and
    funds_arrived and invested before and after. `headline`: figure → before, after.
    """

    tables: dict[str, Counted]
    new: pd.DataFrame
    gone: pd.DataFrame
    fields: pd.DataFrame
    months: pd.DataFrame
    headline: dict[str, tuple[Decimal, Decimal]]

    @property
    def is_none(self) -> bool:
        """Whether the two states are the same."""
        return not any(one.new or one.changed or one.gone for one in self.tables.values())


def compare(before: model.Tables, after: model.Tables) -> Changes:
    """Everything that differs between two states, rows being the same by `model.KEYS`."""
    joined = {name: side_by_side.side_by_side(name, before[name], after[name]) for name in model.TABLES}
    project = joined["project"]
    return Changes(
        tables={name: _counted(name, table) for name, table in joined.items()},
        new=_told(project.filter(_only(project, "is_after")), AFTER),
        gone=_told(project.filter(_only(project, "is_before")), BEFORE),
        fields=_fields(project),
        months=_months(before["progress"], after["progress"]),
        headline={name: (figure, headline(after)[name]) for name, figure in headline(before).items()},
    )


def headline(tables: model.Tables) -> dict[str, Decimal]:
    """What a version is known by: projects; signed and started ones (formal agreements); 万元 of each kind of money."""
    project, progress = tables["project"], tables["progress"]
    signed = project.filter(pc.and_(pc.equal(project["agreement"], "正式"), pc.is_valid(project["signed_on"])))
    started = signed.filter(pc.and_(pc.is_valid(signed["started_on"]), pc.is_null(signed["terminated_on"])))
    return {
        "projects": Decimal(project.num_rows),
        "signed": Decimal(signed.num_rows),
        "started": Decimal(started.num_rows),
        "planned_investment": _sum(project["planned_investment"]),
        "funds_arrived": _sum(progress["funds_arrived"]),
        "invested": _sum(progress["invested"]),
    }


def _sum(column: pa.ChunkedArray) -> Decimal:
    return Decimal(pc.sum(column).as_py() or 0)


def _only(joined: pa.Table, flag: str) -> pa.ChunkedArray:
    other = "is_before" if flag == "is_after" else "is_after"
    return pc.and_(joined[flag], pc.invert(joined[other]))


def _both(joined: pa.Table) -> pa.ChunkedArray:
    return pc.and_(joined["is_before"], joined["is_after"])


def _counted(name: str, joined: pa.Table) -> Counted:
    both = joined.filter(_both(joined))
    changed = pa.chunked_array([pa.repeat(False, both.num_rows)])
    for column in set(model.ARROW[name].names) - set(model.KEYS[name]):
        changed = pc.or_(changed, side_by_side.differs(both, column))
    count = pc.sum(changed).as_py() or 0
    new, gone = (pc.sum(_only(joined, flag)).as_py() or 0 for flag in ("is_after", "is_before"))
    return Counted(new, count, gone, both.num_rows - count)


def _told(joined: pa.Table, end: str) -> pd.DataFrame:
    columns = {name: joined[name if name == "project_id" else f"{name}{end}"] for name in _TOLD}
    return _frame(pa.table(columns))


def _fields(joined: pa.Table) -> pd.DataFrame:
    both = joined.filter(_both(joined))
    found = []
    for column in model.ARROW["project"].names[1:]:
        rows = both.filter(side_by_side.differs(both, column))
        before, after = rows[f"{column}{BEFORE}"], rows[f"{column}{AFTER}"]
        told = pa.table(
            {
                "project_id": rows["project_id"],
                "name": rows[f"name{AFTER}"],
                "column": pa.array([column] * rows.num_rows, pa.string()),
                "before": before.cast(pa.string()),
                "after": after.cast(pa.string()),
            }
        )
        found.append(_of_extra(told) if column == "extra" else told)
    whole = pa.concat_tables(found)
    # Stable, so that a project's columns stay in the model's order.
    return _frame(whole).sort_values("project_id", kind="stable", ignore_index=True)


def _of_extra(told: pa.Table) -> pa.Table:
    rows = [dict(row, **one) for row in told.to_pylist() for one in _headings(row["before"], row["after"])]
    return pa.Table.from_pylist(rows, schema=told.schema)


def _headings(before: str | None, after: str | None) -> Iterator[dict[str, str | None]]:
    """Each heading of a ledger's own columns that differs."""
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    for heading in [*old, *(key for key in new if key not in old)]:
        if old.get(heading) != new.get(heading):
            sides = (None if side.get(heading) is None else str(side[heading]) for side in (old, new))
            yield {"column": f"extra.{heading}", **dict(zip(("before", "after"), sides, strict=True))}


def _months(before: pa.Table, after: pa.Table) -> pd.DataFrame:
    sides = []
    for table, end in ((before, BEFORE), (after, AFTER)):
        by_month = table.group_by("month").aggregate([(measure, "sum") for measure in _MEASURES])
        sides.append(by_month.rename_columns({f"{measure}_sum": f"{measure}{end}" for measure in _MEASURES}))
    joined = sides[0].join(sides[1], "month", join_type="full outer").sort_by("month")
    columns = [f"{measure}{end}" for measure in _MEASURES for end in (BEFORE, AFTER)]
    return _frame(pa.table({"month": joined["month"], **{c: pc.fill_null(joined[c], 0) for c in columns}}))


def _frame(table: pa.Table) -> pd.DataFrame:
    """As pandas: days as timestamps, amounts as floats, so that pages show them as they show queries' answers."""
    for position, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            table = table.set_column(position, field.name, table[field.name].cast(pa.float64()))
        elif pa.types.is_date(field.type):
            table = table.set_column(position, field.name, table[field.name].cast(pa.timestamp("ms")))
    frame: pd.DataFrame = table.to_pandas()
    return frame

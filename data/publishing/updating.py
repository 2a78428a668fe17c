"""A ledger laid over a version: rows are found by their key, what the ledger says wins, what it leaves out stays.

A monthly ledger holds a month's rows, or the projects of one department: it must not delete the rest.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.ledger.report import Assumed, Span
from data.publishing import side_by_side
from data.publishing.side_by_side import AFTER, BEFORE

_MEASURES = ("funds_arrived", "invested")

#: Columns that are 0 or 否 where a ledger does not have them, and the columns within whose values that is looked at:
#: a month without a single amount is a month that the ledger does not report.
_UNSAID: dict[str, dict[str, tuple[str, ...]]] = {
    "project": {"planned_investment": (), "is_four_new": ()},
    "progress": {"funds_arrived": ("month",), "invested": ("month",)},
    "activity": {"batches": (), "delegations": ()},
}


#: Tables whose rows of one project say together what holds of it: half of the old and half of the new would be wrong.
_WHOLE = frozenset({"project_kind", "credit"})


def updated(base: model.Tables, new: model.Tables, assumed: Assumed | None = None) -> model.Tables:
    """The version's tables with the ledger's rows laid over them, by `model.KEYS`; in key order.

    A blank cell keeps what the version has (`extra` is merged heading by heading). A measure that is 0 (a flag that is
    否) in every row of the ledger is one that it does not report, and keeps the version's too; for amounts that is
    looked at month by month. Kinds and credit of a project are replaced where the ledger gives any. What the ledger
    does not say and was only put in its place (`assumed`, see `Report`) is as good as blank.
    """
    return {
        name: _of_project(name, base[name], new[name])
        if name in _WHOLE
        else _upserted(name, base[name], new[name], assumed or {})
        for name in model.TABLES
    }


def with_differences(base: model.Tables, new: model.Tables, spans: Sequence[Span]) -> tuple[model.Tables, list[Less]]:
    """`new` with what each sum of several months adds to the months that it and the version know, and what is wrong.

    «1-10月» laid over a version that has January to September gives October alone; a sum that is less than the months
    before it gives nothing sensible, and is listed.
    """
    known = _months(base)
    for at, amounts in _months(new).items():
        # A ledger of one measure says 0 of the other, which the version may know.
        known[at] = known.get(at, {}) | {measure: amount for measure, amount in amounts.items() if amount}
    found: dict[tuple[str, dt.date], dict[str, Decimal]] = {}
    differing = {(span.project_id, span.month, span.measure) for span in spans}
    less = []
    for span in sorted(spans, key=lambda one: one.month):
        before = sum(
            (known.get((span.project_id, month), {}).get(span.measure, Decimal(0)) for month in _before(span)),
            Decimal(0),
        )
        if span.amount < before:
            less.append(Less(span, before))
        at = (span.project_id, span.month)
        known[at] = {**known.get(at, {}), span.measure: max(span.amount - before, Decimal(0))}
        found[at] = known[at]
    rows = [
        row | {measure: found[at][measure] for measure in _MEASURES if (*at, measure) in differing}
        for row in new["progress"].to_pylist()
        for at in [(row["project_id"], row["month"])]
    ]
    return new | {"progress": pa.Table.from_pylist(rows, model.ARROW["progress"])}, less


@dataclass(frozen=True)
class Less:
    """A sum of several months that is less than what is known of the months before its last one (万元)."""

    span: Span
    before: Decimal


def _months(tables: model.Tables) -> dict[tuple[str, dt.date], dict[str, Decimal]]:
    return {
        (row["project_id"], row["month"]): {measure: row[measure] for measure in _MEASURES}
        for row in tables["progress"].to_pylist()
    }


def _before(span: Span) -> list[dt.date]:
    return [span.month.replace(month=month) for month in range(span.first.month, span.month.month)]


def contradictions(tables: model.Tables) -> Iterator[tuple[str, str, str]]:
    """(table, key, code) of every row whose columns break the model's rules: two sound rows may make one that is not.

    Codes are those of `Row.RULES`.
    """
    for name, row_type in model.TABLES.items():
        for row in _suspect(name, tables[name]).to_pylist():
            for _, code in row_type.faults(row):
                yield name, "、".join(str(row[key]) for key in model.KEYS[name]), code


def _suspect(name: str, table: pa.Table) -> pa.Table:
    """The rows that rules speak of: few, and only they are looked at one by one."""
    return table.filter(pc.is_valid(table["terminated_on"])) if name == "project" else table.slice(0, 0)


def _of_project(name: str, base: pa.Table, new: pa.Table) -> pa.Table:
    kept = base.filter(pc.invert(pc.is_in(base["project_id"], new["project_id"].combine_chunks())))
    return pa.concat_tables([kept, new]).sort_by([(key, "ascending") for key in model.KEYS[name]])


def _upserted(name: str, base: pa.Table, new: pa.Table, assumed: Assumed) -> pa.Table:
    joined = side_by_side.side_by_side(name, base, new)
    columns = {
        column: joined[column]
        if column in model.KEYS[name]
        else _column(name, joined, column, assumed.get((name, column), ()))
        for column in model.ARROW[name].names
    }
    return pa.table(columns).cast(model.ARROW[name])


def _column(name: str, joined: pa.Table, column: str, assumed: Collection[tuple[object, ...]]) -> pa.ChunkedArray:
    old, said = joined[f"{column}{BEFORE}"], joined[f"{column}{AFTER}"]
    if column == "extra":
        return _merged(old, said)
    within = _UNSAID.get(name, {}).get(column)
    if within is not None:
        said = pc.if_else(_is_unsaid(joined, said, within), None, said)
        return pc.coalesce(said, old, joined[f"{column}{AFTER}"])
    if assumed:
        keys = zip(*(joined[key].to_pylist() for key in model.KEYS[name]), strict=True)
        is_assumed = pa.chunked_array([pa.array([key in assumed for key in keys], pa.bool_())])
        return pc.coalesce(pc.if_else(is_assumed, None, said), old, said)
    return pc.coalesce(said, old)


def _is_unsaid(joined: pa.Table, said: pa.ChunkedArray, within: tuple[str, ...]) -> pa.ChunkedArray:
    """Row by row: does the ledger say nothing but 0 of this column (among the rows of the same `within`)?"""
    says = pc.fill_null(pc.not_equal(pc.cast(said, pa.float64()), 0.0), False)
    if not within:
        return pa.chunked_array([pa.repeat(not pc.any(says).as_py(), joined.num_rows)])
    (group,) = within
    spoken = pc.unique(joined[group].filter(says))
    return pc.invert(pc.is_in(joined[group], spoken))


def _merged(old: pa.ChunkedArray, said: pa.ChunkedArray) -> pa.ChunkedArray:
    both = pc.fill_null(pc.not_equal(old, said), False)
    merged = [
        json.dumps(json.loads(before) | json.loads(after), ensure_ascii=False)
        for before, after in zip(old.filter(both).to_pylist(), said.filter(both).to_pylist(), strict=True)
    ]
    kept = pc.coalesce(said, old)
    return pc.replace_with_mask(kept, both.combine_chunks(), pa.array(merged, pa.string())) if merged else kept

"""What makes a row wrong: held against the model, against the other rows, and against the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.errors import Said
from data.ledger import form
from data.ledger.check.refusals import SENTENCES, filled
from data.ledger.check.rows import Rows
from data.ledger.report import Known
from data.row import Rule

CHECK_YEAR = Said("请核对年份", "check the year")


def hold(read: Mapping[str, Rows], through: dt.date | None, today: dt.date, known: Known) -> None:
    """Every rule on every row. `through`: the last month reported, where it is known; `known`: see `Known`."""
    for rows in read.values():
        hold_required(rows)
        hold_rules(rows)
    hold_keys(read)
    hold_references(read, known)
    if through is not None and "progress" in read:
        hold_months(read["progress"], through, today)
    for rows in read.values():
        hold_happened(rows, today)
    if "credit" in read:
        hold_shares(read["credit"])


def hold_required(rows: Rows) -> None:
    """What must be filled in is."""
    why, todo = SENTENCES["missing"]
    for column in form.columns(rows.table):
        if form.is_required(rows.table, column):
            read = rows.columns[column]
            lacking = np.asarray(read.values.is_null()) & ~read.bad
            read.bad[lacking] = True
            rows.faulty |= lacking
            for row in np.flatnonzero(lacking) if rows.has(column) else ():  # else it was said at the headings
                rows.add(int(row), column, why, filled(todo, rows.table, column), f"missing {column}")


def hold_rules(rows: Rows) -> None:
    """What the model's rules say of a row as a whole."""
    for rule in model.TABLES[rows.table].RULES:
        known = rows.is_known(rule.needs)
        values = pa.table({name: rows.values(name) for name in rule.needs})
        for broken in _broken(rule, values.filter(pa.array(known))):
            those = known.copy()
            for name, value in zip(rule.needs, broken, strict=True):
                column = rows.values(name)
                same = column.is_null() if value is None else pc.equal(column, pa.scalar(value, column.type))
                those &= np.asarray(same.fill_null(False), bool)
            for row in np.flatnonzero(those):
                rows.add(int(row), rule.column, *SENTENCES[rule.code], rule.code)


def _broken(rule: Rule, values: pa.Table) -> list[tuple[object, ...]]:
    """What the columns that a rule needs say together, where they break it."""
    together = values.group_by(values.column_names, use_threads=False).aggregate([]).select(values.column_names)
    combinations = zip(*(column.to_pylist() for column in together.columns), strict=True)
    return [values for values in combinations if rule.is_broken(*values)]


def hold_keys(read: Mapping[str, Rows]) -> None:
    """No key stands twice: every row after the first that has it is wrong."""
    for table, rows in read.items():
        keys = model.KEYS[table]
        known = rows.is_known(keys)
        numbered = _numbered([rows.values(key) for key in keys])[known]
        ordered = np.sort(numbered)
        if not (ordered[1:] == ordered[:-1]).any():
            continue
        first: dict[int, int] = {}
        named = [form.heading(table, column) for column in keys]
        for row, number in zip(np.flatnonzero(known).tolist(), numbered.tolist(), strict=True):
            if (earlier := first.setdefault(number, row)) != row:
                place = rows.address(earlier, keys[0])
                why = Said(
                    f"与{place}单元格重复（{'、'.join(named)}相同）", f"repeats cell {place} (same {_quoted(named)})"
                )
                todo = Said("请改正或删去其中一行", "correct or delete one of the two rows")
                rows.add(row, keys[0], why, todo, "repeated")


def _numbered(columns: list[pa.Array]) -> npt.NDArray[np.int64]:
    """A number by row, the same where all columns are (a null is like a null)."""
    found, most = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        codes = column.dictionary_encode(null_encoding="encode").indices.to_numpy(zero_copy_only=False)
        if most * (step := int(codes.max(initial=0)) + 1) >= 2**62:
            found = np.unique(found, return_inverse=True)[1]
            most = len(found)
        found, most = found * step + codes, most * step
    return found


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def hold_references(read: Mapping[str, Rows], known: Known) -> None:
    """What a row points to is there, or in the version that is updated. A form without the table is not asked."""
    for (table, column), (parent, key) in model.REFERENCES.items():
        if table not in read or parent not in read:
            continue
        is_needed = read[parent].is_there or (parent == "project" and not known.keys(parent))
        if not read[parent].has(key) and is_needed:
            continue  # the sheet or its column is missing: said once, not again on every row
        sheet = model.sheet_name(parent)
        why = Said(f"“{sheet}”表里没有这个编号", f"the sheet “{sheet}” has no such ID")
        todo = Said(f"请改正，或在“{sheet}”表里补上", f"correct it, or add it to the sheet “{sheet}”")
        for row in orphans(read[table].values(column), with_known(read[parent].values(key), known.keys(parent))):
            read[table].add(row, column, why, todo, f"unknown {parent}")


def parents_first() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The references, those of the tables first that others point to: what falls with a row is then complete."""
    pointed = {parent for parent, _ in model.REFERENCES.values()}
    yield from sorted(model.REFERENCES.items(), key=lambda one: one[0][0] not in pointed)


def with_known(values: pa.Array, known: Collection[str]) -> pa.Array:
    """Keys, and those of the version that is updated."""
    return pa.concat_arrays([values, pa.array(list(known), values.type)])


def orphans(values: pa.Array, known: pa.Array) -> list[int]:
    """The rows that point to nothing known."""
    found = pc.or_(pc.is_null(values), pc.is_in(values, value_set=known.unique().drop_null()))
    return [int(row) for row in np.flatnonzero(~np.asarray(found, bool))]


def hold_happened(rows: Rows, today: dt.date) -> None:
    """What has happened lies not ahead: one mistyped year would move the whole zone."""
    for column in model.HAPPENED.get(rows.table, ()):
        what = ("月份", "the month") if column == "month" else ("日期", "the date")
        for row in where(pc.greater(rows.values(column), pa.scalar(today))):
            rows.add(row, column, later_than(*what, today), CHECK_YEAR, f"ahead {what[1]}")


def later_than(what: str, what_en: str, today: dt.date) -> Said:
    """That something lies ahead of today."""
    return Said(f"{what}晚于今天（{today}）", f"{what_en} is later than today ({today})")


def hold_shares(credit: Rows) -> None:
    """A project's shares, of all units and roles together, sum to 1. One with a faulty row is passed over."""
    sums: dict[str, Decimal] = {}
    rows_of: dict[str, list[int]] = {}
    for row, (project, share) in enumerate(zip(*_credited(credit), strict=True)):
        if project is not None:
            sums[project] = sums.get(project, Decimal(0)) + (share or 0)
            rows_of.setdefault(project, []).append(row)
    todo = Said("请改份额，使该项目各行之和为1", "change the shares so that those of the project's rows sum to 1")
    for project, found in sums.items():
        if found != 1 and not credit.faulty[rows_of[project]].any():
            why = Said(
                f"该项目各行份额之和为{found}，不是1", f"is one of the project's shares, which sum to {found}, not 1"
            )
            for row in rows_of[project]:
                credit.add(row, "share", why, todo, f"shares {project}")


def partly_credited(credit: Rows) -> list[int]:
    """The sound rows of projects of which another row is faulty: without it their shares do not sum to 1."""
    projects, _ = _credited(credit)
    faulty = {project for project, is_faulty in zip(projects, credit.faulty, strict=True) if is_faulty}
    return [row for row, project in enumerate(projects) if project in faulty and not credit.faulty[row]]


def _credited(credit: Rows) -> tuple[list[str | None], list[Decimal | None]]:
    return credit.values("project_id").to_pylist(), credit.values("share").to_pylist()


def hold_months(progress: Rows, through: dt.date, today: dt.date) -> None:
    """No month lies after the last one reported."""
    why = Said(f"晚于{form.THROUGH_KEY}{through:%Y-%m}", f"is later than the last month reported, {through:%Y-%m}")
    todo = Said(f"请核对月份，或更正{form.THROUGH_KEY}", "check the month, or correct the last month reported")
    months = progress.values("month")
    late = pc.and_(pc.greater(months, pa.scalar(through)), pc.less_equal(months, pa.scalar(today)))
    for row in where(late):  # a month still to come is said once
        progress.add(row, "month", why, todo, "after the last month")


def where(flags: pa.Array) -> list[int]:
    """The rows of which something is true."""
    return [int(row) for row in np.flatnonzero(np.asarray(flags.fill_null(False), bool))]

"""What was read of each project is what its rows hold, to the cent: else an error that stops all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from data import model
from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office.matching import target_name
from data.ledger.office.projects import Joined


def check(projects: Iterable[Joined], tables: model.Tables, mapping: Mapping, findings: Findings) -> None:
    """What was read of the projects that go in is what their rows hold, to the cent: else an error that stops all."""
    expected: dict[tuple[str, str], Decimal] = {}
    kept = {code for table in ("project", "progress") for code in tables[table]["project_id"].to_pylist()}
    places: dict[str, Joined] = {}
    for project in projects:
        if project.project_id in kept:
            places[project.project_id] = project
            for measure, amount in _expected(project, mapping, findings).items():
                expected[project.project_id, measure] = amount
    for (code, measure), found in _found(tables).items():
        wanted = expected.get((code, measure), Decimal(0))
        if found != wanted and code in places:
            _say_lost(places[code], measure, wanted, found, findings)


def _expected(project: Joined, mapping: Mapping, findings: Findings) -> dict[str, Decimal]:
    """By measure the sum of a project's amounts: a month's and a year's plan once, and each payment once."""
    months: dict[tuple[str, object], Decimal] = {}
    plans: dict[int, Decimal] = {}
    of: dict[int, dt.date | None] = {}
    payments: dict[tuple[object, ...], Decimal] = {}
    for entry in project.entries:
        if findings.is_left_out(entry.grid, entry.row):
            continue
        for at, (amount, _) in entry.amounts.items():
            months[at] = max(months.get(at, Decimal(0)), amount)
        for year, (amount, _) in entry.plans.items():
            if year not in plans or (entry.of and entry.of > (of.get(year) or entry.of)):
                plans[year], of[year] = amount, entry.of
        payment = tuple(entry.said(name) or "" for name in mapping.payment_key) or (id(entry),)
        for measure in MEASURES:
            if isinstance(paid := entry.values.get(measure), Decimal) and "month" in entry.values:
                payments.setdefault((measure, *payment), paid)
    found = {"amount": sum(plans.values(), Decimal(0))}
    for key, amount in [*months.items(), *payments.items()]:
        found[str(key[0])] = found.get(str(key[0]), Decimal(0)) + amount
    return found


def _found(tables: model.Tables) -> dict[tuple[str, str], Decimal]:
    found: dict[tuple[str, str], Decimal] = {}
    for table, columns in (("progress", ("funds_arrived", "invested")), ("plan", ("amount",))):
        codes = tables[table]["project_id"].to_pylist()
        for column in columns:
            for code, amount in zip(codes, tables[table][column].to_pylist(), strict=True):
                found[code, column] = found.get((code, column), Decimal(0)) + amount
    return found


def _say_lost(project: Joined, measure: str, wanted: Decimal, found: Decimal, findings: Findings) -> None:
    entry, column = project.place("name")
    findings.error(
        entry.grid,
        entry.row,
        column,
        Said(
            f"读入的“{target_name(measure)}”合计{wanted:,f}万元，结果里是{found:,f}万元，对不上",
            f"has {wanted:,f}万元 of {measure} read, and {found:,f}万元 in the result",
        ),
        Said("请核对这个项目的各行", "check this project's rows"),
    )

"""Random ledgers of the field's worse habits: no number lost, no wrong figure without a question."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.utils import column_index_from_string

from data.ledger.examining import examine
from data.ledger.report import Report
from tests import rounds
from tests.data import field_forms, field_ledgers
from tests.data.field_forms import Made
from tests.data.field_ledgers import Ledger
from tests.data.field_styles import YEAR, Family, Project

Amounts = dict[tuple[str, str, object], Decimal]


@pytest.mark.parametrize("seed", range(rounds.asked(60)))
def test_no_number_is_lost_and_no_wrong_one_goes_in_unasked(seed: int, tmp_path: Path) -> None:
    ledger = field_ledgers.write(tmp_path, random.Random(seed))  # noqa: S311 (a ledger, no secret)
    report = examine(ledger.path)
    told = (seed, ledger.style, [f"{e.sheet}!{e.cell} {e.why}" for e in report.errors])
    assert_conserved(ledger, report, told)
    if not report.errors:
        assert_true(ledger, report, told)


@pytest.mark.parametrize("seed", range(rounds.asked(60) // 3))
@pytest.mark.parametrize("make", [field_forms.monthly, field_forms.long])
def test_sheets_and_rows_of_a_month_each_become_its_own_amounts(
    make: Callable[[Path, random.Random], Made], seed: int, tmp_path: Path
) -> None:
    made = make(tmp_path, random.Random(seed))  # noqa: S311 (a ledger, no secret)
    report = examine(made.path)
    assert not report.errors, made.style
    assert sum(sheet.account.all for sheet in report.sheets) == made.numbers, made.style
    names = {row["project_id"]: row["name"] for row in report.tables["project"].to_pylist()}
    assert {at: a for at, a in amounts(report, names).items() if at[1] != "plan"} == made.wanted, made.style
    planned = {row["name"]: row["planned_investment"] for row in report.tables["project"].to_pylist()}
    assert planned == made.planned, made.style


def assert_conserved(ledger: Ledger, report: Report, told: object) -> None:
    """Every number below the header has its place in the account."""
    counted: dict[str, int] = defaultdict(int)
    for sheet, _, _ in field_ledgers.numbers(ledger):
        counted[sheet] += 1
    accounted: dict[str, int] = defaultdict(int)
    for read in report.sheets:
        accounted[read.sheet] += read.account.all
    assert list(counted.values()) == list(accounted.values()), told


def assert_true(ledger: Ledger, report: Report, told: object) -> None:
    """Every amount is the truth's, or what differs is asked about at its column."""
    names = {row["project_id"]: row["name"] for row in report.tables["project"].to_pylist()}
    assert sorted(names.values()) == sorted(p.name for p in ledger.found.projects), told
    planned = {row["name"]: row["planned_investment"] for row in report.tables["project"].to_pylist()}
    assert planned == {p.name: p.planned for p in ledger.found.projects}, told
    found = amounts(report, names)
    wanted: Amounts = {}
    families: dict[str, Family] = {}
    for number, family in enumerate(ledger.found.families):
        for project in ledger.found.projects:
            wanted |= expected(family, project)
        families[family.measure or "plan"] = family
        asked = asked_columns(report) & set(ledger.found.columns[number])
        what = family.measure or ("plan" if family.plans(ledger.found.projects[0]) else "")
        if what and not family.is_certain and asked:
            for at in [at for at in {**found, **wanted} if at[1] == what]:
                found.pop(at, None)
                wanted.pop(at, None)
    assert found == wanted, told
    if all(family.is_certain for family in ledger.found.families):
        assert_sums(ledger, report, told)


def assert_sums(ledger: Ledger, report: Report, told: object) -> None:
    projects = ledger.found.projects
    assert report.totals["planned_investment"] == sum(p.planned for p in projects), told
    for measure in ("invested", "funds_arrived"):
        families = [f for f in ledger.found.families if f.measure == measure]
        assert report.totals[measure] == sum(
            (a for f in families for p in projects for a in f.months(p).values()), Decimal(0)
        ), told


def expected(family: Family, project: Project) -> Amounts:
    found: Amounts = {(project.name, family.measure, m): a for m, a in family.months(project).items() if a}
    return found | {(project.name, "plan", year): a for year, a in family.plans(project).items()}


def amounts(report: Report, names: dict[str, str]) -> Amounts:
    found: Amounts = {}
    for row in report.tables["progress"].to_pylist():
        assert row["month"].year == YEAR, row
        for measure in ("invested", "funds_arrived"):
            if row[measure]:
                found[names[row["project_id"]], measure, row["month"].month] = row[measure]
    for row in report.tables["plan"].to_pylist():
        found[names[row["project_id"]], "plan", row["year"]] = row["amount"]
    return found


def asked_columns(report: Report) -> set[int]:
    """The columns (from 0) at which something is asked."""
    cells = [re.match(r"[A-Z]+", warning.cell) for warning in report.warnings]
    return {column_index_from_string(cell[0]) - 1 for cell in cells if cell}

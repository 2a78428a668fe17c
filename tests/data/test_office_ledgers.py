"""Ledgers in random offices' styles read back equal to what they were made of, faults at their cells and no others."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from data.ledger.examining import examine
from data.ledger.report import Report
from tests import rounds
from tests.data import office_ledgers
from tests.data.office_ledgers import Truth

_ROUNDS = rounds.asked(40)


def read(path: Path) -> Report:
    file = next(path.parent.glob(f"{path.name}.*"))
    return examine(file)


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_a_ledger_of_any_office_reads_back_equal(seed: int, tmp_path: Path) -> None:
    r = random.Random(seed)  # noqa: S311 (a ledger, no secret)
    how = office_ledgers.style(r, faults=r.choice([0, 0, 1, 3]))
    truth = office_ledgers.write(tmp_path / "台账", office_ledgers.projects(r, r.randint(8, 40)), how, r)
    report = read(tmp_path / "台账")
    assert {(error.sheet, error.cell) for error in report.errors} == truth.faults, how
    assert_equal(report, truth, how)


def assert_equal(report: Report, truth: Truth, how: office_ledgers.Style) -> None:
    found = {row["name"]: row for row in report.tables["project"].to_pylist()}
    assert found.keys() == truth.projects.keys(), how
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in report.tables["project_kind"].to_pylist():
        kinds[row["project_id"]].add(row["kind"])
    paid: dict[tuple[str, int], dict[str, Decimal]] = {}
    for row in report.tables["progress"].to_pylist():
        paid[row["project_id"], row["month"].month] = row
        assert row["month"].year == office_ledgers.YEAR
    for name, project in truth.projects.items():
        row = found[name]
        wanted = ["industry", "unit", "planned_investment", "signed_on"]
        wanted += [c for c in ("channel", "investor", "started_on", "is_four_new") if c in truth.columns]
        assert {c: row[c] for c in wanted} == {c: getattr(project, c) for c in wanted}, how
        if "kind" in truth.columns:
            assert kinds[row["project_id"]] == {project.kind} - {"其他"}
        for measure in how.measures:
            amounts = {m: paid.get((row["project_id"], m), {}).get(measure, Decimal(0)) for m in range(1, 13)}
            assert amounts == {m: getattr(project, measure).get(m, Decimal(0)) for m in range(1, 13)}, (name, how)

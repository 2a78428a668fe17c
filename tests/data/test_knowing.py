"""A ledger that codes no projects updates those that the store knows by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from data import model, versions
from data.ledger.examining import examine
from data.publishing import intake, known_projects
from tests.data import small
from tests.data.test_ledgers_of_other_habits import book


def names(tables: model.Tables) -> dict[str, str]:
    return {row["name"]: row["project_id"] for row in tables["project"].to_pylist()}


def test_an_office_s_ledger_updates_the_project_of_that_name(tmp_path: Path) -> None:
    base = small.publish()
    known = names(versions.read_tables(base))
    name, code = next(iter(known.items()))
    rows = [
        ["项目名称", "产业", "责任单位", "计划总投资（万元）", "2023年9月到位资金（万元）"],
        [f" {name}　", "新材料", "责任单位一", 900, 12.5],
        ["新来的项目", "新材料", "责任单位一", 100, 1],
    ]
    report = examine(book(tmp_path / "九月.xlsx", {"台账": rows}))
    assert report.errors == ()
    plan = intake.plan(report, base, update=True)
    assert names(plan.tables)[name] == code
    assert names(plan.tables).keys() == known.keys() | {"新来的项目"}
    paid = [row for row in plan.tables["progress"].to_pylist() if row["month"] == dt.date(2023, 9, 1)]
    assert {row["project_id"] for row in paid} >= {code}


def test_a_name_that_two_projects_have_is_told_by_the_investor() -> None:
    def projects(*rows: tuple[str, str, str]) -> model.Tables:
        tables = model.no_rows()
        schema = model.ARROW["project"]
        values = [dict.fromkeys(schema.names) | {"project_id": i, "name": n, "investor": v} for i, n, v in rows]
        return tables | {"project": tables["project"].from_pylist(values, schema=schema)}

    base = projects(("A", "甲", "一公司"), ("B", "甲", "二公司"), ("C", "乙", ""))
    new = projects(("P1", "甲", "二公司"), ("P2", "甲", "三公司"), ("P3", "乙", "x"), ("P4", " 乙", "y"))
    codes = known_projects.with_known_ids(base, new)["project"]["project_id"].to_pylist()
    assert codes == ["B", "P2", "P3", "P4"]

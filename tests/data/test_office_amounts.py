"""Amounts of months and years in an office's form: none is dropped in silence, and none contradicts another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from data.ledger import mapping
from data.ledger.check.findings import Findings
from data.ledger.examining import examine
from data.ledger.mapping import Mapping
from data.ledger.office.as_template import Assembler
from data.ledger.office.entry import Entry
from data.ledger.office.projects import Joined
from data.ledger.open.reading import Grid
from data.ledger.report import Report
from tests.data.test_ledgers_of_other_habits import book, errors, paid, projects

HEAD = ["项目名称", "产业", "责任单位", "总投资（万元）"]
ROW = ["甲", "新材料", "责任单位一", 900]
BY_NAME = Mapping(key=("name",))


def read(tmp_path: Path, heads: list[object], *rows: list[object], how: Mapping = BY_NAME) -> Report:
    """Rows of one project, or of several where they begin with a name."""
    lines = [["项目台账"], [*HEAD, *heads], *[[*ROW, *row] for row in rows]]
    return examine(book(tmp_path / "a.xlsx", {"台账": lines}), how)


def test_a_payment_without_a_month_is_an_error_and_never_dropped(tmp_path: Path) -> None:
    heads: list[object] = ["付款日期", "到位资金（万元）"]
    report = read(tmp_path, heads, ["2023-03-01", 10], ["", 20], ["", 0], ["2023-05-01", 30])
    assert errors(report) == [("台账", "E4")]
    assert report.errors[0].message() == "这一行有金额，却没有写是哪个月的，请填写月份"
    assert report.can_skip_errors
    assert paid(report) == {("甲", "2023-03"): "10.00", ("甲", "2023-05"): "30.00"}


def test_amounts_of_no_month_on_a_sheet_that_adds_to_projects_are_asked_about_once(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "项目": [["项目台账"], [*HEAD], [*ROW], ["乙", *ROW[1:]]],
        "到账": [["到账明细"], ["项目名称", "到位资金（万元）"], ["甲", 5], ["乙", 7]],
    }
    report = examine(book(tmp_path / "a.xlsx", sheets))
    assert errors(report) == [("到账", "B2")]
    assert "哪个月" in report.errors[0].message()
    assert not report.can_skip_errors


def test_amounts_of_one_month_that_disagree_are_an_error(tmp_path: Path) -> None:
    heads: list[object] = ["2023年3月到位资金（万元）"]
    report = read(tmp_path, heads, [5], [5], [0], [6])
    assert errors(report) == [("台账", "E6")]
    assert report.errors[0].why == "与台账!E3是同一项目同一月份，金额不同"
    assert paid(report) == {("甲", "2023-03"): "5.00"}, "what is left out is the row that contradicts"


def test_two_plans_of_one_year_that_disagree_are_an_error(tmp_path: Path) -> None:
    report = read(tmp_path, ["2023年计划投资（万元）"], [50], [50], [60])
    assert errors(report) == [("台账", "E5")]
    assert report.errors[0].why == "与台账!E3是同一项目同一年度的计划，金额不同"
    assert [row["amount"] for row in report.tables["plan"].to_pylist()] == [Decimal(50)]


# What only later readers of headings will find: entries made by hand ------------------------------------

GRID = Grid("a.xlsx", "台账", [["项目名称", "计划投资", "上年计划"], ["甲", 50.0, 40.0], ["甲", 60.0, 40.0]])


def assembled(*entries: Entry) -> tuple[list[dict[str, object]], list[tuple[str, str]]]:
    """The plans of one project with these entries, and (cell, why) of the errors."""
    findings = Findings()
    values = {"name": "甲", "planned_investment": Decimal(900), "industry": "新材料", "unit": "责任单位一"}
    project = Joined(list(entries), dict(values), "P1")
    made = Assembler(Mapping(), findings, None, dt.date(2023, 11, 1)).tables([project])
    plans = [{key: row[key] for key in ("year", "amount", "nature")} for row in made["plan"].to_pylist()]
    return plans, [(error.cell, str(error.why)) for error in findings.errors]


def entry(row: int, amount: int | None, year: int | None, plans: Sequence[tuple[int, int]] = ()) -> Entry:
    values: dict[str, object] = {} if amount is None else {"amount": Decimal(amount)}
    at = {"name": 0} | ({} if amount is None else {"amount": 1})
    return Entry(GRID, row, values, at, year=year, plans={y: (Decimal(a), 2) for y, a in plans})


def test_a_plan_of_no_year_is_asked_about_once_at_its_heading() -> None:
    plans, found = assembled(entry(1, 50, None), entry(2, 60, None))
    assert (plans, found) == ([], [("B1", "看不出是哪一年的计划")])


def test_several_plans_of_a_row_are_a_row_each() -> None:
    plans, found = assembled(entry(1, 50, 2023, [(2022, 40)]))
    assert found == []
    assert plans == [
        {"year": 2022, "amount": Decimal(40), "nature": "新建"},
        {"year": 2023, "amount": Decimal(50), "nature": "新建"},
    ]


@pytest.mark.parametrize("second", [entry(2, 60, 2023), entry(2, None, None, [(2023, 60)])])
def test_plans_are_held_against_each_other_wherever_they_stand(second: Entry) -> None:
    plans, found = assembled(entry(1, 50, 2023), second)
    assert [row["amount"] for row in plans] == [50]
    assert [why for _, why in found] == ["与台账!B2是同一项目同一年度的计划，金额不同"]


# Keys ---------------------------------------------------------------------------------------------------


def test_a_reason_of_an_ending_is_asked_for_where_there_is_a_column_for_it(tmp_path: Path) -> None:
    without = read(tmp_path, ["终止日期"], ["2023-05-01"])
    assert (errors(without), projects(without)["甲"]["termination_reason"]) == ([], "台账未写明")
    with_column = read(tmp_path, ["终止日期", "终止原因"], ["2023-05-01", ""])
    assert [one.why for one in with_column.errors] == ["填写了终止日期，却没有终止原因"]


def test_projects_that_would_have_one_code_are_refused_when_they_are_checked(tmp_path: Path) -> None:
    how = mapping.loads('key = ["项目名称", "地点"]')
    heads: list[object] = ["地点"]
    report = read(tmp_path, heads, ["东区"], ["西区"], how=how)
    codes = report.tables["project"]["project_id"].to_pylist()
    assert len(codes) == len(set(codes))
    assert report.errors or len(codes) == 2


def test_what_falls_with_a_project_is_listed_on_every_sheet(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "项目": [["项目台账"], [*HEAD, "签约时间"], [*ROW, "2093-01-01"], ["乙", *ROW[1:], "2023-01-01"]],
        "到账": [["2023年到账（万元）"], ["项目名称", "1月到位资金"], ["甲", 5], ["乙", 7]],
    }
    report = examine(book(tmp_path / "a.xlsx", sheets))
    assert errors(report) == [("项目", "E3")]
    assert [(row.sheet, row.row, str(row.why)[:8]) for row in report.left_out] == [
        ("项目", 3, "日期晚于今天（2"),
        ("到账", 3, "所属项目没有导入"),
    ]
    assert paid(report) == {("乙", "2023-01"): "7.00"}

"""The same facts in the template's form and in an office's own: the same errors, warnings and suggestions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data import ledger, model
from data.errors import LedgerError, LedgerWarning
from data.ledger import form
from data.ledger.examining import examine
from data.ledger.report import Report
from tests.data import small
from tests.data.test_ledgers_of_other_habits import book

Facts = list[dict[str, Any]]
#: A fact's column → the office's heading.
HEADINGS = {
    "project_id": "项目编号",
    "name": "项目名称",
    "industry": "产业",
    "investor": "投资方",
    "unit": "责任单位",
    "agreement": "协议类型",
    "planned_investment": "总投资（万元）",
    "signed_on": "签约时间",
    "registered_on": "注册时间",
    "started_on": "开工时间",
    "listed_on": "入统时间",
    "production_on": "投产时间",
    "capacity_on": "达产时间",
    "terminated_on": "终止日期",
    "termination_reason": "终止原因",
    "状态": "状态",
    "funds_arrived": "2023年8月到位资金（万元）",
    "invested": "2023年8月完成投资（万元）",
    "late": "2023年9月到位资金（万元）",
    "ahead": "2093年8月到位资金（万元）",
    "amount": "2023年计划投资（万元）",
}
#: A fact → the month and the measure that it is of.
MONTHS = {
    "funds_arrived": ("2023-08", "funds_arrived"),
    "invested": ("2023-08", "invested"),
    "late": ("2023-09", "funds_arrived"),
    "ahead": ("2093-08", "funds_arrived"),
}
THROUGH = dt.date(2023, 8, 1)


def facts(*said: dict[str, Any]) -> Facts:
    """Projects that are sound but for what is said of each."""
    sound = {"industry": "新材料", "unit": "责任单位一", "agreement": "正式", "planned_investment": 100}
    return [{"project_id": f"P{n}", "name": "甲乙丙丁戊己"[n], **sound, **one} for n, one in enumerate(said)]


def as_template(folder: Path, those: Facts) -> Path:
    """In the template: projects, months and plans on sheets of their own."""
    ledger.template(folder / "模板.xlsx")
    cells: dict[str, dict[str, Any]] = {"项目": {}, "月度进度": {}, "年度计划": {}}
    columns = {table: form.columns(table) for table in ("project", "progress", "plan")}
    if any("状态" in one for one in those):
        columns["project"] = [*columns["project"], "状态"]
        cells["项目"][f"{form.address(0, len(columns['project']) - 1)}"] = "状态"
    rows: dict[str, list[dict[str, Any]]] = {"project": [], "progress": [], "plan": []}
    for one in those:
        rows["project"].append(one)
        months: dict[str, dict[str, Any]] = {}
        for name, (month, measure) in MONTHS.items():
            if name in one:
                months.setdefault(month, {"project_id": one["project_id"], "month": month})[measure] = one[name]
        rows["progress"] += months.values()
        if "amount" in one:
            plan = {"project_id": one["project_id"], "year": 2023, "nature": "新建", "amount": one["amount"]}
            rows["plan"].append(plan)
    for table, of_table in rows.items():
        for number, row in enumerate(of_table, 2):
            for position, column in enumerate(columns[table]):
                if row.get(column) is not None:
                    cells[model.sheet_name(table)][form.address(number, position)] = row[column]
    return small.fill(folder / "模板.xlsx", cells)


def as_office(folder: Path, those: Facts) -> Path:
    """In one sheet, a row a project."""
    named = [name for name in HEADINGS if any(name in one for one in those)]
    lines = [[HEADINGS[name] for name in named], *[[one.get(name) for name in named] for one in those]]
    return book(folder / "科室.xlsx", {"台账": [["项目台账"], *lines]})


FORMS: list[Callable[[Path, Facts], Path]] = [as_template, as_office]


def read(folder: Path, those: Facts) -> list[Report]:
    """Both forms' reports."""
    reports = [examine(make(folder, those), through=THROUGH) for make in FORMS]
    assert [report.is_template for report in reports] == [True, False]
    return reports


def said(report: Report) -> list[tuple[str, str]]:
    """Every error and warning in both languages, without its cell."""
    address = re.compile(r"(?:[^\s!与]*!)?\b[A-Z]{1,2}\d+\b", re.ASCII)
    found: list[LedgerError | LedgerWarning] = [*report.errors, *report.warnings]
    return sorted((address.sub("·", one.message("zh")), address.sub("·", one.message("en"))) for one in found)


@pytest.mark.parametrize(
    ("those", "words"),
    [
        (facts({}, {"started_on": dt.date(2023, 1, 1), "signed_on": dt.date(2023, 2, 1)}), ["早于签约日期2023-02-01"]),
        (
            facts({}, {"started_on": dt.date(2023, 1, 1), "production_on": dt.date(2022, 12, 1)}),
            ["早于开工日期2023-01-01"],
        ),
        (
            facts({}, {"registered_on": dt.date(2023, 3, 1), "production_on": dt.date(2023, 2, 1)}),
            ["早于注册日期2023-03-01"],
        ),
        (
            facts({}, {"started_on": dt.date(2023, 1, 1), "listed_on": dt.date(2022, 12, 1)}),
            ["早于开工日期2023-01-01"],
        ),
        (
            facts({"production_on": dt.date(2023, 5, 1), "capacity_on": dt.date(2023, 4, 1)}),
            ["早于投产日期2023-05-01"],
        ),
        (facts({}, {"capacity_on": dt.date(2093, 2, 1)}), ["日期晚于今天"]),
        (facts({}, {"signed_on": dt.date(2093, 2, 1)}), ["日期晚于今天"]),
        (facts({}, {"signed_on": dt.date(1980, 2, 1)}), ["早于1990年，年份对吗？不对的请改正后重新上传"]),
        (facts({}, {"signed_on": "1880-02-01"}), ["小于允许的最小值1900-01-01"]),
        (facts({}, {"planned_investment": None}), ["必须填写，请填写“计划总投资（万元）”"]),
        (facts({}, {"name": "长" * 2001}), ["超过2000个字"]),
        (facts({}, {"planned_investment": 10**16 + 1}), ["整数部分超过16位"]),
        (
            facts(
                {"termination_reason": "资金不到位", "terminated_on": dt.date(2023, 5, 1)},
                {"terminated_on": dt.date(2023, 5, 1)},
            ),
            ["填写了终止日期，却没有终止原因"],
        ),
        (
            facts(
                {},
                {
                    "signed_on": dt.date(2023, 6, 1),
                    "terminated_on": dt.date(2023, 5, 1),
                    "termination_reason": "资金不到位",
                },
            ),
            ["终止日期早于签约日期"],
        ),
        (facts({"状态": "在建"}, {"状态": "已终止"}), ["状态说已经终止，却没有终止日期"]),
        (facts({}, {"industry": "新材枓"}), ["不在设置的产业名称里，是不是“新材料”？"]),
        (facts({}, {"unit": "招商局"}, {"unit": "招商局"}), ["不在设置的责任单位名称里"]),
        (facts({"name": "光电子项目"}, {"name": "光电子 建设项目（二期）"}), ["相近，是不是同一个项目？"]),
        (facts({"name": "甲项目", "investor": "A"}, {"name": "甲工程", "investor": "B"}), []),
        (
            facts({}, {"funds_arrived": 900}),
            ["到位资金合计900.00万元，超过计划总投资100.00万元，两个数对吗？不对的请改正后重新上传"],
        ),
        (facts({}, {"invested": 100.01}), []),
        (facts({"funds_arrived": 1}, {"late": 5}), ["晚于数据截至月份2023-08"]),
        (facts({"funds_arrived": 1}, {"ahead": 5}), ["月份晚于今天"]),
        (facts({}, {"amount": 10**16 + 1}), ["整数部分超过16位"]),
        (facts({}, {"agreement": "正式", "funds_arrived": 3, "amount": 7}), []),
    ],
)
def test_a_rule_says_the_same_of_both_forms(those: Facts, words: list[str], tmp_path: Path) -> None:
    template, office = read(tmp_path, those)
    assert said(template) == said(office)
    assert len(said(template)) == len(words)
    assert all(word in line for word, (line, _) in zip(words, said(template), strict=True))
    assert (
        [row.row for row in template.left_out if row.sheet == "项目"] == [row.row for row in office.left_out]
        or "late" in those[1]
        or "amount" in those[1]
        or "ahead" in those[1]
    )


def test_sound_facts_end_in_the_same_rows(tmp_path: Path) -> None:
    those = facts({"funds_arrived": 5, "invested": 0, "signed_on": dt.date(2023, 1, 5)}, {"invested": 7, "amount": 50})
    template, office = read(tmp_path, those)
    for table in ("project", "progress", "plan"):
        assert template.tables[table].to_pylist() == office.tables[table].to_pylist(), table


def test_two_nearly_the_same_with_more_money_than_planned(tmp_path: Path) -> None:
    those = facts({"name": "甲项目", "funds_arrived": 900}, {"name": "甲 建设项目", "funds_arrived": 900})
    for report in read(tmp_path, those):
        assert len(report.warnings) == 3
        assert {one.message()[:2] for one in report.warnings} >= {"到位"}


def test_a_code_twice_is_an_error_in_both(tmp_path: Path) -> None:
    template, office = read(tmp_path, facts({"project_id": "P1"}, {"project_id": "P1"}))
    for report in (template, office):
        assert ["重复（项目编号相同）" in one.why for one in report.errors] == [True]


def test_a_hidden_sheet_is_said_in_both(tmp_path: Path) -> None:
    paths = [make(tmp_path, facts({})) for make in FORMS]
    for path, sheet in zip(paths, ("年度计划", "旧"), strict=True):
        made = openpyxl.load_workbook(path)
        if sheet not in made.sheetnames:
            made.create_sheet(sheet).append(["项目名称"])
        made[sheet].sheet_state = "hidden"
        made.save(path)
        assert [one.sheet for one in examine(path).warnings if "隐藏" in one.why] == [sheet]

"""A day that is planned, expected or promised is no day that has come, wherever the heading says so."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from data.ledger import mapping
from data.ledger.examining import examine
from data.ledger.office import headings
from data.ledger.office.heading import Heading, Match
from data.ledger.report import Report
from tests.data.written import write


def read(tmp_path: Path, text: str, said: str = "") -> Report:
    return examine(write(tmp_path, text), mapping.loads(said) if said else None)


def told(report: Report) -> list[str]:
    return [str(found.message()) for found in report.warnings]


def match(*texts: str) -> Match:
    return headings.match(Heading(0, 0, texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("开工时间（预计）",),
        ("开工时间(计划)",),
        ("开工日期【拟】",),
        ("开工时间（目标）",),
        ("预期开工时间",),
        ("力争开工时间",),
        ("开工时间", "预计"),
        ("开工时间", "（预计）"),
        ("计划", "开工时间"),
        ("计划时间", "开工"),
        ("2023年度计划", "开工时间"),
        ("Start date (planned)",),
        ("Target start date",),
        ("Scheduled start date",),
        ("Start date", "Planned"),
    ],
)
def test_a_start_to_come_is_the_planned_one(texts: tuple[str, ...]) -> None:
    assert match(*texts)[:2] == ("planned_start_on", 1.0)


@pytest.mark.parametrize("text", ["承诺开工时间", "约定开工时间", "最迟开工时间", "开工时间要求", "待开工时间"])
def test_a_promised_start_is_asked_about(text: str) -> None:
    target, sure = match(text)[:2]
    assert target == "planned_start_on"
    assert sure < 0.7


@pytest.mark.parametrize(
    "texts",
    [
        ("竣工时间（计划）",),
        ("投产时间（预计）",),
        ("签约时间（拟）",),
        ("立项时间（预计）",),
        ("终止日期（预计）",),
        ("计划", "竣工时间"),
        ("时间节点（计划）", "投产时间"),
        ("Completion date (expected)",),
        ("Projected completion date",),
        ("Signing date (tentative)",),
    ],
)
def test_any_other_day_to_come_is_kept_as_the_offices_own(texts: tuple[str, ...]) -> None:
    assert match(*texts).target == "extra"


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("开工时间（计划/实际）",), "either"),
        (("计划/实际开工时间",), "either"),
        (("开工时间（含预计）",), "either"),
        (("开工（预计开工）时间",), "either"),
        (("开工时间或预计开工时间",), "either"),
        (("年度投资计划执行情况", "开工时间"), "either"),
        (("注册及备案时间",), "days"),
        (("立项和开工时间",), "days"),
        (("签约（注册）时间",), "days"),
        (("开工至投产时间",), "days"),
    ],
)
def test_a_day_that_may_be_one_or_another_is_not_taken(texts: tuple[str, ...], why: str) -> None:
    found = match(*texts)
    assert (found.target, found.aside) == ("extra", why)


@pytest.mark.parametrize(
    ("texts", "target"),
    [
        (("开工时间（实际）",), "started_on"),
        (("开工时间（年月）",), "started_on"),
        (("实际开工时间",), "started_on"),
        (("签约项目开工时间",), "started_on"),
        (("开工开业时间",), "started_on"),
        (("立项备案时间",), "approved_on"),
        (("竣工投产日期",), "production_on"),
        (("完成情况", "开工时间"), "started_on"),
        (("环评审批时间",), "extra"),
        (("施工许可审批时间",), "extra"),
    ],
)
def test_a_day_that_has_come_stays_one(texts: tuple[str, ...], target: str) -> None:
    assert match(*texts).target == target


@pytest.mark.parametrize(
    "text",
    [
        "到位资金（预期）",
        "到位资金（拟）",
        "承诺到位资金",
        "认缴到位资金",
        "Funds (expected)",
        "Projected disbursement",
    ],
)
def test_money_to_come_is_no_money(text: str) -> None:
    found = match(text)
    assert (found.target, found.aside) == ("extra", "plan")


def test_an_expected_start_is_the_plans_and_the_project_has_not_started(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        """
2023年项目台账（万元）
项目名称|产业|责任单位|总投资|2023年计划投资|开工时间（预计）
甲|新材料|责任单位一|900|300|2023-10
乙|新材料|责任单位一|800||2023年11月5日
""",
    )
    assert told(report) == []
    projects = {one["name"]: one for one in report.tables["project"].to_pylist()}
    assert [one["started_on"] for one in projects.values()] == [None, None]
    [plan] = report.tables["plan"].to_pylist()
    assert (plan["planned_start_on"], f"{plan['amount']:f}") == (dt.date(2023, 10, 1), "300.00")
    assert json.loads(projects["乙"]["extra"]) == {"计划开工日期": "2023-11-05"}  # without a plan, and not lost


def test_a_column_of_two_days_is_asked_about_once_and_can_be_told(tmp_path: Path) -> None:
    text = """
2023年项目台账（万元）
项目名称|产业|责任单位|总投资|注册及备案时间|计划/实际开工时间
甲|新材料|责任单位一|900|2023-03-01|2023-05-01
乙|新材料|责任单位一|800||2023-06-01
"""
    report = read(tmp_path, text)
    said = told(report)
    assert len(said) == 2
    assert "写的是几个阶段的日期，没有计入，已作为其他列保留，对吗？" in said[0]
    assert "看不出是计划日期还是实际日期，没有计入，已作为其他列保留，对吗？" in said[1]
    [first, _] = report.tables["project"].to_pylist()
    assert (first["registered_on"], first["approved_on"], first["started_on"]) == (None, None, None)
    told_so = read(tmp_path, text, '[columns]\n"注册及备案时间" = "approved_on"\n"计划/实际开工时间" = "started_on"\n')
    assert told(told_so) == []
    [first, second] = told_so.tables["project"].to_pylist()
    assert (first["approved_on"], second["started_on"]) == (dt.date(2023, 3, 1), dt.date(2023, 6, 1))


def test_a_column_of_two_days_that_holds_nothing_is_not_asked_about(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "项目名称|产业|责任单位|总投资（万元）|注册及备案时间\n甲|新材料|责任单位一|900|\n乙|新材料|责任单位一|8|-\n",
    )
    assert told(report) == []

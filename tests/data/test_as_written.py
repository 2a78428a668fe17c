"""The template's form says days, months and amounts in the ways in which an office's own form may (docs/mapping.md)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from data import ledger
from data.ledger.examining import examine
from tests.data import small
from tests.data import written as paper


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    ledger.template(path)
    project = {"A3": "P1", "B3": "甲", "D3": "新材料", "G3": "责任单位一", "J3": "正式", "L3": 12_000}
    return small.fill(path, {"说明": {"B5": "2023-09"}, "项目": project})


@pytest.mark.parametrize(
    ("written", "day", "remark"),
    [
        ("20230411", dt.date(2023, 4, 11), ""),
        (20230411, dt.date(2023, 4, 11), ""),
        ("2023年4月11日", dt.date(2023, 4, 11), ""),
        ("2023.4.11", dt.date(2023, 4, 11), ""),
        ("11 Apr 2023", dt.date(2023, 4, 11), ""),
        ("２０２３年４月", dt.date(2023, 4, 1), "只写到月份，按当月1日读取"),
        ("2023年4月上旬", dt.date(2023, 4, 1), "写的是旬或月初、月底"),
    ],
)
def test_a_day(written: object, day: dt.date, remark: str, template: Path) -> None:
    report = examine(small.fill(template, {"项目": {"M3": written}}))
    assert report.errors == ()
    assert report.tables["project"]["signed_on"].to_pylist() == [day]
    said = [one.why for one in report.notes if one.cell == "M3"]
    assert [remark in why for why in said] == [True] * bool(remark)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("3/5/2023", "有两种读法（3月5日、5月3日）"),
        ("45027", "不是日期"),
        ("去年", "不是日期"),
        ("预计2023年6月", "不是日期"),
    ],
)
def test_a_day_that_is_none_or_two(written: str, sentence: str, template: Path) -> None:
    report = examine(small.fill(template, {"项目": {"M3": written}}))
    assert [(error.cell, sentence in error.why) for error in report.errors] == [("M3", True)]


@pytest.mark.parametrize("written", ["202309", "2023年9月份", "Sep 2023", "2023.9"])
def test_a_month(written: str, template: Path) -> None:
    report = examine(small.fill(template, {"月度进度": {"A3": "P1", "B3": written, "C3": 5, "D3": 0}}))
    assert report.errors == ()
    assert report.tables["progress"]["month"].to_pylist() == [dt.date(2023, 9, 1)]


@pytest.mark.parametrize(
    ("written", "amount"), [("3.2亿元", 32_000), ("1,200万元", 1_200), ("５００", 500), ("0.5 亿", 5_000)]
)
def test_an_amount(written: str, amount: int, template: Path) -> None:
    report = examine(small.fill(template, {"项目": {"L3": written}}))
    assert report.errors == ()
    assert report.tables["project"]["planned_investment"].to_pylist() == [Decimal(amount)]


@pytest.mark.parametrize("written", ["约3亿元", "3.23456789亿元", "500万美元", "3亿元以上"])
def test_an_amount_that_is_not_certain(written: str, template: Path) -> None:
    report = examine(small.fill(template, {"项目": {"L3": written}}))
    assert [error.cell for error in report.errors] == ["L3"]


@pytest.mark.parametrize("written", ["10²", "1200①", "3½"])
def test_a_footnote_is_no_digit_in_any_form(written: str, template: Path, tmp_path: Path) -> None:
    office = f"2023年9月（单位：万元）\n项目名称 | 产业 | 责任单位 | 总投资\n甲 | 新材料 | 责任单位一 | {written}"
    for file in (
        small.fill(template, {"项目": {"L3": written}}),
        paper.write(tmp_path, office, "办公.xlsx"),
    ):
        assert [error.value for error in examine(file).errors] == [written]

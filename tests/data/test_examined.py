"""A faulty ledger's sound rows, and which rows are left out and why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from data import ledger, model
from data.ledger import examining
from data.ledger.check import checking
from data.ledger.check.checking import Checked
from tests.data import small

GOOD = {"D": "新材料", "G": "责任单位一", "J": "正式", "L": 100}
TODAY = dt.date(2023, 11, 20)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Three projects, the second with an amount that is none; rows of other tables point to each."""
    ledger.template(tmp_path / "台账.xlsx")
    rows = {f"{letter}{row}": value for row in (3, 4, 5) for letter, value in GOOD.items()}
    rows |= {f"{letter}{row}": f"{word}{row}" for row in (3, 4, 5) for letter, word in (("A", "P"), ("B", "项目"))}
    return small.fill(
        tmp_path / "台账.xlsx",
        {
            "说明": {"B5": "2023-09"},
            "项目": {**rows, "L4": "许多"},
            "月度进度": {"A3": "P3", "B3": "2023-08", "C3": 1, "A4": "P4", "B4": "2023-09", "C4": 2},
        },
    )


def examined(file: Path) -> Checked:
    return checking.examined(ledger.read(file), today=TODAY)


def left_out(found: Checked) -> list[tuple[str, int, str, str]]:
    return [(row.sheet, row.row, row.name, row.why) for row in found.left_out]


def test_a_ledger_without_errors_is_whole(template: Path) -> None:
    found = examined(small.fill(template, {"项目": {"L4": 7}}))
    assert found.errors == found.left_out == ()
    assert found.tables == small.reread(template, today=TODAY)
    assert found.months_through == dt.date(2023, 9, 1)


def test_what_points_to_a_row_left_out_goes_with_it(template: Path) -> None:
    found = examined(template)
    assert [(error.sheet, error.cell) for error in found.errors] == [("项目", "L4")]
    assert left_out(found) == [
        ("项目", 4, "项目4", "不是数字"),
        ("月度进度", 4, "P4 2023-09", "所属项目没有导入"),
    ]
    assert found.tables["project"]["project_id"].to_pylist() == ["P3", "P5"]
    assert found.tables["progress"]["project_id"].to_pylist() == ["P3"]
    assert all(found.tables[name].schema == schema for name, schema in model.ARROW.items())


def test_what_is_left_has_no_errors_of_its_own(template: Path) -> None:
    small.fill(
        template,
        {
            "项目": {"V5": "A1", "A6": "P5", "B6": "又一个", **{f"{k}6": v for k, v in GOOD.items()}},
            "活动": {"A3": "A1", "B3": dt.date(2023, 1, 1)},
            "月度进度": {"A5": "P5", "B5": "2023-09", "C5": 3, "A6": "P9", "B6": "2023-09"},
        },
    )
    found = examined(template)
    assert left_out(found) == [
        ("项目", 4, "项目4", "不是数字"),
        ("项目", 5, "项目5", "所属活动没有导入"),
        ("项目", 6, "又一个", "与A5单元格重复（项目编号相同）"),
        ("月度进度", 4, "P4 2023-09", "所属项目没有导入"),
        ("月度进度", 5, "P5 2023-09", "所属项目没有导入"),
        ("月度进度", 6, "P9 2023-09", "“项目”表里没有这个编号"),
        ("活动", 3, "A1", "必须填写"),
    ]
    assert small.publish(found.tables)


def test_every_row_of_a_merged_range_is_left_out(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    book["项目"]["L4"] = 5
    book["项目"]["H3"] = "某领导"
    book["项目"].merge_cells("H3:H4")
    book.save(template)
    found = examined(template)
    assert [(error.sheet, error.cell) for error in found.errors] == [("项目", "H3")]
    assert [row[1] for row in left_out(found) if row[0] == "项目"] == [3, 4]


def test_a_missing_column_leaves_no_row(template: Path) -> None:
    found = examined(small.fill(template, {"月度进度": {"B1": None, "B2": None, "B3": None, "B4": None}}))
    assert found.tables["progress"].num_rows == 0
    assert [row[:2] for row in left_out(found)] == [("项目", 4), ("月度进度", 3), ("月度进度", 4)]


def test_no_month_is_known(template: Path) -> None:
    clear = {f"{letter}{row}": None for letter in "ABC" for row in (3, 4)}
    found = examined(small.fill(template, {"说明": {"B5": None}, "月度进度": clear}))
    assert found.months_through is None
    assert [error.cell for error in found.errors] == ["", "L4"]


def test_the_report_carries_rows_errors_and_what_is_left_out(template: Path) -> None:
    report = examining.examine(template)
    assert report.rows["project"] == 2
    assert report.rows["progress"] == 1
    assert len(report.errors) == 1
    assert [row.row for row in report.left_out] == [4, 4]
    assert report.months_through == dt.date(2023, 9, 1)
    assert report.totals["funds_arrived"] == 1

"""What looks wrong but is published: said at its cell, with the name that may have been meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data import ledger, settings
from data.ledger.check import doubts
from tests.data import small

NEW = "写错的请改正后重新上传；是新名称的，请在“数据”页点“加入设置”。"

GOOD = {"A": "P1", "B": "甲", "D": "新材料", "G": "责任单位一", "J": "正式", "L": 100}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    ledger.template(tmp_path / "台账.xlsx")
    cells = {f"{letter}{row}": value for row in (3, 5, 6, 7) for letter, value in GOOD.items()}
    cells |= {f"A{row}": f"P{row}" for row in (3, 5, 6, 7)}
    cells |= {f"B{row}": name for row, name in zip((3, 5, 6, 7), "甲乙丙丁", strict=True)}
    return small.fill(tmp_path / "台账.xlsx", {"说明": {"B5": "2023-09"}, "项目": cells})


def warnings(file: Path) -> list[str]:
    found = ledger.read(file)
    ledger.check(found)
    return [str(warning) for warning in ledger.warnings(found)]


def test_known_names_and_dates_in_order_need_no_warning(template: Path) -> None:
    small.fill(template, {"项目": {"M3": dt.date(2023, 5, 1), "P3": dt.date(2023, 5, 1), "P5": dt.date(2022, 1, 1)}})
    assert warnings(template) == []


def test_unknown_names_are_said_once_a_sheet_in_order(template: Path) -> None:
    small.fill(
        template,
        {
            "项目": {"D5": "新材枓", "D7": "新材枓", "G3": "招商局", "G6": "责任单位十"},
            "目标": {"A3": 2023, "B3": "完成投资", "C3": "招商局", "D3": "其它", "E3": 1},
            "活动": {"A3": "A1", "B3": dt.date(2023, 1, 1), "C3": "推介会", "E3": "招商局"},
        },
    )
    said = warnings(template)
    assert said[:2] == [
        f"提示：项目!G3「招商局」不在设置的责任单位名称里，写法对吗？{NEW}",
        f"提示：项目!D5等2格「新材枓」不在设置的产业名称里，是不是“新材料”？{NEW}",
    ]
    assert [line[3:].partition("「")[0] for line in said[2:]] == ["项目!G6", "目标!C3", "目标!D3", "活动!E3"]
    assert "是不是“其他”？" in said[4]


def test_each_start_before_its_signing_is_said(template: Path) -> None:
    dates = {f"M{row}": dt.date(2023, 5, 1) for row in (3, 5)} | {f"P{row}": dt.date(2023, 4, 30) for row in (3, 5)}
    assert warnings(small.fill(template, {"项目": dates})) == [
        f"提示：项目!{cell}「2023-04-30」早于签约日期2023-05-01，两个日期对吗？不对的请改正后重新上传。"
        for cell in ("P3", "P5")
    ]


def test_a_stage_before_one_that_comes_earlier_is_asked_once(template: Path) -> None:
    """P3: in order. P5: production before the start. P6: full capacity before both, registered after production."""
    days = {
        3: {"M": "2022-01-05", "N": "2021-12-01", "O": "2022-03-01", "P": "2022-04-01", "Q": "2022-06-01",
            "R": "2023-01-01", "S": "2023-05-01"},
        5: {"P": "2023-04-01", "Q": "2023-03-31", "R": "2023-03-01"},
        6: {"O": "2023-07-01", "P": "2023-04-01", "R": "2023-06-01", "S": "2023-03-01"},
        7: {"S": "2023-03-01"},
    }  # fmt: skip
    cells = {f"{letter}{row}": day for row, of_row in days.items() for letter, day in of_row.items()}
    assert [line.partition("，")[0] for line in warnings(small.fill(template, {"项目": cells}))] == [
        "提示：项目!Q5「2023-03-31」早于开工日期2023-04-01",
        "提示：项目!R5「2023-03-01」早于开工日期2023-04-01",
        "提示：项目!R6「2023-06-01」早于注册日期2023-07-01",
        "提示：项目!S6「2023-03-01」早于投产日期2023-06-01",
    ]


def test_an_exemption_that_ended_before_the_last_month_is_asked_about(template: Path) -> None:
    rows = {f"{letter}{row}": said for row in (3, 4, 5) for letter, said in zip("ABC", ("P5", "", "理由"), strict=True)}
    rules = {"B3": "低于自身序时", "B4": "问题逾期未办结", "B5": "未报进度"}
    ends = {"D3": "2023-08-31", "D4": "2023-09-01", "D5": "2022-12-31"}
    assert warnings(small.fill(template, {"免予亮灯": {**rows, **rules, **ends}})) == [
        "提示：免予亮灯!D3等2格「2023-08-31」早于数据截至月份2023-09，已经到期，到期后照常亮灯，对吗？要延期的请改有效期。"
    ]


def test_a_credited_unit_that_the_settings_do_not_know_is_asked_about(template: Path) -> None:
    row = {"A3": "P5", "B3": "责任单位一处", "C3": "引荐", "D3": 1}
    assert warnings(small.fill(template, {"计分归属": row})) == [
        f"提示：计分归属!B3「责任单位一处」不在设置的责任单位名称里，是不是“责任单位一”？{NEW}"
    ]


def test_a_zone_that_lists_no_units_is_not_asked_about_them(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zone = settings.settings().model_copy(update={"unit": ()})
    monkeypatch.setattr(doubts, "settings", lambda: zone)
    assert warnings(small.fill(template, {"项目": {"G3": "招商局"}})) == []


def test_the_demonstration_gives_no_warning(tmp_path: Path) -> None:
    from data import demo

    ledger.export(small.publish(demo.build(), is_demo=True), tmp_path / "demo.xlsx")
    assert warnings(tmp_path / "demo.xlsx") == []

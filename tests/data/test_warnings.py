"""What looks wrong but is published: said at its cell, with the name that may have been meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data import ledger, settings
from data.ledger.check import doubts
from tests.data import small

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
    small.fill(template, {"项目": {"M3": dt.date(2023, 5, 1), "O3": dt.date(2023, 5, 1), "O5": dt.date(2022, 1, 1)}})
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
        "提示：项目!G3「招商局」不在设置的责任单位名称里。",
        "提示：项目!D5等2格「新材枓」不在设置的产业名称里，是不是“新材料”？",
    ]
    assert [line[3:].partition("「")[0] for line in said[2:]] == ["项目!G6", "目标!C3", "目标!D3", "活动!E3"]
    assert "是不是“其他”？" in said[4]


def test_each_start_before_its_signing_is_said(template: Path) -> None:
    dates = {f"M{row}": dt.date(2023, 5, 1) for row in (3, 5)} | {f"O{row}": dt.date(2023, 4, 30) for row in (3, 5)}
    assert warnings(small.fill(template, {"项目": dates})) == [
        f"提示：项目!{cell}「2023-04-30」早于签约日期2023-05-01，两个日期对吗？" for cell in ("O3", "O5")
    ]


def test_a_zone_that_lists_no_units_is_not_asked_about_them(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zone = settings.settings().model_copy(update={"unit": ()})
    monkeypatch.setattr(doubts, "settings", lambda: zone)
    assert warnings(small.fill(template, {"项目": {"G3": "招商局"}})) == []


def test_the_demonstration_gives_no_warning(tmp_path: Path) -> None:
    from data import demo

    ledger.export(small.publish(demo.build(), is_demo=True), tmp_path / "demo.xlsx")
    assert warnings(tmp_path / "demo.xlsx") == []

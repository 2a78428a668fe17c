"""Single habits of offices, a few rows each: what they mean, and what is asked instead of guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.ledger.examining import examine
from data.ledger.report import Report
from tests.data.test_ledgers_of_other_habits import book, errors, paid, projects, said

HEAD = ["项目名称", "产业", "责任单位", "总投资（万元）"]
ROW = ["甲", "新材料", "责任单位一", 900]


def read(tmp_path: Path, heads: list[object], *rows: list[object], title: str = "2023年台账") -> Report:
    """A ledger of one sheet: `heads` beside the usual ones, and what each row says under them."""
    names = "甲乙丙丁戊己"
    lines: list[list[object]] = [[title], [*HEAD, *heads]]
    lines += [[names[at], *ROW[1:], *row] for at, row in enumerate(rows)]
    return examine(book(tmp_path / "a.xlsx", {"台账": lines}))


@pytest.mark.parametrize("cell", [-5, "-5", "－5万元"])
def test_an_amount_below_zero_is_an_error(cell: object, tmp_path: Path) -> None:
    report = read(tmp_path, ["2023年1月到位资金（万元）"], [cell], [5])
    assert errors(report) == [("台账", "E3")]
    assert "负数" in report.errors[0].message()
    assert paid(report) == {("乙", "2023-01"): "5.00"}

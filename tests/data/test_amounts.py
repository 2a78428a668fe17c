"""An amount of money as people and programs write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from data.ledger.cells import CellError
from data.ledger.written import amounts, money_units, wording
from data.ledger.written.money_units import Unit

RATES = {"USD": 7.0, "EUR": 8.0}


def unit(name: str) -> Unit:
    found = money_units.unit_of(name, RATES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cell", "name", "wan"),
    [
        ("$5", "百万美元", "3500.00"),
        ("$1,740 ", "million USD", "1218000.00"),
        ("US$5", "百万美元", "3500.00"),
        ("USD 5", "万美元", "35.00"),
        ("5 USD", "万美元", "35.00"),
        ("€5", "万欧元", "40.00"),
        ("$5m", "百万美元", "3500.00"),
        ("$5百万", "万美元", "3500.00"),
        ("500万美元", "万元", "3500.00"),
        ("500万美元", "百万美元", "3500.00"),
        ("5美元", "百万美元", "0.00"),
        ("¥5,000", "万元", "5000.00"),
        ("￥5000元", "万元", "0.50"),
        ("RMB 5", "亿元", "50000.00"),
        ("1.5E+03", "万元", "1500.00"),
        ("1.5e3", "亿元", "15000000.00"),
        ("1E+05", "元", "10.00"),
        ("2.345E+01", "万元", "23.45"),
        ("-1.16E-10", "万元", "0"),
        (-1.16e-10, "亿元", "0"),
        (2.3e-11, "万元", "0"),
    ],
)
def test_a_sign_of_currency_keeps_the_heading_s_scale(cell: str | float, name: str, wan: str) -> None:
    assert amounts.amount(cell, unit(name), RATES)[0] == Decimal(wan)


@pytest.mark.parametrize(
    ("cell", "name", "words_of_it"),
    [
        ("$5", "万元", "写的是$，表头的单位是万元，币种不同"),
        ("€5", "百万美元", "币种不同"),
        ("¥5", "万美元", "币种不同"),
        ("RMB5", "million USD", "币种不同"),
        ("(5)", "万元", "括号"),
        ("（1,200.5）", "万元", "括号"),
        ("-5", "万元", "负数"),
        (-0.02, "万元", "负数"),
        ("1.23E+05", "万元", "科学计数法"),
        ("1.23457E+11", "元", "科学计数法"),
        ("数千万", "万元", "不是确切的数字"),
        ("上亿元", "万元", "不是确切的数字"),
        ("近亿", "万元", "不是确切的数字"),
        ("5-6", "万元", "不是确切的数字"),
        ("JPY 5", "日元", "汇率"),
    ],
)
def test_what_is_not_certain_says_why(cell: str | float, name: str, words_of_it: str) -> None:
    with pytest.raises(CellError, match=words_of_it.replace("$", r"\$")):
        amounts.amount(cell, unit(name), RATES)


@pytest.mark.parametrize(
    "cell", ["未透露", "未知", "不详", "保密", "未公开", "暂未披露", "涉密", "面议", "Undisclosed", "待定"]
)
def test_all_words_for_an_amount_that_is_not_told_are_alike(cell: str) -> None:
    assert wording.is_unknown(cell)
    with pytest.raises(CellError, match="没有写出金额"):
        amounts.amount(cell, unit("万元"), RATES)


@pytest.mark.parametrize("cell", ["$ -", "¥-", "￥ - ", " - ?? ", "$-   ", "-", "——", "未到位", "无"])
def test_a_dash_where_accountants_write_nothing_is_nothing(cell: str) -> None:
    assert wording.is_nothing(cell)
    assert not wording.is_unknown(cell)

"""How counts, money, shares and dates are written."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import texts
from texts.progress import growth_phrase, light, more_phrase, points_phrase, share_change_phrase
from texts.writing import rounded

ZH, EN = texts("zh"), texts("en")


@pytest.mark.parametrize(
    ("wan", "zh", "en"),
    [
        (3124000.0, "312.4亿元", "¥31.24B"),
        (4860000.0, "486.0亿元", "¥48.60B"),
        (10000.0, "1.0亿元", "¥0.10B"),
        (9999.4, "9999万元", "¥99.99M"),
        (9999.5, "1.0亿元", "¥0.10B"),
        (212500.0, "21.3亿元", "¥2.13B"),
        (0.0, "0元", "¥0"),
        (-27220.0, "−2.7亿元", "−¥0.27B"),
        (float("nan"), "无数据", "No data"),
    ],
)
def test_money(wan: float, zh: str, en: str) -> None:
    assert (ZH.money(wan), EN.money(wan)) == (zh, en)


@pytest.mark.parametrize(
    ("wan", "zh", "en"),
    [
        (3_124_000, "3,124,000万元", "¥31,240M"),
        (Decimal("12000.50"), "12,000.5万元", "¥120.005M"),
        (-0.01, "−0.01万元", "−¥0.0001M"),
        (0, "0万元", "¥0M"),
    ],
)
def test_exact_money_has_the_decimals_that_it_has(wan: float | Decimal, zh: str, en: str) -> None:
    assert (ZH.exact_money(wan), EN.exact_money(wan)) == (zh, en)


@pytest.mark.parametrize(
    ("wan", "zh", "en"),
    [(4860000.0, "486亿元", "¥48.6B"), (4864000.0, "486.4亿元", "¥48.64B"), (18530000.0, "1853亿元", "¥185.3B")],
)
def test_a_plan_has_no_empty_decimals(wan: float, zh: str, en: str) -> None:
    assert (ZH.round_money(wan), EN.round_money(wan)) == (zh, en)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0.15, 1, "0.2"), (0.25, 1, "0.3"), (2.5, 0, "3"), (-2.5, 0, "-3"), (1.005, 2, "1.01"), (64.28, 1, "64.3")],
)
def test_rounding_is_half_up(value: float, decimals: int, expected: str) -> None:
    assert str(rounded(value, decimals)) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_rounding_never_strays(thousandths: int, decimals: int) -> None:
    value = thousandths / 1000
    assert abs(float(rounded(value, decimals)) - value) <= 0.5 * 10**-decimals + 1e-9


def test_a_column_has_one_unit() -> None:
    assert ZH.scale(pd.Series([10_000.0, 52.0])).unit == "亿元"
    assert ZH.scale(pd.Series([9_999.0, 52.0])).unit == "万元"
    assert ZH.scale(pd.Series([float("nan")])).unit == "亿元"
    assert [EN.scale(pd.Series([312_400.0])).figure(wan) for wan in (312_400.0, 52.0)] == ["3.12", "0.00"]
    assert math.isnan(ZH.small_scale.value(float("nan")))


def test_counts_and_shares() -> None:
    assert (ZH.projects(141), EN.projects(1), EN.projects(1141)) == ("141个", "1 project", "1,141 projects")
    assert (ZH.percent(87 / 141), ZH.percent(float("nan"))) == ("61.7%", "—")
    assert (ZH.number(20230), ZH.number(20230, grouped=True), EN.number(20230)) == ("20230", "20,230", "20,230")
    assert ZH.signed(-20230.5, 1, grouped=True) == "−20,230.5"
    assert ZH.small_scale.figure(20230, grouped=True) == "20,230"
    assert (ZH.signed(20, 0), ZH.signed(-0.04), ZH.signed(-1.25)) == ("+20", "0.0", "−1.3")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("New materials", "new materials"), ("Department 1", "Department 1"), ("IT", "IT"),
        ("China Top 500", "China Top 500"), ("Department of Commerce", "Department of Commerce"),
        ('Share of the city in Top-500 and "four new"', 'share of the city in Top-500 and "four new"'),
    ],
)  # fmt: skip
def test_a_name_within_a_sentence(name: str, expected: str) -> None:
    assert EN.within(name) == expected
    assert ZH.within(name) == name


def test_dates() -> None:
    day = dt.date(2023, 9, 5)
    assert (ZH.day(day), EN.day(day)) == ("2023年9月5日", "5 September 2023")
    assert (ZH.month(day), EN.month(day), ZH.month_end(day, day)) == ("9月", "Sep", "9月末")
    assert ZH.month_end(dt.date(2022, 12, 1), dt.date(2023, 1, 15)) == "2022年12月末"
    assert EN.month_end(dt.date(2022, 12, 1), dt.date(2023, 1, 15)) == "the end of December 2022"


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (0.0, "ahead"),
        (-0.04, "ahead"),
        (-0.05, "behind"),
        (-10.0, "behind"),
        (-10.04, "behind"),
        (-10.05, "far_behind"),
    ],
)
def test_a_light_goes_by_the_points_as_shown(points: float, expected: str) -> None:
    assert light(points, 10) == expected


def test_no_plan_has_no_light() -> None:
    assert light(float("nan"), 10) is None
    assert points_phrase(ZH, float("nan")) == "无计划"


def test_phrases_say_the_direction_in_words() -> None:
    assert points_phrase(ZH, -10.72) == "低于序时进度10.7个百分点"
    assert points_phrase(ZH, 9.5, short=True) == "超序时9.5个百分点"
    assert points_phrase(ZH, 0.01) == "与序时进度持平"
    assert growth_phrase(ZH, 0.245) == "同比增长24.5%"
    assert growth_phrase(ZH, 9.99) == "同比增长999.0%"
    assert growth_phrase(ZH, 27.2) == "为上年同期的28.2倍", "2720 per cent tell nobody how little there was"
    assert growth_phrase(EN, 27.2) == "28.2 times a year earlier"
    assert growth_phrase(ZH, -0.02) == "同比下降2.0%"
    assert growth_phrase(ZH, float("nan")) == "无同期可比数据"
    assert more_phrase(ZH, 8) == "同比增加8个"
    assert more_phrase(ZH, pd.NA) == "无同期可比数据"  # type: ignore[arg-type]  # as a cell of a DataFrame
    assert share_change_phrase(ZH, -2.22) == "同比下降2.2个百分点"
    assert share_change_phrase(EN, 2.1) == "up 2.1 points year on year"

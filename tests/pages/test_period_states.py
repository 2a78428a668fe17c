"""A period that has not begun, or is under way: said on every page and view, last year's figures stay true."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from access.rights import LOCAL
from screen import views
from screen.link import asked
from tests.demo_ledger import Published
from tests.pages.opening import answer, opened, plain, words
from tests.pages.test_figures import money
from tests.queries.ledgers import month, plan, project, publish


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two agreements of the last quarter of 2022, one of this year; as of the end of September."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        dt.date(2023, 9, 1),
        project=[
            project("甲", "2022-10-10", "2023-02-01", 30_000),
            project("乙", "2022-12-31", None, 20_000),
            project("丙", "2022-03-01", None, 10_000),
            project("丁", "2023-08-15", None, 40_000),
        ],
        plan=[plan("甲", 2023, 9_000)],
        progress=[month("甲", "2022-11", 700, 100), month("甲", "2022-12", 300, 100), month("甲", "2023-09", 50, 10)],
    )


BEFORE = "上年同期签约2个，计划总投资5.0亿元，到位资金1000万元"


@pytest.mark.parametrize("page", ["funnel", "industries"])
def test_a_quarter_to_come_is_said_beside_the_one_before(page: str) -> None:
    app = opened(page, {"period": "第四季度"})
    assert not app.exception
    text = plain(words(app))
    assert f"2023年第四季度尚未开始（数据截至2023年9月30日）；{BEFORE}。" in text
    for said in ("没有签约", "没有资金到位", "0.0亿元", "签约0个"):
        assert said not in text, said


@pytest.mark.parametrize(
    ("period", "as_of", "months", "industry"),
    [
        ("第四季度", "2023-09-30", (10, 12), ""),
        ("5月", "2023-03-31", (5, 5), ""),
        ("下半年", "2023-06-15", (7, 12), "新材料"),
    ],
)
def test_the_year_before_equals_plain_pandas(
    demo: Published, period: str, as_of: str, months: tuple[int, int], industry: str
) -> None:
    query = {"period": period, "as_of": as_of, "year": as_of[:4]} | ({"industry": industry} if industry else {})
    ledger, first = demo.ledger, pd.Timestamp(int(as_of[:4]) - 1, months[0], 1)
    last = pd.Timestamp(int(as_of[:4]) - 1, months[1], 1) + pd.offsets.MonthEnd(0)
    rows = ledger.project[ledger.project["协议类型"] == "正式"]
    money_rows = ledger.progress
    if industry:
        rows = rows[rows["产业"] == industry]
        own = ledger.project.loc[ledger.project["产业"] == industry, "项目编号"]
        money_rows = money_rows[money_rows["项目编号"].isin(own)]
    signed = rows[rows["签约日期"].between(first, last)]
    arrived = money_rows.loc[money_rows["月份"].between(first, last), "到位资金（万元）"].sum()
    text = answer(opened("industries", query))
    assert (
        f"尚未开始（数据截至{pd.Timestamp(as_of):%Y年%-m月%-d日}）；上年同期签约{len(signed)}个，计划总投资"
        f"{money(signed['计划总投资（万元）'].sum())}，到位资金{money(arrived)}。" in text
    )


def test_in_english() -> None:
    text = plain(words(opened("funnel", {"period": "Q4", "lang": "EN"})))
    assert (
        "Q4 2023 has not begun (data as of 30 September 2023); same period of last year: 2 projects signed, planned "
        "investment ¥0.50B, ¥10.00M arrived." in text
    )


def test_a_month_to_come_without_a_ledger_the_year_before() -> None:
    text = plain(words(opened("funnel", {"period": "2月", "as_of": "2023-01-31"})))
    assert "2023年2月尚未开始（数据截至2023年1月31日）；没有上年同期的数据。" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "2023年1—9月签约"),
        ({"as_of": "2023-08-20"}, "2023年（至8月20日）签约"),
        ({"as_of": "2023-01-31"}, "2023年1月签约"),
        ({"period": "第三季度", "as_of": "2023-08-31"}, "2023年第三季度（至8月31日）签约"),
        ({"period": "第三季度"}, "2023年第三季度签约"),
        ({"period": "8月", "as_of": "2023-08-20"}, "2023年8月（至8月20日）签约"),
        ({"year": "2022"}, "2022年签约"),
    ],
)
def test_a_period_under_way_says_how_far(query: dict[str, str], said: str) -> None:
    text = plain(words(opened("industries", query)))
    assert said in text or said.removesuffix("签约") + "各产业签约" in text


def test_the_wall_says_it_too() -> None:
    told = {name: " ".join(one["html"] for one in turn.panels) for turn in views.turns(
        asked({"views": ["funnel,industries"], "period": ["第四季度"]}, LOCAL)
    ) for name in (turn.name,)}  # fmt: skip
    assert told["funnel"].count("2023年第四季度尚未开始") == 2
    assert told["industries"].count("2023年第四季度尚未开始") == 1, "the plan's industries are of the year"
    assert BEFORE in told["funnel"]

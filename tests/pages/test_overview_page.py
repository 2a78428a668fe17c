"""The overview's panels on makeup, the last month and the report card equal pandas; what is missing is said."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests import oracle_overview as oracle
from tests.demo_ledger import Published
from tests.pages.drawing import drawn_charts
from tests.pages.opening import found, metrics, opened, plain, tables, text, words
from tests.pages.test_figures import RANDOM, half_up, money, percent
from tests.queries.ledgers import month, plan, project, publish
from tests.settings_drawn import Drawn, choices

MAKEUPS = {"kind": "规模与投资方", "channel": "招商方式", "unit": "责任单位"}
CLASSES = ("size", "top_500", "list", "four_new")
FACT = {"year": 2022, "relation": "=", "standing": "published", "source": "报道", "zh": "数"}


@RANDOM
@given(data=st.data())
def test_what_the_first_screen_draws(demo: Published, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    with drawn_charts(monkeypatch) as charts:
        app = opened("overview", drawn.query)
    assert not app.exception
    setting, ledger = drawn.setting, demo.ledger
    groups, due = ledger.target_groups(setting, "产业"), ledger.due_share(setting)
    amounts = [one[key] for one in groups.values() for key in ("plan", "invested") if not math.isnan(one[key])]
    wan, decimals = (10_000, 1) if max(amounts, default=0) >= 10_000 or not any(amounts) else (1, 0)
    bullets = {row["name"]: row for row in charts.get("industry", [])}
    assert bullets.keys() == groups.keys()
    for name, one in groups.items():
        done, planned = (figure_text(one[key], wan, decimals) for key in ("invested", "plan"))
        assert bullets[name]["figures"] == f"{done} / {planned}", name
        if one["plan"] and math.isnan(one["invested"]):
            assert bullets[name]["verdict"] == "未报送"
        elif one["plan"]:
            points = half_up((one["invested"] / one["plan"] - due) * 100, 1)
            assert str(abs(points)) in bullets[name]["verdict"] or not points
    cumulative = ledger.cumulative(setting)
    rows = charts.get("cumulative", [])[:12]
    if groups:
        assert [row["actual"] is not None for row in rows] == [at < len(cumulative) for at in range(12)]
        texts = [row["actual_text"] for row in rows[: len(cumulative)]]
        plan_all = sum(one["plan"] for one in groups.values())
        last = ledger.key_plan(setting, setting.year - 1)
        if last.empty:
            big = max([*cumulative, plan_all]) >= 10_000 or not any([*cumulative, plan_all])
            assert texts == [str(half_up(one / (10_000 if big else 1), 1 if big else 0)) for one in cumulative]
    funnel = ledger.funnel_cohort(setting)
    for row in charts.get("funnel_cohort", [])[:3]:
        stage = funnel[row["stage"]]
        if math.isnan(stage["projects"]):
            assert row["title"].endswith("：无数据")
            continue
        assert row["title"].endswith(f"{stage['projects']}个")
        planned = f"计划总投资{money(stage['planned_investment'])}"
        assert planned in row["detail"] or (not stage["projects"] and row["detail"] in ("", "项目尚未开工"))


@RANDOM
@given(data=st.data())
def test_makeup(demo: Published, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    chosen = data.draw(st.sampled_from(list(MAKEUPS)))
    with drawn_charts(monkeypatch) as charts:
        app = opened("overview", drawn.query | {"makeup": MAKEUPS[chosen]})
    assert not app.exception
    parts = oracle.makeup(demo.ledger, drawn.setting)
    kept = oracle.has_ledger(demo.ledger, drawn.setting)
    whole = parts["all", "all"]
    of = CLASSES if chosen == "kind" else (chosen,)
    expected = {
        (dimension, value or ""): figures
        for (dimension, value), figures in parts.items()
        if dimension in of and value != "several"
        and (chosen == "kind" or figures["signed_projects"] or (kept and figures["last_signed_projects"]))
    }  # fmt: skip
    rows = {(row["dimension"], row["value"]): row for row in charts.get(f"makeup_{chosen}", [])}
    if not any(one["signed_projects"] or (kept and one["last_signed_projects"]) for one in expected.values()):
        assert not rows
        said = "签约项目中没有亿元以上" if whole["signed_projects"] else "没有签约项目。"
        assert said in plain(words(app))
        return
    assert rows.keys() == expected.keys()
    for key, figures in expected.items():
        share = percent(figures["signed_projects"], whole["signed_projects"])
        planned_share = percent(figures["signed_planned"], whole["signed_planned"])
        told = f"占{share}；计划总投资{money(figures['signed_planned'])}，占{planned_share}；"
        told += f"已开工{figures['started_projects']}个"
        if kept:
            told += f"；上年同期{figures['last_signed_projects']}个"
        assert rows[key]["detail"] == told, key
        assert rows[key]["number"] == f"{figures['signed_projects']}个"
        assert rows[key]["started"] <= rows[key]["signed"], "the started lie inside the signed"
        assert rows[key]["last"] == (figures["last_signed_projects"] if kept else -1)
    if chosen == "kind":
        assert rows["size", "over_1b"]["signed"] <= rows["size", "over_100m"]["signed"]


@RANDOM
@given(data=st.data())
def test_last_month(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("overview", drawn.query)
    assert not app.exception
    first = oracle.last_month(demo.ledger, drawn.setting)
    now, before, year_ago = (
        oracle.month_figures(demo.ledger, drawn.setting, first - pd.DateOffset(months=back)) for back in (0, 1, 12)
    )
    text = plain(words(app))
    if math.isnan(now["signed_projects"]):
        assert f"{first.year}年{first.month}月尚无台账。" in text
        return
    table = month_table(app)
    amounts = [one[key] for one in (now, before, year_ago) for key in ("funds_arrived", "invested")]
    known = [amount for amount in amounts if not math.isnan(amount)]
    wan, decimals = (10_000, 1) if max(known, default=0) >= 10_000 or not any(known) else (1, 0)
    for row, (figure, value) in zip(table.itertuples(index=False), now.items(), strict=True):
        is_money = figure in {"funds_arrived", "invested"}
        cells = list(row)[1:]
        sides = [value, before[figure], year_ago[figure]]
        shown = [figure_text(one, wan if is_money else 1, decimals if is_money else 0, ",") for one in sides]
        change = growth_text if is_money else change_text
        assert cells == [
            shown[0], shown[1], change(value, before[figure]), shown[2], change(value, year_ago[figure]),
        ], figure  # fmt: skip
    events = oracle.month_projects(demo.ledger, drawn.setting, first)
    lists = [frame.value for frame in app.dataframe if "event" in frame.value]
    if not any(events.values()):
        assert not lists
        assert f"{first.year}年{first.month}月没有签约、开工、首次到位或终止的项目" in text
    else:
        counts = lists[0]["event"].value_counts().to_dict()
        named = {"signed": "签约", "started": "开工", "funded": "首次到位", "terminated": "已终止"}
        assert counts == {named[event]: len(ids) for event, ids in events.items() if ids}


def month_table(app: AppTest) -> pd.DataFrame:
    return next(table for table in tables(app) if "环比" in table)


def figure_text(value: float, wan: int, decimals: int, grouping: str = "") -> str:
    return "—" if math.isnan(value) else f"{half_up(value / wan, decimals):{grouping}}"


def signed(value: float, decimals: int) -> str:
    figure = half_up(value, decimals)
    return f"+{figure:,}" if figure > 0 else f"−{abs(figure):,}" if figure < 0 else str(abs(figure))


def change_text(now: float, before: float) -> str:
    return "—" if math.isnan(now) or math.isnan(before) else signed(now - before, 0)


def growth_text(now: float, before: float) -> str:
    return "—" if math.isnan(now) or math.isnan(before) or not before else f"{signed((now / before - 1) * 100, 1)}%"


# The report card -----------------------------------------------------------------------------------


def card(app: AppTest) -> pd.DataFrame:
    return next(table for table in tables(app) if "公布" in table).set_index("指标")


def publish_reported(monkeypatch: pytest.MonkeyPatch, folder: Path, **rows: list[dict[str, Any]]) -> AppTest:
    """A real ledger beside four published figures of 2022."""
    monkeypatch.setenv("DASHBOARD_STORE", str(folder / "store"))
    publish(
        published_fact=[
            FACT | {"indicator": "signed_projects", "amount": 3, "unit_of_measure": "projects"},
            FACT | {"indicator": "funds_arrived", "amount": 218, "unit_of_measure": "100M yuan"},
            FACT | {"indicator": "funds_arrived_growth", "amount": 20, "unit_of_measure": "percent"},
            FACT | {"indicator": "start_rate", "amount": 70, "unit_of_measure": "percent", "relation": "<~"},
        ],
        **rows,
    )
    return opened("overview")


def test_a_ledger_that_disagrees_says_by_how_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = publish_reported(
        monkeypatch,
        tmp_path,
        project=[project("一", "2022-02-01", "2022-03-01"), project("二", "2022-03-01")],
        progress=[month("一", "2021-01", 1_000_000), month("一", "2022-05", 2_180_000), month("一", "2023-05", 1)],
    )
    assert [text(one) for one in found(app, "//td/b")][:1] == ["比公布少1个"], "what differs is stressed"
    shown = card(app)
    assert shown.loc["签约项目"].to_list() == ["3个", "—", "2个，比公布少1个"]
    assert shown.loc["到位资金"].to_list() == ["218亿元", "+20% 台账+118.0%", "218.0亿元"]
    assert shown.loc["签约项目开工率"].to_list() == ["近70%", "—", "50.0%，低20.0个百分点"]
    assert "公布的4项中1项与台账一致，3项不一致" in plain(words(app))


def test_a_ledger_that_does_not_carry_the_year_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = publish_reported(
        monkeypatch,
        tmp_path,
        project=[project("一", "2022-05-01", "2022-06-01")],
        progress=[month("一", "2022-05", 5), month("一", "2023-05", 1)],
    )
    shown = card(app)
    assert list(shown.columns) == ["公布", "同比"], "nothing computed beside what is not in the ledger"
    assert shown.loc["到位资金"].to_list() == ["218亿元", "+20%"]
    text = plain(words(app))
    assert "台账没有2022年的完整数据，只列公布数" in text
    assert "仅引用" not in text
    assert "funds_arrived" not in text


def test_the_demonstration_agrees(demo: Published) -> None:
    shown = card(opened("overview"))
    assert not any("比公布" in cell or "台账" in cell for row in shown.to_numpy() for cell in row)
    assert len(shown) == 10


# What is missing -----------------------------------------------------------------------------------


def test_a_ledger_without_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(project=[project("一", "2023-09-10", "2023-09-20")], plan=[plan("一", 2023, 100)])
    app = opened("overview")
    text = plain(words(app))
    assert "2023年9月签约1个，开工1个" in text
    assert "台账没有月度到位资金和完成投资。" in text
    assert "2023年8月尚无台账，无可比数据。" in text
    assert "截至8月末" not in plain(words(opened("overview", {"as_of": "2023-09-15"}))), "there is no money to stop"
    for said in ("0元", "尚无资金到位", "0.0亿", "完成0"):
        assert said not in text
    cards = metrics(app)
    assert cards["到位资金（含往年签约项目）"] == ("无数据", "未报送")
    assert next(iter(cards.values())) == ("无数据", "未报送")
    assert "2023年1个重点项目计划完成投资100万元，没有完成投资数据。" in text
    assert month_table(app).set_index("指标").loc["签约（个）"].to_list() == ["1", "—", "—", "—", "—"]


def test_a_selection_without_anything(demo: Published) -> None:
    text = plain(
        words(opened("overview", {"industry": "其他", "unit": "责任单位八", "size": "10亿元以上", "kind": "央企"}))
    )
    assert "2023年1—9月没有签约项目。" in text
    assert "2023年9月没有签约、开工、首次到位或终止的项目" in text
    assert "所选范围内没有2023年重点项目。" in text


def test_one_project_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[project("一", "2023-09-10", None, 20_000, channel=None)],
        progress=[month("一", "2023-09", 10)],
    )
    text = plain(words(opened("overview")))
    assert "签约1个，属亿元以上" in text
    assert "上年同期无可比数据" in text
    publish(project=[project("小", "2023-09-10", None, 500)], progress=[month("小", "2023-09", 10)])
    small = plain(words(opened("overview")))
    assert "签约1个，其中没有亿元以上、500强投资和四新项目" in small
    assert "签约项目中没有亿元以上、500强投资或四新项目；可切换到招商方式或责任单位查看。" in small
    assert "没有签约项目" not in small
    publish(project=[project("一", "2023-09-10", None, 20_000, channel=None)], progress=[month("一", "2023-09", 10)])
    by_channel = plain(words(opened("overview", {"makeup": "招商方式"})))
    assert "未注明：全部1个" in by_channel

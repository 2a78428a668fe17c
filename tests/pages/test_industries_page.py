"""What the industries page shows equals plain pandas on the exported ledger; its empty states are words."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import oracle_overview as oracle
from tests.demo_ledger import Published
from tests.oracle import DONE, FUNDS
from tests.pages.drawing import Rows, drawn_charts
from tests.pages.opening import answer, opened, plain, words
from tests.pages.test_figures import RANDOM, half_up, money, percent, rate
from tests.queries.ledgers import month, plan, project, publish
from tests.settings_drawn import Drawn, begun

MEASURES = ("signed_planned", "funds_arrived", "invested", "plan")


def scale(amounts: list[float]) -> tuple[int, int]:
    """The unit of a column or chart: 亿元 with one decimal from one 亿 on, else 万元."""
    known = [one for one in amounts if not math.isnan(one)]
    return (10_000, 1) if max(known, default=0) >= 10_000 or not any(known) else (1, 0)


def growth(now: float, before: float) -> float:
    return float(half_up((now / before - 1) * 100, 1)) if before else float("nan")


def same(found: Any, expected: float) -> bool:
    if pd.isna(found) or math.isnan(expected):
        return bool(pd.isna(found)) and math.isnan(expected)
    return math.isclose(float(found), expected, abs_tol=1e-9)


@RANDOM
@given(data=st.data())
def test_tables(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    app = opened("industries", drawn.query)
    assert not app.exception
    expected = demo.ledger.industries(drawn.setting)
    if not expected:
        assert "所选范围内没有项目。" in plain(words(app))
        return
    kept = oracle.has_ledger(demo.ledger, drawn.setting)
    changes = {name: oracle.industry_changes(demo.ledger, drawn.setting, name) for name in expected}
    whole = {key: sum(one[key] for one in expected.values()) for key in next(iter(expected.values()))}
    before = {key: sum(one[key] for one in changes.values()) for key in next(iter(changes.values()))}
    wan, decimals = scale(
        [
            one[key]
            for one in expected.values()
            for key in ("signed_planned", "arrived_of_signed", "funds_arrived", "plan", "invested")
        ]
    )
    signed, arrived, planned = (frame.value.set_index("industry") for frame in app.dataframe[:3])
    for name, now, past in [
        *((name, now, changes[name]) for name, now in expected.items()),
        ("全部产业", whole, before),
    ]:
        in_unit = {key: float(half_up(value / wan, decimals)) for key, value in (now | past).items()}
        nothing = float("nan")
        last_done = in_unit["last_invested"] if past["last_key_projects"] else nothing
        done = past["last_invested"] if past["last_key_projects"] and now["key_projects"] else 0
        wanted = {
            "signed_projects": now["signed_projects"],
            "signed_change": now["signed_projects"] - past["last_signed_projects"] if kept else nothing,
            "signed_planned": in_unit["signed_planned"],
            "planned_growth": growth(now["signed_planned"], past["last_signed_planned"]) if kept else nothing,
            "started_projects": now["started_projects"],
        }
        assert all(same(signed.loc[name, key], value) for key, value in wanted.items()), (name, signed.loc[name])
        assert (signed.loc[name].astype(object).fillna("—"))[["start_rate", "matured_start_rate"]].to_list() == [
            rate(now["started_projects"], now["formal_projects"]),
            rate(now["matured_started"], now["matured_projects"]),
        ]
        share = percent(now["funds_arrived"], whole["funds_arrived"])
        wanted = {
            "funds_arrived": in_unit["funds_arrived"],
            "funds_share": nothing if share == "—" else float(share[:-1].replace("−", "-")),
            "last_funds_arrived": in_unit["last_funds_arrived"] if kept else nothing,
            "funds_growth": growth(now["funds_arrived"], past["last_funds_arrived"]) if kept else nothing,
            "arrived_of_signed": in_unit["arrived_of_signed"],
        }
        assert all(same(arrived.loc[name, key], value) for key, value in wanted.items()), (name, arrived.loc[name])
        found = arrived.loc[name, "arrival_rate"]
        of = rate(now["arrived_of_signed"], now["formal_planned"], now["formal_projects"])
        assert ("—" if pd.isna(found) else found) == of
        wanted = {
            "key_projects": now["key_projects"],
            "plan": in_unit["plan"],
            "invested": in_unit["invested"],
            "last_invested": last_done,
            "growth": growth(now["invested"], done),
        }
        assert all(same(planned.loc[name, key], value) for key, value in wanted.items()), (name, planned.loc[name])
        _rates_of_plan(demo, drawn, planned.loc[name], now)
    text = plain(words(app))
    assert ("台账未覆盖上年同期，不计算同比" in text) is not kept


def _rates_of_plan(demo: Published, drawn: Drawn, row: Any, now: oracle.Figures) -> None:
    if not now["plan"]:
        assert pd.isna(row["completion_rate"])
        assert pd.isna(row["points_ahead"])
        return
    rate_of_plan = now["invested"] / now["plan"]
    points = (rate_of_plan - demo.ledger.due_share(drawn.setting)) * 100
    assert same(row["completion_rate"], float(half_up(rate_of_plan * 100, 1)))
    assert same(row["points_ahead"], float(half_up(points, 1)))


@RANDOM
@given(data=st.data())
def test_the_answer_and_what_arrived(demo: Published, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    with drawn_charts(monkeypatch) as charts:
        app = opened("industries", drawn.query)
    assert not app.exception
    expected = demo.ledger.industries(drawn.setting)
    planned = sum(one["signed_planned"] for one in expected.values())
    signed = sum(one["signed_projects"] for one in expected.values())
    arrived = sum(one["funds_arrived"] for one in expected.values())
    sentence = answer(app)
    if math.isnan(arrived) and expected:
        assert "无到位资金数据" in sentence or "也没有到位资金数据" in sentence
    elif signed or arrived:
        assert (f"签约{signed}个，计划总投资{money(planned)}" if signed else "没有签约") in sentence
        assert (f"到位资金{money(arrived)}" if arrived else "没有资金到位") in sentence
        if oracle.has_ledger(demo.ledger, drawn.setting):
            before = [oracle.industry_changes(demo.ledger, drawn.setting, name) for name in expected]
            growth = [
                told(now, sum(one[key] for one in before))
                for now, key in ((planned, "last_signed_planned"), (arrived, "last_funds_arrived"))
            ]
            assert all(words in sentence for words in growth)
            assert ("同比" in sentence) == any(growth), "no growth without a base"
        else:
            assert "同比" not in sentence
    else:
        assert "没有" in sentence
    some = {name: one["funds_arrived"] for name, one in expected.items() if one["funds_arrived"] > 0}
    wan, decimals = scale(list(some.values()))
    shown = {row["name"]: row["figures"] for row in charts.get("arrivals", [])}
    assert shown == {name: str(half_up(amount / wan, decimals)) for name, amount in some.items()}


def told(now: float, before: float) -> str:
    """Growth in words; empty without a base."""
    if not before or math.isnan(before):
        return ""
    size = half_up((now / before - 1) * 100, 1)
    if not size:
        return "同比持平"
    return f"同比{'增长' if size > 0 else '下降'}{abs(size)}%"


@RANDOM
@given(data=st.data())
def test_composition(demo: Published, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    chosen = data.draw(st.sampled_from(["signed", "arrived"]))
    with drawn_charts(monkeypatch) as charts:
        app = opened(
            "industries", drawn.query | {"composition": {"signed": "签约计划总投资", "arrived": "到位资金"}[chosen]}
        )
    assert not app.exception
    amount = {"signed": "signed_planned", "arrived": "funds_arrived"}[chosen]
    expected = {
        key: figures
        for key, figures in oracle.quarters(demo.ledger, drawn.setting).items()
        if chosen == "signed" or figures["is_reported"]
    }
    wholes: dict[pd.Timestamp, float] = {}
    for (quarter, _), figures in expected.items():
        wholes[quarter] = wholes.get(quarter, 0) + figures[amount]
    sent = charts.get(f"composition_{chosen}", [])
    rows = {(row["from_on"], row["code"]): row for row in sent if "figures" in row}
    inside = {(row["from_on"], row["code"]): row["share_text"] for row in sent if "share_text" in row}
    totals = {row["from_on"]: row["total_text"] for row in sent if "total_text" in row}
    named = {(row["from_on"], row["code"]): (row["label"], row["label_share"]) for row in sent if "label" in row}
    shown = {
        (quarter.date().isoformat(), name): figures
        for (quarter, name), figures in expected.items()
        if wholes[quarter] > 0
    }
    assert rows.keys() == shown.keys()
    if not rows:
        text = plain(words(app))
        assert "没有可供计算占比的金额" in text or "所选范围内没有项目。" in text
        return
    wan, decimals = scale(list(wholes.values()))
    for key, figures in shown.items():
        row, whole = rows[key], wholes[pd.Timestamp(key[0])]
        assert totals[key[0]] == str(half_up(whole / wan, decimals))
        share = f"{half_up(figures[amount] / whole * 100, 0)}%"
        assert inside.get(key) == (share if figures[amount] / whole >= 0.1 else None), "only the larger parts have one"
        is_named = key[0] == max(first for first, _ in shown) and figures[amount] > 0
        assert named.get(key) == ((row["name"], share) if is_named else None), "all of the last bar beside it"
        assert row["figures"].split("\u2002")[1] == percent(figures[amount], whole)
        assert row["is_whole"] == figures[f"is_{'signed' if chosen == 'signed' else 'funds'}_whole"]
    every = pd.date_range(min(wholes), max(wholes), freq="QS")
    assert list(totals) == [quarter.date().isoformat() for quarter in every], "an empty quarter keeps its place"
    places = {row["at"] for row in sent if "at" in row}
    assert places == set(range(len(every))), "no bar stands beyond the picture"
    assert {row["quarters"] for row in sent if "quarters" in row} == {len(every)}
    for quarter in {key[0] for key in rows}:
        top = max(row["top"] for key, row in rows.items() if key[0] == quarter)
        assert math.isclose(top, 1), "a quarter's bar is whole"


@RANDOM
@given(data=st.data())
def test_concentration(demo: Published, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    measure = data.draw(st.sampled_from(MEASURES))
    label = {
        "signed_planned": "签约计划总投资",
        "funds_arrived": "到位资金",
        "invested": "完成投资",
        "plan": "年度计划",
    }[measure]
    with drawn_charts(monkeypatch) as charts:
        app = opened("industries", drawn.query | {"largest": label})
    assert not app.exception
    rows = {row["measure"]: row for row in charts.get("concentration", [])}
    if not rows:
        assert not any(len(oracle.amounts(demo.ledger, drawn.setting, one)) for one in MEASURES)
        return
    for one in MEASURES:
        amounts = oracle.amounts(demo.ledger, drawn.setting, one)
        n, three = len(amounts), percent(amounts.head(3).sum(), amounts.sum())
        unknown = {
            "funds_arrived": not demo.ledger.has_in_period(drawn.setting, FUNDS),
            "invested": not demo.ledger.has(drawn.setting, DONE, pd.Timestamp(drawn.setting.year, 12, 31)),
        }
        if unknown.get(one):
            assert (rows[one]["figures"], rows[one]["total"]) == ("无数据", "无数据")
            continue
        if n >= 10:
            words_of = f"前3个占{three}，前10个占{percent(amounts.head(10).sum(), amounts.sum())}"
        elif n > 3:
            words_of = f"仅{n}个，前3个占{three}"
        else:
            words_of = f"仅{n}个" if n else "无"
        assert rows[one]["figures"] == words_of, one
        assert rows[one]["total"] == money(amounts.sum())
    amounts = oracle.amounts(demo.ledger, drawn.setting, measure).head(10)
    tables = [frame.value for frame in app.dataframe if "share_so_far" in frame.value]
    if amounts.empty:
        assert not tables
    else:
        assert tables[0]["measured"].to_list() == [float(half_up(one, 0)) for one in amounts]
        assert tables[0]["place"].to_list() == list(range(1, len(amounts) + 1))


@RANDOM
@given(data=st.data())
def test_each_industrys_own_plan(demo: Published, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    with drawn_charts(monkeypatch) as charts:
        app = opened("industries", drawn.query)
    assert not app.exception
    groups = demo.ledger.target_groups(drawn.setting, "产业")
    small = {rows[0]["code"]: rows for key, rows in charts.items() if key.startswith("own_plan_")}
    assert small.keys() == {name for name, figures in groups.items() if figures["plan"]}
    for name, rows in small.items():
        planned, cumulative = oracle.industry_months(demo.ledger, drawn.setting, name)
        for row, done in zip(_months(rows), cumulative, strict=False):
            assert row["completed_text"] == percent(done, planned)
        assert sum(row["completed"] is not None for row in _months(rows)) == len(cumulative)
        assert sum(row["is_last"] for row in _months(rows)) == (1 if cumulative else 0)


def _months(rows: Rows) -> Rows:
    return rows[:12]


def test_the_ledger_of_one_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[project("一", "2023-09-10", "2023-09-20", 20_000)],
        progress=[month("一", "2023-09", 10, 10)],
        plan=[plan("一", 2023, 100)],
    )
    with drawn_charts(monkeypatch) as charts:
        app = opened("industries")
    text = plain(words(app))
    assert "签约1个，收到资金的1个，项目较少，不比较前10个占比" in text
    assert "台账未覆盖上年同期，不计算同比" in text
    assert "台账没有2022年重点项目，完成投资不计算同比" in text
    assert "2023年第三季度数据尚不完整，颜色较淡" in text, "the ledger begins in September"
    assert "尚无完整季度" in text
    assert {row["figures"] for row in charts["concentration"]} == {"仅1个"}
    signed = app.dataframe[0].value
    assert signed["start_rate"].to_list() == ["100.0%（共1个）"], "a rate of few says of how few"


def test_no_plan_and_no_money_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(project=[project("一", "2023-05-10", None, 20_000)])
    text = plain(words(opened("industries")))
    assert "所选范围内没有重点项目" in text
    assert "无到位资金数据" in text
    assert "2023年1—9月没有到位资金数据。" in text
    assert "没有资金到位" not in text
    assert "0元" not in text
    arrived = plain(words(opened("industries", {"composition": "到位资金"})))
    assert "没有可供计算占比的金额" in arrived
    funds = plain(words(opened("industries", {"largest": "到位资金"})))
    assert "所选范围内没有项目金额" in funds


def test_a_filter_that_excludes_everything(demo: Published) -> None:
    app = opened("industries", {"industry": "其他", "unit": "责任单位八", "size": "10亿元以上", "kind": "央企"})
    assert not app.exception
    text = plain(words(app))
    assert text.count("所选范围内没有项目。") == 1, "said once, not in every panel"
    assert not app.dataframe

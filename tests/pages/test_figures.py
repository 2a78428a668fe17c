"""What a reader sees on the four pages equals plain pandas on the exported ledger, whatever is chosen."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.demo_ledger import Published
from tests.pages.opening import metrics, opened, plain, words
from tests.settings_drawn import Drawn, choices

RANDOM = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def half_up(value: float, decimals: int) -> Decimal:
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: float, decimals: int) -> str:
    figure = half_up(value, decimals)
    return f"−{abs(figure)}" if figure < 0 else str(abs(figure))


def money(wan: float) -> str:
    if wan == 0:
        return "0元"
    if abs(half_up(wan, 0)) >= 10_000:
        return f"{written(wan / 10_000, 1)}亿元"
    return f"{written(wan, 0)}万元"


def percent(over: float, under: float) -> str:
    return f"{written(over / under * 100, 1)}%" if under else "—"


def rate(over: float, under: float, of: int | None = None) -> str:
    """A rate of a table: of fewer than five projects it says of how many."""
    n = under if of is None else of
    if not under:
        return "—"
    return percent(over, under) if n >= 5 else f"{percent(over, under)}（共{n}个）"


@RANDOM
@given(data=st.data())
def test_overview(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("overview", drawn.query)
    assert not app.exception
    target, head = demo.ledger.target_year(drawn.setting), demo.ledger.headline(drawn.setting)
    cards = list(metrics(app).items())
    assert [value for _, (value, _) in cards] == [
        money(target["invested"]) if target["key_projects"] else "—",
        f"{head['signed_projects']}个",
        percent(head["started_projects"], head["formal_projects"]),
        money(head["funds_arrived"]),
    ]
    assert cards[2][0] == f"开工率（{head['started_projects']}/{head['formal_projects']}）"
    funnel = demo.ledger.funnel_cohort(drawn.setting)
    signed, started, funded = (funnel[stage]["projects"] for stage in ("signed", "started", "funded"))
    assert f"签约{signed}个，开工{started}个，有资金到位{funded}个" in plain(words(app))
    if target["key_projects"] and demo.ledger.money_month(drawn.setting).year >= drawn.setting.year:
        sentence = plain(app.header[0].value)
        assert f"{target['key_projects']}个重点项目累计完成投资{money(target['invested'])}" in sentence
        assert f"占年度计划的{percent(target['invested'], target['plan'])}" in sentence


@RANDOM
@given(data=st.data())
def test_funnel(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    app = opened("funnel", drawn.query)
    assert not app.exception
    funnel = demo.ledger.funnel_cohort(drawn.setting)
    signed, started, funded = (funnel[stage] for stage in ("signed", "started", "funded"))
    sentence = plain(app.header[0].value)
    if signed["projects"]:
        assert f"签约正式协议{signed['projects']}个" in sentence
        share = percent(started["projects"], signed["projects"])
        assert f"开工{started['projects']}个，开工率{share}" in sentence
        if funded["projects"]:
            assert f"有资金到位{funded['projects']}个，实际到位{money(funded['funds_arrived'])}" in sentence
            assert f"其计划总投资{money(funded['planned_investment'])}" in sentence
        else:
            assert "尚无资金到位" in sentence
    else:
        assert "没有签约正式协议" in sentence
    rows = demo.ledger.signed(drawn.setting)
    rows = rows[rows["计数"]]
    assert f"签约项目{len(rows)}个" in plain(words(app))
    if len(rows):
        table = app.dataframe[0].value
        assert len(table) == len(rows)
        assert sorted(table["planned_investment"]) == sorted(float(half_up(x, 0)) for x in rows["计划总投资（万元）"])
        assert sorted(table["funds_arrived"]) == sorted(float(half_up(x, 0)) for x in rows["到位"])


@RANDOM
@given(data=st.data())
def test_industries(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    app = opened("industries", drawn.query)
    assert not app.exception
    expected = demo.ledger.industries(drawn.setting)
    signed, planned = (frame.value.set_index("industry") for frame in app.dataframe)
    columns = ("signed_planned", "arrived_of_signed", "plan", "invested")
    amounts = [figures[key] for figures in expected.values() for key in columns]
    scale, decimals = (10_000, 1) if max(amounts, default=0) >= 10_000 or not any(amounts) else (1, 0)
    for table, counts in ((signed, ("signed_projects", "started_projects")), (planned, ("key_projects",))):
        assert set(table.index) == {*expected, "全部产业"}
        for name, figures in expected.items():
            for key in counts:
                assert table.loc[name, key] == figures[key], (name, key)
            for key in set(columns) & set(table.columns):
                assert table.loc[name, key] == float(half_up(figures[key] / scale, decimals)), (name, key)
        for key in set(columns) & set(table.columns):
            whole = sum(figures[key] for figures in expected.values())
            assert table.loc["全部产业", key] == float(half_up(whole / scale, decimals)), key
    for name, figures in expected.items():
        row = signed.loc[name].fillna("—")
        assert row["start_rate"] == rate(figures["started_projects"], figures["formal_projects"])
        assert row["matured_start_rate"] == rate(figures["matured_started"], figures["matured_projects"])
        of = figures["formal_projects"]
        assert row["arrival_rate"] == rate(figures["arrived_of_signed"], figures["formal_planned"], of)
        _same_share(planned.loc[name, "completion_rate"], figures["invested"], figures["plan"])


@RANDOM
@given(data=st.data())
def test_targets(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("targets", drawn.query)
    assert not app.exception
    target = demo.ledger.target_year(drawn.setting)
    due = target["plan"] * target["due_share"]
    values = [value for value, _ in metrics(app).values()]
    assert values == [
        percent(target["invested"], target["plan"]),
        money(due) if target["plan"] else "—",
        money(max(target["plan"] - target["invested"], 0)) if target["plan"] else "—",
        percent(target["new_due_started"], target["new_due"]),
    ]
    text = plain(words(app))
    if target["key_projects"]:
        carried, new = target["continuing_projects"], target["new_projects"]
        assert f"{target['key_projects']}个重点项目中，续建{carried}个、新建{new}个" in text
        points = (target["invested"] / target["plan"] - target["due_share"]) * 100
        note = next(iter(metrics(app).values()))[1]
        assert str(abs(half_up(points, 1))) in note or half_up(points, 1) == 0
        table = app.dataframe[0].value
        plan = demo.ledger.key_plan(drawn.setting, drawn.setting.year)
        assert sorted(table["plan"]) == sorted(float(half_up(x, 0)) for x in plan["计划"])
    else:
        assert "没有" in plain(app.header[0].value)


def _same_share(found: float, over: float, under: float) -> None:
    if not under:
        assert pd.isna(found)
    else:
        assert math.isclose(found, float(half_up(over / under * 100, 1)), abs_tol=1e-9)

"""Every figure of the targets page's queries equals plain pandas on the exported ledger, whatever is chosen."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests import oracle_targets
from tests.demo_ledger import Published
from tests.oracle import Setting
from tests.queries.test_against_pandas import RANDOM, assert_same, divide, same
from tests.settings_drawn import Drawn, choices


def with_targets(drawn: Drawn, data: st.DataObject) -> Drawn:
    """Mostly without the filters under which there is no target, and in the year that has some."""
    if data.draw(st.integers(0, 4)) == 0:
        return drawn
    as_of = drawn.setting.as_of if drawn.setting.as_of.year == 2023 else dt.date(2023, 9, 30)
    units = drawn.setting.units if data.draw(st.booleans()) else ()
    chosen = (("unit", units),) if units else ()
    view = replace(drawn.view, as_of=as_of, year=2023, chosen=chosen)
    query = {"as_of": [as_of.isoformat()], "year": ["2023"]} | ({"unit": list(units)} if units else {})
    return Drawn(Setting(as_of, 2023, units=units), view, query)


def drawn_of(demo: Published, data: st.DataObject) -> Drawn:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    return drawn


@RANDOM
@given(data=st.data())
def test_the_waterfall_and_the_shortfall(demo: Published, data: st.DataObject) -> None:
    drawn = drawn_of(demo, data)
    leading, surpluses = data.draw(st.integers(1, 12)), data.draw(st.integers(0, 5))
    gap = drawn.view.run("target_shortfall", leading=leading).iloc[0]
    assert_same(gap, oracle_targets.shortfall(demo.ledger, drawn.setting, leading), "shortfall")
    rows = drawn.view.run("target_waterfall", leading=leading, leading_surpluses=surpluses)
    expected = oracle_targets.waterfall(demo.ledger, drawn.setting, leading, surpluses)
    assert rows["step_kind"].to_list() == [kind for kind, _, _ in expected]
    assert rows["projects"].to_list() == [projects for _, projects, _ in expected]
    for found, (kind, _, amount) in zip(rows["amount"], expected, strict=True):
        assert same(found, amount), kind
    if rows.empty:
        return
    target = drawn.view.run("target_year").iloc[0]
    inner = rows.iloc[1:-1]
    assert same(rows["amount"].iloc[0], target["scheduled"])
    assert same(rows["amount"].iloc[-1], target["invested"])
    assert same(rows["amount"].iloc[0] + inner["amount"].sum(), target["invested"]), "the steps make the whole way"
    assert all(same(one, other) for one, other in zip(rows["to_amount"][:-1], rows["from_amount"][1:], strict=True))
    for side, others, total, projects in (
        ("shortfall", "other_shortfalls", "shortfall", "shortfall_projects"),
        ("surplus", "other_surpluses", "excess", "ahead_projects"),
    ):
        some = inner[inner["step_kind"].isin([side, others])]
        assert same(some["amount"].abs().sum(), gap[total]), f"the steps of the {side} are the whole"
        assert some["projects"].sum() == gap[projects]


@RANDOM
@given(data=st.data())
def test_quarters(demo: Published, data: st.DataObject) -> None:
    drawn = drawn_of(demo, data)
    weights = data.draw(st.sampled_from([(25.0, 25.0, 25.0, 25.0), (15.0, 30.0, 30.0, 25.0), (0.0, 50.0, 0.0, 50.0)]))
    bound = {f"weight_q{at}": weight for at, weight in enumerate(weights, start=1)}
    rows = drawn.view.run("target_quarters", **bound)
    for (_, row), expected in zip(
        rows.iterrows(), oracle_targets.quarters(demo.ledger, drawn.setting, weights), strict=True
    ):
        assert_same(row, expected, f"quarter {expected['quarter']}")
    target = drawn.view.run("target_year", **bound).iloc[0]
    assert same(rows["quarter_plan"].sum(), target["plan"]), "the quarters' plans are the year's"
    assert same(rows["quarter_scheduled"].sum(), target["scheduled"]), "the quarters are the year"
    if rows["months"].any():
        assert same(rows["quarter_invested"].sum(min_count=1), target["invested"]), "the quarters are the year"
    if not pd.isna(target["last_invested"]) and rows["months"].any():
        assert same(rows["last_quarter_invested"].sum(), target["last_invested"])


@RANDOM
@given(data=st.data())
def test_adjustments(demo: Published, data: st.DataObject) -> None:
    drawn = drawn_of(demo, data)
    rows = drawn.view.run("target_adjustments").set_index("project_id")
    expected = oracle_targets.adjustments(demo.ledger, drawn.setting).set_index("项目编号")
    assert set(rows.index) == set(expected.index)
    for name, row in rows.iterrows():
        wanted = expected.loc[name]
        assert_same(
            row, {"original_plan": wanted["原计划"], "plan": wanted["计划"], "plan_change": wanted["变动"]}, str(name)
        )
        assert pd.isna(row["adjusted_on"]) == pd.isna(wanted["调整日期"])
    changes = expected["变动"]
    everything = oracle_targets.standings(demo.ledger, drawn.setting)
    assert_same(
        drawn.view.run("target_adjusted").iloc[0],
        {
            "original_plan": everything["原计划"].sum(),
            "plan": everything["计划"].sum(),
            "plan_change": changes.sum(),
            "adjusted_projects": len(expected),
            "raised_projects": int((changes > 0).sum()),
            "raised": changes[changes > 0].sum(),
            "lowered_projects": int((changes < 0).sum()),
            "lowered": -changes[changes < 0].sum(),
        },
        "totals",
    )


@RANDOM
@given(data=st.data())
def test_funds(demo: Published, data: st.DataObject) -> None:
    drawn = drawn_of(demo, data)
    rows = drawn.view.run("funds_months")
    expected = oracle_targets.funds(demo.ledger, drawn.setting)
    assert len(rows) == len(expected) == 12
    for (_, row), (at, wanted) in zip(rows.iterrows(), expected.iterrows(), strict=True):
        assert_same(row, wanted.to_dict(), f"month {at}")
    counted = rows[rows["is_counted"]]
    head = drawn.view.run("headline").iloc[0]
    if len(counted):
        assert same(counted["cumulative_funds"].iloc[-1], head["funds_arrived"]), "the same as on the overview"
        if not math.isnan(head["funds_growth"]):
            assert same(counted["growth"].iloc[-1], head["funds_growth"])


@RANDOM
@given(data=st.data())
def test_targets_of_the_year(demo: Published, data: st.DataObject) -> None:
    drawn = with_targets(drawn_of(demo, data), data)
    rows = drawn.view.run("targets")
    found = {
        tuple(None if pd.isna(one) else one for one in (row["indicator"], row["unit"], row["industry"])): row
        for _, row in rows.iterrows()
    }
    expected = oracle_targets.targets(demo.ledger, drawn.setting)
    assert found.keys() == expected.keys()
    due = demo.ledger.due_share(drawn.setting)
    for key, (amount, actual) in expected.items():
        rate = divide(actual, amount)
        scheduled = key[0] == "invested"
        assert_same(
            found[key],
            {
                "target_amount": amount,
                "actual": actual,
                "target_rate": rate,
                "points_ahead": (rate - due) * 100 if scheduled else float("nan"),
                "scheduled": amount * due if scheduled else float("nan"),
                "elapsed_share": oracle_targets.elapsed_share(drawn.setting),
            },
            str(key),
        )
    if ("invested", None, None) in found:
        assert same(found["invested", None, None]["actual"], drawn.view.run("target_year").iloc[0]["invested"])
        assert same(found["invested", None, None]["plan"], drawn.view.run("target_year").iloc[0]["plan"])

"""Every figure of the queries equals plain pandas on the exported ledger, whatever is chosen."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.demo_ledger import Published
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices

RANDOM = drawing(10)


def same(found: float, expected: float) -> bool:
    """Equal to a tenth of a cent; both missing is equal."""
    if pd.isna(found) or pd.isna(expected):
        return bool(pd.isna(found) and pd.isna(expected))
    return math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-5)


def number(value: Any) -> float:
    """A cell as a number; a missing one is NaN."""
    return math.nan if pd.isna(value) else float(value)


def assert_same(found: Any, expected: dict[str, float], where: str) -> None:
    wrong = {key: (found[key], value) for key, value in expected.items() if not same(number(found[key]), number(value))}
    assert not wrong, f"{where}: {wrong}"


def adds_up(parts: pd.Series[Any], total: Any) -> bool:
    """Are the parts the whole? Where one is missing the whole is; of no parts nothing is said."""
    return parts.empty or same(parts.sum(skipna=False), total)


def divide(over: float, under: float) -> float:
    return over / under if under and not pd.isna(over) else float("nan")


@RANDOM
@given(data=st.data())
def test_headline(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    now, before = (row for _, row in drawn.view.run("headline").iterrows())
    expected, earlier = demo.ledger.headline(drawn.setting), demo.ledger.year_before(drawn.setting)
    assert_same(now, expected, "headline")
    assert_same(
        before, {key: earlier[key] for key in ("signed_projects", "formal_projects", "funds_arrived")}, "before"
    )
    rate = divide(expected["started_projects"], expected["formal_projects"])
    assert_same(now, {"start_rate": rate}, "start rate")
    if earlier["has_ledger"]:
        change = rate - divide(earlier["started_projects"], earlier["formal_projects"])
        assert_same(
            now,
            {
                "signed_change": expected["signed_projects"] - earlier["signed_projects"],
                "start_rate_change": change * 100,
            },
            "against the year before",
        )
    if earlier["has_funds"]:
        growth = divide(expected["funds_arrived"], earlier["funds_arrived"]) - 1
        assert_same(now, {"funds_growth": growth}, "funds against the year before")
    else:
        assert math.isnan(float(now["funds_growth"]))


@RANDOM
@given(data=st.data())
def test_funnel(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    view, setting = drawn.view, drawn.setting
    cohort = view.run("funnel_cohort").set_index("stage")
    expected = demo.ledger.funnel_cohort(setting)
    for stage, figures in expected.items():
        assert_same(cohort.loc[stage].rename({"timed_projects": "timed"}), figures, stage)
    signed, started, funded = (expected[stage]["projects"] for stage in ("signed", "started", "funded"))
    assert_same(cohort.loc["funded"], {"share_of_first": divide(funded, signed)}, "share of first")
    assert_same(cohort.loc["funded"], {"share_of_previous": divide(funded, started)}, "share of previous")
    beside = view.run("funnel_beside").iloc[0]
    apart = demo.ledger.funnel_beside(setting)
    assert_same(beside, apart, "beside")
    rate = divide(apart["matured_started"], apart["matured_projects"])
    assert_same(beside, {"matured_start_rate": rate}, "start rate of the matured")
    rates = {
        stage: divide(figures["funds_arrived"], figures["planned_investment"]) for stage, figures in expected.items()
    }
    assert_same(cohort["arrival_rate"], rates, "arrival rates")
    parts = cohort.loc["funded", "funds_arrived"] + beside["unstarted_funds"] + beside["terminated_funds"]
    assert same(parts, beside["cohort_funds"]), "the parts are the whole"
    assert same(cohort.loc["signed", "funds_arrived"], beside["cohort_funds"])


@RANDOM
@given(data=st.data())
def test_funnel_within_the_period(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    found = drawn.view.run("funnel_period").set_index("stage")
    expected = demo.ledger.funnel_period(drawn.setting)
    for stage in ("signed", "started", "funded"):
        projects, planned = expected[stage]
        assert_same(found.loc[stage], {"projects": projects, "planned_investment": planned}, stage)
    assert_same(found.loc["funded"], {"funds_arrived": expected["arrived"][1]}, "arrived")
    months = drawn.view.run("funnel_months")
    for stage, column in (
        ("signed", "signed_projects"),
        ("started", "started_projects"),
        ("funded", "funded_projects"),
    ):
        assert months[column].sum() == number(found.loc[stage, "projects"]) or found["projects"].isna()[stage]
    assert same(months["funds_arrived"].sum(min_count=1), expected["arrived"][1]) or not months["funds_arrived"].any()


@RANDOM
@given(data=st.data())
def test_industries(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("industries")
    expected = demo.ledger.industries(drawn.setting)
    due = demo.ledger.due_share(drawn.setting)
    by_name = rows[rows["industry"].notna()].set_index("industry")
    assert set(by_name.index) == set(expected)
    for name, figures in expected.items():
        assert_same(by_name.loc[name], figures, name)
        completion = divide(figures["invested"], figures["plan"])
        assert_same(
            by_name.loc[name],
            {
                "start_rate": divide(figures["started_projects"], figures["formal_projects"]),
                "matured_start_rate": divide(figures["matured_started"], figures["matured_projects"]),
                "arrival_rate": divide(figures["arrived_of_signed"], figures["formal_planned"]),
                "completion_rate": completion,
                "points_ahead": (completion - due) * 100,
            },
            f"rates of {name}",
        )
    total = rows[rows["industry"].isna()].iloc[0]
    for column in ("signed_projects", "signed_planned", "funds_arrived", "key_projects", "plan", "invested"):
        assert adds_up(by_name[column], total[column]), f"{column}: the industries are the whole"


@RANDOM
@given(data=st.data())
def test_targets(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    view, setting = drawn.view, drawn.setting
    found = view.run("target_year").iloc[0]
    expected = demo.ledger.target_year(setting)
    last_invested = expected.pop("last_invested")
    assert_same(found, expected, "target_year")
    completion = divide(expected["invested"], expected["plan"])
    assert_same(
        found,
        {
            "completion_rate": completion,
            "points_ahead": (completion - expected["due_share"]) * 100,
            "scheduled": expected["plan"] * expected["due_share"],
            "remaining": math.nan
            if math.isnan(expected["invested"])
            else max(expected["plan"] - expected["invested"], 0),
            "new_start_rate": divide(expected["new_due_started"], expected["new_due"]),
        },
        "rates",
    )
    if expected["last_key_projects"]:
        assert_same(found, {"last_invested": last_invested}, "last year")
        assert_same(found, {"growth": divide(expected["invested"], last_invested) - 1}, "growth")
    months = view.run("target_months")
    assert len(months) == 12
    cumulative = months["cumulative_invested"].dropna().to_list()
    assert len(cumulative) == len(demo.ledger.cumulative(setting))
    for one, other in zip(cumulative, demo.ledger.cumulative(setting), strict=True):
        assert same(one, other)
    assert same(months["cumulative_scheduled"].iloc[-1], expected["plan"]), "December's schedule is the plan"
    for dimension, column in (("industry", "产业"), ("unit", "责任单位")):
        groups = view.run("target_groups", dimension=dimension).set_index("name")
        for name, figures in demo.ledger.target_groups(setting, column).items():
            assert_same(groups.loc[name], figures, name)
        for total in ("key_projects", "plan", "invested", "scheduled"):
            assert adds_up(groups[total], found[total]), f"{total}: the groups by {dimension} are the whole"
    projects = view.run("target_projects")
    for total in ("plan", "invested", "planned_investment"):
        assert adds_up(projects[total], found[total]), f"{total}: the projects are the whole"
    surplus = expected["invested"] - expected["plan"] * expected["due_share"]
    assert adds_up(projects["surplus"], surplus)

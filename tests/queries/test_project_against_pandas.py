"""One project's page equals plain pandas on the exported ledger, whichever project, day, year and filters."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panels import project as page_of
from panels.panel import Chart, Panel, Written
from tests import oracle_project
from tests.demo_ledger import Published
from tests.oracle_project import STAGES, STEPS
from tests.queries.test_against_pandas import number, same
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices
from texts.writing import is_missing
from view.filters import WHOLE_ZONE
from view.view import View

#: Step → its name on the page.
NAMES = {
    "signed_approved": "签约至立项", "approved_started": "立项至开工", "signed_started": "签约至开工",
    "started_listed": "开工至入统", "started_produced": "开工至投产", "produced_capacity": "投产至达产",
}  # fmt: skip
STAGE_NAMES = dict(zip(STAGES, ("签约", "立项", "注册", "开工", "入统", "投产", "达产", "终止"), strict=True))


def written(panel: Panel) -> list[tuple[str, ...]]:
    """The rows of a panel's table in words."""
    tables = [one for one in panel.every if isinstance(one, Written)]
    return [tuple(map(str, row)) for one in tables for row in one.rows]


@drawing(6)
@given(data=st.data())
def test_a_project_s_page(published_demo: Published, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    drawn: Drawn = data.draw(choices(published_demo.version))
    view, ledger, setting = drawn.view, published_demo.ledger, drawn.setting
    identity = data.draw(st.sampled_from(oracle_project.numbers(ledger, setting)))
    where = f"{identity} as of {setting.as_of}, {setting.year}"
    made = page_of.page(view, {"id": identity})
    panels = {one.key: one for one in made.panels(view, {})}
    cards = oracle_project.card(ledger, setting, identity)
    _hold_cards(view, made.cards, cards, where)
    _hold_facts(view, identity, cards, where)
    _hold_months(view, panels["months"], oracle_project.months(ledger, setting, identity), where)
    days = sorted(oracle_project.days(ledger, setting, identity).items(), key=lambda one: one[1])
    assert [row[1] for row in written(panels["timeline"])] == [view.t.day(day) for _, day in days], where
    assert sorted(row[0] for row in written(panels["timeline"])) == sorted(STAGE_NAMES[one] for one, _ in days), where
    between = ["", *(f"{(day - before).days}天后" for (_, before), (_, day) in itertools.pairwise(days))]
    assert [row[2] for row in written(panels["timeline"])] == between[: len(days)], where
    _hold_steps(view, panels["steps"], identity, oracle_project.steps(ledger, setting, identity), where)


def _hold_cards(view: View, cards: Any, expected: dict[str, float], where: str) -> None:
    t, found = view.t, {one.label: one.value for one in cards}
    told = {
        "计划总投资": t.money(expected["planned_investment"]),
        "累计到位资金": t.money(expected["funds_to_date"]),
    }
    if not pd.isna(expected["plan"]):
        told[f"{view.year}年计划"] = t.round_money(expected["plan"])
        told[f"{view.year}年计划已完成"] = t.money(expected["invested"])
    assert found == told, where


def _hold_facts(view: View, identity: str, expected: dict[str, float], where: str) -> None:
    row = view.run("project", **page_of._alone(identity)).iloc[0]
    wrong = {key: (row[key], value) for key, value in expected.items() if not same(number(row[key]), value)}
    assert not wrong, (where, wrong)


def _hold_months(view: View, panel: Panel, expected: list[dict[str, Any]], where: str) -> None:
    charts = [one for one in panel.every if isinstance(one, Chart)]
    for column, measure in (("cumulative_invested", "invested"), ("cumulative_funds", "funds_arrived")):
        wanted = [row[column] for row in expected]
        drawn = [one for one in charts if column in one.rows]
        assert bool(drawn) == any(not pd.isna(amount) and amount for amount in wanted), (where, column)
        for chart in drawn:
            assert list(chart.rows["month"]) == [row["month"] for row in expected], where
            for name in (column, measure, "cumulative_scheduled"):
                pairs = zip(chart.rows[name], (row[name] for row in expected), strict=True)
                assert all(same(number(one), number(other)) for one, other in pairs), (where, name)


def _hold_steps(view: View, panel: Panel, identity: str, expected: Any, where: str) -> None:
    rows = view.run("project_steps", **WHOLE_ZONE, project_id=identity).set_index("step")
    assert list(rows.index) == list(STEPS), where
    for step, wanted in expected.items():
        row = rows.loc[step]
        found = (number(row["days_taken"]), number(row["peers_median_days"]))
        assert same(found[0], wanted.days), (where, step, found, wanted)
        assert same(found[1], wanted.median), (where, step, found, wanted)
        assert (bool(row["is_under_way"]), int(row["peers"])) == (wanted.is_under_way, wanted.peers), (where, step)
    told = {row[0]: row[1:] for row in written(panel)}
    assert told.keys() == {NAMES[step] for step, one in expected.items() if not pd.isna(one.days)}, where
    for step, one in expected.items():
        if pd.isna(one.days):
            continue
        peers = "没有同类项目，不作比较" if not one.peers else f"同类仅{one.peers}个，不作比较"
        if not is_missing(one.median):
            peers = f"{view.t.whole(one.median)}天（{one.peers}个的中位数）"
        taken = f"已{int(one.days)}天" if one.is_under_way else f"{int(one.days)}天"
        assert told[NAMES[step]] == (taken, peers), (where, step)

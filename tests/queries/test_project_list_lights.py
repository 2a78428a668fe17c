"""The list of projects by its lights: which are found, in which order, and what the rows say of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from panels import projects
from panels.projects import Listing
from tests.demo_ledger import Published
from tests.queries.ledgers import plan, project, publish
from tests.queries.test_project_list import view
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices
from view.listing import LIGHTS
from view.view import View

RANKS = ("none", "exempt", "amber", "red")


@pytest.fixture
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """As of 30 September 2023: 红 is red by one rule and amber by another, 黄 amber, 免 exempt, 终 ended, 新 new."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    return publish(
        project=[
            project("红", "2022-01-10"),
            project("黄", "2023-06-10"),
            project("免", "2022-01-10"),
            project("终", "2022-01-10", terminated_on=dt.date(2023, 8, 1), termination_reason="退出"),
            project("新", "2023-09-10"),
        ],
        plan=[plan("红", 2023, 100, "新建", planned_start_on=dt.date(2023, 8, 1))],
        exemption=[{"project_id": "免", "rule": "unstarted", "reason": "土地调规", "until_on": dt.date(2023, 9, 30)}],
    )


@pytest.mark.parametrize(
    ("lights", "rules", "expected"),
    [
        (("red",), (), ["红"]),
        (("amber",), (), ["黄"]),
        (("exempt",), (), ["免"]),
        (("none",), (), ["新", "终"]),
        (("red", "exempt"), (), ["免", "红"]),
        ((), ("unstarted",), ["红", "黄"]),
        # By one rule its own light counts, not the project's worst one.
        ((), ("late_start",), ["红"]),
        (("amber",), ("late_start",), ["红"]),
        (("red",), ("late_start",), []),
        ((), ("unfunded",), []),
    ],
)
def test_found_by_light_and_rule(
    version: str, lights: tuple[str, ...], rules: tuple[str, ...], expected: list[str]
) -> None:
    one = Listing(lights=lights, rules=rules, sort="project_id", is_up=True)
    assert list(projects.rows(view(version), one)["project_id"]) == sorted(expected)
    assert projects.totals(view(version), one)["projects"] == len(expected)


def test_each_row_says_its_lights_with_shape_word_and_rules(version: str) -> None:
    rows = projects.rows(view(version), Listing()).set_index("project_id")["lights"]
    assert rows["红"] == "■红灯：签约未开工；◆黄灯：逾期未开工"
    assert rows["黄"] == "◆黄灯：签约未开工"
    assert rows["免"] == "免予亮灯：签约未开工"
    assert rows[["终", "新"]].isna().all()
    assert list(rows) == list(
        projects.every_row(view(version), Listing()).set_index("project_id")["lights"][rows.index]
    )


def test_sorted_by_light_the_worst_come_first(version: str) -> None:
    assert list(projects.rows(view(version), Listing(sort="lights"))["project_id"]) == ["红", "黄", "免", "新", "终"]


def test_lights_are_not_looked_at_where_nobody_asks() -> None:
    assert "unstarted" not in queries.statement("project_order", is_lit=False)
    assert not Listing(stages=("signed",)).parameters["is_lit"]
    assert Listing(rules=("behind",)).parameters["is_lit"]


def _worst(of: View, rules: tuple[str, ...]) -> dict[str, int]:
    """Project → the rank of its worst light, out of the query that names each."""
    lit = of.run("lights")
    lit = lit[lit["rule"].isin(rules)] if rules else lit
    ranks = lit["light"].map({"red": 3, "amber": 2}).where(~lit["is_exempt"], 1)
    return {str(one): int(rank) for one, rank in ranks.groupby(lit["project_id"]).max().items()}


@drawing(8)
@given(data=st.data())
def test_what_is_found_is_what_the_lights_say(demo: Published, data: st.DataObject) -> None:
    """Whatever is chosen; the lights themselves are held against pandas elsewhere."""
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    rules = tuple(
        data.draw(st.lists(st.sampled_from(["unstarted", "unfunded", "behind", "silent"]), max_size=2, unique=True))
    )
    lights = tuple(data.draw(st.lists(st.sampled_from(list(LIGHTS)), max_size=2, unique=True)))
    worst = _worst(drawn.view, rules)
    everything = projects.every_row(drawn.view, Listing())
    wanted = lights or (("red", "amber") if rules else tuple(LIGHTS))
    expected = {one for one in everything["project_id"] if RANKS[worst.get(one, 0)] in wanted}
    found = projects.every_row(drawn.view, Listing(lights=lights, rules=rules, sort="lights"))
    assert set(found["project_id"]) == expected
    ranks = [worst.get(one, 0) for one in found["project_id"]]
    assert ranks == sorted(ranks, reverse=True)
    assert projects.totals(drawn.view, Listing(lights=lights, rules=rules))["projects"] == len(expected)
    assert everything["lights"].notna().equals(everything["project_id"].isin(pd.Index(_worst(drawn.view, ()))))

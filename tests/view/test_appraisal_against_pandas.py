"""Scores equal plain Python on the exported ledger, whatever the scheme, the day and the filters; credit adds up."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemes.faults import faults
from data.schemes.scheme import Scheme
from tests.demo_ledger import Published
from tests.oracle_appraisal import Appraisal, Unit
from tests.rounds import drawing
from tests.schemes_drawn import schemes
from tests.settings_drawn import Drawn, choices
from view.appraisal.counting import brought
from view.appraisal.ranking import ranks
from view.appraisal.scoring import Member, Year, counted, scores
from view.appraisal.what_if import NOTHING
from view.view import View

NAMES = tuple(f"责任单位{digit}" for digit in "一二三四五六七八")


@pytest.fixture(scope="module")
def oracle(published_demo: Published) -> Appraisal:
    return Appraisal(published_demo.file)


def grouped(seed: int) -> list[Unit]:
    """The departments in two groups and one without, some of them not ranked."""
    dice = random.Random(seed)  # noqa: S311 - groups, no secret
    return [Unit(name, dice.choice(["", "甲组", "乙组"]), dice.random() > 0.15) for name in NAMES]


def year_of(view: View, *, is_scaled: bool) -> Year:
    row = view.run("appraisal_schedule").iloc[0]
    targets = {(one["indicator"], one["unit"]): one["target_amount"]
               for one in view.run("appraisal_targets").to_dict("records")}  # fmt: skip
    return Year(targets, row["due_share"], row["elapsed_share"], bool(row["has_funds"]), bool(row["has_invested"]),
                is_scaled)  # fmt: skip


def checked(scheme: dict[str, Any]) -> Scheme:
    made = Scheme.model_validate(scheme | {"code": "drawn"})
    assert not list(faults("drawn.toml", made)), "what is drawn is in order"
    return made


@drawing(6)
@given(data=st.data())
def test_scores_equal_plain_python(demo: Published, oracle: Appraisal, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    if data.draw(st.booleans()):  # half of the time the whole zone, as the page has it
        drawn = Drawn(replace(drawn.setting, industries=(), units=(), kinds=(), channels=(), leaders=(), at_least=None,
                              below=None, agreement=None), replace(drawn.view, chosen=()), {})  # fmt: skip
    written = data.draw(schemes())
    is_scaled, units = data.draw(st.booleans()), grouped(data.draw(st.integers(0, 10**6)))
    scheme, members = checked(written), tuple(Member(*unit) for unit in units)
    made = counted(scheme, brought(drawn.view.run("appraisal_contributions")))
    found = scores(scheme, members, year_of(drawn.view, is_scaled=is_scaled), made.tally, NOTHING)
    expected = oracle.scores(written, units, drawn.setting, is_scaled=is_scaled)
    for score in found:
        total, points = expected[score.member.unit]
        said = {line.indicator.key: line.outcome.points for line in score.lines}
        assert said == {key: None if value is None else float(value) for key, value in points.items()}
        assert score.total == (None if total is None else pytest.approx(float(total), abs=1e-9))
    for unit in units:
        rivals = [expected[one.name][0] for one in units if one.group == unit.group and one.is_ranked]
        own = expected[unit.name][0]
        rank = 1 + sum(other > own for other in rivals if other is not None) if own is not None else None
        assert ranks(found).get(unit.name) == (rank if unit.is_ranked else None)


@drawing(6)
@given(data=st.data())
def test_what_is_credited_adds_up_to_the_zone_less_what_is_left_out(
    demo: Published, oracle: Appraisal, data: st.DataObject
) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    scheme = checked(data.draw(schemes()))
    rows = brought(drawn.view.run("appraisal_contributions"))
    made = counted(scheme, rows)
    every: dict[str, float] = defaultdict(float)
    for brings in oracle.brought(drawn.setting):
        every[brings.figure] += float(brings.amount)
    # Each figure: what departments are credited is what the zone has, project by project.
    found: dict[str, float] = defaultdict(float)
    for row in rows:
        found[row.figure] += row.credited
    assert found == pytest.approx(every, abs=1e-6)
    # Each indicator: counted and left out make the whole.
    for one in scheme.on:
        for part, source in (("source", one.source), ("of", one.of), ("second", one.second_source)):
            if source is None:
                continue
            of = [entry for entry in made.entries if (entry.indicator, entry.part) == (one.key, part)]
            left_out = sum((entry.row.credited for entry in of if entry.why), 0.0)
            credited = sum(made.tally.amount(one.key, part, unit) for unit in {entry.row.unit for entry in of})
            assert credited == pytest.approx(every.get(source, 0.0) - left_out, abs=1e-6)


@drawing(6)
@given(data=st.data())
def test_the_sums_are_those_of_the_targets_page(demo: Published, data: st.DataObject) -> None:
    """What all departments bring is the actual that the page of targets holds against the whole zone's target."""
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    view = replace(drawn.view, chosen=())
    rows = view.run("appraisal_contributions")
    brings = rows.groupby("figure")["credited"].sum()
    targets = view.run("targets")
    zone = targets[targets["unit"].isna() & targets["industry"].isna()]
    for one in zone[zone["actual"].notna()].to_dict("records"):
        assert brings.get(one["indicator"], 0.0) == pytest.approx(one["actual"], abs=1e-6), one["indicator"]
    if view.year == 2023:
        assert len(zone) == 3

"""Each form of the appraisal on a few readable numbers, and where there is nothing, too little, or all alike."""

from __future__ import annotations

from typing import Any

import pytest

from data.schemes.scheme import Indicator, Scheme
from view.appraisal.forms import Inputs, outcome
from view.appraisal.ranking import groups, ranks
from view.appraisal.scoring import Line, Member, Score, total


def indicator(form: str, **more: Any) -> Indicator:
    given = {"key": "one", "zh": "一", "en": "One", "source": "signed_projects", "form": form}
    return Indicator.model_validate(given | ({} if form in ("each", "minus") else {"weight": 10}) | more)


def points(one: Indicator, group: tuple[float, ...] = (), **given: Any) -> float | str | None:
    """The points, or why there are none."""
    made = outcome(one, Inputs(**given), group)
    return made.why if made.points is None else made.points


@pytest.mark.parametrize(
    ("actual", "cap", "expected"),
    [(0, None, 0), (3, None, 7.5), (4, None, 10), (6, None, 10), (6, 120, 12), (4.4, 120, 11), (1 / 3, None, 0.83)],
)
def test_proportional(actual: float, cap: float | None, expected: float) -> None:
    one = indicator("proportional", target=4, **({"cap": cap} if cap else {}))
    assert points(one, actual=actual, target=4.0) == expected


@pytest.mark.parametrize(("actual", "otherwise", "expected"), [
    (4, "nothing", 10), (5, "nothing", 10), (3.9, "nothing", 0), (3, "proportional", 7.5), (9, "proportional", 10),
])  # fmt: skip
def test_full_if_met(actual: float, otherwise: str, expected: float) -> None:
    assert points(indicator("full_if_met", target=4, otherwise=otherwise), actual=actual, target=4.0) == expected


def test_met_but_for_the_last_digit_of_a_binary_number_is_met() -> None:
    assert points(indicator("full_if_met", target=1, otherwise="nothing"), actual=0.1 + 0.2, target=0.3) == 10
    assert points(indicator("full_if_met", target=1, otherwise="nothing"), actual=0.7 + 0.1, target=0.8) == 10


@pytest.mark.parametrize(("own", "expected"), [(10, 6), (20, 8), (30, 10)])
def test_efficacy(own: float, expected: float) -> None:
    assert points(indicator("efficacy"), (10.0, 20.0, 30.0), actual=own) == expected
    assert points(indicator("efficacy", base=0), (10.0, 20.0, 30.0), actual=own) == (own - 10) / 20 * 10


def test_efficacy_where_all_are_level_nobody_has_any_or_one_is_alone() -> None:
    assert points(indicator("efficacy"), (7.0, 7.0, 7.0), actual=7) == 10, "nobody is behind"
    assert points(indicator("efficacy"), (0.0, 0.0, 0.0), actual=0) == 6, "nobody gets more than the base for nothing"
    assert points(indicator("efficacy"), (7.0,), actual=7) == "alone"
    assert points(indicator("efficacy"), (), actual=7) == "alone"


def test_efficacy_of_one_that_is_not_ranked_is_that_of_the_nearest_ranked_one() -> None:
    assert points(indicator("efficacy"), (10.0, 30.0), actual=99) == 10
    assert points(indicator("efficacy"), (10.0, 30.0), actual=1) == 6


def test_efficacy_with_a_target_compares_its_share() -> None:
    one = indicator("efficacy", target="signed_projects")
    assert points(one, (50.0, 100.0), actual=3, target=4.0) == 8


BANDS = [{"at_least": 100_000, "wanted": 1, "minus": 4}, {"at_least": 10_000, "wanted": 3, "minus": 1.5}]


@pytest.mark.parametrize(("bands", "due", "expected"), [
    ((1, 3), 1, 10), ((0, 3), 1, 6), ((1, 1), 1, 7), ((3, 1), 1, 10), ((2, 1), 1, 8.5), ((0, 9), 1, 6),
    ((0, 0), 1, 1.5),
    ((0.7, 3), 1, 8.8), ((0.5, 1.5), 0.5, 10), ((0, 0), 0.5, 5.75),
])  # fmt: skip
def test_ladder(bands: tuple[float, ...], due: float, expected: float) -> None:
    """A larger project stands for a smaller one, never the other way round."""
    assert points(indicator("ladder", band=BANDS), actual=sum(bands), bands=bands, due=due) == expected


def test_a_ladder_takes_no_more_than_there_is() -> None:
    heavy = [{"at_least": 0, "wanted": 9, "minus": 4}]
    assert points(indicator("ladder", band=heavy), actual=0, bands=(0.0,)) == 0


STEPS = [{"at_least": 60, "gives": 50}, {"at_least": 100, "gives": 100}, {"at_least": 80, "gives": 75}]


@pytest.mark.parametrize(("actual", "expected"), [(4, 10), (3.2, 7.5), (3.1, 5), (2.4, 5), (2.3, 0), (0, 0)])
def test_steps_of_a_target(actual: float, expected: float) -> None:
    assert points(indicator("steps", target=4, step=STEPS), actual=actual, target=4.0) == expected


def test_steps_of_a_rate_and_of_a_plain_figure() -> None:
    rate = indicator("steps", source="new_due_started", of="new_due", step=STEPS)
    assert points(rate, actual=8, under=10, projects=10) == 7.5
    assert points(rate, actual=5.8, under=10, projects=10) == 0, "0.58 × 100 is no more than 58"
    assert points(indicator("steps", step=[{"at_least": 3, "gives": 40}]), actual=3) == 4


def test_halves() -> None:
    one = indicator("halves", target=4, second_source="signed_planned", second_target=1000, cap=110)
    assert points(one, actual=2, target=4.0, second=1000, second_target=1000.0) == 7.5
    assert points(one, actual=8, target=4.0, second=0, second_target=1000.0) == 5.5


def test_each_and_minus() -> None:
    assert points(indicator("each", points=2, cap=5), actual=1.7) == 3.4
    assert points(indicator("each", points=2, cap=5), actual=9) == 5
    assert points(indicator("minus", points=0.5, cap=3), actual=2.33) == -1.17, "half away from zero"
    assert points(indicator("minus", points=0.5, cap=3), actual=99) == -3
    assert points(indicator("minus", points=0.5, cap=3), actual=0) == 0


def test_a_rate_of_fewer_than_five_projects_is_not_scored() -> None:
    one = indicator("proportional", source="new_due_started", of="new_due", target=80)
    assert points(one, actual=4, under=4, projects=4) == "few"
    assert points(one, actual=4, under=5, projects=5, target=80.0) == 10
    assert points(one, actual=0, under=0, projects=0) == "few"


@pytest.mark.parametrize("why", ["no_data", "no_target", "zero_target", "not_due"])
def test_what_cannot_be_scored_says_why(why: str) -> None:
    assert points(indicator("proportional", target=4), actual=3, lacking=why) == why


# The total, ranks ---------------------------------------------------------------------------------


def score(unit: str, *made: tuple[str, float | None], missing: str = "scaled", who: Member | None = None) -> Score:
    """A score of lines: (form, points or None), each weighted one of 50."""
    lines = []
    for at, (form, given) in enumerate(made):
        more: dict[str, Any] = {"points": 1, "cap": 9} if form in ("each", "minus") else {"weight": 50}
        one = indicator(form, key=f"i{at}", **more)
        done = outcome(one, Inputs(0, lacking="no_data"))
        lines.append(Line(one, Inputs(0), done if given is None else type(done)(given)))
    rows = [line.indicator for line in lines]
    scheme = Scheme(code="x", zh="办法", en="Scheme", missing=missing, indicator=tuple(rows))
    return total(scheme, who or Member(unit, "", True), tuple(lines))


def test_what_is_not_scored_is_scaled_or_gives_nothing() -> None:
    given = (("proportional", 40.0), ("efficacy", None), ("each", 3.0), ("minus", -1.5))
    scaled = score("甲", *given)
    assert (scaled.base, scaled.scored, scaled.scaled, scaled.extra, scaled.total) == (40, 50, 80, 1.5, 81.5)
    assert score("甲", *given, missing="zero").total == 41.5
    assert score("甲", ("efficacy", None), ("each", 3.0)).total is None, "no rank for a bonus alone"


def test_the_total_is_the_sum_of_what_is_shown() -> None:
    made = score("甲", ("proportional", 33.33), ("efficacy", 33.34), ("each", 0.1), ("each", 0.2))
    assert made.total == 66.97


SCHEME = Scheme(code="x", zh="办法", en="Scheme", indicator=(indicator("proportional", target=1),),
                prizes={"level": 2, "improvement": 1})  # fmt: skip


def test_equal_totals_share_a_rank_and_the_unranked_stand_apart() -> None:
    now = tuple(
        score(name, ("proportional", value), who=Member(name, group, is_ranked))
        for name, group, value, is_ranked in (
            ("甲", "一组", 40.0, True), ("乙", "一组", 45.0, True), ("丙", "一组", 40.0, True),
            ("丁", "一组", 30.0, True),
            ("戊", "一组", 50.0, False), ("己", "二组", 10.0, True), ("庚", "二组", None, True),
        )
    )  # fmt: skip
    assert ranks(now) == {"乙": 1, "甲": 2, "丙": 2, "丁": 4, "己": 1}
    first, second = groups(SCHEME, now)
    assert [place.score.member.unit for place in first.ranked] == ["乙", "甲", "丙", "丁"]
    assert [place.has_level_prize for place in first.ranked] == [True, True, True, False]
    assert [place.score.member.unit for place in first.unranked] == ["戊"]
    assert [place.score.member.unit for place in second.unranked] == ["庚"]


def test_movement_and_the_improvement_prize() -> None:
    before = tuple(score(name, ("proportional", value)) for name, value in (("甲", 40.0), ("乙", 30.0), ("丙", 20.0)))
    now = tuple(score(name, ("proportional", value)) for name, value in (("甲", 40.0), ("乙", 45.0), ("丙", 35.0)))
    [group] = groups(SCHEME, now, before, before)
    told = {place.score.member.unit: (place.rank, place.risen, place.gain, place.has_improvement_prize)
            for place in group.ranked}  # fmt: skip
    # 15 points each: who gained as much as the first of them has the prize too.
    assert told == {"乙": (1, 1, 15, True), "甲": (2, -1, 0, False), "丙": (3, 0, 15, True)}
    [alone] = groups(SCHEME, now)
    assert {place.risen for place in alone.ranked} == {None}
    assert not any(place.has_improvement_prize for place in alone.ranked)

"""The range: made years end within it as often as it says; what is certain has none."""

from __future__ import annotations

import numpy as np

from forecast.made import made_years
from forecast.model import expected
from forecast.projects import month_end
from forecast.spread import bounds, year_errors
from forecast.track import trial
from tests.forecast.few import of, project

_YEARS = 200


def test_eight_of_ten_made_years_end_within_their_range() -> None:
    within, model, schedule, plan = 0, [], [], []
    for seed in range(_YEARS):
        draw = np.random.default_rng(seed)
        every = made_years(5, 40, 0.1, draw)
        past, now, month = every.those(every.year < 5), every.those(every.year == 5), int(draw.integers(1, 12))
        came = float(now.done.sum())
        found = trial(now, past, 5, month, came, month / 12, 10, 0.1)
        within += found.low <= came <= found.high
        model.append(abs(found.model - came) / came)
        schedule.append(abs(found.schedule - came) / came)
        plan.append(abs(found.plan - came) / came)
    assert 0.7 <= within / _YEARS <= 0.9
    assert np.mean(model) < np.mean(schedule)
    assert np.mean(model) < np.mean(plan)


def test_the_same_is_always_told_the_same() -> None:
    draw = np.random.default_rng(1)
    every = made_years(3, 30, 0.1, draw)
    past, now, day = every.those(every.year < 3), every.those(every.year == 3), month_end(2023, 6)
    found = [bounds(expected(now, past, 6, day, 10), now, past, 6, day, 10, 0.1) for _ in range(2)]
    assert found[0] == found[1]


def test_many_small_ones_together_are_as_good_as_drawn_singly() -> None:
    every = made_years(4, 1700, 0.05, np.random.default_rng(3))
    past, now, day = every.those(every.year < 4), every.those(every.year == 4), month_end(2023, 6)
    whole = expected(now, past, 6, day, 10)
    few = now.those(np.arange(len(now)) < 1400)
    low, high = bounds(whole, now, past, 6, day, 10, 0.05)
    part = expected(few, past, 6, day, 10)
    low_part, high_part = bounds(part, few, past, 6, day, 10, 0.05)
    # The year's own factor makes nearly all of both ranges: relative to what is to come they are as wide.
    assert abs((high - low) / whole.still.sum() / ((high_part - low_part) / part.still.sum()) - 1) < 0.1


def test_what_is_done_has_no_range() -> None:
    past = of(project(2022, 100, 40, 40), project(2022, 100, 50, 50))
    done = of(project(2023, 0, 70, 0))
    day = month_end(2023, 6)
    assert bounds(expected(done, past, 6, day, 10), done, past, 6, day, 10, 0.1) == (70, 70)


def test_it_is_never_narrower_than_past_years_differed() -> None:
    # Two past years that still completed 80 and 20 of 100 after June: what each says of the other is off by a factor 4.
    past = of(project(2021, 100, 20, 80), project(2022, 100, 20, 20))
    now, day = of(project(2023, 100, 20, 0)), month_end(2023, 6)
    errors = year_errors(past, 6, day, 0)
    assert np.exp(np.abs(errors)).round(6).tolist() == [4, 4]
    low, high = bounds(expected(now, past, 6, day, 0), now, past, 6, day, 0, 0.1)
    still = expected(now, past, 6, day, 0).still.sum()
    assert low <= 20 + still * 4**-1.28
    assert high >= 20 + still * 4**1.28

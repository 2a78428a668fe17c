"""The model on rows that can be computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.model import expected
from forecast.odds import start_odds
from forecast.projects import month_end, size_class
from tests.forecast.few import of, project

JUNE = month_end(2023, 6)
#: Two carried over: they completed 180 of 200 planned, 90 of it by June.
PAST = of(project(2022, 100, 40, 40), project(2022, 100, 50, 50))


def test_done_and_what_its_like_still_completed() -> None:
    # 200 planned × 0.9 of plan × (1 − 0.5 done by June) = 90.
    found = expected(of(project(2023, 200, 70, 0)), PAST, 6, JUNE, shrink=0)
    assert (found.attainment.tolist(), found.share.tolist(), found.like.tolist()) == ([0.9], [0.5], [2])
    assert found.still.tolist() == [90]
    assert found.total.tolist() == [160]


def test_a_class_of_few_is_drawn_to_all_of_its_nature() -> None:
    # One large project of its own class completed all of 100, none of it by June; all three: 280 of 300, 90 by June.
    past = of(project(2022, 100, 40, 40), project(2022, 100, 50, 50), project(2022, 100, 0, 100, size=2))
    found = expected(of(project(2023, 100, 0, 0, size=2)), past, 6, JUNE, shrink=1)
    # Carried over are 3 of 4 parts their own, and nothing else is above them: 280/300 and 90/280.
    attainment = (1.0 + 280 / 300) / 2
    share = (0.0 + 90 / 280) / 2
    assert found.attainment.tolist() == pytest.approx([attainment])
    assert found.share.tolist() == pytest.approx([share])
    assert found.still.tolist() == pytest.approx([100 * attainment * (1 - share)])


def test_of_a_terminated_one_nothing_more_comes() -> None:
    found = expected(of(project(2023, 200, 70, 0, ended=JUNE)), PAST, 6, JUNE, shrink=10)
    assert (found.still.tolist(), found.total.tolist()) == ([0], [70])


def test_without_a_plan_nothing_more_is_expected() -> None:
    assert expected(of(project(2023, 0, 70, 0)), PAST, 6, JUNE, shrink=10).total.tolist() == [70]


def test_after_december_all_is_done() -> None:
    found = expected(of(project(2023, 200, 70, 60)), PAST, 12, month_end(2023, 12), shrink=10)
    assert found.total.tolist() == [130]


def test_in_january_all_is_still_to_come() -> None:
    found = expected(of(project(2023, 200, 0, 0)), PAST, 0, month_end(2023, 0), shrink=0)
    assert found.total.tolist() == pytest.approx([180])


def test_a_plan_that_is_adjusted_later_is_the_original_until_then() -> None:
    row = list(project(2023, 300, 0, 0))
    row[4], row[5] = 200.0, 200.0  # the original amount; adjusted in July
    assert expected(of(tuple(row)), PAST, 6, JUNE, shrink=0).state.plan.tolist() == [200]
    assert expected(of(tuple(row)), PAST, 7, 211, shrink=0).state.plan.tolist() == [300]


def test_one_that_waits_counts_with_its_odds() -> None:
    # Three new ones were due on day 100: one started on day 110, one on day 200, one never.
    past = of(
        *[project(2022, 100, 50, 50), project(2022, 100, 40, 60, is_new=True, due=100, started=110)],
        project(2022, 100, 0, 60, is_new=True, due=100, started=200),
        project(2022, 100, 0, 0, is_new=True, due=100),
    )
    waiting = of(project(2023, 100, 0, 0, is_new=True, due=100))
    # On day 180 two had not started, of which one did: 1/2. It completed 60 of its 100.
    assert start_odds(past, waiting, 180, shrink=0).tolist() == [0.5]
    found = expected(waiting, past, 6, JUNE, shrink=0)
    assert found.still.tolist() == pytest.approx([100 * 0.6 * 0.5])


def test_one_that_is_known_for_a_shorter_time_counts_as_long_as_it_is() -> None:
    # Two waited past day 180; one was terminated on day 190, the other started on day 200: of those at risk then, all.
    past = of(
        project(2022, 100, 0, 60, is_new=True, due=100, started=200),
        project(2022, 100, 0, 0, is_new=True, due=100, ended=190),
    )
    waiting = of(project(2023, 100, 0, 0, is_new=True, due=100))
    assert start_odds(past, waiting, 180, shrink=0).tolist() == [1.0]


def test_nothing_can_be_learned_of_years_without_work() -> None:
    with pytest.raises(ValueError, match="no past project"):
        expected(of(project(2023, 200, 70, 0)), of(project(2022, 100, 0, 0)), 6, JUNE, shrink=10)


def test_sizes() -> None:
    assert size_class(np.array([9_999.0, 10_000, 99_999, 100_000, np.nan])).tolist() == [0, 1, 1, 2, 0]

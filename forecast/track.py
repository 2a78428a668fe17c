"""How the model would have done at a month's end of a past year, learned from other years alone, beside rivals.

The rivals are what an office would do without it: the linear schedule, last year's share, the plan as the outcome, the
pace of the last three months.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from forecast.model import expected
from forecast.projects import MONTHS, Projects, month_end
from forecast.spread import bounds

_PACE_MONTHS = 3


class Trial(NamedTuple):
    """What each would have said of the year's end at the end of a month, and what came. 万元; NaN: it says nothing."""

    year: int
    month: int
    came: float
    model: float
    low: float
    high: float
    schedule: float
    last_share: float
    plan: float
    pace: float


def trial(then: Projects, others: Projects, year: int, month: int, came: float, due_share: float, shrink: float,
          spread: float) -> Trial:  # fmt: skip
    """One year at the end of one month (1 to 11).

    Args:
        then: the year's key projects as they were known on that day.
        others: key projects of other years, whole.
        came: what the year's key projects completed in the end, 万元.
        due_share: the share of the year's plan due by then (0 to 1).
        shrink, spread: as of forecast.model and forecast.spread.

    Raises:
        ValueError: as forecast.model.rates.
    """
    day = month_end(year, month)
    of = expected(then, others, month, day, shrink)
    low, high = bounds(of, then, others, month, day, shrink, spread)
    done = float(of.state.done.sum())
    before = others.done[others.year == year - 1]
    share = before[:, :month].sum() / before.sum() if before.sum() else np.nan
    months = min(_PACE_MONTHS, month)
    pace = float(then.done[:, month - months : month].sum()) / months
    return Trial(
        year, month, came, float(of.total.sum()), low, high,
        done / due_share if due_share else np.nan, done / share if share else np.nan,
        float(of.state.plan.sum()), done + pace * (MONTHS - month),
    )  # fmt: skip

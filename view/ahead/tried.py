"""The model tried on the past: `forecast_tried`, a row a month-end, over all past years that are reported whole.

Of the whole zone, whatever is filtered. Columns: month (1 to 11); trials count; error, bias, error_schedule,
error_last_share, error_plan, error_pace (mean of |said − came| ÷ came, of (said − came) ÷ came for bias; missing where
there is none), within (share of the years whose end lay in the range). No row with fewer than two such years.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

import queries
from data.publishing import history
from data.settings import settings
from forecast.projects import MONTHS, Projects, month_end
from forecast.track import Trial, trial
from view.ahead import learned
from view.ahead.learned import Params

_RIVALS = {"error": "model", "error_schedule": "schedule", "error_last_share": "last_share", "error_plan": "plan",
           "error_pace": "pace"}  # fmt: skip


def tried(version: str, params: Params) -> pd.DataFrame:
    """The rows of `forecast_tried`."""
    past = learned.past(version, params)
    return summed(trials(version, params, past))


def trials(version: str, params: Params, past: Projects) -> list[Trial]:
    """Every month-end of every past year, learned from the other ones."""
    found = []
    weights = settings().schedule.quarter_weights
    for year in np.unique(past.year):
        own = past.year == year
        if own.all():
            return []
        came = float(past.those(own).done.sum())
        for month in range(1, MONTHS):
            then = _known(version, params, int(year), month)
            due = sum(weights[at // 3] / 300 for at in range(month))
            try:
                found.append(trial(then, past.those(~own), int(year), month, came, due, learned.shrink(),
                                   learned.spread()))  # fmt: skip
            except ValueError:
                continue
    return found


def _known(version: str, params: Params, year: int, month: int) -> Projects:
    """The year's key projects as they were known at the end of a month: of the version of then, where there is one."""
    day = dt.date(year, 1, 1) + dt.timedelta(days=month_end(year, month))
    of = history.current_on(version, day + dt.timedelta(days=settings().bulletin.report_days)) or version
    asked = learned.whole(params) | {"as_of": day, "year": year, "from_year": year}
    if of != version and learned.data(of, asked).months(year) < month:
        of = version
    rows = queries.run("forecast_projects", version=of, **asked)
    return learned.projects(rows, day)


def summed(found: list[Trial]) -> pd.DataFrame:
    """Errors by month, of all trials."""
    rows = []
    for month in sorted({one.month for one in found}):
        of = pd.DataFrame([one for one in found if one.month == month])
        errors = {name: _mean((of[column] - of["came"]).abs() / of["came"]) for name, column in _RIVALS.items()}
        rows.append({
            "month": month, "trials": len(of), **errors,
            "bias": _mean((of["model"] - of["came"]) / of["came"]),
            "within": float(of["came"].between(of["low"], of["high"]).mean()),
        })  # fmt: skip
    return pd.DataFrame(rows, columns=["month", "trials", *_RIVALS, "bias", "within"])


def _mean(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.mean()) if len(known) else float("nan")

"""The answers about the year's end, by name; asked like queries (`view.run`), for readers who may see projects.

forecast: one row: state ('made', 'ended', 'no_past', 'no_work', 'no_plan', 'not_begun'); key_projects, past_years,
    past_projects, months_counted counts; plan, invested, still_expected, forecast_invested, forecast_low,
    forecast_high, pace_invested 万元 (missing where the state has none); forecast_rate; expecting_projects,
    largest_projects count, largest_expected 万元, largest_share (of the ten that most is still expected of).
forecast_parts: a row a key project of the year, what adds most first: project_id, name, industry, unit, nature,
    planned_start_on, started_on, terminated_on; plan, invested, still_expected, forecast_invested 万元; attainment,
    done_share, start_odds (0 to 1); like_projects count (past ones of its class); is_key, is_expecting, is_largest.
forecast_months: a row a month of the year: month (1 to 12); forecast_path, path_low, path_high 万元, cumulative, from
    the last month counted on.
forecast_tried: see tried.py.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

import queries
from data import versions
from data.settings import generation
from figures.ratios import with_ratios
from forecast.model import Expected, expected
from forecast.projects import MONTHS, Numbers, Projects, month_end
from forecast.spread import bounds
from queries.keeping import kept
from view.ahead import learned
from view.ahead.learned import Data, Params
from view.ahead.tried import tried

#: So many that most is still expected of are told together.
_LEADING = 10
#: Answer → the queries that it is made of.
MADE_OF: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("forecast", "forecast_parts", "forecast_months", "forecast_tried"), ("forecast_projects", "cutoff")
)


def answer(name: str, version: str, params: Params) -> pd.DataFrame:
    """An answer's rows. Nobody may change them.

    Raises:
        QueryError, StoreError: as `queries.run`.
    """
    bound = tuple((key, params[key]) for key in sorted(params))
    state = versions.path(version), generation(), version
    if name == "forecast_tried":
        # The same for every filter and reader: of the whole zone.
        same = learned.whole(params)
        rows: pd.DataFrame = _tried(*state, tuple((key, same[key]) for key in sorted(same)))
        return rows.copy(deep=False)
    found: dict[str, pd.DataFrame] = _made(*state, bound)
    return found[name].copy(deep=False)


def behind(name: str, version: str, params: Params) -> list[tuple[str, str, Params]]:
    """The queries that make an answer, each with the version and the parameters that it is asked with."""
    return [(one, version, params | _of_year(params)) for one in MADE_OF[name]]


def _of_year(params: Params) -> Params:
    """What is asked of the projects of the year itself."""
    return {"from_year": params["year"], "is_named": True}


@kept
def _made(
    _file: Path, _settings: int, version: str, bound: tuple[tuple[str, queries.Value], ...]
) -> dict[str, pd.DataFrame]:
    params = dict(bound)
    year = int(str(params["year"]))
    rows = queries.run("forecast_projects", version=version, **params, **_of_year(params))
    known, own = learned.data(version, params), learned.projects(rows, learned.data(version, params).as_of)
    past = learned.past(version, params)
    return _answers(rows, own, past, known, year)


@kept
def _tried(_file: Path, _settings: int, version: str, bound: tuple[tuple[str, queries.Value], ...]) -> pd.DataFrame:
    return tried(version, dict(bound))


def _answers(rows: pd.DataFrame, own: Projects, past: Projects, known: Data, year: int) -> dict[str, pd.DataFrame]:
    months, day = known.months(year), min(known.day(year), month_end(year, MONTHS))
    plan, done = (own.at(months, day).plan, own.at(months, day).done)
    state = _state(plan.sum(), past, known, year)
    found: dict[str, object] = {
        "state": state, "key_projects": len(own), "past_years": len(np.unique(past.year)), "past_projects": len(past),
        "months_counted": months, "plan": plan.sum(), "invested": done.sum() if known.work_from else np.nan,
        "still_expected": np.nan, "forecast_invested": np.nan, "forecast_low": np.nan, "forecast_high": np.nan,
        "pace_invested": np.nan, "expecting_projects": 0, "largest_projects": 0, "largest_expected": np.nan,
    }  # fmt: skip
    of = None
    if state == "made":
        of = expected(own, past, months, day, learned.shrink())
        low, high = bounds(of, own, past, months, day, learned.shrink(), learned.spread())
        largest = np.sort(of.still[of.still > 0])[::-1][:_LEADING]
        found |= {"still_expected": of.still.sum(), "forecast_invested": of.total.sum(),
                  "forecast_low": low, "forecast_high": high, "expecting_projects": int((of.still > 0).sum()),
                  "largest_projects": len(largest), "largest_expected": largest.sum()}  # fmt: skip
    elif state == "ended":
        found |= {"still_expected": 0.0, "forecast_invested": done.sum(), "forecast_low": done.sum(),
                  "forecast_high": done.sum()}  # fmt: skip
    elif state == "no_past" and months:
        found["pace_invested"] = done.sum() / months * MONTHS
    total = with_ratios(pd.DataFrame([found]), ("forecast_rate", "largest_share"))
    return {"forecast": total, "forecast_parts": _parts(rows, plan, done, of),
            "forecast_months": _months(total.iloc[0], past)}  # fmt: skip


def _state(plan: float, past: Projects, known: Data, year: int) -> str:
    if not plan > 0:
        return "no_plan"
    if known.as_of.year < year:
        return "not_begun"
    if known.work_from is None or known.work_from.year > year:
        return "no_work"
    if known.months(year) == MONTHS:
        return "ended"
    return "made" if len(past) else "no_past"


def _parts(rows: pd.DataFrame, plan: Numbers, done: Numbers, of: Expected | None) -> pd.DataFrame:
    columns = ["project_id", "name", "industry", "unit", "nature", "planned_start_on", "started_on", "terminated_on"]
    none = np.full(len(rows), np.nan)
    found = rows[columns].assign(
        plan=plan, invested=done,
        still_expected=none if of is None else of.still, forecast_invested=none if of is None else of.total,
        attainment=none if of is None else of.attainment, done_share=none if of is None else of.share,
        start_odds=none if of is None else np.where(of.state.is_waiting, of.odds, np.nan),
        like_projects=pd.array([pd.NA] * len(rows) if of is None else of.like, dtype="Int64"), is_key=True,
    )  # fmt: skip
    found = found.sort_values(["still_expected", "project_id"], ascending=[False, True]).reset_index(drop=True)
    expecting = found["still_expected"] > 0
    return found.assign(is_expecting=expecting, is_largest=expecting & (found.index < _LEADING))


def _months(total: pd.Series, past: Projects) -> pd.DataFrame:
    """The way from the last month to the year's end: as past years went, between the ends of the range."""
    found = pd.DataFrame(
        {"month": range(1, MONTHS + 1), "forecast_path": np.nan, "path_low": np.nan, "path_high": np.nan}
    )
    work = past.done.sum()
    if total["state"] != "made" or not work:
        return found
    counted, done = int(total["months_counted"]), float(total["invested"])
    share = np.concatenate([[0.0], past.done.sum(axis=0).cumsum() / work])
    left = 1 - share[counted]
    part = (share[1:] - share[counted]) / left if left > 0 else np.linspace(0, 1, MONTHS)
    ahead = found["month"] >= counted
    for column, code in (
        ("forecast_path", "forecast_invested"),
        ("path_low", "forecast_low"),
        ("path_high", "forecast_high"),
    ):
        found.loc[ahead, column] = done + (float(total[code]) - done) * part[ahead]
    return found

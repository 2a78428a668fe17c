"""Key projects as the model takes them, from the query's rows; and the past years that it learns from."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import numpy as np
import pandas as pd

import queries
from data.settings import settings
from forecast.projects import MONTHS, Numbers, Projects, size_class
from view import filters

Params = dict[str, queries.Value]
_WORK = [f"done_{month}" for month in range(1, MONTHS + 1)]
#: So many key projects at least make a year to learn from.
FEWEST = 10


class Data(NamedTuple):
    """How far a version's work is known: the first month and the last that counts (None: no work is reported)."""

    work_from: dt.date | None
    last_month: dt.date | None
    as_of: dt.date

    def months(self, year: int) -> int:
        """How many months of a year count: 0 to 12."""
        if self.work_from is None or self.last_month is None:
            return 0
        return int(np.clip((self.last_month.year - year) * MONTHS + self.last_month.month, 0, MONTHS))

    def is_whole(self, year: int) -> bool:
        """Are all months of a year reported?"""
        return self.work_from is not None and self.work_from <= dt.date(year, 1, 1) and self.months(year) == MONTHS

    def day(self, year: int) -> int:
        """The as-of day, counted from the year's 1 January."""
        return (self.as_of - dt.date(year, 1, 1)).days


def data(version: str, params: Params) -> Data:
    """How far the data of a version go for these parameters."""
    row = queries.run("cutoff", version=version, **params).iloc[0]
    start, last = (None if pd.isna(row[one]) else row[one].date() for one in ("invested_from", "money_month"))
    return Data(start, last if start else None, row["as_of"].date())


def projects(rows: pd.DataFrame, as_of: dt.date) -> Projects:
    """The model's arrays of rows of `forecast_projects`."""
    first = pd.to_datetime(pd.DataFrame({"year": rows["year"], "month": 1, "day": 1}))

    def days(column: str) -> Numbers:
        return np.asarray((pd.to_datetime(rows[column]) - first).dt.days, dtype=np.float64)

    return Projects(
        year=rows["year"].to_numpy(dtype=np.int64), is_new=(rows["nature"] == "新建").to_numpy(),
        size=size_class(rows["planned_investment"].to_numpy(dtype=np.float64)),
        amount=rows["amount"].to_numpy(dtype=np.float64), original=rows["original_amount"].to_numpy(dtype=np.float64),
        adjusted=days("adjusted_on"), due=days("planned_start_on"), started=days("started_on"),
        ended=days("terminated_on"), done=rows[_WORK].to_numpy(dtype=np.float64),
        known_to=np.asarray((pd.Timestamp(as_of) - first).dt.days, dtype=np.float64),
    )  # fmt: skip


def whole(params: Params) -> Params:
    """The parameters without any filter, and of all departments, whose projects are not named; of all years."""
    found = params | {"bound_units": None, "project_ids": None, "from_year": None, "is_named": False}
    for make in filters.PARAMETERS.values():
        found |= make((), int(str(params["year"])))
    return found


def past(version: str, params: Params) -> Projects:
    """All key projects of the whole zone in the years before the one asked for that are reported whole.

    Of the whole zone whatever is filtered, and whoever reads: what is expected of a project does not depend on what
    else is looked at, so the parts add up to the total. No project of these is shown, only what all of a class did.
    """
    rows = queries.run("forecast_projects", version=version, **whole(params))
    known = data(version, params)
    found = projects(rows, known.as_of)
    year = int(str(params["year"]))
    years = [one for one in np.unique(found.year) if one < year and known.is_whole(int(one))
             and (found.year == one).sum() >= FEWEST]  # fmt: skip
    return found.those(np.isin(found.year, years))


def shrink() -> float:
    """As how many projects the pool above a class counts."""
    return float(settings().forecast.shrink)


def spread() -> float:
    """A year's own spread, as long as few years are known (0.1: 10 %)."""
    return settings().forecast.year_spread / 100

"""One issue of the bulletin: the view as of its month's last day, and whom it must not name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import pandas as pd

import queries
from texts import MoneyScale, Texts
from view import monthly
from view.view import View

Edition = Literal["internal", "public"]


@dataclass(frozen=True)
class Issue:
    """`view`: as of the last day of `month`, of its year, the whole of it. `asked`: the reader's own view."""

    asked: View
    view: View
    month: dt.date
    edition: Edition

    @property
    def t(self) -> Texts:
        return self.view.t

    @property
    def is_public(self) -> bool:
        return self.edition == "public"

    @property
    def period(self) -> str:
        """1—9月, of which the year is said: 2023年1—9月."""
        return self.t.months(dt.date(self.month.year, 1, 1), self.month)

    @property
    def since(self) -> dict[str, queries.Value]:
        """What asks for the changes since the end of the month before, by date of event."""
        return {"since": monthly.last_day(monthly.before(self.month)), "read_by": "date"}

    @property
    def whole(self) -> str:
        """What its parts are held against: 全区, or all of what is chosen."""
        is_all = self.view.rights.units is None and not [one for one in self.view.chosen if one[0] != "period"]
        return self.t("the whole zone") if is_all else self.t("the whole selection")

    @property
    def money(self) -> MoneyScale:
        """The unit of departments' and industries' tables: the same in every month, so that a template may name it."""
        t = self.t
        return MoneyScale(t, "亿元", 10_000, 2) if t.language == "zh" else MoneyScale(t, "¥B", 100_000, 3)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Of a public edition the names of projects and departments that are behind or have a light."""
        return _hidden(self.view) if self.is_public else frozenset()

    def names(self, text: str) -> bool:
        """Does a text name anyone whom the edition must not name?"""
        spans = {len(name) for name in self.hidden}
        return any(text[at : at + span] in self.hidden for span in spans for at in range(len(text) - span + 1))

    def nameable(self, rows: pd.DataFrame, column: str = "name") -> pd.DataFrame:
        """The rows whose name may stand in the edition; one that holds another's name tells of that one too."""
        return rows[[not self.names(str(name)) for name in rows[column]]].reset_index(drop=True)

    def row(self, name: str, where: dict[str, Any] | None = None, **params: queries.Value) -> Any:
        """A query's first row in which columns have these values; None without one."""
        rows = self.view.run(name, **params)
        for column, value in (where or {}).items():
            rows = rows[rows[column].isna() if value is None else rows[column] == value]
        return None if rows.empty else rows.iloc[0]


def of(view: View, month: dt.date, edition: Edition) -> Issue:
    """The issue of a month for a reader's view."""
    whole = replace(view.at_default("period"), as_of=monthly.last_day(month), year=month.year)
    return Issue(view, whole, month, edition)


def a_year_before(issue: Issue) -> View:
    """The same view a year earlier."""
    month = issue.month.replace(year=issue.month.year - 1)
    return replace(issue.view, as_of=monthly.last_day(month), year=month.year)


def _hidden(view: View) -> frozenset[str]:
    lit, targets = view.run("lights"), view.run("target_projects")
    units = view.run("target_groups", dimension="unit")
    behind = targets[targets["surplus"] < 0]
    of_units = {*lit["unit"].dropna(), *behind["unit"].dropna(), *units.loc[units["points_ahead"] < 0, "name"]}
    return frozenset({*lit["name"], *behind["name"], *_both_names(view, of_units)})


def _both_names(view: View, units: Iterable[str]) -> set[str]:
    """Departments as the ledger calls them, and in each language."""
    return {name for unit in units for name in (unit, *(view.choices["unit"].label(unit, one) for one in ("zh", "en")))}

"""The screen's charts: for each its builder, rows and words, the same as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

import charts
from charts import Drawing
from data.settings import settings
from screen.link import Audience
from texts import sentences
from texts.withheld import is_withheld, some
from texts.writing import is_missing
from view.names import industry_colour
from view.view import View

#: A row of a chart, text and bar, needs so many px beside a text of 12.5 px.
ROW_HEIGHT = 22


@dataclass(frozen=True)
class Drawn:
    """A chart's making: `build(rows, texts, palette, **more)`; what it says in a sentence, and in which unit."""

    build: Callable[..., Drawing]
    rows: pd.DataFrame
    title: str
    unit: str
    more: dict[str, Any] = field(default_factory=dict)
    #: Whether `rows` are the chart's rows from top to bottom, so that the last can be left out where there is no room.
    has_rows: bool = False
    #: Whether the chart's labels depend on its size.
    knows_size: bool = False

    def fitting(self, height: int) -> tuple[pd.DataFrame, int]:
        """The rows for which `height` px are enough, and how many are left out."""
        most = max(height // ROW_HEIGHT, 1) if self.has_rows else len(self.rows)
        return self.rows.head(most), max(len(self.rows) - most, 0)


def whole_year(view: View) -> View:
    """The view of the whole year: the plan knows no other period."""
    return replace(view, period="full")


def cumulative(view: View, audience: Audience) -> Drawn | None:
    """The key projects' completed investment, month by month; guests see no schedule."""
    view = whole_year(view)
    target, months = view.run("target_year").iloc[0], view.run("target_months")
    if not target["key_projects"]:
        return None
    if audience == "display":
        months = months.assign(cumulative_scheduled=float("nan"))
    t = view.t
    money = t.scale(months["cumulative_invested"], months["cumulative_scheduled"], months["last_cumulative_invested"])
    title = sentences.target_left(t, target)
    if audience == "display" and not is_missing(target["invested"]):
        title = t("{amount} completed so far", amount=t.money(target["invested"]))
    return Drawn(charts.cumulative, months, title, money.unit, {"money": money}, knows_size=True)


def against_plan(view: View, dimension: str) -> Drawn | None:
    """Completed investment of each industry or department ('unit') against its plan."""
    view = whole_year(view)
    groups = view.run("target_groups", dimension=dimension)
    if groups.empty:
        return None
    name = view.industry_name if dimension == "industry" else view.unit_name
    groups = groups.assign(name=groups["name"].map(name))
    money = view.t.scale(groups["plan"], groups["invested"])
    more = {"money": money, "amber_points": settings().schedule.amber_points}
    return Drawn(charts.bullet, groups, sentences.leaders(view.t, groups), money.unit, more, has_rows=True)


def by_industry(view: View, audience: Audience, column: str) -> Drawn | None:
    """An amount of every industry, in the settings' order: no ranking before guests."""
    rows = view.run("industries")
    total = rows[rows["industry"].isna()].iloc[0]
    rows = rows[rows["industry"].notna() & some(rows[column])]
    if rows.empty:
        return None
    t = view.t
    money = t.scale(rows[column])
    codes = view.choices["industry"].codes
    order = rows["industry"].map(lambda code: codes.index(code) if code in codes else len(codes))
    rows = rows.assign(name=rows["industry"].map(view.industry_name))
    title = {
        "funds_arrived": t("{amount} arrived", amount=t.money(total["funds_arrived"]))
        if audience == "display"
        else sentences.arrivals(t, rows, total),
        "signed_planned": t(
            "{projects} signed, {amount} planned",
            projects=t.projects(total["signed_projects"]),
            amount=t.money(total["signed_planned"]),
        ),
    }[column]
    listed = rows.assign(order=order).sort_values(["order", "industry"])
    frame = pd.DataFrame(
        {
            "name": listed["name"].to_list(),
            "value": [0.0 if is_withheld(value) else money.position(value) for value in listed[column]],
            "figures": [money.figure(value) for value in listed[column]],
            "colour": [industry_colour(view, code) for code in listed["industry"]],
        }
    )
    return Drawn(charts.ranking, frame, title, money.unit, has_rows=True)


#: Chart → how it is made.
CHARTS: dict[str, Callable[[View, Audience], Drawn | None]] = {
    "cumulative": cumulative,
    "industries": lambda view, _: against_plan(view, "industry"),
    "units": lambda view, _: against_plan(view, "unit"),
    "signed": lambda view, audience: by_industry(view, audience, "signed_planned"),
    "arrived": lambda view, audience: by_industry(view, audience, "funds_arrived"),
}

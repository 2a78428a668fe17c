"""The slides of a month's meeting as values: a point as title, and the figures that make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from figures import lights
from panels import funnels, headline, plan, review, review_lists
from panels.panel import Card, Panel, Table
from panels.review import Review
from texts import MoneyScale, sentences
from texts.writing import is_missing
from view.scope import scope_words, zone_name
from view.view import View

#: So many projects stand on the slide of who must move.
_MOST = 10


@dataclass(frozen=True)
class Series:
    """One line or one kind of bars: its name, a value a category (None: no data), the palette's colour for it."""

    name: str
    values: tuple[float | None, ...]
    colour: Literal["actual", "schedule", "plan_fill", "last_year", "red", "amber"]


@dataclass(frozen=True)
class Graph:
    """A chart that the office's program can edit: its kind, its categories, its series, and how many decimals."""

    kind: Literal["lines", "bars", "columns", "stacked"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int = 0


@dataclass(frozen=True)
class Slide:
    """A slide: the point, what it shows in which unit, and a chart, a table or cards."""

    title: str
    subtitle: str
    graph: Graph | None = None
    table: Table | None = None
    cards: tuple[Card, ...] = ()


def slides(view: View, one: Review) -> tuple[Slide, ...]:
    """The eight slides: cover, the year in figures, its course, industries, departments, funnel, lights, who must move.

    Raises:
        ProjectsHiddenError: the reader may see sums alone.
    """
    t = view.t
    year = plan.whole_year(view)
    cover = Slide(
        t("Investment promotion: {month}", month=t.months(view.as_of.replace(month=1), view.as_of)),
        " · ".join([zone_name(t, is_demo=view.edition.is_demo), scope_words(view) or t("Whole zone"),
                    t("as of {day}", day=t.day(view.as_of)), t("version {version}", version=view.edition.version)]),
    )  # fmt: skip
    target = year.run("target_year").iloc[0]
    first = Slide(sentences.target_year(t, target, view.year), sentences.target_makeup(t, target, view.as_of),
                  cards=(plan.completed_card(year), *headline.cards(year)))  # fmt: skip
    return (cover, first, _course(year), _groups(year, "industry"), _groups(year, "unit"), _funnel(year),
            _lights(view, one), _who(view, one))  # fmt: skip


def _course(view: View) -> Slide:
    t, panel = view.t, plan.year_against_plan(view)
    months = view.run("target_months")
    money = t.scale(months["cumulative_invested"], months["cumulative_scheduled"], months["last_cumulative_invested"])
    of = {
        "cumulative_invested": (t.year(view.year), "actual"), "cumulative_scheduled": (t("Schedule"), "schedule"),
        "last_cumulative_invested": (t.year(view.year - 1), "last_year"),
    }  # fmt: skip
    series = tuple(
        Series(name, _values(months[column], money), colour)  # type: ignore[arg-type]
        for column, (name, colour) in of.items() if months[column].notna().any()
    )  # fmt: skip
    graph = Graph("lines", tuple(t.month(month) for month in months["month"]), series, money.decimals)
    return _of(panel, graph if series else None)


def _groups(view: View, dimension: Literal["industry", "unit"]) -> Slide:
    t = view.t
    panel = plan.industries(view) if dimension == "industry" else plan.units(view)
    rows = view.run("target_groups", dimension=dimension)
    money = t.scale(rows["plan"], rows["invested"])
    named = view.industry_name if dimension == "industry" else view.unit_name
    series = (
        Series(t("Completed"), _values(rows["invested"], money), "actual"),
        Series(t("Schedule"), _values(rows["scheduled"], money), "schedule"),
        Series(t("Annual plan"), _values(rows["plan"], money), "plan_fill"),
    )
    graph = Graph("bars", tuple(map(named, rows["name"])), series, money.decimals) if len(rows) else None
    what = t("Completed, due by schedule and annual plan ({unit})", unit=money.unit)
    return Slide(panel.title, what, graph)


def _funnel(view: View) -> Slide:
    t, panel, stages = view.t, funnels.cohort_alone(view), view.run("funnel_cohort")
    names = {"signed": t("Signed"), "started": t("Started"), "funded": t("With funds arrived")}
    counts = tuple(None if is_missing(n) else float(n) for n in stages["projects"])
    graph = Graph("columns", tuple(names[stage] for stage in stages["stage"]),
                  (Series(t("Projects"), counts, "actual"),))  # fmt: skip
    return _of(panel, graph)


def _lights(view: View, one: Review) -> Slide:
    t, rows = view.t, view.run("lit_units", **one.parameters)
    lit = view.run("lit_total", **one.parameters).iloc[0]
    title = t("Lights: {red} red ({amount} at stake), {amber} amber; {green} turned back to green",
              red=t.projects(int(lit["red_projects"])), amount=t.money(lit["red_stake"]),
              amber=t.projects(int(lit["amber_projects"])), green=t.projects(int(lit["green_again"])))  # fmt: skip
    series = (
        Series(t("Red"), tuple(map(float, rows["red_projects"])), "red"),
        Series(t("Amber"), tuple(map(float, rows["amber_projects"])), "amber"),
    )
    graph = Graph("stacked", tuple(view.unit_name(unit) for unit in rows["unit"]), series) if len(rows) else None
    return Slide(title, t("Projects by department, the most at stake under red lights first"), graph)


def _who(view: View, one: Review) -> Slide:
    t, rows = view.t, review_lists.moving(view, one.parameters)
    reds = rows[rows["light"] == "red"].sort_values(["is_old", "stake"], ascending=[True, False], na_position="last")
    shown = reds.head(_MOST).reset_index(drop=True)
    about = t("Newly red first, then the most at stake; money in {unit}", unit=t.small_scale.unit)
    if len(reds) > len(shown):
        about += t("; {n} more", n=t.number(len(reds) - len(shown)))
    table = Table("who", shown, ("name", "lit", "why_lit", "unit", "lead_official", "stake")) if len(shown) else None
    title = t("Who must move: {lights}", lights=lights.how_many(t, rows["light"].to_list())) if len(rows) else t(
        "Nobody must move: no light is on")  # fmt: skip
    return Slide(title, about if table else review.told(view, one), table=table)


def _values(amounts: pd.Series, money: MoneyScale) -> tuple[float | None, ...]:
    return tuple(None if is_missing(amount) else float(money.position(amount)) for amount in amounts)


def _of(panel: Panel, graph: Graph | None) -> Slide:
    return Slide(panel.title, panel.subtitle, graph)

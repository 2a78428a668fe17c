"""One project on a page: what it is, when it reached what, its months, its like, what is in its way, who has credit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

import pandas as pd

import charts
from panels import project_facts, project_sources, project_stages
from panels.page import Page, Side, Slot, Stack
from panels.panel import Card, Chart, Grid, Heading, Hidden, Nothing, Panel, Part, status
from panels.project_history import history
from panels.project_lights import project_lights
from panels.questions import Question, Source
from texts import sentences
from texts.progress import points_phrase
from texts.writing import is_missing
from view import search
from view.filters import WHOLE_ZONE
from view.names import SIZE_CLASSES
from view.view import View

_CHART_HEIGHT = 240


def page(view: View, chosen: Mapping[str, Any]) -> Page:
    """One project, by its number: whatever the filters are, as far as the reader may see it."""
    t, identity = view.t, str(chosen.get("id") or "")
    if not view.rights.sees_projects:
        return Page(t("Projects one by one."), rows=(Slot(_hidden),))
    if not identity:
        return Page(t("No project is named: open one from the list of projects, or from any table that names it."))
    found = view.run("project", **_alone(identity))
    if found.empty:
        return Page(t('There is no project with the number "{id}" on {day} among those that this account may see.',
                      id=identity, day=t.day(view.as_of)))  # fmt: skip
    row = found.iloc[0]
    return Page(
        t("{name}: {called}.", name=row["name"], called=sentences.project_called(t, row)),
        " · ".join([str(row["project_id"]), view.unit_name(row["unit"]), view.industry_name(row["industry"])]),
        _cards(view, row),
        rows=(
            Side((
                Stack((Slot(partial(project_stages.timeline, row=row)), Slot(partial(project_lights, row=row)))),
                Slot(partial(project_facts.facts, row=row)),
            )),
            Slot(partial(_months, row=row)),
            Side((
                Slot(partial(project_stages.steps, row=row)),
                Stack((Slot(partial(project_facts.problems, row=row)), Slot(partial(project_facts.standing, row=row)))),
            )),
            *_places(view, str(row["project_id"])),
            Slot(partial(history, project_id=row["project_id"])),
        ),
    )  # fmt: skip


def _places(view: View, identity: str) -> tuple[Slot, ...]:
    """Where the ledger's files have it, where that is known."""
    rows = project_sources.found(view, identity)
    return () if rows.empty else (Slot(partial(project_sources.sources, rows=rows)),)


def _hidden(view: View) -> Panel:
    return Panel("project", view.t("Project"), "", (Hidden("projects"),))


def _alone(identity: str) -> dict[str, Any]:
    """The query parameters of this project alone."""
    return {**WHOLE_ZONE, **search.patterns(""), "stages": None, "lights": None, "is_staged": True,
            "project_ids": (identity,)}  # fmt: skip


def _cards(view: View, row: pd.Series) -> tuple[Card, ...]:
    t, source = view.t, Source("project", params=_alone(row["project_id"]))
    unlisted = t("The figure is of this project alone.")
    share = None if is_missing(row["funds_to_date"]) or not row["planned_investment"] else (
        row["funds_to_date"] / row["planned_investment"])  # fmt: skip
    cards = [
        Card(t("Planned investment"), t.money(row["planned_investment"]),
             t(SIZE_CLASSES[project_stages.size_class(row)]),
             Question(("planned_investment",), source, unlisted=unlisted)),
        Card(t("Funds arrived to date"), t.money(row["funds_to_date"]),
             "" if share is None else t("{share} of the planned investment", share=t.percent(share)),
             Question(("funds_to_date",), source, unlisted=unlisted)),
    ]  # fmt: skip
    if is_missing(row["plan"]):
        return tuple(cards)
    changed = not is_missing(row["adjusted_on"]) and row["original_plan"] != row["plan"]
    plan = t("adjusted from {amount}", amount=t.round_money(row["original_plan"])) if changed else t("as first set")
    points = points_phrase(t, row["points_ahead"], short=True, has_plan=True)
    cards += [
        Card(t("Annual plan {year}", year=t.year(view.year)), t.round_money(row["plan"]), plan,
             Question(("plan",), source, unlisted=unlisted)),
        Card(t("Completed of the plan {year}", year=t.year(view.year)), t.money(row["invested"]),
             points if is_missing(row["completion_rate"]) else
             t("{share}, {points}", share=t.percent(row["completion_rate"]), points=points),
             Question(("invested", "completion_rate", "scheduled", "surplus"), source, unlisted=unlisted),
             status(row["points_ahead"])),
    ]  # fmt: skip
    return tuple(cards)


def _months(view: View, row: pd.Series) -> Panel:
    """Month after month, against its own plan and schedule."""
    t = view.t
    rows = view.run("project_months", **WHOLE_ZONE, project_ids=(row["project_id"],))
    rows = rows.assign(last_cumulative_invested=float("nan"), last_cumulative_funds=float("nan"))
    cells = tuple(_run(view, str(row["project_id"]), rows, measure) for measure in ("invested", "funds"))
    what = t("Dashed: due by its own plan of {year}, as the schedule has it", year=t.year(view.year))
    if is_missing(row["plan"]):
        what = t("No plan for {year}: there is no schedule to hold it against", year=t.year(view.year))
    return Panel("months", t("Month by month in {year}", year=t.year(view.year)), what, (Grid(2, 380, cells),))


def _run(view: View, identity: str, rows: pd.DataFrame, measure: Literal["invested", "funds"]) -> tuple[Part, ...]:
    """How one measure has added up, under its name. The chart's key names the project: it is kept."""
    t, column = view.t, f"cumulative_{measure}"
    words = {"invested": t("Completed investment"), "funds": t("Funds arrived")}[measure]
    if rows[column].isna().all():
        return Heading(words), Nothing(t("No month of {year} is reported.", year=t.year(view.year)))
    if not rows[column].any():
        return Heading(words), Nothing(t("None yet in {year}.", year=t.year(view.year)))
    is_invested = measure == "invested"
    money = t.scale(rows[column], *([rows["cumulative_scheduled"]] if is_invested else []))
    last = rows[rows[column].notna()].iloc[-1]
    told = t("{what}: {amount} by {month}", what=words, amount=t.money(last[column]), month=t.month(last["month"]))
    in_month = "invested" if is_invested else "funds_arrived"
    shown = rows[["month", in_month, column, "cumulative_scheduled", f"last_{column}"]]
    more = {"money": money} if is_invested else {"money": money, "is_against_plan": False}
    build = charts.cumulative if is_invested else charts.funds
    chart = Chart(f"project_{measure}_{identity}", build, shown, _CHART_HEIGHT, told, more)
    return Heading(t("{what}, added up ({unit})", what=words, unit=money.unit)), chart

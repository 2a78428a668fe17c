"""The industries page's own panels: composition by quarter, the largest projects, each industry's own plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

import charts
from charts.composition import ARRIVED, SIGNED, Measure
from panels import shaping, sources
from panels.begun import of_period
from panels.panel import (
    Chart,
    Grid,
    Heading,
    Note,
    Nothing,
    Panel,
    Part,
    Table,
    of_projects,
    status,
    untold,
)
from panels.questions import Question, Source
from panels.tables import ARRIVED as ARRIVED_COLUMNS
from panels.tables import PLANNED as PLANNED_COLUMNS
from panels.tables import SIGNED as SIGNED_COLUMNS
from panels.tables import industry_question, industry_rows, industry_unit
from queries.keeping import kept
from texts import sentences
from texts.progress import points_phrase
from texts.sentences.industries import composition_leader
from texts.terms import quarter_words
from view.filters import LARGEST
from view.view import View

_HEIGHT = 340
_OWN_HEIGHT = 130
_LARGE_ROW = 64
_TEN = 10


@kept
def composition(view: View, chosen: str) -> Panel:
    """What each quarter was made up of. `chosen`: of filters.COMPOSITIONS."""
    t, measure = view.t, SIGNED if chosen == "signed" else ARRIVED
    if instead := untold(view, "industry_quarters", "composition", t("Composition by quarter")):
        return instead
    rows = shaping.coloured(view, view.run("industry_quarters"))
    rows = rows.assign(quarter_from=rows["quarter"])
    words = sentences.composition(t, rows, chosen)
    money = t.scale(rows[measure.whole])
    what = {
        "signed": t(
            "Planned investment signed in each quarter, by industry; above: the total ({unit})", unit=money.unit
        ),
        "arrived": t("Funds arrived in each quarter, by industry; above: the total ({unit})", unit=money.unit),
    }[chosen]
    question = _title_question(view, rows, measure)
    parts: tuple[Part, ...] = (Nothing(t("No quarter of the ledger has anything to share out in this selection.")),)
    if rows[measure.share].notna().any():
        note = t("From the quarter in which the ledger begins to the as-of date, whatever period is chosen.")
        partial = sentences.partial_quarters(t, rows, chosen)
        chart = Chart(
            f"composition_{chosen}", charts.composition, rows.drop(columns="quarter"), _HEIGHT, words,
            {"money": money, "measure": measure},
            lambda mark: _of_quarter(view, measure, dt.date.fromisoformat(str(mark["from_on"]))).of(mark["code"]),
        )  # fmt: skip
        parts = (chart, Note(note + ("" if t.language == "zh" else " ") + partial if partial else note))
    return Panel("composition", words, what, parts, question)


def _title_question(view: View, rows: pd.DataFrame, measure: Measure) -> Question | None:
    """What the title says: the share of the industry that leads the last complete quarter."""
    top = composition_leader(rows, "signed" if measure == SIGNED else "arrived")
    return None if top is None else _of_quarter(view, measure, top["quarter"].date()).of(top["industry"])


def _of_quarter(view: View, measure: Measure, first: dt.date) -> Question:
    """An industry's part of the quarter that begins on that day, and its projects."""
    last = (pd.Timestamp(first) + pd.offsets.QuarterEnd(0)).date()
    return Question(
        (measure.share, measure.amount, measure.whole, f"last_{measure.share}"), None,
        Source("industry_quarters", name="industry", where={"quarter": pd.Timestamp(first)}), "industry",
        params={"period_from": first, "period_to": last, "year": first.year}, about=quarter_words(view.t, first),
    )  # fmt: skip


def concentration(view: View, chosen: str) -> Panel:
    """How much the few largest projects carry, and which they are. `chosen`: of filters.LARGEST."""
    t = view.t
    if instead := untold(view, "concentration", "concentration", t("Largest projects"), of_projects=True):
        return instead
    rows = view.run("concentration")
    rows = rows.assign(part=[t(LARGEST[measure]) for measure in rows["measure"]])
    words = sentences.concentration(t, rows)
    question = Question(
        ("top_10_share", "top_3_share", "top_10", "top_3", "total", "projects", *sources.CONCENTRATION.cells),
        sources.CONCENTRATION, Source("concentration", name="measure"), "measure",
    )  # fmt: skip
    what = t("Share of the 3 largest projects (first part) and of the 10 largest (both parts) in each whole; key "
             "projects: the year so far")  # fmt: skip
    part: Part = Nothing(t("No project carries an amount in this selection."))
    if rows["projects"].any():
        chart = Chart(
            "concentration", charts.concentration, rows, _LARGE_ROW * len(rows), words,
            asks=lambda mark: question.of(mark["measure"]),
        )  # fmt: skip
        part = Grid(2, 340, ((chart,), of_projects(lambda: _largest(view, chosen))))
    return Panel("concentration", words, what, (part,), question.of(chosen))


def _largest(view: View, measure: str) -> tuple[Part, ...]:
    """The ten largest projects of a measure."""
    t = view.t
    rows = view.run("concentration_projects", measure=measure).rename(columns={"amount": "measured"})
    if rows.empty:
        return (Nothing(t("No project carries an amount in this selection.")),)
    wanted = ("place", "name", "measured", "share", "share_so_far", "industry", "unit")
    return (
        Table(f"largest_{measure}", rows, wanted, visible=_TEN, saved=("project_id", *wanted)),
        Note(t("{measure}; money in {unit}", measure=t(LARGEST[measure]), unit=t.small_scale.unit)),
    )


@kept
def own_plans(view: View) -> Panel:
    """Each industry's key projects against the industry's own plan: small charts to one scale."""
    t = view.t
    groups = view.run("target_groups", dimension="industry")
    question = Question(sources.PLAN_FIGURES, sources.TARGET_YEAR, sources.target_groups("industry"), "industry")
    what = t("Cumulative completed investment of each industry's key projects in % of its own annual plan, all to one "
             "scale; dashed: schedule")  # fmt: skip
    part: Part = Nothing(t("There is no key project in this selection."))
    title = t("Each industry against its own plan") if groups.empty else sentences.own_plans(t, groups)
    if not groups.empty:
        months = view.run("target_months_by_industry")
        top = float(months["completed_share"].max()) if months["completed_share"].notna().any() else 1.0
        own = {code: rows.reset_index(drop=True) for code, rows in months.groupby("industry")}
        cells = [
            _own_plan(view, row, own.get(row["name"], months.head(0)), top, question)
            for row in groups.to_dict("records")
        ]
        part = Grid(min(4, len(cells)), 140, tuple(cells))
    return Panel("own_plans", title, what, (part,), question)


def _own_plan(view: View, row: Any, months: pd.DataFrame, top: float, question: Question) -> tuple[Part, ...]:
    t, name = view.t, view.industry_name(row["name"])
    words = points_phrase(t, row["points_ahead"], short=True, has_plan=bool(row["plan"]))
    head: tuple[Part, ...] = (Heading(name, status(row["points_ahead"])), Note(words))
    if row["plan"] and not row["due_share"]:
        # Before the first month nothing is due, so nothing is on schedule; the panel's title says it.
        head, words = (Heading(name),), t("No month reported yet")
    if not row["plan"]:
        return head
    order = view.choices["industry"].codes
    number = order.index(row["name"]) if row["name"] in order else len(order)
    chart = Chart(
        f"own_plan_{number}", charts.own_plan, months, _OWN_HEIGHT, f"{name}: {words}",
        {"top": top, "money": t.scale(months["cumulative_invested"], months["cumulative_scheduled"])},
        lambda mark: question.of(mark["code"]),
    )  # fmt: skip
    return (*head, chart)


@of_period
def signed(view: View) -> Panel:
    """What was signed in the period, by industry, with its total."""
    t, unit = view.t, industry_unit(view)
    return Panel(
        "signed",
        t("Signed in {period}, by industry", period=view.period_words()),
        t("Rates of formal agreements; year on year: same period of last year; money in {unit}", unit=unit),
        industry_rows(view, SIGNED_COLUMNS, sentences.no_base(t, total(view))),
        industry_question(SIGNED_COLUMNS),
    )


@of_period
def arrived(view: View) -> Panel:
    """What arrived in the period, by industry, with its total."""
    t, unit = view.t, industry_unit(view)
    return Panel(
        "arrived",
        t("Funds arrived in {period}, by industry", period=view.period_words()),
        t("All projects; at the right the money of those signed in the period, to {day}; money in {unit}",
          day=t.day(view.as_of), unit=unit),
        industry_rows(view, ARRIVED_COLUMNS, sentences.no_funds_base(t, total(view))),
        industry_question(ARRIVED_COLUMNS),
    )  # fmt: skip


def planned(view: View) -> Panel:
    """The year's key projects, by industry, with their total."""
    t, unit = view.t, industry_unit(view)
    return Panel(
        "planned",
        t("Key projects of {year}, by industry", year=t.year(view.year)),
        t("The whole year so far, whatever the period; money in {unit}", unit=unit),
        industry_rows(view, PLANNED_COLUMNS, sentences.no_key_base(t, total(view), view.year)),
        industry_question(PLANNED_COLUMNS),
    )


def total(view: View) -> pd.Series:
    """All industries together: the total's row of the query industries."""
    rows = view.run("industries")
    return rows[rows["industry"].isna()].iloc[0]

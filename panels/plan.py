"""The year against its plan: of the whole selection, of each industry or department."""

from __future__ import annotations

from dataclasses import replace

import charts
from data.settings import settings
from panels import sources
from panels.panel import Audience, Bar, Card, Chart, Note, Nothing, Panel, Part, status
from panels.questions import Question
from queries.keeping import kept
from texts import sentences
from texts.progress import points_phrase
from texts.withheld import some
from texts.writing import is_missing
from view.view import View

ROW_HEIGHT = 44
_COMPLETED = Question(("points_ahead", "invested", "completion_rate", "growth", "plan", "scheduled"),
                      sources.TARGET_YEAR)  # fmt: skip


def whole_year(view: View) -> View:
    """The view of the whole year: the plan knows no other period."""
    return view.at_default("period")


def progress_card(view: View, label: str, value: str, question: Question) -> Card:
    """A figure of the plan whose note is the light: shape, word and colour; without one, whether the plan lacks."""
    target = view.run("target_year").iloc[0]
    if not sentences.is_reported(target):
        return Card(label, value, view.t("No month reported yet"), question)
    words = points_phrase(view.t, target["points_ahead"], short=True, has_plan=bool(target["plan"]))
    return Card(label, value, words, question, status(target["points_ahead"]))


def completed_card(view: View) -> Card:
    """The key projects' completed investment of the year."""
    t, target = view.t, view.run("target_year").iloc[0]
    return progress_card(view, sentences.completed_of(t, target), sentences.completed(t, target), _COMPLETED)


@kept
def progress(view: View, audience: Audience = "working") -> Panel:
    """The year against its plan in one line: completed of the plan, and how far on; guests see no schedule."""
    view = whole_year(view)
    t, year = view.t, view.run("target_year").iloc[0]
    title = t("Completed investment in {year}", year=t.year(view.year))
    if not year["key_projects"]:
        return Panel("progress", title, "", (Nothing(sentences.target_year(t, year, view.year)),))
    plan = t("Annual plan {plan}, {projects}", plan=t.round_money(year["plan"]),
             projects=t.plural("{n} key project", "{n} key projects", year["key_projects"]))  # fmt: skip
    found: list[Part] = [Card(title, sentences.completed(t, year), plan, _COMPLETED)]
    words = t.withheld(year["completion_rate"])
    if not sentences.is_reported(year):
        found.append(Note(t("No month reported yet")))
    elif year["plan"] and (words or is_missing(year["completion_rate"])):
        found.append(Note(words or t("There is no data on completed investment")))
    elif year["plan"]:
        share = t("{share} of the annual plan", share=t.percent(year["completion_rate"]))
        if audience == "display":
            found += [Card(title, share, "", _COMPLETED), Bar(year["completion_rate"], None)]
        else:
            light = status(year["points_ahead"])
            found += [
                Card(title, share, points_phrase(t, year["points_ahead"], short=True), _COMPLETED, light),
                Bar(year["completion_rate"], year["due_share"]),
                Note(t("Schedule {share}", share=t.percent(year["due_share"]))),
                Note(sentences.needed(t, year)),
            ]
    return Panel("progress", title, "", tuple(found), _COMPLETED)


@kept
def year_against_plan(view: View, audience: Audience = "working") -> Panel:
    """Cumulative completed investment of the key projects against the schedule; guests see no schedule."""
    view = whole_year(view)
    t, target, months = view.t, view.run("target_year").iloc[0], view.run("target_months")
    title, short = sentences.target_gap(t, target), sentences.target_left(t, target)
    if not target["key_projects"]:
        # What is not there is said once, in the place of the chart.
        title = short = t("Completed investment and schedule")
    what = t("Key projects' cumulative completed investment and schedule ({unit})", unit="{unit}")
    if audience == "display":
        months = months.assign(cumulative_scheduled=float("nan"))
        what = t("Key projects' cumulative completed investment ({unit})", unit="{unit}")
        if not is_missing(target["invested"]):
            title = short = t("{amount} completed so far", amount=t.money(target["invested"]))
    money = t.scale(months["cumulative_invested"], months["cumulative_scheduled"], months["last_cumulative_invested"])
    question = Question(
        ("remaining", "needed_a_month", "invested", "plan", "scheduled", "points_ahead", "completion_rate", "growth"),
        sources.TARGET_YEAR,
    )
    parts: list[Part] = [Nothing(t("There is no key project in this selection."))]
    if target["key_projects"]:
        words = sentences.target_year(t, target, view.year)
        base = t("Last year's line is not drawn: the ledger has no key project of last year in this selection.")
        parts = [
            Chart("cumulative", charts.cumulative, months, 300, words, {"money": money}, knows_size=True),
            Note(sentences.last_year(t, target, months) if target["last_key_projects"] else base),
        ]
        # Made of single projects: not for those who may see sums alone; guests see neither.
        if audience == "working" and not view.rights.sees_sums_alone:
            ahead = sentences.bulletin_forecast(t, view.run("forecast").iloc[0])
            parts += [Note(ahead)] if ahead else []
    return Panel("cumulative", title, what.replace("{unit}", money.unit), tuple(parts), question, short)


def beside_cards(view: View) -> Panel:
    """The same where a card says already what each remaining month must bring."""
    panel = year_against_plan(view)
    return replace(panel, title=panel.short)


def industries(view: View) -> Panel:
    """Completed investment of each industry against its plan and the schedule."""
    return _groups(view, "industry")


def units(view: View) -> Panel:
    """Completed investment of each department against its plan and the schedule."""
    return _groups(view, "unit")


@kept
def _groups(view: View, dimension: str) -> Panel:
    view = whole_year(view)
    t = view.t
    name = view.industry_name if dimension == "industry" else view.unit_name
    groups = view.run("target_groups", dimension=dimension)
    groups = groups.assign(code=groups["name"], name=groups["name"].map(name), **{dimension: groups["name"]})
    money, words = t.scale(groups["plan"], groups["invested"]), sentences.leaders(t, groups)
    if groups.empty or (len(groups) > 1 and not some(groups["invested"]).any()):
        # That nothing is there the page has said; here it is said of what.
        by_unit = t("Completed investment by department")
        words = t("Completed investment by industry") if dimension == "industry" else by_unit
    if dimension == "industry":
        what = t(
            "Completed and annual plan by industry ({unit}); line: schedule; ahead or behind in points", unit=money.unit
        )
    else:
        what = t(
            "Completed and annual plan by department ({unit}); line: schedule; ahead or behind in points",
            unit=money.unit,
        )
    codes = dict(zip(groups["name"], groups["code"], strict=True))
    figures = (*sources.PLAN_FIGURES, "invested_so_far")
    question = Question(figures, sources.TARGET_YEAR, sources.target_groups(dimension), dimension)
    part: Part = Nothing(t("There is no key project in this selection."))
    if not groups.empty:
        part = Chart(
            dimension, charts.bullet, groups, ROW_HEIGHT * len(groups), words,
            {"money": money, "amber_points": settings().schedule.amber_points},
            lambda mark: question.of(codes.get(mark["name"])), has_rows=True,
        )  # fmt: skip
    return Panel(f"plan_{dimension}", words, what, (part,), question)

"""Funnels: how far the agreements have come, side by side by a dimension, and what stands beside the funnel."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import charts
from panels import money_begins, sources
from panels.begun import of_period
from panels.panel import Chart, Lines, Note, Nothing, Panel, Part, Table, of_projects
from panels.questions import Question, Source
from panels.tables import project_rows
from queries.keeping import kept
from texts import sentences
from texts.writing import is_some
from view.names import name_of
from view.view import View

_FEW = 5


def cohort(view: View) -> Panel:
    """How far the agreements signed in the period have come; the framework agreements beside them in words."""
    return _cohort(view, 300, has_framework=True)


def cohort_alone(view: View) -> Panel:
    """The same, taller and without the framework agreements: where another panel speaks of them."""
    return _cohort(view, 400, has_framework=False)


def under_answer(view: View) -> Panel:
    """The same under an answer that gives its numbers: named by how long the steps took."""
    panel, t = cohort_alone(view), view.t
    return replace(panel, title=sentences.steps(t, view.run("funnel_cohort")))


def within_under_answer(view: View) -> Panel:
    """What happened in the period, under an answer that gives its numbers."""
    return replace(within(view), title=view.t("Signed, started and first paid in the period"))


@kept
@of_period
def _cohort(view: View, height: int, *, has_framework: bool) -> Panel:
    t, period = view.t, view.period_words()
    if view.code("agreement") == "framework":
        alone = sentences.framework_alone(t, view.run("headline").iloc[0], period)
        question = Question(("signed_projects", "signed_planned"), sources.HEADLINE)
        return Panel("funnel", t("Framework agreements stand in no funnel"), "", (Nothing(alone),), question)
    stages = view.run("funnel_cohort")
    words = sentences.funnel_cohort(t, stages, period, view.as_of)
    beside = sentences.framework_beside(t, view.run("funnel_beside").iloc[0]) if has_framework else ""
    notes = (*([Note(beside)] if beside else []), *money_begins.of_the_signed(view))
    subtitle = t("How far the agreements signed in {year} have come", year=period)
    return _funnel(view, "cohort", stages, subtitle, words, notes, height)


@kept
@of_period
def within(view: View) -> Panel:
    """What happened in the period, whenever signed."""
    t, period = view.t, view.period_words()
    stages = view.run("funnel_period")
    subtitle = t("What happened in {period}, whenever signed: different projects, so no shares", period=period)
    notes = money_begins.of_first_money(view, view.period_from)
    return _funnel(view, "period", stages, subtitle, sentences.funnel_period(t, stages, period), notes, 300)


def _funnel(
    view: View, reading: str, stages: pd.DataFrame, subtitle: str, words: str, notes: tuple[Note, ...], height: int
) -> Panel:
    """The stages as centred bars. `stages`: of funnel_cohort or funnel_period; `words`: the same, told."""
    source = sources.FUNNEL_COHORT if reading == "cohort" else sources.FUNNEL_PERIOD
    question = Question(tuple(source.cells), source)
    figures = sources.STAGE_FIGURES[reading]
    parts: list[Part] = [Nothing(words)]
    if stages["projects"].any():
        chart = Chart(
            f"funnel_{reading}", charts.funnel, stages, height, words,
            asks=lambda mark: question.first(figures[mark["stage"]]),
        )  # fmt: skip
        parts = [chart, *notes]
    return Panel("funnel", sentences.funnel(view.t, stages), subtitle, tuple(parts), question)


@kept
@of_period
def side_by_side(view: View, by: str) -> Panel:
    """Funnels by industry, department, investor, size or channel."""
    t, rows = view.t, view.run("funnel_groups", dimension=by)
    labels = {None if pd.isna(code) else code: name_of(view, by, code) for code in rows["name"]}
    rows = rows.assign(label=list(labels.values()))
    question = Question(sources.GROUP_FIGURES, sources.FUNNEL_COHORT, sources.funnel_groups(by), by)
    title = t("Side by side") if rows.empty else sentences.groups(t, rows, by)
    subtitle = t(
        "Formal agreements signed in {period}: signed, started, with funds arrived (number), start and arrival rate",
        period=view.period_words(),
    )
    parts: list[Part] = [
        Nothing(t("No formal agreement was signed in {period} in this selection.", period=view.period_words()))
    ]
    if not rows.empty:
        codes = {label: code for code, label in labels.items()}
        chart = Chart(
            f"funnels_{by}", charts.funnels, rows.rename(columns={"name": by}), 44 * len(rows) + 46, title,
            asks=lambda mark: question.of(codes[mark["label"]]),
        )  # fmt: skip
        note = _groups_note(view, rows, by)
        parts = [chart, *([Note(note)] if note else []), *money_begins.of_the_signed(view)]
    return Panel("side_by_side", title, subtitle, tuple(parts), question)


def _groups_note(view: View, rows: pd.DataFrame, by: str) -> str:
    t, lines = view.t, []
    if by == "kind":
        lines.append(t("An investor may be of several kinds: they add up to more than the total."))
    if (rows["formal_projects"] < _FEW).any():
        lines.append(t("Rates of fewer than five agreements are pale and not to be compared."))
    return ("" if t.language == "zh" else " ").join(lines)


@kept
@of_period
def beside(view: View) -> Panel:
    """Money before the start, what was terminated and why, framework agreements."""
    t, row, period = view.t, view.run("funnel_beside").iloc[0], view.period_words()
    stages = view.run("funnel_cohort")
    lines = sentences.funnel_beside(t, row, stages)
    parts: list[Part] = [Nothing(t("No agreement was signed in {period} in this selection.", period=period))]
    if stages["projects"].iloc[0]:
        parts = [Nothing(t("No money has arrived yet, and no agreement was terminated."))]
    if lines:
        parts = [Lines(tuple(lines))]
        if row["terminated_projects"]:
            parts += of_projects(lambda: _terminated(view))
    return Panel(
        "beside", sentences.beside(t, row),
        t("Money and terminations of the agreements signed in {period}", period=period), tuple(parts),
        Question(sources.BESIDE_FIGURES, sources.FUNNEL_BESIDE),
    )  # fmt: skip


def _terminated(view: View) -> tuple[Part, ...]:
    """The reasons for termination, each to be questioned."""
    t, money = view.t, view.t.small_scale
    reasons = view.run("terminations")
    wanted = ("termination_reason", "terminated_projects", "terminated_planned", "terminated_funds")
    question = Question(
        wanted[1:], sources.FUNNEL_BESIDE, Source("terminations", name="termination_reason"), "termination_reason"
    )
    return (
        Note(t("Terminated, by reason; money in {unit}", unit=money.unit)),
        Table("terminations", reasons, wanted, question, "termination_reason", money, len(reasons)),
    )


@of_period
def projects(view: View) -> Panel:
    """The agreements signed in the period, newest first."""
    t, period = view.t, view.period_words()
    count = view.run("headline").iloc[0]["signed_projects"]
    return Panel(
        "projects",
        t.plural("{n} project signed in {period}", "{n} projects signed in {period}", count, period=period)
        if is_some(count) else t("Projects signed in {period}", period=period),
        t("Newest first; money in {unit}", unit=t.small_scale.unit),
        of_projects(lambda: project_rows(
            view.run("funnel_projects"),
            ("name", "stage", "planned_investment", "funds_arrived", "signed_on", "started_on", "funded_on",
             "industry", "unit", "termination_reason"),
            key="projects",
            empty=t("No project was signed in {period} in this selection.", period=period),
        )),
        Question(("signed_projects", "signed_planned"), sources.HEADLINE),
    )  # fmt: skip

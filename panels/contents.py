"""What stands on which page, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from panels import (
    activities,
    ahead,
    deciding,
    funds,
    funnels,
    headline,
    industries,
    last_month,
    makeup,
    plan,
    project,
    projects,
    review,
    sources,
    targets,
)
from panels.appraisal import page as appraisal
from panels.begun import not_begun, year_before
from panels.bulletin import page as bulletin
from panels.page import Page, Side, Slot, Stack, headed, whole
from panels.panel import Card
from panels.questions import Question
from panels.report_card import report_card
from panels.signing_months import by_month, month_after_month
from panels.unanswered import answered
from texts import sentences
from texts.writing import MISSING, is_missing
from view.view import View


class Contents(NamedTuple):
    """How a page is made, and the switch that changes all of it ('' for none): its code stands in what `make` gets."""

    make: Callable[[View, Mapping[str, Any]], Page]
    switch: str = ""


#: What the answers speak of that hold the year against its plan.
_YEAR = Question(
    ("invested", "completion_rate", "points_ahead", "growth", "plan", "key_projects", "continuing_projects",
     "new_projects", "new_start_rate", "new_started_early"),
    sources.TARGET_YEAR,
)  # fmt: skip


def overview(view: View, _chosen: Mapping[str, str]) -> Page:
    """How did last year end, and is this year on plan?"""
    months = Stack((Slot(last_month.last_month), Slot(last_month.projects)))
    page = Page(
        beside=sentences.past_year(view.t, view.year, view.as_of),
        rows=(
            Side((
                Slot(plan.year_against_plan), Slot(funnels.cohort), Slot(plan.industries),
                Slot(report_card), Slot(makeup.makeup, "makeup"), months,
            )),
        ),
        question=_YEAR,
    )  # fmt: skip
    return headed(view, page, lambda: _of_year(view), lambda: (plan.completed_card(view), *headline.cards(view)))


def _of_year(view: View) -> str:
    """How the year stands against its plan."""
    return sentences.target_year(view.t, view.run("target_year").iloc[0], view.year)


def funnel(view: View, chosen: Mapping[str, str]) -> Page:
    """What was signed, what started, where has money arrived?"""
    if not view.has_begun:
        return Page(not_begun(view), remark=view.t("Choose another period."), question=year_before(view))
    t, period = view.t, view.period_words()
    if view.code("agreement") == "framework":
        question = Question(("signed_projects", "signed_planned"), sources.HEADLINE)
        return headed(view, Page(rows=(Slot(funnels.projects),), question=question),
                    lambda: sentences.framework_alone(t, view.run("headline").iloc[0], period))  # fmt: skip
    is_cohort = chosen.get("reading", "cohort") == "cohort"
    if is_cohort:
        question = Question(tuple(sources.FUNNEL_COHORT.cells), sources.FUNNEL_COHORT)
        first, second, third = Slot(funnels.under_answer), Slot(funnels.beside), Slot(by_month)
    else:
        question = Question(tuple(sources.FUNNEL_PERIOD.cells), sources.FUNNEL_PERIOD)
        first, second, third = Slot(funnels.within_under_answer), Slot(by_month), Slot(funnels.beside)
    aside = Side((first, second, Slot(month_after_month, "follow"), Slot(funnels.side_by_side, "by")))
    rows: tuple[Side | Slot, ...] = (aside, third, Slot(funnels.projects))
    if is_cohort and answered(view, lambda: not view.run("funnel_cohort").iloc[0]["projects"], lambda _: False):
        # Of no agreement there is no funnel: the answer says so, once.
        rows = (Side((second, third)), Slot(funnels.projects))

    def answer() -> str:
        if is_cohort:
            return sentences.funnel_cohort(t, view.run("funnel_cohort"), period, view.as_of)
        return sentences.funnel_period(t, view.run("funnel_period"), period)

    return headed(view, Page(rows=rows, question=question), answer)


def industry(view: View, _chosen: Mapping[str, str]) -> Page:
    """Which industries carry the year?"""
    if not view.has_begun:
        of_the_year = Slot(industries.planned), Slot(industries.own_plans), Slot(industries.composition, "composition")
        waiting = Page(rows=(Side((Slot(plan.industries),)), *of_the_year), question=year_before(view))
        return headed(view, waiting, lambda: not_begun(view))
    t = view.t

    def named() -> pd.DataFrame:
        rows = view.run("industries")
        return rows[rows["industry"].notna()].assign(name=lambda rows: rows["industry"].map(view.industry_name))

    def answer() -> str:
        return sentences.industries(t, named(), industries.total(view), view.period_words())

    if answered(view, lambda: named().empty, lambda _: False):
        return Page(answer(), remark=t("There is no project in this selection."))
    page = Page(
        rows=(
            Side((Slot(plan.industries), Slot(funds.arrivals))),
            Slot(industries.signed), Slot(industries.arrived), Slot(industries.planned), Slot(industries.own_plans),
            Slot(industries.composition, "composition"), Slot(industries.concentration, "largest"),
        ),
        question=Question(
            ("signed_projects", "signed_planned", "planned_growth", "funds_arrived", "funds_growth"),
            sources.INDUSTRIES_TOTAL,
        ),
    )  # fmt: skip
    return headed(view, page, answer)


def _target_cards(view: View) -> tuple[Card, ...]:
    t, target = view.t, view.run("target_year").iloc[0]
    completion, due = t.percent(target["completion_rate"]), sentences.of_plan(t, target, "scheduled")
    if target["plan"] and is_missing(target["invested"]):
        completion = t("No data")
    due_share = t("{share} of the plan", share=t.percent(target["due_share"])) if target["plan"] else t("No plan")
    if not sentences.is_reported(target):
        completion, due, due_share = MISSING, MISSING, t("No month reported yet")
    new_starts = t("Start rate of new projects")
    if target["new_due"]:
        new_starts = t("Start rate of new projects ({started}/{due})", started=t.number(target["new_due_started"]),
                       due=t.number(target["new_due"]))  # fmt: skip
    return (
        plan.progress_card(
            view, t("Plan completion"), completion,
            Question(("completion_rate", "points_ahead", "invested", "plan", "growth"), sources.TARGET_YEAR),
        ),
        Card(
            t("Due by schedule"), due, due_share,
            Question(("scheduled", "due_share", "plan"), sources.TARGET_YEAR),
        ),
        Card(
            t("Left to complete"), sentences.of_plan(t, target, "remaining"), sentences.needed(t, target),
            Question(("remaining",), sources.TARGET_YEAR),
        ),
        Card(
            new_starts, t.percent(target["new_start_rate"]), sentences.new_starts(t, target),
            Question(("new_start_rate", "new_due", "new_started_early"), sources.TARGET_YEAR),
        ),
    )  # fmt: skip


def target(view: View, _chosen: Mapping[str, str]) -> Page:
    """Is the year on plan, and which projects decide it?"""
    t = view.t
    money, set_targets = Slot(funds.funds, "funds"), Slot(targets.targets)
    year = answered(view, lambda: view.run("target_year").iloc[0], lambda _: None)
    if year is not None and not year["key_projects"]:
        remark = t("Choose another year or widen the filters: a project is a key project of a year when it has a plan "
                   "for it.")  # fmt: skip
        return Page(_of_year(view), _makeup(view), _target_cards(view), remark, (Side((money,)), set_targets), _YEAR)
    against, quarters = Slot(plan.beside_cards), Slot(deciding.quarters)
    # Before the first month nothing is due, so nothing can decide.
    has_begun = year is None or not is_missing(year["last_month"])
    first = (Stack((against, quarters)), Slot(deciding.waterfall)) if has_begun else (Stack((against,)), quarters)
    page = Page(
        beside="" if year is None else _makeup(view),
        rows=(
            Side(first), Side((Slot(plan.industries), Slot(plan.units))),
            Side((Slot(ahead.year_end), money)), *_ahead(view), set_targets, Slot(deciding.key_projects),
        ),
        question=_YEAR,
    )  # fmt: skip
    return headed(view, page, lambda: _of_year(view), lambda: _target_cards(view))


def _makeup(view: View) -> str:
    """What the year's plan is made up of."""
    return sentences.target_makeup(view.t, view.run("target_year").iloc[0], view.as_of)


def _ahead(view: View) -> tuple[Slot | Side, ...]:
    """The projects that decide the year's end, and how the model did before, where there are years to try it on."""
    projects, adjustments = Slot(ahead.deciding), Slot(deciding.adjustments)
    # What cannot be asked stands in its place and says so.
    if not answered(view, lambda: ahead.is_expected(view), lambda _: True):
        return (adjustments,)
    is_tried = answered(view, lambda: ahead.is_tried(view), lambda _: True)
    return (projects, Side((Slot(ahead.track_record), adjustments)) if is_tried else adjustments)


def activity(view: View, _chosen: Mapping[str, str]) -> Page:
    """What came of the promotion events, by whom, and with which investors?"""
    by_channel, kinds = partial(funnels.side_by_side, by="channel"), partial(makeup.makeup, chosen="kind")
    return activities.page(view, Slot(by_channel), Slot(kinds))


#: A page's path → what stands on it.
OF_PAGES: dict[str, Contents] = {
    "": Contents(whole(overview)),
    "funnel": Contents(whole(funnel), "reading"),
    "industries": Contents(whole(industry)),
    "targets": Contents(whole(target)),
    "review": Contents(whole(review.page)),
    "bulletin": Contents(whole(bulletin.page)),
    "activities": Contents(whole(activity)),
    "appraisal": Contents(whole(appraisal.page)),
    "projects": Contents(whole(projects.page)),
    "project": Contents(whole(project.page)),
}

"""What stands on which page, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from panels import deciding, funds, funnels, headline, industries, last_month, makeup, plan, sources, targets
from panels.page import Page, Side, Slot, Stack
from panels.panel import Card
from panels.questions import Question
from panels.report_card import report_card
from panels.signing_months import by_month, month_after_month
from texts import sentences
from texts.writing import is_missing
from view.view import View


class Contents(NamedTuple):
    """How a page is made, and the switch that changes all of it ('' for none): its code stands in what `make` gets."""

    make: Callable[[View, Mapping[str, str]], Page]
    switch: str = ""


def overview(view: View, _chosen: Mapping[str, str]) -> Page:
    """How did last year end, and is this year on plan?"""
    t, target = view.t, view.run("target_year").iloc[0]
    months = Stack((Slot(last_month.last_month), Slot(last_month.projects)))
    return Page(
        sentences.target_year(t, target, view.year),
        sentences.past_year(t, view.year, view.as_of),
        (plan.completed_card(view), *headline.cards(view)),
        rows=(
            Side((
                Slot(plan.year_against_plan), Slot(funnels.cohort), Slot(plan.industries),
                Slot(report_card), Slot(makeup.makeup, "makeup"), months,
            )),
        ),
    )  # fmt: skip


def funnel(view: View, chosen: Mapping[str, str]) -> Page:
    """What was signed, what started, where has money arrived?"""
    t, period = view.t, view.period_words()
    is_cohort = chosen.get("reading", "cohort") == "cohort"
    if is_cohort:
        answer = sentences.funnel_cohort(t, view.run("funnel_cohort"), period, view.as_of)
        first, second, third = Slot(funnels.cohort_alone), Slot(funnels.beside), Slot(by_month)
    else:
        answer = sentences.funnel_period(t, view.run("funnel_period"), period)
        first, second, third = Slot(funnels.within), Slot(by_month), Slot(funnels.beside)
    remark = t("Framework agreements stay out of the funnel and of all rates; they are listed below.")
    aside = Side((first, second, Slot(month_after_month, "follow"), Slot(funnels.side_by_side, "by")))
    return Page(
        answer,
        remark=remark if view.code("agreement") == "framework" else "",
        rows=(aside, third, Slot(funnels.projects)),
    )


def industry(view: View, _chosen: Mapping[str, str]) -> Page:
    """Which industries carry the year?"""
    t, rows = view.t, view.run("industries")
    rows = rows[rows["industry"].notna()].assign(name=lambda rows: rows["industry"].map(view.industry_name))
    answer = sentences.industries(t, rows, industries.total(view), view.period_words())
    if rows.empty:
        return Page(answer, remark=t("There is no project in this selection."))
    return Page(
        answer,
        rows=(
            Side((Slot(plan.industries), Slot(funds.arrivals))),
            Slot(industries.signed), Slot(industries.arrived), Slot(industries.planned), Slot(industries.own_plans),
            Slot(industries.composition, "composition"), Slot(industries.concentration, "largest"),
        ),
    )  # fmt: skip


def _target_cards(view: View) -> tuple[Card, ...]:
    t, target = view.t, view.run("target_year").iloc[0]
    completion = t.percent(target["completion_rate"])
    if target["plan"] and is_missing(target["invested"]):
        completion = t("No data")
    due_share = t("{share} of the plan", share=t.percent(target["due_share"])) if target["plan"] else t("No plan")
    return (
        plan.progress_card(
            view, t("Plan completion"), completion,
            Question(("completion_rate", "points_ahead", "invested", "plan", "growth"), sources.TARGET_YEAR),
        ),
        Card(
            t("Due by schedule"), sentences.of_plan(t, target, "scheduled"), due_share,
            Question(("scheduled", "due_share", "plan"), sources.TARGET_YEAR),
        ),
        Card(
            t("Left to complete"), sentences.of_plan(t, target, "remaining"), sentences.needed(t, target),
            Question(("remaining",), sources.TARGET_YEAR),
        ),
        Card(
            t("Start rate of new projects ({started}/{due})", started=t.number(target["new_due_started"]),
              due=t.number(target["new_due"])),
            t.percent(target["new_start_rate"]), sentences.new_starts(t, target),
            Question(("new_start_rate", "new_due", "new_started_early"), sources.TARGET_YEAR),
        ),
    )  # fmt: skip


def target(view: View, _chosen: Mapping[str, str]) -> Page:
    """Is the year on plan, and which projects decide it?"""
    t, year = view.t, view.run("target_year").iloc[0]
    answer, beside = sentences.target_year(t, year, view.year), sentences.target_makeup(t, year, view.as_of)
    money, set_targets = Slot(funds.funds, "funds"), Slot(targets.targets)
    if not year["key_projects"]:
        remark = t("Choose another year or widen the filters: a project is a key project of a year when it has a plan "
                   "for it.")  # fmt: skip
        return Page(answer, beside, _target_cards(view), remark, (Side((money,)), set_targets))
    against, quarters = Slot(plan.year_against_plan), Slot(deciding.quarters)
    # Before the first month nothing is due, so nothing can decide.
    has_begun = not is_missing(year["last_month"])
    first = (Stack((against, quarters)), Slot(deciding.waterfall)) if has_begun else (Stack((against,)), quarters)
    return Page(
        answer, beside, _target_cards(view),
        rows=(
            Side(first), Side((Slot(plan.industries), Slot(plan.units))),
            Side((money, Slot(deciding.adjustments))), set_targets, Slot(deciding.key_projects),
        ),
    )  # fmt: skip


#: A page's path → what stands on it.
OF_PAGES: dict[str, Contents] = {
    "": Contents(overview),
    "funnel": Contents(funnel, "reading"),
    "industries": Contents(industry),
    "targets": Contents(target),
}

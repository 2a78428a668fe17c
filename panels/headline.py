"""The period's figures at a glance: signings, their planned investment, the start rate, money."""

from __future__ import annotations

from panels import sources
from panels.begun import of_period
from panels.panel import Card, Panel
from panels.questions import Question
from queries.keeping import kept
from texts.progress import funds_growth_phrase, more_phrase, share_change_phrase
from view.view import View


def signed(view: View) -> Card:
    """How many agreements were signed in the period."""
    t, head = view.t, view.run("headline").iloc[0]
    return Card(
        t("Projects signed"), t.projects(head["signed_projects"]), more_phrase(t, head["signed_change"]),
        Question(("signed_projects", "signed_change", "signed_planned"), sources.HEADLINE),
    )  # fmt: skip


def planned(view: View) -> Card:
    """The planned investment of those."""
    t, head = view.t, view.run("headline").iloc[0]
    return Card(
        t("Planned investment of these"), t.money(head["signed_planned"]), "",
        Question(("signed_planned",), sources.HEADLINE),
    )  # fmt: skip


def start_rate(view: View) -> Card:
    """How many of the formal agreements signed have started."""
    t, head = view.t, view.run("headline").iloc[0]
    label = t("Start rate")
    if head["formal_projects"]:
        label = t("Start rate ({started}/{signed})", started=t.number(head["started_projects"]),
                  signed=t.number(head["formal_projects"]))  # fmt: skip
    return Card(
        label, t.percent(head["start_rate"]), share_change_phrase(t, head["start_rate_change"]),
        Question(("start_rate", "start_rate_change", "matured_start_rate"), sources.HEADLINE),
    )  # fmt: skip


def funds(view: View) -> Card:
    """What arrived in the period, whenever signed."""
    t, head = view.t, view.run("headline").iloc[0]
    return Card(
        t("Funds arrived, all signings"), t.money(head["funds_arrived"]), funds_growth_phrase(t, head),
        Question(("funds_arrived", "funds_growth"), sources.HEADLINE),
    )  # fmt: skip


def cards(view: View) -> tuple[Card, ...]:
    """What stands on the overview, and first on the wall."""
    return tuple(make(view) for make in (signed, start_rate, funds))


@kept
@of_period
def period(view: View) -> Panel:
    """What the period brought, each figure beside the year before."""
    title = view.t("{period} in figures", period=view.period_words())
    first, *others = cards(view)
    return Panel("period", title, "", (first, planned(view), *others))

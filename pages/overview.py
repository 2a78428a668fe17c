"""How did last year end, and is this year on plan?"""

import streamlit as st

from pages import show
from pages.run.current import current
from panels import last_month, makeup, plan, report_card, sources
from panels.questions import Question
from texts import sentences
from texts.progress import funds_growth_phrase, more_phrase, share_change_phrase

view = current()
t = view.t
target = view.run("target_year").iloc[0]
head = view.run("headline").iloc[0]
stages = view.run("funnel_cohort")

show.answer(sentences.target_year(t, target, view.year), sentences.past_year(t, view.year, view.as_of))

with st.grid(4, min_column_width=190):
    show.progress_card(
        sentences.completed_of(t, target),
        sentences.completed(t, target),
        target["points_ahead"],
        Question(("points_ahead", "invested", "completion_rate", "growth", "plan", "scheduled"), sources.TARGET_YEAR),
        has_plan=bool(target["plan"]),
    )
    show.card(
        t("Projects signed"),
        t.projects(head["signed_projects"]),
        more_phrase(t, head["signed_change"]),
        ask=Question(("signed_projects", "signed_change", "signed_planned"), sources.HEADLINE),
    )
    show.card(
        t(
            "Start rate ({started}/{signed})",
            started=t.number(head["started_projects"]),
            signed=t.number(head["formal_projects"]),
        ),
        t.percent(head["start_rate"]),
        share_change_phrase(t, head["start_rate_change"]),
        ask=Question(("start_rate", "start_rate_change", "matured_start_rate"), sources.HEADLINE),
    )
    show.card(
        t("Funds arrived, all signings"),
        t.money(head["funds_arrived"]),
        funds_growth_phrase(t, head),
        ask=Question(("funds_arrived", "funds_growth"), sources.HEADLINE),
    )

with plan.side_by_side():
    plan.year_against_plan(view, target)
    plan.funnel(
        view,
        stages,
        t("How far the agreements signed in {year} have come", year=t.year(view.year)),
        sentences.funnel_cohort(t, stages, t.year(view.year), view.as_of),
        note=sentences.framework_beside(t, view.run("funnel_beside").iloc[0]),
    )
    plan.groups_against_plan(view, "industry")
    report_card.show_card(view)
    makeup.makeup(view)
    with st.container(height="stretch"):
        if show.is_told(view, "last_month", t("The last complete month")):
            last_month.last_month(view)
        if show.is_told(view, "last_month", t("The projects of the last complete month"), of_projects=True):
            last_month.projects(view)

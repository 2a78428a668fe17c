"""Is the year on plan, and which projects decide it?"""

import streamlit as st

from pages import show
from pages.run.current import current
from panels import deciding, funds, plan, sources, tables, targets
from panels.questions import Question
from texts import sentences
from texts.writing import is_missing

view = current()
t = view.t
target = view.run("target_year").iloc[0]
# Before the first month nothing is due, so nothing can decide.
has_begun = not is_missing(target["last_month"])

show.answer(
    sentences.target_year(t, target, view.year),
    sentences.target_makeup(t, target, view.as_of),
)

with st.grid(4, min_column_width=190):
    show.progress_card(
        t("Plan completion"),
        t("No data") if target["plan"] and is_missing(target["invested"]) else t.percent(target["completion_rate"]),
        target["points_ahead"],
        Question(("completion_rate", "points_ahead", "invested", "plan", "growth"), sources.TARGET_YEAR),
        has_plan=bool(target["plan"]),
    )
    show.card(
        t("Due by schedule"),
        sentences.of_plan(t, target, "scheduled"),
        t("{share} of the plan", share=t.percent(target["due_share"])) if target["plan"] else t("No plan"),
        ask=Question(("scheduled", "due_share", "plan"), sources.TARGET_YEAR),
    )
    show.card(
        t("Left to complete"),
        sentences.of_plan(t, target, "remaining"),
        sentences.needed(t, target),
        ask=Question(("remaining",), sources.TARGET_YEAR),
    )
    show.card(
        t(
            "Start rate of new projects ({started}/{due})",
            started=t.number(target["new_due_started"]),
            due=t.number(target["new_due"]),
        ),
        t.percent(target["new_start_rate"]),
        sentences.new_starts(t, target),
        ask=Question(("new_start_rate", "new_due", "new_started_early"), sources.TARGET_YEAR),
    )

if not target["key_projects"]:
    show.nothing(
        t("Choose another year or widen the filters: a project is a key project of a year when it has a plan for it.")
    )
else:
    with plan.side_by_side():
        with st.container(height="stretch"):
            plan.year_against_plan(view, target, height=300)
            if has_begun:
                deciding.quarters(view, target)
        if not has_begun:
            deciding.quarters(view, target)
        elif show.is_told(view, "target_shortfall", t("What makes the gap to the schedule"), of_projects=True):
            deciding.waterfall(view)
    with plan.side_by_side():
        plan.groups_against_plan(view, "industry")
        plan.groups_against_plan(view, "unit")

with plan.side_by_side():
    funds.funds(view)
    if target["key_projects"] and show.is_told(view, "target_adjusted", t("Adjusted plans"), of_projects=True):
        deciding.adjustments(view)
targets.targets(view)

if target["key_projects"]:
    with show.panel(
        "key_projects",
        t("{n} key projects of {year}", n=t.number(target["key_projects"]), year=t.year(view.year)),
        t("Furthest behind their own schedule first; money in {unit}", unit=t.small_scale.unit),
    ):
        tables.projects(
            view.run("target_projects"),
            ["name", "plan", "invested", "completion_rate", "surplus", "nature", "started_on", "industry", "unit",
             "planned_investment"],
            key="key_projects",
            empty="",
        )  # fmt: skip

"""Panels of the targets page: what makes the gap to the schedule, the quarters, the adjusted plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

import charts
from pages import show
from pages.draw.markup import escape
from panels import sources, tables
from panels.questions import Question
from texts import sentences
from view import filters
from view.view import View, kept

#: So many stand singly in the waterfall, the others of their side together.
LEADING = 10
LEADING_SURPLUSES = 3
_STEP_HEIGHT = 32
_QUARTER_HEIGHT = 42


def waterfall(view: View) -> None:
    """From the schedule to the completed investment, the largest shortfalls singly.

    Only once a month counts: before, nothing is due.
    """
    t = view.t
    gap = view.run("target_shortfall", leading=LEADING).iloc[0]
    money = t.scale(gap[["shortfall", "excess"]].astype("float64"))
    words = sentences.deciding(t, gap)
    question = Question(
        ("shortfall", "leading_share", "waiting_shortfall", "excess", "surplus", "scheduled", "invested", "plan",
         "completion_rate"),
        sources.shortfall(LEADING), sources.TARGET_PROJECTS, "project_id",
    )  # fmt: skip
    with show.panel(
        "waterfall",
        words,
        t("From the schedule to the completed investment ({unit}); dashed: missing, solid: ahead", unit=money.unit),
        question,
    ):
        steps = _steps(view)
        show.chart(
            charts.waterfall, steps, key="waterfall", height=_STEP_HEIGHT * len(steps), alt_text=words,
            asks=lambda mark: _step_question(question, mark), money=money,
        )  # fmt: skip
        if note := sentences.balance(t, gap):
            st.caption(escape(note))


@kept
def _steps(view: View) -> pd.DataFrame:
    """The rows of target_waterfall, named."""
    steps = view.run("target_waterfall", leading=LEADING, leading_surpluses=LEADING_SURPLUSES)
    return steps.assign(name=[sentences.step_name(view.t, row) for row in steps.to_dict("records")])


def _step_question(question: Question, mark: Mapping[str, Any]) -> Question:
    match mark["step_kind"]:
        case "shortfall" | "surplus":
            return question.of(mark["project_id"], "surplus")
        case "other_shortfalls":
            return question.first("shortfall")
        case "other_surpluses":
            return question.first("excess")
        case end:
            return Question((end, "points_ahead", "plan"), sources.TARGET_YEAR)


def quarters(view: View, target: pd.Series) -> None:
    """What was due and what was completed in each quarter. `target`: of target_year."""
    t = view.t
    rows = view.run("target_quarters")
    money = t.scale(rows["quarter_plan"], rows["quarter_invested"])
    words = sentences.first_quarter(t, rows)
    with show.panel(
        "quarters",
        words,
        t("Completed / due in each quarter by the plan in force ({unit}); pale: the whole quarter", unit=money.unit),
        _quarter_question(view, 1),
    ):
        show.chart(
            charts.quarters, rows, key="quarters", height=_QUARTER_HEIGHT * len(rows), alt_text=words,
            asks=lambda mark: _quarter_question(view, int(mark["quarter"])), money=money,
        )  # fmt: skip
        if not target["last_key_projects"]:
            st.caption(t("No year on year: the ledger has no key project of last year in this selection."))


def _quarter_question(view: View, number: int) -> Question:
    """The figures of a quarter; the projects behind them are asked for with it as the period."""
    first, last = filters.period_bounds(view.year, f"q{number}")
    return Question(
        ("schedule_rate", "quarter_invested", "quarter_scheduled", "quarter_plan", "quarter_growth",
         "last_quarter_invested"),
        sources.quarter(number),
        params={"period_from": first, "period_to": last},
        about=view.choices["period"].label(f"q{number}", view.language),
    )  # fmt: skip


def adjustments(view: View) -> None:
    """The plans that were adjusted beside what they were, or that none was."""
    t = view.t
    total = view.run("target_adjusted").iloc[0]
    with show.panel(
        "adjustments",
        sentences.adjusted(t, total),
        t("Original plan {original}, in force {plan}",
          original=t.round_money(total["original_plan"]), plan=t.round_money(total["plan"])),
        Question(("plan_change", "adjusted_projects"), sources.ADJUSTED),
    ):  # fmt: skip
        rows = view.run("target_adjustments")
        if rows.empty:
            show.nothing(t("No key project's plan differs from the original one."))
            return
        if note := sentences.adjusted_by(t, total):
            st.caption(escape(note))
        tables.projects(
            rows,
            ["name", "original_plan", "plan", "plan_change", "adjusted_on", "unit", "industry"],
            key="adjustments",
            empty="",
        )

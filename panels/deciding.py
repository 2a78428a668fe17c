"""Panels of the targets page: what makes the gap to the schedule, the quarters, the adjusted plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import charts
from panels import sources
from panels.panel import Chart, Note, Panel, Part, of_projects, untold
from panels.questions import Question
from panels.tables import project_rows
from queries.keeping import kept
from texts import sentences
from texts.writing import is_some
from view import filters
from view.view import View

#: So many stand singly in the waterfall, the others of their side together.
LEADING = 10
LEADING_SURPLUSES = 3
_STEP_HEIGHT = 32
_QUARTER_HEIGHT = 42


def waterfall(view: View) -> Panel:
    """From the schedule to the completed investment, the largest shortfalls singly.

    Only once a month counts: before, nothing is due.
    """
    t = view.t
    if instead := untold(
        view, "target_shortfall", "waterfall", t("What makes the gap to the schedule"), of_projects=True
    ):
        return instead
    gap = view.run("target_shortfall", leading=LEADING).iloc[0]
    money = t.scale(gap[["shortfall", "excess"]].astype("float64"))
    words = sentences.deciding(t, gap)
    question = Question(
        ("shortfall", "shortfall_projects", "leading_share", "waiting_shortfall", "ended_shortfall", "excess",
         "surplus", "scheduled", "invested", "plan", "completion_rate"),
        sources.shortfall(LEADING), sources.TARGET_PROJECTS, "project_id",
    )  # fmt: skip

    def steps() -> list[Part]:
        rows = view.run("target_waterfall", leading=LEADING, leading_surpluses=LEADING_SURPLUSES)
        rows = rows.assign(name=[sentences.step_name(t, row) for row in rows.to_dict("records")])
        note = sentences.balance(t, gap)
        chart = Chart(
            "waterfall", charts.waterfall, rows, _STEP_HEIGHT * len(rows), words, {"money": money},
            lambda mark: _step_question(question, mark),
        )  # fmt: skip
        return [chart, *([Note(note)] if note else [])]

    return Panel(
        "waterfall", words,
        t("From the schedule to the completed investment ({unit}); dashed: missing, solid: ahead; a gap in a bar: a "
          "part is left out", unit=money.unit),
        of_projects(steps), question,
    )  # fmt: skip


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


@kept
def quarters(view: View) -> Panel:
    """What was due and what was completed in each quarter."""
    t, rows = view.t, view.run("target_quarters")
    money = t.scale(rows["quarter_plan"], rows["quarter_invested"])
    words, newest = sentences.newest_quarter(t, rows), sentences.newest(rows)
    chart = Chart(
        "quarters", charts.quarters, rows, _QUARTER_HEIGHT * len(rows), words, {"money": money},
        lambda mark: _quarter_question(view, int(mark["quarter"])),
    )  # fmt: skip
    base = t("No year on year: the ledger has no key project of last year in this selection.")
    has_base = bool(view.run("target_year").iloc[0]["last_key_projects"])
    return Panel(
        "quarters", words,
        t("Completed / due in each quarter by the plan in force ({unit}); pale: the whole quarter", unit=money.unit),
        (chart, *(() if has_base else (Note(base),))),
        _quarter_question(view, 1 if newest is None else int(newest["quarter"])),
    )  # fmt: skip


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


def adjustments(view: View) -> Panel:
    """The plans that were adjusted beside what they were, or that none was."""
    t = view.t
    if instead := untold(view, "target_adjusted", "adjustments", t("Adjusted plans"), of_projects=True):
        return instead
    total = view.run("target_adjusted").iloc[0]

    def listed() -> list[Part]:
        rows = view.run("target_adjustments")
        if rows.empty:
            # The title says it.
            return []
        note = sentences.adjusted_by(t, total)
        wanted = ("name", "original_plan", "plan", "plan_change", "adjusted_on", "unit", "industry")
        return [*([Note(note)] if note else []), *project_rows(rows, wanted, key="adjustments", empty="")]

    return Panel(
        "adjustments",
        sentences.adjusted(t, total),
        t("Original plan {original}, in force {plan}",
          original=t.round_money(total["original_plan"]), plan=t.round_money(total["plan"]))
        if total["adjusted_projects"] else "",
        of_projects(listed),
        Question(("plan_change", "adjusted_projects"), sources.ADJUSTED),
    )  # fmt: skip


def key_projects(view: View) -> Panel:
    """The year's key projects, furthest behind first."""
    t, count = view.t, view.run("target_year").iloc[0]["key_projects"]
    return Panel(
        "key_projects",
        t.plural("{n} key project of {year}", "{n} key projects of {year}", count, year=t.year(view.year))
        if is_some(count) else t("Key projects of {year}", year=t.year(view.year)),
        t("Furthest behind their own schedule first; money in {unit}", unit=t.small_scale.unit),
        of_projects(lambda: project_rows(
            view.run("target_projects"),
            ("name", "plan", "invested", "completion_rate", "surplus", "nature", "started_on", "terminated_on",
             "industry", "unit", "planned_investment"),
            key="key_projects",
            empty="",
        )),
        Question(("key_projects", "plan", "invested", "completion_rate"), sources.TARGET_YEAR),
    )  # fmt: skip

"""The funnel page's panels by month: what became of each month's signings, and what happened in each month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

import charts
from panels import money_begins, sources
from panels.begun import of_period
from panels.panel import Chart, Note, Nothing, Panel, Part, untold
from panels.questions import Question, Source
from queries.keeping import kept
from texts import sentences
from texts.language import N_
from texts.sentences.cohorts import MILESTONES
from texts.terms import month_words
from view.view import View

_FEW = 5
#: Share → what its heat map shows, what a cell asks first, and what else.
_SHARES = {
    "started": (
        N_("Down: month of signing; across: months since (0: the end of that month); share started in %"),
        ("start_rate", "started_projects", "formal_projects"),
    ),
    "arrived": (
        N_("Down: month of signing; across: months since (0: the end of that month); share of planned investment "
           "arrived in %"),
        ("arrival_rate", "arrived_of_signed", "formal_planned"),
    ),
}  # fmt: skip
#: Column of funnel_months → the figure that it is.
MONTH_FIGURES = {
    "signed_projects": "formal_projects",
    "started_projects": "started_within",
    "funded_projects": "funded_within",
}


@kept
@of_period
def month_after_month(view: View, share: str) -> Panel:
    """What became of each month's signings, month after month. `share`: of filters.SHARES."""
    t = view.t
    if instead := untold(view, "signing_months", "month_after_month", t("By month of signing")):
        return instead
    rows = view.run("signing_months")
    what, _ = _SHARES[share]
    words = sentences.cohorts(t, rows, "arrived" if share == "arrived" else "started")
    question = _of_all_months(view, rows, share)
    if missing := _no_cells(view, rows, share):
        return Panel("month_after_month", words, t(what), (Nothing(missing),), question)
    months = rows["signed_month"].nunique() + 1
    chart = Chart(
        f"cohorts_{share}", charts.cohorts, rows, 30 * months + 34, words, {"share": share},
        lambda mark: cell_question(view, rows, share, mark),
    )  # fmt: skip
    notes = [Note(_cells_note(view, rows, share)), *(money_begins.of_the_signed(view) if share == "arrived" else ())]
    return Panel("month_after_month", words, t(what), (chart, *notes), question)


def _no_cells(view: View, rows: pd.DataFrame, share: str) -> str:
    """Why there is no heat map; empty where there is one."""
    t, day = view.t, view.t.day(view.as_of)
    if rows.empty:
        return t("No month of {period} had ended on {day}.", period=view.period_name(), day=day)
    if not rows["formal_projects"].any():
        return t(
            "No formal agreement was signed in the months of {period} that had ended by {day}, in this selection.",
            period=view.period_name(), day=day,
        )  # fmt: skip
    if share == "arrived" and rows["arrived_of_signed"].isna().all():
        return t("The ledger reports no funds arrived by {day}: their share cannot be shown.", day=day)
    if share == "arrived" and rows["arrival_rate"].isna().all():
        return t("The agreements have no planned investment: a share of it cannot be shown.")
    return ""


def _cells_note(view: View, rows: pd.DataFrame, share: str) -> str:
    t = view.t
    lines = [
        t("Each cell as it stood at that month's end: what was terminated later still counted as started.")
        if share == "started"
        else t("All the money of the agreements signed in the month, also of those not started or terminated."),
        t("All: the signing months that had come so far, so of fewer and fewer from left to right."),
    ]
    of = "formal_projects" if share == "started" else "known_projects"
    if rows[of].between(1, _FEW - 1).any():
        lines.append(t("Cells of fewer than five agreements are not shaded and not to be compared."))
    return ("" if t.language == "zh" else " ").join(lines)


def _of_all_months(view: View, rows: pd.DataFrame, share: str) -> Question:
    """What the title says: all signing months together, so many months after each; the first of them is asked."""
    together = rows[rows["signed_month"].isna()]["months_since"]
    told = [since for since in MILESTONES if since in set(together)]
    first = told[0] if told else 0 if together.empty else int(together.max())
    where = {"signed_month": None}
    return Question(
        _SHARES[share][1], None, Source("signing_months", name="months_since", where=where), "months_since",
        first, is_named=not together.empty,
        unlisted=view.t("Each signing month is read at the end of a month of its own: its cell in the chart opens its "
                        "projects."),
    )  # fmt: skip


def cell_question(view: View, rows: pd.DataFrame, share: str, mark: Mapping[str, Any]) -> Question:
    """The question of one cell: the agreements of its month as they stood at its end; or of all months together."""
    if not mark["signing"]:
        return _of_all_months(view, rows, share).of(int(mark["months_since"]))
    month = pd.Timestamp(f"{mark['signing']}-01")
    row = rows[(rows["signed_month"] == month) & (rows["months_since"] == int(mark["months_since"]))].iloc[0]
    t, read_on = view.t, row["read_on"].date()
    figures = _SHARES[share][1]
    return Question(
        figures, Source("signing_months", where={"signed_month": month, "months_since": int(mark["months_since"])}),
        params={**_bounds(month.date()), "as_of": read_on},
        about=t("Signed in {month}, as of {day}", month=month_words(t, month.date()), day=t.day(read_on)),
    )  # fmt: skip


def _bounds(month: dt.date) -> dict[str, dt.date]:
    last = calendar.monthrange(month.year, month.month)[1]
    return {"period_from": month, "period_to": month.replace(day=last)}


@kept
@of_period
def by_month(view: View) -> Panel:
    """How many were signed, started and first paid in each month."""
    t, period = view.t, view.period_words()
    rows = view.run("funnel_months").rename(columns=MONTH_FIGURES)
    question = Question(tuple(sources.FUNNEL_PERIOD.cells), sources.FUNNEL_PERIOD)
    parts: tuple[Part, ...]
    if not rows[list(MONTH_FIGURES.values())].any(axis=None):
        parts = (Nothing(t("Nothing was signed, started or first paid in {period} in this selection.", period=period)),)
    else:
        words = sentences.funnel_period(t, view.run("funnel_period"), period)
        chart = Chart("months", charts.months, rows, 170, words, asks=lambda mark: month_question(view, rows, mark))
        parts = (chart, *money_begins.of_first_money(view, view.period_from))
    return Panel(
        "by_month", t("Signings, starts and first money by month"),
        t("Projects, in the month in which it happened, whenever signed"), parts, question,
    )  # fmt: skip


def month_question(view: View, rows: pd.DataFrame, mark: Mapping[str, Any]) -> Question | None:
    """The question of one month and count; None where the count is not known yet. `rows`: of funnel_months, renamed."""
    month = dt.date.fromisoformat(f"{mark['when']}-01")
    if rows.loc[rows["month"] == pd.Timestamp(month), mark["column"]].isna().all():
        return None
    return Question((mark["column"],), sources.FUNNEL_PERIOD, params=_bounds(month), about=month_words(view.t, month))

"""The overview's panels on the last complete month: what it brought, and which projects."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from panels import money_begins, sources
from panels.panel import Cell, Note, Nothing, Panel, Written, of_projects, untold
from panels.questions import Question
from panels.tables import project_rows
from queries.keeping import kept
from texts import Texts, sentences
from texts.terms import month_words
from view.view import View


@kept
def last_month(view: View) -> Panel:
    """The last complete month against the month before and the same month of last year."""
    t = view.t
    if instead := untold(view, "last_month", "last_month", t("The last complete month")):
        return instead
    rows = view.run("last_month")
    first = rows.iloc[0]
    what = t(
        "{month} against {before} and {year_before}",
        month=month_words(t, first["month"]), before=month_words(t, first["month_before"]),
        year_before=month_words(t, first["year_before"]),
    )  # fmt: skip
    words, missing = sentences.last_month(t, rows), sentences.missing_in_month(t, rows)
    if not rows["this_month"].notna().any():
        return Panel("last_month", words, what, tuple(map(Nothing, missing)))
    lines = [Note(words) for words in (*missing, *sentences.dashes(t, rows))]
    lines += money_begins.of_first_money(view, first["year_before"].date())
    return Panel("last_month", words, what, (_table(t, rows, what), *lines), _question(view, first["month"]))


def projects(view: View) -> Panel:
    """The projects that were signed, started, first paid or terminated in the last complete month."""
    t, key = view.t, "last_month_projects"
    if instead := untold(view, "last_month", key, t("The projects of the last complete month"), of_projects=True):
        return instead
    first = view.run("last_month").iloc[0]["month"]
    month = month_words(t, first)
    return Panel(
        key,
        t("{month}: the projects", month=month),
        t("Signed, started, first money, terminated: a project may stand more than once; money in {unit}",
          unit=t.small_scale.unit),
        of_projects(lambda: project_rows(
            view.run("last_month_projects"),
            ("event", "happened_on", "name", "planned_investment", "funds_in_period", "industry", "unit",
             "termination_reason"),
            key="last_month",
            visible=4,
            empty=t("Nothing was signed, started, first paid or terminated in {month} in this selection.",
                    month=month),
        )),
        _question(view, first),
    )  # fmt: skip


def _question(view: View, month: pd.Timestamp) -> Question:
    """The month's figures, with the month as the period."""
    last = month + pd.offsets.MonthEnd(0)
    asked = Question(tuple(sources.LAST_MONTH_FIGURES), sources.LAST_MONTH)
    return replace(
        asked,
        params={"period_from": month.date(), "period_to": last.date(), "year": month.year},
        about=month_words(view.t, month),
    )


def _table(t: Texts, rows: pd.DataFrame, about: str) -> Written:
    headings = (
        t("Figure"), t.month(rows.iloc[0]["month"]), t("Month before"), t("Month on month"), t("Last year"),
        t("Year on year"),
    )  # fmt: skip
    cells = tuple(tuple(map(Cell, row)) for row in sentences.month_cells(t, rows))
    return Written("last_month", headings, cells, about)

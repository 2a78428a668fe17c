"""The overview's panels on the last complete month: what it brought, and which projects."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import streamlit as st

from pages import show
from pages.draw.markup import escape
from panels import sources, tables
from panels.questions import Question
from texts import Texts, sentences
from texts.terms import month_words
from view.view import View, kept


def last_month(view: View) -> None:
    """The last complete month against the month before and the same month of last year."""
    month = _month(view)
    with show.panel("last_month", month.words, month.what, month.question):
        if month.table is None:
            for line in month.lines:
                show.nothing(line)
            return
        st.table(month.table, border="horizontal", hide_index=True, alt=month.what)
        for line in month.lines:
            st.caption(escape(line))


class Month(NamedTuple):
    """What is said of a month; no table where the ledger was not kept in it."""

    words: str
    what: str
    question: Question | None
    table: pd.DataFrame | None
    lines: tuple[str, ...]


@kept
def _month(view: View) -> Month:
    t, rows = view.t, view.run("last_month")
    first = rows.iloc[0]
    what = t(
        "{month} against {before} and {year_before}",
        month=month_words(t, first["month"]), before=month_words(t, first["month_before"]),
        year_before=month_words(t, first["year_before"]),
    )  # fmt: skip
    words, missing = sentences.last_month(t, rows), sentences.missing_in_month(t, rows)
    if not rows["this_month"].notna().any():
        return Month(words, what, None, None, tuple(missing))
    lines = (*missing, *sentences.dashes(t, rows))
    return Month(words, what, _question(view, first["month"]), _table(t, rows), lines)


def projects(view: View) -> None:
    """The projects that were signed, started, first paid or terminated in the last complete month."""
    t = view.t
    month = view.run("last_month").iloc[0]["month"]
    name = month_words(t, month)
    with show.panel(
        "last_month_projects",
        t("{month}: the projects", month=name),
        t("Signed, started, first money, terminated: a project may stand more than once; money in {unit}",
          unit=t.small_scale.unit),
    ):  # fmt: skip
        tables.projects(
            view.run("last_month_projects"),
            ["event", "happened_on", "name", "planned_investment", "funds_in_period", "industry", "unit",
             "termination_reason"],
            key="last_month",
            visible=4,
            empty=t("Nothing was signed, started, first paid or terminated in {month} in this selection.", month=name),
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


def _table(t: Texts, rows: pd.DataFrame) -> pd.DataFrame:
    headings = [
        t("Figure"), t.month(rows.iloc[0]["month"]), t("Month before"), t("Month on month"), t("Last year"),
        t("Year on year"),
    ]  # fmt: skip
    return pd.DataFrame(sentences.month_cells(t, rows), columns=headings)

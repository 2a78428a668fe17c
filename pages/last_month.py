"""The overview's panels on the last complete month: what it brought, and which projects."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages import show, sources, tables
from pages.markup import escape
from pages.questions import Question
from pages.view import View
from texts import Texts, sentences
from texts.terms import month_words


def last_month(view: View) -> None:
    """The last complete month against the month before and the same month of last year."""
    t, rows = view.t, view.run("last_month")
    first = rows.iloc[0]
    is_kept = rows["this_month"].notna().any()
    what = t(
        "{month} against {before} and {year_before}",
        month=month_words(t, first["month"]), before=month_words(t, first["month_before"]),
        year_before=month_words(t, first["year_before"]),
    )  # fmt: skip
    question = _question(view, first["month"]) if is_kept else None
    with show.panel("last_month", sentences.last_month(t, rows), what, question):
        if not is_kept:
            for line in sentences.missing_in_month(t, rows):
                show.nothing(line)
            return
        st.table(_table(t, rows), border="horizontal", hide_index=True, alt=what)
        for line in [*sentences.missing_in_month(t, rows), *sentences.dashes(t, rows)]:
            st.caption(escape(line))


def projects(view: View) -> None:
    """The projects that were signed, started, first paid or terminated in the last complete month."""
    t, rows = view.t, view.run("last_month_projects")
    month = view.run("last_month").iloc[0]["month"]
    name = month_words(t, month)
    with show.panel(
        "last_month_projects",
        t("{month}: the projects", month=name),
        t("Signed, started, first money, terminated: a project may stand more than once; money in {unit}",
          unit=t.small_scale.unit),
    ):  # fmt: skip
        tables.projects(
            rows,
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

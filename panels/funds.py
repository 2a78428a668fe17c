"""The panel of funds arrived on the targets page: beside last year; against the annual plan only where asked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import charts
from pages import show
from pages.draw.markup import escape
from pages.run.current import set_current
from panels import sources
from panels.questions import Question
from texts import sentences
from view.view import View


@st.fragment
def funds(view: View) -> None:
    """Cumulative funds arrived by month. A fragment: its switch changes this panel alone."""
    set_current(view)
    t = view.t
    against, place = show.switched(view.choices["funds"])
    months = view.run("funds_months")
    lines = ["cumulative_funds", "last_cumulative_funds", *(["cumulative_scheduled"] if against == "plan" else [])]
    money = t.scale(*(months[column] for column in lines))
    words = sentences.funds_year(t, months)
    with show.panel(
        "funds",
        words,
        t("Cumulative funds arrived of all projects, earlier signings included ({unit})", unit=money.unit),
        _question(months, against),
        within=place,
    ):
        if not months["is_counted"].any():
            show.nothing(t("There is no data on funds arrived in this year."))
            return
        if against == "plan":
            st.warning(escape(sentences.funds_caution(t, months)), icon=":material/warning:")
        show.chart(
            charts.funds, months, key=f"funds_{against}", height=330, alt_text=words, money=money,
            is_against_plan=against == "plan",
        )  # fmt: skip
        st.caption(escape(sentences.funds_base(t, months)))


def _question(months: pd.DataFrame, against: str) -> Question | None:
    counted = months.loc[months["is_counted"], "month"]
    if counted.empty:
        return None
    figures = ("funds_arrived", "funds_growth", "last_funds_arrived")
    return Question(("plan_share", *figures) if against == "plan" else figures, sources.funds(counted.iloc[-1]))

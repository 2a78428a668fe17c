"""The industries page's own panels: composition by quarter, the largest projects, each industry's own plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

import charts
from charts.composition import ARRIVED, SIGNED
from pages import show
from pages.draw import table
from pages.draw.drawer import Listed
from pages.draw.markup import escape
from pages.run.current import set_current
from panels import sources
from panels.questions import Question
from texts import MoneyScale, sentences
from texts.progress import points_phrase
from texts.terms import quarter_words
from view.filters import LARGEST
from view.view import View, kept

_HEIGHT = 340
_OWN_HEIGHT = 130
_LARGE_ROW = 64
_TEN = 10


@st.fragment
def composition(view: View) -> None:
    """What each quarter was made up of; its switch draws only this panel anew."""
    set_current(view)
    chosen, place = show.switched(view.choices["composition"])
    t, measure = view.t, SIGNED if chosen == "signed" else ARRIVED
    rows, words = _quarters(view, chosen)
    money = t.scale(rows[measure.whole])
    what = {
        "signed": t(
            "Planned investment signed in each quarter, by industry; above: the total ({unit})", unit=money.unit
        ),
        "arrived": t("Funds arrived in each quarter, by industry; above: the total ({unit})", unit=money.unit),
    }[chosen]
    question = Question((measure.amount,), sources.INDUSTRIES_TOTAL, sources.INDUSTRIES, "industry")
    with show.panel("composition", words, what, None, place):
        if not rows[measure.share].notna().any():
            show.nothing(t("No quarter of the ledger has anything to share out in this selection."))
            return
        show.chart(
            charts.composition, rows.drop(columns="quarter"), key=f"composition_{chosen}", height=_HEIGHT,
            alt_text=words, money=money, measure=measure, asks=lambda mark: _quarter(view, question, mark),
        )  # fmt: skip
        note = t("From the quarter in which the ledger begins to the as-of date, whatever period is chosen.")
        partial = sentences.partial_quarters(t, rows, chosen)
        st.caption(escape(note + ("" if t.language == "zh" else " ") + partial if partial else note))


@kept
def _quarters(view: View, chosen: str) -> tuple[pd.DataFrame, str]:
    """The rows to draw, named and coloured, and what they say."""
    rows = show.coloured(view.run("industry_quarters"))
    rows = rows.assign(quarter_from=rows["quarter"])
    return rows, sentences.composition(view.t, rows, chosen)


def _quarter(view: View, question: Question, mark: Mapping[str, Any]) -> Question:
    """The industry's projects of the quarter that was clicked."""
    first = dt.date.fromisoformat(str(mark["from_on"]))
    last = (pd.Timestamp(first) + pd.offsets.QuarterEnd(0)).date()
    return replace(
        question.of(mark["code"]),
        params={"period_from": first, "period_to": last, "year": first.year},
        about=quarter_words(view.t, first),
    )


@st.fragment
def concentration(view: View) -> None:
    """How much the few largest projects carry, and which they are; its switch draws only this panel anew."""
    set_current(view)
    chosen, place = show.switched(view.choices["largest"])
    t = view.t
    rows = view.run("concentration")
    rows = rows.assign(part=[t(LARGEST[measure]) for measure in rows["measure"]])
    words = sentences.concentration(t, rows)
    question = Question(tuple(sources.CONCENTRATION.cells), sources.CONCENTRATION)
    what = t("Share of the 3 largest projects (first part) and of the 10 largest (both parts) in each whole; key "
             "projects: the year so far")  # fmt: skip
    with show.panel("concentration", words, what, question.first(chosen), place):
        if not rows["projects"].any():
            show.nothing(t("No project carries an amount in this selection."))
            return
        with st.grid(2, min_column_width=340):
            show.chart(
                charts.concentration, rows, key="concentration", height=_LARGE_ROW * len(rows), alt_text=words,
                asks=lambda mark: question.first(mark["measure"]),
            )  # fmt: skip
            with st.container():
                _largest(view, chosen)


def _largest(view: View, measure: str) -> None:
    """The ten largest projects of a measure."""
    t = view.t
    rows = view.run("concentration_projects", measure=measure).rename(columns={"amount": "measured"})
    if rows.empty:
        show.nothing(t("No project carries an amount in this selection."))
        return
    wanted = ("place", "name", "measured", "share", "share_so_far", "industry", "unit")
    table.listed(rows, wanted, key=f"largest_{measure}", visible=_TEN, is_kept=True)
    show.register(Listed(f"largest_{measure}", rows, ("project_id", *wanted)))
    st.caption(escape(t("{measure}; money in {unit}", measure=t(LARGEST[measure]), unit=t.small_scale.unit)))


def own_plans(view: View) -> None:
    """Each industry's key projects against the industry's own plan: small charts to one scale."""
    t = view.t
    groups = view.run("target_groups", dimension="industry")
    question = Question(sources.PLAN_FIGURES, sources.TARGET_YEAR, sources.target_groups("industry"), "industry")
    what = t("Cumulative completed investment of each industry's key projects in % of its own annual plan, all to one "
             "scale; dashed: schedule")  # fmt: skip
    with show.panel("own_plans", sentences.own_plans(t, groups), what, question):
        if groups.empty:
            show.nothing(t("There is no key project in this selection."))
            return
        top, plans = _plans(view)
        with st.grid(4, min_column_width=140):
            for row, months, money in plans:
                _own_plan(view, row, months, money, top, question)


@kept
def _plans(view: View) -> tuple[float, list[tuple[dict[Hashable, Any], pd.DataFrame, MoneyScale]]]:
    """The greatest share of any industry's plan; each industry's row of target_groups, its months and their unit."""
    months = view.run("target_months_by_industry")
    top = float(months["completed_share"].max()) if months["completed_share"].notna().any() else 1.0
    own = {code: rows.reset_index(drop=True) for code, rows in months.groupby("industry")}
    found = []
    for row in view.run("target_groups", dimension="industry").to_dict("records"):
        rows = own.get(row["name"], months.head(0))
        found.append((row, rows, view.t.scale(rows["cumulative_invested"], rows["cumulative_scheduled"])))
    return top, found


def _own_plan(view: View, row: Any, months: pd.DataFrame, money: MoneyScale, top: float, question: Question) -> None:
    t = view.t
    words = points_phrase(t, row["points_ahead"], short=True, has_plan=bool(row["plan"]))
    with st.container(gap=None):
        st.markdown(f"#### {show.shape(row['points_ahead'])} {escape(view.industry_name(row['name']))}", anchors=False)
        st.caption(escape(words))
        if not row["plan"]:
            return
        order = view.choices["industry"].codes
        number = order.index(row["name"]) if row["name"] in order else len(order)
        show.chart(
            charts.own_plan, months, key=f"own_plan_{number}", height=_OWN_HEIGHT,
            alt_text=f"{view.industry_name(row['name'])}: {words}", top=top, money=money,
            asks=lambda mark: question.of(mark["code"]),
        )  # fmt: skip

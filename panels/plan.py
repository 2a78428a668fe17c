"""Panels that stand on more than one page: the year against its plan, groups against theirs, the funnel."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import charts
from data.settings import settings
from pages import show
from pages.draw.markup import escape
from panels import sources
from panels.questions import Question
from texts import MoneyScale, sentences
from texts.writing import is_missing
from view.view import View, kept

_ROW_HEIGHT = 44
_PANEL_WIDTH = 400


def side_by_side() -> DeltaGenerator:
    """Two panels a row, of one height; one a row where two would be too narrow for their words."""
    return st.grid(2, min_column_width=_PANEL_WIDTH)


def year_against_plan(view: View, target: pd.Series, *, height: int = 300) -> None:
    """Cumulative completed investment of the key projects against the schedule. `target`: of target_year."""
    t = view.t
    months = view.run("target_months")
    money = t.scale(months["cumulative_invested"], months["cumulative_scheduled"], months["last_cumulative_invested"])
    with show.panel(
        "cumulative",
        sentences.target_gap(t, target),
        t("Key projects' cumulative completed investment and schedule ({unit})", unit=money.unit),
        Question(
            ("remaining", "invested", "plan", "scheduled", "points_ahead", "completion_rate", "growth"),
            sources.TARGET_YEAR,
        ),
    ):
        if not target["key_projects"]:
            show.nothing(t("There is no key project in this selection."))
            return
        words = sentences.target_year(t, target, view.year)
        show.chart(charts.cumulative, months, key="cumulative", height=height, alt_text=words, money=money)
        if target["last_key_projects"]:
            st.caption(sentences.last_year(t, target, months))
        else:
            st.caption(
                t("Last year's line is not drawn: the ledger has no key project of last year in this selection.")
            )


def groups_against_plan(view: View, dimension: str) -> None:
    """Completed investment of each industry or department ('unit') against its plan and the schedule."""
    t = view.t
    groups, money, words = _groups(view, dimension)
    if dimension == "industry":
        what = t(
            "Completed and annual plan by industry ({unit}); line: schedule; ahead or behind in points", unit=money.unit
        )
    else:
        what = t(
            "Completed and annual plan by department ({unit}); line: schedule; ahead or behind in points",
            unit=money.unit,
        )
    codes = dict(zip(groups["name"], groups["code"], strict=True))
    question = Question(sources.PLAN_FIGURES, sources.TARGET_YEAR, sources.target_groups(dimension), dimension)
    with show.panel(f"plan_{dimension}", words, what, question):
        if groups.empty:
            show.nothing(t("There is no key project in this selection."))
            return
        show.chart(
            charts.bullet, groups, key=dimension, height=_ROW_HEIGHT * len(groups), alt_text=words,
            asks=lambda mark: question.of(codes.get(mark["name"])), money=money,
            amber_points=settings().schedule.amber_points,
        )  # fmt: skip


@kept
def _groups(view: View, dimension: str) -> tuple[pd.DataFrame, MoneyScale, str]:
    """Rows of target_groups, named, with their unit and what they say."""
    name = view.industry_name if dimension == "industry" else view.unit_name
    groups = view.run("target_groups", dimension=dimension)
    groups = groups.assign(code=groups["name"], name=groups["name"].map(name))
    return groups, view.t.scale(groups["plan"], groups["invested"]), sentences.leaders(view.t, groups)


def funnel(view: View, stages: pd.DataFrame, subtitle: str, words: str, *, note: str = "", height: int = 300) -> None:
    """The stages as centred bars. `stages`: of funnel_cohort or funnel_period; `words`: the same, told."""
    reading = "cohort" if "share_of_first" in stages else "period"
    source = sources.FUNNEL_COHORT if reading == "cohort" else sources.FUNNEL_PERIOD
    question = Question(tuple(source.cells), source)
    figures = sources.STAGE_FIGURES[reading]
    with show.panel("funnel", sentences.funnel(view.t, stages), subtitle, question):
        if not stages["projects"].any():
            show.nothing(words)
            return
        show.chart(
            charts.funnel, stages, key=f"funnel_{reading}", height=height, alt_text=words,
            asks=lambda mark: question.first(figures[mark["stage"]]),
        )  # fmt: skip
        if note:
            st.caption(escape(note))


def arrivals(view: View, rows: pd.DataFrame, total: pd.Series, period: str) -> None:
    """Funds arrived by industry. `rows`: of industries, named; `total`: its total row."""
    t = view.t
    words = sentences.arrivals(t, rows, total)
    ranked = show.ranked(rows, "funds_arrived")
    unit = t.scale(rows["funds_arrived"]).unit
    question = Question(
        ("funds_arrived", "funds_share", "funds_growth"), sources.INDUSTRIES_TOTAL, sources.INDUSTRIES, "industry"
    )
    codes = dict(zip(rows["name"], rows["industry"], strict=True))
    with show.panel(
        "arrivals",
        words,
        t("Funds arrived in {period}, earlier signings included ({unit})", period=period, unit=unit),
        question,
    ):
        if is_missing(total["funds_arrived"]):
            show.nothing(t("There is no data on funds arrived in {period}.", period=period))
            return
        if ranked.empty:
            show.nothing(t("No money arrived in {period} in this selection.", period=period))
            return
        show.chart(
            charts.ranking, ranked, key="arrivals", height=_ROW_HEIGHT * len(ranked), alt_text=words,
            asks=lambda mark: question.of(codes.get(mark["name"])),
        )  # fmt: skip

"""Funds arrived: month by month beside last year, against the annual plan only where asked; and by industry."""

from __future__ import annotations

import pandas as pd

import charts
from panels import shaping, sources
from panels.begun import of_period
from panels.panel import Audience, Caution, Chart, Note, Nothing, Panel, Part
from panels.plan import ROW_HEIGHT
from panels.questions import Question
from queries.keeping import kept
from texts import sentences
from texts.withheld import some
from texts.writing import is_missing
from view.view import View


@kept
def funds(view: View, against: str) -> Panel:
    """Cumulative funds arrived by month. `against`: of filters.FUNDS."""
    t, months = view.t, view.run("funds_months")
    lines = ["cumulative_funds", "last_cumulative_funds", *(["cumulative_scheduled"] if against == "plan" else [])]
    money = t.scale(*(months[column] for column in lines))
    words = sentences.funds_year(t, months)
    what = t("Cumulative funds arrived of all projects, earlier signings included ({unit})", unit=money.unit)
    parts: list[Part] = [Nothing(t("There is no data on funds arrived in this year."))]
    if months["is_counted"].any():
        chart = Chart(
            f"funds_{against}", charts.funds, months, 330, words,
            {"money": money, "is_against_plan": against == "plan"},
        )  # fmt: skip
        cautions = [Caution(sentences.funds_caution(t, months))] if against == "plan" else []
        parts = [*cautions, chart, Note(sentences.funds_base(t, months))]
    return Panel("funds", words, what, tuple(parts), _question(months, against))


def _question(months: pd.DataFrame, against: str) -> Question | None:
    counted = months.loc[months["is_counted"], "month"]
    if counted.empty:
        return None
    figures = ("funds_arrived", "funds_growth", "last_funds_arrived")
    return Question(("plan_share", *figures) if against == "plan" else figures, sources.funds(counted.iloc[-1]))


@kept
@of_period
def arrivals(view: View, audience: Audience = "working") -> Panel:
    """Funds arrived in the period by industry: largest first; before guests in the settings' order."""
    return _by_industry(view, "funds_arrived", audience)


@kept
@of_period
def signings(view: View, audience: Audience = "working") -> Panel:
    """Planned investment signed in the period by industry: largest first; before guests in the settings' order."""
    return _by_industry(view, "signed_planned", audience)


def _by_industry(view: View, column: str, audience: Audience) -> Panel:
    t, period = view.t, view.period_words()
    rows = view.run("industries")
    total = rows[rows["industry"].isna()].iloc[0]
    rows = rows[rows["industry"].notna()].assign(name=lambda rows: rows["industry"].map(view.industry_name))
    money = t.scale(rows[column])
    if column == "funds_arrived":
        words = sentences.arrivals(t, rows, total)
        if audience == "display":
            words = t("{amount} arrived", amount=t.money(total["funds_arrived"]))
        what = t("Funds arrived in {period}, earlier signings included ({unit})", period=period, unit=money.unit)
        figures = ("funds_arrived", "funds_share", "funds_growth")
    else:
        words = t("{projects} signed, {amount} planned", projects=t.projects(total["signed_projects"]),
                  amount=t.money(total["signed_planned"]))  # fmt: skip
        what = t("Planned investment signed in {period} ({unit})", period=period, unit=money.unit)
        figures = ("signed_planned", "signed_projects", "planned_growth")
    question = Question(figures, sources.INDUSTRIES_TOTAL, sources.INDUSTRIES, "industry")
    if audience == "display":
        shown = rows[some(rows[column])]
        order = [one for one in view.choices["industry"].codes if one in set(shown["industry"])]
        drawn = shaping.bars(view, shown.set_index("industry", drop=False).loc[order], column, money)
    else:
        drawn = shaping.ranked(view, rows, column)
    codes = dict(zip(rows["name"], rows["industry"], strict=True))
    part: Part
    if is_missing(total[column]):
        part = Nothing(t("There is no data on funds arrived in {period}.", period=period))
    elif drawn.empty:
        nothing = t("No money arrived in {period} in this selection.", period=period)
        if column != "funds_arrived":
            nothing = t("No agreement was signed in {period} in this selection.", period=period)
        part = Nothing(nothing)
    else:
        part = Chart(
            "arrivals" if column == "funds_arrived" else "signings", charts.ranking, drawn, ROW_HEIGHT * len(drawn),
            words, asks=lambda mark: question.of(codes.get(mark["name"])), has_rows=True,
        )  # fmt: skip
    return Panel("arrivals" if column == "funds_arrived" else "signings", words, what, (part,), question)

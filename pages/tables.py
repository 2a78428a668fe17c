"""Tables under the charts: columns named in the reader's language, one unit and one precision a column."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.settings import settings
from pages import show
from pages.view import current
from texts import MoneyScale, Texts
from texts.language import N_
from texts.terms import STAGES, category
from texts.writing import is_missing, rounded

#: Query column → (message id of its heading, form).
COLUMNS: dict[str, tuple[str, str]] = {
    "name": (N_("Project"), "text"),
    "industry": (N_("Industry"), "text"),
    "unit": (N_("Responsible department"), "text"),
    "stage": (N_("Stage"), "text"),
    "nature": (N_("New or carried over"), "text"),
    "signed_on": (N_("Signed on"), "date"),
    "started_on": (N_("Started on"), "date"),
    "funded_on": (N_("First funds by"), "date"),
    "planned_investment": (N_("Planned investment"), "money"),
    "signed_planned": (N_("Planned investment"), "money"),
    "funds_arrived": (N_("Funds arrived"), "money"),
    "termination_reason": (N_("Reason for termination"), "text"),
    "plan": (N_("Annual plan"), "money"),
    "invested": (N_("Completed"), "money"),
    "completion_rate": (N_("Plan completion"), "share"),
    "surplus": (N_("Ahead of (−: behind) own schedule"), "money"),
    "signed_projects": (N_("Projects signed"), "count"),
    "started_projects": (N_("Started"), "count"),
    "start_rate": (N_("Start rate"), "rate"),
    "matured_start_rate": (N_("Start rate, signed ≥ {days} days"), "rate"),
    "arrived_of_signed": (N_("Funds arrived of these"), "money"),
    "arrival_rate": (N_("Arrival rate"), "rate"),
    "key_projects": (N_("Key projects"), "count"),
    "points_ahead": (N_("Points ahead (−: behind)"), "points"),
}
_VISIBLE_ROWS = 12
_ROW_HEIGHT = 36
_INDUSTRY_MONEY = ("signed_planned", "arrived_of_signed", "plan", "invested")
#: Columns of the two industry tables: what was signed in the period, what the year's key projects do.
SIGNED = (
    "industry", "signed_projects", "signed_planned", "started_projects", "start_rate", "matured_start_rate",
    "arrived_of_signed", "arrival_rate",
)  # fmt: skip
PLANNED = ("industry", "key_projects", "plan", "invested", "completion_rate", "points_ahead")
#: Rate → the number of projects that it is of: under so many the number stands beside it.
_OF = {"start_rate": "formal_projects", "matured_start_rate": "matured_projects", "arrival_rate": "formal_projects"}
_FEW = 5


def projects(rows: pd.DataFrame, columns: list[str], *, key: str, empty: str) -> None:
    """Project rows, sortable by any heading; columns that nothing fills are left out."""
    view = current()
    if rows.empty:
        show.nothing(empty)
        return
    named = rows.assign(industry=rows["industry"].map(view.industry_name), unit=rows["unit"].map(view.unit_name))
    if "stage" in rows:
        named["stage"] = [view.t(STAGES[code]) for code in rows["stage"]]
    if "nature" in rows:
        named["nature"] = [category(view.t, value) for value in rows["nature"]]
    filled = [column for column in columns if named[column].notna().any()]
    _draw(named, filled, view.t.small_scale, key, _VISIBLE_ROWS)


def unit(rows: pd.DataFrame) -> str:
    """The unit of the industries table."""
    return current().t.scale(*(rows[column] for column in _INDUSTRY_MONEY)).unit


def industries(rows: pd.DataFrame, total: pd.Series, columns: tuple[str, ...]) -> None:
    """Industry rows with their total below. `rows`: of the query industries, named; `total`: its total row."""
    t = current().t
    whole = pd.concat([rows, total.to_frame().T.assign(name=t("All industries"))], ignore_index=True)
    whole["industry"] = whole["name"]
    money = t.scale(*(rows[column] for column in _INDUSTRY_MONEY))
    _draw(whole, list(columns), money, f"industries_{columns[1]}", len(whole))


def _draw(rows: pd.DataFrame, columns: list[str], money: MoneyScale, key: str, visible: int) -> None:
    t = current().t
    shown = pd.DataFrame({column: _values(t, rows, column, money) for column in columns})
    st.dataframe(
        shown,
        hide_index=True,
        column_config={column: _config(t, column, money) for column in columns},
        key=f"table_{key}",
        height=_ROW_HEIGHT * (min(visible, len(rows)) + 1) + 2,
        row_height=_ROW_HEIGHT,
        placeholder="—",
    )


def _values(t: Texts, rows: pd.DataFrame, column: str, money: MoneyScale) -> pd.Series:
    # Rounded here, half up: the table's own formatter would round the binary number.
    values, form = rows[column], COLUMNS[column][1]
    if form == "money":
        return values.map(money.value).astype("float64")
    if form == "share":
        return values.map(lambda share: float(rounded(float(share) * 100, 1)), na_action="ignore").astype("float64")
    if form == "rate":
        return pd.Series([_rate(t, share, n) for share, n in zip(values, rows[_OF[column]], strict=True)], rows.index)
    if form == "points":
        return values.map(lambda points: float(rounded(float(points), 1)), na_action="ignore").astype("float64")
    return values.astype("int64") if form == "count" else values


def _rate(t: Texts, share: float, n: int) -> str | None:
    """A rate in words; of few projects it says how few."""
    if is_missing(share):
        return None
    return t("{share} (of {n})", share=t.percent(share), n=t.number(n)) if n < _FEW else t.percent(share)


def _config(t: Texts, column: str, money: MoneyScale) -> Any:
    message, form = COLUMNS[column]
    label = t(message, days=settings().review.matured_days) if "{days}" in message else t(message)
    formats = {"money": f"%.{money.decimals}f", "share": "%.1f%%", "points": "%.1f", "count": "%d"}
    if form in formats:
        return st.column_config.NumberColumn(label, format=formats[form])
    if form == "date":
        return st.column_config.DateColumn(label, format="YYYY-MM-DD")
    if form == "rate":
        return st.column_config.TextColumn(label, alignment="right")
    return st.column_config.TextColumn(label)

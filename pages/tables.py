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
from texts.writing import rounded

#: Query column → (message id of its heading, form).
COLUMNS: dict[str, tuple[str, str]] = {
    "name": (N_("Project"), "text"),
    "industry": (N_("Industry"), "text"),
    "unit": (N_("Responsible department"), "text"),
    "stage": (N_("Stage"), "text"),
    "nature": (N_("Nature"), "text"),
    "signed_on": (N_("Signed on"), "date"),
    "started_on": (N_("Started on"), "date"),
    "funded_on": (N_("First money by"), "date"),
    "planned_investment": (N_("Planned investment"), "money"),
    "signed_planned": (N_("Planned investment"), "money"),
    "funds_arrived": (N_("Funds arrived"), "money"),
    "termination_reason": (N_("Reason for termination"), "text"),
    "plan": (N_("Annual plan"), "money"),
    "invested": (N_("Completed"), "money"),
    "completion_rate": (N_("Plan completion"), "share"),
    "surplus": (N_("Against own schedule"), "money"),
    "signed_projects": (N_("Projects signed"), "count"),
    "start_rate": (N_("Start rate"), "share"),
    "matured_start_rate": (N_("Start rate, signed ≥ {days} days"), "share"),
    "arrival_rate": (N_("Arrival rate"), "share"),
    "points_ahead": (N_("Points ahead"), "points"),
}
_VISIBLE_ROWS = 12
_ROW_HEIGHT = 36
_INDUSTRY_MONEY = ("signed_planned", "funds_arrived", "plan", "invested")


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


def industries(rows: pd.DataFrame, total: pd.Series) -> None:
    """Industry rows with their total below. `rows`: of the query industries, named; `total`: its total row."""
    t = current().t
    whole = pd.concat([rows, total.to_frame().T.assign(name=t("All industries"))], ignore_index=True)
    whole["industry"] = whole["name"]
    columns = [
        "industry", "signed_projects", "signed_planned", "start_rate", "matured_start_rate", "arrival_rate",
        "funds_arrived", "plan", "invested", "completion_rate", "points_ahead",
    ]  # fmt: skip
    _draw(whole, columns, t.scale(*(rows[column] for column in _INDUSTRY_MONEY)), "industries", len(whole))


def _draw(rows: pd.DataFrame, columns: list[str], money: MoneyScale, key: str, visible: int) -> None:
    t = current().t
    shown = pd.DataFrame({column: _values(rows[column], COLUMNS[column][1], money) for column in columns})
    st.dataframe(
        shown,
        hide_index=True,
        column_config={column: _config(t, column, money) for column in columns},
        key=f"table_{key}",
        height=_ROW_HEIGHT * (min(visible, len(rows)) + 1) + 2,
        row_height=_ROW_HEIGHT,
        placeholder="—",
    )


def _values(values: pd.Series, form: str, money: MoneyScale) -> pd.Series:
    # Rounded here, half up: the table's own formatter would round the binary number.
    if form == "money":
        return values.map(money.value).astype("float64")
    if form == "share":
        return values.map(lambda share: float(rounded(float(share) * 100, 1)), na_action="ignore").astype("float64")
    if form == "points":
        return values.map(lambda points: float(rounded(float(points), 1)), na_action="ignore").astype("float64")
    return values.astype("int64") if form == "count" else values


def _config(t: Texts, column: str, money: MoneyScale) -> Any:
    message, form = COLUMNS[column]
    label = t(message, days=settings().review.matured_days) if "{days}" in message else t(message)
    if form == "money":
        return st.column_config.NumberColumn(label, format=f"%.{money.decimals}f")
    if form == "share":
        return st.column_config.NumberColumn(label, format="%.1f%%")
    if form == "points":
        return st.column_config.NumberColumn(label, format="%.1f")
    if form == "date":
        return st.column_config.DateColumn(label, format="YYYY-MM-DD")
    return st.column_config.NumberColumn(label, format="%d") if form == "count" else st.column_config.TextColumn(label)

"""The columns of every table: named in the reader's language, one unit and one precision a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.settings import settings
from pages.names import name_of
from pages.view import View, current
from texts import MoneyScale, Texts
from texts.language import N_
from texts.writing import is_missing, rounded

#: Query column → (message id of its heading, form). Forms: text; name (a code, written as its dimension calls
#: it); date; month; flag; count; money; share; rate (a share that says of how few it is); points; days.
COLUMNS: dict[str, tuple[str, str]] = {
    "project_id": (N_("Project number"), "text"),
    "name": (N_("Project"), "text"),
    "is_numerator": (N_("Counted above the line"), "flag"),
    "industry": (N_("Industry"), "name"),
    "unit": (N_("Responsible department"), "name"),
    "channel": (N_("Channel"), "name"),
    "size": (N_("Size"), "name"),
    "kind": (N_("Investor"), "name"),
    "stage": (N_("Stage"), "name"),
    "nature": (N_("New or carried over"), "name"),
    "month": (N_("Month"), "month"),
    "signed_on": (N_("Signed on"), "date"),
    "started_on": (N_("Started on"), "date"),
    "funded_on": (N_("First funds by"), "date"),
    "terminated_on": (N_("Terminated on"), "date"),
    "adjusted_on": (N_("Adjusted on"), "date"),
    "projects": (N_("Projects"), "count"),
    "planned_investment": (N_("Planned investment"), "money"),
    "signed_planned": (N_("Planned investment"), "money"),
    "funds_arrived": (N_("Funds arrived"), "money"),
    "funds_to_date": (N_("Funds arrived to date"), "money"),
    "funds_in_period": (N_("Funds arrived in the period"), "money"),
    "early_funds": (N_("Money before the start"), "money"),
    "days_to_start": (N_("Days from signing to start"), "days"),
    "days_to_funds": (N_("Days from start to first funds"), "days"),
    "median_days": (N_("Median days"), "days"),
    "share_of_first": (N_("Share of the signed"), "share"),
    "share_of_previous": (N_("Share of the stage before"), "share"),
    "termination_reason": (N_("Reason for termination"), "text"),
    "plan": (N_("Annual plan"), "money"),
    "original_plan": (N_("Original annual plan"), "money"),
    "invested": (N_("Completed"), "money"),
    "scheduled": (N_("Due by schedule"), "money"),
    "completion_rate": (N_("Plan completion"), "share"),
    "surplus": (N_("Ahead of (−: behind) own schedule"), "money"),
    "signed_projects": (N_("Projects signed"), "count"),
    "started_projects": (N_("Started"), "count"),
    "funded_projects": (N_("First money"), "count"),
    "start_rate": (N_("Start rate"), "rate"),
    "matured_start_rate": (N_("Start rate, signed ≥ {days} days"), "rate"),
    "arrived_of_signed": (N_("Funds arrived of these"), "money"),
    "arrival_rate": (N_("Arrival rate"), "rate"),
    "key_projects": (N_("Key projects"), "count"),
    "points_ahead": (N_("Points ahead (−: behind)"), "points"),
    "cumulative_invested": (N_("Cumulative completed"), "money"),
    "cumulative_scheduled": (N_("Due by schedule"), "money"),
    "last_cumulative_invested": (N_("Last year"), "money"),
}
#: Rate → the number of projects that it is of: under so many the number stands beside it.
_OF = {"start_rate": "formal_projects", "matured_start_rate": "matured_projects", "arrival_rate": "formal_projects"}
_FEW = 5
VISIBLE_ROWS = 12
_ROW_HEIGHT = 36


def heading(t: Texts, column: str) -> str:
    """A column's heading, without its unit."""
    message = COLUMNS[column][0]
    return t(message, days=settings().review.matured_days) if "{days}" in message else t(message)


def listed(
    rows: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    money: MoneyScale | None = None,
    visible: int = VISIBLE_ROWS,
    **more: Any,
) -> Any:
    """Draw rows as a table; `money` is the unit of its amounts (the small one without); `more` goes to st.dataframe."""
    view = current()
    scale = money or view.t.small_scale
    shown = pd.DataFrame({column: _values(view, rows, column, scale) for column in columns})
    return st.dataframe(
        shown,
        hide_index=True,
        column_config={column: _config(view.t, column, scale) for column in columns},
        key=f"table_{key}",
        height=_ROW_HEIGHT * (min(visible, max(len(rows), 1)) + 1) + 2,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        **more,
    )


def _values(view: View, rows: pd.DataFrame, column: str, money: MoneyScale) -> pd.Series:
    # Rounded here, half up: the table's own formatter would round the binary number.
    t, values = view.t, rows[column]
    shown: pd.Series[Any]
    match COLUMNS[column][1]:
        case "money":
            shown = values.map(money.value).astype("float64")
        case "share":
            shown = values.map(lambda share: _tenths(float(share) * 100), na_action="ignore").astype("float64")
        case "points" | "days":
            shown = values.map(lambda figure: _tenths(float(figure)), na_action="ignore").astype("float64")
        case "rate":
            rates = [_rate(t, share, n) for share, n in zip(values, rows[_OF[column]], strict=True)]
            shown = pd.Series(rates, rows.index, dtype="object")
        case "name":
            shown = values.map(lambda code: name_of(view, column, code), na_action="ignore")
        case "flag":
            shown = values.map(lambda is_so: t("Yes") if is_so else t("No"))
        case "count":
            shown = values.astype("Int64")
        case _:
            shown = values
    return shown


def _tenths(figure: float) -> float:
    return float(rounded(figure, 1))


def _rate(t: Texts, share: float, n: int) -> str | None:
    """A rate in words; of few projects it says how few."""
    if is_missing(share):
        return None
    return t("{share} (of {n})", share=t.percent(share), n=t.number(n)) if n < _FEW else t.percent(share)


def _config(t: Texts, column: str, money: MoneyScale) -> Any:
    label, form = heading(t, column), COLUMNS[column][1]
    formats = {"money": f"%.{money.decimals}f", "share": "%.1f%%", "points": "%.1f", "days": "%.1f", "count": "%d"}
    if form in formats:
        return st.column_config.NumberColumn(label, format=formats[form])
    if form in {"date", "month"}:
        return st.column_config.DateColumn(label, format="YYYY-MM-DD" if form == "date" else "YYYY-MM")
    if form == "rate":
        return st.column_config.TextColumn(label, alignment="right")
    return st.column_config.TextColumn(label)

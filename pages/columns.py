"""The columns of every table: named in the reader's language, one unit and one precision a column."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st
from cachetools import LRUCache, cached

from data.settings import settings
from pages.names import name_of
from pages.view import View, current
from texts import MoneyScale, Texts
from texts.language import N_
from texts.terms import quarter_words
from texts.withheld import any_withheld
from texts.writing import is_missing, rounded

#: Query column → (message id of its heading, form). Forms: text; name (a code, written as its dimension calls
#: it); date; month; flag; count; money; share; rate (a share that says of how few it is); points; days;
#: change (a difference of counts, with its sign); growth (a share, with its sign); quarter (by its first day).
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
    "signed_month": (N_("Signed in"), "month"),
    "months_since": (N_("Months since"), "count"),
    "read_on": (N_("As of"), "date"),
    "formal_projects": (N_("Formal agreements"), "count"),
    "started_within": (N_("Started"), "count"),
    "funded_within": (N_("First money"), "count"),
    "funded_projects": (N_("With funds arrived"), "count"),
    "terminated_projects": (N_("Terminated"), "count"),
    "formal_planned": (N_("Planned investment"), "money"),
    "started_planned": (N_("Planned investment of those started"), "money"),
    "funded_planned": (N_("Planned investment of those with funds arrived"), "money"),
    "terminated_planned": (N_("Planned investment"), "money"),
    "terminated_funds": (N_("Funds arrived"), "money"),
    "start_rate": (N_("Start rate"), "rate"),
    "matured_start_rate": (N_("Start rate, signed ≥ {days} days"), "rate"),
    "arrived_of_signed": (N_("Funds arrived of these"), "money"),
    "funded_share": (N_("Share of the signed with funds arrived"), "share"),
    "funded_of_started": (N_("Share of the started with funds arrived"), "share"),
    "median_days_to_start": (N_("Median days from signing to start"), "days"),
    "timed_projects": (N_("Projects timed"), "count"),
    "arrival_rate": (N_("Arrival rate"), "rate"),
    "key_projects": (N_("Key projects"), "count"),
    "points_ahead": (N_("Points ahead (−: behind)"), "points"),
    "cumulative_invested": (N_("Cumulative completed"), "money"),
    "cumulative_scheduled": (N_("Due by schedule"), "money"),
    "last_cumulative_invested": (N_("Last year"), "money"),
    "cumulative_funds": (N_("Cumulative funds arrived"), "money"),
    "last_cumulative_funds": (N_("Last year"), "money"),
    "plan_change": (N_("Change"), "money"),
    "shortfall": (N_("Short of own schedule"), "money"),
    "invested_in_period": (N_("Completed in the period"), "money"),
    "target_of": (N_("Set for"), "text"),
    "signed_target": (N_("Target, signed"), "count"),
    "signed_target_rate": (N_("Target met"), "share"),
    "started_target": (N_("Target, started"), "count"),
    "started_target_rate": (N_("Target met"), "share"),
    "funds_target": (N_("Target, arrived"), "money"),
    "funds_target_rate": (N_("Target met"), "share"),
    "invested_target": (N_("Target, completed"), "money"),
    "invested_target_rate": (N_("Target met"), "share"),
    "verdict": (N_("Against the schedule"), "text"),
    "amount": (N_("Amount"), "money"),
    "to_amount": (N_("Running total"), "money"),
    "quarter": (N_("Quarter"), "name"),
    "quarter_plan": (N_("Due in the quarter"), "money"),
    "quarter_scheduled": (N_("Due in its months so far"), "money"),
    "quarter_invested": (N_("Completed in the quarter"), "money"),
    "schedule_rate": (N_("Completed of what was due"), "share"),
    "last_quarter_invested": (N_("Last year, same months"), "money"),
    "quarter_growth": (N_("Year on year"), "growth"),
    "growth": (N_("Year on year"), "growth"),
    "part": (N_("Part"), "text"),
    "projects_share": (N_("Share of the projects"), "share"),
    "planned_share": (N_("Share of the planned investment"), "share"),
    "funds_share": (N_("Share of the funds"), "share"),
    "quarter_from": (N_("Quarter"), "quarter"),
    "last_signed_projects": (N_("Signed, last year"), "count"),
    "last_signed_planned": (N_("Planned, last year"), "money"),
    "last_funds_arrived": (N_("Arrived, last year"), "money"),
    "last_invested": (N_("Completed, last year"), "money"),
    "signed_change": (N_("Signed, year on year"), "change"),
    "planned_growth": (N_("Planned, year on year"), "growth"),
    "funds_growth": (N_("Arrived, year on year"), "growth"),
    "total": (N_("Total"), "money"),
    "top_3": (N_("The 3 largest"), "money"),
    "top_10": (N_("The 10 largest"), "money"),
    "top_3_share": (N_("Share of the 3 largest"), "share"),
    "top_10_share": (N_("Share of the 10 largest"), "share"),
    "place": (N_("Place"), "count"),
    "measured": (N_("Amount"), "money"),
    "share": (N_("Share of the total"), "share"),
    "share_so_far": (N_("Share up to here"), "share"),
    "completed_share": (N_("Plan completion"), "share"),
    "due_share": (N_("Schedule"), "share"),
    "event": (N_("What happened"), "name"),
    "happened_on": (N_("Day"), "date"),
    "plan_share": (N_("Share of the annual plan"), "share"),
    "last_month": (N_("Last month with money"), "month"),
    "silent_months": (N_("Months without a report"), "count"),
    "days_waiting": (N_("Days since signing"), "count"),
    "excess": (N_("Above the plan"), "money"),
}
#: Rate → the number of projects that it is of: under so many the number stands beside it.
_OF = {"start_rate": "formal_projects", "matured_start_rate": "matured_projects", "arrival_rate": "formal_projects"}
_FEW = 5
VISIBLE_ROWS = 12
#: More rows are not sent to the browser; the files have them all.
SHOWN_ROWS = 1000
_ROW_HEIGHT = 36
#: Of a column of figures in which words stand for those that are withheld.
_WORDS_WIDTH = 110
#: A hundred readers see three hundred tables at a time.
_MOST_BYTES = 32 * 2**20


def heading(t: Texts, column: str) -> str:
    """A column's heading, without its unit."""
    message = COLUMNS[column][0]
    return t(message, days=settings().review.matured_days) if "{days}" in message else t(message)


def filled(rows: pd.DataFrame) -> tuple[str, ...]:
    """The known columns of rows that hold something, be it that it is withheld."""
    return tuple(one for one in rows if one in COLUMNS and (rows[one].notna().any() or any_withheld(rows[one])))


def listed(
    rows: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    money: MoneyScale | None = None,
    visible: int = VISIBLE_ROWS,
    is_kept: bool = False,
    **more: Any,
) -> Any:
    """Draw rows as a table; `money` is the unit of its amounts (the small one without); `more` goes to st.dataframe.

    With `is_kept` the table is made once a view: `key` then has to name what the rows are within it.
    """
    view = current()
    scale = money or view.t.small_scale
    return st.dataframe(
        (_kept if is_kept else _table)(view, key, rows, tuple(columns), scale),
        hide_index=True,
        column_config={
            column: st.column_config.TextColumn(heading(view.t, column), alignment="right", width=_WORDS_WIDTH)
            if column in rows and any_withheld(rows[column])
            else _config(view.t, column, scale)
            for column in columns
        },
        key=f"table_{key}",
        height=_ROW_HEIGHT * (min(visible, max(len(rows), 1)) + 1) + 2,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        **more,
    )


def first_rows(
    rows: pd.DataFrame, columns: Sequence[str], *, key: str, visible: int = VISIBLE_ROWS, is_kept: bool = False
) -> None:
    """Draw as many rows as a browser can be sent, and say so where there are more."""
    listed(rows.head(SHOWN_ROWS), columns, key=key, visible=visible, is_kept=is_kept)
    if len(rows) > SHOWN_ROWS:
        t = current().t
        st.caption(t("The first {n} are shown; the files have all.", n=t.number(SHOWN_ROWS)))


def _table(view: View, _key: str, rows: pd.DataFrame, columns: tuple[str, ...], money: MoneyScale) -> pa.Table:
    """The values as the reader sees them, as Streamlit sends them."""
    shown = pd.DataFrame({column: _values(view, rows, column, money) for column in columns})
    return pa.Table.from_pandas(shown, preserve_index=False)


def _name(
    view: View, key: str, _rows: pd.DataFrame, columns: tuple[str, ...], money: MoneyScale
) -> tuple[View, str, tuple[str, ...], MoneyScale]:
    return view, key, columns, money


def _size(made: pa.Table) -> int:
    return 4096 + int(made.nbytes)


_kept = cached(LRUCache(_MOST_BYTES, getsizeof=_size), key=_name, condition=threading.Condition())(_table)


def _values(view: View, rows: pd.DataFrame, column: str, money: MoneyScale) -> pd.Series:
    # Rounded here, half up: the table's own formatter would round the binary number.
    t, values = view.t, rows[column]
    if any_withheld(values):
        return values.map(lambda value: _written(view.t, column, money, value)).astype("object")
    shown: pd.Series[Any]
    match COLUMNS[column][1]:
        case "money":
            shown = values.map(money.value).astype("float64")
        case "share" | "growth":
            shown = values.map(lambda share: _tenths(float(share) * 100), na_action="ignore").astype("float64")
        case "points" | "days":
            shown = values.map(lambda figure: _tenths(float(figure)), na_action="ignore").astype("float64")
        case "rate":
            # A chart's rows need not say of how many a rate is.
            counts = rows[_OF[column]] if _OF[column] in rows else [_FEW] * len(rows)
            rates = [_rate(t, share, n) for share, n in zip(values, counts, strict=True)]
            shown = pd.Series(rates, rows.index, dtype="object")
        case "name":
            shown = values.map(lambda code: name_of(view, column, code), na_action="ignore")
        case "flag":
            shown = values.map(lambda is_so: t("Yes") if is_so else t("No"))
        case "quarter":
            shown = values.map(lambda first: quarter_words(t, first))
        case "count" | "change":
            shown = values.astype("Int64")
        case _:
            shown = values
    return shown


def _written(t: Texts, column: str, money: MoneyScale, value: float) -> str | None:
    """A cell of a column in which figures are withheld: words among figures, so all are written."""
    if is_missing(value):
        return t.withheld(value) or None
    form = COLUMNS[column][1]
    if form == "money":
        return money.figure(value, grouped=True)
    if form in {"share", "rate"}:
        return t.percent(value)
    if form in {"growth", "change"}:
        return f"{t.signed(value * 100)}%" if form == "growth" else t.signed(value, 0, grouped=True)
    return t.number(value, 1 if form in {"points", "days"} else 0, grouped=True)


def _tenths(figure: float) -> float:
    return float(rounded(figure, 1))


def _rate(t: Texts, share: float, n: int) -> str | None:
    """A rate in words; of few projects it says how few."""
    if is_missing(share):
        return None
    return t("{share} (of {n})", share=t.percent(share), n=t.number(n)) if n < _FEW else t.percent(share)


def _config(t: Texts, column: str, money: MoneyScale) -> Any:
    label, form = heading(t, column), COLUMNS[column][1]
    formats = {"money": f"%,.{money.decimals}f", "share": "%,.1f%%", "points": "%,.1f", "days": "%,.1f"}
    formats |= {"growth": "%+,.1f%%", "change": "%+,d", "count": "%,d"}
    if form in formats:
        return st.column_config.NumberColumn(label, format=formats[form])
    if form in {"date", "month"}:
        return st.column_config.DateColumn(label, format="YYYY-MM-DD" if form == "date" else "YYYY-MM")
    if form == "rate":
        return st.column_config.TextColumn(label, alignment="right")
    return st.column_config.TextColumn(label)

"""Tables under the charts: lists of projects, and the industries with their total."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages import show
from pages.draw import table
from pages.draw.drawer import Listed
from pages.draw.markup import escape
from pages.run.current import current
from panels import sources
from panels.questions import Question
from texts import MoneyScale
from view.view import View, kept

_INDUSTRY_MONEY = ("signed_planned", "arrived_of_signed", "funds_arrived", "plan", "invested")
#: Columns of the industry tables: what was signed in the period, what arrived, what the year's key projects do.
SIGNED = (
    "industry", "signed_projects", "signed_change", "signed_planned", "planned_growth", "started_projects",
    "start_rate", "matured_start_rate",
)  # fmt: skip
ARRIVED = (
    "industry", "funds_arrived", "funds_share", "last_funds_arrived", "funds_growth", "arrived_of_signed",
    "arrival_rate",
)  # fmt: skip
PLANNED = (
    "industry", "key_projects", "plan", "invested", "last_invested", "growth", "completion_rate", "points_ahead",
)  # fmt: skip


def projects(rows: pd.DataFrame, wanted: list[str], *, key: str, empty: str, visible: int = table.VISIBLE_ROWS) -> None:
    """Project rows, sortable by any heading; columns that nothing fills are left out; `visible` without scrolling."""
    if rows.empty:
        show.nothing(empty)
        return
    filled = [column for column in wanted if rows[column].notna().any()]
    table.first_rows(rows, filled, key=key, visible=visible, is_kept=True)
    show.register(Listed(key, rows, ("project_id", *filled)))


def unit(rows: pd.DataFrame) -> str:
    """The unit of the industries table."""
    return current().t.scale(*(rows[column] for column in _INDUSTRY_MONEY)).unit


def industries(wanted: tuple[str, ...], note: str = "") -> None:
    """The view's industries with their total below."""
    whole, money = _with_total(current())
    question = Question(wanted[1:], sources.INDUSTRIES_TOTAL, sources.INDUSTRIES, "industry")
    show.questioned_table(whole, wanted, key=f"industries_{wanted[1]}", question=question, names="code", money=money)
    if note:
        st.caption(escape(note))


@kept
def _with_total(view: View) -> tuple[pd.DataFrame, MoneyScale]:
    """Rows of the query industries, the total's last and named, its code in `code`; their unit."""
    rows = view.run("industries")
    is_total = rows["industry"].isna()
    whole = pd.concat([rows[~is_total], rows[is_total]], ignore_index=True)
    named = whole.assign(code=whole["industry"], industry=whole["industry"].fillna(view.t("All industries")))
    return named, view.t.scale(*(rows.loc[~is_total, column] for column in _INDUSTRY_MONEY))

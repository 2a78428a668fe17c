"""Tables of rows: lists of projects, and the industries with their total."""

from __future__ import annotations

import pandas as pd

from panels import sources
from panels.panel import Note, Nothing, Part, Table
from panels.questions import Question
from queries.keeping import kept
from texts import MoneyScale
from view.view import View

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


def project_rows(
    rows: pd.DataFrame, wanted: tuple[str, ...], *, key: str, empty: str, visible: int | None = None
) -> tuple[Part, ...]:
    """Project rows; columns that nothing fills are left out; `visible` without scrolling. The file has numbers too."""
    if rows.empty:
        return (Nothing(empty),)
    filled = tuple(column for column in wanted if rows[column].notna().any())
    return (Table(key, rows, filled, visible=visible, saved=("project_id", *filled)),)


def industry_unit(view: View) -> str:
    """The unit of the industry tables' money."""
    return _with_total(view)[1].unit


def industry_question(wanted: tuple[str, ...]) -> Question:
    """What may be asked of a table of industries with these columns, the industry's own first."""
    return Question(wanted[1:], sources.INDUSTRIES_TOTAL, sources.INDUSTRIES, "industry")


def industry_rows(view: View, wanted: tuple[str, ...], note: str = "") -> tuple[Part, ...]:
    """The view's industries with their total below; of a single one the total would be its row again."""
    whole, money = _with_total(view)
    if len(whole) == 2:
        whole = whole.head(1)
    table = Table(f"industries_{wanted[1]}", whole, wanted, industry_question(wanted), "code", money, len(whole))
    return (table, *([Note(note)] if note else []))


@kept
def _with_total(view: View) -> tuple[pd.DataFrame, MoneyScale]:
    """Rows of the query industries, the total's last and named, its code in `code`; their unit."""
    rows = view.run("industries")
    is_total = rows["industry"].isna()
    whole = pd.concat([rows[~is_total], rows[is_total]], ignore_index=True)
    named = whole.assign(code=whole["industry"], industry=whole["industry"].fillna(view.t("All industries")))
    return named, view.t.scale(*(rows.loc[~is_total, column] for column in _INDUSTRY_MONEY))

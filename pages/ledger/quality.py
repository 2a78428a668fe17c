"""How whole the data is, and which projects need a call: silent, waiting, paid beyond their plan."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.settings import settings
from pages import show
from pages.draw import not_shown
from pages.ledger import labels as words
from pages.ledger import plain_tables
from panels import tables
from texts.writing import is_missing
from view.view import ProjectsHiddenError, View

_STALE = [
    "name",
    "industry",
    "unit",
    "started_on",
    "last_month",
    "silent_months",
    "planned_investment",
    "funds_to_date",
]
_WAITING = ["name", "industry", "unit", "signed_on", "days_waiting", "planned_investment", "funds_to_date"]
_OVERPAID = ["name", "industry", "unit", "signed_on", "planned_investment", "funds_to_date", "overpaid"]


def show_quality(view: View) -> None:
    """Fields first, then the three lists."""
    t = view.t
    unit = t.small_scale.unit
    days = settings().review.matured_days
    if show.is_told(view, "quality_fields", t("How much is filled")):
        with show.panel(
            "filled", t("How much is filled"), t("Share of the projects that have each field, of those that should")
        ):
            _fields(view, view.run("quality_fields"))
    try:
        stale, waiting, overpaid = (view.run(f"quality_{name}") for name in ("stale", "unstarted", "overpaid"))
    except ProjectsHiddenError:
        not_shown.instead(view)
        return
    reports = view.run("cutoff").iloc[0]
    is_silent = is_missing(reports["funds_from"]) and is_missing(reports["invested_from"])
    with show.panel(
        "stale",
        t("Under construction and silent: no money is reported at all")
        if is_silent
        else t("Under construction and silent for 3 months or more: {projects}", projects=t.projects(len(stale))),
        t(
            "Started, neither in production nor terminated; no funds or investment in the last 3 months ({unit})",
            unit=unit,
        ),
    ):
        none = t("The ledger has no data on money.") if is_silent else t("There is none.")
        tables.projects(stale, _STALE, key="stale", empty=none, visible=8)
    with show.panel(
        "unstarted",
        t("Signed more than {days} days ago and not started: {projects}", projects=t.projects(len(waiting)), days=days),
        t("Formal agreements, not terminated; the earliest signing first ({unit})", unit=unit),
    ):
        tables.projects(waiting, _WAITING, key="waiting", empty=t("There is none."), visible=8)
    with show.panel(
        "overpaid",
        t("Paid beyond the planned investment: {projects}", projects=t.projects(len(overpaid))),
        t("Either the plan has grown without being changed in the ledger, or an amount is wrong ({unit})", unit=unit),
    ):
        tables.projects(overpaid, _OVERPAID, key="overpaid", empty=t("There is none."), visible=8)


def _fields(view: View, rows: pd.DataFrame) -> None:
    t = view.t
    shown = pd.DataFrame(
        {
            "field": [t(words.FIELDS[code]) for code in rows["field"]],
            "share": (rows["filled_share"] * 100).round(1),
            "filled": rows["filled"],
            "lacking": rows["expected"] - rows["filled"],
        }
    )
    headings = {"field": t("Field"), "share": t("Filled"), "filled": t("Projects with it"), "lacking": t("Without")}
    bar = st.column_config.ProgressColumn(headings["share"], format="%.1f%%", min_value=0, max_value=100)
    counts = {name: plain_tables.count_column(headings[name]) for name in ("filled", "lacking")}
    plain_tables.table(t, shown, headings, key="fields", visible=len(shown), configs={"share": bar, **counts})

"""How whole the data is, and which projects need a call: silent, waiting, paid beyond their plan."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.draw import not_shown
from pages.draw.box import box
from pages.draw.panel import draw_panel
from pages.ledger import labels as words
from pages.ledger import plain_tables
from panels import quality
from panels.panel import untold
from view.view import ProjectsHiddenError, View


def show_quality(view: View) -> None:
    """Fields first, then the three lists."""
    t = view.t
    if instead := untold(view, "quality_fields", "filled", t("How much is filled")):
        draw_panel(view, instead)
    else:
        with box(t("How much is filled"), t("Share of the projects that have each field, of those that should")):
            _fields(view, view.run("quality_fields"))
    try:
        for make in (quality.silent, quality.waiting, quality.overpaid):
            draw_panel(view, make(view))
    except ProjectsHiddenError:
        not_shown.instead(view)


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

"""A chart as Streamlit draws it, its table under it; where its marks can be asked about, a click opens the drawer."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.theme import CLICK
from figures.columns import COLUMNS, filled
from pages.draw import not_shown
from pages.draw.drawer import open_drawer
from pages.draw.markup import escape
from pages.draw.table import listed
from pages.run.current import set_current
from panels import built_charts
from panels.panel import Chart, Panel
from view.view import View


def draw_chart(view: View, panel: Panel, chart: Chart) -> None:
    """Draw a chart of the panel, without its table."""
    if chart.asks is None:
        _still(view, chart)
    else:
        _clickable(view, panel, chart)


@st.fragment
def draw_with_figures(view: View, panel: Panel, chart: Chart) -> None:
    """Draw a chart, and under it its figures as a table."""
    set_current(view)
    if chart.asks is None:
        _still(view, chart)
    else:
        _asked(view, panel, chart)
    _figures(view, [chart])


@st.fragment
def figures_under(view: View, charts: Sequence[Chart]) -> None:
    """The figures of small charts of the same columns, as one table."""
    set_current(view)
    _figures(view, charts)


def _figures(view: View, charts: Sequence[Chart]) -> None:
    """Figures as a table that is not sent before it is opened."""
    t, key = view.t, charts[0].key
    rows = pd.concat([chart.rows for chart in charts], ignore_index=True)
    columns = filled(rows)
    words = t("As a table")
    if any(COLUMNS[column][1] == "money" for column in columns):
        words = t("As a table, money in {unit}", unit=t.small_scale.unit)
    shown = st.expander(escape(words), key=f"table_of_{key}", type="compact", on_change="rerun")
    if shown.open:
        with shown:
            listed(view, rows, columns, key=f"under_{key}")


def _still(view: View, chart: Chart) -> None:
    spec = built_charts.spec(view, chart)
    st.vega_lite_chart(dict(spec.sent), theme=None, width="stretch", key=f"chart_{chart.key}", alt=_label(view))
    not_shown.withheld_note(view, chart.rows)


def _label(view: View) -> str:
    # The same for all: it is part of the specification, and with figures in it every change would make a new chart.
    return view.t("Chart, told in words inside it")


@st.fragment
def _clickable(view: View, panel: Panel, chart: Chart) -> None:
    _asked(view, panel, chart)


def _asked(view: View, panel: Panel, chart: Chart) -> None:
    """A chart whose marks open the drawer."""
    event = st.vega_lite_chart(
        dict(built_charts.spec(view, chart).sent),
        theme=None,
        width="stretch",
        key=f"chart_{chart.key}",
        alt=_label(view),
        on_select="rerun",
        selection_mode=CLICK,
    )
    not_shown.withheld_note(view, chart.rows)
    # Every click toggles its mark in the selection: the one that changed is the one that was clicked.
    marks = list(event["selection"].get(CLICK, []))
    before = st.session_state.get(f"clicked_{chart.key}", [])
    st.session_state[f"clicked_{chart.key}"] = marks
    clicked = [mark for mark in marks if mark not in before] or [mark for mark in before if mark not in marks]
    if clicked and chart.asks and (question := chart.asks(clicked[-1])):
        open_drawer(view, panel.asked(question))

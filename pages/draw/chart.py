"""A chart as Streamlit draws it; where its marks can be asked about, a click opens the drawer."""

from __future__ import annotations

import streamlit as st

from charts.theme import CLICK
from pages.draw import not_shown
from pages.draw.drawer import open_drawer
from panels import built_charts
from panels.panel import Chart, Panel
from view.view import View


def draw_chart(view: View, panel: Panel, chart: Chart) -> None:
    """Draw a chart of the panel."""
    if chart.asks is None:
        spec = built_charts.spec(view, chart)
        st.vega_lite_chart(dict(spec.sent), theme=None, width="stretch", key=f"chart_{chart.key}", alt=_label(view))
    else:
        _clickable(view, panel, chart)
    not_shown.withheld_note(view, chart.rows)


def _label(view: View) -> str:
    # The same for all: it is part of the specification, and with figures in it every change would make a new chart.
    return view.t("Chart, told in words inside it")


@st.fragment
def _clickable(view: View, panel: Panel, chart: Chart) -> None:
    event = st.vega_lite_chart(
        dict(built_charts.spec(view, chart).sent),
        theme=None,
        width="stretch",
        key=f"chart_{chart.key}",
        alt=_label(view),
        on_select="rerun",
        selection_mode=CLICK,
    )
    # Every click toggles its mark in the selection: the one that changed is the one that was clicked.
    marks = list(event["selection"].get(CLICK, []))
    before = st.session_state.get(f"clicked_{chart.key}", [])
    st.session_state[f"clicked_{chart.key}"] = marks
    clicked = [mark for mark in marks if mark not in before] or [mark for mark in before if mark not in marks]
    if clicked and chart.asks and (question := chart.asks(clicked[-1])):
        open_drawer(view, panel.asked(question))

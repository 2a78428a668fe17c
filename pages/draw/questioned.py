"""A table whose every column and cell can be questioned by a click."""

from __future__ import annotations

import streamlit as st

from pages.draw.drawer import open_drawer
from pages.draw.table import listed
from pages.run.current import set_current
from panels.panel import Panel, Table
from texts.writing import is_missing
from view.view import View


@st.fragment
def questioned_rows(view: View, panel: Panel, table: Table) -> None:
    """Draw the table. A column asks for the figure of its own name, a cell for that of its row too."""
    set_current(view)
    key, question = table.key, table.question
    event = listed(
        view, table.rows, table.columns, key=key, money=table.money, visible=table.visible or len(table.rows),
        is_kept=True, is_tall=table.is_tall, on_select="rerun", selection_mode=["single-cell", "single-column"],
    )  # fmt: skip

    def clear() -> None:
        # The same cell can be asked again: its choice ends with the drawer.
        st.session_state[f"table_{key}"] = {"selection": {"rows": [], "columns": [], "cells": []}}
        st.session_state[f"chosen_{key}"] = []

    chosen = [(None, column) for column in event["selection"]["columns"]]
    chosen += [tuple(cell) for cell in event["selection"]["cells"]]
    before = st.session_state.get(f"chosen_{key}", [])
    st.session_state[f"chosen_{key}"] = chosen
    if question is None or not chosen or chosen == before:
        return
    row, column = chosen[-1]
    asked = question.first(column) if column in question.figures else question
    if row is not None and table.names and not is_missing(name := table.rows[table.names].iloc[row]):
        asked = asked.of(name)
    open_drawer(view, panel.asked(asked), on_close=clear)

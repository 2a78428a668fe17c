"""A panel as Streamlit draws it: its words as HTML, and between them its charts and tables."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.draw import box, not_shown, words
from pages.draw.chart import draw_chart, draw_with_figures, figures_under
from pages.draw.markup import escape
from pages.draw.questioned import questioned_rows
from pages.draw.table import VISIBLE_ROWS, first_rows
from panels.panel import Caution, Chart, Grid, Hidden, Nothing, Panel, Part, Table
from view.view import View


def draw_panel(view: View, panel: Panel, within: tuple[DeltaGenerator, DeltaGenerator] | None = None) -> None:
    """A bordered panel; its figures can be questioned, its charts and tables saved, through the button at its right.

    `within`: the box that it stands in, and a place there for its title, where the box was made before.
    """
    frame, place = within or (box.frame(), None)
    with frame:
        said = [words.head(view, panel)]
        if place is not None:
            place.html(words.together(said))
            said = []
        _draw_parts(view, panel, panel.parts, said)


def _draw_parts(
    view: View, panel: Panel, parts: tuple[Part, ...], said: list[str],
    draw: Callable[[View, Panel, Chart], None] = draw_with_figures,
) -> None:  # fmt: skip
    """Parts from top to bottom, after what is `said` already; words that stand together are one element."""
    for part in parts:
        piece = words.html(view, panel, part)
        if piece is not None:
            said.append(piece)
            continue
        if said:
            st.html(words.together(said))
            said = []
        if isinstance(part, Chart):
            draw(view, panel, part)
        else:
            _draw_part(view, panel, part)
    if said:
        st.html(words.together(said))


def _draw_part(view: View, panel: Panel, part: Part) -> None:
    match part:
        case Table():
            _draw_table(view, panel, part)
        case Nothing(text):
            st.info(escape(text), icon=":material/info:")
        case Caution(text):
            st.warning(escape(text), icon=":material/warning:")
        case Hidden("projects"):
            not_shown.instead(view)
        case Hidden():
            not_shown.instead_of_sums(view)
        case Grid():
            _draw_grid(view, panel, part)


def _draw_grid(view: View, panel: Panel, grid: Grid) -> None:
    with st.grid(grid.a_row, min_column_width=grid.least):
        for cell in grid.cells:
            with st.container(gap="xsmall"):
                _draw_parts(view, panel, cell, [], draw_chart)
    # Small charts of one kind have one table for all of them.
    if charts := [part for cell in grid.cells for part in cell if isinstance(part, Chart)]:
        figures_under(view, charts)


def _draw_table(view: View, panel: Panel, table: Table) -> None:
    if table.question is None:
        first_rows(
            view, table.rows, table.columns, key=table.key, visible=table.visible or VISIBLE_ROWS, is_kept=True,
            is_tall=table.is_tall, money=table.money,
        )  # fmt: skip
        return
    questioned_rows(view, panel, table)
    not_shown.withheld_note(view, table.rows[[one for one in table.columns if one in table.rows]])

"""A panel as Streamlit draws it: its words, its button, and each of its parts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.draw import not_shown
from pages.draw.box import Place, place, title
from pages.draw.card import draw_card, shape
from pages.draw.chart import draw_chart, draw_figures
from pages.draw.drawer import open_drawer
from pages.draw.markup import escape
from pages.draw.plain import plain_rows
from pages.draw.questioned import questioned_rows
from pages.draw.table import VISIBLE_ROWS, first_rows
from panels.figure_words import label
from panels.panel import (
    Bar,
    Card,
    Caution,
    Cell,
    Chart,
    Grid,
    Heading,
    Hidden,
    Lines,
    Note,
    Nothing,
    Panel,
    Part,
    Table,
    Text,
    Written,
)
from view.view import View

#: A light → the colour of texts that Streamlit's theme has for it.
_COLOURS = {"red": "red", "amber": "orange"}


def draw_panel(view: View, panel: Panel, within: Place | None = None) -> None:
    """A bordered panel; its figures can be questioned, its charts and tables saved, through the button at its right."""
    frame, head = within or place()
    with frame:
        corner = title(head, panel.title, panel.subtitle)
        if panel.has_more:
            with corner:
                panel_button(view, panel)
        for part in panel.parts:
            _draw_part(view, panel, part)


def _draw_part(view: View, panel: Panel, part: Part) -> None:  # noqa: PLR0912 - a line a kind
    match part:
        case Chart():
            draw_chart(view, panel, part)
            draw_figures(view, [part])
        case Table():
            _draw_table(view, panel, part)
        case Written():
            _draw_written(part)
        case Card():
            draw_card(view, part)
        case Note(text):
            st.caption(escape(text))
        case Text():
            _draw_text(view, panel, part)
        case Lines(lines):
            st.markdown("\n".join(f"- {escape(line)}" for line in lines))
        case Nothing(text):
            st.info(escape(text), icon=":material/info:")
        case Caution(text):
            st.warning(escape(text), icon=":material/warning:")
        case Heading(text, status):
            st.markdown(f"#### {shape(status)} {escape(text)}", anchors=False)
        case Hidden("projects"):
            not_shown.instead(view)
        case Hidden():
            not_shown.instead_of_sums(view)
        case Grid():
            _draw_grid(view, panel, part)
        case Bar(done, _):
            st.progress(min(max(done, 0.0), 1.0))


def _draw_grid(view: View, panel: Panel, grid: Grid) -> None:
    with st.grid(grid.a_row, min_column_width=grid.least):
        for cell in grid.cells:
            with st.container(gap=None if any(isinstance(part, Heading) for part in cell) else "small"):
                for part in cell:
                    if isinstance(part, Chart):
                        draw_chart(view, panel, part)
                    else:
                        _draw_part(view, panel, part)
    # Small charts of one kind have one table for all of them.
    if charts := [part for cell in grid.cells for part in cell if isinstance(part, Chart)]:
        draw_figures(view, charts)


def _draw_table(view: View, panel: Panel, table: Table) -> None:
    if table.is_plain:
        plain_rows(view, table)
        return
    if table.question is None:
        first_rows(
            view, table.rows, table.columns, key=table.key, visible=table.visible or VISIBLE_ROWS, is_kept=True,
            is_tall=table.is_tall, money=table.money,
        )  # fmt: skip
        return
    questioned_rows(view, panel, table)
    not_shown.withheld_note(view, table.rows[[one for one in table.columns if one in table.rows]])


def _draw_text(view: View, panel: Panel, text: Text) -> None:
    words = "\n\n".join(map(escape, text.paragraphs))
    if text.question is None:
        st.markdown(words)
        return
    with st.container(horizontal=True, vertical_alignment="top", gap="small", wrap=False):
        st.markdown(words, width="stretch")
        with st.container(width="content"):
            title = label(view, text.question.figures[0])
            behind = (text.behind,) if text.behind else ()
            panel_button(view, Panel(f"{panel.key}_{text.key}", title, panel.title, behind, text.question))


def _draw_written(table: Written) -> None:
    headings = list(map(escape, table.headings))
    rows = pd.DataFrame([[_markdown(cell) for cell in row] for row in table.rows], columns=headings)
    st.table(rows, border="horizontal", hide_index=True, alt=table.about)


def _markdown(cell: Cell) -> str:
    between = " " if cell.text.endswith(" ") else ""
    words = escape(cell.text)
    if cell.light:
        words = f":{_COLOURS[cell.light]}[{words}]"
    return words + between + (f"**{escape(cell.stressed)}**" if cell.stressed else "")


@st.fragment
def panel_button(view: View, panel: Panel) -> None:
    """The button that opens the panel's drawer."""
    # A fragment: the drawer opens without the page being run anew.
    name = view.t("Explain and save: {title}", title=panel.title)
    if st.button(
        escape(view.t("Explain")), help=escape(name), type="tertiary", icon=":material/info:",
        key=f"ask_panel_{panel.key}",
    ):  # fmt: skip
        open_drawer(view, panel)

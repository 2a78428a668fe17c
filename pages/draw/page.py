"""A page as Streamlit draws it: its answer, its cards, its panels in their places, each as soon as it is made."""

from __future__ import annotations

import streamlit as st

from pages.draw import box, words
from pages.draw.markup import escape
from pages.draw.panel import draw_panel
from pages.run.current import current, set_current
from panels.contents import OF_PAGES
from panels.page import Page, Slot, Stack
from panels.panel import Panel
from texts import sentences
from view.filter import Filter
from view.view import View

_PANEL_WIDTH = 400


def draw_page(path: str) -> None:
    """Draw the page at a path, under the switch that changes all of it."""
    view, contents = current(), OF_PAGES[path]
    chosen = {contents.switch: choice(view.choices[contents.switch])} if contents.switch else {}
    draw_contents(view, contents.make(view, chosen))


def draw_contents(view: View, page: Page) -> None:
    """Draw what stands on a page, as of the day that it is of."""
    of = page.view or view
    answer(page.answer, page.beside, page.answer_panel if page.question else None, of)
    draw_below(of, page)
    # What follows on the page is of the reader's own view.
    set_current(view)


def draw_below(view: View, page: Page) -> None:
    """Draw what stands below a page's answer."""
    if page.cards:
        st.html(words.cards(view, page.cards))
    if page.remark:
        nothing(page.remark)
    for row in page.rows:
        if isinstance(row, Slot):
            _draw_slot(view, row)
            continue
        # Two a row, of one height; one a row where two would be too narrow for their words.
        with st.grid(2, min_column_width=_PANEL_WIDTH):
            for one in row.places:
                _draw_place(view, one)


def _draw_place(view: View, one: Slot | Stack) -> None:
    if isinstance(one, Slot):
        _draw_slot(view, one)
        return
    with st.container(height="stretch"):
        for slot in one.slots:
            _draw_slot(view, slot)


def _draw_slot(view: View, slot: Slot) -> None:
    if slot.switch:
        _switched(view, slot)
    else:
        draw_panel(view, slot.panel(view))


@st.fragment
def _switched(view: View, slot: Slot) -> None:
    """A panel with a switch of its own under the title; the switch draws only this panel anew."""
    set_current(view)
    frame = box.frame()
    with frame:
        place = st.empty()
        code = choice(view.choices[slot.switch])
    draw_panel(view, slot.panel(view, code), (frame, place))


def choice(one: Filter) -> str:
    """A switch bound to the URL; returns the code."""
    t = current().t
    chosen = st.segmented_control(
        t(one.caption), one.codes, default=one.default, required=True, label_visibility="collapsed",
        format_func=lambda code: one.label(code, t.language), key=one.key, bind="query-params",
    )  # fmt: skip
    return str(chosen or one.default)


def answer(text: str, beside: str = "", asked: Panel | None = None, of: View | None = None) -> None:
    """The page's answer, before everything else; marked where the data is synthetic. `asked`: what its button opens."""
    view = of or current()
    st.html(words.answer(view, sentences.drafted(view.t, text, is_demo=view.edition.is_demo), beside, asked))


def nothing(text: str) -> None:
    """An empty state, in words."""
    st.info(escape(text), icon=":material/info:")

"""A card as Streamlit draws it."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from charts.theme import SHAPES
from pages.draw.drawer import open_drawer
from pages.draw.markup import escape
from panels.panel import Card, Panel, Status, of_card
from view.view import View

Colour = Literal["gray", "green", "orange", "red"]
LIGHT_COLOURS: dict[Status, Colour] = {"ahead": "green", "behind": "orange", "far_behind": "red", None: "gray"}


def draw_card(view: View, card: Card) -> None:
    """A key figure with a word on how it stands; never an arrow with a sign. Its label opens what can be asked."""
    note = f"{SHAPES[card.status]} {card.note}" if card.status else card.note
    with st.container(border=True, height="stretch", gap=None, key=f"card_{card.key}"):
        _card_button(view, card.key, card.label, of_card(card))
        st.metric(
            escape(card.label), escape(card.value), note and escape(note), delta_color=LIGHT_COLOURS[card.status],
            delta_arrow="off", label_visibility="collapsed",
        )  # fmt: skip


def shape(status: Status) -> str:
    """A light as Markdown: shape and colour; empty without one. Its word stands beside it."""
    return f":{LIGHT_COLOURS[status]}[{SHAPES[status]}]" if status else ""


@st.fragment
def _card_button(view: View, key: str, label: str, asked: Panel) -> None:
    # A fragment: the drawer opens without the page being run anew.
    if st.button(escape(label), type="tertiary", icon=":material/info:", icon_position="right", key=f"ask_card_{key}"):
        open_drawer(view, asked)

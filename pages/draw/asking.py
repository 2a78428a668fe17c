"""Buttons that open the drawer: HTML each, and one hidden field through which all of a page's are heard.

A widget a button would bring a container, a fragment and a message each. The page's own script (boot.js) writes the
name of the button that was clicked into the field, whose fragment opens the drawer without the page being run anew.
"""

from __future__ import annotations

import streamlit as st

from pages.draw.drawer import open_drawer
from panels.panel import Panel
from texts.tags import tag, text
from view.view import View

#: The session's own notes: what each button of the page asks, by its name; what the field said when it was last heard.
_OFFERED, _HEARD = "offered_to_ask", "heard"
FIELD = "asked"


def begin() -> None:
    """Begin a page: forget the buttons of the one before."""
    st.session_state[_OFFERED] = {}


def button(view: View, panel: Panel, name: str, words: str, whole: str) -> str:
    """A button that opens the panel's drawer, known to the page as `name`; read as `whole`, seen as `words`."""
    st.session_state.setdefault(_OFFERED, {})[name] = view, panel
    icon = tag("span", "", "icon info")
    return tag("button", text("span", words) + icon, "ask", type="button", data_ask=name, aria_label=whole, title=whole)


@st.fragment
def listen() -> None:
    """Hear the buttons that the page has drawn."""
    # A name and a number: the same button can be clicked again.
    asked = st.text_input(FIELD, key=FIELD, label_visibility="collapsed")
    heard, st.session_state[_HEARD] = st.session_state.get(_HEARD, ""), asked
    if asked != heard and (found := st.session_state[_OFFERED].get(asked.split(" ")[0])):
        open_drawer(*found)

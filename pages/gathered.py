"""What stands on the page that was drawn last, panel by panel, so that the whole page can be saved."""

from __future__ import annotations

import streamlit as st

from pages.draw.drawer import Subject

_PANELS, _ANSWER = "gathered_panels", "gathered_answer"


def begin() -> None:
    """For the shell: a page is about to be drawn."""
    st.session_state[_PANELS] = {}
    st.session_state[_ANSWER] = ""


def remember(key: str, subject: Subject) -> None:
    """A panel was drawn, or drawn anew in its own fragment."""
    st.session_state.setdefault(_PANELS, {})[key] = subject


def remember_answer(text: str) -> None:
    """The page's answer."""
    st.session_state[_ANSWER] = text


def panels() -> list[Subject]:
    """The panels that have a chart or a table, in the page's order."""
    found: dict[str, Subject] = st.session_state.get(_PANELS, {})
    return [one for one in found.values() if one.charts or one.tables]


def answer() -> str:
    """The page's answer; empty where it has none."""
    said: str = st.session_state.get(_ANSWER, "")
    return said

"""Who reads, at the sidebar's head: name, role and log-out; or that there was no log-in, and what is not shown then."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from access.reader import AT_THE_KEYBOARD
from pages.admin import labels as words
from pages.draw.markup import escape
from pages.run import this_reader
from texts import Language, texts


def show_reader(language: Language, place: DeltaGenerator) -> None:
    """Nothing at the keyboard of an office PC."""
    found = this_reader.this_reader()
    if found is AT_THE_KEYBOARD or found.rights is None:
        return
    t = texts(language)
    # The page's own script (boot.js) opens both links in this tab.
    with place, st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if found.person is None:
            st.caption(escape(t("Without log-in: sums only, no project rows.")))
            st.link_button(t("Log in"), "/login", type="tertiary", icon=":material/login:")
            return
        role = t(words.SHORT_ROLES[found.role])
        st.caption(escape(f"{found.person.shown}　{role}" if language == "zh" else f"{found.person.shown} · {role}"))
        st.link_button(t("Log out"), "/logout", type="tertiary", icon=":material/logout:")

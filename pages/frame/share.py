"""Links to a view: the live one follows the data, the pinned one keeps to this version and this day for ever."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from access.settings import is_loopback
from pages.draw import page_files
from pages.draw.markup import escape
from pages.run import linking
from pages.run.current import set_current
from reports.code import qr
from view.view import View


def link(view: View, path: str, *, is_pinned: bool) -> str:
    """The whole address, as it can be pasted into a chat."""
    return f"{linking.origin()}/{path}{linking.query(linking.parameters(view, path, is_pinned=is_pinned))}"


def screen_address(view: View) -> str:
    """The meeting screen's address with the filters of this view."""
    return "/screen" + linking.query(linking.parameters(view, "screen", is_pinned=view.edition.is_pinned))


def _code(view: View, address: str) -> None:
    """The live link for a phone; not where a phone could not reach it."""
    if is_loopback(urlsplit(address).hostname or "") or not (code := qr(address, border=3, light="white")):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.image(code, width=132)
        st.caption(escape(view.t("The live link for a phone: scan it.")), width="content")


@st.fragment
def popover(view: View, title: str, path: str) -> None:
    """The button at a page's top: both links, the code for a phone, the page as files and on paper.

    Written when it is opened.
    """
    t = view.t
    place = st.popover(t("Share"), type="tertiary", icon=":material/share:", key="share", on_change="rerun")
    if not place.open:
        return
    set_current(view)
    with place:
        st.markdown(f"**{t('Live link')}**　{t('always shows the newest data')}")
        st.code(link(view, path, is_pinned=False), language=None, wrap_lines=True)
        st.markdown(f"**{t('Pinned link')}**　{t('keeps to this version and this as-of date')}")
        st.code(link(view, path, is_pinned=True), language=None, wrap_lines=True)
        _code(view, link(view, path, is_pinned=False))
        page_files.buttons(view, title, path)
        # The page's own script (boot.js) opens the browser's print dialog at a click on it.
        if view.theme == "dark":
            st.caption(t("The dark theme prints dark: choose the light one for paper."))
        st.button(t("Print or save as PDF (A4 landscape)"), icon=":material/print:", key="print", width="stretch")

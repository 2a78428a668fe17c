"""Links to a view: the live one follows the data, the pinned one keeps to this version and this day for ever."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from access.settings import is_loopback
from pages.draw import page_files
from pages.draw.markup import escape
from pages.run.current import set_current
from reports.code import qr
from texts import DEFAULT
from view import filters
from view.view import View

_SHARED = ("period", "industry", "unit", "size", "kind", "channel", "agreement")


def parameters(view: View, path: str, *, is_pinned: bool) -> list[tuple[str, str]]:
    """The parameters of a link to this view; a live one leaves out what would be the same without it."""
    found: list[tuple[str, str]] = []
    if view.language != DEFAULT:
        found.append(("lang", view.choices["lang"].label(view.language, view.language)))
    if is_pinned or view.year != view.as_of.year:
        found.append(("year", str(view.year)))
    state = {key: getattr(view, key) for key in _SHARED}
    state["period"] = st.session_state.get("period", view.period)
    state |= {key: st.session_state.get(key) for key, page in filters.OWN.items() if page == path}
    for key, value in state.items():
        one = view.choices[key]
        for code in value if isinstance(value, tuple) else (value,):
            if code is not None and code != one.default:
                found.append((key, one.label(code, view.language)))
    if is_pinned or view.as_of != view.edition.last_day:
        found.append(("as_of", view.as_of.isoformat()))
    if is_pinned:
        found.append(("version", view.edition.version))
    return found


def link(view: View, path: str, *, is_pinned: bool) -> str:
    """The whole address, as it can be pasted into a chat: Chinese is percent-encoded, since chats cut links at it."""
    address = urlsplit(st.context.url or "http://127.0.0.1:8501/")
    query = urlencode(parameters(view, path, is_pinned=is_pinned), quote_via=quote)
    return f"{address.scheme}://{address.netloc}/{path}" + (f"?{query}" if query else "")


def screen_address(view: View) -> str:
    """The meeting screen's address with the filters of this view."""
    query = urlencode(parameters(view, "screen", is_pinned=view.edition.is_pinned), quote_via=quote)
    return "/screen" + (f"?{query}" if query else "")


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

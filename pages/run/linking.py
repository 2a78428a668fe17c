"""Addresses of this view: what of it stands in a link, to a page and to a project."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from texts import DEFAULT
from view.view import View

_ANYWHERE = "http://127.0.0.1:8501/"


def origin() -> str:
    """Scheme, host and port under which the reader has this page."""
    address = urlsplit(st.context.url or _ANYWHERE)
    return f"{address.scheme}://{address.netloc}"


def host() -> str:
    """The name under which the reader has this page."""
    return urlsplit(st.context.url or _ANYWHERE).hostname or ""


def parameters(view: View, path: str, *, is_pinned: bool) -> list[tuple[str, str]]:
    """The parameters of a link to this view; a live one leaves out what would be the same without it."""
    found: list[tuple[str, str]] = []
    if view.language != DEFAULT:
        found.append(("lang", view.choices["lang"].label(view.language, view.language)))
    if is_pinned or view.year != view.as_of.year:
        found.append(("year", str(view.year)))
    state: dict[str, Any] = {one.key: view.codes(one.key) for one in view.choices.values() if one.is_shared}
    # A page of the whole year keeps the period for the next one.
    state["period"] = st.session_state.get("period", view.period)
    state |= {one.key: st.session_state.get(one.key) for one in view.choices.values() if one.page == path}
    for key, value in state.items():
        one = view.choices[key]
        for code in value if isinstance(value, tuple | list) else (value,):
            if code is not None and str(code) != one.default:
                found.append((key, one.label(str(code), view.language)))
    if is_pinned or view.as_of != view.edition.last_day:
        found.append(("as_of", view.as_of.isoformat()))
    if is_pinned:
        found.append(("version", view.edition.version))
    return found


def query(found: list[tuple[str, str]]) -> str:
    """Parameters as they stand in an address: Chinese is percent-encoded, since chats cut links at it."""
    return f"?{urlencode(found, quote_via=quote)}" if found else ""


def project_page(view: View) -> str:
    """Where projects' pages are, to which `quote(number)` is put; the shared filters are kept."""
    return f"/project{query([*_shared(view), ('id', '')])}"


def project_list(view: View, **codes: str) -> str:
    """The list of projects with switches of its own at these codes; the shared filters are kept."""
    of_list = [(key, view.choices[key].label(code, view.language)) for key, code in codes.items()]
    return f"/projects{query([*_shared(view), *of_list])}"


def _shared(view: View) -> list[tuple[str, str]]:
    """What of this view stands in a link to any other page."""
    of_theme = [("theme", view.choices["theme"].label(chosen, view.language))] if (
        chosen := st.session_state.get("theme")) not in (None, view.choices["theme"].default) else []  # fmt: skip
    kept = parameters(view, "project", is_pinned=view.edition.is_pinned)
    return [one for one in [*kept, *of_theme] if one[0] != "id"]

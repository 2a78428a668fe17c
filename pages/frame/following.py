"""What a reader did not choose follows the data: the as-of date and the year of a page that stays open.

A widget keeps its value as long as its session lives, be it the default that nobody chose. So each run remembers which
default it offered: a value that still is the one of the run before was not chosen, and takes the new one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from data import versions
from view import links
from view.view import View, edition

#: The session's own note: widget's key → the default that it was last offered; None where a link named its value.
_OFFERED = "offered_defaults"


def offer(key: str, default: Any) -> None:
    """Before the widget `key` is drawn: let it follow its default, where the reader left it at the one before."""
    offered = st.session_state.setdefault(_OFFERED, {})
    if key not in offered and key in st.query_params:
        offered[key] = None
        return
    before = offered.get(key, default)
    if before is None:
        return
    if before != default and st.session_state.get(key) == before:
        st.session_state[key] = default
    offered[key] = default


def newer(view: View) -> dt.date | None:
    """The day up to which there are data, where the view stops at an earlier one or at an earlier version."""
    newest = _newest(view)
    return newest if view.edition.version != versions.current() or view.as_of < newest else None


def to_newest(view: View) -> None:
    """A click: the newest version, as it stands, which is followed from now on."""
    newest = _newest(view)
    st.session_state["version"] = links.LIVE
    follow("as_of", newest)


def follow(key: str, default: Any) -> None:
    """Let a widget take its default and follow it from now on, whatever was chosen before."""
    st.session_state[key] = default
    st.session_state.setdefault(_OFFERED, {})[key] = default


def _newest(view: View) -> dt.date:
    current = versions.current()
    return view.edition.last_day if current is None else edition(current).last_day

"""A page's own switches as Streamlit draws them, bound to the address, and what they stand at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from view.filter import Filter
from view.view import View


def standing(view: View) -> dict[str, Any]:
    """What the switches of pages stand at, by key: a code, or a tuple of codes; only of those that stand at one."""
    found: dict[str, Any] = {}
    for key in view.choices:
        match st.session_state.get(key):
            case str(code) if code:
                found[key] = code
            case int(number):
                found[key] = str(number)
            case dt.date() as day:
                found[key] = day.isoformat()
            case [*codes] if codes:
                found[key] = tuple(codes)
    return found


def written(view: View, one: Filter, placeholder: str) -> None:
    """A field for words, searched when they are entered."""
    st.text_input(view.t(one.caption), key=one.key, bind="query-params", placeholder=placeholder, type="search")


def several(view: View, one: Filter) -> None:
    """Any number of options; none chosen stands for what `everything` says."""
    t = view.t
    st.multiselect(
        t(one.caption), one.codes, format_func=lambda code: one.label(code, t.language), key=one.key,
        placeholder=t(one.everything), select_all=False, filter_mode=None, bind="query-params",
    )  # fmt: skip


def single(view: View, one: Filter) -> None:
    """One of many options."""
    t = view.t
    st.selectbox(
        t(one.caption), one.codes, index=one.codes.index(one.default) if one.default else 0, filter_mode=None,
        format_func=lambda code: one.label(code, t.language), key=one.key, bind="query-params",
    )  # fmt: skip


def either(view: View, one: Filter) -> None:
    """One of a few options, all seen."""
    t = view.t
    st.segmented_control(
        t(one.caption), one.codes, default=one.default, required=True, key=one.key, bind="query-params", wrap=True,
        format_func=lambda code: one.label(code, t.language),
    )  # fmt: skip


def day(view: View, one: Filter, default: dt.date, first: dt.date, last: dt.date) -> None:
    """A day between two."""
    st.date_input(
        view.t(one.caption), default, min_value=first, max_value=last, format="YYYY-MM-DD", key=one.key,
        bind="query-params", width=160,
    )  # fmt: skip


def pager(view: View, one: Filter, pages: int) -> None:
    """Back, a number, on: the page of a list of so many pages. The number stands in the address."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="pager"):
        before, number = st.container(width="content"), st.container(width="content")
        # The number first: what the address says is known only by its field.
        chosen = number.number_input(
            t("Page number"), min_value=1, step=1, value=1, key=one.key, bind="query-params", width=140
        )
        at = min(int(chosen or 1), pages)
        before.button(
            t("Page before"), icon=":material/chevron_left:", disabled=at <= 1, key="page_before",
            on_click=_turn, args=(one.key, at - 1),
        )  # fmt: skip
        st.button(
            t("Next page"), icon=":material/chevron_right:", disabled=at >= pages, key="page_after",
            on_click=_turn, args=(one.key, at + 1),
        )  # fmt: skip
        st.caption(t("Page {n} of {pages}", n=t.number(at), pages=t.number(pages)), width="content")


def _turn(key: str, page: int) -> None:
    st.session_state[key] = page

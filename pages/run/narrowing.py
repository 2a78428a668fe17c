"""Clicks that narrow the page to one name, and back to the whole: what the sidebar's filters stand at then."""

from __future__ import annotations

import streamlit as st

from view.filter import Filter
from view.view import View


def filter_of(view: View, dimension: str, code: object) -> Filter | None:
    """The filter by which the page can be narrowed to this name of a dimension; None where it is or cannot be."""
    one = view.choices.get(dimension)
    if one is None or not one.is_shared or view.rights.sees_sums_alone or str(code) not in one.codes:
        return None
    return None if view.codes(dimension) == (str(code),) else one


def narrow(one: Filter, code: str) -> None:
    """A click: this name alone."""
    st.session_state[one.key] = [code] if one.is_multiple else code


def widen(view: View) -> None:
    """A click: no filter, but for the period."""
    for key, _ in view.chosen:
        if key != "period":
            one = view.choices[key]
            st.session_state[key] = [] if one.is_multiple else one.default

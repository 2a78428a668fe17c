"""What stands in the place of project rows, and of sums that would give one away, for readers who may not see them."""

from __future__ import annotations

import streamlit as st

from pages.markup import escape
from pages.view import WHOLE_ZONE, View

#: A sum over fewer projects gives away what a single one brings.
FEWEST = 3


def instead(view: View) -> None:
    """In the place of project rows."""
    st.info(escape(view.t("Project rows are shown after log-in.")), icon=":material/lock:")


def is_too_narrow(view: View) -> bool:
    """Whether the page would give single projects away to a reader who may see sums alone; says so in its place.

    So would a selection of all projects but one or two: the whole zone is there to take it from.
    """
    if view.rights.sees_projects:
        return False
    chosen, all_of_them = (int(view.run("selection", **more)["projects"].iloc[0]) for more in ({}, WHOLE_ZONE))
    if chosen >= FEWEST and not 0 < all_of_them - chosen < FEWEST:
        return False
    words = view.t("Figures of fewer than {n} projects are shown after log-in: widen the filters.", n=FEWEST)
    st.info(escape(words), icon=":material/lock:")
    return True

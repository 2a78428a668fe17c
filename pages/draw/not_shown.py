"""What stands in the place of what is not shown: to readers who may not see it, or since it has no answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import queries
from figures.columns import COLUMNS
from pages.draw.markup import escape
from panels.unanswered import why
from texts import Texts
from texts.withheld import FEWER, any_withheld
from view.aggregates.suppression import FEWEST
from view.view import View


def instead(view: View) -> None:
    """In the place of project rows."""
    st.info(escape(view.t("Project rows are shown after log-in.")), icon=":material/lock:")


def instead_of_sums(view: View) -> None:
    """In the place of a panel whose sums would tell of single projects."""
    words = view.t("Shown after log-in: figures of fewer than {n} projects could be computed from it.", n=FEWEST)
    st.info(escape(words), icon=":material/lock:")


def withheld_note(view: View, rows: pd.DataFrame) -> None:
    """What «fewer than 3» means, under what says it."""
    if any(any_withheld(rows[column]) for column in rows if column in COLUMNS):
        st.caption(escape(view.t(
            '"{fewer}" stands in the place of a figure: it is of fewer than {n} projects, or one of so few could be '
            "computed from it and others, though it is of more itself; shown after log-in.",
            fewer=view.t(FEWER), n=FEWEST,
        )))  # fmt: skip


def says_why(t: Texts, error: Exception) -> bool:
    """Whether the error is a question without an answer, asked for outside of a panel; says so in the page's place."""
    if not isinstance(error, queries.UnansweredError):
        return False
    st.warning(escape(why(t, error)), icon=":material/warning:")
    return True


def is_too_narrow(view: View) -> bool:
    """Whether the page would give single projects away to a reader who may see sums alone; says so in its place.

    So does a link that narrows what is shown: from the sums of two selections that differ in a project its own could be
    had, so such a reader sees the whole zone, year by year, or nothing. So does a zone of hardly any projects.
    """
    if not view.rights.sees_sums_alone:
        return False
    t = view.t
    if view.narrowed_by:
        st.info(
            escape(t("Figures of fewer than {n} projects are shown after log-in: widen the filters.", n=FEWEST)),
            icon=":material/lock:",
        )
        words = t(
            "The link narrows what is shown by: {filters}. Without log-in the whole zone is shown, year by year, as it "
            "stands now: from two selections that hardly differ single projects' figures could be computed.",
            filters=t.join(list(view.narrowed_by)),
        )  # fmt: skip
        st.caption(escape(words))
        st.link_button(t("Open the whole zone"), "?lang=EN" if t.language == "en" else "?")
        return True
    try:
        known = queries.run("selection", version=view.edition.version, **view.parameters())["projects"].iloc[0]
    except queries.UnansweredError as error:
        # What is not known to be of enough projects is not shown.
        st.warning(escape(why(t, error)), icon=":material/warning:")
        return True
    if known >= FEWEST:
        return False
    st.info(escape(t("The zone has fewer than {n} projects: its figures are shown after log-in.", n=FEWEST)),
            icon=":material/lock:")  # fmt: skip
    return True

"""What a reader sees when a page fails: a sentence and a reference number, which the log has too."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from data.versions import StoreError, UnavailableError
from pages.draw.markup import escape
from texts import DEFAULT, LANGUAGES, texts

logger = logging.getLogger("dashboard")


def show(error: Exception) -> bool:
    """Log the error under a new reference number and say so in the reader's language."""
    reference = secrets.token_hex(4).upper()
    logger.error("reference %s", reference, exc_info=error)
    chosen = st.session_state.get("lang", DEFAULT)
    t = texts(chosen if chosen in LANGUAGES else DEFAULT)
    if isinstance(error, UnavailableError):
        # What the reader can do about it stands in the sentence; there is nothing to report.
        st.error(escape(error.message(t.language)), icon=":material/lock:")
        return True
    from pages.draw import not_shown  # noqa: PLC0415  (with the libraries of charts, for which no start waits)

    if not_shown.says_why(t, error):
        return True
    if isinstance(error, StoreError):
        what = t("The data cannot be read at present.")
    else:
        what = t("This page could not be shown.")
    then = t(
        "Please try again; if it stays so, tell the administrator the reference number {reference}.",
        reference=reference,
    )
    st.error(what + ("" if t.language == "zh" else " ") + then, icon=":material/error:")
    return True

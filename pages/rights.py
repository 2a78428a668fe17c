"""What the reader of this run may see and do."""

from __future__ import annotations

import streamlit as st

from access.rights import LOCAL, Rights


def reader_rights() -> Rights:
    """The rights of whoever this run draws for; without hosting, those of the keyboard."""
    return LOCAL


def stay(known: Rights) -> None:
    """Run the whole page anew where the reader's rights are no longer those that a part of it was made with."""
    if reader_rights() != known:
        st.rerun()

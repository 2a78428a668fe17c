"""The reader of this run, and what that reader may see and do."""

from __future__ import annotations

import streamlit as st

from access import reader
from access.reader import AT_THE_KEYBOARD, Reader
from access.rights import Rights
from access.settings import hosting


def this_reader() -> Reader:
    """Whoever this run draws for, looked up anew; without hosting, whoever sits at the keyboard."""
    return AT_THE_KEYBOARD if hosting() is None else reader.of_cookies(st.context.cookies)


def reader_rights() -> Rights:
    """This reader's rights. The run ends here where there are none: the gate is about to close the connection."""
    found = this_reader().rights
    if found is None:
        st.stop()
    return found


def stay(known: Rights) -> None:
    """Run the whole page anew where the reader's rights are no longer those that a part of it was made with."""
    if reader_rights() != known:
        st.rerun()

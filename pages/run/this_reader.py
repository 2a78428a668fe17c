"""The reader of this run, and what that reader may see and do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from access import audit, handed_out, reader
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


def for_this_reader(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file's maker that remembers whom the file was made for: nobody else gets it by a copied link."""
    if hosting() is None:
        return make
    found = this_reader()
    return lambda: handed_out.hand_out(make(), found)


def record(event: audit.Event, *, ok: bool = True, **what: Any) -> None:
    """A line of the audit on what this reader did."""
    record_of(this_reader(), event, ok=ok, **what)


def record_of(found: Reader, event: audit.Event, *, ok: bool = True, **what: Any) -> None:
    """A line of the audit on what a reader did, also after the run has ended."""
    audit.record(event, found.person, ok=ok, address=found.session.address if found.session else "", **what)


def stay(known: Rights) -> None:
    """Run the whole page anew where the reader's rights are no longer those that a part of it was made with."""
    if reader_rights() != known:
        st.rerun()

"""The view of this run. The shell makes it once; every page reads it with `current()`."""

from __future__ import annotations

from contextvars import ContextVar

from pages.run import this_reader
from view.view import View

_current: ContextVar[View] = ContextVar("view")


def set_current(view: View) -> None:
    """For the shell, and for what is drawn anew without it (fragments): the view of this run.

    A fragment holds a view of before: where the reader's rights have changed since, the whole page is run anew.
    """
    this_reader.stay(view.rights)
    _current.set(view)


def current() -> View:
    """The view of this run."""
    return _current.get()

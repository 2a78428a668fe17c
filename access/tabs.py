"""Whose a page's connection is: Streamlit knows a tab by an id alone, and would hand it to whoever says that id.

An id is tied to the log-in and the rights with which it began. Kept in this process, as Streamlit's own sessions are.
"""

from __future__ import annotations

import threading

from cachetools import LRUCache

from access.reader import Reader
from access.rights import Rights

_MOST = 20_000
#: Streamlit's id → the log-in's id and the rights.
_owners: LRUCache[str, tuple[str, Rights]] = LRUCache(_MOST)
_lock = threading.Lock()


def begin(tab: str, reader: Reader) -> None:
    """A tab of this reader's has begun."""
    if reader.rights is not None:
        with _lock:
            _owners[tab] = (reader.session.id if reader.session else "", reader.rights)


def is_of(tab: str, reader: Reader) -> bool:
    """Whether a tab began with this log-in and the rights that it has now. Without log-in nobody is known again."""
    if reader.session is None or reader.rights is None:
        return False
    with _lock:
        return _owners.get(tab) == (reader.session.id, reader.rights)

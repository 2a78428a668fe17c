"""Files that were made for a reader: whoever else asks for one, by a copied link, does not get it.

Nor does the same person whose rights have changed since: the file shows what the old rights let see. Kept by the hash
of what is in them, in this process, as long as Streamlit keeps the files themselves.
"""

from __future__ import annotations

import hashlib
import threading

from cachetools import LRUCache

from access.reader import Reader
from access.rights import Rights

_MOST = 20_000
#: Hash → whose: ids of sessions ("" for readers without log-in) and the rights that it was made with.
_given: LRUCache[str, frozenset[tuple[str, Rights | None]]] = LRUCache(_MOST)
_public: set[str] = set()
_lock = threading.Lock()


def hand_out(content: bytes, reader: Reader) -> bytes:
    """Remember that this was made for this reader with these rights; returns it."""
    digest = hashlib.sha256(content).hexdigest()
    with _lock:
        _given[digest] = _given.get(digest, frozenset()) | {_of(reader)}
    return content


def publish(content: bytes) -> None:
    """This is for everyone: the page's icon."""
    with _lock:
        _public.add(hashlib.sha256(content).hexdigest())


def is_public(content: bytes) -> bool:
    with _lock:
        return hashlib.sha256(content).hexdigest() in _public


def may_have(content: bytes, reader: Reader) -> bool:
    """Was this made for this reader, with the rights that are in force?"""
    with _lock:
        return _of(reader) in _given.get(hashlib.sha256(content).hexdigest(), frozenset())


def _of(reader: Reader) -> tuple[str, Rights | None]:
    return (reader.session.id if reader.session else "", reader.rights)

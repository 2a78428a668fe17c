"""Files that were made for a reader: whoever else asks for one, by a copied link, does not get it.

Kept by the hash of what is in them, in this process, as long as Streamlit keeps the files themselves.
"""

from __future__ import annotations

import hashlib
import threading

from cachetools import LRUCache

_MOST = 20_000
#: Hash → whose: ids of sessions, "" for readers without log-in.
_given: LRUCache[str, frozenset[str]] = LRUCache(_MOST)
_public: set[str] = set()
_lock = threading.Lock()


def hand_out(content: bytes, session_id: str) -> bytes:
    """Remember that this was made for this session; returns it."""
    digest = hashlib.sha256(content).hexdigest()
    with _lock:
        _given[digest] = _given.get(digest, frozenset()) | {session_id}
    return content


def publish(content: bytes) -> None:
    """This is for everyone: the page's icon."""
    with _lock:
        _public.add(hashlib.sha256(content).hexdigest())


def is_public(content: bytes) -> bool:
    with _lock:
        return hashlib.sha256(content).hexdigest() in _public


def may_have(content: bytes, session_id: str) -> bool:
    """Was this made for this session?"""
    with _lock:
        return session_id in _given.get(hashlib.sha256(content).hexdigest(), frozenset())

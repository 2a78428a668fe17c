"""Few pages are drawn at a time: the others wait for their turn.

A hundred that are drawn side by side all end at the end, since Python runs one of them at any moment; and what has to
be sent waits behind them. In turn the first stand at once, and the last no later.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AT_ONCE = 2
#: Nobody waits longer for pages that take long.
_PATIENCE_SECONDS = 5.0
#: Pages on which ledgers are read and published, for seconds: they neither wait nor let wait.
_LONG = frozenset({"data"})
_places = threading.BoundedSemaphore(_AT_ONCE)


@contextmanager
def turn(path: str) -> Iterator[None]:
    """Draw the page of this path inside, when its turn has come."""
    has_place = path not in _LONG and _places.acquire(timeout=_PATIENCE_SECONDS)
    try:
        yield
    finally:
        if has_place:
            _places.release()

"""Pages are drawn a few at a time, about in the order in which they were asked for.

Python runs one thread at any moment. Where a hundred readers click at once and all pages are drawn side by side, all of
them end together, at the end; in turn, half of the readers have theirs in half of the time, and the last no later.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: One page goes on while another waits for the database. A third one costs more in passing Python around than it saves.
AT_ONCE = 2
#: Nobody waits longer for others, whatever holds them up.
PATIENCE_SECONDS = 10.0

_turns = threading.Semaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until it is one's turn; others wait meanwhile."""
    has_come = _turns.acquire(timeout=PATIENCE_SECONDS)
    try:
        yield
    finally:
        if has_come:
            _turns.release()

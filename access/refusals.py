"""Refusals in the audit, so many a minute at most: whoever knocks without end must not fill the disk."""

from __future__ import annotations

import threading
import time

from access import audit
from access.people import Person

_MOST_A_MINUTE = 60


class _Counter:
    """How many refusals this minute has seen."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.minute, self.count = 0, 0

    def next(self) -> tuple[bool, int]:
        """Is there room for one more; and how many of a minute that has ended were left out."""
        with self.lock:
            now, left_out = int(time.time() // 60), 0
            if now != self.minute:
                left_out = max(self.count - _MOST_A_MINUTE, 0)
                self.minute, self.count = now, 0
            self.count += 1
            return self.count <= _MOST_A_MINUTE, left_out


_counter = _Counter()


def record(why: str, who: Person | None, address: str, path: str) -> None:
    """A refusal; of more than 60 a minute only their number is kept."""
    _record("refused", who, address, why=why, path=path)


def not_logged_in(why: str, address: str) -> None:
    """A log-in that failed."""
    _record("login", None, address, why=why)


def _record(event: audit.Event, who: Person | None, address: str, **what: str) -> None:
    has_room, left_out = _counter.next()
    if left_out:
        audit.record("refused", None, ok=False, why="many", count=left_out)
    if has_room:
        audit.record(event, who, ok=False, address=address, **what)

"""Refusals in the audit, so many a minute at most: whoever knocks without end must not fill the disk."""

from __future__ import annotations

import re
import threading
import time

from access import audit, trouble
from access.people import Person

_MOST_A_MINUTE = 60
_IDS = re.compile(r"^(/_stcore/upload_file|/media)/.*", re.DOTALL)
#: Log-ins that failed have room of their own: who guesses passwords must not be able to hide behind other refusals.
_MOST_LOGINS_A_MINUTE = 600


class _Counter:
    """How many of a kind this minute has seen, and how many of them are kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.lock = threading.Lock()
        self.minute, self.count = 0, 0

    def next(self) -> tuple[bool, int]:
        """Is there room for one more; and how many of a minute that has ended were left out."""
        with self.lock:
            now, left_out = int(time.time() // 60), 0
            if now != self.minute:
                left_out = max(self.count - self.most, 0)
                self.minute, self.count = now, 0
            self.count += 1
            return self.count <= self.most, left_out


_refused, _logins = _Counter(_MOST_A_MINUTE), _Counter(_MOST_LOGINS_A_MINUTE)


def record(why: str, who: Person | None, address: str, path: str) -> None:
    """A refusal; of more than 60 a minute only their number is kept. Ids in a path are nobody's to read."""
    path = _IDS.sub(r"\1/…", path)
    _record(_refused, "refused", who, address, why=why, path=path)


def not_logged_in(why: str, address: str) -> None:
    """A log-in that failed; whatever else is refused at the time, each has its line (of more than 600 a minute)."""
    _record(_logins, "login", None, address, why=why)


def _record(counter: _Counter, event: audit.Event, who: Person | None, address: str, **what: str) -> None:
    has_room, left_out = counter.next()
    # Whoever is refused stays so where nothing can be written.
    with trouble.endured():
        if left_out:
            audit.record(event, None, ok=False, why="many", count=left_out)
        if has_room:
            audit.record(event, who, ok=False, address=address, **what)

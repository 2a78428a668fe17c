"""Whose ledger is read next: few are read at once, and those that keep a processor busy make way for the others.

Two places are for everyone. Whoever has held one for some seconds moves on to one of two that are for long ledgers and
is read with what the others leave; where both of these are taken, reading it ends with a sentence. So a place for
everyone is free after some seconds, whatever is read. A person has one ledger read at a time.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

#: Children at once; each may take the whole of its limits.
_QUICK, _LONG = 2, 2


class CrowdedError(Exception):
    """No place became free in time."""


class Places:
    """The places of one process."""

    def __init__(self, quick: int = _QUICK, long: int = _LONG) -> None:
        self._free = {"quick": quick, "long": long}
        self._changed = threading.Condition()
        self._waiting: list[Place] = []
        self._reading: Counter[str] = Counter()

    @contextmanager
    def taken(self, who: str, patience: float) -> Iterator[Place]:
        """Wait for a place, in turn; `who` is the person, "" where everyone is the same one and may read several.

        Raises:
            CrowdedError: none after so many seconds.
        """
        place = Place(self, who)
        self._enter(place, patience)
        try:
            yield place
        finally:
            self._leave(place)

    def _enter(self, place: Place, patience: float) -> None:
        until = time.monotonic() + patience
        with self._changed:
            self._waiting.append(place)
            try:
                while self._next() is not place:
                    if not self._changed.wait(until - time.monotonic()) and time.monotonic() >= until:
                        raise CrowdedError
            finally:
                self._waiting.remove(place)
                self._changed.notify_all()
            self._free["quick"] -= 1
            self._reading[place.who] += 1

    def _next(self) -> Place | None:
        """Who has waited longest of those that may read now. Under the lock."""
        if not self._free["quick"]:
            return None
        return next((one for one in self._waiting if not one.who or not self._reading[one.who]), None)

    def _leave(self, place: Place) -> None:
        with self._changed:
            self._free[place.kind] += 1
            self._reading[place.who] -= 1
            self._changed.notify_all()

    def _move(self, place: Place) -> bool:
        with self._changed:
            if not self._free["long"]:
                return False
            self._free["long"] -= 1
            self._free["quick"] += 1
            place.kind = "long"
            self._changed.notify_all()
            return True


class Place:
    """One of them, while a ledger is read."""

    def __init__(self, places: Places, who: str) -> None:
        self._places, self.who, self.kind = places, who, "quick"

    def make_way(self) -> bool:
        """Move on to a place for long ledgers; False where there is none."""
        return self.kind == "long" or self._places._move(self)

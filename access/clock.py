"""Which time the audit's lines say: the zone's, as whoever starts the program has told; else the machine's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable


class _Told:
    """What was told of the zone; one a process."""

    zone: Callable[[], dt.tzinfo] | None = None


def use(zone: Callable[[], dt.tzinfo]) -> None:
    """From now on moments are told in this time zone."""
    _Told.zone = zone


def now() -> dt.datetime:
    """This moment, with its offset."""
    return dt.datetime.now(dt.UTC).astimezone(_Told.zone() if _Told.zone else None)

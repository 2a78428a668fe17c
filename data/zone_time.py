"""The zone's time: what day it is there and what its clocks show, whatever time zone the server is set to."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from data.settings import DEFAULT_ZONE, file, settings


def zone() -> ZoneInfo:
    """The time zone of the settings in force; the first zone's where they are still to come (a restore brings them).

    Raises:
        SettingsError: the settings cannot be used.
    """
    return ZoneInfo(settings().timezone if file().exists() else DEFAULT_ZONE)


def instant() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def now() -> dt.datetime:
    """This moment as the zone's clocks show it, without a zone, in whole seconds."""
    return instant().astimezone(zone()).replace(tzinfo=None, microsecond=0)


def shown(moment: float | str) -> dt.datetime:
    """A moment as the zone's clocks showed it: seconds since 1970, or a time with its offset."""
    if isinstance(moment, str):
        return dt.datetime.fromisoformat(moment).astimezone(zone())
    return dt.datetime.fromtimestamp(moment, zone())

"""The zone's settings at the start: a wrong one ends the program with a sentence, and its time is everybody's."""

from __future__ import annotations

import sys

from access import clock
from data import settings, zone_time


def settle() -> None:
    """Before anything else: check the zone's settings, and let the audit tell the zone's time."""
    try:
        settings.settings()
    except settings.SettingsError as error:
        sys.exit(f"看板没有启动，请改正园区设置 / the dashboard does not start, correct the zone's settings:\n{error}")
    clock.use(zone_time.zone)

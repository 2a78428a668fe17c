"""The audit's lines say the zone's time, and no change of clock or zone breaks their chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from access import audit, audit_check, clock


@pytest.fixture(autouse=True)
def told() -> Iterator[None]:
    before = clock._Told.zone
    yield
    clock._Told.zone = before


def test_a_line_is_stamped_in_the_zone_that_was_told() -> None:
    clock.use(lambda: ZoneInfo("Asia/Shanghai"))
    assert clock.now().utcoffset() == dt.timedelta(hours=8)
    clock.use(lambda: ZoneInfo("America/New_York"))
    assert clock.now().utcoffset() in (dt.timedelta(hours=-5), dt.timedelta(hours=-4))
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.usefixtures("hosted")
def test_a_line_of_the_zones_time_stands_in_the_newest_months_file() -> None:
    clock.use(lambda: ZoneInfo("Asia/Shanghai"))
    audit.record("start")
    [file] = audit.files()
    assert audit.entries()[0].at.endswith("+08:00")
    # As if the clock, or the zone, had been set back from the month after.
    month_after = file.with_name("2999-01.jsonl")
    file.rename(month_after)
    audit.record("start")
    assert audit.files() == [month_after]
    assert [one.n for one in audit.entries()] == [1, 2]
    assert audit_check.verify() == []

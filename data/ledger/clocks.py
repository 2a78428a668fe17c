"""Days with a time of day: what a moment is where the ledger is kept, and times that show that a day was shifted.

Programs turn the day 2023-03-05 of people in UTC+8 into a moment, 2023-03-04 16:00 in UTC, and write that without its
zone; others miss midnight by some seconds, or by the minutes that local time once differed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from data.errors import Said
from data.ledger.cell_error import CellError
from data.zone_time import zone

#: What the times of a column show: that all its days were shifted; that they are times of day; nothing.
Clocks = Literal["shifted", "kept", ""]

_MOMENT = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?[Tt ]\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?\s*"
    r"(?P<zone>Z|(?:UTC|GMT)?(?:(?P<sign>[-+])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?|(?<=[TC])))?",
    re.ASCII | re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MINUTE, _DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
#: How far local time was once from the zone's.
_ONCE = dt.timedelta(minutes=6)


def of_text(text: str) -> dt.date | None:
    """The day of a moment that names its zone («2023-03-04T16:00:00.000Z»), here; None for any other text.

    Raises:
        CellError: there is no such moment, or it is so near to midnight that a program may have missed that.
    """
    found = _MOMENT.fullmatch(text)
    if not found or not found["zone"]:
        return None
    here = _moment(found).replace(tzinfo=dt.timezone(_offset(found))).astimezone(zone()).replace(tzinfo=None)
    if _is_near(here, dt.timedelta()):
        raise _doubt(here)
    return _rounded(here).date()


def without_zone(text: str) -> dt.datetime | None:
    """The moment of a text that names a day and a time, and no zone; None for any other text.

    Raises:
        CellError: there is no such moment.
    """
    found = _MOMENT.fullmatch(text) if ":" in text else None
    return _moment(found) if found and not found["zone"] else None


def day(moment: dt.datetime, clocks: Clocks = "") -> dt.date:
    """The day of a moment without a zone. `clocks`: what the times of its column show.

    Raises:
        CellError: a time that shifting leaves: the day may be this one or the one beside it.
    """
    rounded = _rounded(moment)
    if not _is_doubtful(rounded, clocks):
        return rounded.date()
    if clocks == "shifted":
        return _before_shifting(rounded)
    raise _doubt(rounded)


def of_column(values: Iterable[object]) -> Clocks:
    """What the times of a column show. Its days are «shifted» where all have a time that shifting leaves."""
    found: set[str] = set()
    for value in values:
        moment = value if isinstance(value, dt.datetime) else _of_text(value) if isinstance(value, str) else None
        if moment is None:
            is_day = isinstance(value, dt.date) or (isinstance(value, str) and _is_day(value))
            found |= {"day"} if is_day else set()
        elif _is_doubtful(_rounded(moment)):
            found.add("doubtful")
        else:
            found.add("day" if _rounded(moment).time() == dt.time() else "kept")
    if "kept" in found:
        return "kept"
    return "shifted" if found == {"doubtful"} else ""


def _is_day(text: str) -> bool:
    """Whether it names a day; a moment with its zone says nothing of the others."""
    return bool(_YEAR.search(text)) and not _MOMENT.fullmatch(text.strip())


def _of_text(text: str) -> dt.datetime | None:
    try:
        return without_zone(text.strip())
    except CellError:
        return None


def _is_doubtful(moment: dt.datetime, clocks: Clocks = "") -> bool:
    """Whether the time is one that shifting leaves: near midnight, or where midnight is elsewhere."""
    if moment.time() == dt.time():
        return False
    there = moment + _offset_here(moment)
    if there.time() == dt.time():
        return clocks != "kept"  # «16:00» among «9:30» and «14:05» is a time of day
    return _is_near(moment, _MINUTE) or (moment.second != 0 and (_is_near(moment, _ONCE) or _is_near(there, _ONCE)))


def _before_shifting(moment: dt.datetime) -> dt.date:
    """The day whose midnight was shifted to this moment."""
    here = moment if _off_midnight(moment) <= _ONCE else moment + _offset_here(moment)
    return (here + _ONCE).date()


def _is_near(moment: dt.datetime, within: dt.timedelta) -> bool:
    return dt.timedelta() < _off_midnight(moment) <= max(within, _MINUTE)


def _off_midnight(moment: dt.datetime) -> dt.timedelta:
    since = moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(since, _DAY - since)


def _offset_here(moment: dt.datetime) -> dt.timedelta:
    return moment.replace(tzinfo=zone()).utcoffset() or dt.timedelta()


def _rounded(moment: dt.datetime) -> dt.datetime:
    """To the second: a workbook keeps a time as a share of a day."""
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def _doubt(moment: dt.datetime) -> CellError:
    written, meant = _rounded(moment).date(), _before_shifting(_rounded(moment))
    first, second = sorted((written, meant)) if written != meant else (written - _DAY, written)
    return CellError(
        Said(
            f"带有时间{_rounded(moment):%H:%M:%S}，像是换算过时区的日期，可能是{first}，也可能是{second}",
            f"has the time {_rounded(moment):%H:%M:%S}, as days have that were put into another time zone: "
            f"it may be {first} or {second}",
        ),
        Said("请改成不带时间的日期，如2023-03-05", "write the day without a time, such as 2023-03-05"),
    )


def _offset(found: re.Match[str]) -> dt.timedelta:
    if not found["sign"]:
        return dt.timedelta()
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 14 or minutes > 59:
        raise _no_moment()
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return -offset if found["sign"] == "-" else offset


def _moment(found: re.Match[str]) -> dt.datetime:
    year, month, number, hour, minute = (int(found[name]) for name in ("y", "m", "d", "hour", "minute"))
    second, part = int(found["second"] or 0), int((found["part"] or "").ljust(6, "0")[:6])
    try:
        return dt.datetime(year, month, number, hour, minute, second, part)  # noqa: DTZ001 (its zone follows)
    except ValueError as error:
        raise _no_moment() from error


def _no_moment() -> CellError:
    return CellError(
        Said("不是日期（没有这个时间）", "is not a date (there is no such time)"),
        Said("请核对年月日和时间", "check the date and the time"),
    )

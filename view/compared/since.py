"""Since when, and read how: the day, the data as they are «then», and the switches that choose them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import queries
from data.publishing import history
from texts.language import N_
from view.filter import Filter, messages

#: By what happened between the two days as the ledger knows it today, or by what was reported then and is now.
Reading = Literal["date", "reported"]
READINGS = {"date": N_("By date of event"), "reported": N_("As reported")}
SPANS = {
    "week": N_("A week"),
    "month": N_("A month"),
    "quarter": N_("Three months"),
    "year": N_("This year"),
    "day": N_("Another day"),
}
_FORM = "%Y-%m-%d"


class Then(NamedTuple):
    """The earlier state: which version (None: none was current), as of which day; the day the version was published."""

    version: str | None
    as_of: dt.date
    published_on: dt.date | None


def filters() -> list[Filter]:
    """The switches of the review: since when, on which day else, and how it is read."""
    return [
        Filter("since", N_("Changes since"), messages(SPANS), "week", page="review"),
        Filter("since_day", N_("Since which day"), (), "", page="review", reads=_day),
        Filter("read_by", N_("Reading"), messages(READINGS), "date", page="review"),
    ]


def since(as_of: dt.date, chosen: Mapping[str, Any]) -> dt.date:
    """The day since which changes are looked at: before `as_of`. `chosen`: the switches, by key."""
    span = str(chosen.get("since") or "week")
    if span == "day" and (day := _day(str(chosen.get("since_day") or ""))):
        return min(dt.date.fromisoformat(day), as_of - dt.timedelta(days=1))
    if span == "year":
        return dt.date(as_of.year - 1, 12, 31)
    if span in ("month", "quarter"):
        return _months_before(as_of, 1 if span == "month" else 3)
    return as_of - dt.timedelta(days=7)


def _day(text: str) -> str | None:
    """A day of an address, as 2023-09-30."""
    try:
        day = dt.datetime.strptime(text, _FORM).date()  # noqa: DTZ007
    except ValueError:
        return None
    return text if day.isoformat() == text and 1900 < day.year <= 2100 else None


def _months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month; of a month's last day the last one."""
    at = day.year * 12 + day.month - 1 - months
    year, month = at // 12, at % 12 + 1
    last, is_last = calendar.monthrange(year, month)[1], day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month, last if is_last else min(day.day, last))


def then(version: str, day: dt.date, reading: Reading) -> Then:
    """The earlier state of a version's data: its own on that day, or that of the version which was current on it.

    As reported, the state is of the day to which that version's data went, if that is earlier: so the board stood then,
    and what happened later was not late when it came with the next version.
    """
    if reading == "date":
        return Then(version, day, None)
    base = history.current_on(version, day)
    if base is None:
        return Then(None, day, None)
    last = queries.run("version", version=base).iloc[0]["last_day_of_data"].date()
    return Then(base, min(day, last), history.published_on(base))

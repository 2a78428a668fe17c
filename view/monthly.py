"""The monthly bulletin's switches: of which month it is, and which edition; and its months as days."""

from __future__ import annotations

import calendar
import datetime as dt

from texts.language import N_
from texts.writing import texts
from view.filter import Filter, Option, messages

#: Names who is behind, or does not.
EDITIONS = {"internal": N_("Internal edition"), "public": N_("Public edition")}
_FORM = "%Y-%m"


def filters(first_day: dt.date, months_through: dt.date, last_day: dt.date) -> list[Filter]:
    """The switches of a version: its months whose money is reported, the newest first, and the editions."""
    zh, en = texts("zh"), texts("en")
    months = [Option(code(one), zh.months(one, one), en.months(one, one))
              for one in reversed(_months(first_day, min(months_through, last_day)))]  # fmt: skip
    newest = months[0].code if months else None
    return [
        Filter("month", N_("Month"), tuple(months), newest, page="bulletin"),
        Filter("edition", N_("Edition"), messages(EDITIONS), "internal", page="bulletin"),
    ]


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    spans = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(at // 12, at % 12 + 1, 1) for at in spans]


def code(month: dt.date) -> str:
    """2023-09."""
    return month.strftime(_FORM)


def month_of(text: str) -> dt.date | None:
    """The first day of a month as 2023-09; None where it is none."""
    try:
        found = dt.datetime.strptime(text, _FORM).date()  # noqa: DTZ007
    except ValueError:
        return None
    return found if code(found) == text else None


def last_day(month: dt.date) -> dt.date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def before(month: dt.date) -> dt.date:
    """The first day of the month before."""
    return (month.replace(day=1) - dt.timedelta(days=1)).replace(day=1)

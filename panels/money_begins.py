"""Reports of money begin one day: of what arrived before, of the agreements that are older, it is said.

Their money is what was reported of it, no median stands on it, and their first money may have come before.
"""

from __future__ import annotations

import datetime as dt

from panels.panel import Note
from texts.terms import month_words
from texts.writing import is_missing
from view.view import View


def of_the_signed(view: View) -> tuple[Note, ...]:
    """Beside the money of the agreements signed in the period: that what came before the reports is not in it."""
    month = _first_month(view)
    if month is None or view.period_from >= dt.date(month.year, 1, 1):
        return ()
    words = view.t(
        "Money is reported from {month} on: what these agreements received before is not in it, and their first money "
        "has no day.",
        month=month_words(view.t, month),
    )  # fmt: skip
    return (Note(words),)


def of_first_money(view: View, since: dt.date) -> tuple[Note, ...]:
    """Beside first money since a day in the first year of reports, where there are agreements older than these."""
    month = _first_month(view)
    ledger = view.run("cutoff").iloc[0]["ledger_from"]
    if month is None or since.year > month.year or ledger.year >= month.year:
        return ()
    words = view.t(
        "Money is reported from {month} on: agreements signed before may have received their first money earlier.",
        month=month_words(view.t, month),
    )
    return (Note(words),)


def _first_month(view: View) -> dt.date | None:
    month = view.run("cutoff").iloc[0]["funds_from"]
    return None if is_missing(month) else month.date()

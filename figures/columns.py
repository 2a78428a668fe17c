"""The catalogue as tables and files look at it: what each column is called in the reader's language, and its form."""

from __future__ import annotations

import pandas as pd

from data.settings import settings
from figures.catalogue import CATALOGUE
from figures.figure import Form
from texts import Texts
from texts.withheld import any_withheld

#: Query column → (message id of its heading, form).
COLUMNS: dict[str, tuple[str, Form]] = {
    code: (entry.heading or entry.label, entry.form) for code, entry in CATALOGUE.items()
}
#: Rate → the number of projects that it is of: under so many the number stands beside it.
OF: dict[str, str] = {code: entry.of for code, entry in CATALOGUE.items() if entry.of}
FEW = 5


def heading(t: Texts, column: str) -> str:
    """A column's heading, without its unit."""
    message = COLUMNS[column][0]
    return t(message, days=settings().review.matured_days) if "{days}" in message else t(message)


#: What a row may be of besides a project; its own column names it.
_OF_NAMES = frozenset({"industry", "unit", "kind", "size", "channel"})


def filled(rows: pd.DataFrame) -> tuple[str, ...]:
    """The known columns of rows that hold something, be it that it is withheld; what a row is of stands first.

    A `name` is a project's: beside an industry or department it is what a chart writes, and is left out.
    """
    found = [one for one in rows if one in COLUMNS and (rows[one].notna().any() or any_withheld(rows[one]))]
    wanted = [one for one in found if one != "name" or _OF_NAMES.isdisjoint(found)]
    return tuple(sorted(wanted, key=lambda one: COLUMNS[one][1] != "name"))

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


def filled(rows: pd.DataFrame) -> tuple[str, ...]:
    """The known columns of rows that hold something, be it that it is withheld."""
    return tuple(one for one in rows if one in COLUMNS and (rows[one].notna().any() or any_withheld(rows[one])))

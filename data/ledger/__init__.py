"""The ledger (台账): read it, check it, write its template, export a version as one.

`read` turns a file into grids of cells, `check` turns grids into the tables of `data.model`, `warnings` says
what of them looks wrong all the same, and `template` and `export` write the form that all understand.
"""

from __future__ import annotations

from data.errors import LedgerError, LedgerErrors, LedgerWarning
from data.ledger.checking import check, months_through
from data.ledger.reading import Ledger, read
from data.ledger.warning import warnings
from data.ledger.writing import export, template

__all__ = [
    "Ledger",
    "LedgerError",
    "LedgerErrors",
    "LedgerWarning",
    "check",
    "export",
    "months_through",
    "read",
    "template",
    "warnings",
]

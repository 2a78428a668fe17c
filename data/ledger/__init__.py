"""The ledger (台账): read it, check it, write its template, export a version as one.

`read` turns a file into grids of cells, `check` turns grids into the tables of `data.model`, `warnings` says
what of them looks wrong all the same, and `template` and `export` write the form that all understand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import LedgerError, LedgerErrors, LedgerWarning
from data.ledger.check.checking import check, months_through, warnings
from data.ledger.open.reading import Ledger, read

if TYPE_CHECKING:
    from data.ledger.write.workbook import export, template

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


def __getattr__(name: str) -> object:
    # Who only reads does not pay for the writers and the store: the child that reads an upload starts anew each time.
    if name in {"export", "template"}:
        from data.ledger.write import workbook  # noqa: PLC0415

        return getattr(workbook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

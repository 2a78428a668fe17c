"""What can go wrong at the data's boundary. Messages are Chinese sentences that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class StoreError(Exception):
    """The store of versions refused or failed; nothing that was published has changed."""


class StaleBaseError(StoreError):
    """The current version is no longer the one that the publisher previewed against."""


class BusyError(StoreError):
    """Another publisher holds the store's lock."""


class UnknownVersionError(StoreError):
    """No version has that name."""


class DamagedError(StoreError):
    """A version's file cannot be opened, or its contents fail the check."""


class NoSpaceError(StoreError):
    """Too little free disk space to publish."""


@dataclass(frozen=True)
class LedgerError:
    """One problem of a ledger: where it is, what is wrong and what to do about it.

    `cell` is an A1 address («C12»), or "" for the sheet or file as a whole; `sheet` may be "" too.
    For csv `place` says row and column in words, since a text editor shows no A1 addresses.
    """

    file: str
    sheet: str
    cell: str
    value: str
    why: str
    todo: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.file}" + (f"“{self.sheet}”表" if self.sheet else "")
        if self.cell:
            where += f"{self.place}（{self.cell}）" if self.place else f"{self.cell}单元格"
        value = f"的值“{self.value}”" if self.value else ""
        return f"{where}{value}：{self.why}，{self.todo}。"


@dataclass(frozen=True)
class LedgerWarning:
    """What looks wrong in a ledger but is published as it is: where, why, and a question to the clerk («» for none).

    `cell` is the first of the `count` cells of the sheet's column that hold this `value`.
    """

    file: str
    sheet: str
    cell: str
    value: str
    why: str
    ask: str
    count: int = 1

    def __str__(self) -> str:
        cells = f"{self.cell}等{self.count}格" if self.count > 1 else self.cell
        return f"提示：{self.sheet}!{cells}「{self.value}」{self.why}，{self.ask}已按原样发布。"


class LedgerErrors(Exception):  # noqa: N818  (it holds many)
    """A ledger that cannot be published, with every problem found, in sheet, row and column order."""

    def __init__(self, errors: Sequence[LedgerError]) -> None:
        self.errors = list(errors)
        super().__init__("\n".join(str(error) for error in self.errors))

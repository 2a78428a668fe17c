"""Every number of a table has one place: read, kept aside, a total, a label, or refused. None may be lost.

The numbers are counted on the sheet itself and not where they are read, so that what the reader forgets is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext

from data.errors import Asked, Said
from data.ledger.cells import Value
from data.ledger.check.findings import Findings
from data.ledger.office.dictionary import fold
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.heading import OF_DAYS
from data.ledger.office.placed import Placed
from data.ledger.report import Account, Aside

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
#: What a number in a text begins with, white space too; none begins with nothing.
_FIRST = frozenset("+-0123456789 \t\r\n\v\f")
_LIKE_MONEY = re.compile(
    r"(投资|资金|金额|款|税|产值|收入|利润|费用|成本|[万亿]元|到位|到账|usd|amount)", re.IGNORECASE
)
_NO_MONEY = re.compile(r"(率|占比|比例|同比|环比|增幅|增速|排名|个数|人数|面积|亩|公里|平方)")
_CENT = Decimal("0.01")
_WIDE = Context(prec=60)
#: Codes of many digits are no amounts, and their sum says nothing.
_NO_MONEY_SO_LARGE = Decimal(10) ** 24


@dataclass
class _Tally:
    """Counts of a table's numbers by where they went; `aside`: column → its numbers.

    `headless`: a column that no heading stands over → the rows where it has numbers.
    """

    read: int = 0
    totals: int = 0
    parts: int = 0
    labels: int = 0
    refused: int = 0
    unread: int = 0
    aside: dict[int, list[Decimal]] = field(default_factory=dict)
    headless: dict[int, list[int]] = field(default_factory=dict)
    lost: list[tuple[int, int]] = field(default_factory=list)


def of_sheet(sheet: Sheeted, entries: Sequence[Entry], findings: Findings) -> Account:
    """The account of a table that has been read; a number without a place is an error at its cell."""
    tally = _counted(sheet, {entry.row: entry for entry in entries}, findings)
    for row, column in tally.lost:
        why = Said("这一格的数没有读懂，也没有去处", "is a number that was not understood and has no place")
        findings.error(
            sheet.layout.grid,
            row,
            column,
            why,
            Said("请核对；或在对照里写明这一列填什么", "check it, or say in the mapping what its column holds"),
        )
    for column, rows in tally.headless.items():
        _say_headless(sheet, column, rows, findings)
    asides = tuple(_aside(sheet, one, tally.aside[one.column]) for one in sheet.placed if one.column in tally.aside)
    sums = {
        name: sum((sheet.read.get(at, Decimal(0)) for at in places), Decimal(0))
        for name, places in _places(sheet, entries).items()
    }
    return Account(
        tally.read, sums, asides, tally.totals, tally.parts, tally.labels, tally.refused + len(tally.lost), tally.unread
    )


def _say_headless(sheet: Sheeted, column: int, rows: list[int], findings: Findings) -> None:
    many = len(rows)
    findings.warn(
        sheet.layout.grid,
        [(row, column) for row in rows],
        Said(
            f"这一列没有表头，{many}格的数没有读取",
            f"and below: {many} numbers in a column without a heading, which was not read",
        ),
        Asked(
            Said("对吗？", "is that right?"),
            Said("要读取的请填写表头再上传", "enter a heading if it is to be read, and upload it again"),
        ),
        kind=f"headless:{column}",
    )


def is_number(value: Value) -> bool:
    """Whether a cell holds a number, as a number or (in csv) as a text of one."""
    if isinstance(value, float | int):
        return not isinstance(value, bool)
    if not isinstance(value, str) or (value.isascii() and value[:1] not in _FIRST):
        return False
    return bool(_NUMBER.fullmatch(_narrow(value)))


def _narrow(text: str) -> str:
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _counted(sheet: Sheeted, entries: dict[int, Entry], findings: Findings) -> _Tally:
    tally = _Tally()
    by_column = {one.column: one for one in sheet.placed}
    sources = {row: _sources(entry) for row, entry in entries.items()}
    for row, kind in sheet.layout.kinds.items():
        for column, value in enumerate(sheet.layout.grid.rows[row]):
            if not is_number(value):
                continue
            if kind in {"total", "group"}:
                tally.totals += 1
            elif kind == "part":
                tally.parts += 1
            elif kind == "data" and column not in by_column:
                tally.unread += 1
                tally.headless.setdefault(column, []).append(row)
            elif kind != "data":
                tally.labels += 1
            else:
                _place(tally, sheet, row, by_column[column], value, sources, findings)
    return tally


def _place(
    tally: _Tally,
    sheet: Sheeted,
    row: int,
    one: Placed,
    value: Value,
    sources: dict[int, set[int]],
    findings: Findings,
) -> None:
    grid = sheet.layout.grid
    if row in sheet.ruled_out or one.target == "" or (row, one.column) in sheet.dropped:
        tally.unread += 1
    elif (row, one.column) in sheet.unread or findings.is_blocked(grid, one.column):
        tally.refused += 1
    elif one.target == "total":
        tally.totals += 1
    elif one.target == "extra":
        tally.aside.setdefault(one.column, []).append(_decimal(value))
    elif not one.is_money:
        tally.labels += 1
    elif one.column in sources.get(row, set()):
        tally.read += 1
    else:
        tally.lost.append((row, one.column))


def _sources(entry: Entry) -> set[int]:
    """The columns from which an entry has its amounts."""
    found = {column for _, column in [*entry.amounts.values(), *entry.plans.values()]}
    of_values = {target for target, value in entry.values.items() if isinstance(value, Decimal)}
    return found | {entry.at[target] for target in of_values if target in entry.at}  # a constant stands nowhere


def _places(sheet: Sheeted, entries: Sequence[Entry]) -> dict[str, list[tuple[int, int]]]:
    """What the numbers read are of → their cells."""
    found: dict[str, list[tuple[int, int]]] = {}
    by_column = {one.column: (one.measure or one.target) for one in sheet.placed if one.is_money}
    for entry in entries:
        for column in _sources(entry) & by_column.keys():
            found.setdefault(by_column[column], []).append((entry.row, column))
    return found


def _aside(sheet: Sheeted, one: Placed, numbers: list[Decimal]) -> Aside:
    says = fold(one.heading.joined)
    is_money = bool(
        one.unit_name or one.aside not in {"", *OF_DAYS} or _LIKE_MONEY.search(says)
    ) and not _NO_MONEY.search(says)
    unit = one.unit_name or (sheet.layout.unit if is_money else "")
    with localcontext(_WIDE):
        total = sum(numbers, Decimal(0))
        total = total.quantize(_CENT) if abs(total) < _NO_MONEY_SO_LARGE else Decimal(0)
    return Aside(one.cell, one.heading.joined, len(numbers), total, unit, is_money)


def _decimal(value: Value) -> Decimal:
    return Decimal(f"{value:.15g}") if isinstance(value, float | int) else Decimal(_narrow(str(value)).replace(",", ""))


__all__ = ["is_number", "of_sheet"]

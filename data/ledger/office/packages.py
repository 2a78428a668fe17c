"""A package and its parts: rows numbered 1, 1.1, 1.2 or 1, （1）, （2） or 一, 1, 2 speak of the same money twice.

So do rows without a number below a numbered one, where their amounts are its own to the cent.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from data.errors import Asked, Said
from data.ledger import cells
from data.ledger.cells import CellError, Value
from data.ledger.office.placed import Placed
from data.ledger.written import amounts, wording
from data.ledger.written.money_units import Unit

if TYPE_CHECKING:
    from data.ledger.check.findings import Findings
    from data.ledger.office.layout import Layout

#: Which rows count: the package's own, its parts, or both (they are projects of their own).
Counted = Literal["whole", "parts", "both"]

_PATH = re.compile(r"\d{1,4}(?:[.-]\d{1,3})*")
_SUB = re.compile(r"[(（]\d{1,3}[)）]|\d{1,3}[)）]|[①-⑳]|[a-zA-Z][)）.、]?")
_NUMERAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_CENT = Decimal("0.01")
#: Where nothing says the unit (which is asked at the heading) numbers are only held against each other.
_AS_IS = Unit("", Decimal(10_000))


@dataclass(frozen=True)
class Package:
    """A package's row and those of its parts. `columns`: amounts whose parts do not add up to the package's own.

    `is_blank`: the package has no amount of its own.
    """

    row: int
    parts: tuple[int, ...]
    columns: tuple[tuple[int, Decimal, Decimal], ...] = ()
    is_blank: bool = False


def find(layout: Layout, serial: int | None, money: Iterable[Placed], rates: dict[str, float]) -> list[Package]:
    """The packages among a table's rows of data, by the numbers in the column `serial`."""
    if serial is None:
        return []
    rows = layout.rows("data")
    paths = _paths(layout, rows, serial)
    found = []
    for at, row in enumerate(rows):
        path = paths[row]
        parts: list[int] = []
        for later in rows[at + 1 :]:
            if not path or paths[later][: len(path)] != path or len(paths[later]) == len(path):
                break
            parts += [later] if len(paths[later]) == len(path) + 1 else []
        unnumbered = [] if parts or not path else _unnumbered(layout, rows[at + 1 :], serial)
        if parts:
            found.append(_package(layout, row, parts, tuple(money), rates))
        elif len(unnumbered) > 1 and _adds_up(package := _package(layout, row, unnumbered, tuple(money), rates)):
            found.append(package)
    return found


def _unnumbered(layout: Layout, rows: list[int], serial: int) -> list[int]:
    """The first of these rows, as far as they have no number."""
    return list(itertools.takewhile(lambda row: cells.is_blank(layout.cell(row, serial)), rows))


def _adds_up(package: Package) -> bool:
    return not package.columns and not package.is_blank


def tell_parts(layout: Layout, packages: list[Package], counted: Counted | None, findings: Findings) -> None:
    """Take the rows that repeat a package's money out of the rows of data, or ask which of them count."""
    for package in packages:
        if layout.is_group_word(_label(layout, package.row)):
            layout.kinds[package.row] = "group"  # «1 新材料» over 1.1, 1.2
            continue
        choice = counted or ("parts" if package.is_blank else "whole" if not package.columns else None)
        if choice is None:
            _ask(layout, package, findings)
        elif choice == "whole":
            layout.kinds |= dict.fromkeys(package.parts, "part")
            if counted is None:
                _say_whole(layout, package, findings)
        elif choice == "parts":
            layout.kinds[package.row] = "part"
            _say_parts(layout, package, findings)


def _paths(layout: Layout, rows: list[int], serial: int) -> dict[int, tuple[str, ...]]:
    """Row → its number in steps: («1», «2») of 1.2, of （2） below 1 and of 2 below 一; () where it has none."""
    found: dict[int, tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    numeral: tuple[str, ...] = ()
    for row in rows:
        said = _number(layout.cell(row, serial))
        if _PATH.fullmatch(said):
            above = found[row] = (*numeral, *re.split(r"[.-]", said))
        elif _NUMERAL.fullmatch(said):
            above = numeral = found[row] = (said,)
        elif _SUB.fullmatch(said) and above:
            found[row] = (*above, said)
        else:
            above = found[row] = ()
    return found


def _number(value: Value) -> str:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:.15g}"
    text = str(value).strip() if isinstance(value, str) else ""
    return text if _SUB.fullmatch(text) else unicodedata.normalize("NFKC", text).rstrip("、.")


def _package(layout: Layout, row: int, parts: list[int], money: tuple[Placed, ...], rates: dict[str, float]) -> Package:
    wrong, missing, is_blank = [], [], True
    for one in money:
        whole = _amount(layout, row, one, rates)
        summed = sum((_amount(layout, part, one, rates) or Decimal(0) for part in parts), Decimal(0))
        is_blank = is_blank and whole is None
        # Each part may have been rounded to 0.01万元.
        if whole is not None and abs(whole - summed) > _CENT * (len(parts) + 1) / 2:
            wrong.append((one.column, whole, summed))
        elif whole is None and summed:
            missing.append((one.column, Decimal(0), summed))
    # A package with some amounts of its own lacks what only its parts have.
    return Package(row, tuple(parts), tuple(wrong if is_blank else [*wrong, *missing]), is_blank)


def _amount(layout: Layout, row: int, one: Placed, rates: dict[str, float]) -> Decimal | None:
    """A cell's amount in 万元; None where it has none that can be read."""
    value = layout.cell(row, one.column)
    if wording.is_nothing(value):
        return None
    try:
        return amounts.amount(value, one.unit or _AS_IS, rates, layout.grid.shown.get((row, one.column)))[0]
    except CellError:
        return None


def _ask(layout: Layout, package: Package, findings: Findings) -> None:
    column, whole, summed = package.columns[0]
    many = len(package.parts)
    findings.error(
        layout.grid,
        package.row,
        column,
        Said(
            f"下面编号的{many}行像是它的子项，可各子项相加{summed:,f}，与它自己的{whole:,f}不符，看不出哪个计入",
            f"is followed by {many} rows numbered as its parts, which sum to {summed:,f} and not to {whole:,f}: which "
            "of them count cannot be told",
        ),
        Said(
            "请核对；或在对照里写明这张表的parts：whole只计整体，parts只计子项，both都计",
            "check them, or say by this sheet's parts in the mapping: whole, parts or both",
        ),
        of_row=False,
        of_column=False,
    )


_PARTS = Asked(
    Said("对吗？", "is that right?"),
    Said(
        "不对的请在“怎样读的”里改选打包项目计整体还是子项",
        "if not, choose under «How it was read» which of package and parts counts",
    ),
)


def _say_whole(layout: Layout, package: Package, findings: Findings) -> None:
    many = len(package.parts)
    findings.warn(
        layout.grid,
        [(row, _first(layout, row)) for row in package.parts],
        Said(
            f"是上面第{package.row + 1}行的{many}个子项，金额已在整体里，没有另计",
            f"and below: {many} parts of row {package.row + 1}, which has their amounts: not counted again",
        ),
        _PARTS,
        kind="parts",
    )


def _say_parts(layout: Layout, package: Package, findings: Findings) -> None:
    findings.warn(
        layout.grid,
        [(package.row, _first(layout, package.row))],
        Said(
            f"是下面{len(package.parts)}个子项的总称，只计各子项",
            f"is the name of the {len(package.parts)} parts below it: they count, it does not",
        ),
        _PARTS,
        kind="package",
    )


def _label(layout: Layout, row: int) -> str:
    """The first text of a row that is more than a number."""
    texts = (str(value).strip() for value in layout.grid.rows[row] if isinstance(value, str))
    return next((text for text in texts if text and not _PATH.fullmatch(text) and not _SUB.fullmatch(text)), "")


def _first(layout: Layout, row: int) -> int:
    return next((c for c, value in enumerate(layout.grid.rows[row]) if not cells.is_blank(value)), 0)

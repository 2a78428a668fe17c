"""Whether the results that a file keeps of its formulas are results: simple formulas are calculated again.

Programs that only write files leave 0, or an earlier result, in a formula's cell and trust that someone will open it in
a spreadsheet. A person who does so sees other numbers than the file has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from data.errors import Said
from data.ledger.cells import Unreadable, Value
from data.ledger.open.package import Workbook, column_number
from data.ledger.open.unseen import NEVER_CALCULATED, SAVE_ONCE, Blind, Formula, Place, Unseen

#: How far a result may be off: binary numbers are added up in another order.
_SHARE = 1e-6
#: So many cells are looked at for a sheet's formulas; what is then left is not calculated again.
_MOST_LOOKED_AT = 3_000_000
_DEEPEST = 100

_TOKENS = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)(?![\w!])|(?P<call>SUM|ROUND)\(|"
    r"(?P<cell>\$?[A-Z]{1,3}\$?[1-9]\d{0,6})(?![\w.(!])|(?P<sign>[-+*/(),:%]))"
)
_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")


Grid = Sequence[Sequence[Value]]


class _Unknown(Exception):  # noqa: N818  (it ends a calculation, nothing is wrong)
    """The formula is not one that is calculated here, or rests on something that is no number."""


def untrusted(workbook: Workbook, rows: Mapping[str, Grid], seen: Mapping[str, Unseen]) -> dict[str, Blind]:
    """By sheet the formulas whose kept result is not what the formula gives, or need not be.

    Where the file was left to be calculated by the next program, a result counts only if it is found again.
    """
    sheets = {name: _Sheet(rows[name], seen[name].formulas, workbook.is_rounded) for name in rows}
    formulas = {name: {p: f for p, f in seen[name].formulas.items() if p not in seen[name].blind} for name in rows}
    proven = {name: {p: sheets[name].is_kept(p) for p in formulas[name]} for name in rows}
    results = [is_kept for of_sheet in proven.values() for is_kept in of_sheet.values()]
    kept = [formula.kept for of_sheet in formulas.values() for formula in of_sheet.values() if formula.is_number]
    is_left = workbook.is_to_calculate or (
        not workbook.is_calculated and (False in results or (bool(kept) and all(map(_is_zero, kept))))
    )
    return {
        name: {
            place: _unreadable(formulas[name][place], sheets[name].result(place))
            for place, is_kept in of_sheet.items()
            if is_kept is False or (is_kept is None and is_left)
        }
        for name, of_sheet in proven.items()
    }


def _unreadable(formula: Formula, result: float | None) -> Unreadable:
    if result is None or _is_zero(formula.kept):
        return Unreadable("", NEVER_CALCULATED, SAVE_ONCE)
    why = Said(
        f"是没有重新计算的公式（按公式应为{result:.10g}）",
        f"is a formula that was not calculated again (it gives {result:.10g})",
    )
    return Unreadable(formula.kept, why, SAVE_ONCE)


def _is_zero(kept: str) -> bool:
    try:
        return float(kept) == 0
    except ValueError:
        return not kept


@dataclass
class _Sheet:
    """A sheet whose formulas are calculated again where they only add up, multiply and round cells of it."""

    rows: Grid
    formulas: Mapping[Place, Formula]
    is_rounded: bool
    found: dict[Place, float | None] = field(default_factory=dict)
    looked_at: int = 0

    def result(self, place: Place, depth: int = 0) -> float | None:
        """What the formula gives; None where that is not known."""
        if place not in self.found:
            self.found[place] = None  # also of a formula that comes back to itself
            with suppress(_Unknown, ZeroDivisionError, OverflowError):
                self.found[place] = _Calculation(self, self.formulas[place], depth).result()
        return self.found[place]

    def is_kept(self, place: Place) -> bool | None:
        """Whether the result in the file is the formula's; None where that is not known."""
        formula = self.formulas[place]
        if self.is_rounded or not formula.is_number or (result := self.result(place)) is None:
            return None
        try:
            kept = float(formula.kept)
        except ValueError:
            return None
        return abs(result - kept) <= _SHARE * max(1, abs(result), abs(kept))

    def number(self, row: int, column: int, depth: int, *, is_summed: bool = False) -> float:
        """A cell as a formula takes it: a blank is 0, and a text too in a sum."""
        self.looked_at += 1
        if self.looked_at > _MOST_LOOKED_AT or depth > _DEEPEST:
            raise _Unknown
        if (row, column) in self.formulas:
            if (found := self.result((row, column), depth + 1)) is None:
                raise _Unknown
            return found
        value = self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""
        if value is None or value == "" or (is_summed and isinstance(value, str)):
            return 0
        if isinstance(value, float | int) and not isinstance(value, bool):
            return value
        raise _Unknown


class _Calculation:
    """One formula: + - * / % ( ), SUM and ROUND, of numbers and cells of its own sheet."""

    def __init__(self, sheet: _Sheet, formula: Formula, depth: int) -> None:
        self.sheet, self.shift, self.depth = sheet, formula.shift, depth
        self.tokens = _tokens(formula.text)
        self.at = 0

    def result(self) -> float:
        found = self._sum()
        if self.at < len(self.tokens):
            raise _Unknown
        return found

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._next()
        if wanted and token not in wanted:
            raise _Unknown
        self.at += 1
        return token

    def _sum(self) -> float:
        found = self._product()
        while self._next() in {"+", "-"}:
            found = found + self._product() if self._take() == "+" else found - self._product()
        return found

    def _product(self) -> float:
        found = self._part()
        while self._next() in {"*", "/"}:
            found = found * self._part() if self._take() == "*" else found / self._part()
        return found

    def _part(self) -> float:
        said = self._take()
        if said in {"+", "-"}:
            return self._part() if said == "+" else -self._part()
        if said == "(":
            found = self._sum()
            self._take(")")
        elif said == "SUM":
            found = self._call_of_sum()
        elif said == "ROUND":
            found = self._call_of_round()
        elif _CELL.fullmatch(said):
            found = self.sheet.number(*self._place(said), self.depth)
        elif said[:1].isdigit() or said[:1] == ".":
            found = float(said)
        else:
            raise _Unknown
        while self._next() == "%":
            self._take()
            found /= 100
        return found

    def _call_of_sum(self) -> float:
        found = self._argument()
        while self._take(",", ")") == ",":
            found += self._argument()
        return found

    def _call_of_round(self) -> float:
        number = self._sum()
        self._take(",")
        digits = int(self._sum())
        self._take(")")
        return float(round(number + (1e-12 if number > 0 else -1e-12), digits))

    def _argument(self) -> float:
        """A range, a cell, or something calculated: what a sum adds up."""
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else ""
        if not _CELL.fullmatch(self._next()) or following not in {":", ",", ")"}:
            return self._sum()
        top, left = self._place(self._take())
        bottom, right = top, left
        if self._next() == ":":
            self._take()
            bottom, right = self._place(self._take())
        if (abs(bottom - top) + 1) * (abs(right - left) + 1) > _MOST_LOOKED_AT:
            raise _Unknown
        rows = range(min(top, bottom), min(max(top, bottom), len(self.sheet.rows)) + 1)
        columns = range(min(left, right), max(left, right) + 1)
        return sum(self.sheet.number(row, column, self.depth, is_summed=True) for row in rows for column in columns)

    def _place(self, token: str) -> Place:
        found = _CELL.fullmatch(token)
        if not found:
            raise _Unknown
        row, column = int(found[4]) - 1, column_number(found[2])
        return row + (0 if found[3] else self.shift[0]), column + (0 if found[1] else self.shift[1])


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKENS.match(text, at)
        if not match:
            raise _Unknown
        found.append(match[match.lastgroup or 0])
        at = match.end()
    if not found:
        raise _Unknown
    return found

"""Findings of one kind on a sheet as one, with all its cells: a fault in a hundred rows is one fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data import cell_ranges
from data.cell_ranges import Range
from data.errors import LedgerError, LedgerWarning, english

_MOST_VALUES = 3
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|«[^»]*»|\S*![A-Z]{1,3}\d+|\b[A-Z]{1,3}\d+\b|\d[\d.,:/-]*", re.ASCII)

One = LedgerError | LedgerWarning


@lru_cache(maxsize=2_000)
def kind_of(why: str, todo: str, column: int) -> str:
    """A finding's kind by its words, without the values in them.

    Words that hold a value may speak of their column («请填写“项目名称”»): they are one kind within a column (from 0).
    """
    bare_why, bare_todo = _QUOTED.sub("·", why), _QUOTED.sub("·", todo)
    of_column = "" if (bare_why, bare_todo) == (why, todo) else str(column)
    return f"{bare_why}|{bare_todo}|{of_column}"


@dataclass(frozen=True)
class Finding:
    """One fault or doubt: the first error or warning that says it, and all its cells.

    `count` may be more than `ranges` hold, where not every cell is listed. `values`: the different ones, as they come;
    `varies`: the others say the same of other values or amounts than the first does.
    """

    first: One
    ranges: tuple[Range, ...]
    count: int
    values: tuple[str, ...]
    varies: bool = False

    @property
    def sheet(self) -> str:
        return self.first.sheet

    def cells(self, language: str = "zh", most: int = 4) -> str:
        """Its cells, the first few written out and how many they are; "" for the sheet or file as a whole."""
        return cell_ranges.said(self.ranges, self.count, language, most) if self.ranges else ""

    def quoted(self, language: str = "zh") -> str:
        """What the cells say, the first few."""
        shown = (", " if language == "en" else "、").join(self.values[:_MOST_VALUES])
        more = len(self.values) - _MOST_VALUES
        if more <= 0:
            return shown
        return f"{shown} …" if language == "en" else f"{shown}等"

    def why(self, language: str = "zh") -> str:
        """What is wrong; of many that differ, what the first says."""
        if language == "en":
            return english(self.first.why) + (f" (and {self.count - 1:,} more like it)" if self.varies else "")
        return f"{self.first.why}等{self.count}处" if self.varies else str(self.first.why)

    def todo(self, language: str = "zh") -> str:
        """What to do, or what is asked."""
        said = self.first.todo if isinstance(self.first, LedgerError) else self.first.ask
        return english(said or "") if language == "en" else str(said or "")

    def message(self, language: str = "zh") -> str:
        """What is wrong and what to do, without the place."""
        why, todo = self.why(language), self.todo(language)
        return f"{why}{': ' if language == 'en' else '，'}{todo}" if todo else why

    def __str__(self) -> str:
        if self.count == 1 or not self.ranges:
            return str(self.first)
        if isinstance(self.first, LedgerWarning):
            word = "说明" if self.first.is_note else "提示"
            value = f"「{self.quoted()}」" if self.quoted() else ""
            return f"{word}：{self.sheet}!{self.cells()}{value}{self.message()}。".replace("？。", "？")
        where = f"{self.first.file}“{self.sheet}”表"
        where += f"{self.first.place}等（{self.cells()}）" if self.first.place else self.cells()
        value = f"的值“{self.quoted()}”" if self.quoted() else ""
        return f"{where}{value}：{self.message()}。"


def grouped(those: Iterable[One]) -> tuple[Finding, ...]:
    """Errors, or warnings, as the findings that they are, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[One]] = {}
    for one in those:
        groups.setdefault((one.file, one.sheet, one.kind or _kind(one)), []).append(one)
    return tuple(map(_finding, groups.values()))


def counted(findings: Sequence[Finding], word: str) -> str:
    """How many they are, in Chinese: «3处错误», and how many cells they have where those are more."""
    cells = sum(one.count for one in findings)
    return f"{len(findings)}处{word}" + (f"（共{cells}格）" if cells > len(findings) else "")


def _kind(one: One) -> str:
    at = cell_ranges.place(one.cell)
    return kind_of(one.why, _todo(one), at[1] if at else -1)


def _finding(group: Sequence[One]) -> Finding:
    first = group[0]
    told = [one for one in group if one.cell or one is first]  # the rest are those that are not listed
    places = [place for one in told if (place := cell_ranges.place(one.cell))]
    apart = [one.ranges for one in told if isinstance(one, LedgerWarning) and one.ranges]
    ranges = cell_ranges.joined(apart, places) if apart else cell_ranges.ranges(places)
    return Finding(
        first,
        ranges,
        sum(one.count for one in group),
        tuple(dict.fromkeys(one.value for one in told if one.value)),
        any((one.why, _todo(one)) != (first.why, _todo(first)) for one in told),
    )


def _todo(one: One) -> str:
    return one.todo if isinstance(one, LedgerError) else one.ask or ""

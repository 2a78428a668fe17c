"""A table's cells in words, as printed tables, documents and slides write them: what a page shows, figure by figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from figures.columns import COLUMNS, heading
from panels.panel import Table, Written
from texts import MoneyScale, Texts
from texts.terms import month_words, quarter_words
from texts.withheld import is_withheld
from texts.writing import MISSING, is_missing
from view.names import name_of
from view.view import View

#: Forms whose cells stand at the right.
NUMBERS = frozenset({"count", "months", "money", "share", "rate", "points", "days", "change", "growth"})

#: A cell that holds a figure, with its sign and unit, or nothing.
_NUMBER = re.compile(r"[+−±]?[¥]?[\d,.]+\s?[^\s\d]{0,4}|—|", re.ASCII)


@dataclass(frozen=True)
class Words:
    """A table in words: its headings, whether each column holds numbers, its rows."""

    headings: tuple[str, ...]
    are_numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def in_words(view: View, table: Table | Written, columns: tuple[str, ...] = ()) -> Words:
    """The table, or these of its columns; money in the table's own unit, which its heading says."""
    if isinstance(table, Written):
        rows = tuple(tuple(map(str, row)) for row in table.rows)
        are_numbers = (all(_NUMBER.fullmatch(row[at]) for row in rows) for at in range(len(table.headings)))
        return Words(table.headings, tuple(are_numbers), rows)
    wanted, money = columns or table.columns, table.money or view.t.small_scale
    forms = [COLUMNS[column][1] for column in wanted]
    heads = tuple(_heading(view, column, money) for column in wanted)
    cells = [[word(view, column, value, money) for value in table.rows[column]] for column in wanted]
    return Words(heads, tuple(form in NUMBERS for form in forms), tuple(zip(*cells, strict=True)))


def _heading(view: View, column: str, money: MoneyScale) -> str:
    named = heading(view.t, column)
    if COLUMNS[column][1] != "money":
        return named
    return view.t("{heading} ({unit})", heading=named, unit=money.unit)


def word(view: View, column: str, value: Any, money: MoneyScale) -> str:
    """One cell of a column in words; a dash where there is nothing."""
    t, form = view.t, COLUMNS[column][1]
    if is_withheld(value):
        return t.withheld(value)
    if is_missing(value):
        return MISSING
    return _figure(t, form, value, money) if form in NUMBERS else _name(view, column, value)


def _figure(t: Texts, form: str, value: float, money: MoneyScale) -> str:
    match form:
        case "money":
            return money.figure(value, grouped=True)
        case "share" | "rate":
            return t.percent(value)
        case "growth":
            return f"{t.signed(value * 100)}%"
        case "points":
            return t.signed(value)
        case "change":
            return t.signed(value, 0, grouped=True) if value else t.number(0)
        case _:
            return t.number(value, 0 if float(value).is_integer() else 1, grouped=True)


def _name(view: View, column: str, value: Any) -> str:
    t = view.t
    match COLUMNS[column][1]:
        case "name":
            return name_of(view, column, value)
        case "flag":
            return t("Yes") if value else t("No")
        case "date":
            return f"{value:%Y-%m-%d}"
        case "month":
            return month_words(t, value)
        case "quarter":
            return quarter_words(t, value)
        case _:
            return str(value)

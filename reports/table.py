"""A table as a file: text stays text, numbers stay numbers, and what they mean stands on a sheet of its own."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from texts.writing import is_missing

Form = Literal["text", "date", "month", "count", "number", "money", "share", "points", "days"]
Cell = str | int | float | dt.date | None

#: How a spreadsheet shows a form; the value itself is never rounded. Money in 万元 has cents, in ¥M four more.
NUMBER_FORMATS: dict[str, str] = {
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "count": "#,##0",
    "number": "General",
    "money": "#,##0.00##",
    "share": "0.0%",
    "points": "0.0",
    "days": "0.#",
}
#: Days and months stand at the left, as words do.
_LEFT: dict[str, dict[str, str]] = {"date": {"align": "left"}, "month": {"align": "left"}}
#: What a spreadsheet takes for a formula when it opens a csv, in full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Excel's own limits; a longer text is cut with an ellipsis, since XlsxWriter would drop it.
_LONGEST_TEXT = 32_767
_SHEET_NAME = 31
#: Rows of a sheet below its headings. What has more goes on in sheets of the same name, numbered.
MOST_ROWS = 1_048_575
#: From so many rows on each is written as it comes and not held in memory; equal texts then stand each by itself.
_MANY_ROWS = 20_000
_WIDEST, _NARROWEST = 48, 9
_SAMPLED_ROWS = 200


@dataclass(frozen=True)
class Column:
    """A column of a file. `cells`: one value a row, missing ones as None or NaN; dates as dates; shares 0 to 1."""

    heading: str
    form: Form
    cells: Sequence[Any]
    #: How each cell is shown, where they are not alike.
    shown: Sequence[Form] = ()

    def values(self) -> Iterable[Cell]:
        """The cells as plain Python values; None where missing."""
        return (_plain(cell, self.form) for cell in self.cells)


@dataclass(frozen=True)
class About:
    """What a file says of itself: the name of its two sheets, and lines of (what, words)."""

    data_sheet: str
    about_sheet: str
    lines: tuple[tuple[str, str], ...]


def _plain(cell: Any, form: Form) -> Cell:
    # Most cells are one of these two, and a list may have twenty million.
    if type(cell) is str:
        return cell
    if type(cell) is float and form not in {"text", "date", "month", "count"}:
        return float(f"{cell:.15g}") if cell == cell else None  # noqa: PLR0124 - NaN is not
    if is_missing(cell):
        return None
    if form in {"date", "month"}:
        return cell.date() if isinstance(cell, dt.datetime) else dt.date(cell.year, cell.month, cell.day)
    if form == "text" or isinstance(cell, str):
        # Words in a column of figures say why there is none.
        return str(cell)
    # Fifteen digits are what a spreadsheet keeps: beyond them stands how computers add up, 400003.82999999996.
    return int(cell) if form == "count" else float(f"{cell:.15g}")


def workbook(columns: Sequence[Column], about: About) -> bytes:
    """An xlsx file: the data from A1 with one row of headings, and a sheet on what it is and means."""
    return workbook_of([(about.data_sheet, columns)], about)


def workbook_of(tables: Sequence[tuple[str, Sequence[Column]]], about: About) -> bytes:
    """An xlsx file of several tables, a sheet each (its name and columns), and a sheet on what they are and mean."""
    is_large = any(len(column.cells) >= _MANY_ROWS for _, columns in tables for column in columns)
    return _written([(name, [columns]) for name, columns in tables], about, is_large=is_large)


def workbook_in_parts(parts: Iterable[Sequence[Column]], about: About, rows: int) -> bytes:
    """The same of one table whose rows come in parts, each the same columns: no more than a part is held in memory.

    `rows`: about how many there are. At least one part.
    """
    return _written([(about.data_sheet, parts)], about, is_large=rows >= _MANY_ROWS)


def _written(tables: Sequence[tuple[str, Iterable[Sequence[Column]]]], about: About, *, is_large: bool) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": not is_large, "constant_memory": is_large,
               "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        for name, parts in tables:
            _data_sheets(book, parts, name)
        write_about(book, about)
    return out.getvalue()


class Shown:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._plain = book.add_format({"num_format": "@"})
        self._of = {form: book.add_format({"num_format": kind} | _LEFT.get(form, {}))
                    for form, kind in NUMBER_FORMATS.items()}  # fmt: skip

    def of(self, column: Column, row: int) -> Any:
        """The format of a column's cell; `row` from 0."""
        return self._of.get(column.shown[row] if column.shown else column.form, self._plain)


def _data_sheets(book: Workbook, parts: Iterable[Sequence[Column]], name: str) -> None:
    """A sheet of the parts' rows; more of the same name, numbered, where it has no room for all."""
    number, row, sheet, width_of, shown = 0, 0, None, 0, Shown(book)
    for columns in parts:
        rows, first = max((len(column.cells) for column in columns), default=0), 0
        while sheet is None or first < rows:
            if sheet is None or row == MOST_ROWS:
                _end(sheet, row, width_of)
                number, row, width_of = number + 1, 0, len(columns)
                sampled = part(columns, first, _SAMPLED_ROWS)
                sheet = _begun(book, sampled, name if number == 1 else f"{name[: _SHEET_NAME - 3]}{number}")
            some = part(columns, first, MOST_ROWS - row)
            # Row by row, as they are written where they are many.
            for within, values in enumerate(zip_longest(*(column.values() for column in some))):
                row, first = row + 1, first + 1
                for at, value in enumerate(values):
                    write_cell(sheet, row, at, value, shown.of(some[at], within))
    _end(sheet, row, width_of)


def part(columns: Sequence[Column], first: int, most: int) -> list[Column]:
    """The columns with so many cells from one on."""
    to = first + most
    return [Column(one.heading, one.form, one.cells[first:to], one.shown[first:to]) for one in columns]


def _begun(book: Workbook, columns: Sequence[Column], name: str) -> Worksheet:
    """A sheet with its headings. `columns` with the first rows' cells."""
    sheet = book.add_worksheet(sheet_name(name))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, cut(column.heading), bold)
        sheet.set_column(at, at, width(column))
    return sheet


def _end(sheet: Worksheet | None, rows: int, columns: int) -> None:
    if sheet is None:
        return
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, rows, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def write_cell(sheet: Worksheet, row: int, at: int, value: Cell, shown: Any) -> None:
    """Write a value as what it is: text, date or number."""
    if value is None:
        sheet.write_blank(row, at, None, shown)
    elif isinstance(value, str):
        sheet.write_string(row, at, cut(value), shown)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, at, value, shown)
    else:
        sheet.write_number(row, at, value, shown)


def write_about(book: Workbook, about: About) -> None:
    """The sheet that says what a file is and what its words mean."""
    sheet = book.add_worksheet(sheet_name(about.about_sheet))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for row, (what, words) in enumerate(about.lines):
        sheet.write_string(row, 0, cut(what), bold)
        sheet.write_string(row, 1, cut(words), wrapped)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)


def csv_file(columns: Sequence[Column]) -> bytes:
    """A csv in UTF-8 with the mark that Excel needs; a text that a spreadsheet would run gets an apostrophe."""
    return csv_in_parts([columns])


def csv_in_parts(parts: Iterable[Sequence[Column]]) -> bytes:
    """The same of a table whose rows come in parts, each the same columns. At least one part."""
    out = io.BytesIO()
    with io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        for number, columns in enumerate(parts):
            if number == 0:
                writer.writerow([_harmless(column.heading) for column in columns])
            for row in zip(*(column.values() for column in columns), strict=True):
                writer.writerow([_csv_cell(value) for value in row])
        text.flush()
        return out.getvalue()


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _harmless(value)
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def cut(text: str) -> str:
    """A text as long as a cell holds."""
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def sheet_name(name: str) -> str:
    """The name as a spreadsheet takes it: without some marks, 31 characters at most."""
    return "".join(mark for mark in name if mark not in r"[]:*?/\'")[:_SHEET_NAME]


def width(column: Column) -> int:
    """How wide a column is to be."""
    some = Column(column.heading, column.form, column.cells[:_SAMPLED_ROWS])
    longest = max([_cells(column.heading) / 2, *(_cells(value) for value in some.values())], default=_NARROWEST)
    return min(_WIDEST, max(_NARROWEST, int(longest) + 2))


def _cells(value: Cell) -> int:
    """A text's width in a spreadsheet's units: Chinese characters count twice."""
    text = "" if value is None else f"{value:,.2f}" if isinstance(value, int | float) else str(value)
    return sum(2 if ord(mark) > 0x2000 else 1 for mark in text)

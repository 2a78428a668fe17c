"""Many tables on one sheet, many sheets in one workbook: each sheet a page, its tables one below the other.

The first sheet leads to each of them, the last says what the words mean.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.table import About, Column, Shown, cut, sheet_name, width, write_about, write_cell

_ORANGE = "#E97132"


@dataclass(frozen=True)
class Block:
    """A table on a sheet: its title, what it shows and in which unit, from where, its columns."""

    title: str
    about: str
    source: str
    columns: Sequence[Column]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, what stands at its head (the first line as its title), its tables."""

    name: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Front:
    """The first sheet: its name, title and lines, the headings of its list (sheet, table, what it shows, source)."""

    name: str
    title: str
    lines: tuple[tuple[str, str], ...]
    headings: tuple[str, str, str, str]


class _Formats:
    """Each form's format, made once a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.block = book.add_format({"bold": True, "font_size": 11, "font_color": _ORANGE})
        self.about = book.add_format({"font_color": "#666666", "italic": True})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
        self.head_right = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "align": "right"}
        )
        self.cells = Shown(book)


def workbook(front: Front, sheets: Sequence[Sheet], about: About) -> bytes:
    """The file. Names of sheets must be different ones."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        formats = _Formats(book)
        first = book.add_worksheet(sheet_name(front.name))
        places = [_sheet(book, one, formats) for one in sheets]
        write_about(book, about)
        _front(first, front, sheets, places, formats)
    return out.getvalue()


def _sheet(book: Workbook, one: Sheet, formats: _Formats) -> list[int]:
    """Write a sheet; returns the row (from 0) at which each of its tables begins."""
    sheet = book.add_worksheet(sheet_name(one.name))
    for row, words in enumerate(one.lines):
        sheet.write_string(row, 0, cut(words), formats.title if not row else formats.about)
    row, places = len(one.lines) + 1, []
    widths: dict[int, int] = {}
    for block in one.blocks:
        places.append(row)
        row = _block(sheet, block, row, formats, widths) + 1
    for at, wide in widths.items():
        sheet.set_column(at, at, wide)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    return places


def _block(sheet: Worksheet, block: Block, row: int, formats: _Formats, widths: dict[int, int]) -> int:
    """Write a table from a row on; returns the row after it. `widths`: of the sheet's columns, so far."""
    sheet.write_string(row, 0, cut(block.title), formats.block)
    if block.about:
        row += 1
        sheet.write_string(row, 0, cut(block.about), formats.about)
    row += 1
    for at, column in enumerate(block.columns):
        is_number = column.form not in ("text", "date", "month")
        sheet.write_string(row, at, cut(column.heading), formats.head_right if is_number else formats.head)
        widths[at] = max(widths.get(at, 0), width(column))
    values: Any
    for number, values in enumerate(zip_longest(*(column.values() for column in block.columns))):
        row += 1
        for at, value in enumerate(values):
            write_cell(sheet, row, at, value, formats.cells.of(block.columns[at], number))
    return row + 1


def _front(
    sheet: Worksheet, front: Front, sheets: Sequence[Sheet], places: Sequence[Sequence[int]], formats: _Formats
) -> None:
    """What the workbook is, and a link to each table."""
    sheet.write_string(0, 0, cut(front.title), formats.title)
    for row, (what, words) in enumerate(front.lines, start=1):
        sheet.write_string(row, 0, cut(what), formats.bold)
        sheet.write_string(row, 1, cut(words), formats.wrapped)
    row = len(front.lines) + 2
    for at, words in enumerate(front.headings):
        sheet.write_string(row, at, words, formats.head)
    for one, starts in zip(sheets, places, strict=True):
        named = sheet_name(one.name).replace("'", "''")
        for block, start in zip(one.blocks, starts, strict=True):
            row += 1
            sheet.write_string(row, 0, one.name, formats.wrapped)
            sheet.write_url(row, 1, f"internal:'{named}'!A{start + 1}", formats.link, cut(block.title))
            sheet.write_string(row, 2, cut(block.about), formats.wrapped)
            sheet.write_string(row, 3, cut(block.source), formats.wrapped)
    for at, wide in enumerate((18, 64, 64, 30)):
        sheet.set_column(at, at, wide)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)

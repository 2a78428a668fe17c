"""Ledgers for the browser tests: an exported one, changed as a clerk would change it in Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from tests.browser.serving import Server

FIRST_ROW = 3

#: A row as a clerk sees it: heading → value.
Row = dict[str, Any]


#: Versions as workbooks: a server starts on a copy of a store, whose version many tests export.
_EXPORTED: dict[str, bytes] = {}


def exported(server: Server, folder: Path) -> Path:
    """The current version as a workbook; written once a version."""
    file = folder / "台账.xlsx"
    if (version := server.version) not in _EXPORTED:
        done = server.data("export", file, "--force")
        assert done.returncode == 0, done.stderr
        _EXPORTED[version] = file.read_bytes()
    file.write_bytes(_EXPORTED[version])
    return file


def change(file: Path, edit: Callable[[Workbook], object]) -> Path:
    """Open a workbook, edit and save it."""
    book = openpyxl.load_workbook(file)
    edit(book)
    book.save(file)
    return file


def rows(book: Workbook, sheet: str) -> list[tuple[int, Row]]:
    """(row number, row) of every row of data."""
    headings = [cell.value for cell in book[sheet][1]]
    return [
        (number, dict(zip(headings, values, strict=True)))
        for number, values in enumerate(book[sheet].iter_rows(min_row=FIRST_ROW, values_only=True), start=FIRST_ROW)
    ]


def write(book: Workbook, sheet: str, number: int, values: Row) -> None:
    """Write some cells of a row by their headings."""
    columns = {cell.value: cell.column for cell in book[sheet][1]}
    for heading, value in values.items():
        book[sheet].cell(number, columns[heading]).value = value


def key_projects(book: Workbook, year: int) -> set[str]:
    return {row["项目编号"] for _, row in rows(book, "年度计划") if row["年度"] == year}


def add_investment(book: Workbook, amount: int) -> None:
    """Report `amount` 万元 more for one key project in the last month."""
    wanted = key_projects(book, 2023)
    number, row = next(
        (number, row)
        for number, row in rows(book, "月度进度")
        if row["项目编号"] in wanted and (row["月份"].year, row["月份"].month) == (2023, 9)
    )
    write(book, "月度进度", number, {"完成投资（万元）": row["完成投资（万元）"] + amount})


def break_a_cell(book: Workbook) -> str:
    """Put words where money belongs; returns the cell's address."""
    book["月度进度"]["D5"] = "约三百"
    return "D5"


def declare_official(book: Workbook) -> None:
    """No demonstration any more: neither by its mark nor by the words of its rows."""
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("演示"):
                    cell.value = cell.value.removeprefix("演示").lstrip("：")
    for row in book["说明"].iter_rows(max_col=2):
        if row[0].value == "数据性质":
            row[1].value = "正式台账"

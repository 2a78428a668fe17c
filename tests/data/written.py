"""Small ledgers as they stand on paper: a line a row, cells divided by «|»; numbers become numbers, the rest texts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl

#: A line of a ledger that ends one sheet and begins another: «== 2月».
_SHEET = "== "


def write(folder: Path, text: str, name: str = "台账.xlsx", merged: tuple[str, ...] = ()) -> Path:
    """Write a ledger to a folder; `merged` are ranges of the first sheet. The name says whether it is xlsx or csv."""
    path = folder / name
    sheets: dict[str, list[list[object]]] = {}
    title = "Sheet1"
    for line in text.strip("\n").split("\n"):
        if line.startswith(_SHEET):
            title = line.removeprefix(_SHEET)
            continue
        sheets.setdefault(title, []).append([_cell(part.strip()) for part in line.split("|")] if line.strip() else [])
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows(["" if v is None else v for v in row] for row in sheets[title])
        return path
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for one in merged:
        book.worksheets[0].merge_cells(one)
    book.save(path)
    return path


def _cell(text: str) -> object:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text or None

"""Small ledgers of other kinds, written out row by row as xlsx and csv; and what reading one gives, in short."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl

from data.ledger import mapping
from data.ledger.examining import examine
from data.ledger.report import Report

Rows = list[list[object]]
#: Rows (of one sheet), and what the file is called, → the file.
Save = Callable[..., Path]


def workbook(path: Path, sheets: dict[str, Rows]) -> Path:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def text(path: Path, rows: Rows) -> Path:
    """A csv file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def read(path: Path, toml: str = "") -> Report:
    """A ledger read with a mapping, given as its TOML."""
    return examine(path, mapping.loads(toml))


def told(report: Report) -> list[str]:
    """Errors, as «B3 why»."""
    return [f"{one.cell} {one.why}" for one in report.errors]


def doubts(report: Report) -> list[str]:
    """Warnings, as «B3 why», but those that a small ledger has no industry or department."""
    return [f"{one.cell} {one.why}" for one in report.warnings if "记为“未填报”" not in one.why]


def notes(report: Report) -> list[str]:
    return [f"{one.cell} {one.why}" for one in report.notes]


def planned(report: Report) -> dict[str, str]:
    """Project's name → planned investment in 万元."""
    return {row["name"]: f"{row['planned_investment']:f}" for row in report.tables["project"].to_pylist()}


def column(report: Report, name: str) -> dict[str, object]:
    """Project's name → what one of its columns says."""
    return {row["name"]: row[name] for row in report.tables["project"].to_pylist()}


def months(report: Report, measure: str) -> dict[tuple[str, str], str]:
    """(project's name, month) → 万元, of every month with an amount."""
    names = {row["project_id"]: row["name"] for row in report.tables["project"].to_pylist()}
    return {
        (names[row["project_id"]], f"{row['month']:%Y-%m}"): f"{row[measure]:f}"
        for row in report.tables["progress"].to_pylist()
        if row[measure]
    }


def plans(report: Report) -> dict[tuple[str, int], Decimal]:
    """(project's name, year) → annual plan in 万元."""
    names = {row["project_id"]: row["name"] for row in report.tables["project"].to_pylist()}
    return {(names[row["project_id"]], row["year"]): row["amount"] for row in report.tables["plan"].to_pylist()}

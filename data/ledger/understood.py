"""How a ledger was understood, as a mapping: all of it for the record, and the part that holds for the next one."""

from __future__ import annotations

from data.ledger.mapping import Mapping, Sheet
from data.ledger.report import Report, SheetRead


def whole(report: Report) -> Mapping:
    """Everything: what was said, and what was found of each sheet. With it the same file is read the same way."""
    if report.is_template:
        return report.mapping
    sheets = {sheet.sheet: _sheet(report.mapping.sheets.get(sheet.sheet, Sheet()), sheet) for sheet in report.sheets}
    return report.mapping.model_copy(update={"sheets": {**report.mapping.sheets, **sheets}})


def reusable(report: Report) -> Mapping:
    """What holds for next month's ledger too: what was said, and the columns that every sheet understands alike.

    Not the sheets' names, rows and years, nor a column's month: next year they would book money to the wrong one.
    """
    found: dict[str, set[str]] = {}
    for sheet in report.sheets:
        for column in sheet.columns:
            found.setdefault(column.heading, set()).add(column.target)
    alike = {heading: targets.pop() for heading, targets in found.items() if len(targets) == 1}
    lasting = {heading: target for heading, target in alike.items() if heading and "@2" not in target}
    return report.mapping.model_copy(update={"columns": {**lasting, **report.mapping.columns}})


def _sheet(said: Sheet, found: SheetRead) -> Sheet:
    columns = {column.heading: column.target for column in found.columns if column.heading}
    seen = {"header_rows": found.header_rows, "year": found.year, "unit": found.unit or None}
    return said.model_copy(update={**seen, "columns": {**columns, **said.columns}})

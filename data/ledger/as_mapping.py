"""How a ledger was understood, as a mapping: all of it for the record, and the part that holds for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from data.ledger.mapping import ANY_SHEET, Mapping, Sheet
from data.ledger.report import Column, Report, SheetRead

_IS_CSV = re.compile(r"\.csv$", re.IGNORECASE)


def whole(report: Report) -> Mapping:
    """Everything: what was said, and what was found of each sheet. With it the same file is read the same way."""
    if report.is_template:
        return report.mapping
    tables: dict[str, list[SheetRead]] = {}
    for table in report.sheets:
        tables.setdefault(table.sheet, []).append(table)
    found = {name: _sheet(report.mapping.sheets.get(name, Sheet()), those) for name, those in tables.items()}
    return report.mapping.model_copy(update={"sheets": {**report.mapping.sheets, **found}})


def reusable(report: Report) -> Mapping:
    """What holds for next month's ledger too: what a person said, and the answers to what was asked about columns.

    Not what was understood for certain: it will be again, and a column that is gone would be an error. Not a sheet's
    year, which in January is another, and not which of its rows are hidden. Sheets that are called by a month, and
    csv files, are called otherwise next month: what was said of them holds for every sheet.
    """
    said = report.mapping
    by_name = {name: _lasting(sheet) for name, sheet in said.sheets.items() if _is_lasting_name(report, name)}
    others = [_lasting(sheet) for name, sheet in said.sheets.items() if not _is_lasting_name(report, name)]
    sheets = by_name | ({ANY_SHEET: every} if (every := _together(others)) != Sheet() else {})
    headings = {*said.columns, *(name for sheet in sheets.values() for name in sheet.columns)}
    answers = {name: target for name, target in _answers(report).items() if name not in headings}
    lasting = _lasting_targets(report)
    columns = {name: lasting.get(name) or target for name, target in said.columns.items()}
    return said.model_copy(update={"columns": {**answers, **columns}, "sheets": _with_targets(sheets, lasting)})


# The whole ------------------------------------------------------------------------------------------


def _sheet(said: Sheet, tables: list[SheetRead]) -> Sheet:
    """What was said of a sheet and found of its tables. Where it has several, each finds its own rows again."""
    first = tables[0]
    columns = {
        heading: target
        for heading, target in _alike((c.heading, c.target) for table in tables for c in table.columns)
        if heading
    }
    seen: dict[str, object] = {"header_rows": first.header_rows, "year": first.year} if len(tables) == 1 else {}
    units = {column.unit for table in tables for column in table.columns if column.unit}
    if first.unit and units <= {first.unit}:
        seen["unit"] = first.unit  # else it would go before the units of single columns
    return Sheet.model_validate({**_set_fields(said), **seen, "columns": {**columns, **said.columns}})


# What is reused -------------------------------------------------------------------------------------


def _answers(report: Report) -> dict[str, str]:
    """Heading → target, of the columns that were asked about or read with doubt, where all tables agree."""
    asked = {(one.sheet, one.cell) for one in report.warnings} | {(one.sheet, one.cell) for one in report.errors}
    found = {
        column.heading
        for table, column in _columns(report)
        if (table.sheet, column.cell) in asked or 0 < column.confidence < 1
    }
    return {heading: target for heading, target in _lasting_targets(report).items() if heading in found}


def _lasting_targets(report: Report) -> dict[str, str]:
    """Heading → the target that the column has next month too, where all tables agree."""
    every = _alike((column.heading, column.lasting) for _, column in _columns(report))
    return {heading: target for heading, target in every if heading and target is not None}


def _is_lasting_name(report: Report, sheet: str) -> bool:
    """Whether next month's ledger has a sheet of this name too: «台账», not «9月» or a csv file's own name."""
    return sheet == ANY_SHEET or not (_IS_CSV.search(report.file) or re.search(r"\d|月|季", sheet))


def _lasting(sheet: Sheet) -> Sheet:
    return Sheet.model_validate(
        {name: value for name, value in _set_fields(sheet).items() if name not in {"year", "hidden_rows"}}
    )


def _together(sheets: list[Sheet]) -> Sheet:
    """What sheets say alike."""
    found: dict[str, object] = {}
    for name in Sheet.model_fields:
        said = [getattr(sheet, name) for sheet in sheets if name in sheet.model_fields_set]
        if not said or name == "is_left_out":
            continue
        if isinstance(said[0], dict):
            found[name] = dict(_alike(pair for one in said for pair in one.items()))
        elif all(one == said[0] for one in said):
            found[name] = said[0]
    return Sheet.model_validate({name: value for name, value in found.items() if value})


def _with_targets(sheets: dict[str, Sheet], lasting: dict[str, str]) -> dict[str, Sheet]:
    """Sheets with the targets that their columns have next month too."""
    return {
        name: sheet.model_copy(update={"columns": {h: lasting.get(h) or target for h, target in sheet.columns.items()}})
        if sheet.columns
        else sheet
        for name, sheet in sheets.items()
    }


def _set_fields(sheet: Sheet) -> dict[str, object]:
    return {name: getattr(sheet, name) for name in sheet.model_fields_set}


def _columns(report: Report) -> Iterator[tuple[SheetRead, Column]]:
    for table in report.sheets:
        for column in table.columns:
            yield table, column


def _alike(pairs: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """The pairs whose first always has the same second."""
    found: dict[str, set[str | None]] = {}
    for name, value in pairs:
        found.setdefault(name, set()).add(value)
    for name, values in found.items():
        if len(values) == 1:
            yield name, values.pop()

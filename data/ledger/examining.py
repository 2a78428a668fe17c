"""A file of any office → a report: its rows, what is wrong with them, and how they were understood."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data import model
from data.errors import Asked, LedgerErrors, LedgerWarning, Said
from data.ledger import form, office
from data.ledger.cells import Value
from data.ledger.check.checking import examined
from data.ledger.mapping import Mapping
from data.ledger.open import reading
from data.ledger.open.reading import Book, Grid
from data.ledger.report import Known, Report

#: Of an amount; larger ones are refused as no money.
_DIGITS = 60


def examine(
    path: Path | str, mapping: Mapping | None = None, *, through: dt.date | None = None, known: Known | None = None
) -> Report:
    """Read a ledger of any form, whole; nothing is raised for what is wrong with it, and nothing is published.

    `mapping` says how to read it where it does not follow the template; `through` is the last month reported, where
    the caller knows better; `known` is what the version has that it is to update (`intake.known`).
    """
    # Sums of amounts are exact, whatever nonsense a file holds: 28 digits would round them in silence.
    with decimal.localcontext(prec=_DIGITS):
        return _examined(path, mapping, through, known)


def _examined(path: Path | str, mapping: Mapping | None, through: dt.date | None, known: Known | None) -> Report:
    try:
        book = reading.read_book(path)
    except LedgerErrors as error:
        return _unread(Path(path).name, "", error)
    if follows_template(book):
        report = _template(book, through, known)
        if mapping is not None and mapping != Mapping():
            report = replace(report, warnings=(*report.warnings, _not_heeded(book)))
    else:
        report = office.read(book, mapping or Mapping(), through, known=known)
    return replace(report, notes=(*report.notes, *reading.stripped_notes(book)))


def follows_template(book: Book) -> bool:
    """Whether a file has the template's sheets, by their names and by headings that offices do not write."""
    is_alone = len(book.grids) == 1 and book.grids[0].is_csv
    return any(grid.sheet == form.NOTES_SHEET and _has(grid, form.NATURE_KEY) for grid in book.grids) or any(
        _is_of_template(grid, is_alone=is_alone) for grid in book.grids
    )


def _is_of_template(grid: Grid, *, is_alone: bool) -> bool:
    """Whether most of a table's required columns are there; of a csv file by itself, which may be called so, all."""
    table = form.table_of(grid.sheet)
    if table is None or not grid.rows:
        return False
    said = {form.fold(value) for value in grid.rows[0] if isinstance(value, str)}
    required = [column for column in form.columns(table) if form.is_required(table, column)]
    found = [c for c in required if said & {form.fold(form.heading(table, c)), form.fold(c)}]
    if is_alone and not form.is_explanation([str(value) for value in _second_row(grid) if value]):
        return len(found) == len(required)
    return len(found) * 2 > len(required)


def _second_row(grid: Grid) -> Sequence[Value]:
    return grid.rows[1] if len(grid.rows) > 1 else ()


def _has(grid: Grid, key: str) -> bool:
    return any(bool(row) and isinstance(row[0], str) and form.fold(row[0]) == key for row in grid.rows)


def _unread(file: str, sha256: str, error: LedgerErrors) -> Report:
    return Report(file, sha256, True, False, model.no_rows(), None, tuple(error.errors))


def _not_heeded(book: Book) -> LedgerWarning:
    why = Said("按模板填写，对照文件不起作用", "follows the template: the mapping has no effect")
    ask = Asked(
        Said("对吗？", "is that right?"),
        Said("不要对照文件的请去掉它再导入", "import it without the mapping if none is needed"),
    )
    return LedgerWarning(book.file, book.grids[0].sheet, "A1", "", why, ask)


def _not_read(file: str, sheet: str) -> LedgerWarning:
    why = Said("不是模板里的表，没有读取", "is none of the template's sheets and was not read")
    return LedgerWarning(file, sheet, "A1", "", why, None, is_note=True)


def _template(book: Book, through: dt.date | None, known: Known | None) -> Report:
    try:
        ledger = reading.of_template(book)
    except LedgerErrors as error:
        return _unread(book.file, book.sha256, error)
    found = examined(ledger, through, known=known)
    return Report(
        book.file,
        book.sha256,
        True,
        ledger.is_demo,
        found.tables,
        found.months_through,
        errors=found.errors,
        warnings=found.warnings,
        notes=(*(_not_read(book.file, sheet) for sheet in ledger.ignored), *found.notes),
        left_out=found.left_out,
        needs_base=found.needs_base,
        lacks_base=not known and found.needs_list,
        source_rows=found.source_rows,
    )

"""A ledger that does not follow the template → a report: its sheets found, matched, read, joined and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pyarrow.compute as pc

from data import model
from data.errors import LedgerError, Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office import (
    accounts,
    asides,
    blanks,
    heeding,
    how_read,
    missing,
    months,
    periods,
    project_sums,
    totals,
)
from data.ledger.office.as_template import Assembler
from data.ledger.office.blanks import Filled
from data.ledger.office.entries import Gatherer
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.placed import each
from data.ledger.office.projects import join
from data.ledger.office.sheets import say_not_read, tables_of
from data.ledger.open.reading import Book
from data.ledger.report import Report, Span


def read(book: Book, mapping: Mapping, through: dt.date | None = None, today: dt.date | None = None) -> Report:
    """Read a ledger of an office's own form. `through` is the last month reported, where the caller knows it."""
    findings = Findings()
    sheets = [sheet for grid in book.grids for sheet in tables_of(grid, mapping, findings, through)]
    heeding.check(book, sheets, mapping, findings)
    full = [sheet for sheet in sheets if _is_full(sheet)] or sheets[:1]
    details = [sheet for sheet in sheets if sheet not in full and _adds(sheet)]
    for sheet in sheets:
        if sheet not in full and sheet not in details:
            say_not_read(sheet.layout.grid, findings, sheet.layout.header[0])
    read_sheets = [*full, *details]
    rows: dict[int, list[Entry]] = {}
    merged: dict[str, Filled] = {}
    for sheet in read_sheets:
        gatherer = Gatherer(sheet, mapping, findings, _implied(sheet, full, findings))
        rows[id(sheet)] = gatherer.entries()
        merged.setdefault(sheet.layout.grid.sheet, {}).update(gatherer.filled)
        totals.check(sheet, mapping, findings)
        sheet.account = accounts.of_sheet(sheet, rows[id(sheet)], findings)
        asides.say(sheet, sheet.account, findings)
    _say_partly(read_sheets, findings)
    missing.ask_for_columns(full, mapping, findings)
    heeding.say_unused(read_sheets, mapping, findings)
    entries = [entry for sheet in full for entry in rows[id(sheet)]]
    joined_by = mapping if not heeding.lacks_key(full, mapping, findings) else mapping.model_copy(update={"key": ()})
    projects = join(entries, [entry for sheet in details for entry in rows[id(sheet)]], merged, joined_by, findings)
    columns = {id(sheet.layout.grid): {one.target: one.column for one in sheet.placed} for sheet in full}
    for project in projects:
        project.columns = columns
    spans = tuple(span for project in projects for span in months.take_differences(project, findings))
    last = through or _noted_month(full)
    by_grid = {id(sheet.layout.grid): sheet for sheet in read_sheets}
    made = Assembler(mapping, findings, last, today, by_grid).tables(projects)
    project_sums.check(projects, made, mapping, findings)
    return _report(book, mapping, findings, read_sheets, made, last, spans)


def _report(
    book: Book,
    mapping: Mapping,
    findings: Findings,
    sheets: Sequence[Sheeted],
    found: model.Tables,
    last: dt.date | None,
    spans: tuple[Span, ...],
) -> Report:
    errors = list(findings.errors)
    if not sheets:
        why = Said("没有找到项目表（看不出哪一行是表头）", "has no list of projects (no row looks like its header)")
        todo = Said(
            "请在对照文件里写明表头在哪几行，或改用模板",
            "say in the mapping which rows are the header, or use the template",
        )
        errors.append(LedgerError(book.file, "", "", "", why, todo))
    through, found = _trim_months(found, last)
    return Report(
        book.file,
        book.sha256,
        False,
        False,
        found,
        through,
        tuple(errors),
        findings.warnings,
        findings.notes,
        findings.left_out,
        tuple(map(how_read.of_sheet, sheets)),
        mapping,
        spans=spans,
    )


def _say_partly(sheets: Sequence[Sheeted], findings: Findings) -> None:
    known: dict[str, set[dt.date]] = {}
    for sheet in sheets:
        for one in sheet.placed:
            if one.target == "month_amount" or one.target in MEASURES:
                known.setdefault(one.measure or one.target, set()).update(one.months)
    for sheet in sheets:
        doubtful = [one for one in sheet.placed if one.target == "total" and not totals.adds_up(sheet, one)]
        periods.say_partly(sheet.layout, doubtful, known, findings)


def _is_full(sheet: Sheeted) -> bool:
    return bool(sheet.of("name") and sheet.of("planned_investment"))


def _adds(sheet: Sheeted) -> bool:
    """Whether a sheet adds amounts, plans or other facts to projects that another sheet lists."""
    is_named = sheet.of("name") or sheet.of("project_id")
    return bool(is_named and any(one.is_money or one.target in {"kind", "nature"} for one in each(sheet.placed)))


def _implied(sheet: Sheeted, full: list[Sheeted], findings: Findings) -> dict[str, str]:
    """What a sheet's name says of its rows, where there is one sheet a department (or an industry)."""
    name = sheet.layout.grid.sheet
    known = blanks.known_word(name)
    if known is None and len(full) > 1 and sheet in full:
        missing = [target for target in ("unit", "industry") if not sheet.of(target)]
        known = next(((t, name) for t in missing if blanks.looks_like(t, name)), None)
    if known is None or sheet.of(known[0]):
        return {}
    why = Said(f"按表名“{name}”填写各行", f"rows take this from the sheet's name «{name}»")
    findings.warn(sheet.layout.grid, [(sheet.layout.header[0], 0)], why, is_note=True)
    return dict([known])


def _noted_month(full: list[Sheeted]) -> dt.date | None:
    found = [sheet.layout.month for sheet in full if sheet.layout.month]
    return max((dt.date(year, month, 1) for year, month in found), default=None)


def _trim_months(tables: model.Tables, last: dt.date | None) -> tuple[dt.date | None, model.Tables]:
    """The last month reported: as known, else the last with an amount; months of zeros after it are not reported."""
    progress = tables["progress"]
    if last is None:
        paid = progress.filter(pc.or_(pc.greater(progress["funds_arrived"], 0), pc.greater(progress["invested"], 0)))
        last = pc.max(paid["month"]).as_py() or _last_stage(tables)
    if last is None:
        return None, tables
    last = last.replace(day=1)
    return last, tables | {"progress": progress.filter(pc.less_equal(progress["month"], last))}


def _last_stage(tables: model.Tables) -> dt.date | None:
    days = [pc.max(tables["project"][column]).as_py() for column in ("signed_on", "started_on", "production_on")]
    return max((day for day in days if day), default=None)

"""A ledger that does not follow the template → a report: its sheets found, matched, read, joined and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pyarrow.compute as pc

from data import model
from data.errors import LedgerError, Said
from data.ledger.check import row_runs
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
    of_version,
    periods,
    project_sums,
    totals,
    version_sums,
)
from data.ledger.office.as_template import Assembler
from data.ledger.office.blanks import Filled
from data.ledger.office.entries import Gatherer
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.placed import each
from data.ledger.office.projects import join
from data.ledger.office.sheets import say_not_read, tables_of
from data.ledger.open.reading import Book
from data.ledger.report import Known, Report, Span


def read(
    book: Book,
    mapping: Mapping,
    through: dt.date | None = None,
    today: dt.date | None = None,
    known: Known | None = None,
) -> Report:
    """Read a ledger of an office's own form. `through` is the last month reported, where the caller knows it.

    `known`: what the version has that it is to update; a ledger that lists no projects is read as months of its.
    """
    findings = Findings()
    sheets = [sheet for grid in book.grids for sheet in tables_of(grid, mapping, findings, through)]
    heeding.check(book, sheets, mapping, findings)
    of_months = of_version.reporting(sheets, mapping)
    is_of_version = bool(of_months and known and known.keys("project"))
    full = [] if is_of_version else [sheet for sheet in sheets if _is_full(sheet)] or sheets[:1]
    details = of_months if is_of_version else [sheet for sheet in sheets if sheet not in full and _adds(sheet)]
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
        if is_of_version:
            sheet.account = of_version.account(sheet.account, sheet)
        asides.say(sheet, sheet.account, findings)
    past = version_sums.months_of(known.tables["progress"]) if known and is_of_version else {}
    _say_partly(read_sheets, findings, is_of_version=is_of_version)
    missing.ask_for_columns(full, mapping, findings, is_update=known is not None)
    missing.ask_for_months(details if is_of_version else full, findings)
    heeding.say_unused(read_sheets, mapping, findings)
    entries = [entry for sheet in full for entry in rows[id(sheet)]]
    more = [entry for sheet in details for entry in rows[id(sheet)]]
    by_grid = {id(sheet.layout.grid): sheet for sheet in read_sheets}
    if known and is_of_version:
        entries, more = of_version.Version(known, findings).matched(more, by_grid), []
        version_sums.check(by_grid, entries, past, findings)
    lacks_key = heeding.lacks_key(read_sheets if is_of_version else full, mapping, findings)
    joined_by = mapping.model_copy(update={"key": ()}) if lacks_key else mapping
    projects = join(entries, more, merged, joined_by, findings)
    columns = {id(sheet.layout.grid): {one.target: one.column for one in sheet.placed} for sheet in full}
    for project in projects:
        project.columns = columns
    spans = tuple(span for project in projects for span in months.take_differences(project, findings))
    last = through or _noted_month(read_sheets if is_of_version else full)
    assembler = Assembler(mapping, findings, last, today, by_grid, known if is_of_version else None)
    made = assembler.tables(projects)
    project_sums.check(projects, made, mapping, findings)
    report = _report(book, mapping, findings, read_sheets, made, last, spans)
    lacks_base = bool(of_months) and not is_of_version
    stood = row_runs.of_tables(made, assembler.stands, report.months_through)
    return replace(
        report, needs_base=is_of_version, lacks_base=lacks_base, assumed=assembler.assumed, source_rows=stood
    )


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


def _say_partly(sheets: Sequence[Sheeted], findings: Findings, *, is_of_version: bool) -> None:
    known: dict[str, set[dt.date]] = {}
    for sheet in sheets:
        for one in sheet.placed:
            if one.target == "month_amount" or one.target in MEASURES:
                known.setdefault(one.measure or one.target, set()).update(one.months)
    for sheet in sheets:
        doubtful = [one for one in sheet.placed if one.target == "total" and not totals.adds_up(sheet, one)]
        if is_of_version:  # what is counted is held against the version's months
            doubtful = [one for one in doubtful if one.measure not in known]
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
    findings.warn(sheet.layout.grid, [(sheet.layout.header[0], 0)], why)
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

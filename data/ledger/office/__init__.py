"""A ledger that does not follow the template → a report: its sheets found, matched, read, joined and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import pyarrow.compute as pc

from data import model
from data.errors import LedgerError, Said
from data.ledger import cells, form
from data.ledger.check import doubts
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, Mapping, Sheet
from data.ledger.office import (
    accounts,
    blanks,
    groups,
    headings,
    heeding,
    matching,
    months,
    packages,
    periods,
    row_kinds,
    tables,
    time_words,
    totals,
    units_below,
)
from data.ledger.office.as_template import Assembler
from data.ledger.office.blanks import Filled
from data.ledger.office.entries import Entry, Gatherer, Sheeted
from data.ledger.office.given import Given
from data.ledger.office.headings import fold
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed, each
from data.ledger.office.projects import join
from data.ledger.office.written import wording
from data.ledger.open.csv_text import TextRows
from data.ledger.open.reading import Book, Grid
from data.ledger.report import Column, Report, SheetRead, Span

_EXAMPLES, _LOOKED_AT = 3, 100


def read(book: Book, mapping: Mapping, through: dt.date | None = None, today: dt.date | None = None) -> Report:
    """Read a ledger of an office's own form. `through` is the last month reported, where the caller knows it."""
    findings = Findings()
    sheets = [sheet for grid in book.grids for sheet in _sheets(grid, mapping, findings, through)]
    heeding.check(book, sheets, mapping, findings)
    full = [sheet for sheet in sheets if _is_full(sheet)] or sheets[:1]
    details = [sheet for sheet in sheets if sheet not in full and _adds(sheet)]
    for sheet in sheets:
        if sheet not in full and sheet not in details:
            _say_not_read(sheet.layout.grid, findings, sheet.layout.header[0])
    read_sheets = [*full, *details]
    rows: dict[int, list[Entry]] = {}
    merged: dict[str, Filled] = {}
    for sheet in read_sheets:
        gatherer = Gatherer(sheet, mapping, findings, _implied(sheet, full, findings))
        rows[id(sheet)] = gatherer.entries()
        merged.setdefault(sheet.layout.grid.sheet, {}).update(gatherer.filled)
        totals.check(sheet, mapping, findings)
        sheet.account = accounts.of_sheet(sheet, rows[id(sheet)], findings)
        accounts.say_asides(sheet, sheet.account, findings)
    _say_partly(read_sheets, findings)
    _ask_for_columns(full, mapping, findings)
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
    accounts.check_tables(projects, made, mapping, findings)
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
        tuple(map(_sheet_read, sheets)),
        mapping,
        spans=spans,
    )


# Sheets ---------------------------------------------------------------------------------------------


def _sheets(grid: Grid, mapping: Mapping, findings: Findings, through: dt.date | None) -> list[Sheeted]:
    """The tables of a sheet, with their columns."""
    said = mapping.of_sheet(grid.sheet)
    if said.is_left_out or not any(not cells.is_blank(value) for row in grid.rows for value in row):
        return []
    if grid.is_hidden and grid.sheet not in mapping.sheets:
        doubts.hidden(findings, grid, is_read=False)
        return []
    if isinstance(grid.rows, TextRows):
        grid = replace(grid, rows=grid.rows.lists())  # every cell is looked at several times
    split = tables.split(grid, said.header_rows, _named(mapping, said))
    found = [sheet for table in split if (sheet := _sheet(table, mapping, said, findings, through))]
    if not found:
        _say_not_read(grid, findings)
    elif len(split) > 1:
        _say_tables(found, findings)
    return found


def _sheet(
    table: tables.Table, mapping: Mapping, said: Sheet, findings: Findings, through: dt.date | None
) -> Sheeted | None:
    rows = said.header_rows if table.number == 0 else None
    found = tables.lay_out(table, rows, said.year or mapping.year, _named(mapping, said))
    if found is None:
        return None
    placed = matching.place(found, mapping, findings, through)
    found.is_group_word = lambda text: blanks.known_word(text) is not None
    found.looks_like_group = lambda text: blanks.looks_like("unit", text) or blanks.looks_like("industry", text)
    leading = [one.column for one in placed if one.target in {"name", "project_id"}]
    serial = next((one.column for one in placed if one.target == "serial"), None)
    words = [
        one.column
        for one in placed
        if not one.is_money and one.target not in {"extra", "remarks", "", "total", "serial"}
    ]
    row_kinds.classify(found, leading, serial, words)
    Given(found, placed, mapping).head_groups()
    money = [one for one in placed if one.is_money]
    bundles = packages.find(found, serial, money, mapping.rates)
    packages.tell_parts(found, bundles, said.parts, findings)
    groups.regroup(found)
    units_below.ask(found, placed, mapping, findings)
    _say_hidden(found, placed, said, findings)
    return Sheeted(found, placed, packages=sum(found.kinds[one.row] != "group" for one in bundles))


def _named(mapping: Mapping, said: Sheet) -> frozenset[str]:
    """The headings that a mapping names, in whole and by their lowest row."""
    names = [*mapping.columns, *said.columns, *mapping.split]
    names += [name for parts in mapping.dates.values() for name in (parts.year, parts.month, parts.day) if name]
    return frozenset(fold(part) for name in names for part in (name, name.rpartition("/")[2]) if part)


def _say_tables(found: list[Sheeted], findings: Findings) -> None:
    """That a sheet holds several tables, and where each begins."""
    grid, row = found[0].layout.grid, found[0].layout.header[0]
    starts = "、".join(form.address(one.layout.header[0], _left(one)) for one in found)
    why = Said(f"这张表上有{len(found)}个表格（表头在{starts}），分别读取", f"holds {len(found)} tables, at {starts}")
    findings.warn(grid, [(row, _left(found[0]))], why, is_note=True)


def _left(sheet: Sheeted) -> int:
    return min((one.column for one in sheet.placed), default=0)


def _say_hidden(found: Layout, placed: list[Placed], said: Sheet, findings: Findings) -> None:
    """Hidden rows and columns are read as the others, since people look for what they hold; and that is asked."""
    grid = found.grid
    rows = [row for row in found.rows("data") if row in grid.hidden_rows]
    if rows and not said.hidden_rows:
        left = min((one.column for one in placed), default=0)
        many = len(rows)
        why = Said(
            f"起有{many}行数据是隐藏的（筛选或隐藏行），也读取了",
            f"and below: {many} {'row is' if many == 1 else 'rows are'} hidden, and read like the others",
        )
        ask = Said(
            "这些行要用吗？不用的请删除，或在对照里写明这张表的hidden_rows",
            "are they meant to be used? Delete them if not, or say so by this sheet's hidden_rows in the mapping",
        )
        findings.warn(grid, [(row, left) for row in rows], why, ask, kind="hidden_rows")
    for one in placed:
        if one.column in grid.hidden_columns and one.target not in {"", "serial", "extra"} and not one.is_given:
            why = Said(
                f"是隐藏的列，按“{matching.target_name(one.measure or one.target)}”读取",
                f"is a hidden column, read as «{one.target}»",
            )
            ask = Said("这一列要用吗？", "is it meant to be used?")
            findings.warn(grid, [(one.heading.row, one.column)], why, ask, kind=f"hidden:{one.heading.joined}")


def _say_not_read(grid: Grid, findings: Findings, row: int | None = None) -> None:
    why = Said("这张表里没有找到项目清单，没有读取", "holds no list of projects and was not read")
    if row is None:
        row = next((n for n, line in enumerate(grid.rows) if any(not cells.is_blank(v) for v in line)), 0)
    findings.warn(grid, [(row, 0)], why, is_note=True)


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


def _ask_for_columns(full: list[Sheeted], mapping: Mapping, findings: Findings) -> None:
    for sheet in full:
        grid, row = sheet.layout.grid, sheet.layout.header[0]
        constants = {**mapping.constants, **mapping.of_sheet(grid.sheet).constants}
        for target in ("name", "planned_investment"):
            if not sheet.of(target) and target not in constants:
                label = matching.target_name(target)
                why = Said(f"没有找到“{label}”列", f"has no column for «{target}»")
                todo = Said("请在对照里指明是哪一列", "say in the mapping which column it is")
                findings.error(grid, row, 0, why, todo, of_row=False)
        if not sheet.of("agreement") and "agreement" not in constants:
            why = Said(
                "没有“协议类型”列，全部按正式协议计",
                "has no column for the kind of agreement: all were taken as formal",
            )
            findings.warn(grid, [(row, 0)], why, is_note=True)
        _ask_for_months(sheet, findings)


def _ask_for_months(sheet: Sheeted, findings: Findings) -> None:
    for one in sheet.placed:
        if one.target in MEASURES and not sheet.of("month"):
            why = Said("看不出是哪个月的数", "does not say of which month it is")
            todo = Said(
                f"请在标题写明（如“截至2023年9月”），或给出数据截至月份，或选定这一列是哪个月的（对照文件里如{one.measure}@2023-09）",
                f"name it in the title, give the last month reported, or choose it for the column, such as "
                f"{one.measure}@2023-09",
            )
            findings.error(sheet.layout.grid, one.heading.row, one.column, why, todo, of_row=False)
        elif (
            one.target == "extra"
            and not one.is_given
            and len(one.heading.texts) == 1
            and headings.names_month(one.heading.texts[0])
        ):
            why = Said(
                "看不出是到位资金还是完成投资", "does not say whether it is funds arrived or completed investment"
            )
            todo = Said(
                "请选定这一列读作什么（对照文件里如funds_arrived@2023-09）",
                "choose what the column fills (in a mapping file such as funds_arrived@2023-09)",
            )
            findings.error(sheet.layout.grid, one.heading.row, one.column, why, todo, of_row=False)
            return


def _is_month_alone(one: Placed) -> bool:
    return len(one.heading.texts) == 1 and headings.names_month(one.heading.texts[0])


# Months ---------------------------------------------------------------------------------------------


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


# How it was read ------------------------------------------------------------------------------------


def _sheet_read(sheet: Sheeted) -> SheetRead:
    found = sheet.layout
    return SheetRead(
        found.grid.sheet,
        (found.header[0] + 1, found.header[1] + 1),
        len(found.rows("data")),
        tuple(_column(found, one) for one in sheet.placed),
        found.unit,
        found.year,
        tuple((group.row + 1, group.label) for group in found.groups),
        tuple(row + 1 for row in found.rows("total")),
        tuple(found.notes),
        sheet.account,
        sum(row in found.grid.hidden_rows for row in found.rows("data", "part")),
        sheet.packages,
    )


def _column(found: Layout, one: Placed) -> Column:
    values = (found.cell(row, one.column) for row in found.rows("data")[:_LOOKED_AT])
    examples = list(islice((cells.shown(value) for value in values if not wording.is_nothing(value)), _EXAMPLES))
    target, lasting = _targets(one)
    address = form.address(one.heading.row, one.column)
    return Column(address, one.called, target, one.confidence, one.unit_name, tuple(examples), lasting)


def _targets(one: Placed) -> tuple[str, str]:
    """What a column fills as mappings say it, and what it fills in next month's ledger (`Column.lasting`)."""
    if one.target == "total" and one.measure:
        return f"{one.measure}@total", f"{one.measure}@total"
    if one.target != "month_amount" or one.month is None:
        return one.target, one.target
    is_year_to_date = one.period in {"span", "running"} and min(one.months).month == 1
    names_month = bool(time_words.read(one.heading.texts).last)
    lasting = f"{one.measure}@ytd" if is_year_to_date else one.measure if names_month else f"{one.measure}@month"
    if not one.time.last:
        return lasting, lasting  # what the sheet's month gave
    return f"{one.measure}@{one.month:%Y-%m}", lasting

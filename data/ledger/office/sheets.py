"""A sheet → its tables with their columns; what it hides and what is left out is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from data.errors import Asked, Said
from data.ledger import cells, form
from data.ledger.cells import Unreadable
from data.ledger.check import doubts
from data.ledger.check.findings import Findings
from data.ledger.mapping import Mapping, Sheet
from data.ledger.office import (
    blanks,
    groups,
    matching,
    packages,
    row_kinds,
    tables,
    units_below,
)
from data.ledger.office.dictionary import fold
from data.ledger.office.entry import Sheeted
from data.ledger.office.given import Given
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed
from data.ledger.open.csv_text import TextRows
from data.ledger.open.reading import Grid


def tables_of(grid: Grid, mapping: Mapping, findings: Findings, through: dt.date | None) -> list[Sheeted]:
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
        say_not_read(grid, findings)
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
    _refuse_unreadable_headings(found, findings)
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
    findings.warn(grid, [(row, _left(found[0]))], why)


def _left(sheet: Sheeted) -> int:
    return min((one.column for one in sheet.placed), default=0)


def _refuse_unreadable_headings(found: Layout, findings: Findings) -> None:
    """A heading that is an error, or a formula without a result: what stands below it could be any figure."""
    first, last = found.header
    for row in range(first, last + 1):
        for column, value in enumerate(found.grid.rows[row] if row < len(found.grid.rows) else ()):
            if isinstance(value, Unreadable) and any(
                not cells.is_blank(found.cell(below, column)) for below in found.rows("data")
            ):
                findings.error(found.grid, row, column, value.why, value.todo, of_row=False, kind="heading")


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
        ask = Asked(
            Said("这些行要用吗？", "are they meant to be used?"),
            Said(
                "不用的请删除，或在对照里写明这张表的hidden_rows",
                "delete them if not, or say so by this sheet's hidden_rows in the mapping",
            ),
        )
        findings.warn(grid, [(row, left) for row in rows], why, ask, kind="hidden_rows")
    for one in placed:
        if one.column in grid.hidden_columns and one.target not in {"", "serial", "extra"} and not one.is_given:
            why = Said(
                f"是隐藏的列，按“{matching.target_name(one.measure or one.target)}”读取",
                f"is a hidden column, read as «{one.target}»",
            )
            ask = Asked(
                Said("这一列要用吗？", "is it meant to be used?"),
                Said(
                    "不用的请删去，或在“怎样读的”里改为不读取",
                    "delete it if not, or choose under «How it was read» that it is not read",
                ),
            )
            findings.warn(grid, [(one.heading.row, one.column)], why, ask, kind=f"hidden:{one.heading.joined}")


def say_not_read(grid: Grid, findings: Findings, row: int | None = None) -> None:
    """That a sheet was left out; `row` is where it is said, else its first one."""
    why = Said("这张表里没有找到项目清单，没有读取", "holds no list of projects and was not read")
    if row is None:
        row = next((n for n, line in enumerate(grid.rows) if any(not cells.is_blank(v) for v in line)), 0)
    findings.warn(grid, [(row, 0)], why)

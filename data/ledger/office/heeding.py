"""A mapping held against the ledger that it is to read: names that stand nowhere, entries without effect are errors."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from data.errors import Said, english
from data.ledger import cells
from data.ledger.cells import CellError, Unreadable
from data.ledger.check.findings import Findings
from data.ledger.mapping import ANY_SHEET, Mapping
from data.ledger.office import as_told, asking
from data.ledger.office.dictionary import fold
from data.ledger.office.entry import Sheeted
from data.ledger.office.placed import Placed, each, has_month_column
from data.ledger.open.reading import Book
from data.ledger.written import money_units, wording

_Wrong = tuple[tuple[str, ...], Said]

_CORRECT = Said(
    "请更正；不再需要的，请从对照文件里删去", "correct it, or delete it from the mapping if it is not needed"
)
_MOST_WORDS = 3
_NO_TARGET = Said("没有哪一列填这一项，不起作用", "no column fills this, so that it has no effect")


def check(book: Book, sheets: Sequence[Sheeted], mapping: Mapping, findings: Findings) -> None:
    """Say every entry of a mapping that says nothing of the ledger, with its line; each stops the whole."""
    grid = sheets[0].layout.grid if sheets else book.grids[0] if book.grids else None
    if grid is None:
        return
    for path, why in _wrong(book, sheets, mapping):
        where = mapping.where(*path)
        said = Said(f"对照文件{where}：{why}", f"mapping {where.en}: {why.en}")
        findings.error(grid, _row(sheets), 0, said, _CORRECT, of_row=False)


def lacks_key(full: Sequence[Sheeted], mapping: Mapping, findings: Findings) -> bool:
    """Whether a sheet has not all that makes the mapping's keys; what it lacks is an error there.

    A key that stands nowhere would make one project of all rows.
    """
    is_lacking = False
    for sheet in full:
        known = _known_of_rows(sheet, mapping)
        for entry, names in (("key", mapping.key), ("payment_key", mapping.payment_key)):
            for name in names:
                if name not in known and fold(name) not in known:
                    where = mapping.where(entry)
                    why = Said(
                        f"对照文件{where}里的“{name}”不是这张表的列",
                        f"has no column «{name}», which the mapping names ({where.en})",
                    )
                    findings.error(sheet.layout.grid, sheet.layout.header[0], 0, why, _CORRECT, of_row=False)
                    is_lacking = True
        if mapping.payment_key and not has_month_column(sheet.placed):
            where = mapping.where("payment_key")
            why = Said(
                f"对照文件{where}：没有哪一列写明各行是哪个月的，不起作用",
                f"mapping {where.en}: no column says of which month a row is, so that it has no effect",
            )
            findings.error(sheet.layout.grid, sheet.layout.header[0], 0, why, _CORRECT, of_row=False)
    return is_lacking


def _known_of_rows(sheet: Sheeted, mapping: Mapping) -> set[str]:
    """What every row of a sheet says, by heading (folded) or target."""
    said = mapping.of_sheet(sheet.layout.grid.sheet)
    known = {fold(one.heading.joined) for one in sheet.placed} | {one.target for one in each(sheet.placed)}
    known |= {*mapping.dates, *mapping.constants, *said.constants, *(group.target for group in mapping.groups)}
    return known | ({"industry", "unit", *filter(None, [said.group])} if sheet.layout.groups else set())


def say_unused(sheets: Sequence[Sheeted], mapping: Mapping, findings: Findings) -> None:
    """Words of a mapping that no cell says: rows may stay in that were to go, or it is another month's word."""
    if not sheets:
        return
    grid, row = sheets[0].layout.grid, sheets[0].layout.header[0]
    for path, words_of, column in _words_looked_for(mapping):
        said = _said_in(sheets, column)
        if said is None:
            continue  # that there is no such column has been said
        unused = [word for word in words_of if word and word not in said and not any(word in one for one in said)]
        if not unused:
            continue
        where = mapping.where(*path)
        named = "、".join(f"“{word}”" for word in unused[:_MOST_WORDS]) + ("等" if len(unused) > _MOST_WORDS else "")
        why = Said(f"对照文件{where}：台账里没有{named}", f"mapping {where.en}: the ledger nowhere says {named}")
        ask = None if path[0] in {"values", "stages"} else asking.WORD_OF_MAPPING
        findings.warn(grid, [(row, 0)], why, ask, kind=f"unused {path}")


def _words_looked_for(mapping: Mapping) -> Iterator[tuple[tuple[str, ...], Sequence[str], str]]:
    """(entry, its words, the column that would say them)."""
    for section, rules in (("leave_out", mapping.leave_out), ("groups", mapping.groups)):
        for number, rule in enumerate(rules):
            yield (section, str(number), rule.column), rule.values, rule.column
    yield ("stages",), tuple(mapping.stages), "status"
    for target, table in mapping.values.items():
        yield ("values", target), tuple(table), target


def _said_in(sheets: Sequence[Sheeted], name: str) -> set[str] | None:
    """What the rows of the columns of that heading or target say, and group rows too; None where there is none."""
    found: set[str] = set()
    is_there = False
    for sheet in sheets:
        found |= {group.label for group in sheet.layout.groups}
        for one in sheet.placed:
            if not _is_called(one, name) and not any(name in {part.target, part.measure} for part in one.parts):
                continue
            is_there = True
            for row in sheet.layout.rows("data", "group"):
                value = sheet.layout.cell(row, one.column)
                if not isinstance(value, Unreadable) and not cells.is_blank(value):
                    found |= {wording.said(value), str(value).strip()}
    return found if is_there or found else None


def _row(sheets: Sequence[Sheeted]) -> int:
    return sheets[0].layout.header[0] if sheets else 0


def _wrong(book: Book, sheets: Sequence[Sheeted], mapping: Mapping) -> Iterator[_Wrong]:
    placed = [one for sheet in sheets for one in sheet.placed]
    yield from _sheets(book, sheets, mapping)
    yield from _columns(placed, mapping)
    yield from _words(placed, mapping)
    yield from _money(mapping)


def _sheets(book: Book, sheets: Sequence[Sheeted], mapping: Mapping) -> Iterator[_Wrong]:
    names = {grid.sheet: grid for grid in book.grids}
    for name, said in mapping.sheets.items():
        if name not in names and name != ANY_SHEET:
            yield ("sheets", name), Said("台账里没有这张表", "the ledger has no such sheet")
            continue
        own = [one for sheet in sheets if name in {sheet.layout.grid.sheet, ANY_SHEET} for one in sheet.placed]
        for heading in () if said.is_left_out else said.columns:
            if not _is_there(heading, own):
                yield ("sheets", name, "columns", heading), _no_column(heading, own)
        if said.hidden_rows and name in names and not names[name].hidden_rows:
            yield ("sheets", name, "hidden_rows"), Said("这张表没有隐藏的行", "the sheet has no hidden rows")


def _columns(placed: list[Placed], mapping: Mapping) -> Iterator[_Wrong]:
    named = [("columns", name) for name in mapping.columns] + [("units", name) for name in mapping.units]
    named += [("split", name) for name in mapping.split]
    for path in named:
        if not _is_there(path[1], placed):
            yield path, _no_column(path[1], placed)
    for number, rule in enumerate(mapping.leave_out):
        if not _is_there(rule.column, placed):
            yield ("leave_out", str(number), rule.column), _no_column(rule.column, placed)
    for number, group in enumerate(mapping.groups):
        if not _is_there(group.column, placed):
            yield ("groups", str(number), group.column), _no_column(group.column, placed)
    for target, parts in mapping.dates.items():
        for heading in filter(None, (parts.year, parts.month, parts.day)):
            if not _is_there(heading, placed):
                yield ("dates", target, heading), _no_column(heading, placed)


def _words(placed: list[Placed], mapping: Mapping) -> Iterator[_Wrong]:
    filled = {name for one in each(placed) for name in (one.target, one.measure)} | set(mapping.dates)
    of_rows = set(mapping.constants) | {rule.target for rule in mapping.groups}
    of_rows |= {target for said in mapping.sheets.values() for target in said.constants}
    of_rows |= {said.group for said in mapping.sheets.values() if said.group}
    for target in mapping.values:
        if target not in filled | of_rows and target not in {"industry", "unit"}:
            yield ("values", target), _NO_TARGET
    for target in mapping.fill_down or ():
        if any(one.target == target and one.is_money for one in placed):
            yield (
                ("fill_down",),
                Said(f"金额（{target}）不能按“同上”读取", f"amounts ({target}) cannot mean «as above»"),
            )
        elif target not in filled:
            yield ("fill_down",), _NO_TARGET
    if mapping.stages and not {"status", "status_on"} <= filled:
        missing = "、".join(sorted({"status", "status_on"} - filled))
        yield (
            ("stages",),
            Said(f"没有填{missing}的列，不起作用", f"no column fills {missing}, so that it has no effect"),
        )


def _money(mapping: Mapping) -> Iterator[_Wrong]:
    units: list[tuple[tuple[str, ...], str | None]] = [(("unit",), mapping.unit)]
    units += [(("units", name), unit) for name, unit in mapping.units.items()]
    units += [(("sheets", name, "unit"), said.unit) for name, said in mapping.sheets.items()]
    for path, unit in units:
        if unit is None:
            continue
        try:
            if money_units.unit_of(unit, mapping.rates) is None:
                yield path, Said(f"“{unit}”不是认得的金额单位", f"«{unit}» is no unit of money that is known")
        except CellError as error:
            yield path, Said(f"“{unit}”{error.why}", f"«{unit}» {english(error.why)}")


def _no_column(name: str, placed: list[Placed]) -> Said:
    """That no column is called so, with the heading that comes nearest."""
    near = difflib.get_close_matches(name, [one.called for one in placed], n=1)
    zh, en = (f"（最接近的是“{near[0]}”）", f" (the nearest is «{near[0]}»)") if near else ("", "")
    return Said(f"台账里没有这一列{zh}", f"the ledger has no such column{en}")


def _is_there(name: str, placed: list[Placed]) -> bool:
    """Whether a column is called so: by its heading, by its lowest row, or (of a rule) by what it fills."""
    timeless = as_told.timeless(name)
    return any(
        _is_called(one, name) or ("#" in timeless and timeless == as_told.timeless(one.heading.joined))
        for one in placed
    )


def _is_called(one: Placed, name: str) -> bool:
    return one.is_called(name) or name in {one.target, one.measure}

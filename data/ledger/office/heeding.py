"""A mapping held against the ledger that it is to read: names that stand nowhere, entries without effect are errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.errors import Said, english
from data.ledger.cells import CellError
from data.ledger.mapping import Mapping
from data.ledger.office import amounts, matching
from data.ledger.office.findings import Findings
from data.ledger.office.gathering import Sheeted
from data.ledger.office.headings import fold
from data.ledger.office.placed import Placed
from data.ledger.reading import Book, Grid

_Wrong = tuple[tuple[str, ...], Said]

_CORRECT = Said(
    "请更正；不再需要的，请从对照文件里删去", "correct it, or delete it from the mapping if it is not needed"
)
_NO_COLUMN = Said("台账里没有这一列", "the ledger has no such column")
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
        if name not in names:
            yield ("sheets", name), Said("台账里没有这张表", "the ledger has no such sheet")
            continue
        own = [one for sheet in sheets if sheet.layout.grid.sheet == name for one in sheet.placed]
        for heading in () if said.is_left_out else said.columns:
            if not _is_there(heading, own):
                yield ("sheets", name, "columns", heading), _NO_COLUMN
        yield from _without_effect(names[name], name, said.hidden_rows)


def _without_effect(grid: Grid, name: str, hidden_rows: str | None) -> Iterator[_Wrong]:
    if hidden_rows and not grid.hidden_rows:
        yield ("sheets", name, "hidden_rows"), Said("这张表没有隐藏的行", "the sheet has no hidden rows")


def _columns(placed: list[Placed], mapping: Mapping) -> Iterator[_Wrong]:
    named = [("columns", name) for name in mapping.columns] + [("units", name) for name in mapping.units]
    named += [("split", name) for name in mapping.split]
    for path in named:
        if not _is_there(path[1], placed):
            yield path, _NO_COLUMN
    for number, rule in enumerate(mapping.leave_out):
        if not _is_there(rule.column, placed):
            yield ("leave_out", str(number), rule.column), _NO_COLUMN
    for number, group in enumerate(mapping.groups):
        if not _is_there(group.column, placed):
            yield ("groups", str(number), group.column), _NO_COLUMN
    for target, parts in mapping.dates.items():
        for heading in filter(None, (parts.year, parts.month, parts.day)):
            if not _is_there(heading, placed):
                yield ("dates", target, heading), _NO_COLUMN


def _words(placed: list[Placed], mapping: Mapping) -> Iterator[_Wrong]:
    filled = {one.target for one in placed} | {one.measure for one in placed} | set(mapping.dates)
    filled |= {target for said in mapping.split.values() for target in said.into}
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
            if amounts.unit_of(unit, mapping.rates) is None:
                yield path, Said(f"“{unit}”不是认得的金额单位", f"«{unit}» is no unit of money that is known")
        except CellError as error:
            yield path, Said(f"“{unit}”{error.why}", f"«{unit}» {english(error.why)}")


def _is_there(name: str, placed: list[Placed]) -> bool:
    """Whether a column is called so: by its heading, by its lowest row, or (of a rule) by what it fills."""
    folded = fold(name)
    timeless = matching.timeless(name)
    return any(
        folded in {fold(one.heading.joined), fold(one.heading.texts[-1])}
        or name in {one.target, one.measure}
        or ("#" in timeless and timeless == matching.timeless(one.heading.joined))
        for one in placed
    )

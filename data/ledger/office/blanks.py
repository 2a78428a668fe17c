"""Cells that speak through others: merged over rows, «as above», blank below the first, under a group row."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from data.errors import Asked, Said
from data.ledger import form
from data.ledger.cells import Value, is_blank
from data.ledger.check.findings import Findings
from data.ledger.mapping import Mapping, Sheet
from data.ledger.office.dictionary import fold
from data.ledger.office.given import Given
from data.ledger.office.layout import Group, Layout
from data.ledger.office.placed import MONEY, Placed
from data.ledger.office.synonyms import WORDS
from data.ledger.written import wording
from data.settings import Settings, settings

#: Columns whose blank cells may mean «as above».
_DOWN = {"industry", "unit", "lead_official", "nature", "agreement", "channel", "origin"}
_OFFICE = re.compile(
    r"(局|园|园区|镇|乡|街道|办|办公室|委|委员会|中心|公司|集团|处|科|站|组|单位[一二三四五六七八九十]*|部)$"
)
_TRADE = re.compile(r"(产业|行业|业|类|装备|材料|制造|化工|电子|能源|医药|经济|物流|项目)$")
#: A fifth of a column that is blank is a habit; so many repeats that did not happen are no accident.
_FEWEST_BLANKS, _TELLING_REPEATS = 5, 3
#: No ditto mark is so long, whatever stands around it.
_LONGER = 12
#: (row, column) → the value that the cell stands for.
Filled = dict[tuple[int, int], Value]


def filled(layout: Layout, placed: list[Placed], mapping: Mapping, findings: Findings) -> Filled:
    """What blank cells of data rows stand for: merged ranges, ditto marks, and blanks of a filled-down column."""
    found: Filled = {}
    money = {one.column for one in placed if one.is_money or one.target == "total"}
    _merged(layout, money, found, findings)
    rows = layout.rows("data")
    for one in placed:
        if one.column not in money:
            _dittos(layout, one.column, rows, found)
            if one.target in _DOWN or one.target in (mapping.fill_down or ()):
                _fill_down(layout, one, rows, mapping, found, findings)
    return found


def group_values(
    layout: Layout, placed: list[Placed], mapping: Mapping, findings: Findings
) -> dict[int, dict[str, str]]:
    """Row → what the group rows above it say, by target."""
    said = mapping.of_sheet(layout.grid.sheet)
    given = Given(layout, placed, mapping)
    named = {
        group.row: (target, group.label)
        if (target := given.group_target(group.row))
        else _named(layout, group, placed, said, findings)
        for group in layout.groups
    }
    layout.groups = _nested(layout, named)
    found: dict[int, dict[str, str]] = {}
    current: dict[int, tuple[str, str]] = {}
    for row, kind in layout.kinds.items():
        group = next((one for one in layout.groups if one.row == row), None) if kind == "group" else None
        if group is not None:
            current = {depth: value for depth, value in current.items() if depth < group.depth}
            if what := named[row]:
                current[group.depth] = what
        elif kind == "data":
            found[row] = dict(current.values())
    return found


def _nested(layout: Layout, named: dict[int, tuple[str, str] | None]) -> list[Group]:
    """The groups with the depth of those without a number: as deep as one of their kind, or below the one before."""
    depths: dict[str, int] = {}
    found: list[Group] = []
    for group in layout.groups:
        what = named[group.row]
        kind = what[0] if what else ""
        depth = group.depth
        if not group.is_numbered:
            before = found[-1] if found else None
            is_below = before is not None and before.row == group.row - 1
            deepest = 1 + max((one.depth for one in layout.groups if one.is_numbered), default=0)
            depth = depths.get(kind) or (
                before.depth + 1 if is_below and before else before.depth if before else deepest
            )
        depths.setdefault(kind, depth)
        found.append(replace(group, depth=depth))
    return found


def _merged(layout: Layout, money: set[int], found: Filled, findings: Findings) -> None:
    for (top, left), (bottom, right) in layout.grid.merged:
        if top <= layout.header[1] or bottom == top:
            continue
        value = layout.cell(top, left)
        for row in range(top + 1, bottom + 1):
            if layout.kinds.get(row) != "data":
                continue
            if left in money and not is_blank(value):
                findings.error(
                    layout.grid,
                    row,
                    left,
                    Said(
                        "与上面各行合并成一格，看不出这一行是多少",
                        "is merged with rows above: this row's own amount cannot be seen",
                    ),
                    Said("请取消合并，各行填写各自的金额", "unmerge the cells and enter each row's own amount"),
                )
            for column in range(left, right + 1):
                found[row, column] = value if column not in money else ""


def _dittos(layout: Layout, column: int, rows: list[int], found: Filled) -> None:
    above: Value = ""
    for row, own in zip(rows, layout.column(column, rows), strict=True):
        value = found.get((row, column), own) if found else own
        if isinstance(value, str) and len(value) < _LONGER and wording.is_ditto(value) and not is_blank(above):
            found[row, column] = value = above
        above = value


def _fill_down(
    layout: Layout, one: Placed, rows: list[int], mapping: Mapping, found: Filled, findings: Findings
) -> None:
    if mapping.fill_down is not None and one.target not in mapping.fill_down:
        return
    own = layout.column(one.column, rows)
    values = [found.get((row, one.column), value) for row, value in zip(rows, own, strict=True)]
    blanks = [row for row, value in zip(rows, values, strict=True) if is_blank(value)]
    parts = _parts(layout, dict(zip(rows, values, strict=True)))
    if not blanks or not (mapping.fill_down is not None or _says_each_once(parts)):
        return
    for part in parts:
        above: Value = ""
        for row, value in part.items():
            above = above if is_blank(value) else value
            if is_blank(value) and not is_blank(above):
                found[row, one.column] = above
    findings.warn(
        layout.grid,
        [(row, one.column) for row in blanks],
        Said(
            f"“{one.heading.joined}”列的空格按“同上”读取",
            f"blank cells of «{one.heading.joined}» were read as «as above»",
        ),
        Asked(
            Said("对吗？", "is that right?"),
            Said(
                "不对的请把空格填上，或在对照里写fill_down = []",
                "if not, fill in the blank cells, or give fill_down = [] in the mapping",
            ),
        ),
    )


def _parts(layout: Layout, values: dict[int, Value]) -> list[dict[int, Value]]:
    """A column's values by row, divided where a group or a repeated header begins: nothing is «as above» across it."""
    breaks = layout.rows("group", "header")
    parts: dict[int, dict[int, Value]] = {}
    for row, value in values.items():
        parts.setdefault(bisect.bisect(breaks, row), {})[row] = value
    return list(parts.values())


def _says_each_once(parts: list[dict[int, Value]]) -> bool:
    """Whether a column is written «only where it changes».

    Then no value stands below itself. That is no accident where each part says each of its values once, or where rows
    in no order would have repeated a value many times.
    """
    said = [["" if is_blank(value) else wording.said(value) for value in part.values()] for part in parts]
    if any(not part[0] for part in said) or any(a == b != "" for part in said for a, b in itertools.pairwise(part)):
        return False
    filled = [value for part in said for value in part if value]
    blanks = sum(map(len, said)) - len(filled)
    once = all(len(set(part)) == len(part) for part in ([value for value in part if value] for part in said))
    if once and blanks * _FEWEST_BLANKS >= len(filled) + blanks:
        return True
    alike = sum((count / len(filled)) ** 2 for count in Counter(filled).values())
    pairs = sum(bool(a and b) for part in said for a, b in itertools.pairwise(part))
    return pairs * alike >= _TELLING_REPEATS


def _named(
    layout: Layout, group: Group, placed: list[Placed], said: Sheet, findings: Findings
) -> tuple[str, str] | None:
    """What a group row says: (target, value)."""
    if said.group:
        return None if said.group == "none" else (said.group, group.label)
    if known := known_word(group.label):
        return known
    targets = {one.target: one.column for one in placed}
    rows = [row for row in layout.rows("data") if row > group.row]
    blank = {
        target
        for target in ("industry", "unit")
        if target not in targets or all(is_blank(layout.cell(row, targets[target])) for row in rows[:5])
    }
    for target in ("unit", "industry"):
        if target in blank and (looks_like(target, group.label) or len(blank) == 1):
            return target, group.label
    if blank:
        findings.error(
            layout.grid,
            group.row,
            group.column,
            Said(
                "是一组项目的标题，看不出是产业还是责任单位", "heads a group of projects: an industry or a department?"
            ),
            Said("请在对照里写明这张表的group", "say so by this sheet's group in the mapping"),
            of_row=False,
        )
        return None
    findings.warn(
        layout.grid,
        [(group.row, group.column)],
        Said("是一组项目的标题，没有用它", "heads a group of projects and was not used"),
    )
    return None


def known_word(label: str) -> tuple[str, str] | None:
    """What a word is by itself: (target, our word) of an industry or unit of the settings, or of a choice column."""
    zone = settings()
    for target, names in (("industry", zone.industry), ("unit", zone.unit)):
        if found := of_names(label, [name.zh for name in names], [name.en for name in names]):
            return target, found
    for target in ("nature", "agreement", "channel", "origin"):
        if word := word_of(target, label):
            return target, word
    return None


def looks_like(target: str, label: str) -> bool:
    """Whether a word ends as the names of departments ('unit') or industries do."""
    return bool((_OFFICE if target == "unit" else _TRADE).search(label))


def of_names(said: str, names: list[str], english: Iterable[str] = ()) -> str | None:
    """The settings' name that a text means: the same but for white space, width, case, «产业» at its end."""
    folded = {fold(name): name for name in names} | {fold(e): n for e, n in zip(english, names, strict=False)}
    text = fold(said)
    for candidate in (text, re.sub(r"(产业|行业|产业链|类|领域|项目)+$", "", text)):
        if candidate in folded:
            return folded[candidate]
    return None


def word_of(target: str, said: str) -> str | None:
    """The choice (of agreement, origin, channel, nature or kind) that a word means; None for none."""
    table = "plan" if target == "nature" else "project_kind" if target == "kind" else "project"
    choices = form.choices(table, target)
    text = re.sub(r"(项目|类)$", "", fold(said))
    known = {fold(word): code for code, word in choices.items()} | {fold(a): b for a, b in WORDS[target].items()}
    return known.get(fold(said)) or known.get(text)


def zone() -> Settings:
    """The settings in force."""
    return settings()


__all__ = ["MONEY", "Filled", "filled", "group_values", "known_word", "of_names", "word_of", "zone"]

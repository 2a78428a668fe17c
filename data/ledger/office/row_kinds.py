"""Each row of a table's body → what it is: data, the heading of a group, a total, a note, the header once more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.ledger import cells
from data.ledger.cells import Value
from data.ledger.office import groups, header
from data.ledger.office.dictionary import fold
from data.ledger.office.layout import Layout, RowKind

#: A longer text by itself is a remark.
_LONG = 40
_MOST = 0.7
_TOTAL = re.compile(
    r"(本页|本表|全区|全市|项目)?(合计|总计|小计|总合计|共计|累计|汇总|total|subtotal|grandtotal|sum)(数|额)?(\d+个(项目)?)?"
    r"|共\d+[个项]项?目?",
    re.IGNORECASE,
)

#: «（12个，总投资35亿元）», «12个项目»: what only a group says of itself.
_HOW_MANY = re.compile(r"([(]\s*共?\s*\d+\s*[个项家户]|\d+个(项目)?$)")

#: Below the rows: parts of the total, and what it is compared with.
_OF_TOTAL = re.compile(r"^(其中|上年|去年|同比|增长|增幅|占比|完成率|序时)")

_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?%?")

#: A row of column numbers below the header, as statistical tables have it.
_COLUMN_NUMBER = re.compile(r"[(]?(\d{1,3})[)]?(=.*)?")

_COLUMN_LETTERS = {*"甲乙丙丁戊己庚辛壬癸abcdefgh", "栏次", "列次", "行次"}

_NOTE = re.compile(
    r"^\s*(?:\(?续(?:上|前)?表.{0,3}$|接上表$)"
    r"|^\s*[*※]?\s*(注|说明|备注|填表|填报|制表|审核|审批|联系|负责人|单位负责人|统计|报送|note|source)",
    re.IGNORECASE,
)


def classify(layout: Layout, name_columns: Iterable[int], serial: int | None, plain: Iterable[int]) -> None:
    """Tell data rows from groups, totals, notes and repeated headers.

    `name_columns` say what a row is called, `serial` numbers it, `plain` are the columns of words and dates, which
    a group or total leaves blank.
    """
    first = layout.header[1] + 1
    roles = _Roles(set(name_columns), serial, set(plain), _has_serials(layout, serial, first))
    for row in range(first, len(layout.grid.rows)):
        layout.kinds[row] = _kind(layout, row, roles)
    _projects_again(layout, roles)
    # A single text below the last row of data is a remark, not the heading of a group.
    last = max(layout.rows("data"), default=first)
    for row in layout.rows("group"):
        if row > last:
            layout.kinds[row] = "note"
    groups.regroup(layout)
    layout.notes += [header.line(layout.grid, row) for row in layout.rows("note")]


@dataclass(frozen=True)
class _Roles:
    """Which columns say what a row is called, number it, or hold words and dates that a group or total leaves blank."""

    names: set[int]
    serial: int | None
    blank: set[int]
    has_serials: bool = False

    @property
    def leading(self) -> set[int]:
        return self.names | ({self.serial} if self.serial is not None else set())


def _kind(layout: Layout, row: int, roles: _Roles) -> RowKind:  # noqa: PLR0911 (a kind a line)
    filled = {column: v for column, v in enumerate(layout.grid.rows[row]) if not cells.is_blank(v)}
    if not filled or set(filled) == {roles.serial}:
        return (
            "blank"
            if not any(isinstance(v, str) and not v.strip().isdecimal() for v in filled.values())
            else _single(layout, row, filled, roles)
        )
    is_below_header = row <= layout.header[1] + 2 or layout.kinds.get(row - 1) == "header"
    if _repeats_header(layout, row, filled) or (is_below_header and _numbers_columns(filled)):
        return "header"
    # In a csv file numbers are texts too.
    texts = {
        c: str(v).strip() for c, v in filled.items() if isinstance(v, str) and not _NUMBER.fullmatch(groups.narrow(v))
    }
    if not texts:
        return "data"
    others = roles.blank & set(filled) - roles.leading
    if any(_is_total(text) for text in _labels(texts, roles)):
        # A project may be called «Total»: a sum has no investor, no department and no date beside it.
        return "data" if len(others) > 1 and roles.names & set(texts) else "total"
    if len(filled) > 1 and len(texts) == len(filled) and all(":" in groups.narrow(text) for text in texts.values()):
        return "note"
    if roles.serial not in filled and any(_OF_TOTAL.match(groups.narrow(text)) for text in _labels(texts, roles)):
        return "total"
    if len(filled) == 1:
        return _single(layout, row, filled, roles)
    is_group = not others and (_is_numbered(texts, filled, roles) or _heads_group(layout, texts, filled, roles))
    return "group" if is_group else "data"


def _projects_again(layout: Layout, roles: _Roles) -> None:
    """A row with amounts that heads no row of data is no group: «一、甲项目», «二、乙项目» are projects."""
    ends = [row for row, kind in layout.kinds.items() if kind in {"group", "total"}]
    for row in layout.rows("group"):
        after = next((end for end in ends if end > row), len(layout.grid.rows))
        has_members = any(layout.kinds.get(at) == "data" for at in range(row + 1, after))
        is_nested = (
            after < len(layout.grid.rows)
            and layout.kinds[after] == "group"
            and _depth_of(layout, after) > (_depth_of(layout, row))
        )
        has_amounts = _count(layout.grid.rows[row]) > 1 + (roles.serial is not None)
        if not has_members and not is_nested and has_amounts:
            layout.kinds[row] = "data"


def _depth_of(layout: Layout, row: int) -> int:
    return groups.of_row(layout, row).depth


def _labels(texts: dict[int, str], roles: _Roles) -> list[str]:
    """Where a total says that it is one: in the first texts of a row that names no project beside it."""
    named = [text for column, text in texts.items() if column in roles.names | {roles.serial}]
    return named or list(texts.values())[:2]


def _has_serials(layout: Layout, serial: int | None, first: int) -> bool:
    """Whether most rows that say several things are numbered, so that one without a number is no project."""
    if serial is None:
        return False
    rows = [row for row in range(first, len(layout.grid.rows)) if _count(layout.grid.rows[row]) > 2]
    return sum(not cells.is_blank(layout.cell(row, serial)) for row in rows) > len(rows) * _MOST


def _count(row: Iterable[Value]) -> int:
    return sum(not cells.is_blank(value) for value in row)


def _heads_group(layout: Layout, texts: dict[int, str], filled: dict[int, Value], roles: _Roles) -> bool:
    """Whether a row with amounts but without a number, words or dates is the heading of the rows below it."""
    label = next((groups.narrow(text) for column, text in texts.items() if column in roles.leading), "")
    if not label or len(texts) > 1 or (roles.serial in filled and roles.serial not in texts):
        return False
    bare = groups.label(label)
    if _HOW_MANY.search(label):
        return roles.has_serials or layout.is_group_word(bare) or layout.looks_like_group(bare)
    return layout.is_group_word(bare) or (roles.has_serials and layout.looks_like_group(bare))


def _numbers_columns(filled: dict[int, Value]) -> bool:
    """Whether a row says 1, 2, 3 … (or 甲, 乙, 1, 2 …) from left to right and nothing else."""
    said = [
        groups.narrow(str(int(v)) if isinstance(v, float) and v.is_integer() else str(v)).lower()
        for v in filled.values()
    ]
    numbers = [int(found[1]) for text in said if (found := _COLUMN_NUMBER.fullmatch(text))]
    letters = [text for text in said if text in _COLUMN_LETTERS]
    is_lettered = len(letters) > 1 and numbers[:1] == [1]  # «甲, 乙, 1, 2»
    return (
        (len(numbers) >= 3 or is_lettered)
        and len(numbers) + len(letters) == len(said)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _single(layout: Layout, row: int, filled: dict[int, Value], roles: _Roles) -> RowKind:
    """A row with one cell: a remark, the heading of a group, or a row of data that lost its cells."""
    column, text = next((c, groups.narrow(str(v))) for c, v in filled.items())
    if _NOTE.match(text) or len(text) > _LONG:
        return "note"
    if groups.NUMBERING.match(text):
        return "group"
    if _has_ended(layout) or re.search(r"[。；]|:.", text):
        return "note"
    wide = any(top == (row, column) and bottom[1] - column >= 2 for top, bottom in layout.grid.merged)
    if column == roles.serial or wide or layout.is_group_word(groups.label(text)):
        return "group"
    if text.endswith(":") and not layout.looks_like_group(groups.label(text)):
        return "note"
    looks_like_one = layout.looks_like_group(groups.label(text))
    counts = [bool(_HOW_MANY.search(text)), roles.has_serials, looks_like_one]
    return "group" if sum(counts) >= 2 else "data"


def _has_ended(layout: Layout) -> bool:
    """Whether the table's last total has been passed: one below data that is not a subtotal."""
    has_data = False
    for row, kind in layout.kinds.items():
        has_data = has_data or kind == "data"
        if kind == "total" and has_data and not says_subtotal(layout.grid.rows[row]):
            return True
    return False


def _is_numbered(texts: dict[int, str], filled: dict[int, Value], roles: _Roles) -> bool:
    """«一、» before a label, in its cell or in the cell before it; besides them only amounts.

    «2 | 一、甲项目» among numbered projects is one of them.
    """
    first = min(texts)
    if roles.has_serials and roles.serial in filled and roles.serial not in texts:
        return False
    numbered = bool(groups.NUMBERING.match(groups.narrow(texts[first])))
    return numbered and first <= max(roles.leading, default=0) and set(texts) <= roles.leading | {first}


def _is_total(text: str) -> bool:
    said = groups.tight(text)
    return bool(_TOTAL.fullmatch(said)) or (
        said.endswith(("小计", "合计", "总计", "subtotal")) and len(said) <= _LONG // 2
    )


def says_subtotal(values: Iterable[Value]) -> bool:
    """Whether one of these cells says «小计», «小 计» or «Subtotal»."""
    said = [groups.tight(v).lower() for v in values if isinstance(v, str)]
    return any("小计" in text or "subtotal" in text for text in said)


def _repeats_header(layout: Layout, row: int, filled: dict[int, Value]) -> bool:
    if any(
        isinstance(v, float | int) or (isinstance(v, str) and _NUMBER.fullmatch(groups.narrow(v)))
        for v in filled.values()
    ):
        return False  # a number is no heading: what stands in a row of data may read like its column's name
    by_column = {head.column: {fold(text) for text in head.texts} for head in layout.heads}
    same = sum(isinstance(v, str) and fold(v) in by_column.get(column, set()) for column, v in filled.items())
    fewest = 1 if layout.kinds.get(row - 1) == "header" else 2  # of several rows the lower ones may say one thing
    return same >= fewest and same >= 0.8 * len(filled)

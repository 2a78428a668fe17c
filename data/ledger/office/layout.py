"""A sheet as an office made it → where its table is: title, notes, header rows, and what each row of the body is."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from data.ledger import cells
from data.ledger.cells import Value
from data.ledger.office import header, headings, time_words
from data.ledger.office.header import at, shown
from data.ledger.office.headings import Heading, fold
from data.ledger.office.tables import Table
from data.ledger.office.units import units_in
from data.ledger.open.reading import Grid

#: `part`: a row of a package's part, whose amounts the package's own row has.
RowKind = Literal["data", "group", "total", "note", "header", "blank", "part"]

#: A longer text by itself is a remark.
_LONG = 40
_UNNUMBERED = 5
_MOST = 0.7
_TOTAL = re.compile(
    r"(本页|本表|全区|全市|项目)?(合计|总计|小计|总合计|共计|累计|汇总|total|subtotal|grandtotal|sum)(数|额)?(\d+个(项目)?)?"
    r"|共\d+[个项]项?目?",
    re.IGNORECASE,
)
#: «一、», «（一）», «Ⅰ.»: a numeral is one only before a mark or a space, or alone: «三一重工…» and «VIVO…» are names.
_NUMBERING = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[)）]|(?:[一二三四五六七八九十]+|[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)(?:\s*[、.．:：)）]|\s+|$))\s*"
)
#: «1.» and «（1）» number groups too, but «3.5GW电池项目» is a project.
_NUMBERED = re.compile(r"^(?:\d{1,2}\s*[、.．:：](?!\d)|[(]\d{1,2}[)])\s*")
#: «（12个，总投资35亿元）», «12个项目»: what only a group says of itself.
_HOW_MANY = re.compile(r"([(]\s*共?\s*\d+\s*[个项家户]|\d+个(项目)?$)")
_HOW_MANY_AT_END = re.compile(r"\s*[(（]\s*共?\s*\d+\s*[个项家户][^()（）]*[)）]\s*$")
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
_COUNTED = re.compile(r"[（(][^()（）]*[)）]\s*$")


@dataclass(frozen=True)
class Group:
    """A group row: its label without numbering, and how deep it stands («一、» 1, «（一）» 2, «1.» 3, «（1）» 4).

    Without a number its depth is only seen from the other groups.
    """

    row: int
    column: int
    label: str
    depth: int
    is_numbered: bool = True


@dataclass
class Layout:
    """A sheet's table. Rows and columns from 0; `header` is the first and the last row of the header.

    `kinds`: what every row below the header is. `units`: those named above or beside the table.
    """

    grid: Grid
    header: tuple[int, int]
    heads: list[Heading]
    title: str = ""
    units: tuple[str, ...] = ()
    year: int | None = None
    is_year_of_file: bool = False
    month: tuple[int, int] | None = None
    kinds: dict[int, RowKind] = field(default_factory=dict)
    is_group_word: Callable[[str], bool] = field(default=lambda _: False)
    looks_like_group: Callable[[str], bool] = field(default=lambda _: False)
    groups: list[Group] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The only unit named above or beside the table, "" for none or several."""
        return self.units[0] if len(self.units) == 1 else ""

    def rows(self, *kinds: RowKind) -> list[int]:
        """The rows of these kinds, in order."""
        return [row for row, kind in self.kinds.items() if kind in kinds]

    def cell(self, row: int, column: int) -> Value:
        """A cell's value, "" where the sheet has none."""
        return at(self.grid, row, column)

    def column(self, column: int, rows: Iterable[int]) -> list[Value]:
        """A column's values in these rows of the sheet."""
        lines = (self.grid.rows[row] for row in rows)
        return [line[column] if column < len(line) else "" for line in lines]


def find(
    table: Table,
    header_rows: tuple[int, int] | None = None,
    year: int | None = None,
    said: frozenset[str] = frozenset(),
) -> Layout | None:
    """A table's layout; None where no row looks like a header.

    `header_rows` (from 1), `year` and `said`, headings (folded), are what is known.
    """
    grid = table.grid
    rows = (header_rows[0] - 1, header_rows[1] - 1) if header_rows else header.find(grid, said)
    if rows is None:
        return None
    layout = Layout(grid, rows, header.heads(grid, rows))
    _read_above(layout, table.above)
    layout.year = year or layout.year
    return layout


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
    regroup(layout)
    layout.notes += [_line(layout.grid, row) for row in layout.rows("note")]


def regroup(layout: Layout) -> None:
    """The groups as the kinds of rows now are."""
    layout.groups = [_group(layout, row) for row in layout.rows("group")]


def _read_above(layout: Layout, above: tuple[str, ...]) -> None:
    """Title, notes, unit, year and month: of the lines over the table, then of those over the sheet's first one."""
    grid = layout.grid
    lines = [_line(grid, row) for row in range(layout.header[0])]
    layout.title = next((line for line in lines if line), "")
    layout.notes = [line for line in lines if line][1:]
    around = [str(v) for row in grid.rows[: layout.header[0]] for v in row if isinstance(v, str) and v.strip()]
    of_sheet = f"（{grid.sheet}）" if "元" in grid.sheet else ""
    layout.units = next((units for texts in (around, above, [of_sheet]) if (units := _units(texts))), ())
    around += above
    titles = [*around, grid.sheet]
    layout.year = next((year for text in titles if (year := headings.year_in(_undated(text)))), None)
    layout.month = next((month for text in titles if (month := _month_in(text, None))), None)
    if layout.year is None and layout.month:
        layout.year = layout.month[0]  # «23年9月»
    layout.is_year_of_file = layout.year is None
    layout.year = layout.year or headings.year_in(grid.file)
    if layout.month is None and layout.year:
        layout.month = next((month for text in titles if (month := _month_in(text, layout.year))), None)
    layout.month = layout.month or _month_in(grid.file, None)


#: «填报日期：2023年10月8日», a day that only says when a form was filled in, and a full date that does not say «截至».
_FILLED_IN = re.compile(
    r"(?:填[报表写]|制[表单]|报[送出表]|上报|打印|导出|更新|生成|编制|审[核批]|联系)[^\d,，;；。]{0,8}\d{2,4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?"
)
#: «统计截止日期：2023年9月30日» is «截至2023年9月30日».
_UNTIL = re.compile(r"截[至止]到?(?:日期|时间|时点|日)?[:：]?(?=\d)")
_DAY = re.compile(r"(截[至止]到?|[至到])?\s*((?:20)?\d{2})[-./年](\d{1,2})[-./月](\d{1,2})(?![\d月])日?")


def _units(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for text in texts for unit in units_in(text)))


def _undated(text: str) -> str:
    return _FILLED_IN.sub("", time_words.in_digits(unicodedata.normalize("NFKC", text)))


def _month_in(text: str, year: int | None) -> tuple[int, int] | None:
    """The month up to which a title speaks: «截至2023年9月», «2023年1-9月», «9月份» of a year that is known elsewhere.

    Not the month of a day on which something was filled in: that is the month after, as a rule.
    """
    narrow = _UNTIL.sub("截至", re.sub(r"\s", "", _undated(text)))
    narrow = _DAY.sub(lambda m: f"{m[2]}年{m[3]}月" if m[1] or _is_last_day(m) else "", narrow)
    time = time_words.read((narrow,))
    if not time.last or time.period not in {"month", "span", "running", "range"}:
        return None
    named = time.year or year
    return (named, time.last) if named else None


def _is_last_day(match: re.Match[str]) -> bool:
    """Whether a date is its month's last day, on which reports are made up to."""
    year, month, day = int(f"20{match[2]}"[-4:]), int(match[3]), int(match[4])
    return 1 <= month <= 12 and day == calendar.monthrange(year, month)[1]


def _line(grid: Grid, row: int) -> str:
    return " ".join(shown(value) for value in grid.rows[row] if not cells.is_blank(value)).strip()


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
    texts = {c: str(v).strip() for c, v in filled.items() if isinstance(v, str) and not _NUMBER.fullmatch(_narrow(v))}
    if not texts:
        return "data"
    others = roles.blank & set(filled) - roles.leading
    if any(_is_total(text) for text in _labels(texts, roles)):
        # A project may be called «Total»: a sum has no investor, no department and no date beside it.
        return "data" if len(others) > 1 and roles.names & set(texts) else "total"
    if len(filled) > 1 and len(texts) == len(filled) and all(":" in _narrow(text) for text in texts.values()):
        return "note"
    if roles.serial not in filled and any(_OF_TOTAL.match(_narrow(text)) for text in _labels(texts, roles)):
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
    return _group(layout, row).depth


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
    label = next((_narrow(text) for column, text in texts.items() if column in roles.leading), "")
    if not label or len(texts) > 1 or (roles.serial in filled and roles.serial not in texts):
        return False
    bare = _label(label)
    if _HOW_MANY.search(label):
        return roles.has_serials or layout.is_group_word(bare) or layout.looks_like_group(bare)
    return layout.is_group_word(bare) or (roles.has_serials and layout.looks_like_group(bare))


def _numbers_columns(filled: dict[int, Value]) -> bool:
    """Whether a row says 1, 2, 3 … (or 甲, 乙, 1, 2 …) from left to right and nothing else."""
    said = [
        _narrow(str(int(v)) if isinstance(v, float) and v.is_integer() else str(v)).lower() for v in filled.values()
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
    column, text = next((c, _narrow(str(v))) for c, v in filled.items())
    if _NOTE.match(text) or len(text) > _LONG:
        return "note"
    if _NUMBERING.match(text):
        return "group"
    if _has_ended(layout) or re.search(r"[。；]|:.", text):
        return "note"
    wide = any(top == (row, column) and bottom[1] - column >= 2 for top, bottom in layout.grid.merged)
    if column == roles.serial or wide or layout.is_group_word(_label(text)):
        return "group"
    if text.endswith(":") and not layout.looks_like_group(_label(text)):
        return "note"
    looks_like_one = layout.looks_like_group(_label(text))
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
    numbered = bool(_NUMBERING.match(_narrow(texts[first])))
    return numbered and first <= max(roles.leading, default=0) and set(texts) <= roles.leading | {first}


def _is_total(text: str) -> bool:
    said = tight(text)
    return bool(_TOTAL.fullmatch(said)) or (
        said.endswith(("小计", "合计", "总计", "subtotal")) and len(said) <= _LONG // 2
    )


def says_subtotal(values: Iterable[Value]) -> bool:
    """Whether one of these cells says «小计», «小 计» or «Subtotal»."""
    said = [tight(v).lower() for v in values if isinstance(v, str)]
    return any("小计" in text or "subtotal" in text for text in said)


def _repeats_header(layout: Layout, row: int, filled: dict[int, Value]) -> bool:
    if any(
        isinstance(v, float | int) or (isinstance(v, str) and _NUMBER.fullmatch(_narrow(v))) for v in filled.values()
    ):
        return False  # a number is no heading: what stands in a row of data may read like its column's name
    by_column = {head.column: {fold(text) for text in head.texts} for head in layout.heads}
    same = sum(isinstance(v, str) and fold(v) in by_column.get(column, set()) for column, v in filled.items())
    fewest = 1 if layout.kinds.get(row - 1) == "header" else 2  # of several rows the lower ones may say one thing
    return same >= fewest and same >= 0.8 * len(filled)


def _group(layout: Layout, row: int) -> Group:
    texts = [(c, str(v).strip()) for c, v in enumerate(layout.grid.rows[row]) if isinstance(v, str) and v.strip()]
    joined = _narrow(
        " ".join(text for _, text in texts[:2]) if _NUMBERING.fullmatch(_narrow(texts[0][1])) else texts[0][1]
    )
    return Group(row, texts[min(1, len(texts) - 1)][0], _label(joined), _depth(joined), _depth(joined) != _UNNUMBERED)


def _depth(text: str) -> int:
    if _NUMBERING.match(text):
        return 2 if text.startswith("(") else 1
    if _NUMBERED.match(text):
        return 4 if text.startswith("(") else 3
    return _UNNUMBERED


def _label(text: str) -> str:
    """What a group is called: without its number, and without how many projects it has."""
    narrow = _narrow(text)
    label = _NUMBERED.sub("", _NUMBERING.sub("", narrow, count=1), count=1)
    while _COUNTED.search(label):
        label = _COUNTED.sub("", label)
    return re.split(r"[:：,，]|\d+个", label)[0].strip(" 【】[]")


def without_count(text: str) -> str:
    """«招商促进局（5个）» without its count."""
    return _HOW_MANY_AT_END.sub("", text)


def tight(text: str) -> str:
    """A label without white space, colons and how many projects it counts."""
    return re.sub(r"[\s:：]", "", unicodedata.normalize("NFKC", _COUNTED.sub("", text)))


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()

"""A sheet's rows → entries: what each row says of its project, target by target, every cell read or refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from data.errors import Said, english
from data.ledger import cells, clocks
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.check.findings import Findings
from data.ledger.mapping import ANY_SHEET, MEASURES, DateOrder, Mapping, Sheet
from data.ledger.office import blanks
from data.ledger.office.dictionary import fold
from data.ledger.office.given import Given, month_of
from data.ledger.office.groups import without_count
from data.ledger.office.layout import Layout
from data.ledger.office.placed import MONEY, Placed, each
from data.ledger.office.written import amounts, days, money_refusals, money_units, wording
from data.ledger.office.written.days import Dates
from data.ledger.office.written.wording import Tally
from data.ledger.open.reading import Grid
from data.ledger.report import Account
from data.settings import Name

DATES = ("signed_on", "approved_on", "started_on", "production_on", "terminated_on", "planned_start_on")
_HAPPENED = frozenset(DATES) - {"planned_start_on"}
_TEXTS = ("name", "content", "investor", "lead_official", "termination_reason", "remarks", "status")
_CHOICES = ("agreement", "origin", "channel", "nature")
_KINDS_SPLIT = re.compile(r"[、,，;；/+\s]+")
_NO_KIND = {"其他", "其它", "一般", "一般企业", "普通", "非500强", "other", "others"}
_NEW = re.compile(r"新(技术|产业|业态|模式)")


@dataclass(slots=True)
class Entry:
    """One row of data: `values` by target in the model's terms, `at` the column each came from.

    `amounts`: (measure, month's first day) → (万元, column); `spans`: those of them that sum up several months → the
    first one. `plans`: year → (annual plan in 万元, column). `of`: the month that the sheet is of, where it says so.
    `is_payment`: the row is of a day and not of a month as a whole.
    """

    grid: Grid
    row: int
    values: dict[str, object] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    amounts: dict[tuple[str, dt.date], tuple[Decimal, int]] = field(default_factory=dict)
    spans: dict[tuple[str, dt.date], dt.date] = field(default_factory=dict)
    plans: dict[int, tuple[Decimal, int]] = field(default_factory=dict)
    of: dt.date | None = None
    is_payment: bool = False
    kinds: list[str] = field(default_factory=list)
    extra: dict[str, object] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    year: int | None = None

    def said(self, name: str) -> str | None:
        """What a target or a column, by its heading, says in this row, as text; None where there is neither."""
        if name in self.values:
            return str(self.values[name])
        return self.raw.get(fold(name))


@dataclass
class Sheeted:
    """A sheet with its columns: what `gather` needs, and what totals are checked against."""

    layout: Layout
    placed: list[Placed]
    read: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    unread: set[tuple[int, int]] = field(default_factory=set)
    ruled_out: set[int] = field(default_factory=set)
    dropped: set[tuple[int, int]] = field(default_factory=set)
    account: Account = field(default_factory=Account)
    packages: int = 0

    def of(self, target: str) -> Placed | None:
        """The column that fills a target."""
        return next((one for one in each(self.placed) if one.target == target), None)


class Gatherer:
    """Reads the rows of one sheet. `implied`: what the sheet's own name says, by target."""

    def __init__(self, sheet: Sheeted, mapping: Mapping, findings: Findings, implied: dict[str, str]) -> None:
        self.sheet, self.layout, self.mapping, self.findings = sheet, sheet.layout, mapping, findings
        self.grid = sheet.layout.grid
        self.said = mapping.of_sheet(self.grid.sheet)
        self.filled = blanks.filled(self.layout, sheet.placed, mapping, findings)
        self.groups = blanks.group_values(self.layout, sheet.placed, mapping, findings)
        self.implied = implied
        self.said_of_all: dict[str, object] = {}
        self.tally, self.rounded = Tally(), Tally()
        self.known: dict[tuple[str, str], str] = {}
        self.places: dict[tuple[tuple[str, int], ...], dict[str, int]] = {}
        year = self.said.year or mapping.year or self.layout.year
        self.dates = {one.column: self._dates(one, year) for one in each(sheet.placed)}
        self.names = {one.column: one.called for one in sheet.placed}
        self.given = Given(self.layout, sheet.placed, mapping)
        self.keys = {fold(name) for name in (*mapping.key, *mapping.payment_key)}
        #: Each column, its number, and its name where it is a part of a key.
        self.columns = [
            (one, one.column, name if (name := fold(one.heading.joined)) in self.keys else None) for one in sheet.placed
        ]
        self._take_constants()
        self.mute = {one.column for one in sheet.placed if one.is_money and self._lacks_unit(one)}

    def entries(self) -> list[Entry]:
        """The entries of all data rows, in order; rows that the mapping leaves out are not among them."""
        rows = self.layout.rows("data")
        is_shown_only = self.said.hidden_rows == "leave_out"
        self.sheet.ruled_out = {
            row for row in rows if self.given.is_ruled_out(row) or (is_shown_only and row in self.grid.hidden_rows)
        }
        found = [self._entry(row) for row in rows if row not in self.sheet.ruled_out]
        self._say_tallies()
        return found

    def _take_constants(self) -> None:
        """What a sheet's name and the mapping say of all rows, read as cells would be; what cannot be is an error."""
        self.said_of_all = {target: self._constant(target, said) for target, said in self.implied.items()}
        said: dict[tuple[str, ...], str] = {("constants", name): word for name, word in self.mapping.constants.items()}
        own = self.mapping.sheets.get(self.grid.sheet, Sheet()).constants
        said |= {
            ("sheets", self.grid.sheet if name in own else ANY_SHEET, "constants", name): word
            for name, word in self.said.constants.items()
        }
        for path, word in said.items():
            try:
                self.said_of_all[path[-1]] = self._constant_of(path[-1], word)
            except CellError as error:
                where = self.mapping.where(*path)
                why = Said(f"对照文件{where}“{word}”{error.why}", f"mapping {where.en}: «{word}» {english(error.why)}")
                self.findings.error(self.grid, self.layout.header[0], 0, why, error.todo, of_row=False)

    def _constant_of(self, target: str, word: str) -> object:
        if target in MONEY:
            unit = money_units.unit_of(self.mapping.unit or self.layout.unit, self.mapping.rates)
            return amounts.amount(word, unit, self.mapping.rates)[0]
        if target in DATES:
            return days.day(word, Dates(self.mapping.date_order, self.mapping.date_formats))[0]
        if target == "is_four_new":
            return wording.flag(word)
        if target == "year":
            return days.year(word)
        if target == "kind":
            return [self._choice_of(target, part) for part in _KINDS_SPLIT.split(word) if part]
        return self._choice_of(target, word) if target in _CHOICES else self._constant(target, word)

    def _choice_of(self, target: str, word: str) -> str:
        if (found := blanks.word_of(target, self._translated(target, word))) is None:
            raise CellError(
                Said("不是可选的内容", "is none of the choices"), Said("请更正对照文件", "correct the mapping")
            )
        return found

    # One row ----------------------------------------------------------------------------------------

    def _entry(self, row: int) -> Entry:
        entry = Entry(self.grid, row, of=dt.date(*self.layout.month, 1) if self.layout.month else None)
        cells_of_row = self.grid.rows[row]
        for one, column, key in self.columns:
            value = cells_of_row[column] if column < len(cells_of_row) else ""
            if self.filled:
                value = self.filled.get((row, column), value)
            if (value is None or value == "") and key is None:
                continue
            value = self.given.translated(one, value)
            if key is not None:
                entry.raw[key] = "" if isinstance(value, Unreadable) else cells.shown(value)
            if column in self.given.dated:
                continue
            try:
                self._read_parts(entry, one, value)
            except CellError as error:
                self.sheet.unread.add((row, column))
                if self.findings.is_blocked(self.grid, column):
                    continue  # the column as a whole has been asked about
                self.findings.error(self.grid, row, column, error.why, error.todo)
        self._take_dates(entry)
        self._take_periods_by_row(entry)
        self._take_plan(entry)
        self._add_what_stands_elsewhere(entry)
        self._ask_for_name(entry)
        self.findings.name(self.grid, row, str(entry.values.get("name", "")))
        # Most rows say the same things in the same columns: they share where.
        entry.at = self.places.setdefault(tuple(entry.at.items()), entry.at)
        return entry

    def _read_parts(self, entry: Entry, one: Placed, value: Value) -> None:
        if not one.parts:
            self._read(entry, one, value)
            return
        for part, said in self.given.parts(one, value):
            self._read(entry, part, self.given.translated(part, said))

    def _read(self, entry: Entry, one: Placed, value: Value) -> None:
        if isinstance(value, Unreadable):
            self._unreadable(entry, one, value)
            return
        if one.target == "is_four_new":
            self._put(entry, one, self._four_new(value))
        elif one.is_money or one.target == "total":
            self._money(entry, one, value)
        elif one.target in {"", "serial", "date_part"} or wording.is_nothing(value):
            return
        elif one.target == "year":
            self._put(entry, one, days.year(value))
        elif one.target in _HAPPENED and days.is_planned(value):
            entry.extra[self.names[one.column]] = cells.kept(value)
            self.tally.add(f"planned\0{one.heading.joined}", entry.row, one.column)
        elif one.target in DATES or one.target in {"month", "status_on"}:
            self._put(entry, one, self._day(entry, one, value))
        elif one.target == "kind":
            self._kinds(entry, one, wording.text(value))
            entry.at.setdefault("kind", one.column)
        else:
            self._word(entry, one, value)

    def _unreadable(self, entry: Entry, one: Placed, value: Unreadable) -> None:
        """An error value or a formula without its result: no fact of ours where it stands in another column."""
        if one.target not in {"", "serial", "total", "extra", "date_part"}:
            raise CellError(value.why, value.todo)
        if one.target == "extra":
            self.tally.add(f"unreadable\0{one.heading.joined}", entry.row, one.column)

    def _word(self, entry: Entry, one: Placed, value: Value) -> None:
        if one.target in _TEXTS:
            text = self._translated(one.target, wording.text(value))
            self._put(entry, one, text)
            if one.target == "status" and self.mapping.stages and text not in self.mapping.stages:
                self.tally.add(f"stage\0{text}", entry.row, one.column)
        elif one.target in {"industry", "unit"}:
            self._put(entry, one, self._of_zone(one.target, wording.text(value)))
        elif one.target in _CHOICES:
            self._choice(entry, one, value)
        elif one.target in {"project_id", "activity_id"}:
            self._put(entry, one, cells.identifier(value))
        elif one.target != "currency":
            self._keep(entry, one, value)

    def _keep(self, entry: Entry, one: Placed, value: Value) -> None:
        """A column of the office's own as it is; what Excel cannot hold is taken out of it, and that is said."""
        try:
            entry.extra[self.names[one.column]] = cells.kept(value)
        except CellError:
            if not isinstance(value, str):
                raise
            entry.extra[self.names[one.column]] = cells.kept(cells.holdable(value))
            self.tally.add(f"cleaned\0{one.heading.joined}", entry.row, one.column)

    def _put(self, entry: Entry, one: Placed, value: object) -> None:
        if value is not None:
            entry.values[one.target] = value
            entry.at[one.target] = one.column

    def _add_what_stands_elsewhere(self, entry: Entry) -> None:
        """Groups above the row and constants fill what the row itself leaves blank."""
        for target, label in self.groups.get(entry.row, {}).items():
            if target not in entry.values:
                entry.values[target] = self._constant(target, label)
        for target, value in self.said_of_all.items():
            if target == "kind":
                entry.kinds += [kind for kind in value if kind not in entry.kinds] if isinstance(value, list) else []
            elif target not in entry.values:
                entry.values[target] = value

    def _take_dates(self, entry: Entry) -> None:
        """Dates that a mapping puts together of several columns."""
        for column, dates in self.given.dated.items():
            for target, parts in dates.items():
                try:
                    found = self.given.date(entry.row, parts)
                except CellError as error:
                    self.findings.error(self.grid, entry.row, column, error.why, error.todo)
                    continue
                if found is not None:
                    entry.values[target] = found[0].replace(day=1) if target == "month" else found[0]
                    entry.at[target] = column
                    entry.is_payment = entry.is_payment or (target == "month" and found[1])

    def _take_periods_by_row(self, entry: Entry) -> None:
        """A running total in a row of its own month («月份» beside «累计完成投资») is of the year up to it."""
        month = entry.values.get("month")
        for one in self.sheet.placed:
            is_sum = one.target in MEASURES and one.period in {"span", "running", "year"}
            if is_sum and isinstance(month, dt.date) and isinstance(amount := entry.values.get(one.target), Decimal):
                del entry.values[one.target]
                entry.amounts[one.measure, month] = (amount, one.column)
                entry.spans[one.measure, month] = month.replace(month=1)

    def _take_plan(self, entry: Entry) -> None:
        """The annual plan whose heading names no year is of the row's year («年度» 2023), or of the ledger's."""
        entry.year = self._year_of_row(entry)
        amount = entry.values.get("amount")
        if isinstance(amount, Decimal) and entry.year is not None:
            column = entry.at["amount"]
            entry.plans.setdefault(entry.year, (amount, column))
            if self.layout.is_year_of_file and "year" not in entry.values and not (self.said.year or self.mapping.year):
                self.tally.add(f"year_of_file\0{self.names[column]}", entry.row, column)

    def _year_of_row(self, entry: Entry) -> int | None:
        if isinstance(year := entry.values.get("year"), int):
            return year
        return self.said.year or self.mapping.year or self.layout.year

    def _ask_for_name(self, entry: Entry) -> None:
        name = self.sheet.of("name")
        if name is not None and "name" not in entry.values and "project_id" not in entry.values:
            why = Said("没有项目名称", "names no project")
            self.findings.error(
                self.grid, entry.row, name.column, why, Said("请填写项目名称", "enter the project's name")
            )

    def _constant(self, target: str, label: str) -> object:
        if target in {"industry", "unit"}:
            return self._of_zone(target, label)
        return blanks.word_of(target, label) or label if target in _CHOICES else label

    # Kinds of cells ---------------------------------------------------------------------------------

    def _money(self, entry: Entry, one: Placed, value: Value) -> None:
        shown = self.grid.shown.get((entry.row, one.column))
        if wording.is_nothing(value) or (one.column in self.mute and _is_bare(value) and not amounts.says_unit(shown)):
            if wording.is_unknown(value) and one.target != "total":
                raise money_refusals.unknown()
            return
        try:
            unit = self.given.unit(entry.row, one)
            is_signed = self.mapping.negative != "refuse"
            amount, is_rounded = amounts.amount(value, unit, self.mapping.rates, shown, is_signed=is_signed)
        except CellError:
            if one.target == "total":
                return  # a check that cannot be read checks nothing, and is no fact of the row
            raise
        if amount < 0 and self.mapping.negative == "drop":
            self.tally.add(f"negative\0{self.names[one.column]}", entry.row, one.column)
            self.sheet.dropped.add((entry.row, one.column))
            return
        if shown is not None and amounts.conflict(one.unit, shown, self.mapping.rates):
            self.tally.add(f"format\0{self.names[one.column]}", entry.row, one.column)
        if is_rounded and one.target != "total":
            self.rounded.add(one.heading.joined, entry.row, one.column)
        self.sheet.read[entry.row, one.column] = amount
        if one.target == "month_amount" and one.month:
            entry.amounts[one.measure, one.month] = (amount, one.column)
            if len(one.months) > 1:
                entry.spans[one.measure, one.month] = min(one.months)
        elif one.target == "amount" and one.year is not None:
            entry.plans[one.year] = (amount, one.column)
        elif one.target != "total":
            self._put(entry, one, amount)

    def _day(self, entry: Entry, one: Placed, value: Value) -> dt.date:
        if one.target == "month" and (number := month_of(value)):
            return self._month(entry, one, number)
        if one.target == "planned_start_on":
            value = days.without_plan(value)
        found, how = days.day(value, self.dates[one.column])
        if how != "day" and one.target != "month":
            self.tally.add(f"{how}\0{one.heading.joined}", entry.row, one.column)
        if one.target == "month":
            entry.is_payment = how == "day" and found.day != 1
            return found.replace(day=1)
        return found

    def _month(self, entry: Entry, one: Placed, number: int) -> dt.date:
        """«3» or «3月» of the row's year, else of the ledger's."""
        column = self.sheet.of("year")
        year = days.year(self.layout.cell(entry.row, column.column)) if column else self.dates[one.column].year
        if year is None:
            raise CellError(
                Said("没有写是哪一年", "does not say of which year"),
                Said("请写成2023-09，或在对照里写明year", "write 2023-09, or give year in the mapping"),
            )
        return dt.date(year, number, 1)

    def _four_new(self, value: Value) -> bool | None:
        if isinstance(value, str) and _NEW.search(wording.said(value)):
            return True
        return None if cells.is_blank(value) else wording.flag(value) if not _is_dash(value) else False

    def _kinds(self, entry: Entry, one: Placed, text: str) -> None:
        whole = blanks.word_of("kind", self._translated("kind", text))
        parts = [text] if whole else [part for part in _KINDS_SPLIT.split(text) if part]
        for part in parts:
            if word := blanks.word_of("kind", self._translated("kind", part)):
                entry.kinds += [word] if word not in entry.kinds else []
            elif part.lower() not in _NO_KIND:
                entry.extra[self.names[one.column]] = text
                self.tally.add(f"kind\0{one.heading.joined}", entry.row, one.column)

    def _choice(self, entry: Entry, one: Placed, value: Value) -> None:
        text = self._translated(one.target, wording.text(value))
        if word := blanks.word_of(one.target, text):
            self._put(entry, one, word)
        elif one.target in {"agreement", "nature"}:
            raise CellError(
                Said("不是可选的内容", "is none of the choices"),
                Said(
                    "请改正，或在对照文件的[values]里写明是什么意思",
                    "correct it, or translate it under [values] in the mapping",
                ),
            )
        else:
            entry.extra[self.names[one.column]] = text
            self.tally.add(f"choice\0{one.heading.joined}", entry.row, one.column)

    def _of_zone(self, target: str, text: str) -> str:
        if (target, text) not in self.known:
            self.known[target, text] = self._name_of_zone(target, without_count(text))
        return self.known[target, text]

    def _name_of_zone(self, target: str, text: str) -> str:
        names: tuple[Name, ...] = getattr(blanks.zone(), target)
        said = self._translated(target, text)
        return blanks.of_names(said, [name.zh for name in names], [name.en for name in names]) or said

    def _translated(self, target: str, text: str) -> str:
        return self.mapping.values.get(target, {}).get(text, text)

    # Before the rows --------------------------------------------------------------------------------

    def _dates(self, one: Placed, year: int | None) -> Dates:
        is_date = one.target in (*DATES, "month", "status_on")
        return Dates(
            self._order(one),
            self.mapping.date_formats,
            year,
            not one.heading.joined.isascii(),
            self.grid.is_1904,
            clocks.of_column(self.layout.column(one.column, self.layout.rows("data"))) if is_date else "",
        )

    def _order(self, one: Placed) -> DateOrder | None:
        if self.mapping.date_order or (one.target not in DATES and one.target != "month"):
            return self.mapping.date_order
        return days.order_of(self.layout.column(one.column, self.layout.rows("data")))

    def _lacks_unit(self, one: Placed) -> bool:
        """Whether a money column has bare numbers and nothing says in which unit: asked once, at its heading."""
        if one.unit is not None:
            return False
        shown = self.grid.shown
        rows = [row for row in self.layout.rows("data") if not amounts.says_unit(shown.get((row, one.column)))]
        values = self.layout.column(one.column, rows)
        bare = [value for value in values if not isinstance(value, bool) and _is_bare(value)]
        if bare and not self.findings.is_blocked(self.grid, one.column):
            error = money_refusals.several_units(one.units) if one.units else money_refusals.no_unit()
            self.findings.error(self.grid, one.heading.row, one.column, error.why, error.todo, of_row=False)
        return bool(bare)

    # After the rows ---------------------------------------------------------------------------------

    def _say_tallies(self) -> None:
        for what, places in self.tally.found.items():
            kind, _, heading = what.partition("\0")
            why, ask, is_note = _TALLIES[kind](heading)
            self.findings.warn(self.grid, places, why, ask, is_note=is_note)
        for heading, places in self.rounded.found.items():
            self.findings.warn(
                self.grid,
                places,
                Said(f"“{heading}”列的金额四舍五入到0.01万元", f"amounts of «{heading}» were rounded to 0.01万元"),
                is_note=True,
            )


def _is_bare(value: Value) -> bool:
    """Whether a cell is a number without a unit, other than 0."""
    text = wording.said(value).replace(",", "") if isinstance(value, str | float | int) else ""
    return bool(re.fullmatch(r"\d+(\.\d+)?", text)) and float(text) != 0


def _is_dash(value: Value) -> bool:
    return isinstance(value, str) and wording.said(value).lower() not in {"无", "×"} and wording.is_nothing(value)


_TALLIES: dict[str, Callable[[str], tuple[Said, str, bool]]] = {
    "month": lambda h: (
        Said(f"“{h}”列只写到月份，按当月1日读取", f"«{h}» gives the month only; its first day was taken"),
        "",
        True,
    ),
    "part": lambda h: (
        Said(
            f"“{h}”列写的是旬或月初、月底，按这一段的第一天（月底按最后一天）读取",
            f"«{h}» gives a part of a month; its first day (of a month's end the last) was taken",
        ),
        "",
        True,
    ),
    "short": lambda h: (
        Said(
            f"“{h}”列的年份只有两位，按年、月、日的顺序读取",
            f"«{h}» gives the year by two digits: read as year, month, day",
        ),
        Said("对吗？", "is that right?"),
        False,
    ),
    "planned": lambda h: (
        Said(
            f"“{h}”列写的是计划的时间或正在准备，按还没有发生读取，原样保留",
            f"«{h}» says what is planned or prepared: read as not happened yet, kept as it is",
        ),
        Said("对吗？已经发生的请填写日期", "is that right? If it has happened, enter the date"),
        False,
    ),
    "unreadable": lambda h: (
        Said(
            f"“{h}”列的公式没有结果或出错，这一列的这些格没有保留",
            f"formulas of «{h}» have no result or an error: these cells were not kept",
        ),
        "",
        True,
    ),
    "year": lambda h: (
        Said(f"“{h}”列没有写年份，按台账的年份读取", f"«{h}» gives no year; the ledger's year was taken"),
        Said("对吗？", "is that right?"),
        False,
    ),
    "stage": lambda h: (
        Said(
            f"状态“{h}”没有列在对照文件的[stages]里，不对应任何阶段",
            f"the status «{h}» is not under [stages]: no stage",
        ),
        "",
        True,
    ),
    "negative": lambda h: (
        Said(f"“{h}”列的负数按对照文件没有计入", f"amounts below zero of «{h}» were dropped, as the mapping says"),
        "",
        True,
    ),
    "format": lambda h: (
        Said(
            f"“{h}”列的单元格格式显示的单位与表头不同，按显示的读取",
            f"cells of «{h}» show another unit by their format than the heading names: what they show was read",
        ),
        Said("对吗？", "is that right?"),
        False,
    ),
    "cleaned": lambda h: (
        Said(
            f"“{h}”列有Excel放不下的内容（控制字符、过长的文字），已去掉",
            f"«{h}» has what no cell of Excel holds (control characters, too long a text): taken out",
        ),
        "",
        True,
    ),
    "year_of_file": lambda h: (
        Said(f"“{h}”列没有写年份，按文件名里的年份读取", f"«{h}» gives no year; that of the file's name was taken"),
        Said("对吗？", "is that right?"),
        False,
    ),
    "clock": lambda h: (
        Said(
            f"“{h}”列的日期带有换算过时区的时间（如16:00:00），已换回当地的日期",
            f"days of «{h}» have times as another time zone leaves them (such as 16:00:00): put back to the day here",
        ),
        Said("对吗？", "is that right?"),
        False,
    ),
    "serial": lambda h: (
        Said(f"“{h}”列是Excel的日期序号，按日期读取", f"«{h}» holds Excel's numbers of days, read as dates"),
        Said("对吗？", "is that right?"),
        False,
    ),
    "kind": lambda h: (
        Said(
            f"“{h}”列的这个写法不在投资方类别里，没有计入，原样保留",
            f"this word of «{h}» is no kind of investor: kept, not counted",
        ),
        "",
        False,
    ),
    "choice": lambda h: (
        Said(
            f"“{h}”列的这个写法不在可选的内容里，没有计入，原样保留",
            f"this word of «{h}» is none of the choices: kept, not counted",
        ),
        "",
        False,
    ),
}

__all__ = ["DATES", "MEASURES", "Entry", "Gatherer", "Sheeted"]

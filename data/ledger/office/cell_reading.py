"""One cell → what it says of its row's project, by the kind of its column: money, a date, a word, a choice, a kind."""

from __future__ import annotations

import datetime as dt
import re

from data.errors import Said
from data.ledger import cells, clocks
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.check.findings import Findings
from data.ledger.mapping import DateOrder, Mapping
from data.ledger.office import blanks
from data.ledger.office.entry import DATES, Entry, Sheeted
from data.ledger.office.given import Given, month_of
from data.ledger.office.our_words import CHOICES, KINDS_SPLIT, OurWords
from data.ledger.office.placed import Placed, each
from data.ledger.written import amounts, days, money_refusals, wording
from data.ledger.written.days import Dates
from data.ledger.written.wording import Tally

_HAPPENED = frozenset(DATES) - {"planned_start_on"}
_TEXTS = ("name", "content", "investor", "lead_official", "termination_reason", "remarks", "status")
_NO_KIND = {"其他", "其它", "一般", "一般企业", "普通", "非500强", "other", "others"}
_NEW = re.compile(r"新(技术|产业|业态|模式)")


class CellReader:
    """Reads the cells of one sheet into the entries of their rows; what many cells have in common is tallied."""

    def __init__(self, sheet: Sheeted, mapping: Mapping, given: Given, words: OurWords, findings: Findings) -> None:
        self.sheet, self.layout, self.grid = sheet, sheet.layout, sheet.layout.grid
        self.mapping, self.given, self.words, self.findings = mapping, given, words, findings
        self.tally, self.rounded = Tally(), Tally()
        self.mute: set[int] = set()
        self.names = {one.column: one.called for one in sheet.placed}
        year = mapping.of_sheet(self.grid.sheet).year or mapping.year or self.layout.year
        self.dates = {one.column: self._dates(one, year) for one in each(sheet.placed)}

    def ask_for_units(self) -> None:
        """Before the first cell: which columns of money have bare numbers in no unit."""
        self.mute = {one.column for one in self.sheet.placed if one.is_money and self._lacks_unit(one)}

    def read(self, entry: Entry, one: Placed, value: Value) -> None:
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
            text = self.words.translated(one.target, wording.text(value))
            self._put(entry, one, text)
            if one.target == "status" and self.mapping.stages and text not in self.mapping.stages:
                self.tally.add(f"stage\0{text}", entry.row, one.column)
        elif one.target in {"industry", "unit"}:
            self._put(entry, one, self.words.of_zone(one.target, wording.text(value)))
        elif one.target in CHOICES:
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
        whole = self.words.choice("kind", text)
        parts = [text] if whole else [part for part in KINDS_SPLIT.split(text) if part]
        for part in parts:
            if word := self.words.choice("kind", part):
                entry.kinds += [word] if word not in entry.kinds else []
            elif part.lower() not in _NO_KIND:
                entry.extra[self.names[one.column]] = text
                self.tally.add(f"kind\0{one.heading.joined}", entry.row, one.column)

    def _choice(self, entry: Entry, one: Placed, value: Value) -> None:
        text = self.words.translated(one.target, wording.text(value))
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


def _is_bare(value: Value) -> bool:
    """Whether a cell is a number without a unit, other than 0."""
    text = wording.said(value).replace(",", "") if isinstance(value, str | float | int) else ""
    return bool(re.fullmatch(r"\d+(\.\d+)?", text)) and float(text) != 0


def _is_dash(value: Value) -> bool:
    return isinstance(value, str) and wording.said(value).lower() not in {"无", "×"} and wording.is_nothing(value)

"""A sheet's rows → entries: what each row says of its project, target by target, every cell read or refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from data.errors import Said
from data.ledger import cells
from data.ledger.cells import CellError, Unreadable, Value
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office import blanks, column_remarks, constants
from data.ledger.office.cell_reading import CellReader
from data.ledger.office.dictionary import fold
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.given import Given
from data.ledger.office.our_words import OurWords
from data.ledger.office.placed import Placed


class Gatherer:
    """Reads the rows of one sheet. `implied`: what the sheet's own name says, by target."""

    def __init__(self, sheet: Sheeted, mapping: Mapping, findings: Findings, implied: dict[str, str]) -> None:
        self.sheet, self.layout, self.mapping, self.findings = sheet, sheet.layout, mapping, findings
        self.grid = sheet.layout.grid
        self.said = mapping.of_sheet(self.grid.sheet)
        self.filled = blanks.filled(self.layout, sheet.placed, mapping, findings)
        self.groups = blanks.group_values(self.layout, sheet.placed, mapping, findings)
        self.places: dict[tuple[tuple[str, int], ...], dict[str, int]] = {}
        self.given = Given(self.layout, sheet.placed, mapping)
        self.words = OurWords(mapping)
        self.cells = CellReader(sheet, mapping, self.given, self.words, findings)
        keys = {fold(name) for name in (*mapping.key, *mapping.payment_key)}
        #: Each column, its number, and its name where it is a part of a key.
        self.columns = [
            (one, one.column, name if (name := fold(one.heading.joined)) in keys else None) for one in sheet.placed
        ]
        self.said_of_all = constants.of_all_rows(self.layout, mapping, implied, self.words, findings)
        self.cells.ask_for_units()

    def entries(self) -> list[Entry]:
        """The entries of all data rows, in order; rows that the mapping leaves out are not among them."""
        rows = self.layout.rows("data")
        is_shown_only = self.said.hidden_rows == "leave_out"
        self.sheet.ruled_out = {
            row for row in rows if self.given.is_ruled_out(row) or (is_shown_only and row in self.grid.hidden_rows)
        }
        found = [self._entry(row) for row in rows if row not in self.sheet.ruled_out]
        column_remarks.say(self.grid, self.cells.tally, self.cells.rounded, self.findings)
        return found

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
            self.cells.read(entry, one, value)
            return
        for part, said in self.given.parts(one, value):
            self.cells.read(entry, part, self.given.translated(part, said))

    def _add_what_stands_elsewhere(self, entry: Entry) -> None:
        """Groups above the row and constants fill what the row itself leaves blank."""
        for target, label in self.groups.get(entry.row, {}).items():
            if target not in entry.values:
                entry.values[target] = self.words.constant(target, label)
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
                self.cells.tally.add(f"year_of_file\0{self.cells.names[column]}", entry.row, column)

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

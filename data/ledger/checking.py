"""Grids → the tables of `data.model`, or every problem of the ledger at once."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from data import model, store_folder
from data.errors import LedgerError, LedgerErrors
from data.ledger import cells, form
from data.ledger.cells import CellError, Value
from data.ledger.reading import Ledger
from data.ledger.rows import Rows, read_rows

_CHECK_YEAR = "请核对年份"


def check(ledger: Ledger, months_through: dt.date | None = None, *, today: dt.date | None = None) -> model.Tables:
    """The ledger's tables, as `model.ARROW` has them, in the ledger's order.

    `months_through` is the last month reported (any day of it), where the caller knows better than the ledger.
    Nothing that has happened may lie after `today` (the day of the call): one mistyped year would move the whole zone.

    Raises:
        LedgerErrors: all problems of all sheets, in sheet, row and column order.
    """
    read = {table: read_rows(table, ledger.grids.get(table)) for table in model.TABLES}
    today = today or store_folder.now().date()
    through, errors = _check_notes(ledger, read["progress"], months_through, today)
    if "project" not in ledger.grids:
        todo = "请用template命令生成模板，把项目填在“项目”表里"
        errors.append(LedgerError(ledger.file, "", "", "", "没有“项目”表", todo))
    elif not read["project"].rows and not read["project"].errors:
        errors.append(LedgerError(ledger.file, "", "", "", "“项目”表里没有任何项目", "请从第3行起填写"))
    _check_keys(read)
    _check_references(read)
    if through is not None:
        _check_months(read["progress"], through, today)
    for rows in read.values():
        _check_happened(rows, today)
    errors += [error for rows in read.values() for error in rows.errors_in_order()]
    if errors:
        raise LedgerErrors(errors)
    return {table: _table(table, rows) for table, rows in read.items()}


def months_through(ledger: Ledger, tables: model.Tables, given: dt.date | None = None) -> dt.date:
    """The last month reported (its first day): as given, else as «说明» says, else the last month of progress.

    For a ledger that `check` has passed, with the same `given`.
    """
    last = max(tables["progress"]["month"].to_pylist(), default=None)
    if (found := given or _noted_month(ledger) or last) is None:
        raise LedgerErrors([_no_month(ledger)])
    return found.replace(day=1)


def _check_notes(
    ledger: Ledger, progress: Rows, given: dt.date | None, today: dt.date
) -> tuple[dt.date | None, list[LedgerError]]:
    """The last month reported, where it is known, and what is wrong with «说明»."""
    errors = []
    row, column, nature = ledger.notes.get(form.NATURE_KEY, (0, 0, ""))
    if ledger.notes_grid and not _is_nature(nature):
        why = f"{form.NATURE_KEY}只能是“{form.OFFICIAL}”或“{form.DEMO}”"
        errors.append(ledger.notes_grid.error(row, column, nature, why, "请从下拉表里选"))
    if given and given.replace(day=1) > today:
        why = f"给出的{form.THROUGH_KEY}{given:%Y-%m}{_later_than(today)}"
        return None, [*errors, LedgerError(ledger.file, "", "", "", why, _CHECK_YEAR)]
    months = [m for row in progress.rows if isinstance(m := row.values.get("month"), dt.date)]
    try:
        through = given or _noted_month(ledger, today) or max(months, default=None)
    except CellError as error:
        row, column, month = ledger.notes[form.THROUGH_KEY]
        if ledger.notes_grid:
            errors.append(ledger.notes_grid.error(row, column, month, error.why, error.todo))
        return None, errors
    if through is None:
        return None, [*errors, _no_month(ledger)]
    return through.replace(day=1), errors


def _is_nature(value: Value) -> bool:
    return cells.is_blank(value) or form.fold(cells.shown(value)) in {form.OFFICIAL, form.DEMO}


def _noted_month(ledger: Ledger, today: dt.date = dt.date.max) -> dt.date | None:
    _, _, value = ledger.notes.get(form.THROUGH_KEY, (0, 0, ""))
    if cells.is_blank(value):
        return None
    if (noted := cells.month(value)) > today:
        raise CellError(f"月份{_later_than(today)}", _CHECK_YEAR)
    return noted


def _later_than(today: dt.date) -> str:
    return f"晚于今天（{today}）"


def _no_month(ledger: Ledger) -> LedgerError:
    why = f"没有月度进度，“{form.NOTES_SHEET}”里也没有{form.THROUGH_KEY}"
    return LedgerError(ledger.file, "", "", "", why, f"请在“{form.NOTES_SHEET}”里填写，或用--months-through给出")


def _check_keys(read: dict[str, Rows]) -> None:
    for table, keys in model.KEYS.items():
        first: dict[tuple[object, ...], int] = {}
        for row in read[table].rows:
            if row.bad.intersection(keys) or any(form.is_required(table, k) and k not in row.values for k in keys):
                continue
            key = tuple(row.values.get(column) for column in keys)
            if (earlier := first.setdefault(key, row.number)) != row.number:
                named = "、".join(form.heading(table, column) for column in keys)
                why = f"与{read[table].place(earlier, keys[0])}重复（{named}相同）"
                read[table].add(row, keys[0], why, "请改正或删去其中一行")


def _check_references(read: dict[str, Rows]) -> None:
    for (table, column), (parent, key) in model.REFERENCES.items():
        if key not in read[parent].at and (read[parent].grid.rows or parent == "project"):
            continue  # the sheet or its column is missing: said once, not again on every row
        known = {row.values.get(key) for row in read[parent].rows}
        for row in read[table].rows:
            value = row.values.get(column)
            if value is not None and value not in known:
                sheet = model.sheet_name(parent)
                read[table].add(row, column, f"“{sheet}”表里没有这个编号", f"请改正，或在“{sheet}”表里补上")


def _check_happened(rows: Rows, today: dt.date) -> None:
    for column in model.HAPPENED.get(rows.table, ()):
        what = "月份" if column == "month" else "日期"
        for row in rows.rows:
            found = row.values.get(column)
            if isinstance(found, dt.date) and found > today and column not in row.bad:
                rows.add(row, column, f"{what}{_later_than(today)}", _CHECK_YEAR)


def _check_months(progress: Rows, through: dt.date, today: dt.date) -> None:
    for row in progress.rows:
        month = row.values.get("month")
        if isinstance(month, dt.date) and through < month <= today:  # a month still to come is said once
            why = f"晚于{form.THROUGH_KEY}{through:%Y-%m}"
            progress.add(row, "month", why, f"请核对月份，或更正{form.THROUGH_KEY}")


def _table(table: str, rows: Rows) -> pa.Table:
    schema = model.ARROW[table]
    return pa.table({name: [getattr(row, name) for row in rows.valid] for name in schema.names}, schema=schema)

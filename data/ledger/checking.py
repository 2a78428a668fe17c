"""Grids → the tables of `data.model` with the rows that are sound, and every problem of the ledger at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import model, store_folder
from data.errors import LedgerError, LedgerErrors, Said
from data.ledger import cells, form, stages
from data.ledger.cells import CellError, Value
from data.ledger.reading import Ledger
from data.ledger.report import Known, LeftOut
from data.ledger.rows import MOST_ERRORS, Rows, read_rows

_REFERENCES = tuple(model.REFERENCES.items())
_CHECK_YEAR = Said("请核对年份", "check the year")


@dataclass(frozen=True)
class Checked:
    """A ledger of the template's form: its sound rows (`model.ARROW`), its errors, and the rows that are not sound.

    Errors are in sheet, row and column order. Only rows that `left_out` lists may be left out when it is published:
    an error elsewhere (in a heading, in «说明», of the file) concerns them all. `rows`: every table as it was read.
    `needs_base`: some rows point to what only the version to be updated has.
    """

    tables: model.Tables
    errors: tuple[LedgerError, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    months_through: dt.date | None = None
    rows: Mapping[str, Rows] = field(default_factory=dict, repr=False, compare=False)
    needs_base: bool = False


def check(ledger: Ledger, months_through: dt.date | None = None, *, today: dt.date | None = None) -> model.Tables:
    """The ledger's tables, as `model.ARROW` has them, in the ledger's order.

    `months_through` is the last month reported (any day of it), where the caller knows better than the ledger.
    Nothing that has happened may lie after `today` (the day of the call): one mistyped year would move the whole zone.

    Raises:
        LedgerErrors: all problems of all sheets, in sheet, row and column order.
    """
    found = examined(ledger, months_through, today=today)
    if found.errors:
        raise LedgerErrors(found.errors)
    return found.tables


def examined(
    ledger: Ledger, through: dt.date | None = None, *, known: Known | None = None, today: dt.date | None = None
) -> Checked:
    """What `check` finds, without raising it: the rows without an error, and what is wrong with the others.

    A row that points to one that is left out is left out with it. `known`: what the version has that the ledger is to
    update; its rows may be pointed to too.
    """
    stages.tell("checking")
    read = {table: read_rows(table, ledger.grids.get(table)) for table in model.TABLES}
    today = today or store_folder.now().date()
    known = known or {}
    last, errors = _check_notes(ledger, read["progress"], through, today)
    errors += [] if known.get("project") else _check_projects(ledger, read["project"])
    _check_keys(read)
    _check_references(read, known)
    if last is not None:
        _check_months(read["progress"], last, today)
    for rows in read.values():
        _check_happened(rows, today)
    errors += [error for rows in read.values() for error in [*rows.errors_in_order(), *_too_many(rows)]]
    left_out = _left_out(read, known)
    tables = {table: _table(table, rows) for table, rows in read.items()}
    needs_base = bool(known) and any(
        _orphans(tables[table][column], tables[parent][key]) for (table, column), (parent, key) in _REFERENCES
    )
    return Checked(tables, tuple(errors), left_out, _last_month(ledger, tables, through), read, needs_base)


def months_through(ledger: Ledger, tables: model.Tables, given: dt.date | None = None) -> dt.date:
    """The last month reported (its first day): as given, else as «说明» says, else the last month of progress.

    For a ledger that `check` has passed, with the same `given`.
    """
    if (found := _last_month(ledger, tables, given)) is None:
        raise LedgerErrors([_no_month(ledger)])
    return found


def _last_month(ledger: Ledger, tables: model.Tables, given: dt.date | None) -> dt.date | None:
    last = pc.max(tables["progress"]["month"]).as_py()
    try:
        found = given or _noted_month(ledger) or last
    except CellError:
        return None
    return found.replace(day=1) if found else None


def _too_many(rows: Rows) -> list[LedgerError]:
    if not rows.unlisted:
        return []
    why = Said(
        f"错误过多，另有{rows.unlisted}处没有列出",
        f"has too many errors; {rows.unlisted} more are not listed",
    )
    todo = Said("请先改正已列出的错误，再重新导入", "correct the listed ones and import it again")
    return [LedgerError(rows.grid.file, rows.grid.sheet, "", "", why, todo)]


def _check_projects(ledger: Ledger, projects: Rows) -> list[LedgerError]:
    if "project" not in ledger.grids:
        why = Said("没有“项目”表", "there is no sheet “项目” (projects)")
        todo = Said(
            "请用template命令生成模板，把项目填在“项目”表里",
            "make a template with the command template and fill the projects in on its sheet “项目”",
        )
        return [LedgerError(ledger.file, "", "", "", why, todo)]
    if not len(projects) and not projects.errors:
        why = Said("“项目”表里没有任何项目", "the sheet “项目” (projects) holds no project")
        return [LedgerError(ledger.file, "", "", "", why, Said("请从第3行起填写", "fill it in from row 3 on"))]
    return []


def _check_notes(
    ledger: Ledger, progress: Rows, given: dt.date | None, today: dt.date
) -> tuple[dt.date | None, list[LedgerError]]:
    """The last month reported, where it is known, and what is wrong with «说明»."""
    errors = []
    row, column, nature = ledger.notes.get(form.NATURE_KEY, (0, 0, ""))
    if ledger.notes_grid and not _is_nature(nature):
        why = Said(
            f"{form.NATURE_KEY}只能是“{form.OFFICIAL}”或“{form.DEMO}”",
            f"“{form.NATURE_KEY}” (nature of the data) can only be “{form.OFFICIAL}” (official) "
            f"or “{form.DEMO}” (demonstration)",
        )
        errors.append(ledger.notes_grid.error(row, column, nature, why, cells.PICK))
    if given and given.replace(day=1) > today:
        why = Said(
            f"给出的{form.THROUGH_KEY}{given:%Y-%m}晚于今天（{today}）",
            f"the last month reported, given as {given:%Y-%m}, is later than today ({today})",
        )
        return None, [*errors, LedgerError(ledger.file, "", "", "", why, _CHECK_YEAR)]
    try:
        through = given or _noted_month(ledger, today) or pc.max(progress.values("month")).as_py()
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
        raise CellError(_later_than("月份", "the month", today), _CHECK_YEAR)
    return noted


def _later_than(what: str, what_en: str, today: dt.date) -> Said:
    return Said(f"{what}晚于今天（{today}）", f"{what_en} is later than today ({today})")


def _no_month(ledger: Ledger) -> LedgerError:
    why = Said(
        f"没有月度进度，“{form.NOTES_SHEET}”里也没有{form.THROUGH_KEY}",
        f"there is no monthly progress, and the sheet “{form.NOTES_SHEET}” does not name the last month reported "
        f"(“{form.THROUGH_KEY}”)",
    )
    todo = Said(
        f"请在“{form.NOTES_SHEET}”里填写，或用--months-through给出",
        f"fill it in on the sheet “{form.NOTES_SHEET}”, or give it with --months-through",
    )
    return LedgerError(ledger.file, "", "", "", why, todo)


def _check_keys(read: dict[str, Rows]) -> None:
    for table, keys in model.KEYS.items():
        rows = read[table]
        known = rows.is_known(keys)
        numbered = _numbered([rows.values(key) for key in keys])[known]
        ordered = np.sort(numbered)
        if not (ordered[1:] == ordered[:-1]).any():
            continue
        first: dict[int, int] = {}
        named = [form.heading(table, column) for column in keys]
        for row, number in zip(np.flatnonzero(known).tolist(), numbered.tolist(), strict=True):
            if (earlier := first.setdefault(number, row)) != row:
                place = rows.place(earlier, keys[0])
                why = Said(
                    f"与{place}单元格重复（{'、'.join(named)}相同）", f"repeats cell {place} (same {_quoted(named)})"
                )
                todo = Said("请改正或删去其中一行", "correct or delete one of the two rows")
                rows.add(row, keys[0], why, todo)


def _numbered(columns: list[pa.Array]) -> npt.NDArray[np.int64]:
    """A number by row, the same where all columns are (a null is like a null)."""
    found, most = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        codes = column.dictionary_encode(null_encoding="encode").indices.to_numpy(zero_copy_only=False)
        if most * (step := int(codes.max(initial=0)) + 1) >= 2**62:
            found = np.unique(found, return_inverse=True)[1]
            most = len(found)
        found, most = found * step + codes, most * step
    return found


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _check_references(read: dict[str, Rows], known: Known) -> None:
    for (table, column), (parent, key) in _REFERENCES:
        is_needed = read[parent].grid.rows or (parent == "project" and not known.get(parent))
        if key not in read[parent].at and is_needed:
            continue  # the sheet or its column is missing: said once, not again on every row
        sheet = model.sheet_name(parent)
        why = Said(f"“{sheet}”表里没有这个编号", f"the sheet “{sheet}” has no such ID")
        todo = Said(f"请改正，或在“{sheet}”表里补上", f"correct it, or add it to the sheet “{sheet}”")
        for row in _orphans(read[table].values(column), _with(read[parent].values(key), known.get(parent, ()))):
            read[table].add(row, column, why, todo)


def _with(values: pa.Array, known: Collection[str]) -> pa.Array:
    return pa.concat_arrays([values, pa.array(list(known), values.type)])


def _orphans(values: pa.Array, known: pa.Array) -> list[int]:
    """The rows that point to nothing known."""
    found = pc.or_(pc.is_null(values), pc.is_in(values, value_set=known.unique().drop_null()))
    return [int(row) for row in np.flatnonzero(~np.asarray(found, bool))]


def _check_happened(rows: Rows, today: dt.date) -> None:
    for column in model.HAPPENED.get(rows.table, ()):
        what = ("月份", "the month") if column == "month" else ("日期", "the date")
        for row in _where(pc.greater(rows.values(column), pa.scalar(today))):
            rows.add(row, column, _later_than(*what, today), _CHECK_YEAR)


def _check_months(progress: Rows, through: dt.date, today: dt.date) -> None:
    why = Said(f"晚于{form.THROUGH_KEY}{through:%Y-%m}", f"is later than the last month reported, {through:%Y-%m}")
    todo = Said(f"请核对月份，或更正{form.THROUGH_KEY}", "check the month, or correct the last month reported")
    months = progress.values("month")
    late = pc.and_(pc.greater(months, pa.scalar(through)), pc.less_equal(months, pa.scalar(today)))
    for row in _where(late):  # a month still to come is said once
        progress.add(row, "month", why, todo)


def _where(flags: pa.Array) -> list[int]:
    return [int(row) for row in np.flatnonzero(np.asarray(flags.fill_null(False), bool))]


def _left_out(read: dict[str, Rows], known: Known) -> tuple[LeftOut, ...]:
    """The rows with an error, and those that point to one of them: all of them are `faulty` in the end."""
    out = [row for rows in read.values() for row in _faulty(rows)]
    for (table, column), (parent, key) in _parents_first():
        rows = read[table]
        kept = _with(read[parent].values(key).filter(pa.array(~read[parent].faulty)), known.get(parent, ()))
        orphans = [row for row in _orphans(rows.values(column), kept) if not rows.faulty[row]]
        rows.faulty[orphans] = True
        out += [_left(rows, row, _its_parent(parent)) for row in orphans[:MOST_ERRORS]]
    order = {model.sheet_name(table): place for place, table in enumerate(model.TABLES)}
    sheets = {rows.grid.sheet: order[model.sheet_name(table)] for table, rows in read.items()}
    return tuple(sorted(out, key=lambda row: (sheets[row.sheet], row.row)))


def _parents_first() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The references, those of the tables first that others point to: what falls with a row is then complete."""
    pointed = {parent for parent, _ in model.REFERENCES.values()}
    yield from sorted(model.REFERENCES.items(), key=lambda one: one[0][0] not in pointed)


def _its_parent(parent: str) -> Said:
    what = {"project": ("项目", "project"), "activity": ("活动", "activity")}[parent]
    return Said(f"所属{what[0]}没有导入", f"its {what[1]} was left out")


def _faulty(rows: Rows) -> list[LeftOut]:
    """The rows that are not sound. A merged range spoils each row that it covers."""
    for (first, _), (last, _) in rows.grid.merged:
        rows.faulty |= (rows.numbers >= first) & (rows.numbers <= last)
    why: dict[int, list[LedgerError]] = {}
    for number, _, error in sorted(rows.errors, key=lambda found: found[:2]):
        why.setdefault(number, []).append(error)
    those = np.flatnonzero(rows.faulty)[:MOST_ERRORS]
    return [_left(rows, int(row), _together(why.get(int(rows.numbers[row]), []))) for row in those]


def _together(errors: list[LedgerError]) -> Said:
    if not errors:
        return Said("缺少必填的列，或在合并单元格里", "a required column is missing, or it is within a merged cell")
    return Said("；".join(error.why for error in errors), "; ".join(error.message("en") for error in errors))


def _left(rows: Rows, row: int, why: Said) -> LeftOut:
    return LeftOut(rows.grid.sheet, int(rows.numbers[row]) + 1, _called(rows, row), why)


def _called(rows: Rows, row: int) -> str:
    """What people call a row: its name or title, else its key."""
    said = {name: column.values[row].as_py() for name, column in rows.columns.items()}
    if named := said.get("name") or said.get("title"):
        return cells.shown(str(named))
    keys = [said[key] for key in model.KEYS[rows.table] if said[key] is not None]
    return " ".join(f"{key:%Y-%m}" if isinstance(key, dt.date) else str(key) for key in keys)


def _table(table: str, rows: Rows) -> pa.Table:
    """The sound rows; what a clerk may leave blank is as the model has it."""
    sound = pa.array(~rows.faulty) if rows.faulty.any() else None
    fields = model.TABLES[table].model_fields
    columns = []
    for kind in model.ARROW[table]:
        values = rows.values(kind.name) if sound is None else rows.values(kind.name).filter(sound)
        default = None if fields[kind.name].is_required() else fields[kind.name].default
        columns.append(values if default is None else values.fill_null(pa.scalar(default, kind.type)))
    return pa.table(columns, schema=model.ARROW[table])

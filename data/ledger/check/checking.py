"""A ledger of the template's form → the tables of `data.model` with its sound rows, and all that is found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import model, source_row, zone_time
from data.errors import LedgerError, LedgerErrors, LedgerWarning, Said
from data.ledger import cells, form
from data.ledger.cells import CellError, Value
from data.ledger.check import doubts, row_runs, rules
from data.ledger.check.findings import MOST_LISTED, UNSOUND, Findings
from data.ledger.check.template_rows import TemplateRows, read_rows
from data.ledger.open import stages
from data.ledger.open.reading import Ledger
from data.ledger.report import Known, LeftOut

_PARTLY = Said("同一项目的另一行份额没有导入", "another row of the same project's shares was left out")


@dataclass(frozen=True)
class Checked:
    """A ledger of the template's form: its sound rows (`model.ARROW`), its errors and warnings, and what is left out.

    Errors are in sheet, row and column order. Only rows that `left_out` lists may be left out when it is published:
    an error elsewhere (in a heading, in «说明», of the file) concerns them all. `needs_base`: some rows point to what
    only the version to be updated has. `needs_list`: it lists no project, and reports of some.
    """

    tables: model.Tables
    errors: tuple[LedgerError, ...] = ()
    warnings: tuple[LedgerWarning, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    months_through: dt.date | None = None
    needs_base: bool = False
    notes: tuple[LedgerWarning, ...] = ()
    needs_list: bool = False
    source_rows: pa.Table = field(default_factory=source_row.none)


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
    findings = Findings()
    read = {table: read_rows(table, ledger.grids.get(table), findings) for table in model.TABLES}
    today = today or zone_time.now().date()
    known = known or Known()
    last, errors = _check_notes(ledger, read["progress"], through, today)
    errors += [] if known.keys("project") else _check_projects(ledger, read["project"])
    rules.hold(read, last, today, known)
    for grid in ledger.grids.values():
        if grid.is_hidden and len(grid.rows) > 1:
            doubts.hidden(findings, grid, is_read=True)
    doubts.raise_doubts(read, last)
    _leave_out(read, known, findings)
    tables = {table: rows.sound() for table, rows in read.items()}
    needs_base = bool(known) and any(
        rules.orphans(tables[table][column], tables[parent][key])
        for (table, column), (parent, key) in model.REFERENCES.items()
    )
    return Checked(
        tables,
        (*errors, *findings.errors),
        findings.warnings,
        findings.left_out,
        _last_month(ledger, tables, through),
        needs_base,
        findings.notes,
        "project" not in ledger.grids and any(len(read[table]) for table, _ in model.REFERENCES),
        row_runs.of_tables(tables, {name: read[name].stands() for name in model.OF_PROJECTS}),
    )


def warnings(ledger: Ledger) -> list[LedgerWarning]:
    """In sheet, row and column order, what of a ledger should be looked at again.

    Raises:
        SettingsError: the settings, which know the names, cannot be read.
    """
    return list(examined(ledger).warnings)


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


def _check_projects(ledger: Ledger, projects: TemplateRows) -> list[LedgerError]:
    if "project" not in ledger.grids:
        why = Said("没有“项目”表", "there is no sheet “项目” (projects)")
        todo = Said(
            "请用template命令生成模板，把项目填在“项目”表里",
            "make a template with the command template and fill the projects in on its sheet “项目”",
        )
        return [LedgerError(ledger.file, "", "", "", why, todo)]
    if not len(projects) and not projects.findings.has_errors(projects.grid):
        why = Said("“项目”表里没有任何项目", "the sheet “项目” (projects) holds no project")
        return [LedgerError(ledger.file, "", "", "", why, Said("请从第3行起填写", "fill it in from row 3 on"))]
    return []


def _check_notes(
    ledger: Ledger, progress: TemplateRows, given: dt.date | None, today: dt.date
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
        return None, [*errors, LedgerError(ledger.file, "", "", "", why, rules.CHECK_YEAR)]
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
        raise CellError(rules.later_than("月份", "the month", today), rules.CHECK_YEAR)
    return noted


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


def _leave_out(read: Mapping[str, TemplateRows], known: Known, findings: Findings) -> None:
    """Tell of the rows with an error, and of those that point to one of them: all are `faulty` in the end."""
    for rows in read.values():
        _tell(rows, np.flatnonzero(rows.faulty))
    for (table, column), (parent, key) in rules.parents_first():
        rows = read[table]
        kept = rules.with_known(read[parent].values(key).filter(pa.array(~read[parent].faulty)), known.keys(parent))
        orphans = [row for row in rules.orphans(rows.values(column), kept) if not rows.faulty[row]]
        rows.faulty[orphans] = True
        _tell(rows, orphans, its_parent(parent))
    partly = rules.partly_credited(read["credit"])
    read["credit"].faulty[partly] = True
    _tell(read["credit"], partly, _PARTLY)


def _tell(rows: TemplateRows, those: Sequence[int] | npt.NDArray[np.intp], why: Said = UNSOUND) -> None:
    for row in those[:MOST_LISTED]:
        number = int(rows.numbers[row])
        rows.findings.leave_out(rows.grid, number, why)
        rows.findings.name(rows.grid, number, _called(rows, int(row)))


def its_parent(parent: str) -> Said:
    """That a row falls with the one that it points to."""
    what = {"project": ("项目", "project"), "activity": ("活动", "activity")}[parent]
    return Said(f"所属{what[0]}没有导入", f"its {what[1]} was left out")


def _called(rows: TemplateRows, row: int) -> str:
    """What people call a row: its name or title, else its key."""
    said = {name: column.values[row].as_py() for name, column in rows.columns.items()}
    if named := said.get("name") or said.get("title"):
        return cells.shown(str(named))
    keys = [said[key] for key in model.KEYS[rows.table] if said[key] is not None]
    return " ".join(f"{key:%Y-%m}" if isinstance(key, dt.date) else str(key) for key in keys)

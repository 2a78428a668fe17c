"""A ledger file → grids of cells. What the cells mean is `checking`'s business."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from data import model
from data.errors import LedgerError, LedgerErrors, LedgerWarning, Said
from data.ledger import form, invisible
from data.ledger.cells import Value, is_blank, shown
from data.ledger.formats import Format, Shown
from data.ledger.invisible import Stripped
from data.ledger.open import csv_text, disguise, recalculating, stages
from data.ledger.open.guarding import SAVE_ANEW, SLIM_DOWN, RefusedError, looked_into
from data.ledger.open.unseen import Blind, Place, Unseen, no_numbers

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_BYTES = 200 * 2**20

_NO_CSV = (
    Said("文件夹里没有csv文件", "is a folder without csv files"),
    Said(
        "请把各表另存为csv，以表名命名，放进这个文件夹",
        "save each table as csv, named as the table is, in this folder",
    ),
)
_NO_TEXT = (
    Said("文字编码既不是UTF-8也不是GB18030", "is text neither in UTF-8 nor in GB18030"),
    Said("请另存为“CSV UTF-8”后再导入", "save it as “CSV UTF-8” and import that"),
)
_BROKEN_CSV = (
    Said("不是完好的csv文件", "is no sound csv file"),
    Said("请重新另存为csv后再导入", "save it as csv again and import that"),
)


@dataclass(frozen=True)
class Grid:
    """A sheet's cells from A1 on: rows of values, "" for a blank cell. Those of csv are in columns (`TextRows`).

    `merged`: the first and the last cell (row, column, from 0) of every merged range. `shown`: how unusual number
    formats show cells' numbers. `hidden_rows`, `hidden_columns`: those that nobody sees. `is_1904`: days as plain
    numbers are counted from 1904. `stripped`: what no one saw in the texts, and is no longer in them.
    `left`: of a table that stands beside others, its first column.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Value]]
    is_csv: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    is_hidden: bool = False
    shown: Mapping[Place, Shown] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_1904: bool = False
    left: int = 0
    stripped: Stripped = field(default_factory=Stripped)

    def error(self, row: int, column: int, value: Value, why: str, todo: str) -> LedgerError:
        """A problem at a cell (both counted from 0)."""
        place = ""
        if self.is_csv:
            heading = self.rows[0][column] if self.rows and column < len(self.rows[0]) else ""
            place = f"第{row + 1}行“{shown(heading)}”列"
        quoted = "" if is_blank(value) else shown(value)
        return LedgerError(self.file, self.sheet, form.address(row, column), quoted, why, todo, place)


@dataclass(frozen=True)
class Book:
    """A file's sheets as they are, whatever they mean."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]


@dataclass(frozen=True)
class Ledger:
    """A ledger as it was found: a grid a table, the notes of «说明», and the sheets that are not part of the form."""

    file: str
    sha256: str
    grids: dict[str, Grid]
    notes_grid: Grid | None = None
    ignored: tuple[str, ...] = ()
    notes: dict[str, tuple[int, int, Value]] = field(default_factory=dict)

    @property
    def is_demo(self) -> bool:
        """Whether the ledger says of itself that it is the demonstration."""
        _, _, value = self.notes.get(form.NATURE_KEY, (0, 0, ""))
        return isinstance(value, str) and form.fold(value) == form.DEMO


def read(path: Path | str) -> Ledger:
    """Read a ledger that follows the template: a workbook (.xlsx) or a folder of csv files named by sheet or table.

    Raises:
        LedgerErrors: the file as a whole cannot be read (missing, another format, damaged, not text).
    """
    return of_template(read_book(path))


def read_book(path: Path | str) -> Book:
    """Read a workbook (.xlsx), a csv file or a folder of csv files.

    Raises:
        LedgerErrors: the file as a whole cannot be read (missing, another format, damaged, not text).
    """
    stages.tell("reading")
    path = Path(path)
    name = invisible.clean(path.name)  # a mark of direction in it would turn the sentences that name it
    if path.is_dir():
        return _read_folder(path)
    if not path.is_file():
        raise _refuse(name, Said("没有这个文件", "there is no such file"), Said("请核对路径", "check the path"))
    digest = hashlib.sha256()
    if path.suffix.lower() == ".csv":
        grids: tuple[Grid, ...] = (_csv_grid(path, digest),)
    else:
        grids = _workbook_grids(name, _bytes(path, digest))
    return Book(name, digest.hexdigest(), grids)


def _bytes(path: Path, digest: hashlib._Hash) -> bytes:
    """The file's, which are what its name says; they go into the digest."""
    if path.stat().st_size > _MOST_BYTES:
        raise _refuse(invisible.clean(path.name), Said("文件超过200MB", "is larger than 200 MB"), SLIM_DOWN)
    data = path.read_bytes()
    digest.update(data)
    if reason := disguise.refusal(path.suffix.lower(), data):
        raise _refuse(invisible.clean(path.name), *reason)
    return data


def _refuse(file: str, why: Said, todo: Said) -> LedgerErrors:
    return LedgerErrors([LedgerError(file, "", "", "", why, todo)])


def _workbook_grids(file: str, data: bytes) -> tuple[Grid, ...]:
    from python_calamine import (  # noqa: PLC0415  (only an import needs it)
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        workbook, seen = looked_into(data)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            opened = {
                sheet.name: _Opened(book.get_sheet_by_name(sheet.name), seen.get(sheet.name, Unseen()))
                for sheet in sheets
            }
    except RefusedError as error:
        raise _refuse(file, error.why, error.todo) from error
    except CalamineError as error:
        raise _refuse(file, Said("工作簿读不出来", "cannot be read"), SAVE_ANEW) from error
    names = _names(list(opened))
    of_sheets = {name: one.rows for name, one in opened.items()}
    blind = recalculating.untrusted(workbook, of_sheets, {name: one.seen for name, one in opened.items()})
    hidden = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}
    return tuple(
        one.grid(file, names[name], blind[name], is_hidden=name in hidden, is_1904=workbook.is_1904)
        for name, one in opened.items()
    )


class _Opened:
    """A sheet of a workbook: its cells without what no one sees in them, and what is to be known besides."""

    def __init__(self, sheet: CalamineSheet, seen: Unseen) -> None:
        self.seen, self.merged = seen, tuple(sheet.merged_cell_ranges or [])
        self.rows, self.stripped = invisible.cleaned(_from_a1(sheet))
        _show_blind(self.rows, no_numbers(self.rows))

    def grid(self, file: str, name: str, untrusted: Blind, *, is_hidden: bool, is_1904: bool) -> Grid:
        shown = dict(_shown(self.rows, self.seen.styled))
        _show_blind(self.rows, self.seen.blind)
        _show_blind(self.rows, untrusted)
        return Grid(
            file,
            name,
            self.rows,
            merged=self.merged,
            is_hidden=is_hidden,
            shown=shown,
            hidden_rows=frozenset(row for row in self.seen.hidden_rows if row < len(self.rows)),
            hidden_columns=self.seen.hidden_columns,
            is_1904=is_1904,
            stripped=self.stripped,
        )


def _from_a1(sheet: CalamineSheet) -> Iterator[list[Value]]:
    """A sheet's rows, one at a time; those that calamine gives begin at the first column that holds anything."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield [*left, *row]


def _shown(rows: list[list[Value]], styled: Mapping[Place, Format]) -> Iterator[tuple[Place, Shown]]:
    for (row, column), style in styled.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if isinstance(value, float | int) and not isinstance(value, bool) and (how := style.shown(value)):
            yield (row, column), how


def _names(sheets: list[str]) -> dict[str, str]:
    """Sheets' names without what no one sees in them, where they then still differ."""
    cleaned = [invisible.clean(name) for name in sheets]
    return {name: clean if cleaned.count(clean) == 1 else name for name, clean in zip(sheets, cleaned, strict=True)}


def _show_blind(rows: list[list[Value]], blind: Blind) -> None:
    for (row, column), cell in blind.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = cell


def stripped_notes(book: Book) -> tuple[LedgerWarning, ...]:
    """That characters were taken out which no one saw, sheet by sheet."""
    return tuple(_note(grid, *grid.stripped.first) for grid in book.grids if grid.stripped.count)


def _note(grid: Grid, row: int, column: int) -> LedgerWarning:
    value = grid.rows[row][column]
    quoted = "" if is_blank(value) else shown(value)
    place = form.address(row, column)
    return LedgerWarning(grid.file, grid.sheet, place, quoted, grid.stripped.said(), None, is_note=True)


def _read_folder(folder: Path) -> Book:
    digest, grids = hashlib.sha256(), []
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() == ".csv":
            digest.update(file.name.encode() + b"\0")
            grids.append(_csv_grid(file, digest))
    if not grids:
        raise _refuse(invisible.clean(folder.name), *_NO_CSV)
    return Book(invisible.clean(folder.name), digest.hexdigest(), tuple(grids))


def _csv_grid(file: Path, digest: hashlib._Hash) -> Grid:
    name = invisible.clean(file.name)
    try:
        rows = csv_text.rows(_bytes(file, digest))
        return Grid(name, invisible.clean(file.stem), rows, is_csv=True, stripped=rows.stripped)
    except UnicodeDecodeError as error:
        raise _refuse(name, *_NO_TEXT) from error
    except csv.Error as error:
        raise _refuse(name, *_BROKEN_CSV) from error


def of_template(book: Book) -> Ledger:
    """The file's sheets as those of the template.

    Raises:
        LedgerErrors: two sheets hold the same table.
    """
    grids: dict[str, Grid] = {}
    notes_grid, ignored = None, []
    for grid in book.grids:
        table = form.table_of(grid.sheet)
        if grid.sheet in {form.NOTES_SHEET, form.CHOICES_SHEET}:
            notes_grid = grid if grid.sheet == form.NOTES_SHEET else notes_grid
        elif table is None:
            ignored += [grid.sheet] if any(not is_blank(v) for row in grid.rows for v in row) else []
        elif table in grids:
            name, both = model.sheet_name(table), (grids[table].sheet, grid.sheet)
            why = Said(
                f"“{name}”表有两份（{both[0]}、{both[1]}）", f"has the sheet “{name}” twice (“{both[0]}”, “{both[1]}”)"
            )
            raise _refuse(book.file, why, Said("请只留一份", "keep one of them"))
        else:
            grids[table] = grid
    return Ledger(book.file, book.sha256, grids, notes_grid, tuple(ignored), _notes(notes_grid))


def _notes(grid: Grid | None) -> dict[str, tuple[int, int, Value]]:
    """Key → (row, column, value): the cell to the right of the cell of column A that says the key."""
    found: dict[str, tuple[int, int, Value]] = {}
    for number, row in enumerate(grid.rows if grid else []):
        key = form.fold(row[0]) if row and isinstance(row[0], str) else ""
        if key in {form.NATURE_KEY, form.THROUGH_KEY} and key not in found:
            found[key] = (number, 1, row[1] if len(row) > 1 else "")
    return found

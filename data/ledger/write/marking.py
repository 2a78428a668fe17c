"""The uploaded ledger itself with its findings in it: each faulty cell filled and commented, and a list in front.

The workbook stays the clerk's: formulas, formats and merged cells are kept, and text that begins with «=» stays text.
Marks of an earlier check are taken off first, so a corrected workbook can be checked and marked again.
"""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Iterable, Sequence
from copy import copy
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data import cell_ranges
from data.errors import LedgerError, LedgerWarning
from data.ledger import invisible
from data.ledger.grouping import Finding
from data.ledger.open import reading, strict
from data.ledger.report import Report

Language = Literal["zh", "en"]

#: The list's sheet by language. A reader of ledgers passes over sheets of these names.
SHEETS: dict[Language, str] = {"zh": "核对结果", "en": "Findings"}
_COLOURS = {"error": "FFF5B5B1", "warning": "FFFEE59B"}
_AUTHOR = "核对"
_ONE_AT_A_TIME = threading.Lock()
_MOST_LISTED = 5_000
#: Of a warning that is about a whole column so many cells are marked.
_MOST_MARKED = 2_000
#: openpyxl holds a workbook in some fifteen times its unpacked size: of a larger one there is only the list.
_MOST_BYTES = 40 * 2**20
_ILLEGAL_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "核对结果：{errors}处错误，{warnings}处提示",
        "heads": "类别|表|单元格|内容|问题|怎么办",
        "error": "错误",
        "warning": "提示",
        "more": "还有{n}处没有列出，请改正后重新核对。",
        "hint": "红色格有错误，须改正；黄色格请核对。点“单元格”一列可跳到该格。改好后可直接上传本文件。",
        "count": "（共{n}格）",
        "large": "文件较大，这里只有清单，没有原表。",
    },
    "en": {
        "title": "Findings: {errors} errors, {warnings} warnings",
        "heads": "Kind|Sheet|Cell|Value|What is wrong|What to do",
        "error": "Error",
        "warning": "Warning",
        "more": "{n} more are not listed: correct these and check again.",
        "hint": "Red cells are wrong and must be corrected; yellow ones should be looked at. A click on an address "
        "leads to its cell. The corrected file can be uploaded as it is.",
        "count": " ({n} cells)",
        "large": "The file is large: this is the list alone, without the sheets.",
    },
}


Kind = Literal["error", "warning"]


class _Listed(NamedTuple):
    """A line of the list: `cell` is the first of those that `cells` names."""

    kind: Kind
    sheet: str
    cell: str
    cells: str
    value: str
    why: str
    todo: str


class _Mark(NamedTuple):
    kind: Kind
    message: str


def marked(path: Path | str, report: Report, language: Language = "zh") -> bytes:
    """The ledger at `path` as an xlsx with the report's errors and warnings marked and listed.

    A csv file becomes a workbook of its text; of a file that could not be read, or is too large to be held in memory
    cell by cell, there is only the list.
    """
    path, listed = Path(path), [*_listed(report, language)]
    is_read = bool(report.sheets) or any(report.rows.values()) or any(one.cell for one in listed)
    is_large = is_read and _size(path) > _MOST_BYTES
    with _ONE_AT_A_TIME:
        book = _opened(path) if is_read and not is_large else _empty()
        for sheet in book.worksheets:
            _clean(sheet)
        for (title, cell), those in _marks(report, language).items():
            if title in book.sheetnames:
                _mark(book[title], cell, those, language)
        _list(book, listed, language, "large" if is_large else "hint")
        buffer = io.BytesIO()
        book.save(buffer)
    return buffer.getvalue()


def _size(path: Path) -> int:
    """Bytes of a ledger once unpacked."""
    if path.is_dir() or not zipfile.is_zipfile(path):
        return 0 if path.is_dir() else path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _listed(report: Report, language: Language) -> Iterable[_Listed]:
    """A line a finding, however many cells it has."""
    kinds: tuple[tuple[Kind, Sequence[Finding]], ...] = (("error", report.faults), ("warning", report.doubts))
    for kind, findings in kinds:
        for one in findings:
            title = _title(one.sheet) if one.sheet else ""
            why, cells = one.why(language), one.cells(language)
            if one.count > 1 and not one.ranges:
                why += _WORDS[language]["count"].format(n=one.count)
            yield _Listed(kind, title, one.first.cell, cells, one.quoted(language), why, one.todo(language))


def _marks(report: Report, language: Language) -> dict[tuple[str, str], list[_Mark]]:
    """Sheet and cell → what is said there, of so many cells."""
    found: dict[tuple[str, str], list[_Mark]] = {}
    those: list[LedgerError | LedgerWarning] = [*report.errors, *report.warnings]
    for one in those:
        kind: Kind = "error" if isinstance(one, LedgerError) else "warning"
        for cell in islice(_cells(one), _MOST_MARKED):
            found.setdefault((_title(one.sheet), cell), []).append(_Mark(kind, one.message(language)))
    return found


def _cells(one: LedgerError | LedgerWarning) -> Iterable[str]:
    """The addresses of a finding's cells."""
    ranges = one.ranges if isinstance(one, LedgerWarning) else ()
    if not ranges:
        yield from [one.cell] if one.cell else []
    for part in ranges:
        for row in range(part.top, part.bottom + 1):
            yield from (cell_ranges.address(row, column) for column in range(part.left, part.right + 1))


def _opened(path: Path) -> Workbook:
    if path.is_dir() or path.suffix.lower() == ".csv":
        return _of_csv(path)
    book = openpyxl.load_workbook(io.BytesIO(strict.usual(path.read_bytes())))
    return _named_as_read(book)


def _named_as_read(book: Workbook) -> Workbook:
    """Sheets' names as the reader has them: without characters that no one sees."""
    for sheet in book.worksheets:
        if (name := invisible.clean(sheet.title)) not in book.sheetnames:
            sheet.title = name
    return book


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _of_csv(path: Path) -> Workbook:
    """A workbook of a csv file or a folder of them, a sheet each, every cell the text that it is."""
    book = _empty()
    for grid in reading.read_book(path).grids:
        sheet = book.create_sheet(_title(grid.sheet))
        for number, row in enumerate(grid.rows, 1):
            for position, value in enumerate(row, 1):
                if value:
                    _write(sheet, number, position, str(value))
    return book


def _title(name: str) -> str:
    """A name as Excel allows it for a sheet."""
    return _ILLEGAL_IN_TITLE.sub("_", name)[:31] or "_"


def _clean(sheet: Worksheet) -> None:
    """Take off the marks of an earlier check."""
    if sheet.title in SHEETS.values():
        sheet.parent.remove(sheet)
        return
    for row in sheet.iter_rows():
        for cell in row:
            comment = getattr(cell, "comment", None)
            if comment is not None and comment.author == _AUTHOR:
                cell.comment = None
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in _COLOURS.values():
                cell.fill = PatternFill()


def _mark(sheet: Worksheet, address: str, findings: list[_Mark], language: Language) -> None:
    cell = sheet[_corner(sheet, address)]
    kind = "error" if any(finding.kind == "error" for finding in findings) else "warning"
    cell.fill = PatternFill("solid", fgColor=_COLOURS[kind])
    colon = "：" if language == "zh" else ": "
    said = "\n".join(f"{_WORDS[language][one.kind]}{colon}{one.message}" for one in findings)
    if cell.comment is not None:
        said = f"{cell.comment.text}\n{said}"
    cell.comment = Comment(_clean_text(said), _AUTHOR, width=320, height=60 + 22 * said.count("\n"))


def _corner(sheet: Worksheet, address: str) -> str:
    """The cell itself; of a merged range its first, which alone can hold a comment."""
    return next((str(area.start_cell.coordinate) for area in sheet.merged_cells.ranges if address in area), address)


def _list(book: Workbook, listed: list[_Listed], language: Language, hint: str) -> None:
    words = _WORDS[language]
    sheet = book.create_sheet(SHEETS[language], 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    errors = sum(one.kind == "error" for one in listed)
    _write(sheet, 1, 1, words["title"].format(errors=errors, warnings=len(listed) - errors), Font(bold=True, size=14))
    _write(sheet, 2, 1, words[hint])
    for position, head in enumerate(words["heads"].split("|"), 1):
        _write(sheet, 4, position, head, Font(bold=True))
    for number, one in enumerate(listed[:_MOST_LISTED], 5):
        for position, text in enumerate((words[one.kind], one.sheet, one.cells, one.value, one.why, one.todo), 1):
            _write(sheet, number, position, text)
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor=_COLOURS[one.kind])
        if one.cell and one.sheet in book.sheetnames:
            _link(sheet, number, one)
    if len(listed) > _MOST_LISTED:
        _write(sheet, _MOST_LISTED + 5, 1, words["more"].format(n=len(listed) - _MOST_LISTED))
    for letter, width in zip("ABCDEF", (10, 18, 24, 24, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"


def _link(sheet: Worksheet, number: int, one: _Listed) -> None:
    cell = sheet.cell(number, 3)
    quoted = one.sheet.replace("'", "''")
    cell.hyperlink = f"#'{quoted}'!{one.cell}"
    cell.font = Font(color="FF0563C1", underline="single")


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font | None = None) -> None:
    cell: Any = sheet.cell(row, column)
    cell.value = _clean_text(text)
    cell.data_type = "s"  # never a formula
    cell.alignment = copy(Alignment(wrap_text=row >= 4, vertical="top"))
    if font:
        cell.font = font


def _clean_text(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))

"""Before a workbook is parsed: refuse what could bring the reader down.

calamine aborts the whole process on some hostile workbooks. That can be seen in the zip archive itself, and so can what
calamine does not tell of the others (`unseen`).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from data.errors import Said
from data.ledger.open import package, unseen
from data.ledger.open.package import Workbook, column_number, walk
from data.ledger.open.unseen import Unseen

_MOST_BYTES = 200 * 2**20
_MOST_RATIO, _RATIO_FROM_BYTES = 100, 20 * 2**20
_MOST_ENTRIES = 2_000
#: calamine holds a sheet as one dense rectangle from the first cell to the last.
_MOST_CELLS = 8_000_000

#: A cell as office programs write it: column, row, and «/» where it is empty (merely formatted).
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: [\w:]+="[^"<>/]*")*(/?)>')
#: A number that no row can have.
_NO_ROW = re.compile(rb"\sr\s*=\s*[\"']\d{8}")
#: At least every cell, however it is written.
_CELL = re.compile(rb"[<:]c[\s/>]")
_REFERENCE = re.compile(rb"([A-Z]{1,3})([1-9]\d{0,6})")
_CHUNK = 2**20
#: They are read to understand the others.
_FIRST_PARTS = ("docProps/", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
_UNIQUE = re.compile(rb"uniqueCount=[\"'](\d+)[\"']")

SAVE_ANEW = Said("请用Excel或WPS另存为xlsx后再导入", "save it anew as xlsx in Excel or WPS and import that")
SLIM_DOWN = Said(
    "请删去多余的工作表、图片和格式后再导入",
    "delete sheets, pictures and formats that are not needed, and import it again",
)
_BROKEN = Said(
    "不是完好的xlsx工作簿（可能已损坏、加密，或是旧格式改了扩展名）",
    "is no sound xlsx workbook (damaged, encrypted, or an older format under another name)",
)
#: What the libraries make of archives and XML that are not whole: of offsets, of packed data, of encodings.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, NotImplementedError, RuntimeError, KeyError,
    EOFError, ValueError, LookupError, OverflowError, OSError,
)  # fmt: skip
#: What XML allows and no office program writes into a sheet: its parser reads another number, or none, silently.
_UNUSUAL = re.compile(
    rb"<!\[CDATA\[|<!--|<\?(?!xml[\s?])|<(?:\w+:)?v(?:\s[^>]*)?>[\s\d.+\-eE]*&#"
    # an element within a value, a text or a formula, or another one than texts in a cell's own text
    rb"|<(?:\w+:)?[vtf](?:\s[^<>]*)?(?<!/)>[^<]*<[^/]"
    rb"|<(?:\w+:)?is(?:\s[^<>]*)?>\s*<(?!/?(?:\w+:)?(?:t|r|rPh|phoneticPr|is)[\s/>])"
)
_ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(\w+)")
_ROOTS = {b"worksheet", b"chartsheet", b"dialogsheet", b"macrosheet"}
#: More sheets than any ledger has, each of which costs time.
_MOST_SHEETS = 300
_ODD = Said(
    "工作表的写法少见，读出来的数可能不对", "has a sheet written as few programs do, whose numbers may be read wrongly"
)
_NO_ADDRESS = (Said("工作表里有不合规的单元格地址", "has a sheet with a cell address that is none"), SAVE_ANEW)
#: Each parser takes another one of them.
_TWICE = (Said("工作表里有两个同一地址的单元格", "has a sheet with two cells of one address"), SAVE_ANEW)
_MACROS = Said("工作簿带有宏", "holds macros")


class RefusedError(Exception):
    """The workbook is not read: why, and what to do."""

    def __init__(self, why: Said, todo: Said) -> None:
        self.why, self.todo = why, todo
        super().__init__(f"{why}，{todo}")


def looked_into(data: bytes) -> tuple[Workbook, dict[str, Unseen]]:
    """Check an xlsx file's bytes; return what its archive says of the workbook and, by its name, of every sheet.

    Raises:
        RefusedError: not an xlsx file, damaged, or made to do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive)
            _check_names(archive)
            names = archive.namelist()
            for name in names:
                if name.startswith(_FIRST_PARTS):
                    _checked(name, archive, is_sheet=False)
            workbook = package.opened(archive)
            _check_sheets(workbook)
            parts = set(workbook.sheets.values())
            found: dict[str, Unseen] = {}
            for name in names:
                if name.startswith(_FIRST_PARTS):
                    continue
                part = _checked(name, archive, is_sheet=name in parts)
                if name in parts:
                    found[name] = unseen.of(part, workbook.styles)
            return workbook, {sheet: found[part] for sheet, part in workbook.sheets.items()}
    except _DAMAGES as error:
        raise RefusedError(_BROKEN, SAVE_ANEW) from error


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    total, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    bomb = total > _RATIO_FROM_BYTES and total > _MOST_RATIO * max(packed, 1)
    if total > _MOST_BYTES or len(entries) > _MOST_ENTRIES or bomb:
        raise RefusedError(Said("工作簿展开后过大", "is too large once unpacked"), SLIM_DOWN)


def _checked(name: str, archive: zipfile.ZipFile, *, is_sheet: bool) -> bytes:
    """A part that is XML, and does no harm; nothing of any other part."""
    if name.endswith("vbaProject.bin"):
        raise RefusedError(
            _MACROS, Said("请另存为不带宏的xlsx后再导入", "save it as an xlsx without macros and import that")
        )
    if not is_sheet and not name.endswith((".xml", ".rels")):
        return b""
    part = archive.read(name)
    if b"\0" in part[:64]:
        raise RefusedError(Said("工作簿的内部编码不是UTF-8", "is not in UTF-8 inside"), SAVE_ANEW)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise RefusedError(Said("工作簿含有不应有的DTD声明", "holds a DTD, which no workbook should"), SAVE_ANEW)
    if is_sheet:
        _check_writing(part)
    expat.ParserCreate().Parse(part, True)  # calamine stops quietly where a sheet's XML breaks off
    if any(int(count) > len(part) for count in _UNIQUE.findall(part)):
        why = Said("工作簿的文字表与登记不符", "claims more shared texts than it holds")
        raise RefusedError(why, SAVE_ANEW)
    if is_sheet or "/worksheets/" in name:
        _check_area(part)
    return part


def _check_writing(part: bytes) -> None:
    """A sheet is a sheet, and its cells are written so that every parser reads the same."""
    root = _ROOT.match(part)
    if root is None or root[1] not in _ROOTS:
        raise RefusedError(Said("有一张工作表的内容不是表格", "has a sheet whose content is none"), SAVE_ANEW)
    if _UNUSUAL.search(part):
        raise RefusedError(_ODD, SAVE_ANEW)


def _check_names(archive: zipfile.ZipFile) -> None:
    """No two parts whose names differ by case alone: one parser takes the one, another the other."""
    names = [name.lower() for name in archive.namelist()]
    if len(set(names)) < len(names):
        raise RefusedError(Said("工作簿里有重名的部分", "holds two parts of one name"), SAVE_ANEW)


def _check_sheets(workbook: Workbook) -> None:
    if workbook.repeated:
        name = workbook.repeated[0]
        why = Said(f"有两张同名的工作表“{name}”", f"has two sheets of one name, “{name}”")
        raise RefusedError(
            why, Said("请改名或删去其中一张后再导入", "rename or delete one of them and import it again")
        )
    if len(set(workbook.sheets.values())) < len(workbook.sheets):
        raise RefusedError(Said("几张工作表是同一份内容", "has several sheets that are one and the same"), SAVE_ANEW)
    if len(workbook.sheets) > _MOST_SHEETS:
        why = Said(f"有{len(workbook.sheets)}张工作表", f"has {len(workbook.sheets)} sheets")
        raise RefusedError(why, SLIM_DOWN)


def _check_area(part: bytes) -> None:
    if _NO_ROW.search(part):
        raise RefusedError(*_NO_ADDRESS)
    letters: set[bytes] = set()
    numbers: set[bytes] = set()
    bottom, seen, total = 0, 0, 0
    for chunk in _chunks(part):
        found = _PLACE.findall(chunk)
        filled = [place for place in found if not place[2]]
        rows = {row for _, row, _ in filled}
        if len(set(filled)) < len(filled) or not numbers.isdisjoint(rows):
            raise RefusedError(*_TWICE)
        numbers |= rows
        seen, total = seen + len(found), total + len(_CELL.findall(chunk))
        letters.update(column for column, _, _ in filled)
        bottom = max(bottom, *(int(row) for _, row, _ in filled)) if filled else bottom
    right = max((column_number(column.decode()) + 1 for column in letters), default=0)
    if seen != total:  # a cell without an address, or written as few programs do
        bottom, right = _area(part)
    if bottom * right > _MOST_CELLS:
        why = Said(
            "工作表的有效区域过大（远处的单元格里有内容）",
            "has a sheet whose used range is too large (a cell far away)",
        )
        todo = Said(
            "请删去表格以外的行和列后再导入", "delete the rows and columns outside the table and import it again"
        )
        raise RefusedError(why, todo)


def _chunks(part: bytes) -> Iterator[bytes]:
    """The part in pieces, none of which divides a cell's tag."""
    start = 0
    while start < len(part):
        end = part.find(b"<row", start + _CHUNK)
        end = len(part) if end < 0 else end
        yield part[start:end]
        start = end


def _position(place: bytes) -> tuple[int, int]:
    """Row and column, both from 1, of an address such as «C12»."""
    if not (found := _REFERENCE.fullmatch(place)):
        raise RefusedError(*_NO_ADDRESS)
    return int(found[2]), column_number(found[1].decode()) + 1


def _area(part: bytes) -> tuple[int, int]:
    """The last row and column with content, as an XML parser sees them: a cell without an address follows the last."""
    last, at = [0, 0], [0, 0]
    filled: set[tuple[int, int]] = set()
    is_empty = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_empty
        place = attributes.get("r")
        if tag == "row":
            at[:] = [_position(b"A" + place.encode())[0] if place else at[0] + 1, 0]
        elif tag == "c":
            at[:] = _position(place.encode()) if place else (at[0], at[1] + 1)
            is_empty = True
        elif tag in {"v", "is", "f"}:
            if is_empty and (at[0], at[1]) in filled:
                raise RefusedError(*_TWICE)
            is_empty = False
            filled.add((at[0], at[1]))
            last[:] = [max(last[0], at[0]), max(last[1], at[1])]

    walk(part, start)
    return last[0], last[1]

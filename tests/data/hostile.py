"""Workbooks made to do harm, and oddities that people really send, each built by code."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from data.ledger.form import address

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
_TOP = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_PARTS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
<Relationship Id="r2" Target="sharedStrings.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>"""
_BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="项目" sheetId="1" r:id="r1"/></sheets></workbook>"""
_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"></sst>'
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'

HEADINGS = ("项目编号", "项目名称", "产业", "责任单位", "协议类型", "计划总投资（万元）", "签约日期")
ROW = ("P1", "甲", "新材料", "责任单位一", "正式", "100", "2023-05-01")


def row(values: tuple[str, ...], number: int) -> str:
    """A row of texts."""
    texts = [
        f'<c r="{address(number - 1, place)}" t="inlineStr"><is><t>{value}</t></is></c>'
        for place, value in enumerate(values)
    ]
    return f'<row r="{number}">{"".join(texts)}</row>'


def sheet(*rows: str, before: str = "") -> str:
    """A sheet with the template's headings and one sound project, then these rows."""
    return _SHEET.format(f"{before}<sheetData>{row(HEADINGS, 1)}{row(ROW, 2)}{''.join(rows)}</sheetData>")


def book(file: Path, worksheet: str, parts: Mapping[str, str | bytes] | None = None) -> Path:
    """A workbook with one sheet; `parts` are added to its archive or replace its own."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TOP,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _PARTS,
        "xl/sharedStrings.xml": _STRINGS,
        "xl/worksheets/sheet1.xml": worksheet,
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    file.write_bytes(buffer.getvalue())
    return file


def zip_bomb(folder: Path) -> Path:
    """1 MB that unpacks to 500 MB."""
    return book(folder / "a.xlsx", sheet(), {"xl/media/a.xml": b" " * 500_000_000})


def nested_text_bomb(folder: Path) -> Path:
    """Little in the archive, 190 MB of one text: within the size, not within the ratio."""
    return book(folder / "a.xlsx", sheet(row(("P2", "字" * 60_000_000), 3)))


def lying_size(folder: Path) -> Path:
    """The archive's directory says 10 bytes of a sheet that has more."""
    file = book(folder / "a.xlsx", sheet())
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    file.write_bytes(file.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    return file


def far_cell(folder: Path) -> Path:
    return book(folder / "a.xlsx", sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def far_cell_in_disguise(folder: Path) -> Path:
    """The tag written as no program does, so that a search for addresses misses it."""
    return book(folder / "a.xlsx", sheet('<row r="1048576"><c s=">" r="XFD1048576"><v>1</v></c></row>'))


def far_cell_without_a_folder(folder: Path) -> Path:
    """The sheet's part lies where no program puts it."""
    far = sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    parts = {"xl/_rels/workbook.xml.rels": _PARTS.replace("worksheets/sheet1.xml", "a.bin"), "xl/a.bin": far}
    return book(folder / "a.xlsx", sheet(), parts)


def many_cells(folder: Path) -> Path:
    """A wide and long sheet of numbers, each cell without its address."""
    return book(folder / "a.xlsx", sheet(*[f"<row>{'<c><v>1</v></c>' * 5000}</row>" for _ in range(1700)]))


def unique_count(folder: Path) -> Path:
    strings = _STRINGS.replace('uniqueCount="1"', 'uniqueCount="4294967295"')
    return book(folder / "a.xlsx", sheet(), {"xl/sharedStrings.xml": strings})


def billion_laughs(folder: Path) -> Path:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{levels}]>'
    return book(folder / "a.xlsx", dtd + sheet(row(("P2", "&l9;"), 3)))


def external_entity(folder: Path) -> Path:
    dtd = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return book(folder / "a.xlsx", dtd + sheet(row(("P2", "&x;"), 3)))


def sixteen_bits(folder: Path) -> Path:
    """A part in UTF-16, where a search for bytes finds nothing."""
    return book(folder / "a.xlsx", "", {"xl/worksheets/sheet1.xml": sheet().encode("utf-16")})


def macros(folder: Path) -> Path:
    return book(folder / "a.xlsx", sheet(), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def macro_book(folder: Path) -> Path:
    return macros(folder).rename(folder / "a.xlsm")


def old_book(folder: Path) -> Path:
    return _raw(folder / "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))


def encrypted(folder: Path) -> Path:
    stream = "EncryptedPackage".encode("utf-16-le")
    return _raw(folder / "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + stream + bytes(2000))


def truncated(folder: Path) -> Path:
    file = book(folder / "a.xlsx", sheet())
    return _raw(file, file.read_bytes()[:-300])


def broken_off(folder: Path) -> Path:
    """A sound archive whose sheet ends in the middle."""
    return book(folder / "a.xlsx", sheet()[:-60])


def csv_called_xlsx(folder: Path) -> Path:
    return _raw(folder / "a.xlsx", "项目编号,项目名称\nP1,甲\n".encode())


def xlsx_called_csv(folder: Path) -> Path:
    return book(folder / "a.xlsx", sheet()).rename(folder / "项目.csv")


def page_called_xls(folder: Path) -> Path:
    return _raw(folder / "a.xls", "\ufeff<html><table><tr><td>项目编号</td></tr></table></html>".encode())


def page_called_xlsx(folder: Path) -> Path:
    return _raw(folder / "a.xlsx", "\n<TABLE><tr><td>项目编号</td></tr></TABLE>".encode("gb18030"))


def xml_called_xls(folder: Path) -> Path:
    return _raw(folder / "a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>')


def _raw(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def _numbered(value: str) -> str:
    """A sheet whose second project's planned investment is written so."""
    texts = row((*ROW[:5], "", ROW[6]), 3)
    return sheet(texts.replace('<c r="F3" t="inlineStr"><is><t></t></is></c>', f'<c r="F3">{value}</c>'))


def marked_section(folder: Path) -> Path:
    """A number that one parser reads, and another does not see."""
    return book(folder / "a.xlsx", _numbered("<v><![CDATA[200]]></v>"))


def commented_number(folder: Path) -> Path:
    return book(folder / "a.xlsx", _numbered("<v>2<!-- -->00</v>"))


def referenced_number(folder: Path) -> Path:
    return book(folder / "a.xlsx", _numbered("<v>&#50;00</v>"))


def two_sheets_of_one_name(folder: Path) -> Path:
    more = _BOOK.replace("</sheets>", '<sheet name="项目" sheetId="2" r:id="r3"/></sheets>')
    parts = _PARTS.replace("</Relationships>", _SHEETS_PART.format(3, "sheet2") + "</Relationships>")
    added = {"xl/workbook.xml": more, "xl/_rels/workbook.xml.rels": parts, "xl/worksheets/sheet2.xml": sheet()}
    return book(folder / "a.xlsx", sheet(), dict(added))


def many_sheets_of_one_part(folder: Path) -> Path:
    more = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r1"/>' for n in range(2, 2_000))
    return book(folder / "a.xlsx", sheet(), {"xl/workbook.xml": _BOOK.replace("</sheets>", f"{more}</sheets>")})


def many_sheets(folder: Path) -> Path:
    numbers = range(10, 1_900)
    more = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    parts = "".join(_SHEETS_PART.format(n, f"sheet{n}") for n in numbers)
    added: dict[str, str | bytes] = {f"xl/worksheets/sheet{n}.xml": sheet() for n in numbers}
    added["xl/workbook.xml"] = _BOOK.replace("</sheets>", f"{more}</sheets>")
    added["xl/_rels/workbook.xml.rels"] = _PARTS.replace("</Relationships>", f"{parts}</Relationships>")
    return book(folder / "a.xlsx", sheet(), added)


def parts_that_differ_by_case(folder: Path) -> Path:
    return book(folder / "a.xlsx", sheet(), {"xl/worksheets/Sheet1.xml": sheet(row(("P2", *ROW[1:]), 3))})


def a_theme_for_a_sheet(folder: Path) -> Path:
    return book(folder / "a.xlsx", '<a:theme xmlns:a="urn:a" name="Office"><a:themeElements/></a:theme>')


def columns_without_end(folder: Path) -> Path:
    return _raw(folder / "a.csv", ",".join(["项目名称"] * 100_000).encode() + b"\n")


def commas_without_end(folder: Path) -> Path:
    return _raw(folder / "a.csv", "项目名称,总投资（万元）\n甲,5\n".encode() + b"," * 20_000_000)


def long_texts(folder: Path) -> Path:
    """190 cells of one text of 1.5 million characters: little in the file, much in every step."""
    text = "长" * 1_500_000
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 193))
    strings = _STRINGS.replace("></sst>", f"><si><t>{text}</t></si></sst>")
    return book(folder / "a.xlsx", sheet(cells), {"xl/sharedStrings.xml": strings, "xl/a": random_bytes(250_000)})


def random_bytes(count: int) -> bytes:
    """What no archive packs smaller: so the file is of the size that it would have."""
    return os.urandom(count)


_SHEETS_PART = (
    '<Relationship Id="r{}" Target="worksheets/{}.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
)

#: What must be refused → a word of the reason.
REFUSED: dict[Callable[[Path], Path], str] = {
    zip_bomb: "过大",
    nested_text_bomb: "过大",
    lying_size: "不是完好的xlsx",
    far_cell: "有效区域过大",
    far_cell_in_disguise: "有效区域过大",
    far_cell_without_a_folder: "有效区域过大",
    many_cells: "过大",
    unique_count: "文字表",
    billion_laughs: "DTD",
    external_entity: "DTD",
    sixteen_bits: "UTF-8",
    macros: "宏",
    macro_book: "宏",
    old_book: "旧版",
    encrypted: "密码",
    truncated: "不是完好的xlsx",
    broken_off: "不是完好的xlsx",
    csv_called_xlsx: "文本",
    xlsx_called_csv: "工作簿",
    page_called_xls: "网页",
    page_called_xlsx: "网页",
    xml_called_xls: "XML",
    marked_section: "写法少见",
    commented_number: "写法少见",
    referenced_number: "写法少见",
    two_sheets_of_one_name: "同名",
    many_sheets_of_one_part: "同一份内容",
    many_sheets: "张工作表",
    parts_that_differ_by_case: "重名",
    a_theme_for_a_sheet: "不是表格",
    columns_without_end: "不是完好的csv",
    commas_without_end: "不是完好的csv",
}


def whole_sheet_declared(folder: Path) -> Path:
    return book(folder / "a.xlsx", sheet(before='<dimension ref="A1:XFD1048576"/>'))


def million_empty_rows(folder: Path) -> Path:
    """What formatting whole columns leaves behind."""
    rows = "".join(f'<row r="{n}" s="7" customFormat="1" ht="20"/>' for n in range(3, 1_000_003))
    return book(folder / "a.xlsx", sheet(rows))


def many_empty_cells(folder: Path) -> Path:
    """The same, cell by cell, and one far away."""
    rows = [
        f'<row r="{n}">{"".join(f"<c r={chr(34)}{c}{n}{chr(34)} s={chr(34)}7{chr(34)}/>" for c in "ABCDEFGHIJ")}</row>'
        for n in range(3, 100_000)
    ]
    return book(folder / "a.xlsx", sheet(*rows, '<row r="1048576"><c r="XFD1048576" s="7"/></row>'))


def wide(folder: Path) -> Path:
    """200 columns of an office's own."""
    headings, values = tuple(f"自有{n}" for n in range(200)), tuple(f"值{n}" for n in range(200))
    rows = f"<sheetData>{row(HEADINGS + headings, 1)}{row(ROW + values, 2)}</sheetData>"
    return book(folder / "a.xlsx", _SHEET.format(rows))


def strange_names(folder: Path) -> Path:
    """Emoji, SQL, HTML and a formula as names."""
    names = (
        "🏭😀",
        "x'); drop table project;--",
        "&lt;img src=x onerror=alert(1)&gt;",
        "=HYPERLINK(&quot;http://a&quot;)",
    )
    rows = [row((f"Q{n}", name, *ROW[2:]), n + 3) for n, name in enumerate(names)]
    return book(folder / "a.xlsx", sheet(*rows))


#: What must be read → its projects' names.
READ: dict[Callable[[Path], Path], list[str]] = {
    whole_sheet_declared: ["甲"],
    million_empty_rows: ["甲"],
    many_empty_cells: ["甲"],
    wide: ["甲"],
    strange_names: [
        "甲", "🏭😀", "x'); drop table project;--", "<img src=x onerror=alert(1)>", '=HYPERLINK("http://a")',
    ],
}  # fmt: skip

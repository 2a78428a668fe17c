"""The clerk's own workbook comes back with every faulty cell marked, and nothing else of it changed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.workbook import Workbook

from data import model
from data.errors import Asked, LedgerError, LedgerWarning, Said
from data.ledger.examining import examine
from data.ledger.report import Report
from data.ledger.write.marking import SHEETS, Language, marked

NUMBER = Said("不是数字", "not a number"), Said("请填写数字", "write a number")
ERRORS = (
    LedgerError("台账.xlsx", "一季度", "C4", "约三百", *NUMBER),
    LedgerError("台账.xlsx", "一季度", "C4", "约三百", Said("还有", "and again"), Said("改", "change it")),
    LedgerError("台账.xlsx", "一季度", "B6", "", *NUMBER),
    LedgerError("台账.xlsx", "", "", "", Said("没有表头", "no headings"), Said("补上", "add them")),
)
WARNING = LedgerWarning(
    "台账.xlsx",
    "一季度",
    "A4",
    "=1+1",
    Said("名称可疑", "an odd name"),
    Asked(Said("对吗？", "is it?"), Said("不对请改", "else correct it")),
    3,
)
REPORT = Report("台账.xlsx", "", False, False, model.no_rows(), None, ERRORS, (WARNING,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一季度"
    sheet["A1"] = "某区一季度台账"
    sheet.merge_cells("A1:C1")
    sheet.append(["名称", "投资", "到位"])
    sheet.append(["甲", 5, "=B3*2"])
    sheet.append([None, 7, "约三百"])
    sheet["A4"].value, sheet["A4"].data_type = "=1+1", "s"
    sheet["A6"] = "合计"
    sheet.merge_cells("A6:B6")
    sheet["B3"].number_format = "#,##0.00"
    sheet["B3"].font = Font(bold=True)
    sheet["B3"].fill = PatternFill("solid", fgColor="FFCCFFCC")
    sheet["C4"].comment = Comment("去年也是", "张三")
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def opened(file: Path, report: Report = REPORT, language: Language = "zh") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked(file, report, language)))


def colour(book: Workbook, address: str) -> str | None:
    fill = book["一季度"][address].fill
    return fill.fgColor.rgb if fill.fill_type else None


def test_faulty_cells_are_filled_and_commented(file: Path) -> None:
    book = opened(file)
    sheet = book["一季度"]
    assert colour(book, "C4") == "FFF5B5B1"
    assert colour(book, "A4") == "FFFEE59B"
    assert sheet["C4"].comment.text == "去年也是\n错误：不是数字，请填写数字\n错误：还有，改"
    assert sheet["A4"].comment.text == "提示：名称可疑，对吗？不对请改"
    assert colour(book, "A6") == "FFF5B5B1", "a cell inside a merged range is marked at its first"


def test_the_rest_is_as_it_was(file: Path) -> None:
    sheet = opened(file)["一季度"]
    assert sheet["C3"].value == "=B3*2"
    assert sheet["C3"].data_type == "f"
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert sheet["B3"].number_format == "#,##0.00"
    assert sheet["B3"].font.bold
    assert sheet["B3"].fill.fgColor.rgb == "FFCCFFCC"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A6:B6"}
    assert sheet["B3"].comment is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_list_stands_in_front_and_leads_to_the_cells(file: Path, language: Language) -> None:
    book = opened(file, language=language)
    assert book.sheetnames == [SHEETS[language], "一季度"]
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[1:4] for row in rows] == [
        ["一季度", "C4、B6共2格" if language == "zh" else "C4, B6 (2 cells)", "约三百"],
        ["一季度", "C4", "约三百"],
        [None, None, None],
        ["一季度", "A4等3格" if language == "zh" else "A4 … (3 cells)", "=1+1"],
    ]
    assert rows[-1][4] == ("名称可疑" if language == "zh" else "an odd name")
    assert sheet["C5"].hyperlink.location == "'一季度'!C4" or sheet["C5"].hyperlink.target == "#'一季度'!C4"
    assert sheet["D8"].data_type == "s"
    if language == "en":
        assert all(str(cell.value).isascii() for cell in sheet[4])


def test_marks_of_an_earlier_check_are_taken_off(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "改过.xlsx"
    again.write_bytes(marked(file, REPORT))
    book = opened(again, Report("改过.xlsx", "", False, False, model.no_rows(), None, ERRORS[2:3]), "en")
    assert book.sheetnames == ["Findings", "一季度"]
    assert colour(book, "C4") is None
    assert colour(book, "A6") == "FFF5B5B1"
    assert book["一季度"]["A4"].comment is None


_STRICT = {
    "spreadsheetml/2006/main": "spreadsheetml/main",
    "drawingml/2006/main": "drawingml/main",
    "officeDocument/2006/extended-properties": "officeDocument/extendedProperties",
    "officeDocument/2006/relationships/extended-properties": "officeDocument/relationships/extendedProperties",
    "officeDocument/2006/relationships": "officeDocument/relationships",
}


def strict(file: Path) -> Path:
    """The workbook as Excel saves it as «Strict Open XML»."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, _strictly(part).replace("<workbook ", '<workbook conformance="strict" ', 1))
    return file


def _strictly(part: str) -> str:
    for usual, other in _STRICT.items():
        part = part.replace(f"http://schemas.openxmlformats.org/{usual}", f"http://purl.oclc.org/ooxml/{other}")
    return part


def test_a_strict_workbook_comes_back_whole(file: Path) -> None:
    plain = openpyxl.load_workbook(io.BytesIO(marked(file, REPORT)))
    report = examine(strict(file))
    assert report.errors == examine(file).errors
    assert [sheet.sheet for sheet in report.sheets] or report.notes or report.warnings
    book = opened(file)
    assert book.sheetnames == ["核对结果", "一季度"]
    assert colour(book, "C4") == "FFF5B5B1"
    assert book["一季度"]["C4"].comment.text == "去年也是\n错误：不是数字，请填写数字\n错误：还有，改"
    for row, same in zip(plain["一季度"].iter_rows(), book["一季度"].iter_rows(), strict=True):
        for cell, other in zip(row, same, strict=True):
            assert (cell.value, cell.data_type, cell.number_format) == (
                other.value,
                other.data_type,
                other.number_format,
            )
    assert {str(area) for area in book["一季度"].merged_cells.ranges} == {"A1:C1", "A6:B6"}
    assert book["一季度"]["B3"].fill.fgColor.rgb == "FFCCFFCC"


def test_a_strict_ledger_is_checked_and_marked(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    book.iso_dates = True
    sheet.title = "台账"
    sheet.append(["项目名称", "总投资（万元）", "责任单位", "产业", "签约时间"])
    sheet.append(["甲", 5000, "责任单位一", "新材料", dt.date(2023, 3, 5)])
    sheet.append(["乙", "约三百", "责任单位一", "新材料", dt.date(2023, 4, 6)])
    book.save(tmp_path / "a.xlsx")
    report = examine(strict(tmp_path / "a.xlsx"))
    assert [(error.sheet, error.cell) for error in report.errors] == [("台账", "B3")]
    made = openpyxl.load_workbook(io.BytesIO(marked(tmp_path / "a.xlsx", report)))
    assert made.sheetnames == ["核对结果", "台账"]
    assert [cell.value for cell in made["台账"]["A"]] == ["项目名称", "甲", "乙"]
    assert made["台账"]["E2"].value == dt.datetime(2023, 3, 5)
    assert made["台账"]["B3"].comment is not None
    (tmp_path / "b.xlsx").write_bytes(marked(tmp_path / "a.xlsx", report))
    assert examine(tmp_path / "b.xlsx").errors[0].cell == "B3"


def test_a_csv_becomes_a_workbook_of_its_text(tmp_path: Path) -> None:
    file = tmp_path / "项目.csv"
    file.write_bytes("名称,投资\n=1+1,007\n".encode("gb18030"))
    error = LedgerError("项目.csv", "项目", "B2", "007", *NUMBER)
    book = opened(file, Report("项目.csv", "", False, False, model.no_rows(), None, (error,)))
    sheet = book["项目"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["名称", "投资"], ["=1+1", "007"]]
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].comment is not None


def test_a_file_that_cannot_be_read_gives_the_list_alone(tmp_path: Path) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(b"no workbook")
    book = opened(file, examine(file))
    assert book.sheetnames == ["核对结果"]
    assert book.worksheets[0].max_row == 5


def test_a_corrected_workbook_is_read_as_it_was_before(tmp_path: Path) -> None:
    """The list in front and the comments are no part of the ledger."""
    from data import ledger, versions
    from tests.data import small

    file = tmp_path / "台账.xlsx"
    ledger.export(small.publish(), file)
    report = examine(file)
    again = tmp_path / "改过.xlsx"
    again.write_bytes(marked(file, report))
    found = examine(again)
    assert found.errors == report.errors
    small.assert_equal(found.tables, report.tables)
    small.assert_equal(found.tables, versions.read_tables(versions.names()[0]))

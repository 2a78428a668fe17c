"""Results of formulas that no program calculated are no results, whatever stands in their place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data.ledger.examining import examine
from data.ledger.report import Report
from tests.data.test_ledgers_of_other_habits import errors, projects

HEADINGS = ("项目名称", "建安投资", "设备投资", "总投资", "责任单位", "产业", "1月到位资金")
#: Column → formulas of the rows 3 and 4.
SUMS = {"D": ("=B3+C3", "=SUM(B4:C4)"), "G": ("=ROUND(B3*10%,2)", "=B4/10")}
RIGHT = {"D": (3000, 600), "G": (200, 50)}


def book(
    path: Path, formulas: dict[str, tuple[str, str]], results: Mapping[str, tuple[float, float]] | None = None
) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("台账")
        sheet.write(0, 0, "2023年签约项目（单位：万元）")
        sheet.write_row(1, 0, HEADINGS)
        for row, values in enumerate((("甲", 2000, 1000), ("乙", 500, 100)), 2):
            sheet.write_row(row, 0, values)
            sheet.write_row(row, 4, ("责任单位一", "新材料"))
        for letter, those in formulas.items():
            for number, formula in enumerate(those):
                sheet.write_formula(f"{letter}{number + 3}", formula, None, (results or {}).get(letter, (0, 0))[number])
    return path


def changed(path: Path, parts: dict[str, tuple[str, str]], added: dict[str, str] | None = None) -> Path:
    """The workbook with a pattern of a part replaced, and parts added."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, (pattern, text) in parts.items():
        assert re.search(pattern, found[name])
        found[name] = re.sub(pattern, text, found[name])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (found | (added or {})).items():
            archive.writestr(name, text)
    return path


#: As Excel, WPS, Apache POI (EasyExcel) and others leave a file.
NOT_LEFT = {"xl/workbook.xml": (' fullCalcOnLoad="1"', "")}
CHAIN = {"xl/calcChain.xml": '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'}
APP = r"<Application>[^<]*</Application>"


def refused(report: Report) -> list[str]:
    assert all("没有" in error.why and "公式" in error.why for error in report.errors)
    return [cell for _, cell in errors(report)]


def test_noughts_of_a_program_that_only_writes_are_refused_at_their_cells(tmp_path: Path) -> None:
    report = examine(book(tmp_path / "a.xlsx", SUMS))
    assert refused(report) == ["D3", "G3", "D4", "G4"]
    assert errors(report)[0] == ("台账", "D3")
    assert "没有计算结果的公式" in report.errors[0].message()


@pytest.mark.parametrize(
    ("parts", "app"),
    [(NOT_LEFT, "Apache POI"), (NOT_LEFT, "Microsoft Excel"), (NOT_LEFT, "SheetJS"), ({}, "Microsoft Excel")],
)
def test_whoever_wrote_it(parts: dict[str, tuple[str, str]], app: str, tmp_path: Path) -> None:
    path = changed(
        book(tmp_path / "a.xlsx", SUMS), parts | {"docProps/app.xml": (APP, f"<Application>{app}</Application>")}
    )
    assert refused(examine(path)) == ["D3", "G3", "D4", "G4"]


def test_other_noughts_of_such_a_file_are_refused_too(tmp_path: Path) -> None:
    """One formula shows that nothing was calculated; then no other result counts."""
    formulas = SUMS | {"G": ('=VLOOKUP(A3,Z:Z,1,0)+"5"', "=SUMIFS(B:B,A:A,A4)")}
    report = examine(changed(book(tmp_path / "a.xlsx", formulas), NOT_LEFT))
    assert refused(report) == ["D3", "G3", "D4", "G4"]


def test_only_noughts_in_formulas_that_no_one_checks(tmp_path: Path) -> None:
    formulas = {"D": ("=SUMIF(A:A,A3,B:B)", "=VLOOKUP(A4,A:C,3,0)")}
    path = changed(book(tmp_path / "a.xlsx", formulas), NOT_LEFT)
    assert refused(examine(path)) == ["D3", "D4"]
    calculated = changed(book(tmp_path / "b.xlsx", formulas), NOT_LEFT, CHAIN)
    assert [projects(examine(calculated))[name]["planned_investment"] for name in "甲乙"] == [0, 0]


@pytest.mark.parametrize("app", ["Microsoft Excel", "WPS Office", "LibreOffice/7.6", "Apache POI"])
def test_results_that_are_found_again_are_read(app: str, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", SUMS, RIGHT)
    report = examine(changed(path, {"docProps/app.xml": (APP, f"<Application>{app}</Application>")}))
    assert errors(report) == []
    assert report.totals == {"planned_investment": 3600, "funds_arrived": 250, "invested": 0}


@pytest.mark.parametrize(
    ("parts", "added"),
    [
        (NOT_LEFT, CHAIN),
        (NOT_LEFT | {"docProps/app.xml": (APP, "<Application>WPS Office_11.1.0.9021</Application>")}, {}),
        ({"docProps/app.xml": (APP, "<Application>WPS 表格</Application>")}, {}),
    ],
)
def test_what_a_spreadsheet_saved_is_read(
    parts: dict[str, tuple[str, str]], added: dict[str, str], tmp_path: Path
) -> None:
    formulas = {"D": ("=SUMIF(A:A,A3,B:B)", "=VLOOKUP(A4,A:C,3,0)"), "G": ("=IF(B3>0,20,0)", "=MAX(0,B4-B4)")}
    path = book(tmp_path / "a.xlsx", formulas, {"D": (2000, 100), "G": (20, 0)})
    report = examine(changed(path, parts, added))
    assert (errors(report), report.totals["planned_investment"]) == ([], 2100)


def test_an_earlier_result_is_refused_with_the_one_that_it_should_be(tmp_path: Path) -> None:
    """Data filled into a template by a program, or calculation turned off: others are then still good."""
    path = book(tmp_path / "a.xlsx", SUMS, RIGHT | {"D": (3000, 450)})
    report = examine(changed(path, NOT_LEFT, CHAIN))
    assert errors(report) == [("台账", "D4")]
    assert "按公式应为600" in report.errors[0].message()
    assert report.errors[0].value == "450"


def test_formulas_filled_down_are_written_once(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"D": ("=B3+C3", "=B4+C4")}, {"D": (3000, 0)})
    shared = {
        "xl/worksheets/sheet1.xml": (
            r"<f>B3\+C3</f>(.*)<f>B4\+C4</f>",
            r'<f t="shared" ref="D3:D4" si="0">B3+C3</f>\1<f t="shared" si="0"/>',
        )
    }
    report = examine(changed(path, NOT_LEFT | shared, CHAIN))
    assert errors(report) == [("台账", "D4")]


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=SUM($B$3:C3,5)", 3005),
        ("=-(B3-C3)*-1", 1000),
        ("=B3/C3%", 200),
        ("=SUM(A3:C3)", 3000),
        ("=B3+Z99", 2000),
        ("=ROUND(C3/3,2)", 333.33),
        ("=B3 + C3 - 3000 + 0.1 + 0.2", 0.30000000000000004),
        ("=SUM(D4:D4)*5", 3000),
    ],
)
def test_what_is_calculated_again(formula: str, result: float, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"D": (formula, "=B4+C4")}, {"D": (result, 600)})
    assert errors(examine(path)) == []
    path = book(tmp_path / "b.xlsx", {"D": (formula, "=B4+C4")}, {"D": (result + 1, 600)})
    assert errors(examine(path)) == [("台账", "D3")]


def test_formulas_that_go_round_in_a_circle_end(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"D": ("=D4+1", "=D3+1")}, {"D": (7, 8)})
    assert refused(examine(path)) == ["D3", "D4"]
    assert errors(examine(changed(path, NOT_LEFT, CHAIN))) == []


@pytest.mark.parametrize(
    ("heading", "why"),
    [('="2023年9月到位"&"资金（万元）"', "没有计算结果的公式"), ("#REF!", "公式的错误值")],
)
def test_a_heading_that_cannot_be_read_is_an_error_where_something_stands_below(
    tmp_path: Path, heading: str, why: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["项目名称", "产业", "责任单位", "总投资（万元）", heading], ["甲", "新材料", "责任单位一", 900, 100]):
        sheet.append(row)
    file = tmp_path / "台账.xlsx"
    book.save(file)
    [error] = examine(file).errors
    assert error.cell == "E1"
    assert why in str(error.why)
    sheet["E2"] = None
    book.save(file)
    assert not examine(file).errors, "nothing stands below it"

"""What a workbook says besides its cells' values: what is hidden, from which year its days are counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data.ledger import mapping
from data.ledger.examining import examine
from data.ledger.open import reading
from data.ledger.written import days
from data.ledger.written.days import Dates
from tests.data import hostile
from tests.data.test_ledgers_of_other_habits import errors, projects, said
from tests.data.test_office_habits import HEAD, ROW, read


def opened(path: Path) -> reading.Grid:
    (grid,) = reading.read_book(path).grids
    return grid


def test_rows_and_columns_that_nobody_sees(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for number in range(8):
        sheet.append([number] * 8)
    sheet.auto_filter.ref = "A1:H8"
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions.group(6, 7, hidden=True)
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions.group("E", "G", hidden=True)
    made.save(tmp_path / "a.xlsx")
    grid = opened(tmp_path / "a.xlsx")
    assert grid.hidden_rows == {3, 5, 6}
    assert grid.hidden_columns == {2, 4, 5, 6}


def test_of_no_height_or_width_is_hidden_too(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        for number in range(6):
            sheet.write_row(number, 0, [number] * 6)
        sheet.set_row(2, 0)
        sheet.set_row(3, None, None, {"level": 1, "hidden": True})
        sheet.set_row(4, None, None, {"collapsed": True})
        sheet.set_column(1, 1, 0)
        sheet.set_column(5, 16_383, None, None, {"hidden": True})
    grid = opened(tmp_path / "a.xlsx")
    assert grid.hidden_rows == {2, 3}
    assert {1, 5} <= grid.hidden_columns
    assert {0, 2, 3, 4}.isdisjoint(grid.hidden_columns)


@pytest.mark.parametrize(
    ("before", "rows", "hidden"),
    [
        ("", "<row r='3' hidden = 'true'><c r='A3'><v>1</v></c></row>", ({2}, set())),
        ("", '<row hidden="1"><c><v>1</v></c></row><row hidden="0"><c><v>1</v></c></row>', ({2}, set())),
        ("", '<row r="3" ht="0" customHeight="1"><c r="A3"><v>1</v></c></row>', ({2}, set())),
        ('<cols><col min="2" max="3" width="0"/><col min="5" max="5" width="9.5"/></cols>', "", (set(), {1, 2})),
        ('<cols><col hidden="1" max="2" min="2"/></cols>', '<row r="900" hidden="1"/>', (set(), {1})),
        ('<cols><col hidden="0" max="2" min="2"/></cols>', '<row r="3" ht="15"><c><v>1</v></c></row>', (set(), set())),
    ],
)
def test_however_it_is_written(before: str, rows: str, hidden: tuple[set[int], set[int]], tmp_path: Path) -> None:
    grid = opened(hostile.book(tmp_path / "a.xlsx", hostile.sheet(rows, before=before)))
    assert (grid.hidden_rows, grid.hidden_columns) == hidden


# Days counted from 1904 --------------------------------------------------------------------------------


def of_1904(path: Path, *cells: object) -> Path:
    with xlsxwriter.Workbook(path, {"date_1904": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, [*HEAD, "签约时间"])
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for number, value in enumerate(cells, 1):
            sheet.write_row(number, 0, ["甲乙丙"[number - 1], *ROW[1:]])
            if isinstance(value, dt.date):
                sheet.write_datetime(number, 4, value, day)
            else:
                sheet.write(number, 4, value)
    return path


def test_days_of_old_macs(tmp_path: Path) -> None:
    path = of_1904(tmp_path / "a.xlsx", 43_528, "43560", dt.date(2023, 3, 5))
    assert opened(path).is_1904
    report = examine(path)
    assert errors(report) == []
    assert [str(row["signed_on"]) for row in projects(report).values()] == ["2023-03-05", "2023-04-06", "2023-03-05"]
    assert any("日期序号" in line and "对吗" in line for line in said(report.warnings))


def test_other_workbooks_count_from_1900(tmp_path: Path) -> None:
    assert days.day(44_990, Dates()) == (dt.date(2023, 3, 5), "serial")
    assert days.day(44_990 - 1_462, Dates(is_1904=True)) == (dt.date(2023, 3, 5), "serial")
    assert days.day(20_230_305, Dates(is_1904=True)) == (dt.date(2023, 3, 5), "day")


def test_the_template_refuses_a_bare_number_of_days(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as made:
        sheet = made.add_worksheet("项目")
        sheet.write_row(0, 0, hostile.HEADINGS)
        sheet.write_row(1, 0, [*hostile.ROW[:5], 100])
        sheet.write_number(1, 6, 43_528)
        sheet.write_row(2, 0, ["P2", *hostile.ROW[1:5], 100])
        sheet.write_datetime(2, 6, dt.date(2023, 3, 5), made.add_format({"num_format": "yyyy-mm-dd"}))
    report = examine(tmp_path / "a.xlsx", through=dt.date(2023, 9, 1))
    assert errors(report) == [("项目", "G2")]
    assert report.tables["project"]["signed_on"].to_pylist() == [dt.date(2023, 3, 5)]


# Months without their nought ---------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["2022.1", "2022．1", "22.1", 2022.1])
def test_october_without_its_nought_is_asked_of_csv_and_xlsx(cell: object, tmp_path: Path) -> None:
    cells: list[list[object]] = [["2022.9"], [cell], ["2022.11"], ["2022/1"], ["2022-1"], ["2022.01"]]
    report = read(tmp_path, ["签约时间"], *cells)
    assert errors(report) == [("台账", "E4")]
    lines: list[list[object]] = [
        [*HEAD, "签约时间"],
        *([name, *ROW[1:], *row] for name, row in zip("甲乙丙丁戊己", cells, strict=True)),
    ]
    (tmp_path / "a.csv").write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")
    report = examine(tmp_path / "a.csv")
    assert errors(report) == [("a", "E3")]
    months = [str(row["signed_on"])[:7] for row in projects(report).values()]
    assert months == ["2022-09", "2022-11", "2022-01", "2022-01", "2022-01"]


def test_the_template_asks_too(tmp_path: Path) -> None:
    (tmp_path / "台账").mkdir()
    head = "项目编号,项目名称,产业,责任单位,协议类型,计划总投资（万元）\n"
    (tmp_path / "台账" / "项目.csv").write_text(head + "P1,甲,新材料,责任单位一,正式,5\n", encoding="utf-8")
    progress = "project_id,month,invested\nP1,2022.9,1\nP1,2022.1,1\nP1,2022.11,1\n"
    (tmp_path / "台账" / "月度进度.csv").write_text(progress, encoding="utf-8")
    report = examine(tmp_path / "台账")
    assert errors(report) == [("月度进度", "B3")]
    assert "1月、10月" in report.errors[0].message()


def test_a_format_of_one_s_own_holds_for_numbers_of_a_workbook_too(tmp_path: Path) -> None:
    said_so = mapping.loads('date_formats = ["%Y"]')
    path = tmp_path / "a.xlsx"
    read(tmp_path, ["签约时间"], [2021], ["2022"])
    report = examine(path, said_so)
    assert errors(report) == []
    assert [str(row["signed_on"]) for row in projects(report).values()] == ["2021-01-01", "2022-01-01"]

"""One fault in a hundred rows is one finding with its cells, wherever it is told; counts say what they count."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import openpyxl
import pytest

from data import __main__ as cli
from data import cell_ranges
from data.cell_ranges import Range
from data.errors import Asked, LedgerError, LedgerWarning, Said
from data.ledger import form
from data.ledger.check.findings import MOST_LISTED, Findings
from data.ledger.examining import examine
from data.ledger.grouping import Finding, counted, grouped
from data.ledger.open.reading import Grid
from data.ledger.report import Report
from data.ledger.write.marking import marked
from data.publishing import report_lines
from tests.data.test_ledgers_of_other_habits import book

NUMBER = Said("不是数字", "is not a number"), Said("请填写数字", "write a number")
HEAD = ["项目名称", "产业", "责任单位", "总投资（万元）"]


def error(
    cell: str, value: str = "", why: Said = NUMBER[0], todo: Said = NUMBER[1], sheet: str = "台账"
) -> LedgerError:
    return LedgerError("a.xlsx", sheet, cell, value, why, todo)


# Cells --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "zh", "en"),
    [
        (["C5"], "C5", "C5"),
        (["C5", "C7"], "C5、C7共2格", "C5, C7 (2 cells)"),
        (["C5", "C6", "C7"], "C5至C7共3格", "C5 to C7 (3 cells)"),
        (["D3", "E3", "D4", "E4", "G9"], "D3至E4、G9共5格", "D3 to E4, G9 (5 cells)"),
        (["Z1", "AA1", "AB1"], "Z1至AB1共3格", "Z1 to AB1 (3 cells)"),
        (["A1", "A3", "A5", "A7", "A9"], "A1、A3、A5、A7等5格", "A1, A3, A5, A7 … (5 cells)"),
    ],
)
def test_cells_are_written_as_people_write_them(cells: list[str], zh: str, en: str) -> None:
    places = [place for cell in cells if (place := cell_ranges.place(cell))]
    those = cell_ranges.ranges(places)
    assert cell_ranges.said(those, len(cells)) == zh
    assert cell_ranges.said(those, len(cells), "en") == en


@pytest.mark.parametrize("shape", [(1, 1), (7, 1), (1, 7), (30, 4)])
def test_ranges_hold_every_cell_once(shape: tuple[int, int]) -> None:
    places = {(row, column) for row in range(shape[0]) for column in range(shape[1]) if (row * 7 + column) % 5}
    those = cell_ranges.ranges(places)
    held = [(r, c) for one in those for r in range(one.top, one.bottom + 1) for c in range(one.left, one.right + 1)]
    assert len(held) == len(set(held))
    assert set(held) == places


def test_ranges_of_several_are_joined() -> None:
    assert cell_ranges.joined([[Range(0, 0, 4, 0)], [Range(3, 0, 9, 0)]], [(10, 0)]) == (Range(0, 0, 10, 0),)
    large = [Range(0, 0, 500_000, 0)]
    assert cell_ranges.joined([large, large]) == (Range(0, 0, 500_000, 0),)


# Kinds --------------------------------------------------------------------------------------------------


def test_errors_that_differ_only_in_what_they_quote_are_one() -> None:
    def late(month: str) -> Said:
        return Said(f"是{month}的数，晚于数据截至月份2023-09", f"is of {month}, later than 2023-09")

    check = Said("请核对月份", "check the month")
    (one,) = grouped([error(f"E{row}", "5", late(f"2023-{10 + row % 3}"), check) for row in range(3, 9)])
    assert one.cells() == "E3至E8共6格"
    assert one.message() == "是2023-10的数，晚于数据截至月份2023-09等6处，请核对月份"
    assert one.message("en") == "is of 2023-10, later than 2023-09 (and 5 more like it): check the month"
    assert str(one) == ("a.xlsx“台账”表E3至E8共6格的值“5”：是2023-10的数，晚于数据截至月份2023-09等6处，请核对月份。")


def test_the_same_words_are_one_fault_over_columns_and_another_on_another_sheet() -> None:
    those = [error("D3", "许多"), error("E3", "约三"), error("D4", "许多"), error("D3", "少", sheet="旧")]
    first, second = grouped(those)
    assert (first.cells(), first.quoted(), first.count) == ("D3至D4、E3共3格", "许多、约三", 3)
    assert (second.sheet, second.cells(), second.quoted()) == ("旧", "D3", "少")
    assert str(second) == str(those[-1])
    assert counted([first, second], "错误") == "2处错误（共4格）"
    assert counted([second], "错误") == "1处错误"


def test_words_that_name_their_column_are_one_fault_within_it() -> None:
    def missing(name: str) -> Said:
        return Said(f"请填写“{name}”", f"fill in “{name}”")

    why = Said("必须填写", "must be filled in")
    those = [error(f"{letter}{row}", "", why, missing(name)) for row in (3, 4) for letter, name in ("B名", "D产")]
    assert [one.cells() for one in grouped(those)] == ["B3至B4共2格", "D3至D4共2格"]


def test_a_kind_is_one_whatever_it_says() -> None:
    doubts = [
        LedgerWarning(
            "a",
            "项目",
            f"B{row}",
            f"甲{row}",
            Said(why, why),
            Asked(Said("对吗？", "ok?"), Said("不对请改", "else correct it")),
            kind="alike",
        )
        for row, why in ((3, "与B2相近"), (9, "像第一行"))
    ]
    (one,) = grouped(doubts)
    assert str(one) == "提示：项目!B3、B9共2格「甲3、甲9」与B2相近等2处，对吗？不对请改。"


# A sheet that is wrong as a whole -----------------------------------------------------------------------


def test_a_million_faulty_rows_are_one_finding_in_bounded_memory() -> None:
    grid = Grid("a.xlsx", "台账", [["金额"]])
    findings = Findings()
    begun = time.process_time()
    for row in range(1, 1_000_001):
        findings.error(grid, row, 0, *NUMBER)
    errors = findings.errors
    assert time.process_time() - begun < 30
    assert len(errors) == MOST_LISTED + 1
    assert errors[-1].row is None, "no row of a sheet that is wrong as a whole can be left out"
    (one,) = grouped(errors)
    assert one.count == 1_000_000
    assert one.cells() == "A2至A20001等1000000格"
    assert findings.is_left_out(grid, 999_999)
    assert len(findings.left_out) == MOST_LISTED


# A report, wherever it is told --------------------------------------------------------------------------


def rows_of(count: int, **said: object) -> list[list[object]]:
    """An office's rows, sound but for what is said of every second one."""
    those: list[list[object]] = []
    for number in range(count):
        row: list[object] = [f"项目{chr(0x4E00 + number)}", "新材料", "责任单位一", 900]
        if number % 2:
            row = [said.get(key, value) for key, value in zip(("name", "industry", "unit", "money"), row, strict=True)]
        those.append(row)
    return those


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """600 rows of which every second one has the same fault, two doubts, and 24 months of one measure."""
    months = [f"{year}年{month}月到位资金（万元）" for year in (2022, 2023) for month in range(1, 13)]
    lines: list[list[object]] = [["项目台账"], [*HEAD, *months], *rows_of(600, money="约三百", unit="招商局")]
    for number, line in enumerate(lines[2:]):
        line.extend([number % 7] * 20 + [""] * 4)
    return book(tmp_path / "a.xlsx", {"台账": lines})


def test_a_fault_of_three_hundred_rows_is_one_line(faulty: Path) -> None:
    report = examine(faulty)
    assert len(report.errors) == 300
    assert [(one.cells(), one.quoted(), one.count) for one in report.faults] == [
        ("D4、D6、D8、D10等300格", "约三百", 300)
    ]
    assert report.can_skip_errors
    assert len(report.left_out) == 300


def test_the_command_line_says_it_on_a_screen(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(faulty)]) == 1
    out, err = capsys.readouterr()
    lines = [*out.splitlines(), *err.splitlines()]
    assert len(lines) <= 40
    assert "  E2至AB2 到位资金 2022-01至2023-12" in lines
    assert len([line for line in err.splitlines() if "约三百" in line]) == 1
    assert "共1处错误（共300格）、" in out


def test_programs_get_findings_with_all_cells_and_every_error(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(faulty), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    (fault,) = [one for one in found["findings"] if one["kind"] == "error"]
    assert (fault["sheet"], fault["count"], fault["values"]) == ("台账", 300, ["约三百"])
    assert fault["cells"] == [f"D{row}" for row in range(4, 603, 2)]
    assert fault["message_en"]
    assert len(found["errors"]) == 300
    assert len(found["left_out"]) == 300


def test_the_marked_workbook_lists_the_fault_once_and_marks_every_cell(faulty: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(marked(faulty, examine(faulty))))
    listed = [[cell.value for cell in row] for row in made["核对结果"].iter_rows(min_row=5)]
    assert [row[2:4] for row in listed if row[0] == "错误"] == [["D4、D6、D8、D10等300格", "约三百"]]
    assert all(made["台账"][f"D{row}"].comment for row in range(4, 603, 2))
    assert not made["台账"]["D5"].comment


@pytest.mark.parametrize(("sheets", "columns"), [(1, 60), (25, 5)])
def test_whatever_is_wrong_it_fits_on_a_screen(
    sheets: int, columns: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Columns and rows by the dozen, each with a fault of its own, on one sheet or many."""
    heads = [f"第{n}项{'一二三四五六七'[n % 7]}" for n in range(columns)]
    lines: list[list[object]] = [["项目台账"], [*HEAD, "签约时间", "开工时间", *heads]]
    for number in range(600 // sheets):
        name = f"项目{chr(0x4E00 + number)}" if number % 5 else ""
        signed = ["不知道", "2093-01-01", "3/5/2023", "2023年13月1日", "2023.5.1"][number % 5]
        unit = ["招商局", "经发局", f"第{number}局"][number % 3]
        lines.append(
            [name, f"产业{number}", unit, ["约三", -5, "", 7][number % 4], signed, "2020-1-1", *range(columns)]
        )
    made = book(tmp_path / "a.xlsx", {f"表{n}": lines for n in range(sheets)})
    assert cli.main(["check", str(made)]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) + len(err.splitlines()) <= 40
    assert out.splitlines()[-1].startswith("共")


def test_what_is_not_listed_is_counted_by_its_sort() -> None:
    errors = tuple(error(f"A{n}", "", Said(chr(0x4E00 + n), "x"), NUMBER[1]) for n in range(1, 30))
    report = Report("a", "", False, False, {}, None, errors)
    lines = report_lines.findings(report)
    assert len(lines) == 18
    assert lines[-1] == "另有12处错误没有列出，用check的--json看全部，或用--marked写出标注了问题的工作簿。"


def test_the_template_says_a_fault_once_too(tmp_path: Path) -> None:
    heads = [form.heading("project", name) for name in ("project_id", "name", "industry", "unit", "agreement")]
    lines: list[list[object]] = [[*heads, form.heading("project", "planned_investment")]]
    lines += [[f"P{n}", f"项目{chr(0x4E00 + n)}", "新材枓", "责任单位一", "正式", "许多"] for n in range(50)]
    report = examine(book(tmp_path / "a.xlsx", {"项目": lines, "月度进度": [["项目编号", "月份"], ["P1", "2023-05"]]}))
    (fault,) = report.faults
    assert (fault.cells(), fault.quoted()) == ("F2至F51共50格", "许多")
    (doubt,) = report.doubts
    assert (doubt.cells(), doubt.todo().partition("？")[0]) == ("C2至C51共50格", "是不是“新材料”")
    assert isinstance(doubt, Finding)

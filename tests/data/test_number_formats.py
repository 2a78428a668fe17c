"""A person sees what a cell's format shows: that is what counts, or it is asked about."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data.ledger import formats
from data.ledger.examining import examine
from data.ledger.mapping import Mapping
from data.ledger.open import reading
from data.ledger.report import Report
from data.ledger.written import amounts, money_units
from tests.data import hostile
from tests.data.test_ledgers_of_other_habits import errors, projects

WAN = money_units.Unit("万元", Decimal(10_000))
DOLLARS = money_units.Unit("百万美元", Decimal(7_000_000))
RATES = {"USD": 7.0}


def book(path: Path, *cells: tuple[object, str], heading: str = "总投资（万元）") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["2023年签约项目"])
    sheet.append(["项目名称", heading, "责任单位", "产业", "签约时间"])
    for number, (value, code) in enumerate(cells):
        sheet.append(["甲乙丙丁戊"[number], value, "责任单位一", "新材料", dt.date(2023, 3, 5)])
        sheet.cell(number + 3, 2).number_format = code
        sheet.cell(number + 3, 5).number_format = 'yyyy"年"m"月"d"日"'
    made.save(path)
    return path


def planned(report: Report) -> dict[str, str]:
    return {name: f"{row['planned_investment']:f}" for name, row in projects(report).items()}


@pytest.mark.parametrize(
    ("code", "value", "text", "unit"),
    [
        ('0!.0,"万元"', 123_000_000.0, "12300万元", "万元"),
        ('0"."0,"万元"', 45_600_000.0, "4560万元", "万元"),
        ("0\\.0,", 123_000_000.0, "12300", ""),
        ("0!.0000", 5_000.0, "0.5", ""),
        ('0!.00,,"亿元"', 123_000_000.0, "1.23亿元", "亿元"),
        ('0.0,,"百万元"', 5_000_000.0, "5百万元", "百万元"),
        ("#,##0,", 5_000.0, "5", ""),
        ("0.0,,", 5_000_000.0, "5", ""),
        ('0.00"亿元"', 3.2, "3.2亿元", "亿元"),
        ('G/通用格式"万元"', 7.0, "7万元", "万元"),
        ('[红色]#,##0.00"元";[Blue]-#,##0.00"元"', 7.0, "7元", "元"),
        ("0.00%", 0.35, "35%", "%"),
        ('0"%"', 35.0, "35%", "%"),
        ("[$$-409]#,##0.00", 5.0, "$5", "$"),
        ("#,##0.00 [$€-407]", 5.0, "5€", "€"),
        ('_ [$￥-804]* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 5.0, "￥5", "￥"),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 123_000_000.0, "1.23亿", "亿"),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 50_000.0, "5万", "万"),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 500.0, "500", ""),
        ('[<10000]0"元";0!.0,"万元"', 500.0, "500元", "元"),
        (";;;", 5.0, "", ""),
        ('"面议"', 5.0, "面议", "面议"),
    ],
)
def test_what_people_see_of_a_number(code: str, value: float, text: str, unit: str) -> None:
    found = formats.unusual(code)
    assert found is not None
    shown = found.shown(value)
    assert shown is not None
    assert (shown.text(value), shown.unit) == (text, unit)


def test_a_nought_is_a_nought_in_any_unit() -> None:
    for code in ('0!.0,"万元"', "0%", ";;;", '0"元";;"-"', '[>=10000]0!.0,"万";0'):
        found = formats.unusual(code)
        assert found is not None
        assert found.shown(0.0) is None


@pytest.mark.parametrize(
    "code",
    [
        "General", "0", "0.00", "#,##0.00", "#,##0.00_);[Red](#,##0.00)", "0.00_ ;[Red]-0.00 ", "# ?/?", "0.00E+00",
        "@", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[h]:mm:ss", "h:mm AM/PM", "[$-804]aaaa", "#\\ ##0.00", "0;-0;;@",
        '0;-0;"-"',
        '0.0;-0.0;"无"', "[Red][>100]0.0;[Blue]0.0", "",
    ],
)  # fmt: skip
def test_usual_formats_are_passed_over(code: str) -> None:
    assert formats.unusual(code) is None


def test_only_cells_with_an_unusual_format_are_kept(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", (123_000_000, '0!.0,"万元"'), (700, "#,##0.00"), ("3.2亿元", '0.0"亿元"'), (0, "0%")
    )
    (grid,) = reading.read_book(path).grids
    assert grid.shown == {(2, 1): formats.Shown(Decimal("0.0001"), "万元")}


@pytest.mark.parametrize("written", ["<c s='1' r='F3'><v>5</v></c>", '<c  r="F3"  s = "1" ><v>5</v></c>'])
def test_the_style_is_found_however_the_cell_is_written(written: str, tmp_path: Path) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
        '<numFmt numFmtId="176" formatCode="0.00&quot;亿元&quot;"/></numFmts><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>'
    )
    rels = hostile._PARTS.replace(
        "</Relationships>",
        '<Relationship Id="r3" Target="styles.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>',
    )
    parts: dict[str, str | bytes] = {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": rels}
    path = hostile.book(tmp_path / "a.xlsx", hostile.sheet(f'<row r="3">{written}</row>'), parts)
    (grid,) = reading.read_book(path).grids
    assert grid.shown == {(2, 5): formats.Shown(Decimal(1), "亿元")}


def test_amounts_are_read_as_people_see_them(tmp_path: Path) -> None:
    cells = ((123_000_000, '0!.0,"万元"'), (3.2, '0.00"亿元"'), (5_000, "¥#,##0.00"), (800, "General"), (7, '0"万"'))
    report = examine(book(tmp_path / "a.xlsx", *cells))
    assert errors(report) == []
    assert planned(report) == {"甲": "12300.00", "乙": "32000.00", "丙": "5000.00", "丁": "800.00", "戊": "7.00"}


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (123_000_000, "0!.0,", "存的是123000000，按格式显示为12300"),
        (5_000_000, "#,##0,", "存的是5000000，按格式显示为5000"),
        (0.35, "0.00%", "存的是0.35，按格式显示为35%"),
        (5, '"面议"', "存的是5，按格式显示为面议"),
        (5, ";;;", "存的是5，按格式不显示"),
        (0, '0.00;-0.00;"面议"', "存的是0，按格式显示为面议"),
        (12, '0"个"', "存的是12，按格式显示为12个"),
        (123_456, '0"亿"0000"万元"', "存的是123456"),
        (500, '[>=10000]0!.0,"万元";0', "存的是500，按格式显示为500"),
        (5_000, "[$$-409]#,##0.00", "币种不同"),
    ],
)
def test_what_is_not_certain_is_refused_with_both_numbers(value: float, code: str, seen: str, tmp_path: Path) -> None:
    report = examine(book(tmp_path / "a.xlsx", (value, code), (800, "General")))
    assert errors(report) == [("Sheet", "B3")]
    assert seen in report.errors[0].message()
    assert planned(report) == {"乙": "800.00"}


def test_small_numbers_of_a_format_for_large_ones_are_yuan(tmp_path: Path) -> None:
    code = '[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0'
    report = examine(book(tmp_path / "a.xlsx", (320_000_000, code), (500, code), heading="总投资（元）"))
    assert (errors(report), planned(report)) == ([], {"甲": "32000.00", "乙": "0.05"})


def test_a_format_in_dollars_keeps_the_heading_s_scale(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (5, "[$$-409]#,##0.00"), heading="计划总投资（百万美元）")
    report = examine(path, Mapping(rates=RATES))
    assert (errors(report), planned(report)) == ([], {"甲": "3500.00"})


def test_a_format_s_unit_is_enough_where_the_heading_names_none(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (123_000_000, '0!.0,"万元"'), (3.2, '0.0"亿元"'), heading="总投资")
    assert (errors(examine(path)), planned(examine(path))) == ([], {"甲": "12300.00", "乙": "32000.00"})


def test_a_sign_of_yuan_names_no_unit_and_is_asked_about_once(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (5_000, "¥#,##0.00"), (800, "¥#,##0.00"), heading="总投资")
    assert errors(examine(path)) == [("Sheet", "B2")]
    assert planned(examine(path, Mapping(unit="万元"))) == {"甲": "5000.00", "乙": "800.00"}


def test_a_printed_total_is_compared_as_people_see_it(tmp_path: Path) -> None:
    code = '0!.0,"万元"'
    made = openpyxl.load_workbook(book(tmp_path / "a.xlsx", (123_000_000, code), (45_600_000, code)))
    made.active.append(["合计", 168_600_000])
    made.active.cell(5, 2).number_format = code
    made.save(tmp_path / "a.xlsx")
    report = examine(tmp_path / "a.xlsx")
    assert (errors(report), report.warnings) == ([], ())
    made.active.cell(5, 2).value = 170_000_000
    made.save(tmp_path / "a.xlsx")
    assert [warning.cell for warning in examine(tmp_path / "a.xlsx").warnings] == ["B5"]


def test_another_unit_than_the_heading_s_is_told() -> None:
    for shown, unit, is_other in (
        (formats.Shown(Decimal("0.0001"), "万元"), WAN, False),
        (formats.Shown(Decimal(1), "万"), WAN, False),
        (formats.Shown(Decimal(1), "", "¥"), WAN, False),
        (formats.Shown(Decimal(1), "亿元"), WAN, True),
        (formats.Shown(Decimal(1), "元"), WAN, True),
        (formats.Shown(Decimal(1), "万美元"), DOLLARS, True),
        (formats.Shown(Decimal(1), "", "$"), DOLLARS, False),
        (formats.Shown(Decimal(1), "亿元"), None, False),
        (formats.Shown(Decimal(100), "%"), WAN, False),
    ):
        assert amounts.conflict(unit, shown, RATES) is is_other, (shown, unit)


@pytest.mark.parametrize(
    ("code", "is_read"),
    [('0.0"万元"', True), ("¥#,##0.00", True), ('0!.0,"万元"', False), ('0.0"亿元"', False), ("0%", False)],
)
def test_the_template_s_amounts_are_in_its_own_unit(code: str, is_read: bool, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "项目"
    sheet.append(list(hostile.HEADINGS))
    sheet.append([*hostile.ROW[:5], 100, "2023-05-01"])
    sheet["F2"].number_format = code
    made.save(tmp_path / "a.xlsx")
    report = examine(tmp_path / "a.xlsx", through=dt.date(2023, 9, 1))
    assert report.rows["project"] == int(is_read)
    assert errors(report) == ([] if is_read else [("项目", "F2")])
    assert is_read or "存的是100，按格式显示为" in report.errors[0].message()

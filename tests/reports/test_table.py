"""A table's file, read back: every cell is what it was, and nothing in it is run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import table
from reports.table import About, Column, csv_file, csv_in_parts, workbook, workbook_in_parts

ABOUT = About("数据（演示）", "口径说明", (("表名", "三行"), ("=cmd", "+1"), ("数据截至", "2023年9月30日")))
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "<b>粗</b>", "😀", "长" * 200, "两\n行", "'; drop table x; --",
    "http://evil.example", "007", "1e5", "2023-01-01", "'已有撇号", " 前后 ",
]  # fmt: skip
THREE = [
    Column("项目", "text", ["=1+1", "新材料", None]),
    Column("签约日期", "date", [pd.Timestamp(2023, 1, 5), pd.NaT, dt.date(2022, 12, 31)]),
    Column("项目数", "count", [3, 0, pd.NA]),
    Column("计划总投资（万元）", "money", [12000.55, 0.0, float("nan")]),
    Column("开工率", "share", [0.617, None, 1.0]),
]


def test_three_rows_come_back_from_xlsx() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(THREE, ABOUT)))
    assert book.sheetnames == ["数据（演示）", "口径说明"]
    rows = list(book["数据（演示）"].iter_rows(values_only=True))
    assert rows == [
        ("项目", "签约日期", "项目数", "计划总投资（万元）", "开工率"),
        ("=1+1", dt.datetime(2023, 1, 5), 3, 12000.55, 0.617),
        ("新材料", None, 0, 0, None),
        (None, dt.datetime(2022, 12, 31), None, None, 1),
    ]
    sheet = book["数据（演示）"]
    formats = [sheet.cell(2, at).number_format for at in range(1, 6)]
    assert formats == ["@", "yyyy-mm-dd", "#,##0", "#,##0.00##", "0.0%"], "amounts and counts are grouped"
    first = book["数据（演示）"]["A2"]
    assert (first.data_type, first.value) == ("s", "=1+1"), "text stays text"
    assert [row[:2] for row in book["口径说明"].iter_rows(values_only=True)] == [tuple(line) for line in ABOUT.lines]


def test_many_rows_are_written_as_few_and_go_on_in_a_second_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    few = openpyxl.load_workbook(io.BytesIO(workbook(THREE, ABOUT)))
    monkeypatch.setattr(table, "_MANY_ROWS", 2)
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    book = openpyxl.load_workbook(io.BytesIO(workbook(THREE, ABOUT)))
    assert book.sheetnames == ["数据（演示）", "数据（演示）2", "口径说明"]
    heading, *rows = few["数据（演示）"].iter_rows(values_only=True)
    assert list(book["数据（演示）"].iter_rows(values_only=True)) == [heading, *rows[:2]]
    assert list(book["数据（演示）2"].iter_rows(values_only=True)) == [heading, *rows[2:]]


@pytest.mark.parametrize("is_many", [False, True])
def test_parts_are_written_as_the_whole(monkeypatch: pytest.MonkeyPatch, is_many: bool) -> None:
    """Whatever the parts are, and wherever a sheet ends among them: the same cells in the same sheets."""
    whole = [Column("项目", "text", [f"第{n}个" for n in range(11)]), Column("额", "money", [n / 4 for n in range(11)])]
    monkeypatch.setattr(table, "MOST_ROWS", 4)
    monkeypatch.setattr(table, "_MANY_ROWS", 1 if is_many else 100)
    expected = openpyxl.load_workbook(io.BytesIO(workbook(whole, ABOUT)))
    for cuts in ([11], [4, 4, 3], [3, 5, 3], [1] * 11, [9, 2], [0, 11], [5, 0, 6]):
        ends = list(itertools.accumulate(cuts))
        parts = [[Column(one.heading, one.form, one.cells[end - cut : end]) for one in whole]
                 for cut, end in zip(cuts, ends, strict=True)]  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(workbook_in_parts(iter(parts), ABOUT, 11)))
        assert book.sheetnames == expected.sheetnames, cuts
        for name in book.sheetnames:
            assert list(book[name].values) == list(expected[name].values), (cuts, name)
            assert book[name].auto_filter.ref == expected[name].auto_filter.ref, (cuts, name)
        assert csv_in_parts(iter(parts)) == csv_file(whole), cuts


def test_a_column_is_wide_enough_for_its_largest_amount() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([Column("额", "money", [1_234_567_890.12, 5.0])], ABOUT)))
    assert book["数据（演示）"].column_dimensions["A"].width >= len("1,234,567,890.12")


def test_three_rows_come_back_from_csv() -> None:
    made = csv_file(THREE)
    assert made.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["项目", "签约日期", "项目数", "计划总投资（万元）", "开工率"],
        ["'=1+1", "2023-01-05", "3", "12000.55", "0.617"],
        ["新材料", "", "0", "0.0", ""],
        ["", "2022-12-31", "", "", "1.0"],
    ]


def test_what_adding_up_leaves_behind_is_in_no_file() -> None:
    column = Column("额", "money", [400003.82999999996, 0.1 + 0.2])
    rows = list(csv.reader(io.StringIO(csv_file([column]).decode("utf-8-sig"), newline="")))
    assert rows[1:] == [["400003.83"], ["0.3"]]
    book = openpyxl.load_workbook(io.BytesIO(workbook([column], ABOUT)))
    assert [row[0] for row in book["数据（演示）"].iter_rows(min_row=2, values_only=True)] == [400003.83, 0.3]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    column = Column(text, "text", [text])
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([column], ABOUT))).worksheets[0]
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value == text
    (heading,), (value,) = csv.reader(io.StringIO(csv_file([column]).decode("utf-8-sig"), newline=""))
    assert heading == value
    assert value == (f"'{text}" if text[0] in "=+-@\t\r\n＝＋－＠" else text)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([Column("a", "text", ["长" * 40_000])], ABOUT))).worksheets[0]
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")


def test_an_empty_table_has_its_headings() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([Column("项目", "text", [])], ABOUT))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["项目"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
            st.floats(-1e12, 1e12, allow_nan=False).map(lambda figure: round(figure, 2)),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_rows_come_back(rows: list[tuple[str, float]]) -> None:
    texts, amounts = [row[0] for row in rows], [row[1] for row in rows]
    columns = [Column("项目", "text", texts), Column("金额", "money", amounts)]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(columns, ABOUT))).worksheets[0]
    back = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in back] == texts
    assert [row[1] for row in back] == pytest.approx(amounts)
    table = list(csv.reader(io.StringIO(csv_file(columns).decode("utf-8-sig"), newline="")))[1:]
    assert [float(row[1]) for row in table] == amounts

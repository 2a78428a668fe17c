"""How a ledger was read becomes a mapping file: whole for the record, reusable for next month."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from data import model
from data.ledger import mapping
from data.ledger.as_mapping import reusable, whole
from data.ledger.examining import examine
from data.ledger.mapping import Mapping, Sheet
from data.ledger.report import Column, Report, SheetRead
from tests.data.foreign import Rows, months, read, text, workbook

COLUMNS = (
    Column("A3", "项目名称", "name", 1.0),
    Column("B3", "到位资金/1月", "funds_arrived@2024-01", 1.0, "亿元"),
    Column("C3", "到位资金/合计", "funds_arrived@total", 1.0, "亿元"),
    Column("D3", "备注说明", "extra", 0.5),
)
SAID = Mapping(sheets={"一月": Sheet(columns={"备注说明": "remarks"})})
REPORT = Report(
    "台账.xlsx", "", False, False, model.no_rows(), None, mapping=SAID,
    sheets=(
        SheetRead("一月", (3, 4), 5, COLUMNS, "亿元", 2024),
        SheetRead("二月", (3, 4), 5, (Column("A3", "项目名称", "name", 1.0), Column("B3", "备注说明", "", 1.0))),
    ),
)  # fmt: skip


def test_the_whole_says_every_sheet_and_column() -> None:
    made = mapping.loads(mapping.dumps(whole(REPORT)))
    assert made.sheets["一月"] == Sheet(
        header_rows=(3, 4), year=2024, unit="亿元",
        columns={"项目名称": "name", "到位资金/1月": "funds_arrived@2024-01", "到位资金/合计": "funds_arrived@total",
                 "备注说明": "remarks"},
    )  # fmt: skip
    assert made.sheets["二月"].year is None


def test_what_is_reused_is_what_was_said_and_asked() -> None:
    """Not every column that the sheets understand alike: next month one may be gone, which would be an error."""
    made = mapping.loads(mapping.dumps(reusable(REPORT)))
    assert made.columns == {}, "nothing was asked, and of what was said the sheet's entry is kept"
    assert made.sheets == {"*": SAID.sheets["一月"]}, "what was said of a month's sheet holds for any"


def test_a_sheet_called_the_same_each_month_keeps_its_entry() -> None:
    said = Mapping(
        sheets={"台账": Sheet(group="unit", year=2024, hidden_rows="read", parts="whole", columns={"甲": ""})}
    )
    report = replace(REPORT, mapping=said, sheets=(replace(REPORT.sheets[0], sheet="台账"),))
    kept = reusable(report).sheets["台账"]
    assert kept == Sheet(group="unit", parts="whole", columns={"甲": ""}), (
        "the year and the hidden rows are this month's"
    )


def ledger_of(folder: Path, month: int, shape: str) -> Path:
    """A sheet of one month: what was done until it, what came in it, and a date, of which October has no column."""
    done, paid = 10 * month, month
    rows: Rows = [[f"2023年{month}月重点项目进展", None, None, None, None]]
    rows += [["项目名称", "总投资（万元）", "累计完成投资（万元）", "本月到位资金（万元）", "签约日期"]]
    rows += [["甲", 5000, done, paid, "2022-01-01"], ["乙", 8000, 2 * done, 2 * paid, "2022-01-01"]]
    if month == 10:
        rows = [row[:4] for row in rows]
    if shape == "csv":
        return text(folder / f"{month}月.csv", rows)
    return workbook(folder / f"{month}月.xlsx", {f"{month}月" if shape == "by month" else "台账": rows})


@pytest.mark.parametrize("shape", ["one name", "by month", "csv"])
def test_what_was_answered_in_september_is_not_asked_in_october(shape: str, tmp_path: Path) -> None:
    september = read(ledger_of(tmp_path, 9, shape))
    asked = {one.cell for one in september.warnings if one.cell in {"C2", "D2"}}
    assert "C2" in asked
    saved = mapping.dumps(reusable(september))
    october = read(ledger_of(tmp_path, 10, shape), saved)
    assert not october.errors, saved
    assert not [one for one in october.warnings if one.cell in {"C2", "D2"}]
    assert months(october, "invested") == {("甲", "2023-10"): "100.00", ("乙", "2023-10"): "200.00"}
    assert months(october, "funds_arrived") == {("甲", "2023-10"): "10.00", ("乙", "2023-10"): "20.00"}
    assert {(span.first, span.month) for span in october.spans} == {(dt.date(2023, 1, 1), dt.date(2023, 10, 1))}


@pytest.mark.parametrize("shape", ["one name", "by month", "csv"])
def test_what_a_clerk_said_on_the_page_of_september_s_sheet_holds_in_october(shape: str, tmp_path: Path) -> None:
    file = ledger_of(tmp_path, 9, shape)
    sheet = read(file).sheets[0].sheet
    said = Mapping(
        sheets={
            sheet: Sheet(
                columns={"累计完成投资（万元）": "invested@ytd", "本月到位资金（万元）": "funds_arrived@2023-09"}
            )
        }
    )
    september = examine(file, said)
    assert months(september, "funds_arrived") == {("甲", "2023-09"): "9.00", ("乙", "2023-09"): "18.00"}
    october = read(ledger_of(tmp_path, 10, shape), mapping.dumps(reusable(september)))
    assert not october.errors
    assert months(october, "invested") == {("甲", "2023-10"): "100.00", ("乙", "2023-10"): "200.00"}
    assert months(october, "funds_arrived") == {("甲", "2023-10"): "10.00", ("乙", "2023-10"): "20.00"}


def test_a_span_s_heading_of_next_month_is_the_year_until_then(tmp_path: Path) -> None:
    def saved(month: int) -> Path:
        rows: Rows = [["项目名称", "总投资（万元）", f"2023年1-{month}月完成投资（万元）"], ["甲", 5000, 10 * month]]
        return workbook(tmp_path / f"{month}.xlsx", {"台账": rows})

    september = examine(saved(9), Mapping(columns={"2023年1-9月完成投资（万元）": "invested@ytd"}))
    made = reusable(september)
    assert made.columns == {"2023年1-9月完成投资（万元）": "invested@ytd"}
    october = read(saved(10), mapping.dumps(made))
    assert not october.errors
    assert months(october, "invested") == {("甲", "2023-10"): "100.00"}
    assert {(span.first.month, span.month.month) for span in october.spans} == {(1, 10)}


@pytest.mark.parametrize("two", [True, False])
def test_a_file_read_with_its_whole_mapping_is_read_the_same(tmp_path: Path, *, two: bool) -> None:
    rows: Rows = [["单位：万元", None, None, None], ["项目名称", "总投资（亿元）", "1月到位资金", "2月到位资金"]]
    rows += [["甲", 5, 3, 4], ["乙", 6, 5, 6]]
    if two:
        rows += [[None] * 4, ["项目名称", "总投资（万元）", "1月到位资金", "2月到位资金"], ["丙", 700, 1, 2]]
    file = workbook(tmp_path / "2023年.xlsx", {"台账": rows})
    first = read(file)
    again = read(file, mapping.dumps(whole(first)))
    assert first.totals == again.totals
    assert first.totals["planned_investment"] == 110_000 + (700 if two else 0)
    assert again.tables == first.tables
    assert not again.errors


def test_headings_that_name_their_month_are_answered_for_the_months_to_come(tmp_path: Path) -> None:
    def saved(year: int, last: int) -> Path:
        rows: Rows = [["项目名称", "总投资（万元）", *(f"{month}月用款" for month in range(1, last + 1))]]
        rows += [["甲", 5000, *range(1, last + 1)]]
        return workbook(tmp_path / f"{year}年{last}月.xlsx", {"台账": rows})

    said = Mapping(unit="万元", columns={"1月用款": "invested@2023-01", "2月用款": "invested@2023-02"})
    made = reusable(examine(saved(2023, 2), said))
    assert made.columns == {"1月用款": "invested", "2月用款": "invested"}
    april = read(saved(2023, 4), mapping.dumps(made))
    assert not april.errors
    assert {month: amount for (_, month), amount in months(april, "invested").items()} == {
        "2023-01": "1.00", "2023-02": "2.00", "2023-03": "3.00", "2023-04": "4.00",
    }  # fmt: skip
    next_year = read(saved(2024, 2), mapping.dumps(made))
    assert {month for _, month in months(next_year, "invested")} == {"2024-01", "2024-02"}

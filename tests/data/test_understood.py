"""How a ledger was read becomes a mapping file: whole for the record, reusable for next month."""

from __future__ import annotations

from data import model
from data.ledger import mapping
from data.ledger.mapping import Mapping, Sheet
from data.ledger.report import Column, Report, SheetRead
from data.ledger.understood import reusable, whole

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


def test_what_is_reused_names_no_month_and_no_sheet_by_itself() -> None:
    made = mapping.loads(mapping.dumps(reusable(REPORT)))
    assert made.columns == {"项目名称": "name", "到位资金/合计": "funds_arrived@total"}
    assert made.sheets == SAID.sheets, "what a person has said stays"

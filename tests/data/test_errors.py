"""A broken ledger lists every problem at its cell, in a sentence; nothing of it is published."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data import ledger, model
from data.errors import LedgerError, LedgerErrors, Said
from data.ledger import form
from data.ledger.check import checking
from data.ledger.check.refusals import SENTENCES
from tests.data import small

GOOD = {"A3": "P1", "B3": "甲", "D3": "新材料", "G3": "责任单位一", "J3": "正式", "L3": 100}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    ledger.template(tmp_path / "台账.xlsx")
    return small.fill(tmp_path / "台账.xlsx", {"说明": {"B5": "2023-09"}, "项目": GOOD})


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test of this file provokes is said in English too: no Chinese but quoted names."""
    provoked: list[LedgerError] = []

    def record(self: LedgerErrors, errors: Sequence[LedgerError]) -> None:
        provoked.extend(errors)
        original(self, errors)

    original = LedgerErrors.__init__
    monkeypatch.setattr(LedgerErrors, "__init__", record)
    yield
    for error in provoked:
        for clause in (error.why, error.todo):
            assert isinstance(clause, Said), error
            assert not re.search("[\u3000-\u9fff\uff00-\uffef]", re.sub("“[^”]*”", "", clause.en)), clause.en
            assert clause.en.strip(" .") == clause.en != "", error
        assert error.message("en") == f"{error.why.en}: {error.todo.en}"  # type: ignore[attr-defined]


def sentences(file: Path) -> list[str]:
    with pytest.raises(LedgerErrors) as caught:
        ledger.check(ledger.read(file))
    return [str(error) for error in caught.value.errors]


def test_the_template_filled_well_has_no_errors(template: Path) -> None:
    assert small.complaints(template) == []


def test_every_kind_of_error_is_listed_at_once_in_order(template: Path) -> None:
    small.fill(
        template,
        {
            "说明": {"B4": "草稿"},
            "项目": {
                **{"A4": "P1", "B4": "重复", "D4": "其他", "G4": "责任单位一", "J4": "意向", "L4": "约1.2亿"},
                **{"A5": "P3", "D5": "其他", "G5": "责任单位一", "J5": "正式", "L5": 1.234, "M5": "去年", "V5": "A9"},
                **{"A6": "P4", "B6": "终止", "D6": "其他", "G6": "责任单位一", "J6": "框架", "L6": -1},
                **{"A7": "P5", "B7": "终止", "D7": "其他", "G7": "责任单位一", "J7": "框架", "L7": 1},
                "T7": dt.date(2023, 1, 1),
            },
            "月度进度": {
                "A3": "P9",
                "B3": "2023-10",
                "A4": "P1",
                "B4": 2023.1,
                "C4": 1,
                "G1": "多出来",
                "H4": "没有表头",
            },
            "年度计划": {"A3": "P1", "B3": 1023, "C3": "新建", "D3": "2023-02-30", "E3": "10²"},
            "问题": {"A3": "B1", "B3": "P1", "C3": "用地"},
        },
    )
    assert small.complaints(template) == [
        ("说明", "B4", "草稿"),
        ("项目", "A4", "P1"),
        ("项目", "J4", "意向"),
        ("项目", "L4", "约1.2亿"),
        ("项目", "B5", ""),
        ("项目", "L5", "1.234"),
        ("项目", "M5", "去年"),
        ("项目", "V5", "A9"),
        ("项目", "L6", "-1"),
        ("项目", "U7", ""),
        ("月度进度", "G1", "多出来"),
        ("月度进度", "H1", ""),
        ("月度进度", "A3", "P9"),
        ("月度进度", "B3", "2023-10"),
        ("月度进度", "B4", "2023.1"),
        ("年度计划", "B3", "1023"),
        ("年度计划", "D3", "2023-02-30"),
        ("年度计划", "E3", "10²"),
        ("问题", "D3", ""),
    ]


def test_sentences_are_whole_and_chinese(template: Path) -> None:
    small.fill(
        template, {"项目": {"A4": "P1", "B4": "乙", "D4": "其他", "G4": "责任单位一", "J4": "意向", "L4": 1.234}}
    )
    assert sentences(template) == [
        "台账.xlsx“项目”表A4单元格的值“P1”：与A3单元格重复（项目编号相同），请改正或删去其中一行。",
        "台账.xlsx“项目”表J4单元格的值“意向”：不是可选的内容，请从正式、框架中选一个。",
        "台账.xlsx“项目”表L4单元格的值“1.234”：小数超过2位，系统不会自行四舍五入，请写成2位小数。",
    ]


def _bad_values(column: str, kind: str) -> list[object]:
    """Cells that are readable or not, of every sort, so that every refusal of the model is met."""
    long = ["字" * 2001, "字" * 65]
    numbers = [-1, 1.234, "1.234", "99999999999999999", "9" * 30, "0.123456", 1e15, 1e300, 3_000_000, 1989, 2101]
    days = ["1989-12-31", "2101-01-01", dt.date(1950, 1, 1), "9月", 5]
    return [*long, *numbers, *days, True, "别的", "是", "\x07", f"{column}{kind}"]


@pytest.mark.parametrize("table", model.TABLES)
def test_no_refusal_is_without_its_sentence(tmp_path: Path, table: str) -> None:
    columns = form.columns(table)
    kinds = {column: str(model.ARROW[table].field(column).type) for column in columns}
    rows = [[bad if at == n else None for n, _ in enumerate(columns)]
            for at, column in enumerate(columns) for bad in _bad_values(column, kinds[column])]  # fmt: skip
    folder = tmp_path / "csv"
    folder.mkdir()
    lines = [",".join(form.heading(table, column) for column in columns)]
    lines += [",".join("" if value is None else str(value) for value in row) for row in rows]
    (folder / f"{table}.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LedgerErrors) as caught:
        ledger.check(ledger.read(folder))
    assert len(caught.value.errors) > len(columns)
    for error in caught.value.errors:
        assert "不符合要求" not in str(error)
        assert not re.search(r"[A-Za-z]{3,}", error.why.replace("Excel", "").replace("template", "")), error


def test_every_sentence_is_of_a_kind_of_error_that_exists() -> None:
    from typing import get_args

    from pydantic_core import core_schema

    own = {rule.code for row_type in model.TABLES.values() for rule in row_type.RULES}
    assert own <= set(SENTENCES)
    assert set(SENTENCES) - own <= set(get_args(core_schema.ErrorType))


def test_errors_of_a_row_as_a_whole(template: Path) -> None:
    small.fill(
        template,
        {"项目": {"M3": dt.date(2023, 5, 1), "T3": dt.date(2023, 1, 1), "U3": "退出"}},
    )
    assert sentences(template) == ["台账.xlsx“项目”表T3单元格的值“2023-01-01”：终止日期早于签约日期，请核对两个日期。"]


def test_a_bad_cell_hides_no_rule_of_its_row_and_no_rule_hides_another(template: Path) -> None:
    small.fill(template, {"项目": {"L3": -1, "M3": dt.date(2023, 5, 1), "T3": dt.date(2023, 1, 1)}})
    assert small.complaints(template) == [("项目", "L3", "-1"), ("项目", "T3", "2023-01-01"), ("项目", "U3", "")]
    small.fill(template, {"项目": {"L3": "许多", "J3": "意向"}})
    assert [cell for _, cell, _ in small.complaints(template)] == ["J3", "L3", "T3", "U3"]


@pytest.mark.parametrize("cells", [{"M3": "去年", "U3": "退出"}, {"U3": "#N/A"}, {"U3": "字" * 2001}])
def test_a_rule_is_passed_over_where_a_cell_that_it_needs_is_unknown(template: Path, cells: dict[str, str]) -> None:
    small.fill(template, {"项目": {"M3": dt.date(2022, 5, 1), "T3": dt.date(2023, 1, 1), **cells}})
    assert [cell for _, cell, _ in small.complaints(template)] == [next(iter(cells))]


def test_error_values_and_formulas_without_results_are_not_blanks(template: Path) -> None:
    small.fill(template, {"项目": {"C3": "=1+1", "E3": "#N/A", "Y1": "自有", "Y3": "=A3"}})
    assert small.complaints(template) == [("项目", "C3", ""), ("项目", "E3", "#N/A"), ("项目", "Y3", "")]
    assert "保存一次" in sentences(template)[0]
    assert "错误值" in sentences(template)[1]


def test_merged_cells_are_refused(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    book["月度进度"].merge_cells("A3:A5")
    book.save(template)
    assert ("月度进度", "A3", "") in small.complaints(template)


def test_headings_missing_twice_and_unknown(template: Path) -> None:
    small.fill(template, {"项目": {"D1": "所属", "B1": "项目编号", "Y1": "所属"}, "目标": {"F1": "来由"}})
    assert [(sheet, cell) for sheet, cell, _ in small.complaints(template)] == [
        ("项目", "B1"),
        ("项目", "Y1"),
        ("项目", "Z1"),
        ("项目", "Z1"),
        ("目标", "F1"),
    ]


def test_no_project_sheet_no_project_no_month(tmp_path: Path, template: Path) -> None:
    book = openpyxl.load_workbook(template)
    del book["项目"]
    book.save(tmp_path / "a.xlsx")
    assert sentences(tmp_path / "a.xlsx") == ["a.xlsx：没有“项目”表，请用template命令生成模板，把项目填在“项目”表里。"]
    ledger.template(tmp_path / "b.xlsx")
    assert [re.split("[：，]", line)[1] for line in sentences(tmp_path / "b.xlsx")] == [
        "没有月度进度",
        "“项目”表里没有任何项目",
    ]


CREDIT = {"A3": "P1", "B3": "责任单位一", "C3": "落地", "A4": "P1", "B4": "责任单位二", "C4": "引荐"}


@pytest.mark.parametrize("shares", [(0.7, 0.3), ("70%", "30%"), ("７０％", 0.3), ("0.70", "30.00%"), (0.99, "1%")])
def test_shares_are_read_as_parts_or_percent(template: Path, shares: tuple[object, object]) -> None:
    small.fill(template, {"计分归属": {**CREDIT, "D3": shares[0], "D4": shares[1]}})
    assert sum(small.reread(template)["credit"]["share"].to_pylist()) == 1


def test_a_share_that_is_shown_as_percent_is_read_as_people_see_it(template: Path) -> None:
    small.fill(template, {"计分归属": {**CREDIT, "D3": 0.7, "D4": 0.3}})
    book = openpyxl.load_workbook(template)
    for cell, form_of in (("D3", "0%"), ("D4", "0.00%")):
        book["计分归属"][cell].number_format = form_of
    book.save(template)
    assert small.reread(template)["credit"]["share"].to_pylist() == [Decimal("0.7"), Decimal("0.3")]
    book["计分归属"]["D3"].number_format = '0.0"亿元"'
    book.save(template)
    assert [error.cell for error in checking.examined(ledger.read(template)).errors] == ["D3"]


def test_shares_that_are_none_say_why(template: Path) -> None:
    cells = {f"A{row}": f"P{row}" for row in range(3, 9)} | {f"B{row}": "责任单位一" for row in range(3, 9)}
    cells |= {f"C{row}": "落地" for row in range(3, 9)}
    shares = dict(zip((f"D{row}" for row in range(3, 9)), (0, -0.5, 1.2, "七成", 70, "33.3%"), strict=True))
    small.fill(template, {"计分归属": {**cells, **shares, "A3": "P1"}})
    assert [line.split("：", 1)[1] for line in sentences(template) if "份额" in line or "表D" in line] == [
        "不大于0，请核对后改正。",
        "不大于0，请核对后改正。",
        "大于允许的最大值1，请核对后改正。",
        "不是数字，请写成0.7或70%。",
        "大于允许的最大值1，请核对后改正。",
        "小数超过2位，系统不会自行四舍五入，请写成2位小数。",
    ]


def test_shares_of_a_project_sum_to_one(template: Path) -> None:
    """All rows of a project together, whatever their role; said at each of them, once a project."""
    small.fill(template, {"计分归属": {**CREDIT, "D3": 0.7, "D4": 0.2}})
    why = "该项目各行份额之和为0.90，不是1，请改份额，使该项目各行之和为1。"
    assert sentences(template) == [
        f"台账.xlsx“计分归属”表{cell}单元格的值“{value}”：{why}" for cell, value in (("D3", "0.7"), ("D4", "0.2"))
    ]
    found = checking.examined(ledger.read(template))
    assert {(row.sheet, row.row) for row in found.left_out} == {("计分归属", 3), ("计分归属", 4)}


def test_half_of_a_project_s_shares_is_left_out_with_the_other(template: Path) -> None:
    small.fill(template, {"计分归属": {**CREDIT, "D3": 0.7, "D4": "三成"}})
    assert small.complaints(template) == [("计分归属", "D4", "三成")]
    found = checking.examined(ledger.read(template))
    assert found.tables["credit"].num_rows == 0
    assert [(row.row, row.why) for row in found.left_out] == [
        (3, "同一项目的另一行份额没有导入"),
        (4, "不是数字"),
    ]


def test_a_rule_that_does_not_exist_is_told_with_those_that_do(template: Path) -> None:
    row = {"A3": "P1", "B3": "逾期开工", "C3": "理由", "D3": "2023-12-31"}
    assert sentences(small.fill(template, {"免予亮灯": row})) == [
        "台账.xlsx“免予亮灯”表B3单元格的值“逾期开工”：不是可选的内容，请从签约未开工、逾期未开工、开工无资金、低于自身序时、"
        "未报进度、问题逾期未办结、多次推迟中选一个。"
    ]
    for said in ("逾期未开工", "late_start"):
        small.fill(template, {"免予亮灯": {"B3": said}})
        assert small.reread(template)["exemption"]["rule"].to_pylist() == ["late_start"]


def test_months_after_the_last_reported_one(template: Path) -> None:
    small.fill(template, {"月度进度": {"A3": "P1", "B3": "2023-10", "C3": 1}})
    found = ledger.read(template)
    with pytest.raises(LedgerErrors, match="晚于数据截至月份2023-09"):
        ledger.check(found)
    assert ledger.check(found, dt.date(2023, 10, 31))["progress"]["funds_arrived"].to_pylist() == [Decimal(1)]


TODAY = dt.date(2023, 11, 20)
NEXT = dt.date(2023, 11, 21)


def test_what_has_happened_is_not_after_today(template: Path) -> None:
    dates = dict.fromkeys((f"{letter}3" for letter in "MNOPQRST"), NEXT)
    small.fill(
        template,
        {
            "说明": {"B5": None},
            "项目": {**dates, "U3": "退出"},
            "月度进度": {
                **{"A3": "P1", "B3": "2062-07", "A4": "P1", "B4": "2023-12"},
                **{"A5": "P1", "B5": "2023-11", "E5": NEXT},
            },
            "问题": {"A3": "B1", "B3": "P1", "C3": "用地", "D3": NEXT, "G3": NEXT},
        },
    )
    assert [(sheet, cell) for sheet, cell, _ in small.complaints(template, today=TODAY)] == [
        *(("项目", cell) for cell in dates),
        ("月度进度", "B3"),
        ("月度进度", "B4"),
        ("月度进度", "E5"),
        ("问题", "D3"),
        ("问题", "G3"),
    ]
    with pytest.raises(LedgerErrors) as caught:
        small.reread(template, today=TODAY)
    lines = [str(error) for error in caught.value.errors]
    assert lines[0] == "台账.xlsx“项目”表M3单元格的值“2023-11-21”：日期晚于今天（2023-11-20），请核对年份。"
    assert lines[len(dates)] == "台账.xlsx“月度进度”表B3单元格的值“2062-07”：月份晚于今天（2023-11-20），请核对年份。"


def test_what_is_planned_and_the_month_that_runs_may_lie_ahead(template: Path) -> None:
    small.fill(
        template,
        {
            "说明": {"B5": "2023-11"},
            "项目": {"M3": TODAY},
            "月度进度": {"A3": "P1", "B3": "2023-11", "C3": 1},
            "年度计划": {"A3": "P1", "B3": 2024, "C3": "新建", "D3": NEXT, "E3": 5, "G3": NEXT},
            "活动": {"A3": "A1", "B3": NEXT, "C3": "推介会"},
            "问题": {"A3": "B1", "B3": "P1", "C3": "用地", "D3": TODAY, "E3": NEXT},
        },
    )
    assert small.complaints(template, today=TODAY) == []


def test_a_month_still_to_come_is_refused_once_and_where_it_was_said(template: Path) -> None:
    small.fill(template, {"月度进度": {"A3": "P1", "B3": "2062-07", "C3": 1}})
    assert small.complaints(template, today=TODAY) == [("月度进度", "B3", "2062-07")]
    small.fill(template, {"说明": {"B5": "2023-12"}})
    assert small.complaints(template, today=TODAY) == [("说明", "B5", "2023-12"), ("月度进度", "B3", "2062-07")]
    small.fill(template, {"月度进度": {"B3": "2023-10"}})
    found = ledger.read(template)
    assert ledger.check(found, dt.date(2023, 11, 30), today=TODAY)["progress"].num_rows == 1
    with pytest.raises(LedgerErrors, match="xlsx：给出的数据截至月份2023-12晚于今天（2023-11-20），请核对年份"):
        ledger.check(found, dt.date(2023, 12, 1), today=TODAY)


def test_a_year_that_no_date_may_have_is_refused_once(template: Path) -> None:
    small.fill(template, {"项目": {"M3": "2101-01-01"}})
    assert small.complaints(template, today=TODAY) == [("项目", "M3", "2101-01-01")]


def test_the_month_noted_is_no_month(template: Path) -> None:
    small.fill(template, {"说明": {"B5": "九月"}})
    assert small.complaints(template) == [("说明", "B5", "九月")]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("没有.xlsx", None, "没有这个文件"),
        ("旧.xls", b"\xd0\xcf\x11\xe0", "不是xlsx工作簿"),
        ("宏.xlsm", b"PK", "不是xlsx工作簿"),
        ("假.xlsx", b"hello", "不是xlsx工作簿（其实是文本）"),
        ("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版Excel"),
        ("空.xlsx", b"", "不是xlsx工作簿"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path, name: str, data: bytes | None, why: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(LedgerErrors, match=why):
        ledger.read(tmp_path / name)


def test_truncated_workbook_is_refused(template: Path) -> None:
    data = template.read_bytes()
    for length in range(0, len(data), len(data) // 20):
        template.write_bytes(data[:length])
        with pytest.raises(LedgerErrors, match="工作簿"):
            ledger.read(template)


def _change(template: Path, part: str, old: bytes, new: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new, 1) if name == part else data)
    template.write_bytes(buffer.getvalue())


@pytest.mark.parametrize(
    ("part", "old", "new", "why"),
    [
        ("xl/worksheets/sheet2.xml", b'r="A2"', b'r="XFD1048576"', "有效区域过大"),
        ("xl/worksheets/sheet2.xml", b'r="A2"', b'r = "XFD1048576"', "有效区域过大"),
        ("xl/worksheets/sheet2.xml", b'r="A2"', b'r="xfd1048576"', "单元格地址"),
        ("xl/worksheets/sheet2.xml", b'r="A2"', b'r="&#88;FD1048576"', "有效区域过大"),
        ("xl/worksheets/sheet2.xml", b'<row r="2"', b'<row r="4294967295"', "单元格地址"),
        ("xl/sharedStrings.xml", b"uniqueCount=\"", b"uniqueCount=\"42949", "文字表"),
        ("xl/workbook.xml", b"<workbook", b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook", "DTD"),
        ("xl/styles.xml", b"</styleSheet>", b" " * 30_000_000 + b"</styleSheet>", "过大"),
        ("xl/worksheets/sheet2.xml", b"</row>", b"<row>", "工作簿"),
    ],
)  # fmt: skip
def test_hostile_workbooks_are_refused_before_they_are_parsed(
    tmp_path: Path, part: str, old: bytes, new: bytes, why: str
) -> None:
    template = tmp_path / "t.xlsx"
    ledger.template(template)
    _change(template, part, old, new)
    with pytest.raises(LedgerErrors, match=why):
        ledger.read(template)

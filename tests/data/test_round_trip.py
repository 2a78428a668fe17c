"""Export → import gives equal tables, whatever the text; a filled template gives the rows that were typed."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import ledger, model, versions
from data.ledger import form, invisible
from tests.data import small

HOSTILE = [
    "=1+1", "+86 138", "-5", "@SUM(A1)", "{=1}", "007", "1e5", "1E+20", "12.0", "2023-09-05", "2023年9月", "TRUE", "是",
    "#N/A", "#REF!", "_x0041_", "_x000D_", "x_x005F_y", "第一行\n第二行", "a\r\nb", "a\rb", "a\tb", "😀👩\u200d👧",
    "'引号", '"双"', "<b>&amp;</b>", "]]>", "http://example.com", "mailto:a@b", "١٢٣", "①",
    "Ａｂ　ｃ", "%s {0}", "字" * 2000, "e\u0301", "\U0010fffd", "null", "nan", "【必填】", "说明", "0", "-0",
    "1,234.50", "internal:A1",
]  # fmt: skip

texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
texts = texts.map(invisible.clean).map(str.strip).filter(lambda text: text and not {"\ufffe", "\uffff"} & set(text))
ids = texts.filter(lambda text: len(text) <= 64)
money = st.decimals(0, Decimal("9999999999999999.99"), places=2)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
numbers = st.integers(-(10**14), 10**14) | st.decimals(-1000, 1000, places=4).map(float).filter(lambda n: n % 1 != 0)
extras = st.dictionaries(
    st.sampled_from(["镇街", "占地（亩）", "=A1", "007", "备注二", "b\na"]), texts | st.booleans() | numbers, max_size=5
)


@pytest.mark.parametrize("rows", [small.THREE, small.WHOLE])
def test_small_ledger_comes_back_equal(rows: small.Rows, tmp_path: Path) -> None:
    version = small.publish(rows)
    ledger.export(version, tmp_path / "out.xlsx")
    small.assert_equal(small.reread(tmp_path / "out.xlsx"), versions.read_tables(version))


@st.composite
def hostile(draw: st.DrawFn) -> model.Tables:
    def maybe(strategy: st.SearchStrategy[object]) -> object:
        return draw(st.none() | strategy)

    order = draw(st.permutations(["镇街", "占地（亩）", "=A1", "007", "备注二", "b\na"]))
    projects = []
    for project_id in draw(st.lists(ids, min_size=1, max_size=6, unique=True)):
        extra = draw(extras)
        kept = {key: extra[key] for key in order if key in extra}
        projects.append(
            {
                "project_id": project_id,
                **{column: draw(texts) for column in ("name", "industry", "unit")},
                **{column: maybe(texts) for column in ("content", "investor", "lead_official", "remarks")},
                "agreement": draw(st.sampled_from(["正式", "框架"])),
                "is_four_new": draw(st.booleans()),
                "planned_investment": draw(money),
                "signed_on": maybe(days),
                **{stage: maybe(days) for stage in ("registered_on", "listed_on", "capacity_on")},
                "extra": json.dumps(kept, ensure_ascii=False) if kept else None,
            }
        )
    some = st.sampled_from([project["project_id"] for project in projects])
    first = draw(st.decimals("0.01", "0.99", places=2))
    shares = [first, 1 - first]
    activities = [
        {"activity_id": i, "held_on": draw(days), "title": draw(texts)} for i in draw(st.lists(ids, max_size=2))
    ]
    return small.tables(
        {
            "project": projects,
            "progress": [{"project_id": draw(some), "month": dt.date(2023, 1, 1), "funds_arrived": draw(money)}],
            "target": [{"year": 2023, "indicator": "invested", "unit": maybe(texts), "amount": draw(money)}],
            "activity": activities[:1],
            "blocker": [
                {
                    "blocker_id": draw(ids),
                    "project_id": draw(some),
                    "kind": "其他",
                    "raised_on": draw(days),
                    "level": maybe(st.sampled_from(["单位", "调度会", "主要领导"])),
                    "note": maybe(texts),
                }
            ],
            "credit": [
                {"project_id": projects[0]["project_id"], "unit": unit, "role": "引荐", "share": share}
                for unit, share in zip(draw(st.lists(texts, min_size=2, max_size=2, unique=True)), shares, strict=True)
            ],
            "exclusion": [
                {"project_id": draw(some), "indicator": maybe(st.sampled_from(["invested"])), "reason": draw(texts)}
            ],
            "exemption": [
                {
                    "project_id": draw(some),
                    "rule": draw(st.sampled_from(["unstarted", "late_start", "slipping"])),
                    "reason": draw(texts),
                    "until_on": draw(days),
                    "decided_by": maybe(texts),
                }
            ],
        }
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=hostile())
def test_hostile_texts_come_back_equal(tmp_path: Path, tables: model.Tables) -> None:
    version = small.publish(tables)
    stored = versions.read_tables(version)
    small.assert_equal(stored, tables)
    ledger.export(version, tmp_path / "out.xlsx")
    small.assert_equal(small.reread(tmp_path / "out.xlsx", today=dt.date(2100, 12, 31)), stored)


def test_every_hostile_text_comes_back_in_every_text_column(tmp_path: Path) -> None:
    rows = [
        {
            **small.THREE["project"][1],
            "project_id": f"P{number:03d}",
            "name": text,
            "remarks": text,
            "termination_reason": text,
        }
        | {"extra": json.dumps({"其他": text, text[:50]: 1}, ensure_ascii=False)}
        for number, text in enumerate(HOSTILE)
    ]
    version = small.publish({"project": rows})
    ledger.export(version, tmp_path / "out.xlsx")
    small.assert_equal(
        ledger.check(ledger.read(tmp_path / "out.xlsx"), dt.date(2023, 9, 1)), versions.read_tables(version)
    )


def test_characters_that_no_one_sees_do_not_come_back(tmp_path: Path) -> None:
    """They make equal names differ; a version may have them from before they were taken out."""
    project = {**small.THREE["project"][1], "name": "\ufeff零宽\u200b", "remarks": "\u202e反"}
    ledger.export(small.publish({"project": [project]}), tmp_path / "out.xlsx")
    (found,) = ledger.check(ledger.read(tmp_path / "out.xlsx"), dt.date(2023, 9, 1))["project"].to_pylist()
    assert (found["name"], found["remarks"]) == ("零宽", "反")


def test_long_and_spaced_texts_of_other_columns_are_kept_to_the_letter(tmp_path: Path) -> None:
    extra = {"长": "字" * 32_767, "空格": "  两边  ", "日期样": "2023-09-05", "数字样": "1e5"}
    version = small.publish(
        {"project": [{**small.THREE["project"][1], "extra": json.dumps(extra, ensure_ascii=False)}]}
    )
    ledger.export(version, tmp_path / "out.xlsx")
    back = ledger.check(ledger.read(tmp_path / "out.xlsx"), dt.date(2023, 9, 1))
    assert json.loads(back["project"]["extra"][0].as_py()) == extra


def test_export_writes_numbers_as_numbers_dates_as_dates_and_text_as_text(tmp_path: Path) -> None:
    ledger.export(small.publish(), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    projects = book["项目"]
    heading = {cell.value: cell.column_letter for cell in projects[1]}
    row = {name: projects[f"{letter}3"] for name, letter in heading.items()}
    assert row["项目编号"].value == "007"
    assert row["计划总投资（万元）"].value == 12000.5
    assert row["签约日期"].value.date() == dt.date(2022, 3, 5)
    assert row["签约日期"].number_format == "yyyy-mm-dd"
    assert row["四新经济"].value == "是"
    assert row["占地（亩）"].value == 12.5
    assert projects[f"{heading['项目名称']}5"].value == "=1+1"
    assert projects[f"{heading['项目名称']}5"].data_type == "s"
    assert projects[f"{heading['计划总投资（万元）']}4"].value == "9999999999999999.99"  # more than Excel's 15 digits
    assert {book["目标"]["B3"].value, book["目标"]["B4"].value} == {"完成投资", "签约项目数"}
    assert book["公布数"]["F3"].value == "近"


def test_export_writes_rules_and_roles_as_words_and_shares_as_numbers(tmp_path: Path) -> None:
    ledger.export(small.publish(small.WHOLE), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [[cell.value for cell in row] for row in book["计分归属"].iter_rows(min_row=3)] == [
        ["007", "责任单位一", "落地", 0.3], ["007", "责任单位二", "引荐", 0.7], ["P-3", "责任单位三", "引荐", 1],
    ]  # fmt: skip
    assert [row[1].value for row in book["免予亮灯"].iter_rows(min_row=3)] == ["低于自身序时", "问题逾期未办结"]
    assert [row[1].value for row in book["不计考核"].iter_rows(min_row=3)] == ["完成投资", None]


def test_demonstration_is_marked_on_every_sheet_and_stays_one(tmp_path: Path) -> None:
    ledger.export(small.publish(is_demo=True), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    for sheet in (form.NOTES_SHEET, *(model.sheet_name(name) for name in model.TABLES)):
        assert "演示数据" in str(book[sheet].oddHeader.center.text)
        assert any("演示数据" in str(cell.value) for row in book[sheet].iter_rows(max_row=4) for cell in row)
    found = ledger.read(tmp_path / "out.xlsx")
    assert found.is_demo
    assert ledger.months_through(found, ledger.check(found)) == dt.date(2023, 9, 1)


def test_official_ledger_is_not_marked(tmp_path: Path) -> None:
    ledger.export(small.publish(), tmp_path / "out.xlsx")
    assert not ledger.read(tmp_path / "out.xlsx").is_demo
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book["项目"].oddHeader.center.text is None


def test_template_explains_every_column_and_offers_lists(tmp_path: Path) -> None:
    ledger.template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    tables = [model.sheet_name(name) for name in model.TABLES]
    assert book.sheetnames == [form.NOTES_SHEET, *tables, form.CHOICES_SHEET]
    for name in model.TABLES:
        sheet = book[model.sheet_name(name)]
        shown = [field for field in model.TABLES[name].model_fields.values() if field.title != "其他列"]
        assert [cell.value for cell in sheet[1]] == [field.title for field in shown]
        assert all(cell.value.startswith(("【必填】", "【选填】")) for cell in sheet[2])
        assert sheet.freeze_panes is not None
        listed = sum(bool(form.choices(name, column)) for column in form.columns(name))
        assert len(sheet.data_validations.dataValidation) >= listed
    assert "东营经济技术开发区" in {cell.value for row in book[form.NOTES_SHEET].iter_rows() for cell in row}
    assert [cell.value for cell in book[form.CHOICES_SHEET]["A"]][1:3] == ["航空航天", "新材料"]


def test_filled_template_gives_the_rows(tmp_path: Path) -> None:
    ledger.template(tmp_path / "t.xlsx")
    small.fill(
        tmp_path / "t.xlsx",
        {
            "说明": {"B5": "2023年9月"},
            "项目": {
                **{
                    "A3": 12,
                    "B3": "碳纤维",
                    "D3": "新材料",
                    "G3": "责任单位一",
                    "J3": "框架",
                    "L3": "１，２３４．５０",
                },
                **{"M3": "2023.9.5", "Y1": "镇街", "Y3": "某镇"},
                **{
                    "A5": "P2",
                    "B5": "风机",
                    "D5": "海上风电装备",
                    "G5": "责任单位二",
                    "J5": "正式",
                    "K5": "是",
                    "L5": 7,
                },
                **{"M5": dt.date(2022, 2, 1), "P5": "2022年6月1日"},
            },
            "月度进度": {"A3": "12", "B3": "2023-09", "C3": 5, "A4": "P2", "B4": dt.date(2023, 8, 17), "D4": "1.5"},
            "目标": {"A3": "2023年", "B3": "到位资金", "E3": 100},
        },
    )
    found = ledger.read(tmp_path / "t.xlsx")
    tables = ledger.check(found)
    expected = {
        "project": [
            {
                **{
                    "project_id": "12",
                    "name": "碳纤维",
                    "industry": "新材料",
                    "unit": "责任单位一",
                    "agreement": "框架",
                },
                **{
                    "planned_investment": Decimal("1234.50"),
                    "signed_on": dt.date(2023, 9, 5),
                    "extra": '{"镇街": "某镇"}',
                },
            },
            {
                **{
                    "project_id": "P2",
                    "name": "风机",
                    "industry": "海上风电装备",
                    "unit": "责任单位二",
                    "agreement": "正式",
                },
                **{"is_four_new": True, "planned_investment": Decimal(7), "signed_on": dt.date(2022, 2, 1)},
                "started_on": dt.date(2022, 6, 1),
            },
        ],
        "progress": [
            {"project_id": "12", "month": dt.date(2023, 9, 1), "funds_arrived": Decimal(5)},
            {"project_id": "P2", "month": dt.date(2023, 8, 1), "invested": Decimal("1.5")},
        ],
        "target": [{"year": 2023, "indicator": "funds_arrived", "amount": Decimal(100)}],
    }
    small.assert_equal(tables, small.tables(expected))
    assert not found.is_demo
    assert ledger.months_through(found, tables) == dt.date(2023, 9, 1)
    assert ledger.months_through(found, tables, dt.date(2024, 1, 31)) == dt.date(2024, 1, 1)


def test_sheets_may_be_missing_and_columns_in_any_order(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "项目"
    sheet.append(["责任单位", "产业 ", "计划总投资(万元)", "协议类型", "*项目名称", "project_id"])
    sheet.append(["责任单位一", "其他", 3, "正式", "甲", 7])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.create_sheet("月度进度").append(["项目编号", "月份", "完成投资（万元）"])
    book["月度进度"].append([7, dt.date(2023, 5, 1), 2])
    book.create_sheet("草稿").append(["随手记"])
    book.save(tmp_path / "a.xlsx")
    found = ledger.read(tmp_path / "a.xlsx")
    tables = ledger.check(found)
    assert tables["project"]["project_id"].to_pylist() == ["7"]
    assert tables["progress"]["month"].to_pylist() == [dt.date(2023, 5, 1)]
    assert tables["plan"].num_rows == 0
    assert found.ignored == ("草稿",)
    assert ledger.months_through(found, tables) == dt.date(2023, 5, 1)


@pytest.mark.parametrize(
    "rows", [[["a", "c"], ["b", "c"], ["a", "b"]], [["b"], ["a", "b"]], [["a", "b"], ["b", "a"]], []]
)
def test_other_columns_keep_their_order(rows: list[list[str]]) -> None:
    from data.ledger.write.workbook import _in_order

    order = _in_order([dict.fromkeys(row) for row in rows])
    assert sorted(order) == sorted({key for row in rows for key in row})
    if rows != [["a", "b"], ["b", "a"]]:
        assert all([key for key in order if key in row] == row for row in rows)

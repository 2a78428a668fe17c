"""Whole ledgers, each with other habits than the template's, and what reading them must give: known by construction."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.ledger import as_mapping, mapping
from data.ledger.examining import examine
from data.ledger.report import Report

LEDGERS = Path(__file__).with_name("ledgers")


def book(path: Path, sheets: Mapping[str, Sequence[Any]], merged: dict[str, list[str]] | None = None) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet: Worksheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for place in (merged or {}).get(name, []):
            sheet.merge_cells(place)
    made.save(path)
    return path


def projects(report: Report) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in report.tables["project"].to_pylist()}


def paid(report: Report, measure: str = "funds_arrived") -> dict[tuple[str, str], str]:
    """(name, month) → 万元 of every month with an amount."""
    names = {row["project_id"]: row["name"] for row in report.tables["project"].to_pylist()}
    return {
        (names[row["project_id"]], f"{row['month']:%Y-%m}"): f"{row[measure]:f}"
        for row in report.tables["progress"].to_pylist()
        if row[measure]
    }


def errors(report: Report) -> list[tuple[str, str]]:
    return [(error.sheet, error.cell) for error in report.errors]


def said(findings: tuple[Any, ...]) -> list[str]:
    return [f"{one.cell} {one.message()}" for one in findings]


# The sample -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def messy() -> tuple[Report, dict[str, Any]]:
    expected = json.loads((LEDGERS / "ledger-messy.expected.json").read_text(encoding="utf-8"))
    return examine(LEDGERS / "ledger-messy.xlsx"), expected


def test_the_sample_s_faulty_cells_are_found_and_no_others(messy: tuple[Report, dict[str, Any]]) -> None:
    report, expected = messy
    assert errors(report) == [(one["sheet"], one["cell"]) for one in expected["errors"]]
    assert [row.row for row in report.left_out] == [11, 13, 38]
    assert ("2023年台账", "J39") in {(one.sheet, one.cell) for one in report.warnings}


def test_the_sample_s_good_rows_agree_to_the_cent(messy: tuple[Report, dict[str, Any]]) -> None:
    report, expected = messy
    found = projects(report)
    assert len(found) == expected["good_rows"] == report.rows["project"]
    assert report.totals["planned_investment"] == Decimal(expected["planned_wan_yuan"])
    assert report.totals["funds_arrived"] == Decimal(expected["funds_wan_yuan"])
    assert Counter(row["industry"] for row in found.values()) == expected["by_industry"]
    assert {name: str(row["signed_on"]) for name, row in found.items()} == expected["signed_on"]
    assert sum(row["started_on"] is not None for row in found.values()) == expected["started"]
    months: dict[str, Decimal] = {str(month): Decimal(0) for month in range(1, 13)}
    for (_, month), amount in paid(report).items():
        months[str(int(month[5:]))] += Decimal(amount)
    assert months == {month: Decimal(amount) for month, amount in expected["funds_by_month"].items()}
    assert len({name for name, _ in paid(report)}) == expected["funded"]


def test_a_printed_total_that_differs_is_said_with_both_figures(messy: tuple[Report, dict[str, Any]]) -> None:
    report, _ = messy
    total = next(one for one in report.warnings if one.cell == "H71")
    assert "4,694,307.00万元" in total.message()
    assert "4,642,531.00万元（另有1格读不出）" in total.message()
    assert "4,694,307.00万元" in total.message("en")


# Key projects with a plan, groups in groups, and cumulative columns -------------------------------------


def test_key_projects_with_a_year_s_plan_and_investment_up_to_a_month(tmp_path: Path) -> None:
    rows = [
        ["2023年重点项目建设进展情况表"],
        ["", "", "", "", "", "", "", "", "单位：万元"],
        [
            "序号",
            "项目名称",
            "建设内容及规模",
            "总投资",
            "2023年计划投资",
            "1-9月完成投资",
            "开工时间",
            "牵头单位",
            "项目状态",
        ],
        ["一、新建项目（2个）", None, None, 30000.5, 8000, 3100.25, None, None, None],
        ["（一）新材料产业"],
        [1, "碳纤维一期", "年产500吨", 20000.5, 5000, 2100.25, "2023年4月", "科技创新局", "在建"],
        ["（二）数字经济"],
        [2, "云计算中心", "机柜2000个", "1亿元", 3000, 1000, "计划2023年11月", "科技创新局", "前期"],
        ["二、续建项目（1个）", None, None, 12345, 6000, 4200, None, None, None],
        ["（一）生物医药"],
        [3, "创新药基地", "", 12345, 6000, 4200, "2021.5.6", "经济发展局", "在建"],
        ["总计", "", "", 42345.5, 14000, 7300.25],
    ]
    report = examine(book(tmp_path / "重点.xlsx", {"Sheet1": rows}))
    assert errors(report) == []
    assert any(line.startswith("G8") and "计划的时间" in line for line in said(report.warnings))
    found = projects(report)
    assert found["云计算中心"]["started_on"] is None
    assert json.loads(found["云计算中心"]["extra"]) == {"开工时间": "计划2023年11月", "状态": "前期"}
    assert {name: (row["industry"], row["unit"]) for name, row in found.items()} == {
        "碳纤维一期": ("新材料", "科技创新局"),
        "云计算中心": ("数字经济", "科技创新局"),
        "创新药基地": ("生物医药", "经济发展局"),
    }
    assert paid(report, "invested") == {
        ("碳纤维一期", "2023-09"): "2100.25",
        ("云计算中心", "2023-09"): "1000.00",
        ("创新药基地", "2023-09"): "4200.00",
    }
    plans = {(row["year"], row["nature"], f"{row['amount']:f}") for row in report.tables["plan"].to_pylist()}
    assert plans == {(2023, "新建", "5000.00"), (2023, "新建", "3000.00"), (2023, "续建", "6000.00")}
    assert report.months_through == dt.date(2023, 9, 1)
    assert json.loads(found["碳纤维一期"]["extra"]) == {"状态": "在建"}


def test_cumulative_columns_of_several_months_are_read_by_their_difference(tmp_path: Path) -> None:
    rows = [
        [
            "项目名称",
            "产业",
            "责任单位",
            "总投资（万元）",
            "1-3月完成投资（万元）",
            "1-6月完成投资（万元）",
            "1-9月完成投资（万元）",
        ],
        ["甲", "新材料", "责任单位一", 900, 100, 250, 600],
        ["乙", "新材料", "责任单位一", 900, 50, 40, 60],
    ]
    report = examine(book(tmp_path / "2023年.xlsx", {"Sheet1": rows}))
    assert errors(report) == [("Sheet1", "F3")]
    assert paid(report, "invested") == {
        ("甲", "2023-03"): "100.00",
        ("甲", "2023-06"): "150.00",
        ("甲", "2023-09"): "350.00",
    }


# One subject a sheet, and one row a month ----------------------------------------------------------------


def test_a_list_of_projects_and_their_months_on_other_sheets(tmp_path: Path) -> None:
    head: list[object] = ["序号", "项目名称", *[f"{month}月" for month in range(1, 4)], "合计"]
    path = book(
        tmp_path / "2023年台账.xlsx",
        {
            "项目清单": [
                ["金额单位：亿元"],
                ["序号", "项目名称", "所属产业", "责任单位", "计划总投资", "签约时间"],
                [1, "甲项目", "新材料", "责任单位一", 3.5, dt.date(2023, 1, 5)],
                [2, "乙项目", "数字经济", "责任单位二", 12, "２０２３年２月"],
            ],
            "到位资金": [
                ["2023年到位资金（万元）"],
                head,
                [1, "甲项目", 10, "", 20.5, 30.5],
                [2, "丙项目", 1, 1, 1, 3],
            ],
            "完成投资": [["2023年完成投资（万元）"], head, [1, "甲项目", 0, 7, "-", 7], [2, "乙项目", 1, 1, 1, 4]],
            "填表说明": [["本表由各单位填写。"]],
        },
    )
    report = examine(path)
    assert errors(report) == [("到位资金", "B4")]
    assert "项目表里没有这个项目" in report.errors[0].message()
    assert paid(report) == {("甲项目", "2023-01"): "10.00", ("甲项目", "2023-03"): "20.50"}
    assert paid(report, "invested") == {
        ("甲项目", "2023-02"): "7.00",
        **{("乙项目", f"2023-0{month}"): "1.00" for month in (1, 2, 3)},
    }
    assert projects(report)["乙项目"]["planned_investment"] == Decimal("120000.00")
    assert any(one.sheet == "完成投资" and one.cell == "F4" for one in report.warnings), "the row's own total differs"
    assert any(one.sheet == "填表说明" for one in report.notes)


def test_one_row_a_project_and_month(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    lines = [
        "项目编号,项目名称,行业,承办单位,总投资(元),月份,到账资金(元)",
        "KF-01,甲,新材料,责任单位一,35000000,2023-01,1000000",
        "KF-01,甲,新材料,责任单位一,35000000,2023年2月,2500000.50",
        "KF-02,乙,其他,责任单位二,10000,2023/3/31,9999",
    ]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    report = examine(path, mapping.Mapping(key=("project_id",)))
    assert errors(report) == []
    assert {row["project_id"]: f"{row['planned_investment']:f}" for row in projects(report).values()} == {
        "KF-01": "3500.00",
        "KF-02": "1.00",
    }
    assert paid(report) == {("甲", "2023-01"): "100.00", ("甲", "2023-02"): "250.00", ("乙", "2023-03"): "1.00"}
    assert any("四舍五入" in one.message() for one in report.notes)
    plain = examine(path)
    assert (plain.errors, plain.tables) == ((), report.tables), "the grain is seen without a key"
    assert any("一行是一个项目的一个月" in one.message() for one in plain.notes)


# Other countries' data, by a mapping ---------------------------------------------------------------------

ENGLISH = """
key = ["Project ID"]
payment_key = ["Transaction"]
unit = "USD"
date_order = "dmy"
[rates]
USD = 7.0
[constants]
unit = "International office"
agreement = "正式"
[columns]
"Project ID" = "project_id"
"Title" = "name"
"Sector" = "industry"
"Agreement" = "signed_on"
"Effective" = "started_on"
"Closing" = "production_on"
"Commitment" = "planned_investment"
"Paid on" = "month"
"Paid" = "funds_arrived"
"Place" = ""
[values.industry]
"Health" = "生物医药"
[[leave_out]]
column = "Title"
values = ["TEST"]
"""


def test_dollars_one_row_a_place_and_payment_are_not_added_up_twice(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    lines = [
        "Project ID,Title,Sector,Agreement,Effective,Closing,Commitment,Place,Transaction,Paid on,Paid,Grant No",
        "A1,Clinic,Health,03/04/2021,01/06/2021,,1000000,Here,T1,15/07/2021,100000,9",
        "A1,Clinic,Health,03/04/2021,01/06/2021,,1000000,There,T1,15/07/2021,100000,9",
        "A1,Clinic,Health,03/04/2021,01/06/2021,,1000000,Here,T2,20/07/2021,50000,9",
        "A2,서울 공장,Steel,12/05/2022,,31/12/2023,$2.5 million,Here,T3,,,",
        "A3,TEST,Health,03/04/2021,,,1,Here,,,,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = examine(path, mapping.loads(ENGLISH))
    assert said(report.errors) == []
    found = projects(report)
    assert {
        name: (row["project_id"], row["industry"], f"{row['planned_investment']:f}") for name, row in found.items()
    } == {
        "Clinic": ("A1", "生物医药", "700.00"),
        "서울 공장": ("A2", "Steel", "1750.00"),
    }
    assert (found["Clinic"]["signed_on"], found["Clinic"]["started_on"]) == (dt.date(2021, 4, 3), dt.date(2021, 6, 1))
    assert found["서울 공장"]["production_on"] == dt.date(2023, 12, 31)
    assert {row["unit"] for row in found.values()} == {"International office"}
    assert json.loads(found["Clinic"]["extra"]) == {"Transaction": "T1；T2", "Grant No": "9"}
    assert paid(report) == {("Clinic", "2021-07"): "105.00"}


def test_tens_of_thousands_of_payments_are_added_up_once(tmp_path: Path) -> None:
    lines = ["Project ID,Title,Sector,Agreement,Effective,Closing,Commitment,Place,Transaction,Paid on,Paid,Grant No"]
    expected: dict[tuple[str, str], Decimal] = {}
    for number in range(2_000):
        cents = 100_000_000 + number * 100
        fixed = f"P{number},Plant {number},Health,03/04/2020,01/06/2020,,{cents / 100:.2f}"
        for payment in range(5):
            month, dollars = payment % 3 + 1, 1_000 * (payment + 1) + number
            # Each payment is rounded to the ledger's 0.01万元, so that a month is the sum of payments as shown.
            wan = (Decimal(dollars * 7) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
            of = f"Plant {number}", f"2021-{month:02d}"
            expected[of] = expected.get(of, Decimal(0)) + wan
            # Each payment stands in two rows, one a place.
            lines += [f"{fixed},{place},T{payment},15/{month:02d}/2021,{dollars},9" for place in ("Here", "There")]
    assert len(lines) == 20_001
    path = tmp_path / "projects.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = examine(path, mapping.loads(ENGLISH))
    assert said(report.errors) == []
    assert len(projects(report)) == 2_000
    assert paid(report) == {of: f"{wan:f}" for of, wan in expected.items()}
    assert any("四舍五入" in one.message() for one in report.warnings + report.notes)


def test_dollars_without_a_rate_are_a_question(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Title,Sector,Commitment (USD)\nClinic,Health,5\n", encoding="utf-8")
    report = examine(path)
    assert errors(report) == [("p", "C1")]
    assert "汇率" in report.errors[0].message()
    assert "rate" in report.errors[0].message("en")
    assert not report.can_skip_errors


# What can be read in two ways is asked, and nothing is guessed in silence ----------------------------------


@pytest.mark.parametrize(
    ("heading", "cell", "words"),
    [
        ("签约日期", "3/5/2023", "两种读法"),
        ("签约日期", 2023.1, "两种读法"),
        ("签约日期", "2023年上半年", "不是日期"),
        ("签约日期", "2023-02-30", "没有这一天"),
        ("总投资（万元）", "3-5亿元", "不是确切的数字"),
        ("总投资（万元）", "1,23", "不是确切的数字"),
        ("总投资（万元）", "500万美元", "汇率"),
        ("总投资（万元）", "=1/0", "公式"),
        ("总投资（万元）", None, "必须填写"),
        ("协议类型", "意向", "不是可选的内容"),
    ],
)
def test_a_cell_that_is_not_certain_is_an_error_at_its_place(
    heading: str, cell: object, words: str, tmp_path: Path
) -> None:
    columns: dict[str, object] = {
        "项目名称": "甲",
        "产业": "新材料",
        "责任单位": "责任单位一",
        "总投资（万元）": 5,
        "签约日期": "2023-03-05",
        "协议类型": "正式",
    }
    bad = columns | {"项目名称": "乙", heading: cell}
    report = examine(book(tmp_path / "a.xlsx", {"台账": [list(columns), list(columns.values()), list(bad.values())]}))
    column = "ABCDEF"[list(columns).index(heading)]
    assert errors(report) == [("台账", f"{column}3")]
    assert words in report.errors[0].message()
    assert list(projects(report)) == ["甲"]
    assert report.can_skip_errors


def test_money_without_a_unit_is_asked_once_and_given_by_a_mapping(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {
            "台账": [
                ["项目名称", "产业", "责任单位", "总投资"],
                *[[f"项目{n}", "新材料", "责任单位一", n] for n in (1, 2)],
            ]
        },
    )
    report = examine(path)
    assert errors(report)[0] == ("台账", "D1")
    assert "单位" in report.errors[0].message()
    assert not report.can_skip_errors
    again = examine(path, mapping.Mapping(unit="亿元"))
    assert (again.errors, again.totals["planned_investment"]) == ((), Decimal("30000.00"))


def test_amounts_of_no_known_month_are_a_question(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "产业", "责任单位", "总投资（万元）", "累计到位资金（万元）"],
        ["甲", "新材料", "责任单位一", 9, 4],
    ]
    path = book(tmp_path / "a.xlsx", {"台账": rows})
    assert errors(examine(path)) == [("台账", "E1")]
    titled = book(tmp_path / "b.xlsx", {"台账": [["项目台账（截至2023年8月底）"], *rows]})
    report = examine(titled)
    assert (report.errors, paid(report)) == ((), {("甲", "2023-08"): "4.00"})
    assert any("E2" in line and "2023-08" in line for line in said(report.warnings))


def test_the_same_project_twice_and_nearly_twice(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "投资方", "产业", "责任单位", "总投资（万元）"],
        ["甲项目", "某公司", "新材料", "责任单位一", 9],
        ["甲 项目", "某公司", "新材料", "责任单位一", 9],
        ["甲项目（二期）", "某公司", "新材料", "责任单位一", 9],
    ]
    report = examine(book(tmp_path / "a.xlsx", {"台账": rows}))
    assert said(report.errors)[0].startswith("A3 与A2单元格重复")
    assert any(line.startswith("A4 与台账!A2“甲项目”相近") for line in said(report.warnings))


def test_hidden_sheets_are_not_read_and_that_is_said(tmp_path: Path) -> None:
    rows = [["项目名称", "产业", "责任单位", "总投资（万元）"], ["甲", "新材料", "责任单位一", 9]]
    path = book(tmp_path / "a.xlsx", {"台账": rows, "旧": [rows[0], ["乙", "新材料", "责任单位一", 9]]})
    made = openpyxl.load_workbook(path)
    made["旧"].sheet_state = "hidden"
    made.save(path)
    report = examine(path)
    assert list(projects(report)) == ["甲"]
    assert any(one.sheet == "旧" and "隐藏" in one.message() for one in report.warnings)


def test_columns_that_match_nothing_are_kept(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "产业", "责任单位", "总投资（万元）", "用地（亩）", "招商方式", "项目进展"],
        ["甲", "新材料", "责任单位一", 9, 120.5, "云招商", "正在办理环评，\n预计年底开工"],
    ]
    report = examine(book(tmp_path / "a.xlsx", {"台账": rows}))
    kept = json.loads(projects(report)["甲"]["extra"])
    assert kept == {"用地（亩）": 120.5, "招商方式": "云招商", "项目进展": "正在办理环评，\n预计年底开工"}
    assert projects(report)["甲"]["channel"] is None
    assert any("没有计入" in line for line in said(report.warnings))


def test_status_words_become_stage_dates_by_a_mapping(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "产业", "责任单位", "总投资（万元）", "状态", "状态时间"],
        ["甲", "新材料", "责任单位一", 9, "已开工", "2023.4.1"],
        ["乙", "新材料", "责任单位一", 9, "已终止", "2023.5.1"],
        ["丙", "新材料", "责任单位一", 9, "洽谈", "2023.6.1"],
    ]
    path = book(tmp_path / "a.xlsx", {"台账": rows})
    plain = examine(path)
    assert projects(plain)["甲"]["started_on"] is None
    assert any("没有终止日期" in line for line in said(plain.warnings))
    how = mapping.Mapping(columns={"状态时间": "status_on"}, stages={"已开工": "started_on", "已终止": "terminated_on"})
    found = projects(examine(path, how))
    assert (found["甲"]["started_on"], found["乙"]["terminated_on"]) == (dt.date(2023, 4, 1), dt.date(2023, 5, 1))
    assert (found["丙"]["started_on"], found["丙"]["terminated_on"]) == (None, None)


def test_what_was_read_can_be_kept_and_read_again_the_same(tmp_path: Path) -> None:
    first = examine(LEDGERS / "ledger-messy.xlsx")
    kept = mapping.loads(mapping.dumps(as_mapping.whole(first)))
    again = examine(LEDGERS / "ledger-messy.xlsx", kept)
    assert again.tables == first.tables
    assert again.errors == first.errors
    assert {column.confidence for sheet in again.sheets for column in sheet.columns} == {1.0}

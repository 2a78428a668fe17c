"""Single habits of offices, a few rows each: what they mean, and what is asked instead of guessed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from data.ledger import as_mapping, mapping
from data.ledger.examining import examine
from data.ledger.report import Report
from tests.data.test_ledgers_of_other_habits import book, errors, paid, projects, said

HEAD = ["项目名称", "产业", "责任单位", "总投资（万元）"]
ROW = ["甲", "新材料", "责任单位一", 900]


def read(tmp_path: Path, heads: list[object], *rows: list[object], title: str = "2023年台账") -> Report:
    """A ledger of one sheet: `heads` beside the usual ones, and what each row says under them."""
    names = "甲乙丙丁戊己"
    lines: list[list[object]] = [[title], [*HEAD, *heads]]
    lines += [[names[at], *ROW[1:], *row] for at, row in enumerate(rows)]
    return examine(book(tmp_path / "a.xlsx", {"台账": lines}))


def test_a_table_in_the_middle_of_its_sheet_keeps_its_addresses(tmp_path: Path) -> None:
    lines: list[list[object]] = [
        [],
        [],
        ["", "", *HEAD],
        ["", "", *ROW],
        ["", "", "乙", "新材料", "责任单位一", "九百"],
    ]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}))
    assert errors(report) == [("台账", "F5")]
    assert [(name, f"{one['planned_investment']:f}") for name, one in projects(report).items()] == [("甲", "900.00")]


@pytest.mark.parametrize("cell", [-5, "-5", "－5万元"])
def test_an_amount_below_zero_is_an_error(cell: object, tmp_path: Path) -> None:
    report = read(tmp_path, ["2023年1月到位资金（万元）"], [cell], [5])
    assert errors(report) == [("台账", "E3")]
    assert "负数" in report.errors[0].message()
    assert paid(report) == {("乙", "2023-01"): "5.00"}


# Months in headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("2023年1月到位资金（万元）", 1),
        ("到位资金2月（万元）", 2),
        ("到位资金-03月", 3),
        ("2023-04到位资金", 4),
        ("5月份到位", 5),
        ("到位资金/6月", 6),
        ("七月到位资金", 7),
        ("10月到位资金", 10),
        ("十二月到资", 12),
    ],
)
def test_a_heading_of_one_line_names_measure_and_month(heading: str, month: int, tmp_path: Path) -> None:
    report = read(tmp_path, [heading], [7], title="2023年台账（单位：万元）")
    assert (errors(report), paid(report)) == ([], {("甲", f"2023-{month:02d}"): "7.00"})


@pytest.mark.parametrize(
    ("headings", "cells", "months"),
    [
        (["1-3月", "4-6月", "7-9月", "10-12月"], [1, 2, 3, 4], {3: 1, 6: 2, 9: 3, 12: 4}),
        (["一季度", "二季度"], [1, 2], {3: 1, 6: 2}),
        (["上半年", "下半年"], [1, 2], {6: 1, 12: 2}),
        (["1-6月", "7月", "8月"], [10, 2, 3], {6: 10, 7: 2, 8: 3}),
        (["1月", "1-2月", "1-3月"], [1, 1, 4], {1: 1, 3: 3}),
        (["1月底累计", "2月底累计"], [1, 4], {1: 1, 2: 3}),
        (["1月", "2月", "3月", "一季度", "1-3月", "全年"], [1, 2, 3, 6, 6, 6], {1: 1, 2: 2, 3: 3}),
        (["截至2022年底累计", "1月"], [500, 2], {1: 2}),
        (["8月", "1-8月累计"], [5, 40], {8: 5}),
    ],
)
def test_periods_and_running_totals(
    headings: list[object], cells: list[object], months: dict[int, int], tmp_path: Path
) -> None:
    """A period is put at its last month, running totals by what each adds, sums of months not at all."""
    lines = [
        ["2023年到位资金台账", "", "", "单位：万元"],
        [*HEAD, "到位资金", *[""] * (len(headings) - 1), "备注"],
        ["", "", "", "", *headings, ""],
        [*ROW, *cells],
    ]
    last = "DEFGHIJK"[len(headings)]
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:D3"] + ([f"E2:{last}2"] if len(headings) > 1 else [])
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}, {"台账": merged}))
    assert (errors(report), paid(report)) == (
        [],
        {("甲", f"2023-{month:02d}"): f"{amount}.00" for month, amount in months.items()},
    )


def test_what_stands_beside_the_months_and_is_not_counted_is_said(tmp_path: Path) -> None:
    heads: list[object] = ["截至2022年底累计到位资金", "8月到位资金", "1-8月累计到位资金"]
    report = read(tmp_path, heads, [500, 5, 40], title="2023年台账（单位：万元）")
    assert paid(report) == {("甲", "2023-08"): "5.00"}
    assert any("2022年及以前的合计数，没有计入" in line for line in said(report.warnings))
    assert any("没有单列的2023-01至2023-07" in line for line in said(report.warnings))


def test_a_sum_that_no_measure_stands_over_is_no_question(tmp_path: Path) -> None:
    lines = [
        ["2023年台账", "单位：万元"],
        [*HEAD, "到位资金", "", "合计"],
        ["", "", "", "", "1月", "2月", ""],
        [*ROW, 1, 2, 3],
    ]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}, {"台账": ["E2:F2", "G2:G3"]}))
    assert (errors(report), len(paid(report))) == ([], 2)


def test_running_totals_stay_so_when_the_reading_is_kept(tmp_path: Path) -> None:
    heads: list[object] = ["1-3月到位资金", "1-6月到位资金", "7月到位资金", "7月累计完成投资"]
    report = read(tmp_path, heads, [10, 30, 5, 9], title="2023年台账（单位：万元）")
    assert paid(report) == {("甲", "2023-03"): "10.00", ("甲", "2023-06"): "20.00", ("甲", "2023-07"): "5.00"}
    again = examine(tmp_path / "a.xlsx", mapping.loads(mapping.dumps(as_mapping.whole(report))))
    assert again.tables == report.tables


# Dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("23.3.5", "2023-03-05"),
        ("23-03-05", "2023-03-05"),
        ("22/12/31", "2022-12-31"),
        ("23.3", "2023-03-01"),
        ("23年3月5日", "2023-03-05"),
        ("2023年3月上旬", "2023-03-01"),
        ("2023年3月中旬", "2023-03-11"),
        ("2023年2月下旬", "2023-02-21"),
        ("2023年2月底", "2023-02-28"),
        ("2023年3月初", "2023-03-01"),
        ("２０２３－０３－０５", "2023-03-05"),
        ("2023、3、5", "2023-03-05"),
        (20230305, "2023-03-05"),
        (44990, "2023-03-05"),
        (dt.datetime(2023, 3, 5), "2023-03-05"),
    ],
)
def test_a_day_as_people_write_it(cell: object, day: str, tmp_path: Path) -> None:
    report = read(tmp_path, ["签约时间"], [cell])
    assert (errors(report), str(projects(report)["甲"]["signed_on"])) == ([], day)


@pytest.mark.parametrize(
    "cell", ["12/3/15", "2023年上半年", "2022年以前", "下半年", "23年", "23.13.1", "约2023年6月", "已开工"]
)
def test_what_is_no_certain_day_is_an_error(cell: str, tmp_path: Path) -> None:
    report = read(tmp_path, ["开工时间"], [cell], ["2023.3.5"])
    assert errors(report) == [("台账", "E3")]


@pytest.mark.parametrize(
    "cell", ["预计2024年6月", "计划2023年11月开工", "拟于年底开工", "否", "前期", "手续办理中", "待开工", "正在筹备"]
)
def test_what_is_planned_or_prepared_has_not_happened_and_that_is_asked(cell: str, tmp_path: Path) -> None:
    report = read(tmp_path, ["开工时间"], [cell])
    assert (errors(report), projects(report)["甲"]["started_on"]) == ([], None)
    assert json.loads(projects(report)["甲"]["extra"]) == {"开工时间": cell}
    assert any(line.startswith("E3") and "还没有发生" in line for line in said(report.warnings))


@pytest.mark.parametrize("cell", ["-", "—", "/", "无", "未开工", "尚未开工", "未动工", "暂未开工"])
def test_what_says_that_there_is_nothing_is_no_question(cell: str, tmp_path: Path) -> None:
    report = read(tmp_path, ["开工时间", "5月到位资金（万元）"], [cell, cell.replace("开工", "到位")])
    assert (errors(report), projects(report)["甲"]["started_on"], paid(report)) == ([], None, {})
    assert not any("开工时间" in line for line in said(report.warnings))


@pytest.mark.parametrize(
    "cell", ["待定", "不详", "未统计", "待核实", "未报", "...", "约50", "3-5", "12..5", "1,23", "5O.0"]
)
def test_an_amount_that_nobody_knows_is_not_none(cell: str, tmp_path: Path) -> None:
    report = read(tmp_path, ["5月到位资金（万元）"], [cell], [3])
    assert errors(report) == [("台账", "E3")]


# Rows that are no projects ------------------------------------------------------------------------------


def grouped(tmp_path: Path, *rows: list[object], merged: list[str] | None = None) -> Report:
    """Rows under 序号, 项目名称, 总投资, 签约时间: what groups them fills in industry and department."""
    lines: list[list[object]] = [["2023年台账（单位：万元）"], ["序号", "项目名称", "总投资", "签约时间"], *rows]
    return examine(book(tmp_path / "a.xlsx", {"台账": lines}, {"台账": merged or []}))


@pytest.mark.parametrize(
    "label",
    [
        ["", "1.招商促进局（2个）", 30],
        ["", "招商促进局（2个，总投资30万元）", 30],
        ["一", "招商促进局", 30],
        ["（一）", "招商促进局（2个）", ""],
        ["招商促进局（2个项目）"],
        ["1、招商促进局"],
        ["", "招商促进局", 30],
        ["", "【招商促进局】"],
        ["招商促进局：", "", "", ""],
    ],
)
def test_a_row_that_heads_a_group_is_no_project(label: list[object], tmp_path: Path) -> None:
    report = grouped(
        tmp_path,
        label,
        [1, "3.5GW电池项目", 10, "2023.3.5"],
        [2, "1.5万吨隔膜项目", 20, "2023.3.6"],
        ["小计", "", 30, ""],
        ["合计", "2个", 30, ""],
        ["", "其中：亿元以上项目", 0, ""],
        ["", "上年同期", 12, ""],
    )
    assert errors(report) == []
    assert {name: row["unit"] for name, row in projects(report).items()} == {
        "3.5GW电池项目": "招商促进局",
        "1.5万吨隔膜项目": "招商促进局",
    }


def test_groups_in_groups_with_and_without_numbers(tmp_path: Path) -> None:
    report = grouped(
        tmp_path,
        ["一、招商促进局"],
        ["新材料"],
        [1, "甲", 1, "2023.3.5"],
        ["生物医药"],
        [1, "乙", 2, "2023.3.5"],
        ["二、经济发展局"],
        ["新材料"],
        [1, "丙", 3, "2023.3.5"],
        merged=["A3:D3", "A4:D4", "A6:D6", "A8:D8", "A9:D9"],
    )
    assert errors(report) == []
    assert {name: (row["unit"], row["industry"]) for name, row in projects(report).items()} == {
        "甲": ("招商促进局", "新材料"),
        "乙": ("招商促进局", "生物医药"),
        "丙": ("经济发展局", "新材料"),
    }


def test_rows_of_column_numbers_and_of_units_belong_to_the_header(tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["2023年台账"],
        [*HEAD[:3], "总投资", "签约时间", "1月到位资金"],
        ["", "", "", "（亿元）", "", "（万元）"],
        ["甲", "乙", "丙", 1, 2, "3=4+5"],
        [*ROW[:3], 2, "2023.1.5", 7],
    ]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}))
    assert errors(report) == []
    assert (report.totals["planned_investment"], paid(report)) == (20000, {("甲", "2023-01"): "7.00"})


def test_a_colon_makes_no_note_of_a_heading(tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["填报单位：招商促进局", "", "", "", "日期：2023年3月"],
        ["", "", "", "总投资（万元）", "其中：设备投资（万元）", "2023年到位资金（万元）", ""],
        ["项目名称", "产业", "责任单位", "", "", "1月", "2月"],
        [*ROW, 100, 7, 8],
    ]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}))
    assert errors(report) == []
    assert paid(report) == {("甲", "2023-01"): "7.00", ("甲", "2023-02"): "8.00"}
    assert report.totals["planned_investment"] == 900


def test_groups_and_amounts_of_a_csv_file_whose_numbers_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "2023年台账（单位：万元）,,,\n序号,项目名称,总投资,签约时间\n,招商促进局（2个）,30,\n"
        "1,甲,10,2023.3.5\n2,乙,20,2023.3.6\n小 计,,30,\n合 计,,30,\n",
        encoding="utf-8",
    )
    report = examine(path)
    assert errors(report) == []
    assert {name: row["unit"] for name, row in projects(report).items()} == {"甲": "招商促进局", "乙": "招商促进局"}


@pytest.mark.parametrize("word", ["小计", "小 计", "小　计：", "Sub total", "SUBTOTAL"])
def test_a_subtotal_is_of_its_group_and_ends_nothing(word: str, tmp_path: Path) -> None:
    report = grouped(
        tmp_path,
        ["一、招商促进局"],
        [1, "甲", 10, "2023.3.5"],
        [word, "", 11, ""],
        ["二、经济发展局"],
        [1, "乙", 20, "2023.3.6"],
        [word, "", 20, ""],
        ["合计（2个）", "", 30, ""],
    )
    assert errors(report) == []
    assert {name: row["unit"] for name, row in projects(report).items()} == {"甲": "招商促进局", "乙": "经济发展局"}
    # One printed sum differs from its rows, with both figures; the others agree.
    wrong = [text for text in said(report.warnings + report.notes) if "11.00万元" in text or "11万元" in text]
    assert len(wrong) == 1
    assert "10.00万元" in wrong[0]


# Columns that are not ours ------------------------------------------------------------------------------


def test_formulas_without_a_result_matter_only_where_they_are_a_fact(tmp_path: Path) -> None:
    heads: list[object] = ["1月到位资金（万元）", "到位合计（万元）", "完成率"]
    report = read(tmp_path, heads, [5, "=E3", "=E3/D3"], ["=1+1", "=E4", "=E4/D4"])
    assert errors(report) == [("台账", "E4")]
    assert paid(report) == {("甲", "2023-01"): "5.00"}


def test_foreign_money_beside_yuan_is_never_added_up(tmp_path: Path) -> None:
    heads: list[object] = ["总投资（万美元）", "实际到账外资（万美元）", "1月到位资金（万元）"]
    report = read(tmp_path, heads, [3, 5, 7])
    assert (errors(report), paid(report)) == ([], {("甲", "2023-01"): "7.00"})
    assert report.totals["planned_investment"] == 900
    assert sum("外币（USD）" in line for line in said(report.warnings)) == 2


def test_how_many_projects_a_department_has_is_not_part_of_its_name(tmp_path: Path) -> None:
    lines: list[list[object]] = [[*HEAD], ["甲", "新材料", "招商促进局（12个）", 5], ["乙", "新材料", "招商促进局", 5]]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}))
    assert {row["unit"] for row in projects(report).values()} == {"招商促进局"}


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("招引部门", "unit"),
        ("包抓单位", "unit"),
        ("镇（街道）", "unit"),
        ("所属产业链名称", "industry"),
        ("计划总投资规模（亿元）", "planned_investment"),
        ("合同签署时间", "signed_on"),
        ("竣工投产日期", "production_on"),
        ("挂包区领导", "lead_official"),
        ("开工情况", "extra"),
        ("开竣工时间", "extra"),
        ("计划竣工时间", "extra"),
        ("设备到位情况", "extra"),
        ("到位资金任务（万元）", "extra"),
        ("固定资产投资（万元）", "extra"),
        ("资金到位率", "extra"),
        ("是否开工", "extra"),
        ("2022年完成投资（万元）", "extra"),
        ("去年同期到位资金", "extra"),
        ("自开工累计完成投资", "extra"),
        ("注册资本（万元）", "extra"),
        ("注册时间", "registered_on"),
        ("项目公司注册日期", "registered_on"),
        ("投资方注册时间", "extra"),
        ("注册时间（投资方）", "extra"),
        ("企业成立时间", "extra"),
        ("入统时间", "listed_on"),
        ("入库时间（统计）", "listed_on"),
        ("入库时间", "extra"),
        ("入库时间（省重点项目库）", "extra"),
        ("升规纳统时间", "extra"),
        ("计划入统时间", "extra"),
        ("达产时间", "capacity_on"),
        ("达产达效日期", "capacity_on"),
        ("投产达产时间", "extra"),
        ("预计达产时间", "extra"),
        ("达产时间（预计）", "extra"),
        ("达产后年产值（万元）", "extra"),
    ],
)
def test_what_a_heading_is_about(heading: str, target: str, tmp_path: Path) -> None:
    lines: list[list[object]] = [["2023年台账"], ["序号", "项目名称", "备注", heading], [1, "甲", "", ""]]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}))
    assert [column.target for sheet in report.sheets for column in sheet.columns][3:] == [target]


@pytest.mark.parametrize(("heading", "target"), [("企业注册时间", "registered_on"), ("入统纳统时间", "listed_on")])
def test_a_stage_that_only_a_part_of_a_heading_names_is_asked(heading: str, target: str, tmp_path: Path) -> None:
    lines: list[list[object]] = [["2023年台账"], ["序号", "项目名称", heading], [1, "甲", "2023-03-01"]]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}))
    (column,) = [one for sheet in report.sheets for one in sheet.columns if one.target == target]
    assert column.confidence < 0.7
    assert any("列按“" in line for line in said(report.warnings))


def test_the_stages_of_a_project_are_read(tmp_path: Path) -> None:
    heads: list[object] = ["公司注册时间", "开工时间", "入统时间", "投产时间", "达产时间"]
    report = read(tmp_path, heads, ["2023.2.1", "2023.3", "2023年4月5日", "2023/8/1", "2023-09-15"])
    assert errors(report) == []
    stages = ("registered_on", "started_on", "listed_on", "production_on", "capacity_on")
    (row,) = projects(report).values()
    assert [str(row[stage]) for stage in stages] == [
        "2023-02-01", "2023-03-01", "2023-04-05", "2023-08-01", "2023-09-15",
    ]  # fmt: skip


KOREAN = """
key = ["사업번호"]
[rates]
KRW = 0.005
[constants]
unit = "국제협력단"
[columns]
"집행월" = "month"
"집행액(백만원)" = "funds_arrived"
"""


def test_an_agency_s_payments_in_won_are_of_one_project_each(tmp_path: Path) -> None:
    """Three rows of a grant, one a payment, and one of another; the grant itself is taken once."""
    path = tmp_path / "export.csv"
    lines = [
        "사업번호;사업명;분야;협약일;총사업비(억원);집행월;집행액(백만원)",
        "2019-1;농촌개발 사업;농림;2019년 3월 5일;50;2019.07;1,200",
        "2019-1;농촌개발 사업;농림;2019년 3월 5일;50;2019.07;300",
        "2019-1;농촌개발 사업;농림;2019년 3월 5일;50;2020.01;40.5",
        "2020-7;보건소 건립;보건;2020년 6월;3.2;;",
    ]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    report = examine(path, mapping.loads(KOREAN))
    assert errors(report) == []
    assert {name: f"{row['planned_investment']:f}" for name, row in projects(report).items()} == {
        "농촌개발 사업": "2500.00",
        "보건소 건립": "160.00",
    }
    assert paid(report) == {("농촌개발 사업", "2019-07"): "750.00", ("농촌개발 사업", "2020-01"): "20.25"}
    assert {str(row["signed_on"]) for row in projects(report).values()} == {"2019-03-05", "2020-06-01"}


# Several rows and sheets --------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "month"), [(2023, 3), ("2023年", "3月"), ("2023", "03"), ("2023", "2023-03")])
def test_a_year_and_a_month_in_columns_of_their_own(year: object, month: object, tmp_path: Path) -> None:
    heads: list[object] = ["年度", "月份", "到位资金（万元）"]
    lines: list[list[object]] = [[*HEAD, *heads], [*ROW, year, month, 5], [*ROW, year, "4月", 7], [*ROW, "", 5, 1]]
    report = examine(book(tmp_path / "a.xlsx", {"台账": lines}), mapping.Mapping(key=("name",)))
    assert errors(report) == [("台账", "F4")]
    assert "不是年份" in report.errors[0].message()
    assert paid(report) == {("甲", "2023-03"): "5.00", ("甲", "2023-04"): "7.00"}


def test_what_falls_with_its_project_is_no_error_of_its_own(tmp_path: Path) -> None:
    path = book(
        tmp_path / "2023年.xlsx",
        {
            "项目清单": [HEAD, ["甲", "新材料", "责任单位一", "约3亿"], ["乙", "新材料", "责任单位一", 9]],
            "到位资金": [["单位：万元"], ["项目名称", "1月", "2月"], ["甲", 1, 2], ["乙", 3, 4]],
        },
    )
    report = examine(path)
    assert errors(report) == [("项目清单", "D2")]
    assert [(row.sheet, row.row, row.name, str(row.why)) for row in report.left_out] == [
        ("项目清单", 2, "甲", "不是确切的数字"),
        ("到位资金", 3, "甲", "所属项目没有导入"),
    ]
    assert report.can_skip_errors
    assert paid(report) == {("乙", "2023-01"): "3.00", ("乙", "2023-02"): "4.00"}

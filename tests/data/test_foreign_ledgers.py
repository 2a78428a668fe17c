"""Ledgers of other kinds (loans, aid, bonds, deals), small and made up: what each says is read, or asked about."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from data import model
from tests.data.foreign import Rows, Save, column, doubts, months, notes, planned, plans, read, text, told, workbook

D = Decimal


@pytest.fixture(params=["xlsx", "csv"])
def save(request: pytest.FixtureRequest, tmp_path: Path) -> Save:
    """Saves rows as a workbook and, once more, as csv."""

    def saved(rows: Rows, stem: str = "ledger") -> Path:
        if request.param == "csv":
            return text(tmp_path / f"{stem}.csv", rows)
        return workbook(tmp_path / f"{stem}.xlsx", {"Sheet1": rows})

    return saved


# Rows -----------------------------------------------------------------------------------------------

FULL: Rows = [["项目编号", "项目名称", "计划总投资（万元）", "签约日期"]]


@pytest.mark.parametrize("name", ["丙厂", "三一重工", "十方电子", "一汽底盘", "VIVO终端"])
def test_a_name_that_begins_like_a_numeral_beside_a_full_sheet(name: str, tmp_path: Path) -> None:
    rows = [
        ["XM001", "甲厂", 100, "2023-01-05"],
        ["XM002", "乙厂", 200, "2023-01-05"],
        ["GX03", name, 50, "2023-01-05"],
    ]
    paid: Rows = [["项目编号", "项目名称", "2023年1月到位资金（万元）", "2023年2月到位资金（万元）"]]
    paid += [["GX03", name, 5, 6], ["XM001", "甲厂", 10, 20], ["XM002", "乙厂", 1, 2]]
    report = read(workbook(tmp_path / "台账.xlsx", {"签约项目": FULL + rows, "到位资金": paid}))
    assert not report.errors
    assert report.totals["funds_arrived"] == 44
    assert months(report, "funds_arrived")[name, "2023-02"] == "6.00"


def test_the_name_of_a_group_is_whole(save: Save) -> None:
    rows: Rows = [["序号", "项目名称", "计划总投资（万元）"], ["十里街道", None, None], [1, "甲厂", 5], [2, "乙厂", 6]]
    report = read(save(rows))
    assert set(column(report, "unit").values()) == {"十里街道"}


def test_a_project_called_total_is_one(save: Save) -> None:
    rows: Rows = [["Project Name", "Investor", "Signing Date", "Planned Investment (万元)"]]
    rows += [["Total", "Total SE", "2023-03-05", 700], ["Wind", "A", "2023-03-06", 300], ["Total", None, None, 1000]]
    report = read(save(rows))
    assert planned(report) == {"Total": "700.00", "Wind": "300.00"}
    assert not report.errors
    assert report.sheets[0].total_rows == (4,)


# Money ----------------------------------------------------------------------------------------------


def test_a_sign_of_currency_says_which_and_not_how_many(save: Save) -> None:
    rows: Rows = [["项目名称", "计划总投资（百万美元）", "签约日期"], ["甲", "$5", "2023-03-05"]]
    assert planned(read(save(rows), "[rates]\nUSD = 7")) == {"甲": "3500.00"}
    rows = [["Project Name", "Planned Investment", "Signing Date"], ["甲", "$1,740 ", "2023-03-05"]]
    assert planned(read(save(rows), 'unit = "million USD"\n[rates]\nUSD = 7')) == {"甲": "1218000.00"}


AMOUNTS: Rows = [["Project Name", "Planned", "Signing Date", "Note"]]
AMOUNTS += [[name, said, "2023-03-05", "x"] for name, said in (
    ("dash", "$ -"), ("power", "1.5E+03"), ("noise", -1.16e-10), ("plain", "1,250.5"), ("brackets", "(5)"),
)]  # fmt: skip
AS_PLANNED = 'unit = "万元"\n[columns]\n"Planned" = "planned_investment"\n'


def test_amounts_as_systems_write_them(save: Save) -> None:
    report = read(save(AMOUNTS), AS_PLANNED)
    assert [error.cell for error in report.errors] == ["B2", "B6"], "a nought is none that a sum of money may be"
    assert planned(report) == {"power": "1500.00", "noise": "0.00", "plain": "1250.50"}


@pytest.mark.parametrize(("negative", "invested"), [("add", "-5.00"), ("drop", None)])
def test_a_mapping_says_what_is_below_zero(negative: str, invested: str | None, save: Save) -> None:
    rows: Rows = [
        ["项目名称", "计划总投资（万元）", "签约日期", "2023年1月完成投资（万元）", "2023年2月完成投资（万元）"]
    ]
    rows += [["甲", 100, "2023-01-05", 30, "(5)"], ["乙", 100, "2023-01-05", 30, -5]]
    report = read(save(rows), f'negative = "{negative}"')
    if negative == "drop":
        assert not report.errors
        assert report.totals["invested"] == 60
        assert any("负数" in note for note in notes(report))
        assert sum(sheet.account.unread for sheet in report.sheets) == 1  # «(5)» is no number but a text
    else:
        assert [error.cell for error in report.errors] == ["E2", "E3"], "no month of a project may be below zero"


def test_payments_taken_back_are_added_up(save: Save) -> None:
    rows: Rows = [["Code", "Name", "Planned", "Paid on", "Paid"]]
    rows += [
        ["1", "甲", 100, "2023-01-05", 30],
        ["1", "甲", 100, "2023-01-20", "(5)"],
        ["1", "甲", 100, "2023-02-01", 8],
    ]
    toml = 'key = ["Code"]\nunit = "万元"\nnegative = "add"\n' + PAYMENTS
    report = read(save(rows), toml)
    assert not report.errors
    assert months(report, "funds_arrived") == {("甲", "2023-01"): "25.00", ("甲", "2023-02"): "8.00"}


@pytest.mark.parametrize("said", ["未透露", "未知", "undisclosed"])
def test_an_amount_that_is_not_told_is_asked_about_unless_the_mapping_says_nothing(said: str, save: Save) -> None:
    rows: Rows = [["项目名称", "计划总投资（万元）", "签约日期", "2023年1月到位资金（万元）"]]
    rows += [["甲", 100, "2023-01-05", said], ["乙", 100, "2023-01-05", 7]]
    assert [error.cell for error in read(save(rows)).errors] == ["D2"]
    report = read(save(rows), f'[values.funds_arrived]\n"{said}" = ""')
    assert not report.errors
    assert months(report, "funds_arrived") == {("乙", "2023-01"): "7.00"}


@pytest.mark.parametrize("said", ["数千万", "上亿"])
def test_an_amount_in_words_is_refused_and_can_be_translated(said: str, save: Save) -> None:
    rows: Rows = [["项目名称", "计划总投资（万元）", "签约日期"], ["甲", said, "2023-01-05"]]
    assert [error.cell for error in read(save(rows)).errors] == ["B2"]
    assert planned(read(save(rows), f'[values.planned_investment]\n"{said}" = "0"')) == {"甲": "0.00"}


def test_the_currency_in_a_column_of_its_own(save: Save) -> None:
    rows: Rows = [["项目名称", "计划总投资（万元）", "币种", "签约日期"]]
    rows += [["甲", 100, "人民币", "2023-01-05"], ["乙", 100, "USD", "2023-01-05"], ["丙", 100, "欧元", "2023-01-05"]]
    rows += [["丁", 100, "Dollars of 1999", "2023-01-05"], ["戊", 100, None, "2023-01-05"]]
    toml = '[rates]\nUSD = 7\nEUR = 8\n[columns]\n"币种" = "currency"\n'
    report = read(save(rows), toml)
    assert planned(report) == {"甲": "100.00", "乙": "700.00", "丙": "800.00", "戊": "100.00"}
    assert told(report) == ["B5 “Dollars of 1999”不是认得的币种"]
    report = read(save(rows), toml + '[values.currency]\n"Dollars of 1999" = "USD"')
    assert planned(report)["丁"] == "700.00"
    report = read(save(rows), '[columns]\n"币种" = "currency"\n[rates]\nUSD = 7')
    assert told(report)[0].startswith("B4 是外币（EUR），没有给出汇率")


# Payments, plans, keys ------------------------------------------------------------------------------

PAID: Rows = [["Code", "Name", "Planned", "Signed", "Paid on", "Paid"]]
PAYMENTS = """[columns]
"Code" = "project_id"
"Name" = "name"
"Planned" = "planned_investment"
"Paid on" = "month"
"Paid" = "funds_arrived"
"""
DEALS = f'key = ["Code"]\nunit = "万元"\n{PAYMENTS}"Signed" = "signed_on"\n'


def test_a_payment_without_its_month_is_an_error(save: Save) -> None:
    rows = PAID + [["1", "Mill", 100, "2022-01-01", on, paid]
                   for on, paid in (("2023-01-05", 10), (None, 20), ("2023-02-01", 30))]  # fmt: skip
    report = read(save(rows), DEALS)
    assert told(report) == ["E3 这一行有金额，却没有写是哪个月的"]
    assert report.left_out[0].row == 3


def test_the_header_is_found_where_the_mapping_names_every_heading(save: Save) -> None:
    rows = [*PAID, ["1", "Mill", 100, "2022-01-01", "2023-01-05", 10]]
    report = read(save(rows), DEALS)
    assert not report.errors
    assert report.totals == {"planned_investment": 100, "funds_arrived": 10, "invested": 0}


YEARS: Rows = [["项目名称", "计划总投资（万元）", "签约日期", "年度计划投资（万元）"]]
BOTH: Rows = [["甲", 5000, "2022-03-05", 1200], ["乙", 800, "2023-03-05", 600]]
OF_2023 = {("甲", 2023): D(1200), ("乙", 2023): D(600)}


def test_the_annual_plan_s_year_may_stand_elsewhere(save: Save) -> None:
    assert plans(read(save(YEARS + BOTH), "year = 2023")) == OF_2023
    assert plans(read(save([["2023年重点项目", None, None, None], *YEARS, *BOTH]))) == OF_2023
    with_column = [[*YEARS[0], "年度"], *([*row, 2023] for row in BOTH)]
    assert plans(read(save(with_column))) == OF_2023
    assert plans(read(save(YEARS + BOTH, "2023年台账"))) == OF_2023
    asked = read(save(YEARS + BOTH))
    assert told(asked) == ["D1 看不出是哪一年的计划"]
    assert not plans(asked)


PLACES: Rows = [["项目", "地点", "总投资（万元）"], ["培训", "东区", 100], ["培训", "西区", 200]]


def test_a_key_of_several_columns_tells_equal_names_apart(save: Save) -> None:
    report = read(save(PLACES), 'key = ["项目", "地点"]')
    assert not report.errors
    assert report.rows["project"] == 2
    assert report.totals["planned_investment"] == 300
    assert len(set(report.tables["project"]["project_id"].to_pylist())) == 2
    other_way = read(save([PLACES[0], PLACES[2], PLACES[1]], "again"), 'key = ["项目", "地点"]')
    assert set(other_way.tables["project"]["project_id"].to_pylist()) == set(
        report.tables["project"]["project_id"].to_pylist()
    ), "a project keeps its number in next month's ledger"


def test_the_number_that_a_mapping_names_is_no_serial(save: Save) -> None:
    rows: Rows = [["id", "项目名称", "总投资（万元）"], [1, "甲", 5], [2, "乙", 6], [3, "丙", 7]]
    assert sorted(read(save(rows), '[columns]\nid = "project_id"').tables["project"]["project_id"].to_pylist()) == [
        "1", "2", "3",
    ]  # fmt: skip


# Dates ----------------------------------------------------------------------------------------------


def test_a_date_that_is_a_year(save: Save) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "签约日期"], ["甲", 5, 2019], ["乙", 6, 2020]]
    report = read(save(rows), 'date_formats = ["%Y"]')
    assert not report.errors
    assert column(report, "signed_on") == {"甲": dt.date(2019, 1, 1), "乙": dt.date(2020, 1, 1)}


def test_a_date_in_several_columns(save: Save) -> None:
    rows: Rows = [["Project Name", "Planned Investment (万元)", "Year", "Month", "Day"]]
    rows += [["甲", 5, 2019, "March", 7], ["乙", 6, 2020, 12, 31], ["丙", 6, 2020, "三月", None]]
    rows += [["丁", 6, 2020, 2, 30], ["戊", 6, 2020, None, None], ["己", 6, None, None, None]]
    toml = '[columns]\nYear = ""\n[dates]\nsigned_on = { year = "Year", month = "Month", day = "Day" }'
    report = read(save(rows), toml)
    assert column(report, "signed_on") == {
        "甲": dt.date(2019, 3, 7), "乙": dt.date(2020, 12, 31), "丙": dt.date(2020, 3, 1), "己": None,
    }  # fmt: skip
    assert told(report) == ["C5 不是日期（没有这一天）", "C6 不是日期"]


@pytest.mark.parametrize("month", ["3月", "March", "三月", "Mar", 3])
def test_a_month_s_name_beside_the_year_s_column(month: object, save: Save) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "年份", "月份", "到位资金（万元）"]]
    rows += [["甲", 50, 2022, month, 5], ["乙", 60, 2023, month, 6]]
    report = read(save(rows), '[columns]\n"年份" = "year"\n"月份" = "month"')
    assert not report.errors
    assert months(report, "funds_arrived") == {("甲", "2022-03"): "5.00", ("乙", "2023-03"): "6.00"}
    by_dates = read(
        save(rows), '[columns]\n"年份" = ""\n"月份" = ""\n[dates]\nmonth = { year = "年份", month = "月份" }'
    )
    assert not by_dates.errors
    assert months(by_dates, "funds_arrived") == months(report, "funds_arrived")


OLD: Rows = [["项目名称", "总投资（万元）", "签约日期", "月份", "到位资金（万元）"]]


def test_days_before_1990_are_read_and_asked_about(save: Save) -> None:
    rows = [*OLD, ["甲", 50, "1989-12-31", "1989-11", 5], ["乙", 60, "1990-01-01", "1990-01", 6]]
    report = read(save(rows))
    assert not report.errors
    assert column(report, "signed_on")["甲"] == dt.date(1989, 12, 31)
    assert months(report, "funds_arrived") == {("甲", "1989-11"): "5.00", ("乙", "1990-01"): "6.00"}
    assert [one for one in doubts(report) if "1990" in one] == ["C2 早于1990年", "D2 早于1990年"]
    assert [error.cell for error in read(save([*OLD, ["甲", 50, "1899-12-31", "1990-01", 6]])).errors] == ["C2"]


# Totals ---------------------------------------------------------------------------------------------

LIST: Rows = [["序号", "项目名称", "总投资（万元）"]]


def test_a_printed_total_that_is_wrong_is_said(save: Save) -> None:
    report = read(save([*LIST, [1, "甲", 100], [2, "乙", 200], ["合计", None, 999]]))
    assert doubts(report) == ["C4 “总投资（万元）”列写的合计999.00万元，各行相加300.00万元，差699.00万元"]


@pytest.mark.parametrize(
    ("total", "printed", "gap"),
    [
        (3e29, f"{3 * 10**29:,}.00", f"{3 * 10**29 - 300:,}.00"),
        ("1" * 49, f"{int('1' * 49):,}.00", f"{int('1' * 49) - 300:,}.00"),
    ],
)
def test_a_printed_total_that_no_zone_has_is_said_as_exactly(save: Save, total: object, printed: str, gap: str) -> None:
    report = read(save([*LIST, [1, "甲", 100], [2, "乙", 200], ["合计", None, total]]))
    assert doubts(report) == [f"C4 “总投资（万元）”列写的合计{printed}万元，各行相加300.00万元，差{gap}万元"]


def test_a_total_over_the_rows_is_held_against_them_too(save: Save) -> None:
    report = read(save([*LIST, ["合计", None, 999], [1, "甲", 100], [2, "乙", 200]]))
    assert doubts(report) == ["C2 “总投资（万元）”列写的合计999.00万元，各行相加300.00万元，差699.00万元"]


def test_totals_of_groups_are_each_of_their_own(save: Save) -> None:
    rows: Rows = [*LIST, ["一、新材料", None, None], [1, "甲", 100], ["合计", None, 100]]
    rows += [["二、数字经济", None, None], [2, "乙", 200], [3, "丙", 300], ["合计", None, 500]]
    assert not doubts(read(save(rows)))
    rows[-1] = ["合计", None, 505]
    assert doubts(read(save(rows, "wrong"))) == [
        "C8 “总投资（万元）”列写的合计505.00万元，各行相加500.00万元，差5.00万元"
    ]
    rows[-1] = ["合计", None, 600]
    assert not doubts(read(save(rows, "of all"))), "the last one may be of all"


# What a file is called, how a mapping reaches it ----------------------------------------------------


@pytest.mark.parametrize("stem", ["plan", "project", "项目", "年度计划", "target"])
def test_an_office_s_csv_may_be_called_as_a_table_of_the_template(stem: str, tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "签约时间"], ["甲", 100, "2023-03-05"]]
    report = read(text(tmp_path / f"{stem}.csv", rows))
    assert not report.is_template
    assert planned(report) == {"甲": "100.00"}


def test_a_mapping_for_the_template_s_form_is_said_to_have_no_effect(tmp_path: Path) -> None:
    names = [name for name in model.Project.model_fields if name != "extra"]
    row = [{"project_id": "1", "name": "甲", "industry": "新材料", "unit": "招商局", "agreement": "正式",
            "planned_investment": 5}.get(name, "") for name in names]  # fmt: skip
    file = text(tmp_path / "project.csv", [[model.Project.model_fields[name].title for name in names], row])
    report = read(file, "year = 2023")
    assert report.is_template
    assert "A1 按模板填写，对照文件不起作用" in doubts(report)


# States ---------------------------------------------------------------------------------------------

STATES: Rows = [["项目名称", "总投资（万元）", "状态", "状态日期"]]
STATES += [["甲", 5, "撤销", "2023-03-05"], ["乙", 6, "开工", "2023-04-05"], ["丙", 7, "洽谈", "2023-05-05"]]
AS_STATES = '[columns]\n"状态日期" = "status_on"\n[stages]\n"撤销" = "terminated_on"\n"开工" = "started_on"\n'


def test_the_stage_that_a_word_stands_for(save: Save) -> None:
    report = read(save(STATES), AS_STATES)
    assert column(report, "terminated_on") == {"甲": dt.date(2023, 3, 5), "乙": None, "丙": None}
    assert column(report, "started_on")["乙"] == dt.date(2023, 4, 5)
    assert not report.errors
    assert doubts(report) == [], "the ended one has its date"
    assert "C4 状态“洽谈”没有列在对照文件的[stages]里，不对应任何阶段" in notes(report)


def test_stages_without_their_columns_are_an_error_with_its_line(save: Save) -> None:
    report = read(save([row[:3] for row in STATES]), '[stages]\n"撤销" = "terminated_on"')
    assert told(report)[0] == "A1 对照文件第1行stages：没有填status_on的列，不起作用"


# Many rows ------------------------------------------------------------------------------------------


def test_one_cause_in_many_rows_is_one_finding(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "签约日期"]]
    rows += [[f"项目{number}", 5, f"{number % 12 + 1}/{number % 11 + 1}/2023"] for number in range(29_000)]
    report = read(text(tmp_path / "many.csv", rows))
    assert len(report.errors) > 20_000
    assert len(report.faults) == 1
    assert sum(one.count for one in report.faults) == sum(1 for row in rows[1:] if _is_ambiguous(str(row[2])))


def _is_ambiguous(said: str) -> bool:
    first, second, _ = said.split("/")
    return first != second


# Cells that hold several things ---------------------------------------------------------------------


def test_a_cell_that_holds_two_things(save: Save) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "起止"], ["甲", 5, "2022-03-05~2023-01-01"], ["乙", 6, "2022-04-05~"],
                  ["丙", 7, "2022-04-05"]]  # fmt: skip
    report = read(save(rows), '[split]\n"起止" = { by = "~", into = ["signed_on", "started_on"] }')
    assert column(report, "signed_on") == {"甲": dt.date(2022, 3, 5), "乙": dt.date(2022, 4, 5)}
    assert column(report, "started_on") == {"甲": dt.date(2023, 1, 1), "乙": None}
    assert told(report) == ["C4 按“~”分成1段，对照文件里写的是2段"]


def test_an_amount_within_a_cell_of_several_things(save: Save) -> None:
    rows: Rows = [["项目名称", "投资与单位"], ["甲", "5亿元|招商局"], ["乙", "300万元|经发局"]]
    report = read(save(rows), '[split]\n"投资与单位" = { by = "|", into = ["planned_investment", "unit"] }')
    assert not report.errors
    assert planned(report) == {"甲": "50000.00", "乙": "300.00"}
    assert column(report, "unit") == {"甲": "招商局", "乙": "经发局"}
    again = [[*rows[0][:1], "投资与单位（万元）"], ["甲", "5|招商局"], ["乙", "300|经发局"]]
    toml = '[split]\n"投资与单位（万元）" = { by = "|", into = ["planned_investment", "unit"] }'
    assert planned(read(save(again, "unit in the heading"), toml)) == {"甲": "5.00", "乙": "300.00"}


def test_a_cell_that_is_a_list(save: Save) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "类型"], ["甲", 5, "央企 & 外资"], ["乙", 6, "央企"]]
    report = read(save(rows), '[split]\n"类型" = { by = "&", into = ["kind"] }')
    assert sorted(report.tables["project_kind"]["kind"].to_pylist()) == ["外资", "央企", "央企"]


# Groups ---------------------------------------------------------------------------------------------

GROUPED: Rows = [["Name", "Planned (万元)"], ["North", None], ["Training", 100], ["Road", 50]]
GROUPED += [["South", None], ["Training", 200]]


def test_which_rows_head_groups_and_their_value_as_a_part_of_the_key(save: Save) -> None:
    toml = """key = ["name", "unit"]
[columns]
"Name" = "name"
"Planned (万元)" = "planned_investment"
[[groups]]
column = "Planned (万元)"
is_blank = true
target = "unit"
"""
    report = read(save(GROUPED), toml)
    assert not report.errors
    found = {(row["name"], row["unit"]): row["planned_investment"] for row in report.tables["project"].to_pylist()}
    assert found == {("Training", "North"): 100, ("Road", "North"): 50, ("Training", "South"): 200}


def test_group_rows_by_what_they_say(save: Save) -> None:
    rows = [[*GROUPED[0], "Remarks"], *([*row, "seen"] for row in GROUPED[1:])]
    toml = """key = ["name", "unit"]
[columns]
"Name" = "name"
"Planned (万元)" = "planned_investment"
[[groups]]
column = "Name"
values = ["North", "South"]
target = "unit"
"""
    report = read(save(rows), toml)
    assert report.totals["planned_investment"] == 350
    assert report.rows["project"] == 3


# Columns kept without checks ------------------------------------------------------------------------


def test_what_no_cell_of_excel_holds_does_not_refuse_a_project(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "Long text", "经度"], ["甲", 5, "a\x0bb", "116"]]
    rows += [["乙", 6, "长" * 40_000, "117"]]
    report = read(text(tmp_path / "台账.csv", rows), '[columns]\n"Long text" = "extra"')
    assert not report.errors
    assert report.rows["project"] == 2
    kept = {name: json.loads(str(extra)) for name, extra in column(report, "extra").items()}
    assert kept["甲"]["Long text"] == "ab"
    assert len(kept["乙"]["Long text"]) == 32_767
    assert any("已去掉" in note for note in notes(report))


def test_a_sheet_of_another_year_by_its_file(save: Save) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "本月完成投资（万元）"], ["甲", 5, 3]]
    report = read(save(rows, "2023年9月"))
    assert months(report, "invested") == {("甲", "2023-09"): "3.00"}


def test_a_month_s_column_without_amounts_of_months_is_kept_as_it_is(save: Save) -> None:
    rows: Rows = [["Project Name", "Planned Investment (万元)", "Month"], ["甲", 5, 7], ["乙", 6, "some day"]]
    report = read(save(rows))
    assert not report.errors
    assert [json.loads(str(extra)) for extra in column(report, "extra").values()][1] == {"Month": "some day"}


def test_any_currency_with_a_rate_is_one(save: Save) -> None:
    rows: Rows = [["Project Name", "Planned", "Currency", "Signing Date"], ["甲", 20_000, "CAD", "2023-01-05"]]
    rows += [["乙", "30,000 cad", None, "2023-01-05"]]
    by_unit = 'unit = "CAD"\n[rates]\nCAD = 5\n[columns]\n"Planned" = "planned_investment"\n"Currency" = '
    for target in ('"extra"', '"currency"'):
        assert planned(read(save(rows), by_unit + target)) == {"甲": "10.00", "乙": "15.00"}


@pytest.mark.parametrize(
    ("said", "wan"), [("20,00,00,000", "20000.00"), ("80,48,394.5", "804.84"), ("3,00,000", "30.00")]
)
def test_hundreds_of_thousands_as_india_groups_them(said: str, wan: str, save: Save) -> None:
    rows: Rows = [["Project Name", "Planned Investment (元)", "Signing Date"], ["甲", said, "2023-01-05"]]
    assert planned(read(save(rows))) == {"甲": wan}
    refused: Rows = [rows[0], ["甲", "3,000,00", "2023-01-05"]]
    assert [error.cell for error in read(save(refused, "refused")).errors] == ["B2"]

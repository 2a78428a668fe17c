"""The mapping file: what it may say, what it refuses, and that its page tells the truth."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data.errors import Said
from data.ledger import mapping
from data.ledger.mapping import Mapping, MappingError, Sheet
from tests.data.foreign import Rows, doubts, months, notes, planned, read, text, workbook

PAGE = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")


def test_a_mapping_written_is_the_mapping_read() -> None:
    said = Mapping(
        key=("Project ID",),
        unit="USD",
        rates={"USD": 7.05},
        columns={"甲/1月": "funds_arrived@2023-01", "Place": ""},
        values={"industry": {"Health": "生物医药"}},
        sheets={"表一": Sheet(header_rows=(3, 4), group="unit")},
    )
    assert mapping.loads(mapping.dumps(said)) == said
    assert mapping.dumps(Mapping()) == ""


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[columns]\n"x" = "profit"', "columns.x"),
        ('[columns]\n"x" = "funds_arrived@2023"', "columns.x"),
        ("keys = ['a']", "keys"),
        ("year = 'now'", "year"),
        ("key = [", "TOML"),
        ('[sheets."a"]\nheader_rows = [3]', "sheets.a.header_rows"),
    ],
)
def test_a_wrong_entry_is_named(text: str, where: str) -> None:
    with pytest.raises(MappingError, match=re.escape(where)):
        mapping.loads(text)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"none\.toml"):
        mapping.load(tmp_path / "none.toml")


def examples() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_tells_every_entry_and_its_example_is_one() -> None:
    english_part, chinese_part = PAGE.split("## 中文说明")
    for entry in (*Mapping.model_fields, *Sheet.model_fields):
        assert re.search(rf"`(\[+)?{entry}\b", english_part), entry
    for entry in Mapping.model_fields:
        assert re.search(rf"`(\[+)?{entry}\b", chinese_part), entry
    for target in mapping.OTHERS:
        assert f"`{target or chr(34) * 2}`" in english_part, target
    assert mapping.loads(examples()[-1]).columns["Amount paid"] == "funds_arrived"


def test_the_page_s_examples_give_every_entry() -> None:
    shown = [mapping.loads(example) for example in examples()]
    assert {entry for one in shown for entry in one.model_fields_set} == set(Mapping.model_fields)
    sheets = [sheet for one in shown for sheet in one.sheets.values()]
    assert {entry for one in sheets for entry in one.model_fields_set} == set(Sheet.model_fields)


APPLIED: dict[str, tuple[Rows, dict[str, object]]] = {
    "经度": (
        [
            ["2023年9月", None, None, None, None, None, None],
            ["项目", "产业", "总投资", "累计完成", "当月到资", "经度", "内部编号"],
            ["甲", "新材料类", 5, 90, "未透露", 116.4, 7],
        ],
        {"planned_investment": 50_000, "invested": 90, "funds_arrived": 0, "industry": "新材料", "unit": "招商局",
         "started_on": dt.date(2023, 3, 5), "kind": "外资", "months": {"2023-09"}, "extra": {"经度": 116.4}},
    ),
    "Funding currency": (
        [["Project name", "Commitment", "Funding currency", "Month", "Funds arrived"],
         ["甲", 1_000_000, "US dollars", "2023-01-05", 20_000],
         ["甲", 1_000_000, "US dollars", "2023-01-09", "(10,000)"]],
        {"planned_investment": 705, "funds_arrived": Decimal("7.05")},
    ),
    "Approved": (
        [["Project name", "Planned investment (万元)", "Approved", "FY", "Month", "Day", "From ~ to", "Kinds"],
         ["甲", 5, "Mar-22", 2022, "April", 7, "5/6/2022~1/2/2023", "央企 & 外资"]],
        {"approved_on": dt.date(2022, 3, 1), "signed_on": dt.date(2022, 4, 7), "started_on": dt.date(2022, 6, 5),
         "production_on": dt.date(2023, 2, 1), "kind": "外资,央企"},
    ),
    "Receipt": (
        [["Project", "Total", "Year", "Month", "Paid", "Receipt", "Donor"], ["甲", 50, 2022, "March", 5, "r1", "A"],
         ["甲", 50, 2022, "March", 5, "r1", "B"], ["甲", 50, 2023, "May", 6, "r2", "A"]],
        {"planned_investment": 50, "funds_arrived": 11, "months": {"2022-03", "2023-05"}},
    ),
    "状态日期": (
        [["项目名称", "总投资（万元）", "状态", "状态日期", "2023年1月到位资金（万元）"],
         ["甲", 5, "开工", "2022-05-06", 1],
         [None, 5, "开工", "2022-05-06", 0], ["乙", 6, "作废", "2022-05-06", 1], ["丙", None, "开工", "2022-05-06", 1]],
        {"planned_investment": 5, "started_on": dt.date(2022, 5, 6), "funds_arrived": 1},
    ),
    "Planned (万元)": (
        [["Name", "Planned (万元)"], ["North", None], ["Training", 1], ["South", None], ["Training", 2]],
        {"planned_investment": 3, "unit": "North,South"},
    ),
    "Project ID": (
        [["Project ID", "Title", "Sector", "Agreement date", "Effective date", "Commitment", "Paid on", "Amount paid"],
         ["P1", "Mill", "新材料", "5/3/2022", "6/4/2022", 1_000_000, "7/5/2022", 10_000],
         ["P1", "Mill", "新材料", "5/3/2022", "6/4/2022", 1_000_000, "8/5/2022", 20_000]],
        {"planned_investment": 705, "funds_arrived": Decimal("21.15"), "signed_on": dt.date(2022, 3, 5),
         "months": {"2022-05"}, "agreement": "正式"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("heading", APPLIED)
def test_the_page_s_examples_do_what_they_say(heading: str, form: str, tmp_path: Path) -> None:
    rows, expected = APPLIED[heading]
    (toml,) = [one for one in examples() if f'"{heading}"' in one]
    file = text(tmp_path / "a.csv", rows) if form == "csv" else workbook(tmp_path / "a.xlsx", {"表": rows})
    report = read(file, toml)
    assert not report.errors
    projects = report.tables["project"].to_pylist()
    kinds = ",".join(sorted(report.tables["project_kind"]["kind"].to_pylist()))
    paid = {f"{row['month']:%Y-%m}" for row in report.tables["progress"].to_pylist()}
    for name, value in expected.items():
        if name in report.totals:
            assert report.totals[name] == value, name
        elif name == "extra":
            assert {one: float(said) for one, said in json.loads(projects[0]["extra"]).items()} == value
        elif name in {"kind", "months"}:
            assert (kinds if name == "kind" else paid) == value
        else:
            found = [one[name] for one in projects]
            assert (",".join(found) if len(found) > 1 else found[0]) == value, name


def test_the_page_s_example_of_sheets_does_what_it_says(tmp_path: Path) -> None:
    (toml,) = [one for one in examples() if '"旧表"' in one]
    rows: Rows = [["重点项目"], [None], ["序号", "项目名称", "总投资", "资金"], [None, None, None, "到位"]]
    rows += [["甲园区"], [1, "甲", 5, 1], [2, "乙", 3, 1], ["2.1", "乙一", 1, None], ["2.2", "乙二", 1, None]]
    rows += [[3, "藏", 9, 1]]
    file = workbook(tmp_path / "a.xlsx", {"签约项目": rows, "旧表": [["项目名称", "总投资（万元）"], ["旧", 7]]})
    made = openpyxl.load_workbook(file)
    made["签约项目"].row_dimensions[len(rows)].hidden = True
    made.save(file)
    report = read(file, toml)
    assert not report.errors
    assert planned(report) == {"甲": "50000.00", "乙": "30000.00"}
    assert set(report.tables["project"]["unit"].to_pylist()) == {"甲园区"}
    assert set(report.tables["project"]["industry"].to_pylist()) == {"新材料"}
    assert months(report, "funds_arrived") == {("甲", "2023-05"): "10000.00", ("乙", "2023-05"): "10000.00"}


# A mapping held against a ledger --------------------------------------------------------------------

ROWS: Rows = [["项目名称", "总投资（万元）", "签约日期", "状态", "备注"]]
ROWS += [["甲", 100, "2023-01-05", "在建", "x"], ["乙", 200, "2023-02-05", "拟建", "y"], ["丙", 300, None, "终止", "z"]]


@pytest.fixture(params=["xlsx", "csv"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """`ROWS`, as a workbook and once more as csv."""
    if request.param == "csv":
        return text(tmp_path / "表一.csv", ROWS)
    return workbook(tmp_path / "台账.xlsx", {"表一": ROWS})


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('year = 2023\n[columns]\n"项目名" = "name"', "第3行[columns]“项目名”：台账里没有这一列（最接近的是“项目"),
        ('[units]\n"总投资" = "亿元"', "第2行[units]“总投资”：台账里没有这一列"),
        ('[units]\n"总投资（万元）" = "斤"', "第2行[units]“总投资（万元）”：“斤”不是认得的金额单位"),
        ('unit = "斤"', "第1行unit：“斤”不是认得的金额单位"),
        ('unit = "USD"', "第1行unit：“USD”是外币（USD），没有给出汇率"),
        ('[[leave_out]]\ncolumn = "项目状态"\nvalues = ["终止"]', "第1行[[leave_out]]“项目状态”：台账里没有这一列"),
        ('[[groups]]\ncolumn = "x"\nis_blank = true\ntarget = "unit"', "第1行[[groups]]“x”：台账里没有这一列"),
        ('[split]\n"x" = { by = "|", into = ["name"] }', "第2行[split]“x”：台账里没有这一列"),
        ('[dates]\nsigned_on = { year = "年", month = "状态" }', "第2行[dates.signed_on]“年”：台账里没有这一列"),
        ('[sheets."表二"]\nis_left_out = true', "第1行[sheets]“表二”：台账里没有这张表"),
        ('[sheets."表一".columns]\n"项目名" = "name"', "第2行[sheets.表一.columns]“项目名”：台账里没有这一列"),
        ('[sheets."表一"]\nhidden_rows = "read"', "第2行[sheets.表一]“hidden_rows”：这张表没有隐藏的行"),
        ('key = ["项目名"]', "第1行key里的“项目名”不是这张表的列"),
        ('payment_key = ["备注"]', "第1行payment_key：没有哪一列写明各行是哪个月的，不起作用"),
        ('fill_down = ["unit"]', "第1行fill_down：没有哪一列填这一项，不起作用"),
        ('fill_down = ["planned_investment"]', "第1行fill_down：金额（planned_investment）不能按“同上”读取"),
        ('[values.funds_arrived]\n"未透露" = ""', "第1行[values]“funds_arrived”：没有哪一列填这一项，不起作用"),
        ('[stages]\n"终止" = "terminated_on"', "第1行stages：没有填status_on的列，不起作用"),
        ('[constants]\nkind = "外星"', "第2行[constants]“kind”“外星”不是可选的内容"),
        ('[constants]\nstarted_on = "某日"', "第2行[constants]“started_on”“某日”不是日期"),
        ('[constants]\nis_four_new = "也许"', "第2行[constants]“is_four_new”“也许”看不出是还是否"),
    ],
)  # fmt: skip
def test_what_says_nothing_of_the_ledger_is_an_error_that_names_its_line(toml: str, why: str, ledger: Path) -> None:
    report = read(ledger, toml)
    found = [str(error.why) for error in report.errors]
    assert any(one.startswith(f"对照文件{why}") for one in found), found
    assert not report.can_skip_errors
    assert all(isinstance(error.why, Said) for error in report.errors)


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('[sheets."表一"]\nunits = "x"', "第2行sheets.表一.units：没有这一项"),
        ('columns = 3', "第1行columns：应为一节，如[columns]"),
        ('[constants]\nunitt = "x"', "第2行constants.unitt：“unitt”不能统一填写"),
        ('[constants]\nname = "x"', "第2行constants.name：“name”不能统一填写"),
        ('[values.industri]\n"a" = "b"', "第1行values.industri：“industri”不是列可以填的内容"),
        ('[stages]\n"开工" = "begun"', "第2行stages.开工：只能是signed_on"),
        ('[[leave_out]]\ncolumn = "x"', "第1行leave_out.0：请写明values或is_blank = true"),
        ('[[leave_out]]\ncolum = "x"\nvalues = ["a"]', "第2行leave_out.0.colum：没有这一项"),
        ('[split]\n"x" = { by = "", into = ["name"] }', "第2行split.x.by：不能为空"),
        ('date_formats = ["%Q"]', "第1行date_formats.0：“%Q”不是含有年份的日期格式"),
        ('date_formats = ["%d/%m"]', "第1行date_formats.0：“%d/%m”不是含有年份的日期格式"),
        ('negative = "minus"', "第1行negative：只能是'refuse', 'add'或'drop'"),
        ('[rates]\nUSD = "seven"', "第2行rates.USD：应为数字"),
        ('[rates]\nUSD = 0', "第2行rates.USD：应大于0"),
        ('year = "now"', "第1行year：应为整数"),
        ('year = 2023\nyear = 2024', "同一项写了两次"),
        ('[columns]\n项目名称 = "name"', "第2行第1列名称里有中文、空格或标点的，请加引号"),
        ('unit = 万元', "第1行第8列等号后面写得不对；文字请加引号"),
    ],
)  # fmt: skip
def test_what_no_mapping_says_is_named_with_its_line_in_both_languages(toml: str, why: str) -> None:
    with pytest.raises(MappingError) as caught:
        mapping.loads(toml)
    assert why in str(caught.value)
    assert "。" not in caught.value.said.en


def test_constants_are_read_as_cells_are(ledger: Path) -> None:
    toml = """[constants]
kind = "外资、央企"
is_four_new = "是"
started_on = "2023年3月5日"
unit = "招商局"
agreement = "框架"
"""
    report = read(ledger, toml)
    assert not report.errors
    projects = report.tables["project"].to_pylist()
    assert {(one["is_four_new"], one["started_on"], one["unit"], one["agreement"]) for one in projects} == {
        (True, dt.date(2023, 3, 5), "招商局", "框架")
    }
    assert sorted(report.tables["project_kind"]["kind"].to_pylist()) == ["外资"] * 3 + ["央企"] * 3


def test_a_constant_of_money_has_its_unit(tmp_path: Path) -> None:
    file = workbook(tmp_path / "台账.xlsx", {"表一": [["项目名称", "签约日期"], ["甲", "2023-01-05"]]})
    assert planned(read(file, '[constants]\nplanned_investment = "3亿元"')) == {"甲": "30000.00"}
    assert planned(read(file, 'unit = "亿元"\n[constants]\nplanned_investment = "2"')) == {"甲": "20000.00"}
    assert read(file, '[constants]\nplanned_investment = "2"').errors


def test_names_that_are_blank_below_the_first_mean_as_above_where_the_mapping_says_so(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "总投资（万元）", "2023年1月到位资金（万元）", "2023年2月到位资金（万元）"]]
    rows += [["甲", 100, 3, None], [None, None, None, 4], ["乙", 200, 5, 6]]
    file = text(tmp_path / "台账.csv", rows)
    report = read(file, 'fill_down = ["name"]')
    assert not report.errors
    assert report.totals == {"planned_investment": 300, "funds_arrived": 18, "invested": 0}
    assert [error.cell for error in read(file).errors] == ["A3"]


def test_rows_that_a_mapping_leaves_out_are_no_part_of_anything(ledger: Path) -> None:
    toml = '[[leave_out]]\ncolumn = "状态"\nvalues = ["终止", "拟建"]'
    assert planned(read(ledger, toml)) == {"甲": "100.00"}
    by_target = '[[leave_out]]\ncolumn = "signed_on"\nis_blank = true'
    assert planned(read(ledger, by_target)) == {"甲": "100.00", "乙": "200.00"}


def test_a_word_that_no_row_says_is_asked_about_where_rows_would_stay_in(ledger: Path) -> None:
    report = read(ledger, '[[leave_out]]\ncolumn = "状态"\nvalues = ["终止", "已终止"]')
    assert planned(report).keys() == {"甲", "乙"}
    asked = read(ledger, '[[leave_out]]\ncolumn = "状态"\nvalues = ["停工"]')
    assert "A1 对照文件第1行[[leave_out]]“状态”：台账里没有“停工”" in doubts(asked)
    noted = read(ledger, '[values.remarks]\n"q" = "r"')
    assert "A1 对照文件第1行[values]“remarks”：台账里没有“q”" in notes(noted)


def test_a_key_that_stands_nowhere_joins_nothing(ledger: Path) -> None:
    report = read(ledger, 'key = ["项目名"]')
    assert report.rows["project"] == 3
    assert doubts(report) == doubts(read(ledger))


def test_rates_are_of_currencies_in_any_case() -> None:
    assert mapping.loads("[rates]\nusd = 7").rates == {"USD": 7}

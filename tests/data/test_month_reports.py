"""A month's progress in an office's own form: it lists no projects, those are the current version's."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from data import __main__ as cli
from data import versions
from data.ledger.examining import examine
from data.ledger.report import Report
from data.publishing import intake
from tests.data import written

WHOLE = """2023年9月进度（单位：万元）
编号 | 项目名称 | 投资方 | 产业类别 | 责任单位 | 协议类型 | 总投资 | 签约日期 | 开工日期 | \
8月到位资金 | 9月到位资金 | 8月完成投资 | 9月完成投资
XM001 | 项目甲 | 公司一 | 新材料 | 责任单位一 | 框架 | 5000 | 2023-01-05 | 2023-03-05 | 10 | 20 | 5 | 6
XM002 | 项目乙 | 公司二 | 生物医药 | 责任单位二 | 正式 | 8000 | 2023-02-05 | 2023-04-05 | 11 | 21 | 7 | 8
XM003 | 厂房 | 公司三 | 生物医药 | 责任单位二 | 正式 | 8000 | 2023-02-05 | 2023-04-05 | 11 | 21 | 7 | 8
XM004 | 厂房 | 公司四 | 新材料 | 责任单位一 | 正式 | 900 | 2023-02-05 | | | | |"""
#: What the tables of the version are, but for months.
OTHERS = ("project", "project_kind", "plan", "target", "activity", "blocker", "published_fact")


def write(folder: Path, text: str, name: str = "台账.xlsx") -> Path:
    place = folder / f"{abs(hash((text, name)))}"
    place.mkdir()
    return written.write(place, text, name)


@pytest.fixture
def base(tmp_path: Path, store: Path) -> str:
    path = write(tmp_path, WHOLE)
    return intake.publish(intake.plan(examine(path), None), through=None, who="测试", path=path, accept_warnings=True)


def read(folder: Path, text: str, name: str = "台账.xlsx") -> Report:
    return examine(write(folder, text, name), known=intake.known(versions.current()))


def publish(folder: Path, text: str, name: str = "台账.xlsx") -> str:
    path = write(folder, text, name)
    current = versions.current()
    report = examine(path, known=intake.known(current))
    plan = intake.plan(report, current, update=True)
    return intake.publish(plan, through=None, who="测试", path=path, accept_warnings=True)


def october(version: str) -> dict[str, tuple[Decimal, Decimal]]:
    """Number → funds arrived and completed investment of October."""
    return {
        row["project_id"]: (row["funds_arrived"], row["invested"])
        for row in versions.read_tables(version)["progress"].to_pylist()
        if f"{row['month']:%Y-%m}" == "2023-10"
    }


def said(report: Report) -> list[tuple[str, str]]:
    """What is asked: cell and clause."""
    return [(one.cell, one.why) for one in report.warnings]


OF_BOTH = {"XM001": (Decimal(30), Decimal(7)), "XM002": (Decimal(40), Decimal(9))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2023年10月（单位：万元）\n编号 | 本月到位 | 本月完成\nXM001 | 30 | 7\nXM002 | 40 | 9", "台账.xlsx"),
        (
            "2023年10月\n项目名称 | 当月到位资金(万元) | 本月完成投资（万元）\n项目甲 | 30 | 7\n项目乙 | 40 | 9",
            "台账.xlsx",
        ),
        (
            "项目名称 | 本月到位（万元） | 本月完成（万元）\n项目甲 | 30 | 7\n 项目 乙 | 40 | 9",
            "2023年10月进度.xlsx",
        ),
        (
            "项目编号 | 2023年10月到位资金（万元） | 2023年10月完成投资（万元）\nXM001 | 30 | 7\nXM002 | 40 | 9",
            "台账.csv",
        ),
        (
            "截至2023年10月底（单位：万元）\n项目名称 | 1-10月累计到位 | 累计完成\n项目甲 | 60 | 18\n项目乙 | 72 | 24",
            "台账.xlsx",
        ),
        (
            "截至2023年10月底（单位：万元）\n项目名称 | 本月到位 | 1-10月累计到位 | 本月完成 | 累计完成\n"
            "项目甲 | 30 | 60 | 7 | 18\n项目乙 | 40 | 72 | 9 | 24",
            "台账.xlsx",
        ),
        (
            "2023年10月（单位：亿元）\n序号 | 项目编号 | 项目名称 | 责任单位 | 本月到位 | 本月完成\n"
            "1 | XM001 | 项目甲 | 责任单位一 | 0.003 | 0.0007\n2 | XM002 | 项目乙 | 责任单位二 | 0.004 | 0.0009\n"
            "合计 | | | | 0.007 | 0.0016",
            "台账.xlsx",
        ),
    ],
)
def test_its_months_are_those_of_the_versions_projects(text: str, name: str, base: str, tmp_path: Path) -> None:
    report = read(tmp_path, text, name)
    assert [error.message() for error in report.errors] == []
    assert report.needs_base
    version = publish(tmp_path, text + "\n", name)
    assert october(version) == OF_BOTH
    before, after = versions.read_tables(base), versions.read_tables(version)
    assert all(before[table] == after[table] for table in OTHERS)
    assert after["progress"].num_rows == before["progress"].num_rows + 2
    assert f"{versions.info(version).months_through:%Y-%m}" == "2023-10"


def test_a_month_and_its_sum_that_agree_with_the_version_ask_nothing(base: str, tmp_path: Path) -> None:
    heads = "2023年10月（单位：万元）\n编号 | 本月完成 | 1-10月累计完成\n"
    assert said(read(tmp_path, heads + "XM001 | 7 | 18")) == []
    assert said(read(tmp_path, heads + "XM001 | 7 | 19")) == [
        ("C3", "写19.00万元，当前版本2023-01以来各月加本月共18.00万元，不符")
    ]


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        ("项目丁 | 公司五", "A3", "当前版本里没有这个名称的项目"),
        ("项目甲一期 | 公司一", "A3", "最接近的是“项目甲”"),
        ("厂房 | ", "A3", "当前版本里有2个同名的项目（编号XM003、XM004），请加一列“项目编号”"),
        ("厂房 | 公司九", "A3", "当前版本里有2个同名的项目"),
        (" | 公司一", "A3", "没有项目名称"),
    ],
)
def test_a_name_that_is_none_or_several_is_an_error_at_its_cell(
    row: str, cell: str, sentence: str, base: str, tmp_path: Path
) -> None:
    report = read(tmp_path, f"2023年10月\n项目名称 | 投资方 | 本月到位（万元）\n{row} | 30\n项目乙 | 公司二 | 40")
    assert [error.cell for error in report.errors] == [cell]
    assert sentence in report.errors[0].message()
    assert report.can_skip_errors
    assert report.tables["progress"]["project_id"].to_pylist() == ["XM002"]


def test_an_investor_tells_projects_of_one_name_apart(base: str, tmp_path: Path) -> None:
    version = publish(
        tmp_path, "2023年10月\n项目名称 | 投资方 | 本月到位（万元）\n厂房 | 公司三 | 3\n厂房 | 公司四 | 4"
    )
    assert october(version) == {"XM003": (3, 0), "XM004": (4, 0)}


def test_a_number_that_is_none_or_of_another_name(base: str, tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "2023年10月\n编号 | 项目名称 | 本月到位（万元）\nXM009 | 项目甲 | 3\nXM002 | 项目甲 | 4\nXM001 | 项目甲 | 5",
    )
    assert [(error.cell, error.why) for error in report.errors] == [("A3", "当前版本里没有这个项目编号")]
    assert said(report) == [("B4", "编号XM002在当前版本里是“项目乙”")]


def test_a_project_twice_is_an_error(base: str, tmp_path: Path) -> None:
    report = read(tmp_path, "2023年10月\n项目名称 | 本月到位（万元）\n项目甲 | 3\n项目甲 | 4")
    assert [error.cell for error in report.errors] == ["A4"]
    assert "重复" in report.errors[0].message()


@pytest.mark.parametrize("heads", ["编号 | 本月到位（万元）", "编号 | 10月到位（万元）", "编号 | 累计到位（万元）"])
def test_a_month_that_nothing_says_is_asked(heads: str, base: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"{heads}\nXM001 | 30")
    report = examine(path, known=intake.known(base))
    assert [error.cell for error in report.errors] == ["B1"]
    assert "看不出是哪个月的数" in report.errors[0].message()
    assert not report.can_skip_errors
    assert report.months_through is None, "so that the page asks for it"


def test_nothing_else_of_a_project_changes_and_what_differs_is_asked(base: str, tmp_path: Path) -> None:
    text = (
        "2023年10月\n编号 | 责任单位 | 产业类别 | 开工日期 | 年度计划（万元） | 备注 | 本月到位（万元）\n"
        "XM001 | 责任单位一 | 新材料 | 2023-03-06 | 50 | 顺利 | 30"
    )
    report = read(tmp_path, text)
    assert report.errors == ()
    assert said(report) == [
        ("D3", "与当前版本不同（开工日期为“2023-03-05”）"),
        ("E3", "与当前版本不同（年度计划投资没有填）"),
    ]
    assert [one.message() for one in report.notes] == ["月度数表只更新各月的数，“备注”没有读入"]
    assert report.sheets[0].account.compared == 1
    version = publish(tmp_path, text + "\n")
    before, after = versions.read_tables(base), versions.read_tables(version)
    assert all(before[table] == after[table] for table in OTHERS)


def test_a_list_that_does_not_say_it_leaves_what_the_version_has(base: str, tmp_path: Path) -> None:
    """Blank departments, industries and kinds of agreement are put down as something: not over what is known."""
    version = publish(
        tmp_path, "2023年10月（单位：万元）\n项目名称 | 总投资 | 本月到位 | 本年计划\n项目甲 | 5000 | 30 | 90"
    )
    before, after = versions.read_tables(base), versions.read_tables(version)
    assert after["project"] == before["project"]
    again = publish(
        tmp_path, "2023年10月（单位：万元）\n项目名称 | 总投资 | 建设性质 | 本年计划\n项目甲 | 5000 | 续建 | 90"
    )
    assert versions.read_tables(again)["plan"]["nature"].to_pylist() == ["续建"]
    last = publish(tmp_path, "2023年10月（单位：万元）\n项目名称 | 总投资 | 本年计划\n项目甲 | 5000 | 95")
    assert versions.read_tables(last)["plan"].select(["nature", "amount"]).to_pylist() == [
        {"nature": "续建", "amount": Decimal(95)}
    ]


def test_a_new_project_of_a_list_has_what_stands_for_the_unsaid(base: str, tmp_path: Path) -> None:
    version = publish(tmp_path, "2023年10月（单位：万元）\n项目名称 | 总投资 | 本月到位\n项目戊 | 500 | 30")
    (row,) = [row for row in versions.read_tables(version)["project"].to_pylist() if row["name"] == "项目戊"]
    assert (row["unit"], row["industry"], row["agreement"]) == ("未填报", "未填报", "正式")


MONTHLY = "2023年10月\n编号 | 本月到位（万元）\nXM001 | 30"


def test_without_a_version_it_says_how_it_becomes_an_update(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, MONTHLY)
    assert cli.main(["import", str(path)]) == 1
    told = capsys.readouterr().err
    assert "请加上--update，按编号更新当前版本" in told
    assert re.search(r"add --update to update the current version", told)
    assert cli.main(["check", str(path)]) == 1
    assert "请加上--update" in capsys.readouterr().err
    assert cli.main(["import", "--update", str(path)]) == 0
    assert october(str(versions.current())) == {"XM001": (30, 0)}


def test_where_there_is_nothing_to_update_it_says_so(tmp_path: Path) -> None:
    report = read(tmp_path, MONTHLY)
    assert any("当前没有正式数据可以更新" in error.message() for error in report.errors)
    versions.publish_demo()
    report = read(tmp_path, MONTHLY + "\n")
    assert any("当前没有正式数据可以更新" in error.message() for error in report.errors)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2023年11月\n编号 | 本月到位（万元）\nXM001 | 30", "2023-10"),
        ("2023年12月\n编号 | 本月完成（万元）\nXM001 | 30", "2023-10、2023-11"),
        ("2023年11月\n项目名称 | 总投资（万元） | 本月到位（万元）\n项目甲 | 5000 | 30", "2023-10"),
    ],
)
def test_a_month_that_is_skipped_is_asked_for(text: str, months: str, base: str, tmp_path: Path) -> None:
    with pytest.raises(intake.RefusedError, match=f"中间的{months}没有数，是不是漏报了") as refused:
        publish(tmp_path, text)
    assert "were the months between" in refused.value.message("en")
    assert versions.current() == base


@pytest.mark.parametrize(
    "text",
    [
        "2023年11月\n编号 | 10月到位（万元） | 11月到位（万元）\nXM001 | 0 | 30",
        "2023年11月\n编号 | 1-11月累计到位（万元）\nXM001 | 60",
        "2023年8月\n编号 | 本月到位（万元）\nXM001 | 12",
    ],
)
def test_a_month_that_is_told_of_is_not_skipped(text: str, base: str, tmp_path: Path) -> None:
    assert publish(tmp_path, text) != base


#: One month in the form that most offices use: every project with its total investment.
LISTED = """2023年10月进度（单位：万元）
编号 | 项目名称 | 产业类别 | 责任单位 | 协议类型 | 总投资 | 本月到位 | 本月完成
XM001 | 项目甲 | 新材料 | 责任单位一 | 框架 | 5000 | 30 | 7
XM002 | 项目乙 | 生物医药 | 责任单位二 | 正式 | 8000 | 40 | 9"""


def test_a_month_with_all_projects_does_not_replace_the_months_before_unasked(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(write(tmp_path, LISTED, "10月.xlsx"))
    assert cli.main(["import", file, "--accept-warnings"]) == 1
    assert "当前版本有2023-08至2023-09的月度数，这份台账没有，整体替换会把它们删去" in capsys.readouterr().err
    assert versions.current() == base
    assert cli.main(["import", file, "--accept-warnings", "--update"]) == 0
    months = {f"{one:%Y-%m}" for one in versions.read_tables(versions.current() or "")["progress"]["month"].to_pylist()}
    assert months == {"2023-08", "2023-09", "2023-10"}
    assert cli.main(["import", file, "--accept-warnings", "--replace"]) == 0
    months = {f"{one:%Y-%m}" for one in versions.read_tables(versions.current() or "")["progress"]["month"].to_pylist()}
    assert months == {"2023-10"}


def test_a_ledger_with_all_months_replaces_the_whole(base: str, tmp_path: Path) -> None:
    assert (
        cli.main(["import", str(write(tmp_path, WHOLE.replace("20 | 5 | 6", "25 | 5 | 6"))), "--accept-warnings"]) == 0
    )
    assert versions.current() != base


def test_who_reads_the_first_lines_only_is_no_fault(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object, **_more: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", stop)
    assert cli.main(["versions"]) == 0

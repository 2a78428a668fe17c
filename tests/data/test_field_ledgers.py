"""Ledgers that went wrong in the field, and others of their kinds: the right value, or the right question."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from data.errors import LedgerError, LedgerWarning
from data.ledger.examining import examine
from data.ledger.report import Report
from tests.data import written

SAMPLES = Path(__file__).parent / "ledgers" / "field"


@dataclass(frozen=True)
class Right:
    """What must be read (万元): sums, months by measure, plans by year; and where something must be asked or refused.

    `asked` and `refused`: cell and a few words of the sentence.
    """

    planned: float | None = None
    invested: float | None = None
    arrived: float | None = None
    plans: dict[int, float] | None = None
    months: dict[str, float] | None = None
    asked: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    projects: int | None = None
    is_quiet: bool = False


def assert_right(report: Report, right: Right) -> None:
    said: list[LedgerError | LedgerWarning] = [*report.errors, *report.warnings]
    told = [f"{one.sheet}!{one.cell} {one.why}" for one in said]
    assert [e.why for e in report.errors] == [] or right.refused, told
    sums = {"planned_investment": right.planned, "invested": right.invested, "funds_arrived": right.arrived}
    for name, amount in sums.items():
        if amount is not None:
            assert report.totals[name] == Decimal(str(amount)), told
    if right.plans is not None:
        assert sums_of(report, "plan", "year", "amount") == right.plans, told
    if right.months is not None:
        measure = "funds_arrived" if right.arrived is not None else "invested"
        found = sums_of(report, "progress", "month", measure)
        assert {f"{month:%Y-%m}": amount for month, amount in found.items() if amount} == right.months, told
    if right.projects is not None:
        assert report.rows["project"] == right.projects, told
    for cell, words in right.asked:
        assert any(one.cell == cell and words in one.why for one in report.warnings), (cell, words, told)
    for cell, words in right.refused:
        assert any(one.cell == cell and words in one.why for one in report.errors), (cell, words, told)
    if right.is_quiet:
        assert [one for one in report.warnings if "没有填写" not in one.why] == [], told


def sums_of(report: Report, table: str, key: str, column: str) -> dict[object, float]:
    found: dict[object, float] = {}
    for row in report.tables[table].to_pylist():
        found[row[key]] = found.get(row[key], 0.0) + float(row[column])
    return found


SAMPLES_RIGHT = {
    "01-A6-0-年度计划无年份.xlsx": Right(invested=1200, plans={2023: 1800}),
    "01-C1-2023-09-18-1703.xlsx": Right(
        plans={2023: 12_000}, asked=(("H2", "文件名里的年份"),), refused=(("I1", "哪个月"),)
    ),
    "02-A2-9月.xlsx": Right(invested=1200, asked=(("G3", "合计数"),)),
    "02-A2-10月.xlsx": Right(invested=1380, asked=(("G3", "合计数"),)),
    "03-A1-每月一表只有累计.xlsx": Right(invested=390, months={"2023-01": 130, "2023-02": 110, "2023-03": 150}),
    "04-A3-1至9月旁有累计.xlsx": Right(invested=1200, asked=(("G3", "口径不同"),)),
    "04-M2.xlsx": Right(arrived=1200, asked=(("F2", "口径不同"),)),
    "05-B3g-下月计划.xlsx": Right(invested=33, asked=(("H2", "计划数"),)),
    "06-B3i.xlsx": Right(plans={}, asked=(("F2", "计划数"),)),
    "07-A11-WPS万元格式.xlsx": Right(planned=16_860),
    "08-K1-两个单位.xlsx": Right(refused=(("C2", "2个单位"),)),
    "09-A13-上下两表单位不同.xlsx": Right(planned=160_800, projects=4),
    "10-A10-XlsxWriter公式缓存为0.xlsx": Right(refused=(("E3", "没有计算结果"), ("I4", "没有计算结果"))),
    "11-A12-名称以数字开头.xlsx": Right(planned=14_600, invested=110, projects=4, is_quiet=True),
    "14-A15-UTC时间.csv": Right(planned=5800, projects=2),
    "15-A9-筛选隐藏行.xlsx": Right(planned=95_700, asked=(("A4", "隐藏"),)),
    "16-A17b-月份表头带零宽.xlsx": Right(arrived=33, is_quiet=True),
    "16-B2-0.xlsx": Right(invested=33, is_quiet=True),
    "17-C2b.xlsx": Right(invested=6100, asked=(("I2", "开工以来"),)),
    "18-K2-填报日期.xlsx": Right(refused=(("F3", "哪个月"),)),
    "19-K4-内资外资合计.xlsx": Right(arrived=570),
    "20-A5-两年计划.xlsx": Right(plans={2022: 1100, 2023: 1800}),
    "21-A17-零宽字符.xlsx": Right(refused=(("B4", "重复"),)),
    "22-A14-csv月份丢0.csv": Right(refused=(("F3", "两种读法"),)),
    "23-K3-打包项目.xlsx": Right(planned=10_800, invested=950, projects=2, asked=(("A4", "子项"),)),
    "26-F1-同名列.xlsx": Right(planned=5000),
    "28-A8c-1904-常规.xlsx": Right(planned=1000, asked=(("E3", "日期序号"),)),
    "29-A18-csv等号引号.csv": Right(planned=5800, projects=2),
    "30-B1b-三层.xlsx": Right(invested=102, is_quiet=True),
    "31-B5-左右两表.xlsx": Right(planned=7400, projects=4),
    "32-B8-每月一表.xlsx": Right(planned=6400, invested=66, months={"2023-01": 11, "2023-02": 22, "2023-03": 33}),
}


@pytest.mark.parametrize("name", SAMPLES_RIGHT)
def test_what_went_wrong_in_the_field_is_read_right_or_asked(name: str) -> None:
    assert_right(examine(SAMPLES / name), SAMPLES_RIGHT[name])


def test_days_of_other_clocks_and_calendars_are_the_days_that_people_mean() -> None:
    days = {
        name: [str(day) for day in examine(SAMPLES / name).tables["project"]["signed_on"].to_pylist()]
        for name in SAMPLES_RIGHT
    }
    assert days["14-A15-UTC时间.csv"] == ["2023-03-05", "2023-01-01"]
    assert days["28-A8c-1904-常规.xlsx"][0] == "2023-03-05"


def test_two_columns_of_the_same_name_are_both_kept() -> None:
    (extra,) = examine(SAMPLES / "26-F1-同名列.xlsx").tables["project"]["extra"].to_pylist()
    assert "0546-1111" in extra
    assert "0546-2222" in extra


def test_guarded_numbers_keep_their_noughts() -> None:
    codes = examine(SAMPLES / "29-A18-csv等号引号.csv").tables["project"]["project_id"].to_pylist()
    assert "00123" in codes


# Others of the same kinds ---------------------------------------------------------------------------

TITLE = "2023年9月重点项目进度（单位：万元）\n"


def table(heads: str, first: str, second: str, title: str = TITLE) -> str:
    """A ledger of two projects of 5000 and 800 with these headings and cells more."""
    return (
        f"{title}序号 | 项目名称 | 产业类别 | 总投资 | {heads}\n"
        f"1 | 甲项目 | 新材料 | 5000 | {first}\n2 | 乙项目 | 数字经济 | 800 | {second}"
    )


def of(months: dict[str, float]) -> dict[str, float]:
    return {f"2023-{month}": amount for month, amount in months.items()}


VARIANTS: dict[str, tuple[str, Right]] = {
    # 01 a plan without a year
    "01 全年投资任务": (table("全年投资任务", "1200", "600"), Right(plans={2023: 1800}, asked=(("E2", "年度计划"),))),
    "01 2023年投资计划": (table("2023年投资计划", "1200", "600"), Right(plans={2023: 1800})),
    "01 2023年计划投资额 is not the total": (
        table("2023年计划投资额", "1200", "600"),
        Right(planned=5800, plans={2023: 1800}),
    ),
    "01 English": (table("2023 planned investment", "1200", "600"), Right(planned=5800, plans={2023: 1800})),
    "01 column 年度": (table("年度 | 计划投资", "2022 | 1200", "2023 | 600"), Right(plans={2022: 1200, 2023: 600})),
    "01 guess": (table("2023年预计完成投资", "1200", "600"), Right(plans={}, invested=0, asked=(("E2", "计划数"),))),
    "01 done of it": (table("完成全年计划", "0.5", "0.4"), Right(plans={}, asked=(("E2", "计划数"),))),
    "01 two plans of a year": (
        table("年度计划投资 | 2023年度目标", "1200 | 1300", "600 | 700"),
        Right(plans={2023: 1800}, asked=(("F2", "同义"),)),
    ),
    # 03, 04 sums of months beside each other
    "04 今年以来 beside 累计": (
        table("今年以来完成投资 | 累计完成投资", "900 | 2500", "300 | 800"),
        Right(invested=1200, asked=(("F2", "口径不同"),)),
    ),
    "04 前三季度 beside 项目累计": (
        table("项目累计到位资金 | 前三季度到位资金", "2500 | 900", "800 | 300"),
        Right(arrived=1200, asked=(("E2", "口径不同"),)),
    ),
    "04 English": (
        table("Jan-Sep 2023 completed investment | completed investment to date", "900 | 2500", "300 | 800"),
        Right(invested=1200, months=of({"09": 1200}), asked=(("E2", "合计数"), ("F2", "口径不同"))),
    ),
    "04 quarter inside": (
        table("三季度完成投资 | 1-9月完成投资", "100 | 900", "50 | 300"),
        Right(invested=1200, months=of({"09": 1200})),
    ),
    "04 three running totals": (
        table("一季度完成投资 | 上半年完成投资 | 前三季度完成投资", "100 | 300 | 900", "50 | 60 | 300"),
        Right(months=of({"03": 150, "06": 210, "09": 840})),
    ),
    "04 before and the month": (
        table("1-8月完成投资 | 9月完成投资", "800 | 100", "250 | 50"),
        Right(months=of({"08": 1050, "09": 150})),
    ),
    "04 bare measure": (table("完成投资", "900", "300"), Right(invested=1200, asked=(("E2", "没有写是哪段时间"),))),
    "04 其中：本年": (
        table("累计完成投资 | 其中：本年完成投资", "2500 | 900", "800 | 300"),
        Right(invested=1200, asked=(("E2", "口径不同"),)),
    ),
    "04 其中：2023年": (table("累计完成投资 | 其中：2023年", "2500 | 900", "800 | 300"), Right(invested=1200)),
    # 05, 06 plans of months
    "05 下月计划": (
        table("1-9月完成投资 | 下月计划", "900 | 100", "300 | 50"),
        Right(invested=1200, asked=(("F2", "计划数"),)),
    ),
    "05 next month": (
        table("Jan-Sep invested | Next month planned investment", "900 | 100", "300 | 50"),
        Right(invested=1200, plans={}, asked=(("F2", "计划数"),)),
    ),
    "06 四季度计划投资": (
        table("四季度计划投资", "900", "300"),
        Right(invested=0, plans={}, asked=(("E2", "计划数"),)),
    ),
    "06 1-9月应完成投资": (
        table("1-9月应完成投资", "900", "300"),
        Right(invested=0, plans={}, asked=(("E2", "计划数"),)),
    ),
    "06 力争完成投资": (table("力争完成投资", "900", "300"), Right(invested=0, plans={}, asked=(("E2", "计划数"),))),
    # 16, 17, 18 words of time
    "16 1月实绩": (
        table("1月实绩 | 2月份实际 | 3月入库", "1 | 2 | 3", "4 | 5 | 6", "2023年完成投资（单位：万元）\n"),
        Right(months=of({"01": 5, "02": 7, "03": 9})),
    ),
    "16 23.1": (
        table("23.1 | 23.2", "1 | 2", "4 | 5", "2023年完成投资（单位：万元）\n"),
        Right(months=of({"01": 5, "02": 7})),
    ),
    "16 growth is no money": (
        table("9月份完成投资增速 | 1-9月完成投资", "0.5 | 900", "0.3 | 300"),
        Right(invested=1200),
    ),
    "16 自元月至本月": (
        table("自元月至本月完成投资", "900", "300"),
        Right(months=of({"09": 1200}), asked=(("E2", "合计数"),)),
    ),
    "16 自年初累计": (
        table("完成投资（自年初累计）", "900", "300"),
        Right(months=of({"09": 1200}), asked=(("E2", "合计数"),)),
    ),
    "16 from year to year": (
        table("2022年10月至2023年3月完成投资", "900", "300"),
        Right(invested=0, asked=(("E2", "跨年度"),)),
    ),
    "17 since start": (
        table("自项目开工以来累计完成投资 | 本年完成投资", "2500 | 900", "800 | 300"),
        Right(invested=1200, asked=(("E2", "开工以来"),)),
    ),
    "17 English": (
        table("Invested since start | YTD Sep invested", "2500 | 900", "800 | 300"),
        Right(invested=1200, asked=(("E2", "开工以来"),)),
    ),
    "17 last year": (
        table("Last year completed investment | Jan-Sep completed investment", "2500 | 900", "800 | 300"),
        Right(invested=1200),
    ),
    "18 制表日期": (
        table("本月完成投资", "900", "300", "项目进度（单位：万元） | 制表日期：2023-10-08\n"),
        Right(refused=(("E2", "哪个月"),)),
    ),
    "18 截至 is the month": (
        table("本年完成投资", "900", "300", "项目进度（截至2023年9月30日，单位：万元）\n"),
        Right(months=of({"09": 1200})),
    ),
    "18 1-9月 in the title": (
        table("本年完成投资", "900", "300", "2023年1-9月项目进度（单位：万元）\n"),
        Right(months=of({"09": 1200})),
    ),
    # 19 parts
    "19 flat": (
        table("1-9月到位资金-内资 | 1-9月到位资金-外资 | 1-9月到位资金-合计", "500 | 100 | 600", "70 | 10 | 80"),
        Right(arrived=680),
    ),
    "19 parts beside a sum of years before": (
        TITLE + "序号 | 项目名称 | 产业类别 | 总投资 | 截至2022年底累计完成投资 | 完成投资 | |\n"
        " | | | | | 建安 | 设备 | 合计\n"
        "1 | 甲项目 | 新材料 | 5000 | 7000 | 1 | 2 | 3\n"
        "2 | 乙项目 | 数字经济 | 800 | 8000 | 3 | 4 | 7",
        Right(invested=10, asked=(("E2", "2022年及以前"),)),
    ),
    "19 a sum of a year alone": (
        "2023年进度（单位：万元）\n"
        "序号 | 项目名称 | 产业类别 | 总投资 | 完成投资 | | |\n"
        " | | | | 2022年 | 2023年 | |\n"
        " | | | | 合计 | 1月 | 2月 | 累计\n"
        "1 | 甲 | 新材料 | 5000 | 7 | 1 | 2 | 3\n"
        "2 | 乙 | 新材料 | 6000 | 8 | 3 | 4 | 7",
        Right(months=of({"01": 4, "02": 6}), asked=(("E2", "2022-01至2022-12"),)),
    ),
    # 23 packages
    "23 units in the cells": (
        "2023年9月进度\n"
        "序号 | 项目名称 | 产业类别 | 总投资\n"
        "1 | 打包项目 | 新材料 | 1亿元\n"
        "1.1 | 一期 | 新材料 | 4000万元\n"
        "1.2 | 二期 | 新材料 | 6000万元\n"
        "2 | 乙 | 新材料 | 800万元",
        Right(planned=10_800, projects=2, asked=(("A4", "子项"),)),
    ),
    "23 parts that do not add up": (
        "2023年9月进度（单位：万元）\n"
        "序号 | 项目名称 | 产业类别 | 总投资\n"
        "1 | 打包项目 | 新材料 | 10000\n"
        "（1） | 一期 | 新材料 | 4000\n"
        "（2） | 二期 | 新材料 | 5000",
        Right(refused=(("D3", "子项"),)),
    ),
    # Headers and columns
    "no heading over numbers": (
        table("1-9月完成投资 | ", "900 | 77", "300 | 88"),
        Right(invested=1200, asked=(("F3", "没有表头"),)),
    ),
    "header of three rows without merging": (
        TITLE + "序号 | 项目名称 | 产业类别 | 总投资 | 完成投资 | |\n"
        " | | | | 2023年 | |\n"
        " | | | | 1月 | 2月 | 3月计划\n"
        "1 | 甲 | 新材料 | 5000 | 1 | 2 | 300\n"
        "2 | 乙 | 新材料 | 800 | 3 | 4 | 400",
        Right(months=of({"01": 4, "02": 6}), asked=(("G2", "计划数"),)),
    ),
    "one heading in a second row": (
        TITLE + "序号 | 项目名称 | 产业类别 | 总投资 | 完成投资 | 年度计划\n"
        " | | | | 1-9月 |\n"
        "1 | 甲 | 新材料 | 5000 | 900 | 1\n"
        "2 | 乙 | 新材料 | 800 | 300 | 2",
        Right(invested=1200, plans={2023: 3}),
    ),
    "31 the left table's title speaks for the right one": (
        TITLE
        + "序号 | 项目名称 | 产业类别 | 总投资 | 本年完成投资 | | 序号 | 项目名称 | 产业类别 | 总投资 | 本年完成投资\n"
        "1 | 甲 | 新材料 | 5000 | 900 | | 1 | 丙 | 新材料 | 700 | 70\n"
        "2 | 乙 | 新材料 | 800 | 300 | | 2 | 丁 | 新材料 | 900 | 90",
        Right(planned=7400, invested=1360, projects=4),
    ),
    "09 a header of two rows again": (
        TITLE + "序号 | 项目名称 | 产业类别 | 总投资 | 完成投资\n | | | | 1-9月\n1 | 甲 | 新材料 | 5000 | 900\n\n"
        "序号 | 项目名称 | 产业类别 | 总投资 | 完成投资\n"
        " | | | | 1-9月\n"
        "1 | 乙 | 新材料 | 800 | 300",
        Right(planned=5800, invested=1200, projects=2),
    ),
}


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_others_of_the_same_kinds_are_read_right_or_asked(variant: str, name: str, tmp_path: Path) -> None:
    text, right = VARIANTS[variant]
    assert_right(examine(written.write(tmp_path, text, name)), right)

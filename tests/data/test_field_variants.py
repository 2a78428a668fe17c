"""More ledgers of the field's kinds: other headings, orders, units and numberings, each with the value it must give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from data.ledger.examining import examine
from tests.data import written
from tests.data.test_field_ledgers import TITLE, Right, assert_right, of, table


def two_rows(above: str, below: str, first: str, second: str, title: str = TITLE) -> str:
    """A ledger of two projects of 5000 and 800 with a header of two rows."""
    return (
        f"{title}序号 | 项目名称 | 产业类别 | 总投资 | {above}\n | | | | {below}\n"
        f"1 | 甲 | 新材料 | 5000 | {first}\n2 | 乙 | 新材料 | 800 | {second}"
    )


def listed(*rows: str) -> str:
    """A ledger in 万元 with these rows of number, name, total and what was completed until September."""
    return TITLE + "序号 | 项目名称 | 产业类别 | 总投资 | 1-9月完成投资\n" + "\n".join(rows)


def in_unit(heading: str, first: str, second: str, title: str = "2023年9月重点项目\n") -> str:
    return f"{title}序号 | 项目名称 | 产业类别 | {heading}\n1 | 甲 | 新材料 | {first}\n2 | 乙 | 新材料 | {second}"


def monthly(head: str, *months: tuple[str, str]) -> str:
    """A sheet a month of 2023 with one column of two projects."""
    return "\n".join(
        f"== 2023年{number}月\n序号 | 项目名称 | 产业类别 | 总投资（万元） | {head}（万元）\n"
        f"1 | 甲 | 新材料 | 5000 | {first}\n2 | 乙 | 新材料 | 800 | {second}"
        for number, (first, second) in enumerate(months, 1)
    )


UNTIL = (("E2", "合计数"),)
DONE_TITLE = "2023年完成投资（单位：万元）\n"

VARIANTS: dict[str, tuple[str, Right]] = {
    # 01 plans and their years
    "01 fixed assets": (
        table("2023年度固定资产投资计划", "1200", "600"),
        Right(planned=5800, plans={2023: 1800}, is_quiet=True),
    ),
    "01 a title's year of two digits": (
        table("年度计划投资", "1200", "600", "23年9月重点项目（单位：万元）\n"),
        Right(plans={2023: 1800}, is_quiet=True),
    ),
    "01 a title's year in characters": (
        table("年度计划投资", "1200", "600", "二〇二三年重点项目（单位：万元）\n"),
        Right(plans={2023: 1800}, is_quiet=True),
    ),
    "01 several years": (table("2022-2023年计划投资", "1200", "600"), Right(plans={}, asked=(("E2", "计划数"),))),
    "01 two years in the title": (
        table("年度计划投资", "1200", "600", "2022年结转及2023年新开工项目（单位：万元）\n"),
        Right(refused=(("E2", "哪一年"),)),
    ),
    # 02, 03 sums up to a month
    "02 quarter's end": (table("三季度末累计完成投资", "900", "300"), Right(months=of({"09": 1200}), asked=UNTIL)),
    "02 本期累计": (table("本期累计完成投资", "900", "300"), Right(months=of({"09": 1200}), asked=UNTIL)),
    "02 with years before": (
        table("累计完成投资（含往年）", "900", "300"),
        Right(invested=0, asked=(("E2", "开工以来"),)),
    ),
    "02 last month alone": (table("上月完成投资", "900", "300"), Right(invested=0, asked=(("E2", "上月"),))),
    "02 with another month": (
        table("9月完成投资（含8月结转）", "900", "300"),
        Right(invested=0, asked=(("E2", "其中一部分"),)),
    ),
    "03 本月累计": (
        monthly("本月累计完成投资", ("100", "30"), ("180", "60"), ("300", "90")),
        Right(months=of({"01": 130, "02": 110, "03": 150})),
    ),
    "03 本期累计到位": (
        monthly("本期累计到位资金", ("100", "30"), ("180", "60")),
        Right(arrived=240, months=of({"01": 130, "02": 110})),
    ),
    "03 January's may be of years before": (
        monthly("累计完成投资", ("800", "50"), ("900", "60")),
        Right(months=of({"01": 850, "02": 110}), asked=(("E1", "开工以来累计"),)),
    ),
    "03 months below each other": (
        "2023年1月\n序号 | 项目名称 | 产业类别 | 总投资（万元） | 累计完成投资（万元）\n"
        "1 | 甲 | 新材料 | 5000 | 100\n2 | 乙 | 新材料 | 800 | 30\n\n"
        "2023年2月\n序号 | 项目名称 | 产业类别 | 总投资（万元） | 累计完成投资（万元）\n"
        "1 | 甲 | 新材料 | 5000 | 180\n2 | 乙 | 新材料 | 800 | 60",
        Right(planned=5800, months=of({"01": 130, "02": 110})),
    ),
    # 04 what looks like a total and is money done
    "04 完成投资总额 is no total": (
        "2023年9月（单位：万元）\n项目名称 | 产业类别 | 投资额 | 完成投资总额\n"
        "甲 | 新材料 | 5000 | 90\n乙 | 新材料 | 800 | 30",
        Right(planned=5800, asked=(("D2", "没有计入"),)),
    ),
    # 05, 06 plans
    "05 next step": (
        table("1-9月完成投资 | 下一步计划投资", "900 | 100", "300 | 50"),
        Right(invested=1200, plans={}, asked=(("F2", "计划数"),)),
    ),
    "05 later years": (
        table("1-9月完成投资 | 后续年度计划", "900 | 100", "300 | 50"),
        Right(invested=1200, plans={}, asked=(("F2", "计划数"),)),
    ),
    "05 and after": (
        table("2023年计划投资 | 2024年及以后计划投资", "900 | 100", "300 | 50"),
        Right(plans={2023: 1200}, asked=(("F2", "计划数"),)),
    ),
    "06 a plan's title": (
        table("1月 | 2月", "1 | 2", "4 | 5", "2023年完成投资计划表（单位：万元）\n"),
        Right(refused=(("E2", "到位资金还是完成投资"),)),
    ),
    "06 an aim's title": (
        table("1月 | 2月", "1 | 2", "4 | 5", "2023年到位资金目标分解表（单位：万元）\n"),
        Right(refused=(("E2", "到位资金还是完成投资"),)),
    ),
    # 08, 09 units
    "08 a unit alone in the corner": (
        in_unit("总投资", "3.2", "5", "2023年9月重点项目\n | | | 亿元\n"),
        Right(planned=82_000),
    ),
    "08 units alone below the headings": (
        "2023年9月重点项目\n序号 | 项目名称 | 产业类别 | 总投资 | 1-9月完成投资\n | | | 亿元 | 万元\n"
        "1 | 甲 | 新材料 | 3.2 | 100\n2 | 乙 | 新材料 | 1 | 50",
        Right(planned=42_000, invested=150),
    ),
    "08 a sum in the title is no unit": (
        in_unit("总投资", "5000", "800", "2023年重点项目2个，总投资12.5亿元\n单位：万元\n"),
        Right(planned=5800),
    ),
    "08 万 元 apart": (in_unit("总投资（万  元）", "5000", "800"), Right(planned=5800)),
    "08 RMB 10,000": (in_unit("Total investment (RMB 10,000)", "5000", "800"), Right(planned=5800)),
    "08 RMB million": (in_unit("Total investment (RMB million)", "50", "8"), Right(planned=5800)),
    "08 million yuan below English words": (
        in_unit("Total investment", "50", "8", "Key projects, Sep 2023\nUnit: million yuan\n"),
        Right(planned=5800),
    ),
    "08 not understood": (
        in_unit("总投资（USD 10,000）", "50", "8", "2023年9月重点项目（单位：万元）\n"),
        Right(refused=(("D2", "看不出金额的单位"),)),
    ),
    "08 dollars beside a corner in yuan": (
        in_unit("Total investment ($m)", "50", "8", "2023年9月重点项目（单位：万元）\n"),
        Right(refused=(("D2", "USD"),)),
    ),
    "08 thousands of dollars beside a corner in yuan": (
        in_unit("Total investment (USD thousand)", "50", "8", "2023年9月重点项目（单位：万元）\n"),
        Right(refused=(("D2", "看不出金额的单位"),)),
    ),
    "08 two in the corner": (
        in_unit("总投资", "3.2", "5000", "2023年9月重点项目（单位：亿元/万美元）\n"),
        Right(refused=(("D2", "2个单位"),)),
    ),
    "08 two in two corners": (
        in_unit("总投资", "3.2", "5000", "2023年9月重点项目（单位：亿元）\n | | | 单位：万元\n"),
        Right(refused=(("D3", "2个单位"),)),
    ),
    "08 in words": (
        in_unit("总投资（万元，外资项目为万美元）", "3.2", "5000"),
        Right(refused=(("D2", "2个单位"),)),
    ),
    "08 of each kind": (
        in_unit("总投资（内资：万元；外资：万美元）", "3.2", "5000"),
        Right(refused=(("D2", "2个单位"),)),
    ),
    "08 a row's currency": (
        in_unit("总投资（万元） | 币种", "5000 | 人民币", "800 | 美元"),
        Right(asked=(("E2", "币种"),), refused=(("D4", "USD"),)),
    ),
    "08 a row's unit": (
        in_unit("总投资（万元） | 金额单位", "5000 | 万元", "0.08 | 亿元"),
        Right(refused=(("D4", "这一行写的单位是亿元"),)),
    ),
    "08 all in yuan": (
        in_unit("总投资（万元） | 币种", "5000 | 人民币", "800 | 人民币"),
        Right(planned=5800, is_quiet=True),
    ),
    "09 a line's unit without a header": (
        listed(
            "1 | 甲 | 新材料 | 5000 | 10",
            "二、重大项目（单位：亿元）",
            "2 | 乙 | 新材料 | 3.5 | 1",
            "3 | 丙 | 新材料 | 4 | 1",
        ),
        Right(refused=(("A4", "亿元"),)),
    ),
    "09 续表 is no department": (
        TITLE + "序号 | 项目名称 | 产业类别 | 总投资\n1 | 甲 | 新材料 | 5000\n续表\n"
        "序号 | 项目名称 | 产业类别 | 总投资\n2 | 乙 | 新材料 | 800",
        Right(planned=5800, projects=2, is_quiet=True),
    ),
    # 11 names
    "11 一、 in a numbered ledger": (
        listed("1 | 三全食品 | 新材料 | 1 | 1", "2 | 一、甲项目 | 新材料 | 2 | 2", "3 | 五粮液 | 新材料 | 3 | 3"),
        Right(planned=6, invested=6, projects=3),
    ),
    "11 numerals alone": (
        TITLE + "序号 | 项目名称 | 总投资\n1 | 甲 | 1\n2 | IV | 2\n3 | （一）期工程 | 3",
        Right(planned=6, projects=3),
    ),
    "11 digits": (
        listed("1 | 360安全 | 新材料 | 1 | 1", "2 | 12英寸晶圆 | 新材料 | 2 | 2", "3 | 3M胶粘 | 新材料 | 3 | 3"),
        Right(planned=6, invested=6, projects=3),
    ),
    # 16 months of other names
    "16 numbers alone": (
        table("1 | 2", "1 | 2", "4 | 5", DONE_TITLE),
        Right(invested=0, asked=(("E2", "只有一个数字"), ("F2", "只有一个数字"))),
    ),
    "16 Excel's numbers of days": (
        table("44927 | 44958", "1 | 2", "4 | 5", DONE_TITLE),
        Right(invested=0, asked=(("E2", "只有一个数字"),)),
    ),
    "16 as statisticians say": (
        table("1月入统 | 2月核定数", "1 | 2", "4 | 5", DONE_TITLE),
        Right(months=of({"01": 5, "02": 7}), is_quiet=True),
    ),
    # 17 since the start
    "17 up to a month": (
        table("开工至2023年9月完成投资", "900", "300"),
        Right(invested=0, asked=(("E2", "开工以来"),)),
    ),
    "17 in brackets": (
        table("累计完成投资（自开工起） | 本年完成投资", "2500 | 900", "800 | 300"),
        Right(invested=1200, asked=(("E2", "开工以来"),)),
    ),
    "17 since it came": (
        table("落地以来到位资金 | 本年到位资金", "2500 | 900", "800 | 300"),
        Right(arrived=1200, asked=(("E2", "开工以来"),)),
    ),
    "17 over years": (
        table("2021-2023年累计完成投资 | 本年完成投资", "2500 | 900", "800 | 300"),
        Right(invested=1200, asked=(("E2", "跨年度"),)),
    ),
    "17 before this year": (
        table("2023年以前完成投资 | 本年完成投资", "2500 | 900", "800 | 300"),
        Right(invested=1200, asked=(("E2", "2022年及以前"),)),
    ),
    "17 nothing else": (table("累计投资", "900", "300"), Right(invested=0, asked=(("E2", "没有计入"),))),
    # 18 the month of a report
    "18 截止日期": (
        table("本月完成投资", "900", "300", "项目进度（单位：万元） | 统计截止日期：2023年9月30日\n"),
        Right(months=of({"09": 1200})),
    ),
    "18 截止时间": (
        table("本年完成投资", "900", "300", "项目进度（单位：万元） | 截止时间：2023年9月25日\n"),
        Right(months=of({"09": 1200}), asked=UNTIL),
    ),
    "18 in characters": (
        table("本月完成投资", "900", "300", "二〇二三年九月项目进度（单位：万元）\n"),
        Right(months=of({"09": 1200})),
    ),
    # 19 parts
    "19 no whole": (
        two_rows("1-9月到位资金 | ", "内资 | 外资", "500 | 100", "70 | 10"),
        Right(arrived=0, asked=(("E2", "其中一部分"), ("F2", "其中一部分"))),
    ),
    "19 whole named in its heading": (
        table("1-9月到位内资 | 1-9月到位资金合计", "500 | 600", "70 | 80"),
        Right(arrived=680),
    ),
    "19 whole in brackets": (
        table(
            "1-9月完成投资（建安） | 1-9月完成投资（设备） | 1-9月完成投资（合计）", "300 | 300 | 600", "30 | 50 | 80"
        ),
        Right(invested=680),
    ),
    "19 parts of each month": (
        "2023年（单位：万元）\n序号 | 项目名称 | 总投资 | 到位资金 | | | |\n | | | 1月 | | 2月 |\n"
        " | | | 内资 | 小计 | 内资 | 小计\n1 | 甲 | 5000 | 5 | 6 | 7 | 8\n2 | 乙 | 800 | 1 | 2 | 2 | 4",
        Right(arrived=20, months=of({"01": 8, "02": 12})),
    ),
    "19 parts of the total": (
        two_rows("1-9月完成投资 | 固定资产 | 流动资金", " | | ", "10 | 4000 | 1000", "20 | 700 | 100"),
        Right(planned=5800, invested=30),
    ),
    # 20 plans of years
    "20 years as numbers": (
        two_rows("年度投资计划 | | ", "2022 | 2023 | 2024", "1 | 2 | 3", "10 | 20 | 30"),
        Right(plans={2022: 11, 2023: 22, 2024: 33}),
    ),
    "20 and after": (
        two_rows("分年度投资计划 | | ", "2022年 | 2023年 | 2024年及以后", "1 | 2 | 3", "10 | 20 | 30"),
        Right(plans={2022: 11, 2023: 22}, asked=(("G2", "计划数"),)),
    ),
    "20 years of two digits": (
        table("22年计划投资 | 23年计划投资", "1 | 2", "10 | 20"),
        Right(plans={2022: 11, 2023: 22}, is_quiet=True),
    ),
    "20 years in characters": (
        table("二〇二二年计划投资 | 二○二三年计划投资", "1 | 2", "10 | 20"),
        Right(plans={2022: 11, 2023: 22}, is_quiet=True),
    ),
    "20 in rows": (
        "2023年9月（单位：万元）\n项目名称 | 年度 | 计划投资 | 总投资\n甲 | 2022 | 100 | 5000\n乙 | 2023 | 200 | 800",
        Right(plans={2022: 100, 2023: 200}),
    ),
    # 22 months that lost their nought, in headings
    "22 between September and November": (
        table("2022.8 | 2022.9 | 2022.1 | 2022.11", "1 | 2 | 3 | 4", "1 | 2 | 3 | 4", "2022年完成投资（单位：万元）\n"),
        Right(refused=(("G2", "两种读法"),)),
    ),
    "22 the last column": (
        two_rows("完成投资 | ", "2022.9 | 2022.1", "1 | 2", "3 | 4", "2022年进度（单位：万元）\n"),
        Right(refused=(("F2", "两种读法"),)),
    ),
    "22 January before February": (
        table("2022.1 | 2022.2", "1 | 2", "4 | 5", "2022年完成投资（单位：万元）\n"),
        Right(months={"2022-01": 5, "2022-02": 7}),
    ),
    # 23 packages, and sums that look like projects
    "23 1) 2)": (
        listed(
            "1 | 打包 | 新材料 | 10 | 10",
            "1) | 一期 | 新材料 | 4 | 4",
            "2) | 二期 | 新材料 | 6 | 6",
            "2 | 乙 | 新材料 | 8 | 5",
        ),
        Right(planned=18, invested=15, projects=2, asked=(("A4", "子项"),)),
    ),
    "23 a b": (
        listed(
            "1 | 打包 | 新材料 | 10 | 10",
            "a | 一期 | 新材料 | 4 | 4",
            "b | 二期 | 新材料 | 6 | 6",
            "2 | 乙 | 新材料 | 8 | 5",
        ),
        Right(planned=18, invested=15, projects=2, asked=(("A4", "子项"),)),
    ),
    "23 1.1、": (
        listed("1、 | 打包 | 新材料 | 10 | 10", "1.1、 | 一期 | 新材料 | 4 | 4", "1.2、 | 二期 | 新材料 | 6 | 6"),
        Right(planned=10, invested=10, projects=1, asked=(("A4", "子项"),)),
    ),
    "23 without numbers": (
        listed(
            "1 | 打包 | 新材料 | 10 | 10",
            " | 一期 | 新材料 | 4 | 4",
            " | 二期 | 新材料 | 6 | 6",
            "2 | 乙 | 新材料 | 8 | 5",
        ),
        Right(planned=18, invested=15, projects=2, asked=(("B4", "子项"),)),
    ),
    "23 一, 1, 2": (
        listed(
            "一 | 打包 | 新材料 | 10 | 10",
            "1 | 一期 | 新材料 | 4 | 4",
            "2 | 二期 | 新材料 | 6 | 6",
            "二 | 乙 | 新材料 | 8 | 5",
        ),
        Right(planned=18, invested=15, projects=2, asked=(("A4", "子项"),)),
    ),
    "23 what only its parts have": (
        TITLE + "序号 | 项目名称 | 产业类别 | 总投资 | 年度计划\n1 | 打包 | 新材料 | 10 |\n"
        "1.1 | 一期 | 新材料 | 4 | 7\n1.2 | 二期 | 新材料 | 6 | 8",
        Right(refused=(("E3", "子项"),)),
    ),
    "23 共2个项目": (
        listed(" | 共2个项目 | | 18 | 15", "1 | 甲 | 新材料 | 10 | 10", "2 | 乙 | 新材料 | 8 | 5"),
        Right(planned=18, invested=15, projects=2),
    ),
    # 30 sums that are right
    "30 months that have columns": (
        "项目（单位：万元）\n序号 | 项目名称 | 总投资 | 2022年完成投资 | | | 2023年完成投资 | |\n"
        " | | | 1月 | 2月 | 合计 | 1月 | 2月 | 合计\n"
        "1 | 甲 | 5 | 1 | 2 | 3 | 4 | 5 | 9\n2 | 乙 | 8 | 1 | 1 | 2 | 2 | 2 | 4",
        Right(invested=18, is_quiet=True),
    ),
    "30 小计 of each quarter": (
        table(
            "1月 | 2月 | 3月 | 小计 | 4月 | 小计 | 合计",
            "1 | 2 | 3 | 6 | 1 | 1 | 7",
            "1 | 1 | 2 | 4 | 2 | 2 | 6",
            DONE_TITLE,
        ),
        Right(invested=13, is_quiet=True),
    ),
    "30 小计 that is wrong": (
        table("1月 | 2月 | 3月 | 小计 | 4月 | 小计", "1 | 2 | 3 | 6 | 1 | 9", "1 | 1 | 2 | 4 | 2 | 2", DONE_TITLE),
        Right(invested=13, asked=(("J3", "相加不符"),)),
    ),
    "30 a year's sum beside its months": (
        table(
            "2022年12月完成投资 | 2022年完成投资合计 | 2023年1月完成投资 | 2023年累计完成投资",
            "3 | 3 | 4 | 4",
            "2 | 2 | 2 | 2",
            "项目（单位：万元）\n",
        ),
        Right(months={"2022-12": 5, "2023-01": 6}, is_quiet=True),
    ),
    "30 subtotals above their rows": (
        listed(
            " | 合计（3个） | | 17 | 12",
            " | 新材料小计（2个） | | 12 | 8",
            "1 | 甲 | 新材料 | 5 | 3",
            "2 | 乙 | 新材料 | 7 | 5",
            " | 数字经济小计（1个） | | 5 | 4",
            "3 | 丙 | 数字经济 | 5 | 4",
        ),
        Right(planned=17, invested=12, projects=3),
    ),
    "columns numbered by letters and numbers": (
        listed("甲 | 乙 | 丙 | 1 | 2", "1 | 甲项目 | 新材料 | 5 | 3", "2 | 乙项目 | 新材料 | 7 | 5"),
        Right(planned=12, invested=8, projects=2),
    ),
    "合同引资额 is the total": (
        "2023年9月\n序号 | 项目名称 | 合同引资额（万元）\n1 | 甲 | 5000\n2 | 乙 | 800",
        Right(planned=5800),
    ),
    # 31 side by side
    "31 the right one in another unit": (
        "2023年9月项目\n项目名称 | 总投资（万元） | | 项目名称 | 总投资（亿元）\n"
        "甲 | 100 | | 丙 | 3\n乙 | 100 | | 丁 | 3",
        Right(planned=60_200, projects=4),
    ),
    "31 three": (
        TITLE + "项目名称 | 产业类别 | 总投资 | 项目名称 | 产业类别 | 总投资 | 项目名称 | 产业类别 | 总投资\n"
        "甲 | 新材料 | 1 | 乙 | 新材料 | 2 | 丙 | 新材料 | 3",
        Right(planned=6, projects=3),
    ),
}
VARIANTS |= {
    # 26 one heading twice
    "26 two amounts of one name": (
        table("备用金 | 备用金", "1 | 2", "3 | 4"),
        Right(planned=5800, asked=()),
    ),
    "26 the same measure twice": (
        table("1-9月完成投资 | 1-9月完成投资", "900 | 900", "300 | 310"),
        Right(refused=(("F2", "同是2023年09月"),)),
    ),
    "26 the same total twice": (
        table("总投资 | 1-9月完成投资", "5000 | 900", "800 | 300"),
        Right(planned=5800, invested=1200, asked=(("E2", "同义"),)),
    ),
    # 32 a sheet a month, with other texts in each
    "32 another state each month": (
        "\n".join(
            f"== 2023年{number}月\n项目名称 | 产业类别 | 总投资（万元） | 本月到位资金（万元） | 形象进度\n"
            f"甲 | 新材料 | 5000 | {number} | {state}\n乙 | 新材料 | 800 | {number * 10} | {state}二"
            for number, state in ((1, "打桩"), (2, "封顶"))
        ),
        Right(planned=5800, arrived=33, months=of({"01": 11, "02": 22})),
    ),
    "32 another official from the second month": (
        "\n".join(
            f"== {number}月\n2023年{number}月（单位：万元）\n项目名称 | 产业类别 | 总投资 | 本月完成投资 | 包保领导\n"
            f"甲 | 新材料 | 5000 | {number} | {who}"
            for number, who in ((1, "张三"), (2, "李四"), (3, "李四"))
        ),
        Right(planned=5000, invested=6),
    ),
    "32 another total in one month": (
        "\n".join(
            f"== 2023年{number}月\n项目名称 | 产业类别 | 总投资（万元） | 本月到位资金（万元）\n"
            f"甲 | 新材料 | {total} | 5"
            for number, total in ((1, 5000), (2, 5000), (3, 6000))
        ),
        Right(planned=6000, arrived=15),
    ),
}


#: One csv file has one sheet.
FORMS = [
    (name, form)
    for name, (text, _) in VARIANTS.items()
    for form in ("xlsx", "csv")
    if form == "xlsx" or "== " not in text
]


@pytest.mark.parametrize(("variant", "form"), FORMS)
def test_more_of_the_same_kinds(variant: str, form: str, tmp_path: Path) -> None:
    text, right = VARIANTS[variant]
    assert_right(examine(written.write(tmp_path, text, f"台账.{form}")), right)


# Of workbooks alone ---------------------------------------------------------------------------------

Build = Callable[[openpyxl.Workbook, Worksheet], object]


def formatted(style: str, first: float, second: float, heading: str) -> Build:
    """The totals of two projects under a number format."""

    def build(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        for row in [["序号", "项目名称", "产业类别", heading], [1, "甲", "新材料", first], [2, "乙", "新材料", second]]:
            sheet.append(row)
        for cell in ("D2", "D3"):
            sheet[cell].number_format = style

    return build


def dated(*days: object, is_1904: bool = False) -> Build:
    def build(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        if is_1904:
            book.epoch = CALENDAR_MAC_1904
        sheet.append(["序号", "项目名称", "产业类别", "总投资（万元）", "签约时间"])
        for number, day in enumerate(days, 1):
            sheet.append([number, f"项目{'甲乙丙'[number - 1]}", "新材料", 100, day])

    return build


def hidden(*, rows: tuple[int, ...] = (), columns: str = "") -> Build:
    """Two projects of 5000 and 800 with 1-9月 of 900 and 300, some of it hidden; an old plan stands in column E."""

    def build(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.append(["2023年9月重点项目（单位：万元）"])
        sheet.append(["序号", "项目名称", "产业类别", "总投资", "投资总额", "1-9月完成投资"])
        sheet.append([1, "甲", "新材料", 5000, 4000, 900])
        sheet.append([2, "乙", "新材料", 800, 700, 300])
        for row in rows:
            sheet.row_dimensions[row].hidden = True
        for column in columns:
            sheet.column_dimensions[column].hidden = True

    return build


BOOKS: dict[str, tuple[Build, Right]] = {
    "15 the old total": (hidden(columns="D"), Right(planned=4700, asked=(("D2", "没有用它"),))),
    "15 what was completed": (hidden(columns="F"), Right(invested=1200, asked=(("F2", "隐藏"),))),
    "15 the last row": (hidden(rows=(4,)), Right(planned=5800, asked=(("A4", "隐藏"),))),
    "15 all rows": (hidden(rows=(3, 4)), Right(planned=5800, asked=(("A3", "隐藏"),))),
    "07 亿": (formatted('0.00"亿"', 0.5, 0.08, "总投资"), Right(planned=5800)),
    "07 WPS": (formatted('0!.0,"万"', 50_000_000, 8_000_000, "总投资"), Right(planned=5800)),
    "07 thousands": (formatted("0.0,", 50_000, 8_000, "总投资（万元）"), Right(refused=(("D2", "按格式显示"),))),
    "07 a share": (formatted("0%", 0.5, 0.08, "总投资（万元）"), Right(refused=(("D2", "按格式显示"),))),
    "07 another currency": (formatted('#,##0"万美元"', 5, 8, "总投资（万元）"), Right(refused=(("D2", "USD"),))),
    "07 nothing shown": (formatted(";;;", 5, 8, "总投资（万元）"), Right(refused=(("D2", "不显示"),))),
    "14 end of the day": (
        dated(dt.datetime(2023, 3, 4, 23, 59, 59), dt.datetime(2023, 5, 4, 23, 59, 59)),
        Right(projects=2, asked=(("E2", "时区"),)),
    ),
    "14 some at 16:00": (
        dated(dt.datetime(2023, 3, 4, 16), dt.datetime(2023, 5, 5, 0)),
        Right(refused=(("E2", "时区"),)),
    ),
    "28 1904 with noon": (dated(43_528.5, is_1904=True), Right(refused=(("E2", "不是日期"),))),
    "28 1904 as a date": (dated(dt.date(2023, 3, 5), is_1904=True), Right(projects=1)),
    "28 1900": (dated(44_990), Right(projects=1, asked=(("E2", "日期序号"),))),
}


@pytest.mark.parametrize("variant", BOOKS)
def test_more_workbooks_of_the_same_kinds(variant: str, tmp_path: Path) -> None:
    build, right = BOOKS[variant]
    book = openpyxl.Workbook()
    build(book, book.active)
    book.save(tmp_path / "台账.xlsx")
    assert_right(examine(tmp_path / "台账.xlsx"), right)

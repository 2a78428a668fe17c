"""Drafted sentences on readable rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from texts import published, sentences, texts

ZH, EN = texts("zh"), texts("en")
TARGET: dict[str, Any] = {
    "key_projects": 243,
    "continuing_projects": 140,
    "new_projects": 103,
    "plan": 4_860_000.0,
    "invested": 3_124_000.0,
    "completion_rate": 3_124_000 / 4_860_000,
    "points_ahead": (3_124_000 / 4_860_000 - 0.75) * 100,
    "growth": 0.245,
    "last_key_projects": 210,
    "last_month": dt.date(2023, 9, 1),
    "remaining": 1_736_000.0,
    "months_left": 3,
    "needed_a_month": 1_736_000 / 3,
    "new_due": 90,
    "new_due_started": 72,
    "new_start_rate": 0.8,
    "new_started_early": 4,
}


def test_the_year_against_its_plan() -> None:
    sentence = sentences.target_year(ZH, TARGET, 2023)
    assert sentence == (
        "截至2023年9月30日，243个重点项目累计完成投资312.4亿元，占年度计划的64.3%，"
        "低于序时进度10.7个百分点，同比增长24.5%。"
    )
    assert sentences.drafted(ZH, sentence, is_demo=True).startswith("演示：截至")
    assert sentences.drafted(ZH, sentence, is_demo=False) == sentence
    assert sentences.target_year(EN, TARGET, 2023) == (
        "By 30 September 2023 the 243 key projects had completed ¥31.24B, 64.3% of the annual plan, "
        "10.7 percentage points behind schedule, up 24.5% year on year."
    )


def test_without_last_years_key_projects_there_is_no_growth() -> None:
    assert "同比" not in sentences.target_year(ZH, TARGET | {"last_key_projects": 0}, 2023)


def test_a_year_without_key_projects_or_months_says_so() -> None:
    assert (
        sentences.target_year(ZH, TARGET | {"key_projects": 0}, 2022) == "所选范围内没有列入2022年年度计划的重点项目。"
    )
    unreported = sentences.target_year(ZH, TARGET | {"last_month": pd.NaT}, 2023)
    assert unreported == "2023年243个重点项目年度计划投资486亿元，当年尚无月度数据。"


def test_the_gap() -> None:
    assert sentences.target_gap(ZH, TARGET) == "距年度计划486亿元还差173.6亿元，剩余3个月月均需完成57.9亿元"
    assert sentences.target_gap(ZH, TARGET | {"remaining": 0.0}) == "已完成年度计划486亿元"
    short = TARGET | {"months_left": 0, "needed_a_month": float("nan")}
    assert sentences.target_gap(ZH, short) == "距年度计划486亿元差173.6亿元"


def test_the_makeup() -> None:
    assert sentences.target_makeup(ZH, TARGET, dt.date(2023, 9, 30)) == (
        "243个重点项目中，续建140个、新建103个；"
        "截至2023年9月30日，新建项目应开工90个，其中已开工72个，开工率80.0%，另有4个提前开工。"
    )
    assert sentences.target_makeup(EN, TARGET | {"new_started_early": 0}, dt.date(2023, 9, 30)) == (
        "Of the 243 key projects 140 are carried over and 103 new; "
        "by 30 September 2023 90 of the new ones were due to start and 72 of these had started (80.0%)."
    )
    assert sentences.target_makeup(ZH, TARGET | {"key_projects": 0}, dt.date(2023, 9, 30)) == ""


def test_a_card_without_a_plan_has_no_figure() -> None:
    none = TARGET | {"key_projects": 0, "plan": 0.0, "invested": 0.0, "remaining": 0.0}
    assert (sentences.completed(ZH, none), sentences.of_plan(ZH, none, "remaining")) == ("—", "—")
    assert sentences.completed_of(ZH, none) == "重点项目完成投资"
    assert sentences.needed(ZH, none) == "无计划"
    assert sentences.needed(ZH, TARGET | {"months_left": 0, "needed_a_month": float("nan")}) == "全年已结束"
    assert sentences.needed(ZH, TARGET) == "剩余3个月月均需完成57.9亿元"


def test_a_past_year_says_at_which_day_it_is_read() -> None:
    assert sentences.past_year(ZH, 2023, dt.date(2023, 9, 30)) == ""
    assert (
        sentences.past_year(ZH, 2022, dt.date(2023, 9, 30)) == "2022年签约项目的开工、到位情况按截至2023年9月30日计。"
    )


def test_the_base_of_year_on_year_is_said() -> None:
    months = pd.DataFrame({"last_cumulative_invested": [1.0, 3_380_000.0]})
    row = TARGET | {"last_invested": 2_510_000.0}
    assert sentences.last_year(ZH, row, months) == "上年重点项目：同期完成251.0亿元，全年完成338.0亿元。"


def test_what_stands_beside_the_funnel_adds_up_in_words() -> None:
    stages = pd.DataFrame(
        {"stage": ["signed", "started", "funded"], "projects": [4, 2, 2], "funds_arrived": [0, 0, 157.0]}
    )
    beside = {
        "cohort_funds": 162.0, "unstarted_funds": 3.0, "unstarted_projects": 1, "terminated_funds": 2.0,
        "terminated_projects": 1, "terminated_planned": 40_000.0, "early_projects": 1, "early_funds": 7.0,
        "framework_projects": 1, "framework_planned": 50_000.0,
        "matured_projects": 2, "matured_days": 180, "matured_started": 1, "matured_start_rate": 0.5,
    }  # fmt: skip
    assert sentences.funnel_beside(ZH, beside, stages) == [
        "累计到位162万元，其中有资金到位项目157万元、未开工项目1个3万元、已终止项目2万元。",
        "1个项目有资金早于开工到位，开工前到位7万元，计入到位资金，不计入中位用时。",
        "已终止1个（计划总投资4.0亿元），不计入后续阶段。",
        "签约满180天的2个中已开工1个，开工率50.0%。",
        "另有框架协议1个（计划总投资5.0亿元），不计入签约数和各项比率。",
    ]


def test_of_many_names_a_headline_counts() -> None:
    many = pd.DataFrame(
        {
            "name": [f"单位{number}" for number in range(30)],
            "invested": [float(100 - number) for number in range(30)],
            "invested_rank": range(1, 31),
            "invested_so_far": 0.5,
            "points_ahead": [16.0 - number for number in range(30)],
        }
    )
    words = "30个中17个达到序时进度；完成最多的是单位0；落后最多的是单位29（低于序时13.0个百分点）"
    assert sentences.leaders(ZH, many) == words
    assert sentences.leaders(EN, many).startswith("17 of 30 are on schedule; most completed: 单位0; furthest behind: ")
    assert sentences.leaders(ZH, many.assign(points_ahead=2.0)) == "30个均达到序时进度；完成最多的是单位0"
    unplanned = many.assign(points_ahead=[float("nan"), *many["points_ahead"][1:]])
    assert sentences.leaders(ZH, unplanned).startswith("29个中16个达到序时进度"), "of those that have a plan"
    assert ZH.few(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert ZH.few(["甲", "乙", "丙", "丁"]) == "甲、乙、丙等4个"
    assert EN.few(["A", "B", "C", "D"], 2) == "A, B and others (4 in all)"


def test_leaders_name_the_two_that_carry_most_and_who_is_on_schedule() -> None:
    groups = pd.DataFrame(
        {
            "name": ["乙", "甲", "丙"],
            "invested": [60.0, 30.0, 10.0],
            "invested_rank": [1, 2, 3],
            "invested_so_far": [0.6, 0.9, 1.0],
            "points_ahead": [-3.0, -0.04, -20.0],
        }
    )
    assert sentences.leaders(ZH, groups) == "乙、甲合计完成投资占90%；仅甲达到序时进度"
    assert sentences.leaders(ZH, groups.assign(points_ahead=-1.0)) == "乙、甲合计完成投资占90%；均低于序时进度"
    assert sentences.leaders(ZH, groups.assign(invested=0.0)) == "尚无完成投资"
    assert sentences.leaders(ZH, groups.head(0)) == "没有重点项目"
    assert sentences.leaders(ZH, groups.assign(points_ahead=1.0)) == "乙、甲合计完成投资占90%；乙、甲、丙达到序时进度"
    one = groups.head(1).assign(completion_rate=0.6)
    assert sentences.leaders(ZH, one) == "乙完成投资60万元，占年度计划的60.0%"


def test_published_figures_keep_the_sources_caution() -> None:
    cases = [
        ((1100, "batches", ">="), "1100余批次", "just over 1,100 batches"),
        ((700, "100M yuan", ">"), "超700亿元", "over ¥70B"),
        ((70, "percent", "<~"), "近70%", "nearly 70%"),
        ((181.67, "100M yuan", "~"), "约181.7亿元", "about ¥18.17B"),
        ((30, "percent", ">="), "30%以上", "30% and more"),
        ((1, "rank", "="), "第1位", "no. 1"),
        ((177, "projects", "="), "177个", "177 projects"),
    ]
    for (value, unit, relation), zh, en in cases:
        assert published.amount(ZH, value, unit, relation) == zh
        assert published.amount(EN, value, unit, relation) == en


def test_a_median_of_few_says_of_how_many() -> None:
    stages = pd.DataFrame(
        {
            "stage": ["signed", "started", "funded"],
            "projects": [9, 6, 3],
            "timed_projects": [np.nan, 6, 3],
            "median_days": [np.nan, 74.0, 38.0],
        }
    )
    assert sentences.steps(ZH, stages) == "签约至开工中位用时74天，开工至首次到位38天（3个项目）"
    assert sentences.steps(EN, stages).endswith("38 days from the start to the first money (of 3)")

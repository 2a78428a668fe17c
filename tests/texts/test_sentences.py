"""Drafted sentences on readable rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

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
    assert sentences.target_year(ZH, TARGET | {"key_projects": 0}, 2022) == "所选范围内没有2022年有年度计划的重点项目。"
    unreported = sentences.target_year(ZH, TARGET | {"last_month": pd.NaT}, 2023)
    assert unreported == "2023年243个重点项目年度计划投资486亿元，当年尚无月度数据。"


def test_the_gap() -> None:
    assert sentences.target_gap(ZH, TARGET) == "距486亿元还差173.6亿元，后3个月月均需完成57.9亿元"
    assert sentences.target_gap(ZH, TARGET | {"remaining": 0.0}) == "已完成年度计划486亿元"
    short = TARGET | {"months_left": 0, "needed_a_month": float("nan")}
    assert sentences.target_gap(ZH, short) == "距年度计划486亿元差173.6亿元"


def test_the_makeup() -> None:
    assert sentences.target_makeup(ZH, TARGET) == (
        "243个重点项目中，续建140个、新建103个，新建项目应开工90个，其中已开工72个，开工率80.0%，另有4个提前开工。"
    )


def test_money_that_stops_before_the_as_of_date_says_where() -> None:
    row = TARGET | {"last_month": dt.date(2023, 8, 1)}
    assert sentences.money_stops(ZH, row, dt.date(2023, 9, 15)) == "投资数据截至8月末。"
    assert sentences.money_stops(ZH, TARGET, dt.date(2023, 9, 30)) == ""


def test_leaders_name_the_two_that_carry_most_and_who_is_on_schedule() -> None:
    groups = pd.DataFrame(
        {
            "name": ["乙", "甲", "丙"],
            "invested": [60.0, 30.0, 10.0],
            "invested_rank": [1, 2, 3],
            "leading_share": [0.6, 0.9, 1.0],
            "points_ahead": [-3.0, -0.04, -20.0],
        }
    )
    assert sentences.leaders(ZH, groups) == "乙、甲完成投资占90%；达到序时的有甲"
    assert sentences.leaders(ZH, groups.assign(points_ahead=-1.0)) == "乙、甲完成投资占90%；均低于序时"
    assert sentences.leaders(ZH, groups.head(0)) == "尚无完成投资"


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

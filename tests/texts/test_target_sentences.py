"""What the targets page says in words, full, thin and empty."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from texts import sentences, texts

ZH, EN = texts("zh"), texts("en")
NAN = float("nan")
GAP: dict[str, Any] = {
    "shortfall_projects": 166, "shortfall": 725_421.0, "ahead_projects": 77, "excess": 204_421.0, "level_projects": 0,
    "surplus": -521_000.0, "leading_projects": 10, "leading_shortfall": 196_371.0, "leading_share": 0.2707,
    "waiting_projects": 9, "waiting_shortfall": 43_125.0, "ended_projects": 0, "ended_shortfall": 0.0,
}  # fmt: skip
NONE = GAP | {
    "shortfall_projects": 0, "shortfall": 0.0, "leading_projects": 0, "leading_share": NAN, "surplus": 204_421.0,
    "waiting_projects": 0,
}  # fmt: skip


def test_who_decides_the_year() -> None:
    assert sentences.deciding(ZH, GAP) == "166个项目低于自身序时，缺口72.5亿元，前10个占27.1%"
    few = GAP | {"shortfall_projects": 4, "leading_projects": 4, "leading_share": 1.0}
    assert sentences.deciding(ZH, few) == "4个项目低于自身序时，缺口72.5亿元"
    one = few | {"shortfall_projects": 1, "leading_projects": 1, "shortfall": 900.0}
    assert sentences.deciding(ZH, one) == "1个项目低于自身序时，缺口900万元"
    assert sentences.deciding(ZH, NONE) == "没有重点项目低于自身序时"
    assert sentences.deciding(ZH, NONE | {"ahead_projects": 0}) == "各重点项目均与序时持平"
    assert sentences.deciding(EN, GAP).endswith("the 10 largest make up 27.1% of it")


def test_what_stands_against_the_shortfall() -> None:
    assert sentences.balance(ZH, GAP) == (
        "缺口为全部低于自身序时（年度计划×序时进度）项目的欠额之和；其中4.3亿元属于未到计划开工日期的9个新建项目；"
        "另有77个项目超序时20.4亿元；相抵后欠52.1亿元。"
    )
    ended = GAP | {"ended_projects": 2, "ended_shortfall": 5_000.0}
    assert "9个新建项目；5000万元属于已终止但计划未核减的2个项目；" in sentences.balance(ZH, ended)
    assert "¥50.00M is at 2 terminated projects, whose plans still count" in sentences.balance(EN, ended)
    assert sentences.balance(ZH, NONE) == "77个项目超序时20.4亿元。"
    assert "相抵后超序时5000万元" in sentences.balance(ZH, GAP | {"surplus": 5_000.0})
    assert "相抵后与序时持平" in sentences.balance(ZH, GAP | {"surplus": 0.0})
    assert sentences.balance(ZH, NONE | {"ahead_projects": 0}) == ""


def quarters(months: int, rate: float = 0.6255, last: float = 589_993.0, growth: float = 0.288) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "quarter": [1],
            "months": [months],
            "last_month": [pd.Timestamp(2023, months or 1, 1)],
            "quarter_invested": [759_994.0],
            "schedule_rate": [rate],
            "last_quarter_invested": [last],
            "quarter_growth": [growth],
        }
    )


def test_the_newest_quarter() -> None:
    assert sentences.newest_quarter(ZH, quarters(3)) == "第一季度完成76.0亿元，为序时任务的62.6%，同比增长28.8%"
    assert sentences.newest_quarter(ZH, quarters(1)).startswith("第一季度（截至1月）完成76.0亿元")
    assert sentences.newest_quarter(ZH, quarters(3, last=NAN)) == "第一季度完成76.0亿元，为序时任务的62.6%"
    assert sentences.newest_quarter(ZH, quarters(3, last=0, growth=NAN)).endswith("无同期可比数据")
    assert "没有序时任务" in sentences.newest_quarter(ZH, quarters(3, rate=NAN))
    assert sentences.newest_quarter(ZH, quarters(0)) == "本年尚无月份上报"
    year = pd.concat([quarters(3), quarters(2).assign(quarter=2), quarters(0).assign(quarter=3)], ignore_index=True)
    year.loc[1, "last_month"] = pd.Timestamp(2023, 5, 1)
    assert sentences.newest_quarter(ZH, year).startswith("第二季度（截至5月）完成76.0亿元"), "not the first of long ago"


def test_adjusted_plans() -> None:
    row = {
        "original_plan": 4_860_000.0, "plan": 4_860_000.0, "plan_change": 0.0, "adjusted_projects": 10,
        "raised_projects": 5, "raised": 24_500.0, "lowered_projects": 5, "lowered": 24_500.0,
    }  # fmt: skip
    assert sentences.adjusted(ZH, row) == "10个重点项目调整了年度计划，年度计划仍为486亿元"
    assert sentences.adjusted_by(ZH, row) == "金额单位：万元；调增5个项目，共2.5亿元；调减5个项目，共2.5亿元。"
    less = row | {"plan": 4_760_000.0, "plan_change": -100_000.0}
    assert sentences.adjusted(ZH, less) == "10个重点项目调整了年度计划，年度计划由486亿元调整为476亿元"
    assert sentences.adjusted(ZH, row | {"adjusted_projects": 0}) == "年度计划未作调整"


def months(counted: int, *, last: bool = True, plan: bool = True) -> pd.DataFrame:
    numbers = range(1, 13)
    return pd.DataFrame(
        {
            "month": [pd.Timestamp(2023, number, 1) for number in numbers],
            "is_counted": [number <= counted for number in numbers],
            "cumulative_funds": [100_000.0 * number if number <= counted else NAN for number in numbers],
            "last_cumulative_funds": [90_000.0 * number if last else NAN for number in numbers],
            "growth": [1 / 9 if last and number <= counted else NAN for number in numbers],
            "plan": 4_860_000.0 if plan else 0.0,
            "plan_share": [number / 48.6 if plan and number <= counted else NAN for number in numbers],
        }
    )


def test_funds_stand_beside_last_year() -> None:
    assert sentences.funds_year(ZH, months(9)) == "截至2023年9月30日到位资金90.0亿元，同比增长11.1%"
    assert sentences.funds_base(ZH, months(9)) == "上年同期81.0亿元，上年全年108.0亿元。"
    assert sentences.funds_year(ZH, months(9, last=False)).endswith("无同期可比数据")
    assert sentences.funds_base(ZH, months(9, last=False)) == "台账未覆盖上年同期，不画上年线。"
    assert sentences.funds_year(ZH, months(0)) == "本年无到位资金数据"


def test_funds_against_the_plan_carry_their_caution() -> None:
    caution = sentences.funds_caution(ZH, months(9))
    assert "相当于年度计划的18.5%" in caution
    assert "未下达到位资金目标" in caution
    assert "不是完成率" in caution
    assert sentences.funds_caution(ZH, months(9, plan=False)) == "没有可对照的年度计划。"
    assert sentences.funds_caution(ZH, months(0)) == "没有可对照的年度计划。"


def target(indicator: str, amount: float, actual: float, **more: Any) -> dict[str, Any]:
    return {
        "indicator": indicator, "unit": None, "industry": None, "target_amount": amount, "actual": actual,
        "target_rate": actual / amount, "elapsed_share": 0.75, "units_amount": NAN, "plan": NAN,
    } | more  # fmt: skip


def test_targets_met() -> None:
    rows = pd.DataFrame([target("signed_projects", 200, 141), target("invested", 4_860_000.0, 3_124_000.0)])
    assert sentences.targets_met(ZH, rows, 2023) == "2023年目标完成率：签约项目70.5%、完成投资64.3%"
    assert sentences.targets_met(ZH, rows.iloc[:0], 2023) == "2023年目标"
    assert sentences.targets_met(ZH, rows.assign(unit="责任单位一"), 2023) == "2023年目标"
    assert "时间进度75.0%" in sentences.elapsed(ZH, rows)
    assert sentences.elapsed(ZH, rows.tail(1)) == "", "the schedule says it for completed investment"


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (target("signed_projects", 200, 141, units_amount=200.0), None),
        (
            target("signed_projects", 200, 141, units_amount=198.0),
            "签约项目：各责任单位目标合计198个，全区目标200个，两者不一致。",
        ),
        (
            target("invested", 4_860_000.0, 1.0, plan=4_760_000.0),
            "完成投资：全区目标486亿元，重点项目年度计划合计476亿元，两者不一致。",
        ),
        (target("invested", 500.0, 1.0, unit="责任单位一", plan=400.0), None),
    ],
)
def test_targets_that_do_not_add_up_are_said(row: dict[str, Any], note: str | None) -> None:
    assert sentences.target_notes(ZH, pd.DataFrame([row])) == ([note] if note else [])

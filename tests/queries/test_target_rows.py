"""Given a few readable rows, each query of the targets page gives these rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.queries.ledgers import WHOLE, month, plan, project, publish, run

LEADING = {"leading": 10, "leading_surpluses": 3}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def target(indicator: str, amount: float, unit: str | None = None, industry: str | None = None) -> dict[str, Any]:
    return {"year": 2023, "indicator": indicator, "unit": unit, "industry": industry, "amount": amount}


def steps(**changed: Any) -> list[tuple[Any, ...]]:
    rows = run("target_waterfall", **(LEADING | changed))
    assert rows["step"].to_list() == list(range(1, len(rows) + 1))
    names = [None if pd.isna(name) else name for name in rows["name"]]
    return list(
        zip(
            rows["step_kind"],
            names,
            rows["projects"],
            rows["amount"],
            rows["from_amount"],
            rows["to_amount"],
            strict=True,
        )
    )


def publish_five() -> None:
    """Through September 75 % is due: 甲 −500, 乙 −300, 丙 −100, 丁 on schedule, 戊 +250."""
    names = ("甲", "乙", "丙", "丁", "戊")
    publish(
        project=[project(name, None) for name in names],
        plan=[plan(name, 2023, 1_000, "新建", planned_start_on=dt.date(2023, 12, 1)) for name in names],
        progress=[
            month("甲", "2023-03", 0, 250), month("乙", "2023-03", 0, 450), month("丙", "2023-09", 0, 650),
            month("丁", "2023-09", 0, 750), month("戊", "2023-09", 0, 1_000), month("戊", "2022-09", 0, 5_000),
        ],
    )  # fmt: skip


def test_the_waterfall_goes_from_the_schedule_to_what_is_completed() -> None:
    publish_five()
    assert steps() == [
        ("scheduled", None, 5, 3_750, 3_750, 3_750),
        ("shortfall", "甲", 1, -500, 3_750, 3_250),
        ("shortfall", "乙", 1, -300, 3_250, 2_950),
        ("shortfall", "丙", 1, -100, 2_950, 2_850),
        ("surplus", "戊", 1, 250, 2_850, 3_100),
        ("invested", None, 5, 3_100, 3_100, 3_100),
    ]
    assert steps(leading=1, leading_surpluses=0) == [
        ("scheduled", None, 5, 3_750, 3_750, 3_750),
        ("shortfall", "甲", 1, -500, 3_750, 3_250),
        ("other_shortfalls", None, 2, -400, 3_250, 2_850),
        ("other_surpluses", None, 1, 250, 2_850, 3_100),
        ("invested", None, 5, 3_100, 3_100, 3_100),
    ]
    assert steps(year=2022) == []


def test_a_third_of_a_quarter_is_on_schedule_and_makes_no_step() -> None:
    publish(project=[project("甲", None)], plan=[plan("甲", 2023, 1_200)], progress=[month("甲", "2023-04", 0, 400)])
    day = {"as_of": dt.date(2023, 4, 30)}
    assert [kind for kind, *_ in steps(**day)] == ["scheduled", "invested"]
    gap = run("target_shortfall", leading=10, **day).iloc[0]
    assert (gap["shortfall_projects"], gap["ahead_projects"], gap["level_projects"]) == (0, 0, 1)
    assert pd.isna(gap["leading_share"])


def test_the_shortfall_is_the_sum_of_those_behind_and_the_leading_share_a_part_of_it() -> None:
    publish_five()
    gap = run("target_shortfall", leading=1).iloc[0].to_dict()
    assert gap == {
        "shortfall_projects": 3, "shortfall": 900, "ahead_projects": 1, "excess": 250, "level_projects": 1,
        "surplus": -650, "leading_projects": 1, "leading_shortfall": 500, "leading_share": 500 / 900,
        "waiting_projects": 3, "waiting_shortfall": 900, "ended_projects": 0, "ended_shortfall": 0,
    }  # fmt: skip
    fewer = run("target_shortfall", leading=10).iloc[0]
    assert (fewer["leading_projects"], fewer["leading_shortfall"], fewer["leading_share"]) == (3, 900, 1)
    none = run("target_shortfall", leading=10, year=2022).iloc[0]
    assert (none["shortfall_projects"], none["shortfall"], none["surplus"]) == (0, 0, 0)


def test_before_the_first_month_nothing_is_due_and_nothing_short() -> None:
    publish_five()
    assert steps(as_of=dt.date(2023, 1, 20)) == [], "no month of the year has been reported: there is no data, not 0"
    year = run("target_year", as_of=dt.date(2023, 1, 20)).iloc[0]
    assert year[["invested", "completion_rate", "points_ahead", "remaining", "last_month"]].isna().all()
    assert (year["months_left"], year["scheduled"]) == (12, 0)


def test_a_project_that_waits_for_its_start_is_short_but_said() -> None:
    publish(
        project=[project("早", None, "2023-02-01"), project("等", None), project("迟", None)],
        plan=[
            plan("早", 2023, 1_000, "新建", planned_start_on=dt.date(2023, 12, 1)),
            plan("等", 2023, 1_000, "新建", planned_start_on=dt.date(2023, 10, 1)),
            plan("迟", 2023, 1_000, "新建", planned_start_on=dt.date(2023, 9, 30)),
        ],
        progress=[month("早", "2023-01", 0, 0)],
    )
    gap = run("target_shortfall", leading=10).iloc[0]
    assert (gap["shortfall_projects"], gap["waiting_projects"], gap["waiting_shortfall"]) == (3, 1, 750)


def test_a_terminated_project_stays_in_the_plan_and_is_said() -> None:
    ends = {"terminated_on": dt.date(2023, 5, 1), "termination_reason": "其他"}
    publish(
        project=[
            project("止", "2022-03-01", "2022-06-01", **ends),
            project("撤", "2023-01-05", **ends),
            project("慢", None),
        ],
        plan=[
            plan("止", 2023, 1_000),
            plan("撤", 2023, 400, "新建", planned_start_on=dt.date(2023, 12, 1)),
            plan("慢", 2023, 200),
        ],
        progress=[month("止", "2023-01", 0, 150)],
    )
    gap = run("target_shortfall", leading=10).iloc[0]
    assert (gap["shortfall"], gap["ended_projects"], gap["ended_shortfall"]) == (1_050, 2, 900)
    assert gap["waiting_projects"] == 0, "what is terminated waits for no start"
    rows = run("target_projects").set_index("name")
    assert rows.loc["止", "terminated_on"] == pd.Timestamp(2023, 5, 1)
    assert run("target_shortfall", leading=10, as_of=dt.date(2023, 4, 30)).iloc[0]["ended_projects"] == 0


def test_quarters_sum_to_the_year_and_the_one_under_way_stops_with_the_money() -> None:
    publish(
        dt.date(2023, 5, 1),
        project=[project("甲", None), project("乙", None)],
        plan=[plan("甲", 2023, 1_200), plan("乙", 2022, 1_000)],
        progress=[
            month("甲", "2023-01", 0, 150), month("甲", "2023-04", 0, 260), month("甲", "2022-02", 0, 9_999),
            month("乙", "2022-03", 0, 100), month("乙", "2022-05", 0, 200), month("乙", "2022-06", 0, 7_000),
        ],
    )  # fmt: skip
    weights = {"weight_q1": 10.0, "weight_q2": 30.0, "weight_q3": 30.0, "weight_q4": 30.0}
    rows = run("target_quarters", as_of=dt.date(2023, 6, 15), **weights)
    assert rows["quarter"].to_list() == [1, 2, 3, 4]
    assert rows["months"].to_list() == [3, 2, 0, 0]
    assert rows["last_month"].to_list()[:2] == [pd.Timestamp(2023, 3, 1), pd.Timestamp(2023, 5, 1)]
    assert rows["quarter_plan"].to_list() == pytest.approx([120, 360, 360, 360])
    assert rows["quarter_scheduled"].to_list() == pytest.approx([120, 240, 0, 0])
    assert rows["quarter_invested"].to_list()[:2] == [150, 260]
    assert rows["schedule_rate"].to_list()[:2] == pytest.approx([1.25, 260 / 240])
    # Last year's key project only, and of its second quarter only the months that count here.
    assert rows["last_quarter_invested"].to_list()[:2] == [100, 200]
    assert rows["quarter_growth"].to_list()[:2] == pytest.approx([0.5, 0.3])
    assert (
        rows.loc[2:, ["quarter_invested", "schedule_rate", "last_quarter_invested", "quarter_growth"]]
        .isna()
        .all(axis=None)
    )


def test_quarters_without_last_years_key_projects_have_no_base() -> None:
    publish(project=[project("甲", None)], plan=[plan("甲", 2023, 1_200)], progress=[month("甲", "2022-01", 0, 150)])
    rows = run("target_quarters")
    assert rows["quarter_invested"].to_list()[:3] == [0, 0, 0]
    assert rows[["last_quarter_invested", "quarter_growth"]].isna().all(axis=None)


def test_adjustments_count_from_their_day() -> None:
    publish(
        project=[project(name, None) for name in ("升", "降", "同额", "未注日期", "未调")],
        plan=[
            plan("升", 2023, 1_300, original_amount=1_000, adjusted_on=dt.date(2023, 7, 1)),
            plan("降", 2023, 500, original_amount=900, adjusted_on=dt.date(2023, 8, 1)),
            plan("同额", 2023, 100, original_amount=100, adjusted_on=dt.date(2023, 6, 1)),
            plan("未注日期", 2023, 70, original_amount=60),
            plan("未调", 2023, 40),
        ],
    )
    rows = run("target_adjustments")
    assert rows["name"].to_list() == ["降", "升", "未注日期", "同额"]
    assert rows["plan_change"].to_list() == [-400, 300, 10, 0]
    assert run("target_adjusted").iloc[0].to_dict() == {
        "original_plan": 2_100, "plan": 2_010, "plan_change": -90, "adjusted_projects": 4,
        "raised_projects": 2, "raised": 310, "lowered_projects": 1, "lowered": 400,
    }  # fmt: skip
    before = run("target_adjustments", as_of=dt.date(2023, 7, 31))
    assert before["name"].to_list() == ["升", "未注日期", "同额"]
    assert run("target_adjusted", as_of=dt.date(2023, 5, 31)).iloc[0]["plan"] == 2_110
    assert run("target_adjustments", year=2022).empty


def test_funds_add_up_beside_last_years() -> None:
    publish(
        project=[project("甲", "2021-01-01"), project("乙", None)],
        plan=[plan("乙", 2023, 1_000)],
        progress=[
            month("甲", "2022-01", 40), month("乙", "2022-03", 60), month("甲", "2022-12", 7),
            month("甲", "2023-01", 50), month("甲", "2023-03", 70),
        ],
    )  # fmt: skip
    rows = run("funds_months", as_of=dt.date(2023, 4, 15)).set_index(pd.Index(range(1, 13)))
    assert rows["is_counted"].to_list() == [True] * 3 + [False] * 9
    assert rows["cumulative_funds"].dropna().to_list() == [50, 50, 120]
    assert rows["last_cumulative_funds"].to_list() == [40, 40, *[100] * 9, 107]
    assert rows.loc[3, ["growth", "plan_share"]].to_list() == pytest.approx([0.2, 0.12])
    assert rows.loc[12, "cumulative_scheduled"] == pytest.approx(1_000)
    assert rows.loc[4:, ["funds_arrived", "cumulative_funds", "growth", "plan_share"]].isna().all(axis=None)


def test_funds_without_a_ledger_all_last_year_have_no_base() -> None:
    publish(project=[project("甲", "2021-01-01")], progress=[month("甲", "2022-02", 40), month("甲", "2023-01", 50)])
    rows = run("funds_months")
    assert rows["cumulative_funds"].dropna().to_list() == [50] * 9
    assert rows[["last_cumulative_funds", "growth", "plan_share"]].isna().all(axis=None)


def test_a_month_of_last_year_that_does_not_count_is_no_base() -> None:
    publish(
        dt.date(2022, 11, 1),
        project=[project("甲", "2021-01-01"), project("乙", "2023-02-01")],
        progress=[month("甲", "2021-01", 5), month("甲", "2022-11", 40)],
    )
    rows = run("funds_months")
    assert rows["last_cumulative_funds"].dropna().to_list() == [*[0] * 10, 40]


def publish_targets() -> None:
    publish(
        project=[
            project("甲", "2023-01-10", "2023-03-11"),
            project("乙", "2022-01-10", "2023-04-11", unit="责任单位二"),
            project("框", "2023-01-10", "2023-05-01", agreement="框架"),
            project("计划", None, "2023-02-01", industry="其他"),
        ],
        progress=[month("甲", "2023-03", 30, 8), month("乙", "2023-03", 20, 9), month("计划", "2023-04", 5, 600),
                  month("计划", "2022-04", 500, 6_000)],
        plan=[plan("计划", 2023, 1_000)],
        target=[
            target("signed_projects", 4), target("signed_projects", 2, "责任单位一"),
            target("signed_projects", 1, "责任单位二"), target("started_projects", 2),
            target("funds_arrived", 110), target("invested", 900), target("invested", 50, None, "其他"),
            target("started_projects", 0, "责任单位二", "新材料"),
        ],
    )  # fmt: skip


def test_targets_are_held_against_their_own_projects() -> None:
    publish_targets()
    rows = run("targets").astype(object)
    rows = rows.where(rows.notna(), None)
    found = {tuple(row[:3]): tuple(row[3:5]) for row in rows.to_numpy().tolist()}
    assert found == {
        ("signed_projects", None, None): (4, 1),
        # A framework agreement is no signing, a project without a signing none that started.
        ("started_projects", None, None): (2, 2),
        ("funds_arrived", None, None): (110, 55),
        ("invested", None, None): (900, 600),
        ("invested", None, "其他"): (50, 600),
        ("signed_projects", "责任单位一", None): (2, 1),
        ("signed_projects", "责任单位二", None): (1, 0),
        ("started_projects", "责任单位二", "新材料"): (0, 1),
    }
    assert rows["indicator"].to_list()[:4] == ["signed_projects", "started_projects", "funds_arrived", "invested"]
    zone = run("targets").set_index(["indicator", "unit", "industry"])
    signed, invested = zone.loc["signed_projects"].iloc[0], zone.loc["invested"].iloc[0]
    assert (signed["target_rate"], signed["units_amount"], signed["elapsed_share"]) == (0.25, 3, 0.75)
    assert signed[["due_share", "scheduled", "points_ahead", "plan"]].isna().all()
    assert (invested["scheduled"], invested["plan"]) == (pytest.approx(675), 1_000)
    assert invested["points_ahead"] == pytest.approx((600 / 900 - 0.75) * 100)
    assert pd.isna(invested["units_amount"]), "an industry's target is no department's"
    assert pd.isna(zone.loc["started_projects"].iloc[-1]["target_rate"]), "no rate of a target of nought"


def test_only_targets_that_the_filters_leave_whole_are_given() -> None:
    publish_targets()
    unit = run("targets", units=("责任单位二",))
    assert set(zip(unit["indicator"], unit["unit"], strict=True)) == {
        ("signed_projects", "责任单位二"),
        ("started_projects", "责任单位二"),
    }
    assert unit["actual"].to_list() == [0, 1]
    industry = run("targets", industries=("其他",))
    assert industry[["indicator", "industry", "actual"]].to_numpy().tolist() == [["invested", "其他", 600]]
    assert run("targets", units=("责任单位二",), industries=("新材料",))["industry"].to_list() == ["新材料"]
    for other in ({"kinds": ("外资",)}, {"channels": ("领导招商",)}, {"min_planned": 1.0}, {"below_planned": 1.0},
                  {"agreement": "正式"}):  # fmt: skip
        assert run("targets", **other).empty
    assert run("targets", year=2022).empty


def test_the_elapsed_share_is_of_whole_months() -> None:
    publish_targets()
    shares = {
        day: run("targets", as_of=dt.date.fromisoformat(day))["elapsed_share"].iloc[0]
        for day in ("2022-12-31", "2023-01-30", "2023-01-31", "2023-12-31", "2024-02-01")
    }
    assert list(shares.values()) == pytest.approx([0, 0, 1 / 12, 1, 1])


def test_one_month_one_project() -> None:
    publish(
        dt.date(2023, 1, 1),
        project=[project("独", None)],
        plan=[plan("独", 2023, 1_200)],
        progress=[month("独", "2023-01", 0, 40)],
    )
    assert WHOLE["as_of"] == dt.date(2023, 9, 30)
    assert [(row[0], row[1]) for row in steps()] == [("scheduled", None), ("shortfall", "独"), ("invested", None)]
    assert steps()[1][3] == pytest.approx(-60)
    assert run("target_quarters")["months"].to_list() == [1, 0, 0, 0]

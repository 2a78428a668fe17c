"""Given a few readable rows, each query gives these rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from tests.queries.ledgers import month, plan, project, publish, run

END = pd.Timestamp


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def test_the_funnel_nests_and_counts_money_before_the_start_beside_it() -> None:
    publish(
        project=[
            project("准时", "2023-01-10", "2023-03-11", 10_000),
            project("先到资", "2023-01-10", "2023-05-20", 20_000),
            project("未开工", "2023-02-01", None, 30_000),
            project("终止", "2023-02-01", "2023-03-01", 40_000,
                    terminated_on=dt.date(2023, 8, 1), termination_reason="退出"),
            project("框架", "2023-02-01", None, 50_000, agreement="框架"),
            project("往年", "2022-02-01", "2023-02-01", 60_000),
        ],
        progress=[
            month("准时", "2023-04", 100), month("准时", "2023-05", 50), month("先到资", "2023-02", 7),
            month("未开工", "2023-03", 3), month("终止", "2023-03", 2), month("往年", "2023-03", 11),
        ],
    )  # fmt: skip
    cohort = run("funnel_cohort").set_index("stage")
    assert cohort["projects"].to_dict() == {"signed": 4, "started": 2, "funded": 2}
    assert cohort["planned_investment"].to_dict() == {"signed": 100_000, "started": 30_000, "funded": 30_000}
    assert cohort["funds_arrived"].to_dict() == {"signed": 162, "started": 157, "funded": 157}
    # 60 and 130 days to the start; 30 April is 50 days after 11 March, the other's money came before.
    assert cohort.loc["started", "median_days"] == 95
    assert (cohort.loc["funded", "median_days"], cohort.loc["funded", "timed_projects"]) == (50, 1)
    beside = run("funnel_beside").iloc[0].to_dict()
    assert beside == {
        "framework_projects": 1, "framework_planned": 50_000,
        "early_projects": 1, "early_funds": 7,
        "unstarted_projects": 1, "unstarted_funds": 3,
        "terminated_projects": 1, "terminated_planned": 40_000, "terminated_funds": 2,
        "cohort_funds": 162,
        # All four were signed by April; the terminated one stays among them.
        "matured_days": 180, "matured_projects": 4, "matured_started": 2, "matured_start_rate": 0.5,
    }  # fmt: skip
    assert cohort["arrival_rate"].to_dict() == {
        "signed": 162 / 100_000,
        "started": 157 / 30_000,
        "funded": 157 / 30_000,
    }
    period = run("funnel_period").set_index("stage")
    # 往年 started within the period, whenever it was signed; the other had started before it was terminated.
    assert period["projects"].to_dict() == {"signed": 4, "started": 4, "funded": 5}
    assert period.loc["funded", "funds_arrived"] == 173
    stages = run("funnel_projects").set_index("name")["stage"].to_dict()
    assert stages == {"准时": "funded", "先到资": "funded", "未开工": "signed", "终止": "terminated"}
    apart = run("funnel_projects", agreement="框架").set_index("name")["stage"].to_dict()
    assert apart == {"框架": "framework"}, "framework agreements are seen where they alone are asked for"


def test_the_as_of_date_shows_the_zone_as_it_stood() -> None:
    publish(
        project=[project("一", "2023-01-10", "2023-03-11"), project("二", "2023-04-01", "2023-05-01")],
        progress=[month("一", "2023-03", 100), month("二", "2023-06", 50)],
    )
    stages = run("funnel_cohort", as_of=dt.date(2023, 3, 10)).set_index("stage")["projects"]
    assert stages.drop("funded").to_dict() == {"signed": 1, "started": 0}
    assert pd.isna(stages["funded"]), "no month of money had been reported"
    # March had not ended on the 30th: its money does not count yet.
    before = run("funnel_cohort", as_of=dt.date(2023, 3, 30)).set_index("stage")["projects"].to_dict()
    after = run("funnel_cohort", as_of=dt.date(2023, 3, 31)).set_index("stage")["projects"].to_dict()
    assert pd.isna(before["funded"])
    assert after["funded"] == 1


def test_no_rows_give_zeros_and_no_rates() -> None:
    publish(project=[project("一", "2020-01-10")], progress=[month("一", "2023-01", 0, 0)])
    cohort = run("funnel_cohort").set_index("stage")
    assert cohort["projects"].to_list() == [0, 0, 0]
    assert cohort["share_of_first"].isna().all()
    target = run("target_year").iloc[0]
    assert (target["key_projects"], target["plan"], target["remaining"]) == (0, 0, 0)
    assert pd.isna(target["completion_rate"])
    assert pd.isna(target["points_ahead"])
    assert run("target_groups", dimension="unit").empty
    assert run("target_projects").empty


def test_the_year_against_its_plan() -> None:
    publish(
        project=[
            project("续", "2021-01-10", "2021-03-11", 100_000),
            project("新", None, "2023-08-01", 50_000, industry="生物医药"),
            project("迟", None, None, 30_000),
            project("不是", "2021-01-10", "2021-03-11"),
        ],
        plan=[
            plan("续", 2023, 6_000), plan("续", 2022, 5_000),
            plan("新", 2023, 3_000, "新建", planned_start_on=dt.date(2023, 10, 1)),
            plan("迟", 2023, 1_000, "新建", planned_start_on=dt.date(2023, 6, 30)),
        ],
        progress=[
            month("续", "2022-06", 0, 2_000), month("续", "2022-12", 0, 9_000), month("续", "2023-02", 0, 4_000),
            month("新", "2023-09", 0, 500), month("不是", "2023-09", 0, 77_777),
        ],
    )  # fmt: skip
    target = run("target_year").iloc[0]
    assert (target["key_projects"], target["continuing_projects"], target["new_projects"]) == (3, 1, 2)
    assert (target["plan"], target["invested"], target["planned_investment"]) == (10_000, 4_500, 180_000)
    assert (target["due_share"], target["scheduled"], target["points_ahead"]) == pytest.approx((0.75, 7_500, -30))
    assert (target["remaining"], target["months_left"], target["needed_a_month"]) == pytest.approx(
        (5_500, 3, 5_500 / 3)
    )
    # One was due and has not started; the other started before it was due.
    assert (target["new_due"], target["new_due_started"], target["new_started_early"]) == (1, 0, 1)
    # Last year: the same months only, so December's 9,000 is out.
    assert (target["last_key_projects"], target["last_invested"]) == (1, 2_000)
    assert target["growth"] == pytest.approx(1.25)
    months = run("target_months")
    assert months["cumulative_invested"].dropna().to_list() == [
        0,
        4_000,
        4_000,
        4_000,
        4_000,
        4_000,
        4_000,
        4_000,
        4_500,
    ]
    assert months["last_cumulative_invested"].to_list()[-1] == 11_000
    assert months["cumulative_scheduled"].to_list()[-1] == pytest.approx(10_000)
    groups = run("target_groups", dimension="industry").set_index("name")
    assert groups["invested"].to_dict() == {"新材料": 4_000, "生物医药": 500}
    assert groups.loc["新材料", "invested_so_far"] == pytest.approx(4_000 / 4_500)
    projects = run("target_projects").set_index("name")
    assert projects["surplus"].to_dict() == pytest.approx({"新": -1_750, "迟": -750, "续": -500})
    assert projects.index[0] == "新", "the furthest behind first"


def test_framework_agreements_stay_out_of_signings_but_not_out_of_plan_and_money() -> None:
    publish(
        project=[
            project("正", "2023-01-10", "2023-02-01", 10_000),
            project("框", "2023-01-10", None, 70_000, agreement="框架"),
        ],
        progress=[month("正", "2023-03", 10, 20), month("框", "2023-03", 5, 30)],
        plan=[plan("正", 2023, 100), plan("框", 2023, 200)],
    )
    both, framework = run("headline").iloc[0], run("headline", agreement="框架").iloc[0]
    assert (both["signed_projects"], both["signed_planned"], both["start_rate"]) == (1, 10_000, 1)
    assert (framework["signed_projects"], framework["signed_planned"]) == (1, 70_000)
    assert pd.isna(framework["start_rate"])
    # A key project is one by its plan, and money that arrived has arrived.
    assert both["funds_arrived"] == 15
    assert run("target_year").iloc[0][["key_projects", "plan", "invested"]].to_list() == [2, 300, 50]
    total = run("industries").set_index("industry").loc["新材料"]
    assert total[["signed_projects", "signed_planned", "funds_arrived", "plan"]].to_list() == [1, 10_000, 15, 300]


def test_an_adjusted_plan_holds_from_its_day() -> None:
    publish(
        project=[project("一", None)],
        plan=[plan("一", 2023, 900, original_amount=1_000, adjusted_on=dt.date(2023, 7, 1))],
    )
    assert run("target_year", as_of=dt.date(2023, 6, 30)).iloc[0]["plan"] == 1_000
    after = run("target_year", as_of=dt.date(2023, 7, 1)).iloc[0]
    assert (after["plan"], after["original_plan"]) == (900, 1_000)


def test_quarters_weigh_as_the_settings_say() -> None:
    publish(
        dt.date(2023, 4, 1),
        project=[project("一", None)],
        plan=[plan("一", 2023, 1_200)],
        progress=[month("一", "2023-04", 0, 1)],
    )
    weights = {"weight_q1": 10.0, "weight_q2": 30.0, "weight_q3": 30.0, "weight_q4": 30.0}
    target = run("target_year", as_of=dt.date(2023, 9, 30), **weights).iloc[0]
    # A first quarter of 10 % and a third of the second's 30 %.
    assert target["due_share"] == pytest.approx(0.20)
    assert target["last_month"] == END(2023, 4, 1), "money and schedule stop where the reports do"


def test_headline_knows_whether_last_year_was_kept() -> None:
    publish(
        project=[
            project("一", "2023-01-10", "2023-03-11"),
            project("二", "2022-04-01", "2022-12-01"),
            project("三", "2022-11-01"),
        ],
        progress=[month("一", "2023-03", 90), month("二", "2022-04", 60), month("三", "2022-12", 500)],
    )
    now, before = (row for _, row in run("headline").iterrows())
    assert (now["signed_projects"], before["signed_projects"]) == (1, 1)
    assert (now["funds_arrived"], before["funds_arrived"]) == (90, 60)
    # The ledger begins in April 2022: from January there is no whole base.
    assert pd.isna(now["funds_growth"])
    second = run("headline", period_from=dt.date(2023, 4, 1)).iloc[0]
    assert second["funds_growth"] == -1


def test_industries_and_their_total() -> None:
    publish(
        project=[
            project("一", "2023-01-10", "2023-03-11", 10_000),
            project("二", "2023-08-10", None, 30_000),
            project("三", "2023-01-10", "2023-09-11", 5_000, industry="生物医药"),
            project("旧", "2021-01-10", "2021-09-11", 5_000, industry="其他"),
        ],
        progress=[month("一", "2023-04", 1_000), month("旧", "2023-04", 400, 40)],
        plan=[plan("旧", 2023, 100)],
    )
    rows = run("industries")
    by_name = rows[rows["industry"].notna()].set_index("industry")
    assert by_name["signed_projects"].to_dict() == {"其他": 0, "新材料": 2, "生物医药": 1}
    assert by_name.loc["新材料", ["start_rate", "matured_start_rate"]].to_list() == [0.5, 1.0]
    assert by_name.loc["新材料", "arrival_rate"] == pytest.approx(1_000 / 40_000)
    assert by_name.loc["其他", ["funds_arrived", "plan", "invested"]].to_list() == [400, 100, 40]
    assert by_name.loc["其他", "points_ahead"] == pytest.approx(-35)
    assert pd.isna(by_name.loc["生物医药", "completion_rate"])
    total = rows[rows["industry"].isna()].iloc[0]
    assert (total["signed_projects"], total["funds_arrived"], total["funds_share"]) == (3, 1_400, 1)


def test_filters_narrow_by_attributes() -> None:
    publish(
        project=[
            project("小", "2023-01-10", None, 9_999.99, channel="领导招商"),
            project("大", "2023-01-10", None, 10_000, unit="责任单位二"),
            project("外", "2023-01-10", None, 100_000, industry="其他"),
        ],
        project_kind=[{"project_id": "外", "kind": "外资"}, {"project_id": "外", "kind": "世界500强"}],
    )

    def names(**changed: object) -> set[str]:
        return set(run("funnel_projects", **changed)["name"])

    assert names(min_planned=10_000) == {"大", "外"}
    assert names(below_planned=10_000) == {"小"}
    assert names(kinds=("外资", "世界500强")) == {"外"}, "once, though it is two kinds"
    assert names(channels=("领导招商",)) == {"小"}
    assert names(industries=("新材料",), units=("责任单位二",)) == {"大"}
    assert names(units=()) == set(), "an empty list is not «no filter»"

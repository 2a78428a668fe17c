"""One project of a few rows: its facts, months, times beside its like, problems, exemptions, credit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from panels.projects import Listing
from tests.queries.ledgers import month, plan, project, publish, run


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def one(name: str, **changed: Any) -> pd.DataFrame:
    return run("project", **(Listing().parameters | {"is_staged": True, "project_ids": (name,)} | changed))


def test_facts_and_standing() -> None:
    publish(
        project=[
            project("甲", "2023-01-10", "2023-05-22", approved_on=day("2023-02-01"), listed_on=day("2023-11-01"),
                    activity_id="A1"),
            project("乙", "2023-01-10"),
        ],
        progress=[month("甲", "2023-06", 100, 30), month("甲", "2023-09", 50, 20), month("乙", "2023-09", 1, 1)],
        plan=[plan("甲", 2023, 100, "新建", original_amount=120, adjusted_on=day("2023-07-01"))],
        activity=[{"activity_id": "A1", "held_on": day("2023-01-10"), "title": "推介会"}],
    )  # fmt: skip
    row = one("甲").iloc[0]
    assert row[["stands_at", "funds_to_date", "plan", "original_plan", "invested", "scheduled"]].to_list() == [
        "funded", 150, 100, 120, 50, 75,
    ]  # fmt: skip
    assert (row["points_ahead"], row["surplus"], row["days_started"]) == (-25, -25, 131)
    assert (row["activity"], row["approved_on"]) == ("推介会", pd.Timestamp("2023-02-01"))
    assert pd.isna(row["listed_on"]), "still to come"
    # The plan in force then, and the money of the months that had ended.
    before = one("甲", as_of=day("2023-06-30")).iloc[0]
    assert before[["plan", "invested", "scheduled", "funds_to_date"]].to_list() == pytest.approx([120, 30, 60, 100])
    assert one("丙").empty
    assert one("甲", bound_units=("责任单位二",)).empty
    assert pd.isna(one("乙").iloc[0][["plan", "invested"]]).all()


def test_months() -> None:
    publish(
        project=[project("甲", "2023-01-10"), project("乙", "2023-01-10")],
        progress=[month("甲", "2022-12", 9, 9), month("甲", "2023-02", 5, 7), month("甲", "2023-04", 1, 2),
                  month("乙", "2023-03", 100, 100)],
        plan=[plan("甲", 2023, 120), plan("乙", 2023, 999)],
    )  # fmt: skip
    rows = run("project_months", project_ids=("甲",)).set_index("month")
    assert len(rows) == 12
    april, october = rows.loc["2023-04-01"], rows.loc["2023-10-01"]
    assert april.to_list() == [1, 2, 6, 9, 40]
    assert october[["funds_arrived", "invested", "cumulative_funds", "cumulative_invested"]].isna().all()
    assert october["cumulative_scheduled"] == pytest.approx(100)
    assert run("project_months", project_ids=("甲",), year=2022)["cumulative_scheduled"].isna().all()


def test_steps_beside_its_like() -> None:
    # Five others of the industry and size: 10, 20, 30, 40, 50 days; of other industries, sizes and out of order none.
    like = [
        project(f"同{n}", "2023-01-01", f"2023-{1 + (10 * n) // 32:02}-{(10 * n) % 32 + 1:02}") for n in range(1, 6)
    ]
    days = [(one["started_on"] - one["signed_on"]).days for one in like]
    others = [
        project("异", "2023-01-01", "2023-09-01", industry="其他"),
        project("大", "2023-01-01", "2023-09-01", 900_000),
        project("倒", "2023-03-01", "2023-01-01"),
    ]
    publish(project=[project("甲", "2023-06-01", "2023-08-30"), *like, *others])
    rows = run("project_steps", project_id="甲").set_index("step")
    assert list(rows.index) == [
        "signed_approved", "approved_started", "signed_started", "started_listed", "started_produced",
        "produced_capacity",
    ]  # fmt: skip
    start = rows.loc["signed_started"]
    assert (start["days_taken"], start["peers"], start["peers_median_days"]) == (90, 5, sorted(days)[2])
    assert not start["is_under_way"]
    produced = rows.loc["started_produced"]
    assert (produced["days_taken"], produced["is_under_way"], produced["peers"]) == (31, True, 0)
    assert pd.isna(produced["peers_median_days"])
    assert pd.isna(rows.loc["produced_capacity", "days_taken"])
    # Started without a day of its approval: none is under way, a day is missing.
    approved = rows.loc["signed_approved"]
    assert (bool(approved["is_under_way"]), bool(pd.isna(approved["days_taken"]))) == (False, True)
    # Of four there is no comparison; a day still to come is none.
    fewer = run("project_steps", project_id="同1", as_of=day("2023-02-15")).set_index("step").loc["signed_started"]
    assert (fewer["peers"], bool(pd.isna(fewer["peers_median_days"]))) == (3, True)
    assert run("project_steps", project_id="甲", as_of=day("2023-02-01"))["begun_on"].isna().all()


def test_problems_open_ones_first_and_days_over() -> None:
    def blocker(number: str, raised: str, due: str | None, resolved: str | None = None, **more: Any) -> dict[str, Any]:
        return {"blocker_id": number, "project_id": "甲", "kind": "用地", "raised_on": day(raised),
                "due_on": due and day(due), "resolved_on": resolved and day(resolved)} | more  # fmt: skip

    publish(
        project=[project("甲", "2023-01-10"), project("乙", "2023-01-10")],
        blocker=[
            blocker("已结", "2023-02-01", "2023-03-01", "2023-03-11"), blocker("当天", "2023-02-01", "2023-09-30"),
            blocker("逾期", "2023-02-01", "2023-09-20", level="调度会", owner="某人"),
            blocker("无期", "2023-02-01", None),
            blocker("以后结", "2023-02-01", "2023-09-01", "2023-12-01"), blocker("以后提", "2023-11-01", None),
            blocker("别人", "2023-02-01", None, project_id="乙"),
        ],
    )  # fmt: skip
    rows = run("project_blockers", project_ids=("甲",))
    assert rows["blocker_id"].to_list() == ["以后结", "逾期", "当天", "无期", "已结"]
    assert rows["days_over"].fillna(0).to_list() == [29, 10, 0, 0, 10]
    assert rows["resolved_on"].isna().to_list() == [True, True, True, True, False]


def test_exemptions_and_credit() -> None:
    publish(
        project=[project("甲", "2023-01-10"), project("乙", "2023-01-10")],
        exemption=[
            {"project_id": "甲", "rule": "behind", "reason": "停工令", "until_on": day("2023-09-30")},
            {"project_id": "甲", "rule": "silent", "reason": "补报", "until_on": day("2023-09-29")},
        ],
        credit=[
            {"project_id": "甲", "unit": "责任单位二", "role": "引荐", "share": "0.3"},
            {"project_id": "甲", "unit": "责任单位一", "role": "落地", "share": "0.7"},
        ],
    )
    exempt = run("project_exemptions", project_ids=("甲",))
    assert exempt[["rule", "is_in_force"]].to_numpy().tolist() == [["behind", True], ["silent", False]]
    credit = run("project_credits", project_ids=("甲",))
    assert credit[["unit", "credit_share"]].to_numpy().tolist() == [["责任单位一", 0.7], ["责任单位二", 0.3]]
    assert run("project_exemptions", project_ids=("乙",)).empty

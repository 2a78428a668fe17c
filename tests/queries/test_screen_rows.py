"""What the meeting screen asks: the newest signings and starts, and which projects are stuck, by which rule."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.queries.ledgers import month, plan, project, publish, run


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def stuck(**changed: Any) -> list[tuple[str, str, float]]:
    rows = run("stuck", **changed)
    return [(row["rule"], row["name"], row["at_stake"]) for row in rows.to_dict("records")]


def test_each_rule_finds_its_projects_the_most_at_stake_first() -> None:
    publish(
        project=[
            # 30 September is 181 days after 2 April, and 180 days after 3 April.
            project("久未开工", "2023-04-02", None, 100),
            project("更大的", "2022-04-02", None, 900),
            project("刚到期", "2023-04-03", None, 100),
            project("框架", "2022-01-01", None, 100, agreement="框架"),
            project("已终止", "2022-01-01", None, 100, terminated_on=dt.date(2023, 1, 1), termination_reason="退出"),
            # 91 and 90 days after the start.
            project("无资金", "2023-06-01", "2023-07-01", 300),
            project("不足", "2023-06-01", "2023-07-02", 300),
            project("有资金", "2023-01-01", "2023-02-01", 300),
        ],
        progress=[month("有资金", "2023-03", 1)],
    )
    assert stuck() == [
        ("not_started", "更大的", 900),
        ("not_started", "久未开工", 100),
        ("no_funds", "无资金", 300),
    ]
    assert stuck(stuck_signed_days=179)[-2] == ("not_started", "刚到期", 100)
    assert stuck(as_of=dt.date(2022, 12, 31)) == [("not_started", "更大的", 900), ("not_started", "已终止", 100)]


def test_behind_is_by_points_and_at_stake_is_what_the_schedule_lacks() -> None:
    names = ("落后", "略慢", "超前", "无计划数")
    publish(
        project=[project(name, None, None, 5000) for name in names],
        plan=[plan(name, 2023, amount) for name, amount in zip(names, (1000, 1000, 1000, 0), strict=True)],
        progress=[
            month("落后", "2023-09", 0, 640),
            month("略慢", "2023-09", 0, 650),
            month("超前", "2023-09", 0, 999),
        ],
    )
    # By the end of September 75 % of the plan is due: 64 % is 11 points behind, 65 % is exactly 10.
    assert stuck() == [("behind", "落后", pytest.approx(110))]
    assert run("stuck")["points_ahead"].iloc[0] == pytest.approx(-11)
    assert [name for _, name, _ in stuck(stuck_points=9.9)] == ["落后", "略慢"]


def test_a_project_may_be_stuck_by_several_rules() -> None:
    rows: Any = {
        "project": [project("甲", "2022-01-01", None, 100), project("他", None, "2023-01-01")],
        "plan": [plan("甲", 2023, 1000)],
    }
    publish(**rows, progress=[month("他", "2023-01", 1, 1)])
    assert stuck() == [("not_started", "甲", 100), ("behind", "甲", pytest.approx(750))]


def test_what_is_not_reported_makes_nothing_stuck() -> None:
    """Without a column of funds nobody lacks money, without one of completed investment nobody is behind."""
    rows: Any = {"project": [project("甲", None, "2022-01-01")], "plan": [plan("甲", 2023, 1000)]}
    publish(**rows)
    assert stuck() == []
    publish(**rows, progress=[month("甲", "2023-02", 0, 100)])
    assert stuck() == [("behind", "甲", pytest.approx(650))]
    publish(**rows, progress=[month("甲", "2023-02", 100, 0)])
    assert stuck() == []
    # Rows of nothing but 0 do report it.
    publish(**rows, progress=[month("甲", "2023-02", 0, 0)])
    assert stuck() == [("no_funds", "甲", 20_000), ("behind", "甲", pytest.approx(750))]


def test_the_newest_come_first_and_no_more_than_asked() -> None:
    publish(
        project=[
            project("三月", "2023-03-01", "2023-05-01", 10),
            project("四月", "2023-04-01", None, 20),
            project("四月大", "2023-04-01", None, 30),
            project("框架", "2023-09-01", "2023-09-02", 40, agreement="框架"),
            project("非招商", None, "2023-09-09", 50),
            project("终止", "2023-08-01", "2023-08-02", 60,
                    terminated_on=dt.date(2023, 9, 1), termination_reason="退出"),
        ]
    )  # fmt: skip
    rows = run("newest", newest=2)
    assert list(zip(rows["event"], rows["name"], rows["planned_investment"], strict=True)) == [
        ("signed", "四月大", 30),
        ("signed", "四月", 20),
        ("started", "三月", 10),
    ]
    assert run("newest", newest=2, as_of=dt.date(2023, 3, 31))["name"].to_list() == ["三月"]

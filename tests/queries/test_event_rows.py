"""Given a few readable rows, each question about promotion events gives these rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.queries.ledgers import month, project, publish, run

DAY = dt.date


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def event(number: str, day: str, **more: Any) -> dict[str, Any]:
    return {"activity_id": number, "held_on": DAY.fromisoformat(day), "title": f"活动{number}"} | more


def publish_three() -> None:
    """甲 and 乙 were signed at the fair in March, 丙 at none; 丁 at last year's event; 戊 is a framework agreement."""
    publish(
        activity=[event("A", "2023-03-10", channel="节会招商", unit="责任单位一"), event("B", "2022-12-01"),
                  event("C", "2023-05-01", channel="领导招商", unit="责任单位二")],
        project=[
            project("甲", "2023-03-10", "2023-05-20", activity_id="A"),
            project("乙", "2023-04-02", activity_id="A", terminated_on=DAY(2023, 8, 1), termination_reason="资金"),
            project("丙", "2023-06-01", "2023-07-01"),
            project("丁", "2023-01-05", activity_id="B"),
            project("戊", "2023-03-10", activity_id="A", agreement="框架"),
        ],
        progress=[month("甲", "2023-06", 5_000), month("乙", "2023-07", 100), month("丙", "2023-08", 300)],
    )  # fmt: skip


def projects(**changed: Any) -> list[tuple[Any, ...]]:
    rows = run("event_projects", **changed)
    return [
        (row["name"], row["activity_id"] if pd.notna(row["activity_id"]) else None, row["is_formal"], row["is_started"],
         row["is_eventless"], None if pd.isna(row["funds_to_date"]) else row["funds_to_date"])
        for row in rows.to_dict("records")
    ]  # fmt: skip


def test_the_projects_of_events_and_of_none() -> None:
    publish_three()
    assert projects() == [
        ("丙", None, False, False, True, 300),
        ("乙", "A", True, False, False, 100),
        ("甲", "A", True, True, False, 5_000),
    ]
    # Of one department's events; what another one's event brought is no project of the period without an event.
    assert projects(units=("责任单位二",)) == []
    assert projects(as_of=DAY(2023, 5, 15)) == [
        ("乙", "A", True, False, False, None),
        ("甲", "A", True, False, False, None),
    ]


def test_they_are_what_the_events_are_said_to_have_brought() -> None:
    publish_three()
    rows = run("event_projects")
    outcomes = run("activity_outcomes").set_index("by_what")
    whole, none = outcomes.loc["all"], outcomes.loc["none"]
    assert rows["is_formal"].sum() == whole["formal_projects"] == 2
    assert rows["is_started"].sum() == whole["started_projects"] == 1
    assert rows.loc[rows["is_formal"], "funds_to_date"].sum() == whole["arrived_of_signed"] == 5_100
    assert rows["is_eventless"].sum() == none["formal_projects"] == 1


def test_month_after_month_since_the_event() -> None:
    publish_three()
    rows = run("event_months")
    one = rows[rows["activity_id"] == "A"].set_index("months_since")
    # March to September: 甲 started in May, 乙 ended in August without a start.
    assert one["formal_projects"].tolist() == [2] * 7
    assert one["started_projects"].tolist() == [0, 0, 1, 1, 1, 1, 1]
    assert one["start_rate"].tolist() == [0, 0, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert one["arrived_of_signed"].fillna(-1).tolist() == [-1, -1, -1, 5_000, 5_100, 5_100, 5_100]
    assert one["read_on"].dt.strftime("%Y-%m-%d").tolist()[2] == "2023-05-31"
    whole = rows[rows["activity_id"].isna()].set_index("months_since")
    assert whole["formal_projects"].tolist() == [2] * 7
    assert set(rows["activity_id"].dropna()) == {"A"}, "an event without a signing has no row"

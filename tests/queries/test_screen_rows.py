"""What the meeting screen asks: the newest signings and starts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.queries.ledgers import project, publish, run


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


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
    # The terminated one is as new as the signings listed, and as the starts: all of these are.
    assert list(zip(rows["events"], rows["terminated"], strict=True)) == [(3, 1), (3, 1), (1, 1)]
    assert run("newest", newest=2, as_of=dt.date(2023, 3, 31))["name"].to_list() == ["三月"]


def test_a_terminated_one_older_than_all_that_are_listed_is_not_counted() -> None:
    publish(
        project=[
            project("终止", "2023-02-01", terminated_on=dt.date(2023, 4, 1), termination_reason="退出"),
            project("三月", "2023-03-01"),
            project("四月", "2023-04-01"),
        ]
    )
    assert run("newest", newest=1)["terminated"].to_list() == [0]
    assert run("newest", newest=2)["terminated"].to_list() == [1, 1]  # all are listed, so it is missing among them
    assert run("newest", newest=1, as_of=dt.date(2023, 3, 31))["name"].to_list() == ["三月"]

"""What a publishing moved in the plans: carried from version to version, by the day as of which the ledger speaks."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data import versions
from tests.data import small

DAY = dt.date


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def publish(through: dt.date, *plans: dict[str, Any], is_demo: bool = False) -> str:
    """A ledger of plans, and of whatever projects they need."""
    project = small.THREE["project"][0] | {"activity_id": None}
    rows = {
        "project": [project | {"project_id": code, "name": code} for code in {one["project_id"] for one in plans}],
        "plan": list(plans),
    }
    return versions.publish(
        small.tables(rows), source_file="表.xlsx", source_sha256=None, months_through=through, is_demo=is_demo,
        who="测试", base=versions.current(),
    )  # fmt: skip


def plan(code: str, amount: str, start: dt.date | None = None, year: int = 2023) -> dict[str, Any]:
    return {
        "project_id": code, "year": year, "nature": "新建", "amount": Decimal(amount), "planned_start_on": start
    }  # fmt: skip


def moves(version: str) -> list[tuple[Any, ...]]:
    with closing(versions.connect(version)) as connection:
        return connection.execute(
            "select project_id, year, what, before, after, moved_on, version from plan_move order by all"
        ).fetchall()


def test_what_differs_is_written_once_and_carried_on() -> None:
    first = publish(DAY(2023, 5, 1), plan("甲", "900", DAY(2023, 6, 1)), plan("乙", "5.5"), plan("丙", "1"))
    second = publish(DAY(2023, 6, 1), plan("甲", "900", DAY(2023, 8, 1)), plan("乙", "5.5"), plan("丁", "1"))
    third = publish(DAY(2023, 7, 1), plan("甲", "800"), plan("乙", "7", year=2024), plan("丁", "1"))
    assert moves(first) == []
    started = ("甲", 2023, "planned_start_on", "2023-06-01", "2023-08-01", DAY(2023, 6, 30), second)
    # A plan that came or went was not moved; nor was one of another year.
    assert moves(second) == [started]
    assert moves(third) == [
        ("甲", 2023, "amount", "900.00", "800.00", DAY(2023, 7, 31), third),
        started,
        ("甲", 2023, "planned_start_on", "2023-08-01", None, DAY(2023, 7, 31), third),
    ]


def test_it_is_known_no_earlier_than_it_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(DAY(2023, 5, 1), plan("甲", "900"))
    today = dt.datetime(2023, 6, 20, 9)
    monkeypatch.setattr("data.versions.store.zone_time.now", lambda: today)
    assert moves(publish(DAY(2023, 6, 1), plan("甲", "800")))[0][5] == today.date()


def test_a_demonstration_and_a_ledger_have_nothing_in_common() -> None:
    publish(DAY(2023, 5, 1), plan("甲", "900"), is_demo=True)
    publish(DAY(2023, 6, 1), plan("甲", "800"), is_demo=True)
    assert moves(publish(DAY(2023, 7, 1), plan("甲", "700"))) == []


def test_after_going_back_the_moves_are_those_of_the_version_gone_back_to() -> None:
    first = publish(DAY(2023, 5, 1), plan("甲", "900"))
    publish(DAY(2023, 6, 1), plan("甲", "800"))
    versions.rollback(first)
    assert [(before, after) for _, _, _, before, after, _, _ in moves(publish(DAY(2023, 6, 1), plan("甲", "850")))] == [
        ("900.00", "850.00")
    ]

"""A project's history over the versions: which publishing changed what of it, along what each was made from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data import model, versions
from data.publishing import history
from data.publishing.history import Change
from tests.queries.ledgers import month, plan, project, publish

SIGNED = dt.date(2023, 1, 10)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def ledger(funds: float, amount: float = 100, **more: Any) -> dict[str, list[dict[str, Any]]]:
    """The project with a month and a plan, beside another one that changes every time."""
    return {
        "project": [project("甲", "2023-01-10", **more), project("乙", "2023-01-10", planned=funds)],
        "progress": [month("甲", "2023-08", funds, 5), month("乙", "2023-08", funds * 2, 5)],
        "plan": [plan("甲", 2023, amount, planned_start_on=dt.date(2023, 6, 1))],
    }


def put(**rows: list[dict[str, Any]]) -> str:
    """Publish these tables."""
    return publish(dt.date(2023, 9, 1), **rows)


def test_what_each_publishing_changed_the_newest_first() -> None:
    put(project=[project("乙", "2023-01-10")])
    first = put(**ledger(10))
    restated = put(**ledger(12.5))
    put(**ledger(12.5) | {"project": [project("甲", "2023-01-10"), project("乙", "2023-02-10")]})
    pushed = put(**ledger(12.5, 80, started_on=dt.date(2023, 9, 1), unit="责任单位二"))
    found = history.of_project(versions.current() or "", "甲")
    assert [(one.version, one.is_first) for one in found.publishings] == [
        (pushed, False), (restated, False), (first, True),
    ]  # fmt: skip
    assert (found.looked_at, found.is_whole) == (4, True)
    assert set(found.publishings[0].changes) == {
        Change("project", (), "unit", "责任单位一", "责任单位二"),
        Change("project", (), "started_on", None, dt.date(2023, 9, 1)),
        Change("plan", (2023,), "amount", Decimal("100.00"), Decimal("80.00")),
    }
    assert found.publishings[1].changes == (
        Change("progress", (dt.date(2023, 8, 1),), "funds_arrived", Decimal("10.00"), Decimal("12.50")),
    )


def test_rows_that_came_and_went() -> None:
    before = put(**ledger(10))
    found = put(project=ledger(10)["project"], progress=[month("甲", "2023-09", 3, 0)])
    [one, first] = history.of_project(found, "甲").publishings
    assert (one.version, first.version, first.is_first) == (found, before, True)
    assert Change("progress", (dt.date(2023, 9, 1),), "funds_arrived", None, Decimal("3.00")) in one.changes
    assert Change("progress", (dt.date(2023, 8, 1),), "funds_arrived", Decimal("10.00"), None) in one.changes
    assert Change("plan", (2023,), "amount", Decimal("100.00"), None) in one.changes


def test_it_follows_what_a_version_was_made_from() -> None:
    first = put(**ledger(10))
    put(**ledger(99))
    versions.rollback(first)
    newest = put(**ledger(11))
    found = history.of_project(newest, "甲")
    assert [one.version for one in found.publishings] == [newest, first]
    assert found.publishings[0].changes[0].before == Decimal("10.00")


def test_it_is_bounded_and_says_so() -> None:
    for funds in range(5):
        put(**ledger(funds))
    found = history.of_project(versions.current() or "", "甲", most=3)
    assert (len(found.publishings), found.looked_at, found.is_whole) == (3, 3, False)
    versions.prune(2)
    pruned = history.of_project(versions.current() or "", "甲")
    assert (len(pruned.publishings), pruned.is_whole) == (1, False)


def test_a_bound_reader_is_not_told_of_another_departments_time() -> None:
    put(**ledger(10, unit="责任单位二"))
    put(**ledger(20, unit="责任单位一"))
    newest = put(**ledger(30, unit="责任单位一"))
    found = history.of_project(newest, "甲", ("责任单位一",))
    assert [one.version for one in found.publishings] == [newest]
    assert not found.is_whole
    assert len(history.of_project(newest, "甲").publishings) == 3


def test_a_version_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    put(**ledger(10))
    newest = put(**ledger(20))
    read: list[str] = []
    real = versions.project_rows

    def rows(version: str, project_id: str, tables: tuple[str, ...]) -> model.Tables:
        read.append(version)
        return real(version, project_id, tables)

    monkeypatch.setattr(versions, "project_rows", rows)
    for _ in range(3):
        history.of_project(newest, "甲")
    assert len(read) == len(set(read)) == 2

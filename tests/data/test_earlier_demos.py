"""The demonstration month by month: what was known then, and what has become of it since."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from data import demo, versions
from data.model import ARROW, HAPPENED, TABLES, Tables
from data.publishing.changes import compare
from data.versions import standing
from tests.data import small

MONTHS = ("2023-04", "2023-05", "2023-06", "2023-07", "2023-08", "2023-09")


@pytest.fixture(scope="module")
def chain() -> list[Tables]:
    last = demo.build()
    return [*(one.tables for one in demo.earlier(last)), last]


def frame(tables: Tables, name: str) -> pd.DataFrame:
    return tables[name].to_pandas()


def last_day(month: str) -> dt.date:
    return pd.Period(month).end_time.date()


def test_each_is_a_sound_ledger_of_its_month(chain: list[Tables]) -> None:
    assert [f"{one.months_through:%Y-%m}" for one in demo.earlier(chain[-1])] == list(MONTHS[:-1])
    for month, tables in zip(MONTHS, chain, strict=True):
        assert {name: table.schema for name, table in tables.items()} == ARROW
        for name, row_type in TABLES.items():
            for row in tables[name].to_pylist():
                row_type.model_validate(row)
        for name, columns in HAPPENED.items():
            for column in set(columns) - {"reported_on"}:
                days = [day for day in tables[name][column].to_pylist() if day is not None]
                assert max(days) <= last_day(month), (month, name, column)
        assert max(tables["activity"]["held_on"].to_pylist()) <= last_day(month)
        assert max(tables["progress"]["reported_on"].to_pylist()) <= last_day(month) + dt.timedelta(10)


def test_two_makings_are_equal(chain: list[Tables]) -> None:
    again = demo.earlier(demo.build())
    assert all(
        one.tables[name].equals(tables[name]) for one, tables in zip(again, chain, strict=False) for name in TABLES
    )


def test_every_step_brings_a_late_report_and_a_correction(chain: list[Tables]) -> None:
    for month, (before, after) in zip(MONTHS, pairwise(chain), strict=False):
        was, now = (frame(tables, "progress").set_index(["project_id", "month"]) for tables in (before, after))
        new = now.loc[now.index.difference(was.index)].reset_index()
        assert (new.month <= last_day(month).replace(day=1)).any(), f"after {month} something of before came in late"
        both = now.index.intersection(was.index)
        corrected = (was.loc[both, ["funds_arrived", "invested"]] != now.loc[both, ["funds_arrived", "invested"]]).any(
            axis=1
        )
        assert corrected.any(), f"after {month} something was corrected"
        assert corrected.mean() < 0.01
        assert was.index.isin(now.index).all(), "nothing reported is lost"


def test_some_starts_were_pushed_once_twice_and_three_times(chain: list[Tables]) -> None:
    days = pd.concat(
        [frame(tables, "plan").query("year == 2023").set_index("project_id").planned_start_on for tables in chain],
        axis=1,
    )
    days = days.dropna(how="all")  # those carried over have no planned start
    pushes = days.apply(lambda row: row.dropna().nunique() - 1, axis=1)
    assert {*pushes} == {0, 1, 2, 3}
    pushed = days[pushes > 0]
    assert pushed.apply(lambda row: row.dropna().is_monotonic_increasing, axis=1).all(), "only ever later"
    slipping = frame(chain[-1], "exemption").query("rule == 'slipping'").project_id
    assert (pushes[slipping] >= 2).all()
    assert (pushes >= 2).sum() > len(slipping), "and some of them are not exempt"


def test_plans_were_adjusted_in_between(chain: list[Tables]) -> None:
    amounts = [frame(tables, "plan").query("year == 2023").set_index("project_id").amount for tables in chain]
    first, last = amounts[0], amounts[-1]
    assert (first != last[first.index]).sum() >= 8
    assert len(first) < len(last), "and projects were added"


def test_nothing_is_undone(chain: list[Tables]) -> None:
    for before, after in pairwise(chain):
        assert all(one.gone == 0 for one in compare(before, after).tables.values())


# The store ----------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.mark.usefixtures("store")
def test_they_are_laid_beside_the_current_version(chain: list[Tables]) -> None:
    shown = versions.ensure()
    made = versions.publish_earlier_demos()
    assert versions.current() == shown
    assert versions.names() == [shown, *reversed(made)]
    assert versions.unreadable() is None
    infos = [versions.info(name) for name in made]
    assert [f"{one.months_through:%Y-%m}" for one in infos] == list(MONTHS[:-1])
    assert [one.base_version for one in infos] == [None, *made[:-1]]
    assert {(one.is_demo, one.who) for one in infos} == {(True, "演示")}
    assert [one.created_at.date() for one in infos] == [dt.date(2023, month, 10) for month in range(5, 10)]
    small.assert_equal(versions.read_tables(made[2]), chain[2])
    small.assert_equal(versions.read_tables(shown), chain[-1])
    assert versions.publish_earlier_demos() == []
    versions.path(made[3]).unlink()
    assert versions.publish_earlier_demos() == [made[3]], "a killed run is taken up"


@pytest.mark.usefixtures("store")
def test_there_is_no_invented_past_beside_real_data() -> None:
    assert versions.publish_earlier_demos() == [], "nothing is there"
    demonstration = versions.ensure()
    real = small.publish()
    assert versions.publish_earlier_demos() == []
    versions.rollback(demonstration)
    assert versions.publish_earlier_demos() == []
    assert versions.names() == [real, demonstration]


@pytest.mark.usefixtures("store")
def test_a_demonstration_of_another_release_gets_none() -> None:
    small.publish(is_demo=True)
    assert versions.publish_earlier_demos() == []
    assert standing.current() is not None

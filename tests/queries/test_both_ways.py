"""What is read from month_state and what is reckoned from all months is the same, whatever is chosen, on any day."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from data import versions
from tests.demo_ledger import Published
from tests.queries.ledgers import WHOLE, month, plan, project, publish
from tests.queries.test_reader import MORE
from tests.rounds import drawing
from tests.settings_drawn import choices

RANDOM = drawing(4)
#: The queries that the way makes a difference to.
NAMES = [one for one in queries.names() if queries.statement(one, way="short") != queries.statement(one, way="long")]
DAYS = st.dates(dt.date(2020, 12, 1), dt.date(2023, 10, 31))
AMOUNTS = st.sampled_from([0, 0, 0.01, 1, 250.5])


def assert_same_by_both(version: str, params: dict[str, Any]) -> None:
    for name in NAMES:
        for is_lit in (True, False):
            bound = {key: params[key] for key in queries.parameters(name, is_lit=is_lit)}
            short, long = (queries._execute(version, name, bound, is_lit=is_lit, way=way) for way in ("short", "long"))
            pd.testing.assert_frame_equal(short, long, rtol=1e-12, atol=1e-7, obj=name)
            if queries.statement(name, is_lit=True) == queries.statement(name, is_lit=False):
                break


def test_most_queries_have_two_ways() -> None:
    assert len(NAMES) > len(queries.names()) / 2


@RANDOM
@given(data=st.data())
def test_of_the_demonstration(demo: Published, data: st.DataObject) -> None:
    view = data.draw(choices(demo.version)).view
    assert_same_by_both(demo.version, view.parameters(MORE))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ways")


@RANDOM
@given(data=st.data())
def test_of_months_with_holes(store: Path, data: st.DataObject) -> None:
    whens = [f"{year}-{number:02d}" for year in (2021, 2022, 2023) for number in range(1, 13)][:33]
    # A measure that is nowhere reported is no data.
    funds, work = (data.draw(st.sampled_from([AMOUNTS, AMOUNTS, st.just(0)])) for _ in range(2))
    names = ["一", "二", "三"]
    reported = [
        month(name, when, data.draw(funds), data.draw(work))
        for name in names
        for when in sorted(data.draw(st.sets(st.sampled_from(whens), max_size=8)))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(store))
        version = publish(
            project=[
                project("一", "2021-03-10", "2022-02-28"), project("二", "2022-12-31"),
                project("三", None, "2021-06-01"),
            ],
            plan=[plan("一", 2022, 500), plan("一", 2023, 700, adjusted_on=dt.date(2023, 5, 5), original_amount=600),
                  plan("三", 2022, 300, "新建", planned_start_on=dt.date(2022, 4, 1))],
            progress=reported,
        )  # fmt: skip
        as_of = data.draw(DAYS)
        year = data.draw(st.sampled_from([as_of.year, as_of.year - 1]))
        first = data.draw(st.sampled_from([1, 1, 4, 9]))
        params = WHOLE | MORE | {
            "as_of": as_of, "year": year, "period_from": dt.date(year, first, 1), "period_to": dt.date(year, 12, 31),
        }  # fmt: skip
        assert_same_by_both(version, params)


def test_a_version_says_which_way_it_goes(demo: Published) -> None:
    assert queries.way_of(demo.version) == "short"
    with closing(versions.connect(demo.version)) as connection:
        [(rows, months)] = connection.execute(
            "select count(*), count(distinct month) from month_state where funds_arrived is not null"
        ).fetchall()
        [expected] = connection.execute("select count(*), count(distinct month) from progress").fetchall()
    assert (rows, months) == expected

"""Some questions on Apache Spark as on DuckDB, and one that a worker's death does not take away.

A process of its own, of tests/queries/test_cluster.py. All questions: `python -m benchmarks.cluster --spark`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pandas as pd
import pytest

from data import versions
from queries import cluster, own_file
from tests.cluster import spark
from tests.cluster.comparing import assert_equal
from tests.demo_ledger import Published
from tests.queries.ledgers import WHOLE
from tests.queries.test_reader import MORE

#: Two parts that take some six seconds each: long enough that a worker dies over its own.
_PAIRS = """
with one as (select distinct project_no, month from month_state where extract(month from month) <= 4)
select
    count(*) as pairs,
    cast(sum((a.project_no * 3 + b.project_no) % 7) as bigint) as left_over
from one as a
cross join one as b
where a.project_no + extract(month from a.month) <= b.project_no + extract(month from b.month)
"""
_PATIENCE_SECONDS = 120.0


@pytest.fixture(scope="session")
def running() -> Iterator[spark.Spark]:
    with spark.running() as server:
        yield server
        cluster.close()


@pytest.fixture(autouse=True)
def parquet(demo: Published, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp() / "parquet"
    if not folder.exists():
        versions.export_parquet(demo.version, folder)
    monkeypatch.setenv("DASHBOARD_PARQUET", str(folder))


def test_questions_of_the_whole_zone(demo: Published, running: spark.Spark) -> None:
    for name in ("headline", "funnel_cohort", "appraisal_schedule"):
        assert_equal(demo.version, name, WHOLE | MORE, running.url, is_lit=True, way="short")


def test_a_worker_that_dies_takes_no_answer_away(demo: Published, running: spark.Spark) -> None:
    with own_file.cursor_of(demo.version) as file:
        expected = file.execute(_PAIRS).df()
    answers: list[pd.DataFrame] = []
    asking = threading.Thread(target=lambda: answers.append(
        cluster.answer(running.url, demo.version, "pairs", _PAIRS, {}, _PATIENCE_SECONDS)
    ))  # fmt: skip
    before = len(running.said())
    asking.start()
    _wait_until_both_work(running, before)
    running.kill_worker(0)
    asking.join()
    assert "while it was being computed, its executor exited" in running.said()[before:]
    pd.testing.assert_frame_equal(answers[0], expected)
    # The one that is left answers what comes next.
    assert_equal(demo.version, "signing_months", WHOLE | MORE, running.url, is_lit=False, way="short")


def _wait_until_both_work(running: spark.Spark, before: int) -> None:
    """Until two parts are being worked on, and nothing else is begun for a second."""
    until, quiet, last = time.monotonic() + _PATIENCE_SECONDS, 0, ""
    while quiet < 10:
        assert time.monotonic() < until, f"no question was worked on by both for a second: {last[-3000:]}"
        said = running.said()[before:]
        is_both = said.count("Starting task") - said.count("Finished task") == 2
        quiet, last = (quiet + 1 if is_both and said == last else 0), said
        time.sleep(0.1)

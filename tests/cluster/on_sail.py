"""Every query on Sail as on DuckDB; a cluster that is lost. A process of its own, of tests/queries/test_cluster.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from data import versions
from queries import cluster
from queries.cluster import session
from queries.cluster.translate import to_spark
from tests.cluster.comparing import assert_equal, has_lights
from tests.cluster.sail import Sail, running
from tests.demo_ledger import Published
from tests.queries.ledgers import WHOLE
from tests.queries.test_reader import MORE
from tests.rounds import drawing
from tests.settings_drawn import choices


@pytest.fixture(scope="session")
def exported(published_demo: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(published_demo.store))
        versions.export_parquet(published_demo.version, out)
    return out


@pytest.fixture(scope="session")
def sail() -> Iterator[Sail]:
    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def parquet(exported: Path, demo: Published, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DASHBOARD_PARQUET", str(exported))
    queries.forget()
    yield
    cluster.close()


def asked(version: str, name: str, **changed: Any) -> int:
    return len(queries.run(name, version=version, **(WHOLE | MORE | changed)))


def test_every_query_of_the_whole_zone(demo: Published, sail: Sail) -> None:
    for name in queries.names():
        for is_lit in (True, False) if has_lights(name) else (True,):
            assert_equal(demo.version, name, WHOLE | MORE, sail.url, is_lit=is_lit, way="short")


@drawing(1)
@given(data=st.data())
def test_every_query_whatever_is_chosen(demo: Published, sail: Sail, data: st.DataObject) -> None:
    params = data.draw(choices(demo.version)).view.parameters(MORE)
    first = data.draw(st.sampled_from([0, 1]))
    for number, name in enumerate(queries.names(), first):
        way: queries.Way = "short" if number % 2 else "long"
        assert_equal(demo.version, name, params, sail.url, is_lit=True, way=way)


def test_a_share_of_the_year_is_no_decimal(demo: Published, sail: Sail) -> None:
    """Eight of twelve months are two thirds, not 0.6666."""
    params = WHOLE | MORE | {"as_of": dt.date(2023, 8, 31), "year": 2023}
    for name in ("appraisal_schedule", "targets", "target_year"):
        assert_equal(demo.version, name, params, sail.url, is_lit=False, way="short")
    assert to_spark("select 8 / 12.0 as share").text == "SELECT CAST(8 AS DOUBLE) / CAST(12.0 AS DOUBLE) AS share"


def test_a_year_alone_is_asked_for(demo: Published, sail: Sail) -> None:
    params = WHOLE | MORE | {"year": 2023, "from_year": 2023}
    assert_equal(demo.version, "forecast_projects", params, sail.url, is_lit=False, way="short")


@pytest.mark.parametrize("text", ["'; drop table project; --", "\\d'\"", ":units {project} 园区\n"])
def test_what_a_reader_says_is_a_value(demo: Published, sail: Sail, text: str) -> None:
    for changed in ({"units": (text,)}, {"agreement": text}, {"units": ()}):
        params = WHOLE | MORE | changed
        assert_equal(demo.version, "headline", params, sail.url, is_lit=False, way="short")
        assert_equal(demo.version, "selection", params, sail.url, is_lit=False, way="short")
    spark = to_spark(queries.statement("headline"))
    assert ":units" in spark.text
    assert "$" not in spark.text


def test_a_lost_cluster_is_said_and_found_again(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Sail()
    monkeypatch.setenv("DATABASE_URL", f"{lost.url}/;user_id=secret")
    kept = asked(demo.version, "headline")
    lost.kill()
    # What was answered before is still there, and asks nothing.
    assert asked(demo.version, "headline") == kept
    with pytest.raises(queries.ClusterError, match=f"cluster at 127.0.0.1:{lost.port} does not answer") as said:
        asked(demo.version, "funnel_cohort")
    assert "secret" not in str(said.value)
    with running(lost.port):
        assert asked(demo.version, "funnel_cohort") == 3


def test_a_forgotten_session_is_opened_anew(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Sail()
    monkeypatch.setenv("DATABASE_URL", before.url)
    assert asked(demo.version, "cutoff") == 1
    opened = session._session
    before.kill()
    with running(before.port):  # the same address, which knows nothing of the session or its views
        assert asked(demo.version, "headline") == 2
        assert session._session is not opened
        assert asked(demo.version, "newest") > 0


def test_one_session_is_shared(demo: Published, sail: Sail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sail.url)
    asked(demo.version, "cutoff")
    opened = session._session
    asked(demo.version, "headline")
    assert session._session is opened
    assert all(demo.version.replace("-", "_") in view for view in session._views)


def test_what_was_not_exported_is_said(
    demo: Published, sail: Sail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sail.url)
    monkeypatch.setenv("DASHBOARD_PARQUET", str(tmp_path))
    with pytest.raises(queries.ClusterError, match=f"cutoff failed on the cluster, version {demo.version}"):
        asked(demo.version, "cutoff")


def test_another_address_is_refused(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere:5432")
    with pytest.raises(queries.ClusterError, match="no address of Spark Connect"):
        asked(demo.version, "cutoff")


def test_what_spark_would_count_otherwise_is_not_asked(sail: Sail) -> None:
    statement = "select count(*) filter (where month.month > $as_of) over () as months from month"
    with pytest.raises(queries.QueryError, match="cannot be asked of a cluster"):
        cluster.answer(sail.url, "20230101-000000", "made up", statement, {"as_of": WHOLE["as_of"]}, 9)


def test_what_takes_too_long_is_stopped_alone(demo: Published, sail: Sail) -> None:
    pairs = "select sum(a.project_no * b.project_no + c.project_no) as made_up from month_state as a"
    endless = f"{pairs} cross join month_state as b cross join month_state as c"
    with pytest.raises(queries.TooSlowError, match="took longer than 2 s and was stopped"):
        cluster.answer(sail.url, demo.version, "made up", endless, {}, 2.0)
    opened = session._session
    assert len(cluster.answer(sail.url, demo.version, "months", "select month.month from month", {}, 9.0)) == 60
    assert session._session is opened

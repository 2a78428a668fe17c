"""A version published before the model grew is read, queried and compared as if what it lacks were empty."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import astuple, fields
from pathlib import Path

import duckdb
import pytest

import queries
from data import model, versions
from data.versions import version_file
from tests.data import small
from tests.queries.ledgers import run

BEFORE = Path(__file__).with_name("schema_of_before.sql")


@pytest.fixture
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three projects, in a file of the schema of before."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    name = small.publish(small.tables(small.THREE))
    file = versions.path(name)
    tables = versions.read_tables(name)
    info = version_file.check(file)
    file.unlink()
    with closing(duckdb.connect(str(file))) as connection:
        connection.execute(BEFORE.read_text(encoding="utf-8"))
        has = dict(connection.execute("select table_name, list(column_name) from duckdb_columns() "
                                      "where schema_name = 'main' group by table_name").fetchall())  # fmt: skip
        for table in model.TABLES.keys() & has.keys():
            old = tables[table].select([one for one in tables[table].column_names if one in has[table]])
            connection.register("incoming", old)
            connection.execute(f"insert into {table} by name select * from incoming")
            connection.unregister("incoming")
        months = version_file.months(tables, info.months_through)
        connection.executemany("insert into month values (?)", [[month] for month in months])
        marks = ", ".join("?" * len(fields(info)))
        connection.execute(f"insert into version values ({marks})", astuple(info))
    assert not has.keys() & {"credit", "exemption", "exclusion"}
    return name


def test_it_is_whole(version: str) -> None:
    assert version_file.check(versions.path(version)).version == version
    version_file.check_links(versions.path(version))


def test_what_it_lacks_is_empty(version: str) -> None:
    tables = versions.read_tables(version)
    assert {name: table.schema for name, table in tables.items()} == model.ARROW
    assert tables["exemption"].num_rows == 0
    assert tables["project"]["listed_on"].null_count == tables["project"].num_rows == len(small.THREE["project"])


def test_queries_read_it_again_and_again(version: str) -> None:
    for _ in range(2):
        (row,) = queries.ask("version", version).to_dict("records")
        assert row["version"] == version
        assert row["first_day_of_data"].date() <= dt.date(2022, 7, 1)
        assert not run("lights", version=version)["is_exempt"].any()


def test_today_s_files_need_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    with closing(versions.connect(small.publish(small.tables(small.THREE)))) as connection:
        assert versions.completing(connection) == ()


def test_a_version_upon_it_knows_no_moves_of_before(version: str) -> None:
    rows = {name: table.to_pylist() for name, table in versions.read_tables(version).items()}
    rows["plan"][0]["amount"] += 1
    newer = small.publish(rows)
    for one, expected in ((version, 0), (newer, 1)):
        with closing(versions.connect(one)) as connection:
            assert connection.execute("select count(*) from plan_move").fetchall() == [(expected,)]


def test_from_when_on_it_reports_is_found_anew(version: str) -> None:
    newer = small.publish({name: table.to_pylist() for name, table in versions.read_tables(version).items()})
    of_both = [run("cutoff", version=one).to_dict("records") for one in (version, newer)]
    assert of_both[0] == of_both[1]
    assert of_both[0][0]["funds_from"].date() == dt.date(2022, 7, 1)


def test_it_answers_from_its_months(version: str) -> None:
    newer = small.publish({name: table.to_pylist() for name, table in versions.read_tables(version).items()})
    assert (queries.way_of(version), queries.way_of(newer)) == ("long", "short")
    for name in ("headline", "funnel_projects", "projects", "target_projects", "quality_stale", "lights"):
        assert run(name, version=version).equals(run(name, version=newer)), name

"""`python -m data export-parquet`: every table that is asked, whole or not at all, once a version."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

import queries
from data import __main__ as cli
from data import versions
from data.errors import NotWritableError, StoreError
from data.versions import parquet, short_way
from tests.data import small
from tests.data.test_younger import version as of_before  # noqa: F401  (a fixture)

ROOT = Path(__file__).parents[2]
EVERY = {*parquet.TABLES, short_way.TABLE}


def rows(version: str, table: str) -> list[tuple[object, ...]]:
    """A table as a reader of the version has it."""
    with closing(versions.connect(version)) as connection:
        return connection.execute(f"from {table}").fetchall()


def written(folder: Path, table: str) -> tuple[list[tuple[object, ...]], list[tuple[str, str]]]:
    """A file's rows, and its columns with their types."""
    with closing(duckdb.connect()) as connection:
        connection.read_parquet(str(folder / f"{table}.parquet")).create_view("written")
        return connection.execute("from written").fetchall(), columns(connection, "written")


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind, *_ in connection.execute(f"describe from {table}").fetchall()]


def assert_equal(version: str, folder: Path, tables: set[str]) -> None:
    assert {file.name for file in folder.iterdir()} == {f"{table}.parquet" for table in tables}
    for table in tables:
        found, types = written(folder, table)
        assert found == rows(version, table), table
        with closing(versions.connect(version)) as connection:
            assert types == columns(connection, table), table


def test_rows_are_the_versions(tmp_path: Path) -> None:
    version = small.publish(small.tables(small.WHOLE))
    queries.run("version", version=version)  # who reads the version meanwhile does not mind, nor is minded
    folder, is_new = versions.export_parquet(version, tmp_path / "out")
    assert (folder, is_new) == (tmp_path / "out" / version, True)
    assert_equal(version, folder, EVERY)
    assert rows(version, "month_state")


def test_a_version_of_before_is_completed(of_before: str, tmp_path: Path) -> None:  # noqa: F811
    folder, _ = versions.export_parquet(of_before, tmp_path / "it's out")
    assert_equal(of_before, folder, {*parquet.TABLES})
    assert [number for *_, number in written(folder, "project")[0]] == [1, 2, 3]


def test_every_table_that_a_query_asks_for_is_there() -> None:
    asked: set[str] = set()
    for name in queries.names():
        for way in ("short", "long"):
            text = queries.statement(name, way=way)
            made = set(re.findall(r"\b([a-z_]+) as (?:materialized )?\(", text))
            asked |= set(re.findall(r"\b(?:from|join)\s+([a-z][a-z0-9_]*)\b(?!\()", text)) - made
    with closing(versions.connect(small.publish())) as connection:
        known = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert {"project", "month_state", "plan_move", "published_fact", "version"} <= asked & known <= EVERY


def test_a_version_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = small.publish()
    assert cli.main(["export-parquet", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"已将版本{version}导出到{tmp_path / version}。\n"
    stamps = {file: file.stat().st_mtime_ns for file in (tmp_path / version).iterdir()}
    assert cli.main(["export-parquet", "--version", version, "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"版本{version}已在{tmp_path / version}，版本不会改变，未重写。\n"
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / version).iterdir()} == stamps


def test_the_store_has_a_place_for_it(store: Path) -> None:
    version = small.publish()
    assert cli.main(["export-parquet"]) == 0
    assert (store / "parquet" / version / "project.parquet").is_file()
    assert versions.names() == [version]


def test_what_is_no_export_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = small.publish()
    (tmp_path / version).mkdir()
    (tmp_path / version / "mine.txt").write_text("mine", encoding="utf-8")
    assert cli.main(["export-parquet", "--out", str(tmp_path)]) == 1
    assert "不是完整的导出，未改动" in capsys.readouterr().err
    assert [file.name for file in (tmp_path / version).iterdir()] == ["mine.txt"]


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = small.publish()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotWritableError, match=r"file无法写入，没有导出"):
        versions.export_parquet(version, tmp_path / "file")
    # It fails at the third table: two files have been written by then.
    (tmp_path / "half").mkdir()
    monkeypatch.setattr(parquet, "TABLES", (*parquet.TABLES[:2], "no_such_table", *parquet.TABLES[2:]))
    with pytest.raises(StoreError):
        versions.export_parquet(version, tmp_path / "half")
    assert list((tmp_path / "half").iterdir()) == []


def test_an_unknown_version_and_an_empty_store_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export-parquet", "--out", str(tmp_path)]) == 1
    assert "还没有任何版本" in capsys.readouterr().err
    assert cli.main(["export-parquet", "--version", "20230101-000000", "--out", str(tmp_path)]) == 1
    assert "没有版本“20230101-000000”" in capsys.readouterr().err
    assert list(tmp_path.glob("2*")) == []


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is Unix's")
def test_a_killed_run_leaves_no_half_version(tmp_path: Path) -> None:
    version = small.publish(small.tables(small.WHOLE))
    for wait in (0.0, 0.005, 0.02):
        out = tmp_path / str(wait)
        command = [sys.executable, "-m", "data", "export-parquet", "--out", str(out)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as running:
            while running.poll() is None and not list(out.glob("*") if out.exists() else []):
                time.sleep(0.001)
            time.sleep(wait)
            running.send_signal(signal.SIGKILL)
        if (out / version).exists():
            assert_equal(version, out / version, EVERY)
        assert versions.export_parquet(version, out)[0] == out / version
        assert_equal(version, out / version, EVERY)

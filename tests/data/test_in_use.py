"""A version's file in another program's hands is the version it was: nothing older takes its place, nothing is lost."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data import ledger, versions
from data.errors import DamagedError, InUseError, UnavailableError
from data.publishing import intake
from data.versions import file_faults, store_folder
from tests.data import small
from tests.data.holding import held
from tests.data.test_cli import run

PROJECT = {**small.THREE["project"][0], "activity_id": None}


def monthly(*months: str) -> small.Rows:
    """One project, 100万元 completed in each month."""
    rows = [{"project_id": "007", "month": f"{month}-01", "invested": Decimal(100)} for month in months]
    return {"project": [PROJECT], "progress": rows}


@pytest.fixture
def two() -> tuple[str, str]:
    """August's version and September's, which is current."""
    return small.publish(monthly("2023-08")), small.publish(monthly("2023-08", "2023-09"))


@pytest.fixture
def october(tmp_path: Path, two: tuple[str, str]) -> Path:
    """A ledger that holds the next month alone."""
    file = tmp_path / "10月.xlsx"
    version = small.publish(monthly("2023-10"))
    ledger.export(version, file)
    versions.rollback(two[1])
    return file


def invested(version: str) -> dict[str, Decimal]:
    rows = versions.read_tables(version)["progress"].to_pylist()
    return {f"{row['month']:%Y-%m}": row["invested"] for row in rows}


def test_the_version_in_use_stays_the_current_one(two: tuple[str, str]) -> None:
    with held(versions.path(two[1])) as process:
        assert versions.current() == two[1]
        assert versions.unreadable() is None
        assert [one.version for one in versions.versions()] == [two[0]]
        for read in (versions.info, versions.connect, versions.read_tables, versions.record, versions.rollback):
            with pytest.raises(InUseError) as refused:
                read(two[1])
            assert refused.value.message() == (
                f"版本文件{two[1]}.duckdb正被另一个程序占用（{Path(sys.executable).resolve().name}，进程号{process}），"
                "请关闭那个程序后再试。"
            )
            assert f"The version file {two[1]}.duckdb is in use by another program" in refused.value.message("en")
        assert list(versions.unavailable()) == [two[1]]
    assert versions.info(two[1]).version == two[1]
    assert versions.unavailable() == {}


def test_a_file_in_use_is_not_passed_over_for_an_older_one(two: tuple[str, str]) -> None:
    last = small.publish(monthly("2023-08", "2023-09", "2023-10"))
    versions.path(last).write_bytes(b"\0" * 5000)
    with held(versions.path(two[1])):
        assert versions.current() == two[1]
        assert versions.unreadable() == last
    assert versions.current() == two[1]


def test_other_versions_can_be_gone_back_to_meanwhile(two: tuple[str, str]) -> None:
    with held(versions.path(two[1])):
        versions.rollback(two[0])
        assert versions.current() == two[0]


@pytest.mark.parametrize("update", [("--update",), ()], ids=["update", "replace"])
def test_nothing_is_laid_over_another_version(two: tuple[str, str], october: Path, update: tuple[str, ...]) -> None:
    before = versions.names()
    with held(versions.path(two[1])):
        done = run("import", october, *update, "--accept-warnings", "--months-through", "2023-10")
    assert done.returncode == 1
    assert f"版本文件{two[1]}.duckdb正被另一个程序占用" in done.stderr
    assert "损坏" not in done.stderr
    assert (versions.names(), versions.current()) == (before, two[1])
    done = run("import", october, "--update", "--accept-warnings", "--months-through", "2023-10")
    assert done.returncode == 0, done.stderr
    assert invested(versions.current() or "") == dict.fromkeys(("2023-08", "2023-09", "2023-10"), Decimal(100))


def test_every_command_says_whose_file_is_in_use(two: tuple[str, str], october: Path, tmp_path: Path) -> None:
    commands = [
        ("export", tmp_path / "导出.xlsx"), ("check", october, "--update"), ("rollback", two[1]), ("demo",),
        ("backup", tmp_path / "备份.tar"),
    ]  # fmt: skip
    with held(versions.path(two[1])):
        for command in commands:
            done = run(*command)
            assert done.returncode == 1, command
            assert f"版本文件{two[1]}.duckdb正被另一个程序占用" in done.stderr, command
        listed = run("versions")
    assert listed.returncode == 0
    assert f"* {two[1]}  版本文件{two[1]}.duckdb正被另一个程序占用" in listed.stdout
    assert f"  {two[0]}  正式数据" in listed.stdout
    assert not list(tmp_path.glob("*.tar*"))


def test_the_only_version_in_use_is_no_empty_store(tmp_path: Path) -> None:
    version = small.publish()
    with held(versions.path(version)):
        done = run("export", tmp_path / "导出.xlsx")
        assert versions.ensure() == version
    assert "还没有任何版本" not in done.stderr
    assert f"{version}.duckdb正被另一个程序占用" in done.stderr


def test_a_reader_that_has_the_file_open_goes_on(two: tuple[str, str]) -> None:
    with versions.connect(two[1]) as connection:
        with pytest.raises(AssertionError), held(versions.path(two[1])):
            pass
        assert connection.execute("select count(*) from progress").fetchone() == (2,)


def test_a_file_without_the_right_to_read_is_not_damaged() -> None:
    error = duckdb.IOException('IO Error: Cannot open file "/a/1.duckdb": Permission denied')
    assert file_faults.fault(Path("1.duckdb"), error).message() == (
        "版本文件1.duckdb现在打不开（Permission denied），请检查文件权限、关闭可能占用它的程序后再试。"
    )


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('Cannot open file "C:\\数据\\1.duckdb": 另一个程序正在使用此文件，进程无法访问。\nFile is already open in \n'
         "C:\\Program Files\\DBeaver\\dbeaver.exe (PID 42)", InUseError),
        ('Cannot open file "C:\\1.duckdb": The process cannot access the file because it is being used by another '
         "process.", InUseError),
        ('Could not set lock on file "/a/1.duckdb": Conflicting lock is held in /usr/bin/python3 (PID 7) by user a. '
         "See also https://duckdb.org", InUseError),
        ('Cannot open file "/a/1.duckdb": Too many open files', UnavailableError),
        ('Could not read from file "/a/1.duckdb": Stale file handle', UnavailableError),
        ('Could not read from file "/a/1.duckdb": Is a directory', DamagedError),
        ('The file "/a/1.duckdb" exists, but it is not a valid DuckDB database file!', DamagedError),
        ('Could not read enough bytes from file "/a/1.duckdb": attempted to read 3288 bytes', DamagedError),
        ("Corrupt database file: computed checksum 1 does not match stored checksum 2", DamagedError),
    ],
)  # fmt: skip
def test_what_duckdb_says_is_told_apart(said: str, kind: type[Exception]) -> None:
    assert type(file_faults.fault(Path("1.duckdb"), duckdb.IOException(f"IO Error: {said}"))) is kind


def test_the_program_is_named_in_windows_words_too() -> None:
    said = 'IO Error: Cannot open file "C:\\1.duckdb": …\nFile is already open in \nC:\\DBeaver\\dbeaver.exe (PID 42)'
    found = file_faults.fault(Path("1.duckdb"), duckdb.IOException(said))
    assert found.message() == "版本文件1.duckdb正被另一个程序占用（dbeaver.exe，进程号42），请关闭那个程序后再试。"


# What is really damaged -----------------------------------------------------------------------------


def test_an_update_is_not_laid_over_a_version_that_stands_in(two: tuple[str, str], october: Path) -> None:
    versions.path(two[1]).write_bytes(b"\0" * 5000)
    versions.path(versions.names()[0]).unlink()  # October's own version, from which the ledger was exported
    assert versions.current() == two[0]
    before = versions.names()
    update = ("import", october, "--update", "--accept-warnings", "--months-through", "2023-10")
    done = run(*update)
    assert done.returncode == 1
    assert f"当前版本{two[1]}无法读取，现以版本{two[0]}代替" in done.stderr
    assert f"请先回退到{two[0]}，再更新" in done.stderr
    assert versions.names() == before

    assert run("rollback", two[0]).returncode == 0
    assert run(*update).returncode == 0
    assert invested(versions.current() or "") == dict.fromkeys(("2023-08", "2023-10"), Decimal(100))


def test_a_lost_pointer_is_no_base_for_an_update_either(two: tuple[str, str], store: Path) -> None:
    (store / "current").write_text("rubbish")
    base = versions.current()
    with pytest.raises(intake.RefusedError, match="指明当前版本的文件current无法读取") as refused:
        intake.plan(None, base, update=True)  # type: ignore[arg-type]
    assert refused.value.message("en").startswith("The file current, which names the current version, cannot be read")
    versions.rollback(two[1])
    assert store_folder.pointed() == two[1]

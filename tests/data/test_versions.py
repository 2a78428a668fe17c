"""The store: what is published is what is read, nothing else changes it, and damage is survived."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import filelock
import pyarrow as pa
import pytest

from data import model, versions
from data.versions import store_folder
from tests.data import small

ROOT = Path(__file__).resolve().parents[2]


def test_three_readable_rows_are_read_back() -> None:
    version = small.publish()
    small.assert_equal(versions.read_tables(version), small.tables(small.THREE))
    assert versions.read_tables(version)["project"]["project_id"].to_pylist() == ["007", "1e5", "P-3"]


def test_version_row_says_what_it_is() -> None:
    first = small.publish()
    second = small.publish(is_demo=True)
    info = versions.info(second)
    assert info == versions.VersionInfo(
        version=second,
        created_at=info.created_at,
        source_file="测试.xlsx",
        source_sha256="ab",
        rows=13,
        months_through=dt.date(2023, 9, 1),
        is_demo=True,
        who="测试",
        base_version=first,
    )
    beijing = dt.datetime.now(dt.UTC).replace(tzinfo=None) + dt.timedelta(hours=8)
    assert abs(beijing - info.created_at) < dt.timedelta(minutes=1)


def test_months_cover_whole_years_without_holes() -> None:
    with versions.connect(small.publish()) as connection:
        months = [row[0] for row in connection.execute("select month from month order by month").fetchall()]
    assert months == [dt.date(year, month, 1) for year in range(2021, 2025) for month in range(1, 13)]


def test_names_grow_and_are_never_used_twice() -> None:
    names = [small.publish() for _ in range(3)]
    assert names == sorted(set(names))
    assert all(re.fullmatch(r"\d{8}-\d{6}", name) for name in names)
    versions.rollback(names[0])
    versions.prune(1)
    assert small.publish() > names[2]


def test_current_is_none_then_the_last_published() -> None:
    assert versions.current() is None
    assert versions.versions() == []
    version = small.publish()
    assert versions.current() == version
    assert [info.version for info in versions.versions()] == [version]


@pytest.mark.parametrize("name", ["20230101-000000", "../../etc/passwd", "", "current", "99999999-999999"])
def test_unknown_version_is_refused(name: str) -> None:
    small.publish()
    with pytest.raises(versions.UnknownVersionError, match="没有版本"):
        versions.connect(name)


def test_reader_can_only_read(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("secret")
    version = small.publish()
    with versions.connect(version) as connection:
        assert connection.execute("select count(*) from project").fetchone() == (3,)
        for statement in (
            "insert into month values (date '2030-01-01')",
            "drop table project",
            f"attach '{tmp_path / 'new.duckdb'}'",
            f"select * from read_text('{other}')",
            f"select * from read_csv('{other}')",
            f"copy project to '{tmp_path / 'out.csv'}'",
            "set enable_external_access = true",
            "set memory_limit = '100GB'",
            "install excel",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
        local = pa.table({"a": [1]})
        with pytest.raises(duckdb.Error):
            connection.execute("select * from local")
        assert local.num_rows == 1
    assert not (tmp_path / "out.csv").exists()


def test_several_readers_share_a_process() -> None:
    version = small.publish()
    with versions.connect(version) as one, versions.connect(version) as two:
        assert one.execute("select 1").fetchone() == two.cursor().execute("select 1").fetchone()
        assert versions.info(version).rows == 13


def test_stale_base_is_refused() -> None:
    base = small.publish()
    newer = small.publish()
    with pytest.raises(versions.StaleBaseError, match=newer):
        versions.publish(
            small.tables(small.THREE),
            source_file="x",
            source_sha256=None,
            months_through=dt.date(2023, 9, 1),
            is_demo=False,
            who="x",
            base=base,
        )
    assert versions.names() == [newer, base]


def test_second_publisher_is_told_that_the_store_is_busy(store: Path) -> None:
    version = small.publish()
    with filelock.FileLock(store / "publish.lock"):
        with pytest.raises(versions.BusyError, match="稍后"):
            small.publish()
        with pytest.raises(versions.BusyError):
            versions.prune(1)
    assert versions.names() == [version]


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("project", "name", ["甲", None, "丙"]),
        ("project", "project_id", ["007", "007", "P-3"]),
        ("project", "name", ["甲", "\x07", "丙"]),
        ("progress", "month", [dt.date(2022, 7, 1), dt.date(2022, 7, 1)]),
        ("progress", "project_id", ["007", "nobody"]),
        ("plan", "amount", ["many"]),
    ],
)
def test_unfit_tables_are_refused_whole(store: Path, table: str, column: str, values: list[object]) -> None:
    version = small.publish()
    broken = small.tables(small.THREE)
    broken[table] = broken[table].set_column(broken[table].schema.get_field_index(column), column, pa.array(values))
    with pytest.raises(versions.StoreError):
        small.publish(broken)
    assert versions.current() == version
    assert sorted(file.name for file in store.iterdir()) == [f"{version}.duckdb", "current", "history", "publish.lock"]


def test_missing_table_is_refused() -> None:
    broken = small.tables(small.THREE)
    del broken["blocker"]
    with pytest.raises(versions.StoreError, match="不完整"):
        small.publish(broken)


def test_text_is_stored_trimmed_and_blank_text_as_null() -> None:
    spaced = small.tables(small.THREE)
    names = pa.array(["  甲 ", "\u3000乙\n", "丙"])
    spaced["project"] = (
        spaced["project"].set_column(1, "name", names).set_column(2, "content", pa.array([" ", "", "内"]))
    )
    found = versions.read_tables(small.publish(spaced))["project"]
    assert found["name"].to_pylist() == ["甲", "乙", "丙"]
    assert found["content"].to_pylist() == [None, None, "内"]


def test_too_little_space_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(versions.NoSpaceError, match="磁盘"):
        small.publish()
    assert versions.current() is None


def test_a_store_that_cannot_be_written_is_refused_in_a_sentence(store: Path) -> None:
    (store / "publish.lock").mkdir(parents=True)
    with pytest.raises(versions.StoreError, match="无法写入"):
        small.publish()


def test_left_overs_are_swept(store: Path) -> None:
    small.publish()
    (store / ".building.part").write_bytes(b"half")
    (store / ".building.part.wal").write_bytes(b"half")
    (store / ".building.part.tmp").mkdir()
    version = small.publish()
    assert not list(store.glob(".*.part*"))
    assert versions.current() == version


def test_rollback_and_forward_again() -> None:
    first, second = small.published(2)
    versions.rollback(first)
    assert versions.current() == first
    versions.rollback(second)
    assert versions.current() == second


def test_rollback_to_a_damaged_version_is_refused() -> None:
    first, second = small.published(2)
    _damage(versions.path(first))
    with pytest.raises(versions.DamagedError, match=first):
        versions.rollback(first)
    assert versions.current() == second


def test_prune_keeps_the_newest_and_the_current() -> None:
    first, second, third, fourth = small.published(4)
    versions.rollback(first)
    assert versions.prune(2) == [second]
    assert versions.names() == [fourth, third, first]
    assert versions.current() == first
    with pytest.raises(ValueError, match="at least one"):
        versions.prune(0)


@pytest.mark.parametrize("pointer", ["", "rubbish", "20200101-000000", "../x", "\x00\xff"])
def test_damaged_pointer_falls_back_to_the_newest_version(store: Path, pointer: str) -> None:
    _, newest = small.published(2)
    (store / "current").write_text(pointer, encoding="latin-1")
    assert versions.current() == newest
    assert small.publish() == versions.current()
    assert store_folder.pointed() == versions.current()


@pytest.mark.parametrize("how", ["truncated", "flipped", "emptied", "removed", "another"])
def test_damaged_file_falls_back_to_the_newest_sound_version(how: str, caplog: pytest.LogCaptureFixture) -> None:
    first, second = small.published(2)
    file = versions.path(second)
    _damage(file, how)
    assert versions.current() == first
    assert [info.version for info in versions.versions()] == [first]
    assert second in caplog.text


@pytest.mark.parametrize("pointer", ["", "rubbish", "20200101-000000", None])
def test_damaged_pointer_after_a_rollback_shows_what_was_rolled_back_to(store: Path, pointer: str | None) -> None:
    _, good, withdrawn = small.published(3)
    versions.rollback(good)
    if pointer is None:
        (store / "current").unlink()
    else:
        (store / "current").write_text(pointer)
    assert versions.current() == good != withdrawn
    assert versions.unreadable() == (pointer if pointer == "20200101-000000" else "current")


def test_a_garbled_pointer_never_gets_into_the_history(store: Path) -> None:
    first = small.publish()
    (store / "current").write_text("20200101-000000")
    second = small.publish()
    assert store_folder.history() == [first, second]


def test_damaged_file_after_a_rollback_shows_what_came_before_it() -> None:
    first, good, withdrawn = small.published(3)
    versions.rollback(good)
    _damage(versions.path(good))
    assert versions.current() == first
    assert versions.unreadable() == good
    _damage(versions.path(first))
    assert versions.current() == withdrawn  # nothing else is left, and the page says so


def test_what_a_rollback_withdrew_stays_withdrawn_until_it_is_rolled_forward_to() -> None:
    first, second, third = small.published(3)
    versions.rollback(first)
    last = small.publish()
    _damage(versions.path(last))
    assert versions.current() == first
    versions.rollback(third)
    versions.rollback(second)
    assert store_folder.standing() == [second, first]


def test_without_a_history_the_newest_sound_version_is_shown(store: Path) -> None:
    first, second, third = small.published(3)
    versions.rollback(first)
    (store / "history").unlink()
    _damage(versions.path(first))
    assert versions.current() == third
    _damage(versions.path(third))
    assert versions.current() == second


def test_a_store_without_a_history_gets_one_at_the_next_flip(store: Path) -> None:
    first, second = small.published(2)
    versions.rollback(first)
    (store / "history").unlink()
    third = small.publish()
    assert store_folder.history() == [first, third]
    _damage(versions.path(third))
    assert versions.current() == first != second


def test_a_run_killed_between_pointer_and_history_is_made_good_at_the_next_flip(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = small.publish()
    with monkeypatch.context() as patch:
        patch.setattr(store_folder, "_remember", _killed)
        with pytest.raises(KeyboardInterrupt):
            small.publish()
    second = versions.current()
    assert second != first
    assert store_folder.history() == [first]
    third = small.publish()
    assert store_folder.history() == [first, second, third]


def test_a_version_never_flipped_to_is_not_shown_in_place_of_the_acknowledged_one(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = small.publish()
    with monkeypatch.context() as patch:
        patch.setattr(store_folder, "_replace", _killed)  # the moment before the pointer is another
        with pytest.raises(KeyboardInterrupt):
            small.publish()
    assert len(versions.names()) == 2
    (store / "current").unlink()
    assert versions.current() == first


def _killed(*_: str) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("torn", [b"2026", b"20260101-0000", b"\x00\x00\xff", b"rubbish\n\n"])
def test_a_torn_line_of_the_history_is_passed_over(store: Path, torn: bytes) -> None:
    first, second = small.published(2)
    with (store / "history").open("ab") as file:
        file.write(torn)
    (store / "current").unlink()
    assert versions.current() == second
    third = small.publish()
    assert store_folder.history() == [first, second, third]


def test_a_long_history_is_cut_to_its_last_lines(store: Path) -> None:
    first, second = small.published(2)
    (store / "history").write_text(f"{first}\n{second}\n" * 300 + "2026")
    versions.rollback(first)
    assert store_folder.history() == [first, second] * 100 + [first]
    assert not list(store.glob(".*.part*"))


def test_pruned_versions_in_the_history_are_passed_over(store: Path) -> None:
    first, second, third, fourth = small.published(4)
    versions.rollback(first)
    versions.rollback(third)
    assert versions.prune(1) == [second, first]
    fifth = small.publish()
    _damage(versions.path(fifth))
    assert versions.current() == third != fourth


def test_a_history_that_cannot_be_written_stops_no_publishing(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    (store / "history").mkdir(parents=True)
    version = small.publish()
    assert versions.current() == version
    assert "history" in caplog.text
    (store / "current").unlink()
    assert versions.current() == version


def test_all_is_well_without_reading_the_history(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert versions.unreadable() is None
    version = small.publish()
    monkeypatch.setattr(store_folder, "history", lambda: pytest.fail("the history was read"))
    assert versions.current() == version
    assert versions.unreadable() is None


def test_store_of_damaged_files_never_turns_into_a_demonstration() -> None:
    _damage(versions.path(small.publish()))
    with pytest.raises(versions.DamagedError, match="备份"):
        versions.ensure()


def test_ensure_returns_what_is_there() -> None:
    version = small.publish()
    assert versions.ensure() == version


def test_four_processes_that_start_at_once_publish_one_demonstration(store: Path) -> None:
    script = (
        "import datetime, sys, types, data\n"
        "from tests.data import small\n"
        "demo = types.ModuleType('data.demo')\n"
        "demo.build = lambda: small.tables(small.THREE)\n"
        "demo.earlier_plans = lambda last: []\n"
        "demo.MONTHS_THROUGH = datetime.date(2023, 9, 1)\n"
        "sys.modules['data.demo'] = data.demo = demo\n"
        "from data import versions\n"
        "print(versions.ensure())\n"
    )
    environment = {**os.environ, "DASHBOARD_STORE": str(store)}
    command = [sys.executable, "-c", script]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) for _ in range(4)
    ]
    said = {process.communicate(timeout=60)[0].strip() for process in running}
    assert said == {versions.current()}
    assert len(versions.names()) == 1
    assert versions.info(versions.names()[0]).is_demo


def test_a_hundred_thousand_rows_are_published_quickly() -> None:
    ids = [f"P{number:05d}" for number in range(5000)]
    months = [dt.date(2022 + k // 12, k % 12 + 1, 1) for k in range(20)]
    big = small.tables({"project": [{**small.THREE["project"][2], "project_id": i} for i in ids]})
    big["progress"] = pa.table(
        {
            "project_id": [i for i in ids for _ in months],
            "month": months * len(ids),
            "funds_arrived": pa.array([Decimal("1.25")] * 100_000, model.MONEY),
            "invested": pa.array([Decimal(2)] * 100_000, model.MONEY),
            "reported_on": pa.nulls(100_000, pa.date32()),
        }
    )
    started = dt.datetime.now()  # noqa: DTZ005
    version = small.publish(big)
    assert dt.datetime.now() - started < dt.timedelta(seconds=2)  # noqa: DTZ005
    with versions.connect(version) as connection:
        assert connection.execute("select sum(funds_arrived) from progress").fetchone() == (Decimal("125000.00"),)


def _damage(file: Path, how: str = "truncated") -> None:
    data = bytearray(file.read_bytes())
    if how == "removed":
        file.unlink()
        return
    if how == "flipped":
        middle = next(at for at in range(len(data) // 2, len(data)) if data[at])
        data[middle] ^= 0xFF
    if how == "another":  # a sound database, but not the one that the name says
        data = bytearray(versions.path(versions.names()[1]).read_bytes())
    kept = {"truncated": len(data) // 2, "emptied": 0}.get(how, len(data))
    file.write_bytes(data[:kept])
    os.utime(file, (1, 1))


def test_the_apps_start_does_not_pay_for_workbooks() -> None:
    script = (
        "import sys, data.versions; print(*{'pandas', 'python_calamine', 'xlsxwriter', 'openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""

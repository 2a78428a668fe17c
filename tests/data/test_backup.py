"""Backup and restore of a real store: whole or not at all, and nothing replaced before all has been checked."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from decimal import Decimal
from pathlib import Path

import pytest

from data import __main__ as cli
from data import versions
from data.backup import archive
from data.versions import kept_files, store_folder
from tests import kept_stores
from tests.data import small

ROOT = Path(__file__).resolve().parents[2]


def other(amount: int) -> small.Rows:
    """The three rows with another amount."""
    first = small.THREE["project"][0] | {"planned_investment": Decimal(amount)}
    return small.THREE | {"project": [first, *small.THREE["project"][1:]]}


@pytest.fixture
def published(store: Path, tmp_path: Path) -> list[str]:
    """Three versions, the newest of a kept ledger, the second of them current."""
    file = tmp_path / "台账.csv"
    file.write_text("项目名称\n航空紧固件\n", encoding="utf-8")
    names: list[str] = kept_stores.copied("three versions, the second current", lambda: _three_versions(file))
    assert list((store / "files").iterdir())
    return names


def _three_versions(file: Path) -> list[str]:
    names = [small.publish(), small.publish(other(7))]
    newest = versions.publish(
        small.tables(other(8)),
        source_file=file.name,
        source_sha256=kept_files.digest(file),
        months_through=dt.date(2023, 9, 30),
        is_demo=False,
        who="测试",
        base=names[1],
        record=versions.Record(file=file.name, is_update=True),
        keep=file,
    )
    versions.rollback(names[1])
    return [*names, newest]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the lock."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != "publish.lock")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def backup(file: Path, *arguments: str) -> Path:
    assert cli.main(["backup", str(file), *arguments]) == 0
    return file


def move_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another machine: a store that is not there yet."""
    monkeypatch.setenv("DASHBOARD_STORE", str(folder))
    return folder


def test_restored_on_an_empty_machine_the_store_is_the_same(
    store: Path,
    published: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, record = {name: versions.read_tables(name) for name in published}, versions.record(published[2])
    file = backup(tmp_path / "a.tar")
    assert f"版本3个，当前版本{published[1]}" in capsys.readouterr().out
    new = move_to(tmp_path / "new/store", monkeypatch)
    assert cli.main(["restore", str(file)]) == 0
    assert f"版本3个，当前版本{published[1]}。" in capsys.readouterr().out
    assert contents(new) == contents(store)
    assert versions.current() == published[1]
    for name in published:
        small.assert_equal(versions.read_tables(name), before[name])
    assert versions.record(published[2]) == record
    assert record is not None
    kept = versions.kept_file(published[2])
    assert kept is not None
    assert kept.read_bytes() == (tmp_path / "台账.csv").read_bytes()
    assert small.publish(other(8)) > published[2]


def test_only_its_owner_reads_a_backup(published: list[str], tmp_path: Path) -> None:
    file = backup(tmp_path / "a.tar")
    assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_replaced_by_mistake_and_kept_on_purpose(
    store: Path, published: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = backup(tmp_path / "a.tar")
    later = small.publish(other(9))
    before = contents(store)
    assert cli.main(["restore", str(file)]) == 1
    assert "--force" in capsys.readouterr().err
    assert contents(store) == before
    assert cli.main(["restore", str(file), "--force"]) == 0
    assert versions.names() == sorted(published, reverse=True)
    assert versions.current() == published[1]
    (kept,) = tmp_path.glob("store.before-restore-*")
    assert contents(kept) == before
    assert f"{later}.duckdb" in contents(kept)
    assert str(kept) in capsys.readouterr().out


def test_an_empty_store_has_no_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 1
    assert "没有可用的版本" in capsys.readouterr().err
    assert list(tmp_path.glob("*.tar*")) == []


def test_an_existing_file_is_not_overwritten(
    published: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tar").write_bytes(b"mine")
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 1
    assert "未覆盖" in capsys.readouterr().err
    assert (tmp_path / "a.tar").read_bytes() == b"mine"
    backup(tmp_path / "a.tar", "--force")


def test_in_a_folder_backups_are_named_by_the_time_and_thinned(published: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("dashboard-20230101-020000.tar", "dashboard-20230102-020000.tar", "mine.tar"):
        (folder / name).write_bytes(b"")
    backup(folder, "--keep", "2")
    names = sorted(file.name for file in folder.iterdir())
    assert names[0] == "dashboard-20230102-020000.tar"
    assert names[2] == "mine.tar"
    assert len(names) == 3
    assert cli.main(["backup", str(tmp_path / "a.tar"), "--keep", "2"]) == 1


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_backup_is_refused_and_nothing_changes(
    store: Path, published: list[str], tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)  # noqa: S311
    whole = backup(tmp_path / "a.tar").read_bytes()
    before = contents(store)
    with tarfile.open(tmp_path / "a.tar") as tar:  # the padding between members carries nothing
        members = [(one.offset_data, one.size) for one in tar]
    damaged = bytearray(whole)
    if seed % 2:
        start, size = chance.choice(members)
        damaged[start + chance.randrange(size)] ^= 1 << chance.randrange(8)
    else:
        damaged = damaged[: chance.randrange(members[-1][0])]
    (tmp_path / "b.tar").write_bytes(damaged)
    assert cli.main(["restore", str(tmp_path / "b.tar"), "--force"]) == 1
    assert "未恢复" in capsys.readouterr().err
    assert contents(store) == before
    assert not list(tmp_path.glob("store.before-restore-*"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../evil", tarfile.REGTYPE),
        ("/tmp/evil", tarfile.REGTYPE),  # noqa: S108
        ("store/../../evil", tarfile.REGTYPE),
        ("store/20200101-000000.duckdb.wal", tarfile.REGTYPE),
        ("store/files/ab.xlsx", tarfile.SYMTYPE),
        ("store/files/ab.xlsx", tarfile.LNKTYPE),
        ("store/files/ab.xlsx", tarfile.DIRTYPE),
        ("store/files/ab.xlsx", tarfile.FIFOTYPE),
        ("store/current", tarfile.REGTYPE),
    ],
)
def test_what_no_backup_holds_is_refused(
    store: Path, published: list[str], tmp_path: Path, name: str, kind: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(store)
    file = backup(tmp_path / "a.tar")
    with tarfile.open(file, "a") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, "/etc/passwd", 0
        tar.addfile(member, io.BytesIO())
    assert cli.main(["restore", str(file), "--force"]) == 1
    assert "不属于备份" in capsys.readouterr().err
    assert contents(store) == before


@pytest.mark.parametrize("content", [b"", b"x" * 3000])
def test_what_is_no_backup_is_refused(
    store: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tar").write_bytes(content)
    assert cli.main(["restore", str(tmp_path / "a.tar")]) == 1
    assert "不是完整的备份" in capsys.readouterr().err
    assert cli.main(["restore", str(tmp_path / "none.tar")]) == 1
    assert "没有备份文件" in capsys.readouterr().err
    assert contents(store) == {}


def test_a_backup_whose_current_version_does_not_open_is_refused(
    store: Path, published: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = {f"store/{published[1]}.duckdb": b"broken", "store/current": published[1].encode()}
    archive.write(tmp_path / "a.tar", [(name, io.BytesIO(text)) for name, text in broken.items()], published[1])
    before = contents(store)
    assert cli.main(["restore", str(tmp_path / "a.tar"), "--force"]) == 1
    assert "无法打开" in capsys.readouterr().err
    assert contents(store) == before


def test_settings_of_the_zone_come_along(
    published: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from data import settings

    mine = Path(shutil.copy(settings.DEFAULT_FILE, tmp_path / "zone.toml"))
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(mine))
    file = backup(tmp_path / "a.tar")
    move_to(tmp_path / "new", monkeypatch)
    monkeypatch.delenv("DASHBOARD_SETTINGS")
    assert cli.main(["restore", str(file)]) == 1
    assert "DASHBOARD_SETTINGS" in capsys.readouterr().err
    assert versions.names() == []
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(tmp_path / "etc/zone.toml"))
    assert cli.main(["restore", str(file)]) == 0
    assert (tmp_path / "etc/zone.toml").read_bytes() == mine.read_bytes()
    mine.write_text(mine.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(mine))
    move_to(tmp_path / "third", monkeypatch)
    assert cli.main(["restore", str(file)]) == 1
    assert cli.main(["restore", str(file), "--force"]) == 0
    (kept,) = tmp_path.glob("zone.toml.before-restore-*")
    assert kept.read_text(encoding="utf-8").endswith("# mine\n")


def test_backups_made_while_others_publish_and_prune_are_whole(
    published: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def publish() -> None:
        amount = 10
        while not stop.wait(0.2):
            small.publish(other(amount := amount + 1))
            versions.prune(1)

    publisher = threading.Thread(target=publish)
    publisher.start()
    try:
        made = [backup(tmp_path / f"{number}.tar") for number in range(2)]
    finally:
        stop.set()
        publisher.join()
    for number, file in enumerate(made):
        move_to(tmp_path / f"restored-{number}", monkeypatch)
        assert cli.main(["restore", str(file)]) == 0
        assert versions.unreadable() is None


def test_a_killed_backup_leaves_no_half_file_and_a_killed_restore_a_whole_store(
    store: Path, published: list[str], tmp_path: Path
) -> None:
    good, victim = backup(tmp_path / "good.tar"), tmp_path / "victim.tar"
    chance = random.Random(5)  # noqa: S311
    for number in range(8):
        command = ["backup", str(victim), "--force"] if number % 2 else ["restore", str(good), "--force"]
        child = subprocess.Popen([sys.executable, "-m", "data", *command], cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.2))  # the kill's moment is what is drawn, not a wait
        child.kill()
        child.wait()
        assert versions.current() == published[1]
        if victim.exists():
            archive.unpack(victim, tmp_path / f"unpacked-{number}")
    assert cli.main(["restore", str(good), "--force"]) == 0
    backup(victim, "--force")
    left = [file.name for file in [*tmp_path.iterdir(), *store.iterdir()] if ".part" in file.name]
    assert left == []


def test_a_disk_without_room_is_said_before_anything_is_written(
    store: Path,
    published: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = backup(tmp_path / "a.tar")
    before = contents(store)
    full = shutil.disk_usage(tmp_path)._replace(free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    for command in (["backup", str(tmp_path / "b.tar")], ["restore", str(file), "--force"]):
        assert cli.main(command) == 1
        assert "磁盘剩余1MB" in capsys.readouterr().err
    assert contents(store) == before
    assert not (tmp_path / "b.tar").exists()


def test_a_restore_waits_for_who_publishes(
    published: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from data.backup import store as store_part

    file = backup(tmp_path / "a.tar")
    monkeypatch.setattr(store_part, "_WAIT_SECONDS", 0.2)
    with store_folder.lock(1):
        assert cli.main(["restore", str(file), "--force"]) == 1
    assert "另一个发布正在进行" in capsys.readouterr().err

"""The store's files are closed to strangers whatever the umask; a backup is made of a store that cannot be written."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import signal
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import duckdb
import pytest

from data import versions
from data.backup import archive
from data.ledger.process import isolated, upload_files
from data.versions import store_folder
from data.zone_time import now
from tests import rounds
from tests.browser.serving import ROOT, environment
from tests.data import small

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
_DROP_BOUNDING, _OVERRIDE = 24, 1


def open_to_others(folder: Path) -> dict[str, str]:
    """What strangers may do anything with, or the group write."""
    modes = {file: stat.S_IMODE(file.stat().st_mode) for file in (folder, *folder.rglob("*"))}
    return {str(file): oct(mode) for file, mode in modes.items() if mode & (0o027 if file.is_dir() else 0o137)}


def data(
    store: Path, *arguments: str | Path, umask: int = 0o022, mere: bool = False
) -> subprocess.CompletedProcess[str]:
    """`python -m data …` with an umask; `mere`: without root's right to write where nobody may."""

    def before() -> None:
        os.umask(umask)
        if mere and os.geteuid() == 0:
            ctypes.CDLL(None).prctl(_DROP_BOUNDING, _OVERRIDE, 0, 0, 0)

    return subprocess.run(
        [sys.executable, "-m", "data", *map(str, arguments)], cwd=ROOT, env=environment(store), preexec_fn=before,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@posix_only
# The two ends; the usual 0o022 between them is what every other test's commands run with.
@pytest.mark.parametrize("umask", rounds.every(2, [0o000, 0o077]))
def test_nothing_of_the_store_is_open_to_strangers(tmp_path: Path, umask: int) -> None:
    store, ledger = tmp_path / "a" / "store", tmp_path / "台账.xlsx"
    for command in (["demo"], ["export", ledger], ["import", ledger, "--accept-warnings"], ["versions"]):
        done = data(store, *command, umask=umask)
        assert done.returncode == 0, done.stderr
    name = (store / "current").read_text(encoding="ascii").strip()
    assert data(store, "rollback", name, umask=umask).returncode == 0
    assert len(list((store / "files").iterdir())) == 1
    assert open_to_others(store) == {}
    assert data(store, "backup", tmp_path / "b.tar", umask=umask).returncode == 0
    assert data(tmp_path / "new", "restore", tmp_path / "b.tar", umask=umask).returncode == 0
    assert open_to_others(tmp_path / "new") == {}


@posix_only
def test_what_an_older_release_left_open_is_closed_at_the_next_publishing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert data(store, "demo").returncode == 0
    for file in (store, *store.glob("*")):
        file.chmod(0o777)
    assert data(store, "demo", "--force").returncode == 0
    assert open_to_others(store) == {}


@posix_only
def test_a_backup_is_made_of_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    store, backup = tmp_path / "store", tmp_path / "b.tar"
    assert data(store, "demo").returncode == 0
    (store / "publish.lock").unlink(missing_ok=True)
    store.chmod(0o555)
    try:
        refused = data(store, "demo", "--force", mere=True)
        done = data(store, "backup", backup, mere=True)
    finally:
        store.chmod(0o750)
    assert refused.returncode == 1
    assert "无法写入" in refused.stderr
    assert done.returncode == 0, done.stderr
    with tarfile.open(backup) as tar:
        assert {archive.MANIFEST, "store/current"} <= set(tar.getnames())
    assert data(tmp_path / "new", "restore", backup).returncode == 0
    assert open_to_others(tmp_path / "new") == {}


def test_a_version_after_one_of_the_future_is_newer_and_the_list_says_why(tmp_path: Path) -> None:
    """A clock was ahead by ten years when a version was published, and was set right afterwards."""
    small.publish()
    store = store_folder.store_dir()
    ahead = f"{now() + dt.timedelta(days=3650):%Y%m%d-%H%M%S}"
    (store / f"{versions.current()}.duckdb").rename(store / f"{ahead}.duckdb")
    (store / "current").write_text(f"{ahead}\n", encoding="ascii")
    with duckdb.connect(str(store / f"{ahead}.duckdb")) as opened:
        opened.execute(f"update version set version = '{ahead}', created_at = '{now() + dt.timedelta(days=3650)}'")
    name = small.publish()
    assert name > ahead
    assert versions.names()[0] == versions.current() == name
    assert versions.info(name).is_named_ahead
    assert not versions.info(ahead).is_named_ahead
    listed = data(store, "versions").stdout
    assert f"实际发布于{now():%Y-%m-%d}" in next(line for line in listed.splitlines() if name in line)
    assert listed.count("偏快的时钟") == 1


def test_an_upload_is_on_disk_only_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with upload_files.on_disk("台账.csv", "项目名称\n甲\n".encode()) as file:
        if os.name == "posix":
            assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert isolated.examine(file).errors
        assert list(tmp_path.iterdir()) == [file.parent]
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_a_reader_that_is_killed_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kill = f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"
    monkeypatch.setattr(isolated, "_command", lambda _: [sys.executable, "-c", kill])
    with upload_files.on_disk("台账.csv", b"x") as file:
        assert isolated.examine(file).errors
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_what_a_killed_process_left_goes_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import os, signal, sys; from data.ledger.process import upload_files\n"
        "with upload_files.on_disk('a.csv', b'x'): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)}, check=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 1
    with upload_files.on_disk("b.csv", b"y") as mine:
        upload_files.remove_left_over()
        assert list(tmp_path.iterdir()) == [mine.parent]

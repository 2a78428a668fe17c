"""A ledger is read in a process of its own: what it answers, what ends it, and that nothing of it stays behind."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from data import ledger
from data.errors import Said, english
from data.ledger import examining
from data.ledger.process import confinement, isolated
from data.ledger.process.isolated import DEFAULT
from data.settings import SettingsError
from tests.data import hostile, small

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and /proc")


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    ledger.export(small.publish(), tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_the_report_is_the_same_as_in_this_process(exported: Path) -> None:
    small.fill(exported, {"项目": {"L4": "许多"}})
    heard: list[str] = []
    report, here = isolated.examine(exported, told=heard.append), examining.examine(exported)
    assert report == here
    assert report.left_out
    assert english(report.errors[0].why) == "is not a number"
    assert heard == ["reading", "checking"]


def test_the_last_month_and_relative_paths_reach_the_child(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(exported.parent)
    assert isolated.examine(exported.name, through=dt.date(2023, 10, 1)).months_through == dt.date(2023, 10, 1)


def test_a_folder_named_data_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "__init__.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert "没有这个文件" in isolated.examine("a.xlsx").errors[0].why


def test_settings_that_cannot_be_read_are_said(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (exported.parent / "s.toml").write_text("nothing = 1")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(exported.parent / "s.toml"))
    with pytest.raises(SettingsError):
        isolated.examine(exported)


def test_too_little_time(exported: Path) -> None:
    error = isolated.examine(exported, limits=replace(DEFAULT, wall_seconds=0.05)).errors[0]
    assert "没有读完" in error.why
    assert "minutes" in english(error.why)


@posix_only
def test_too_little_processor_time(exported: Path) -> None:
    report = isolated.examine(_large(exported.parent), limits=replace(DEFAULT, cpu_seconds=1))
    assert "处理器忙了1秒仍没有读完" in report.errors[0].why


@posix_only
def test_too_little_memory(tmp_path: Path) -> None:
    rows = [hostile.row((f"文字{number}",) * 400, number) for number in range(3, 2500)]
    file = hostile.book(tmp_path / "a.xlsx", hostile.sheet(*rows), {"xl/a": os.urandom(3_000_000)})
    report = isolated.examine(file, limits=replace(DEFAULT, memory_bytes=320 * 2**20))
    assert "内存超过0.312GB" in report.errors[0].why


def _large(folder: Path) -> Path:
    """Three million texts in 80 MB of XML: more than a ledger has, and within what is let through."""
    row = "<row>" + '<c t="str"><v>甲乙</v></c>' * 1000 + "</row>"
    return hostile.book(folder / "large.xlsx", hostile.sheet(*[row] * 3000), {"xl/a": os.urandom(3_000_000)})


@posix_only
@pytest.mark.parametrize("sign", [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL])
def test_a_child_that_is_brought_down_becomes_a_sentence(
    exported: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals
) -> None:
    script = f"import os; os.kill(os.getpid(), {int(sign)})"
    monkeypatch.setattr(isolated, "_command", lambda _: [sys.executable, "-c", script])
    report = isolated.examine(exported)
    assert "读取程序因这个文件中断" in report.errors[0].why
    assert not report.can_skip_errors


def test_a_child_that_answers_half_becomes_a_sentence(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = pickle.dumps(Said("甲", "a") * 1000)[:-20]
    script = f"import sys; sys.stdout.buffer.write({torn!r})"
    monkeypatch.setattr(isolated, "_command", lambda _: [sys.executable, "-c", script])
    assert "中断" in isolated.examine(exported).errors[0].why


@posix_only
def test_nothing_is_left_over(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    isolated.examine(exported)
    isolated.examine(exported, limits=replace(DEFAULT, wall_seconds=0.1))
    assert not list((tmp_path / "temporary").iterdir())
    assert not _readers()


@posix_only
def test_a_child_does_not_outlive_its_parent(tmp_path: Path) -> None:
    script = f"from data.ledger.process import isolated; isolated.examine({str(_large(tmp_path))!r}, told=print)"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(ledger.__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"reading\n"
        [reader] = _readers(parent.pid)
        loaded = Path("/proc", reader, "maps").read_text()
        assert "/pyarrow/" in loaded
        assert "/pandas/" not in loaded, "to start it would take half as long again"
        parent.kill()
    until = time.monotonic() + 10
    while _readers(parent.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _readers(parent.pid)


def _readers(parent: int | None = None) -> list[str]:
    """The numbers of the living readers of a process (this one)."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode().split("\0")[:-1]
        except OSError:
            continue
        if isolated.PROGRAM in words and words[-1] == str(parent or os.getpid()):
            found.append(process.parent.name)
    return found


def test_the_job_object_of_windows_has_the_size_that_windows_expects() -> None:
    limits = confinement.job_limits(2**31, 120)
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(limits) == 144
    assert bytes(limits)[:8] == (1_200_000_000).to_bytes(8, "little")

"""Publishers and imports killed at random moments, and disks without room.

The long forms are `python -m benchmarks.kill_publish --rounds 200` and `python -m benchmarks.kill_import --rounds 200`.
"""

from __future__ import annotations

import ctypes
import os
import random
from pathlib import Path

import pytest

from benchmarks import kill_publish
from data import versions
from tests.data import small

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def test_current_version_is_whole_after_every_kill() -> None:
    chance = random.Random(7)  # noqa: S311
    assert kill_publish.run(8, chance)["kills"] == 8
    # A kill proves most where it meets a file being written, which random ones seldom do on a busy machine.
    assert kill_publish.run(3, chance, is_watched=True)["while a file was being written"] > 0


@posix_only
def test_an_import_killed_at_any_moment_leaves_the_current_version_whole(tmp_path: Path) -> None:
    from benchmarks import kill_import

    seen = kill_import.run(tmp_path, 4, random.Random(3))  # noqa: S311
    assert seen["kills"] == 4


@posix_only
@pytest.mark.parametrize("size", [1_000, 200_000])
def test_an_import_without_room_says_so_and_changes_nothing(tmp_path: Path, size: int) -> None:
    import resource

    from benchmarks import kill_import

    file = _exported(tmp_path)
    before = versions.current()
    code, said = kill_import.finish(file, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert code == 1
    assert "磁盘" in said
    assert "Traceback" not in said
    assert versions.current() == before
    assert kill_import.finish(file)[0] == 0
    assert not kill_import.left_overs()


@posix_only
def test_an_import_into_a_store_that_cannot_be_written_says_so_and_changes_nothing(tmp_path: Path) -> None:
    from benchmarks import kill_import

    file = _exported(tmp_path)
    before = versions.current()
    folders = [versions.store_dir(), *(found for found in versions.store_dir().iterdir() if found.is_dir())]
    (versions.store_dir() / "publish.lock").unlink(missing_ok=True)
    for folder in folders:
        folder.chmod(0o555)
    try:
        code, said = kill_import.finish(file, _as_anyone)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert code == 1
    assert "无法写入" in said
    assert "Traceback" not in said
    assert versions.current() == before
    assert kill_import.finish(file)[0] == 0


def _exported(folder: Path) -> Path:
    from data import ledger

    ledger.export(small.publish(), folder / "台账.xlsx")
    return folder / "台账.xlsx"


def _as_anyone() -> None:
    """Root may write everywhere: give that up (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH) before the import starts."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)

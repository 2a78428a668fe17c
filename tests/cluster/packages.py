"""What only a cluster's tests need of Python: the packages of requirements-sail.txt that the tests' own lock has not.

Sail alone is a file of 63 MB, so they are no part of requirements-dev.txt: they are installed once, by their hashes,
into a folder of the user's cache, which a child process is given as PYTHONPATH.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import filelock

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 900


def folder() -> Path:
    """The folder that has them; they are fetched where it is not there yet.

    Raises:
        subprocess.CalledProcessError: pip could not fetch them; its words are on stderr.
    """
    lock = "".join(_missing())
    key = hashlib.sha256(f"{sys.version_info[:2]}{lock}".encode()).hexdigest()[:16]

    def install(building: Path) -> Path:
        wanted = ["--target", str(building / "site")]
        pip(building, lock, "install", "--quiet", "--no-deps", *wanted)
        return building / "site"

    return kept(key, install)


def kept(name: str, make: Callable[[Path], Path]) -> Path:
    """The folder of a name in the user's cache; `make` makes it within an empty one where it is not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dashboard-tests"
    cache.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(cache / f"{name}.lock"):
        if not (cache / name).is_dir():
            building = Path(tempfile.mkdtemp(dir=cache))
            try:
                make(building).rename(cache / name)
            finally:
                shutil.rmtree(building, ignore_errors=True)
    return cache / name


def pip(building: Path, lock: str, *command: str) -> None:
    """Run pip for what a lock names by its hashes.

    Raises:
        subprocess.CalledProcessError: its words are on stderr.
    """
    wanted = building / "lock.txt"
    wanted.write_text(lock, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pip", *command, "--require-hashes", "-r", str(wanted)],
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=_PATIENCE_SECONDS,
    )


def _missing() -> list[str]:
    known = {name for name, _ in _entries("requirements-dev")}
    return [entry for name, entry in _entries("requirements-sail") if name not in known]


def _entries(name: str) -> list[tuple[str, str]]:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    return [(entry.partition("==")[0], entry) for entry in re.split(r"(?m)^(?=[a-zA-Z0-9])", text)[1:]]

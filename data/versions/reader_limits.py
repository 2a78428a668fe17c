"""How many threads a version's readers have, how much memory, and where they spill: by its size and the machine's.

A ledger of a few thousand projects is answered by one thread in a few MB: a second thread would cost a tenth more
processor and save nothing. One of a million needs more than the gigabyte that was enough for every version before; what
does not fit goes to a folder of this process alone, which is removed when it ends.

DuckDB shares one instance among a process's connections to a file and insists on one configuration, so the limits of a
file are decided once a process. Set otherwise by the environment: DASHBOARD_MEMORY (MB), DASHBOARD_THREADS,
DASHBOARD_SPILL (a folder, or `never`).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

MB = 2**20
#: What every version has.
LEAST_MB = 1000
#: A version that fills so much of its file is gone through by several threads.
_MANY_MB = 64
_MOST_THREADS = 4
#: The widest answers of a million projects (a file of 340 MB) take seven times the file.
_TIMES_THE_FILE = 10
#: Of the machine's memory, since the pages need some too, and a comparison has two versions open.
_SHARE = 0.4
#: Where the machine does not say how much it has.
_UNKNOWN_MB = 4096
_CONTROL_GROUPS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


class Limits(NamedTuple):
    """What readers of a file have: MB of memory, threads, where they spill ('' for nowhere)."""

    memory_mb: int
    threads: int
    spill: str


def of_file(file: Path) -> dict[str, str | int]:
    """The settings of DuckDB for readers of a version's file."""
    limits = _limits(file)
    return {
        "memory_limit": f"{limits.memory_mb}MB", "threads": limits.threads, "temp_directory": limits.spill,
    }  # fmt: skip


def memory_mb(file: Path) -> int:
    """MB of memory that a file's readers have: the database for a query, a page for the rows that it holds."""
    return _limits(file).memory_mb


def _limits(file: Path) -> Limits:
    return _decided(file, file.stat().st_size if file.exists() else 0)


@cache
def _decided(_file: Path, size: int) -> Limits:
    memory = _set("DASHBOARD_MEMORY") or max(LEAST_MB, int(min(_TIMES_THE_FILE * size / MB, _SHARE * machine_mb())))
    threads = _set("DASHBOARD_THREADS") or (min(_MOST_THREADS, os.cpu_count() or 1) if size > _MANY_MB * MB else 1)
    # Nothing of a ledger is written anywhere else where it fits: a small version never spills.
    may_spill = size > _MANY_MB * MB or _set("DASHBOARD_MEMORY") or "DASHBOARD_SPILL" in os.environ
    return Limits(memory, threads, _spill_folder() if may_spill else "")


def _set(name: str) -> int:
    """A whole number above 0 of the environment; 0 where there is none."""
    found = os.environ.get(name, "")
    return int(found) if found.isdecimal() else 0


@cache
def machine_mb() -> int:
    """The memory that this process may have at most, in MB: the machine's, or its container's."""
    found = [_UNKNOWN_MB * MB]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for file in _CONTROL_GROUPS:
        try:
            found.append(int(file.read_text()))
        except (OSError, ValueError):  # no container, or one without a limit («max»)
            continue
    return min(found) // MB


@cache
def _spill_folder() -> str:
    """A folder that others cannot read, made at the first asking; without one nothing is spilled."""
    wanted = os.environ.get("DASHBOARD_SPILL", "")
    if wanted == "never":
        return ""
    try:
        made = tempfile.mkdtemp(prefix="dashboard-spill-", dir=wanted or None)
    except OSError:
        return ""
    atexit.register(_remove, made, os.getpid())
    return made


def _remove(folder: str, process: int) -> None:
    # A child that was forked of this process ends before it.
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)

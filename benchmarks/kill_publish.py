"""Kill publishers at random moments: the current version must always be whole.

    python -m benchmarks.kill_publish --rounds 200

Each round starts a process that publishes one known ledger after another, kills it (SIGKILL), and then
holds the store against what must be true. Prints what was seen; exits 1 at the first broken promise.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from data import model, versions
from data.row import Row
from data.versions import store_folder

_ROOT = Path(__file__).resolve().parents[1]
_LONGEST_SECONDS = 0.8  # long enough for several publishings


def ledger(seed: int) -> model.Tables:
    """A small ledger that only this seed gives, in key order."""
    projects = [
        model.Project(
            project_id=f"P{number:04d}",
            name=f"项目{seed}-{number}",
            industry="其他",
            unit="责任单位一",
            agreement="正式",
            planned_investment=Decimal(seed * 1000 + number),
            signed_on=dt.date(2022, 1 + number % 12, 1),
        )
        for number in range(30 + seed % 50)
    ]
    progress = [
        model.Progress(project_id=project.project_id, month=dt.date(2023, month, 1), invested=Decimal(seed))
        for project in projects
        for month in range(1, 10)
    ]
    rows: dict[str, list[Row]] = {"project": [*projects], "progress": [*progress]}
    return {
        name: pa.Table.from_pylist([row.model_dump() for row in rows.get(name, [])], schema=schema)
        for name, schema in model.ARROW.items()
    }


def publish(seed: int) -> str:
    """Publish the seed's ledger on whatever is current."""
    return versions.publish(
        ledger(seed),
        source_file=str(seed),
        source_sha256=None,
        months_through=dt.date(2023, 9, 1),
        is_demo=True,
        who="benchmark",
        base=versions.current(),
    )


def publish_for_ever(seed: int) -> None:
    """What the victim does."""
    print("ready", flush=True)
    while True:
        publish(seed)
        seed += 1


def check() -> None:
    """The pointer names a version, exactly one that was published; the history names it or the one before it.

    Raises:
        AssertionError: it is not.
    """
    current = versions.current()
    if current is None or store_folder.pointed() != current:
        raise AssertionError(f"the pointer says {store_folder.pointed()!r}, current() {current!r}")
    expected = ledger(int(versions.info(current).source_file))
    found = versions.read_tables(current)
    if any(not found[name].equals(expected[name]) for name in model.TABLES):
        raise AssertionError(f"version {current} is not what was published")
    remembered = store_folder.history()[-1]
    if remembered not in {current, versions.info(current).base_version}:
        raise AssertionError(f"the history ends with {remembered}, the current version is {current}")


def run(rounds: int, chance: random.Random, *, is_watched: bool = False) -> dict[str, int]:
    """Kill `rounds` publishers in the store that DASHBOARD_STORE names; return what was seen.

    They are killed at random moments; `is_watched`: as soon as a file is seen that is being written.

    Raises:
        AssertionError: a version was torn, or publishing did not recover.
    """
    publish(0)
    seen = {"kills": rounds, "while a file was being written": 0, "after the round had published": 0}
    for number in range(1, rounds + 1):
        before = _left_overs()
        _kill_one(number * 1000, None if is_watched else chance.uniform(0, _LONGEST_SECONDS))
        check()
        seen["while a file was being written"] += bool(_left_overs() - before)
        seen["after the round had published"] += _shown() >= number * 1000
    publish(1)
    check()
    if _left_overs():
        raise AssertionError(f"left-overs were not swept: {_left_overs()}")
    if len(versions.versions()) != len(versions.names()):
        raise AssertionError("a damaged version lies in the store")
    return {**seen, "versions": len(versions.names())}


def _shown() -> int:
    return int(versions.info(versions.current() or "").source_file)


def _kill_one(seed: int, after_seconds: float | None) -> None:
    """Kill a publisher so long after its start; None: while it writes a file."""
    others = _left_overs()
    command = [sys.executable, "-m", "benchmarks.kill_publish", "--victim", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT) as victim:
        if victim.stdout is None or victim.stdout.readline().strip() != b"ready":
            raise AssertionError("the publisher did not start")
        if after_seconds is None:
            while victim.poll() is None and not _left_overs() - others:
                time.sleep(0.0002)
        else:
            time.sleep(after_seconds)
        if victim.poll() is not None:
            raise AssertionError("the publisher ended by itself")
        victim.kill()


def _left_overs() -> set[tuple[str, int]]:
    found = set()
    for file in versions.store_dir().glob(".*.part*"):
        with contextlib.suppress(FileNotFoundError):  # it has got its final name meanwhile
            found.add((file.name, file.stat().st_mtime_ns))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="repeat an earlier run's moments")
    parser.add_argument("--victim", type=int, help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.victim is not None:
        publish_for_ever(parsed.victim)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DASHBOARD_STORE"] = folder
        started = time.perf_counter()
        seen = run(parsed.rounds, random.Random(parsed.seed))  # noqa: S311 (moments, not secrets)
    print(f"{seen} in {time.perf_counter() - started:.0f} s: every current version was whole")
    return 0


if __name__ == "__main__":
    sys.exit(main())

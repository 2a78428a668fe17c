"""Kill imports at random moments: the current version must always be whole, and the next import must work.

    python -m benchmarks.kill_import --rounds 200

Each round runs `python -m data import FILE`, with the child process that reads the file, and kills the parent, the
child or both (SIGKILL) at a random moment; then the store is held against what must be true. Between them come
imports that the disk has no room for. Prints what was seen; exits 1 at the first broken promise. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from benchmarks import kill_publish
from data import ledger, model, versions
from data.ledger.process import isolated
from data.versions import kept_files, store_folder

_ROOT = Path(__file__).resolve().parents[1]
_LEDGERS = 4


@dataclass(frozen=True)
class Ledger:
    """A file, and the tables that it must become."""

    file: Path
    tables: model.Tables


def ledgers(folder: Path) -> dict[str, Ledger]:
    """Some ledgers as workbooks, by name; the store that DASHBOARD_STORE names is left with what they were made of."""
    made = {}
    for seed in range(_LEDGERS):
        file = folder / f"{seed}.xlsx"
        ledger.export(kill_publish.publish(seed), file)
        made[file.name] = Ledger(file, isolated.examine(file).tables)
    return made


def check(made: dict[str, Ledger]) -> str:
    """The pointer names a version that is one of the ledgers, whole, with its file; no version is damaged.

    Returns the current version.

    Raises:
        AssertionError: it is not so.
    """
    current = versions.current()
    if current is None or store_folder.pointed() != current:
        raise AssertionError(f"the pointer says {store_folder.pointed()!r}, current() {current!r}")
    info, found = versions.info(current), versions.read_tables(current)
    expected = made[info.source_file].tables
    if any(not _same(found[name], expected[name], model.KEYS[name]) for name in model.TABLES):
        raise AssertionError(f"version {current} is not what was imported")
    kept = kept_files.find(info.source_sha256)
    if kept is None or kept_files.digest(kept) != info.source_sha256:
        raise AssertionError(f"the ledger of version {current} was not kept whole")
    if len(versions.versions()) != len(versions.names()):
        raise AssertionError("a damaged version lies in the store")
    return current


def _same(found: pa.Table, expected: pa.Table, keys: tuple[str, ...]) -> bool:
    return bool(found.equals(expected.sort_by([(key, "ascending") for key in keys])))


def start(file: Path, before: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    """An import in a process group of its own; `before` runs in it first."""
    command = [sys.executable, "-m", "data", "import", "--skip-errors", str(file)]
    return subprocess.Popen(
        command,
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509 (no threads here)
    )


def finish(file: Path, before: Callable[[], None] | None = None) -> tuple[int, str]:
    """Import to the end: exit code, and what it said."""
    process = start(file, before)
    _, said = process.communicate(timeout=300)
    return process.returncode, said.decode()


def run(folder: Path, rounds: int, chance: random.Random) -> Counter[str]:
    """Kill that many imports into the store that DASHBOARD_STORE names; return what was seen.

    Raises:
        AssertionError: a promise was broken.
    """
    made = ledgers(folder)
    files = [one.file for one in made.values()]
    started = time.monotonic()
    if (done := finish(files[0]))[0]:
        raise AssertionError(done)
    longest = (time.monotonic() - started) * 1.2
    seen = Counter({"kills": rounds})
    for number in range(1, rounds + 1):
        before = check(made)
        # Half of the moments are late: that is when the version is written.
        moment = longest * (chance.random() if number % 2 else chance.uniform(0.5, 1))
        seen[f"killed {_kill(start(files[number % _LEDGERS]), moment, chance)}"] += 1
        seen["while a file was being written"] += bool(left_overs())
        seen["after it had published"] += check(made) != before
        if number % 20 == 0:
            seen["without room"] += _without_room(files[(number // 20) % _LEDGERS], made, chance)
    if (done := finish(files[1]))[0]:
        raise AssertionError(f"the next import did not work: {done}")
    check(made)
    if left_overs():
        raise AssertionError(f"left-overs were not swept: {left_overs()}")
    return seen


def _kill(process: subprocess.Popen[bytes], after_seconds: float, chance: random.Random) -> str:
    """Kill the import, or its reader, or both; return which."""
    time.sleep(after_seconds)
    readers = [int(number) for number in _readers(process.pid)]
    which = chance.choice(["the import", "both", "its reader"]) if readers else "the import"
    if process.poll() is not None:
        which = "none, it had ended"
    if which in {"the import", "both"}:
        process.kill()
    for reader in readers if which in {"both", "its reader"} else ():
        _end(reader)
    _, said = process.communicate(timeout=300)
    if which == "its reader" and (process.returncode != 1 or not said.strip()):
        raise AssertionError(f"an import without its reader ended with {process.returncode}: {said.decode()}")
    until = time.monotonic() + 10
    while _readers(process.pid) and time.monotonic() < until:
        time.sleep(0.02)
    if _readers(process.pid):
        raise AssertionError("a reader has outlived its import")
    return which


def _end(process: int) -> None:
    with suppress(ProcessLookupError):  # it was quicker
        os.kill(process, signal.SIGKILL)


def _without_room(file: Path, made: dict[str, Ledger], chance: random.Random) -> bool:
    """An import that may write no file beyond some size: it says so, and all stays as it was."""
    size = chance.randrange(1_000, 900_000)
    before = check(made)
    code, said = finish(file, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    if code != 0 and (code != 1 or not said.strip() or "Traceback" in said):
        raise AssertionError(f"without room beyond {size} bytes it ended with {code}: {said}")
    if (check(made) != before) != (code == 0):
        raise AssertionError(f"it ended with {code}, and the current version has changed from {before}")
    return code != 0


def _readers(parent: int) -> list[str]:
    """Processes that read a ledger for this parent."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode().split("\0")[:-1]
        except OSError:
            continue
        if isolated.PROGRAM in words and words[-1] == str(parent):
            found.append(process.parent.name)
    return found


def left_overs() -> list[Path]:
    """Unfinished files in the store."""
    return [*versions.store_dir().glob(".*.part*"), *kept_files.folder().glob(".*.part*")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="repeat an earlier run's moments")
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DASHBOARD_STORE"] = str(Path(folder) / "store")
        started = time.perf_counter()
        seen = run(Path(folder), parsed.rounds, random.Random(parsed.seed))  # noqa: S311 (moments, not secrets)
    print(f"{dict(seen)} in {time.perf_counter() - started:.0f} s: every current version was whole")
    return 0


if __name__ == "__main__":
    sys.exit(main())

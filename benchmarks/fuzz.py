"""Change ledgers at random and read each as an upload is read: nothing may crash, hang or change a figure in silence.

    python -m benchmarks.fuzz --mutations 10000 --jobs 2

Real ledgers (samples of the field, drawn ones, the template's) are changed in their archive, their XML or their bytes
(tests/data/mutations.py). One in ten is read by the product's own child process, the others by a fork within the same
limits, which starts many times quicker. Prints what came of them by kind; what is bad is kept in a folder, and the exit
code is 1. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from data.ledger.process import isolated
from tests.data import fuzzing, mutations
from tests.data.fuzzing import Outcome

ROOT = Path(__file__).resolve().parents[1]
_DRAWN = 60
#: One batch in ten is read by the product's own child.
_IN_THE_CHILD = 10
_AT_ONCE = 100


def batch(folder: Path, seed: int, count: int) -> list[Outcome]:
    """So many changed ledgers, of one seed each from `seed` on. In a process without threads, since it forks."""
    r, found = random.Random(seed), []  # noqa: S311 (no secret)
    paths = sorted(file for file in folder.rglob("*") if file.suffix in {".xlsx", ".csv"})
    is_in_the_child = seed // _AT_ONCE % _IN_THE_CHILD == 0
    read = isolated.examine if is_in_the_child else fuzzing.forked
    known: dict[Path, fuzzing.Source] = {}
    for number in range(seed, seed + count):
        path = r.choice(paths)
        if path not in known:
            known[path] = fuzzing.source(path, read)
        found.append(fuzzing.outcome(known[path], r.choice(mutations.of(path.suffix)), number, read))
    return found


def run(total: int, jobs: int, seed: int) -> Iterator[Outcome]:
    """Outcomes as they come."""
    with tempfile.TemporaryDirectory() as made, ThreadPoolExecutor(jobs) as pool:
        os.environ["DASHBOARD_STORE"] = f"{made}/store"
        folder = Path(made) / "ledgers"
        folder.mkdir()
        for _ in fuzzing.ledgers(folder, random.Random(seed), _DRAWN):  # noqa: S311
            pass
        starts = range(seed, seed + total, _AT_ONCE)
        for those in pool.map(partial(_in_a_process, folder, seed + total), starts):
            yield from those


def _in_a_process(folder: Path, end: int, start: int) -> list[Outcome]:
    arguments = ["--batch", str(folder), "--seed", str(start), "--mutations", str(min(_AT_ONCE, end - start))]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.fuzz", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: list[Outcome] = pickle.loads(done.stdout)  # noqa: S301 (ourselves)
    return found


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "fuzz-bad")
    parser.add_argument("--batch", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.batch:
        found = batch(arguments.batch, arguments.seed, arguments.mutations)
        sys.stdout.buffer.write(pickle.dumps(found))
        return 0
    return report(arguments)


def report(arguments: argparse.Namespace) -> int:
    """Run, print the table, keep what is bad."""
    kinds: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    slowest, began = 0.0, time.monotonic()
    bad: list[Outcome] = []
    for number, one in enumerate(run(arguments.mutations, arguments.jobs, arguments.seed), start=1):
        kinds[mutations.WAYS[one.way].level, one.kind] += 1
        reasons[one.why] += one.kind in {"refused", "stopped by a limit"}
        slowest = max(slowest, one.seconds)
        if one.is_bad:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{len(bad):03d}-{one.way.replace(' ', '-')}-{one.name}").write_bytes(one.data)
            bad.append(one)
            print(f"BAD {one.way}: {one.kind} {one.why} ({one.name})", flush=True)
        if number % 500 == 0:
            print(f"{number} after {time.monotonic() - began:.0f} s", flush=True)
    for (level, kind), count in sorted(kinds.items()):
        print(f"{level:4} {kind:45} {count}")
    for why, count in reasons.most_common(30):
        print(f"     {count:6} {why}")
    print(f"{sum(kinds.values())} read in {time.monotonic() - began:.0f} s, slowest {slowest:.1f} s, bad {len(bad)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

"""How long a month's bulletin takes, and how much memory: of a version of that many projects.

    python -m benchmarks.bulletin [--projects 500 100000] [--months 12]

Publishes a made-up ledger of so many projects (as benchmarks.made does) into a store of its own, and prints for
each edition of its last month, in seconds of processor and by the clock: the draft (everything asked anew) and the Word
file with its pictures; and the most memory that the process had.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, get_args

import queries
from access.rights import LOCAL
from benchmarks.made import made
from data import versions
from panels.bulletin import drafting, issue
from reports.word import bulletin
from view import monthly
from view.view import View, edition

_Made = TypeVar("_Made")


def _took(do: Callable[[], _Made]) -> tuple[_Made, float, float]:
    """What it makes, its processor time (threads' too) and its time by the clock in s."""
    worked, begun = time.process_time(), time.perf_counter()
    return do(), time.process_time() - worked, time.perf_counter() - begun


def measure(count: int, months: int) -> None:
    """Publish and print."""
    tables = made(count, months)
    last = max(tables["progress"]["month"].to_pylist())
    versions.publish(tables, source_file="made up", source_sha256=None, months_through=last, is_demo=True,
                     who="benchmarks.bulletin", base=None)  # fmt: skip
    del tables
    facts = edition(versions.current() or "")
    view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    month = monthly.month_of(view.choices["month"].codes[0])
    if month is None:
        raise SystemExit("the ledger has no whole month")
    for kind in get_args(issue.Edition):
        queries.forget()
        one = issue.of(view, month, kind)
        of, worked, took = _took(lambda one=one: drafting.document(one))  # type: ignore[misc]
        file, more, longer = _took(lambda one=one, of=of: bulletin.written(one, of))  # type: ignore[misc]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:9} {kind:9} {worked:10.1f} {took:8.1f} {more:10.1f} {longer:8.1f} {len(file) / 2**10:8.0f} "
              f"{memory:9.0f}", flush=True)  # fmt: skip


def main() -> None:
    """Measure each size in a process and a store of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, nargs="+", default=[500, 100_000])
    parser.add_argument("--months", type=int, default=12)
    given = parser.parse_args()
    print(f"{'projects':>9} {'edition':9} {'draft, cpu':>10} {'clock':>8} {'file, cpu':>10} {'clock':>8} {'kB':>8} "
          f"{'most, MB':>9}")  # fmt: skip
    for count in given.projects:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["DASHBOARD_STORE"] = str(Path(folder) / "store")
            measure(count, given.months)


if __name__ == "__main__":
    main()

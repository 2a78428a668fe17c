"""How fast the list of projects answers: a version of that many projects, searched, sorted, turned, saved.

    python -m benchmarks.projects [--projects 100000] [--months 12] [--store FOLDER]

Publishes a made-up ledger of so many projects, each with so many months of progress, into a store of its own (or into
FOLDER, where a version of an earlier run is used again), and prints in ms of the processor, as medians of rounds in
which nothing is kept: what is found in its order with its first page and its lights, the totals, and by search, stage,
light and column the turn to another page and to the last ones, for which the order is kept; and once the time, size and
memory of the files. Linux (reads /proc).
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import queries
from access.rights import LOCAL
from benchmarks.made import open_version
from panels import projects
from panels.projects import Listing
from reports import file_words, table
from view.view import View, edition

_ROUNDS = 3
#: On a busy machine a question may take longer than a reader would wait.
_PATIENCE_SECONDS = 600.0


def _ms(ask: Callable[[], object], *, keeps: bool = False) -> float:
    """The processor's time of one asking, in ms: other programs do not stretch it."""
    times = []
    for _ in range(_ROUNDS):
        if not keeps:
            queries.forget()
        begun = time.process_time()
        ask()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def measure(view: View) -> None:
    """Print what each question takes."""
    asked = {
        "the first page": Listing(),
        "sorted by name": Listing(sort="name"),
        "sorted by planned investment": Listing(sort="planned_investment"),
        "sorted by funds arrived": Listing(sort="funds_to_date"),
        "sorted by completion": Listing(sort="completion_rate"),
        "sorted by where it stands": Listing(sort="stands_at"),
        "sorted by light": Listing(sort="lights"),
        "one word": Listing(search="碳纤维"),
        "two words, in full width": Listing(search="１２ 投资公司"),
        "a rare word": Listing(search="项目777号"),
        "two stages": Listing(stages=("signed", "funded")),
        "red lights": Listing(lights=("red",)),
        "by one rule": Listing(rules=("unfunded",)),
    }
    print(f"{'':36}{'asked, ms':>10}{'turned, ms':>12}{'last, ms':>10}{'totals, ms':>12}{'found':>10}")
    for name, one in asked.items():
        asked_ms = _ms(lambda one=one: projects.rows(view, one))  # type: ignore[misc]
        pages = (replace(one, page=page) for page in range(2, 2 + _ROUNDS))
        turned = _ms(lambda pages=pages: projects.rows(view, next(pages)), keeps=True)  # type: ignore[misc]
        found = int(projects.totals(view, one)["projects"])
        lasts = (replace(one, page=max(projects.pages(found) - at, 1)) for at in range(_ROUNDS))
        last = _ms(lambda lasts=lasts: projects.rows(view, next(lasts)), keeps=True)  # type: ignore[misc]
        whole = _ms(lambda one=one: projects.totals(view, one))  # type: ignore[misc]
        print(f"{name:36}{asked_ms:10.0f}{turned:12.0f}{last:10.0f}{whole:12.0f}{found:10}", flush=True)


def save(view: View) -> None:
    """Print what the files of all that is found take."""
    every = Listing()
    for ending in ("csv", "xlsx"):
        queries.forget()
        begun = time.process_time()
        parts = (file_words.columns(view, rows, projects.in_file(every)) for rows in projects.parts(view, every))
        found, about = int(projects.totals(view, every)["projects"]), file_words.about(view, "", "", ())
        made = table.csv_in_parts(parts) if ending == "csv" else table.workbook_in_parts(parts, about, found)
        took = time.process_time() - begun
        print(f"{ending} of all: {took:.1f} s; {len(made) / 2**20:.0f} MB; memory {_memory_mb():.0f} MB at most",
              flush=True)  # fmt: skip


def _memory_mb() -> float:
    """The most that this process has had."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        facts = edition(open_version(given.store or Path(folder) / "store", given.projects, given.months))
        view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
        queries.TIMEOUT_SECONDS = _PATIENCE_SECONDS
        measure(view)
        save(view)


if __name__ == "__main__":
    main()

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
import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa

import queries
from access.rights import LOCAL
from data import model, versions
from panels import projects
from panels.projects import Listing
from reports import file_words, table
from view.view import View, edition

_THINGS = (
    "碳纤维",
    "轮胎",
    "风电叶片",
    "生物制剂",
    "航空紧固件",
    "芯片封装",
    "石油装备",
    "仓储物流",
    "光伏组件",
    "精细化工",
)
_INDUSTRIES = ("新材料", "高端装备制造", "生物医药", "航空航天", "数字经济", "其他")
_UNITS = tuple(f"责任单位{one}" for one in "一二三四五六七八")
_FIRST = dt.date(2019, 1, 1)
_LAST_MONTH = dt.date(2023, 9, 1)
_ROUNDS = 3
#: On a busy machine a question may take longer than a reader would wait.
_PATIENCE_SECONDS = 600.0


def made(count: int, months: int) -> model.Tables:
    """A ledger of so many projects, the same at every run."""
    dice = np.random.default_rng(7)
    numbers = [f"P{at:07d}" for at in range(count)]
    signed = np.datetime64(_FIRST) + dice.integers(0, 1700, count)
    started = signed + dice.integers(20, 400, count)
    last = np.datetime64("2023-09-30")
    planned = [Decimal(int(cents)) / 100 for cents in dice.integers(50_000, 90_000_000, count)]
    given: dict[str, dict[str, object]] = {
        "project": {
            "project_id": numbers,
            "name": [f"{_THINGS[at % len(_THINGS)]}项目{at}号" for at in range(count)],
            "content": [f"建设{_THINGS[(at * 7) % len(_THINGS)]}生产线{at % 9 + 1}条" for at in range(count)],
            "industry": [_INDUSTRIES[one] for one in dice.integers(0, len(_INDUSTRIES), count)],
            "investor": [f"（演示）第{at % 5000}投资公司" for at in range(count)],
            "unit": [_UNITS[one] for one in dice.integers(0, len(_UNITS), count)],
            "agreement": ["框架" if at % 12 == 0 else "正式" for at in range(count)],
            "is_four_new": [False] * count,
            "planned_investment": planned,
            "signed_on": signed,
            "started_on": np.where((started <= last) & (dice.random(count) < 0.7), started, np.datetime64("NaT", "D")),
        },
        "plan": {
            "project_id": numbers[::5],
            "year": [2023] * len(numbers[::5]),
            "nature": ["续建"] * len(numbers[::5]),
            "amount": [(one / 4).quantize(Decimal("0.01")) for one in planned[::5]],
        },
    }
    whole = _months(months)
    amounts = dice.integers(0, 300_000, (2, count * months))
    given["progress"] = {
        "project_id": np.repeat(np.array(numbers, dtype=object), months),
        "month": np.tile(np.array(whole, dtype="datetime64[D]"), count),
        "funds_arrived": pa.array(amounts[0] / 100).cast(model.MONEY),
        "invested": pa.array(amounts[1] / 100).cast(model.MONEY),
    }
    return {name: _table(schema, given.get(name, {})) for name, schema in model.ARROW.items()}


def _months(count: int) -> list[dt.date]:
    """So many months to the last one."""
    last = _LAST_MONTH.year * 12 + _LAST_MONTH.month - 1
    return [dt.date(at // 12, at % 12 + 1, 1) for at in range(last - count + 1, last + 1)]


def _table(schema: pa.Schema, columns: dict[str, object]) -> pa.Table:
    rows = max((len(one) for one in columns.values()), default=0)  # type: ignore[arg-type]
    made = [
        pa.array(columns[field.name], from_pandas=True).cast(field.type) if field.name in columns
        else pa.nulls(rows, field.type)
        for field in schema
    ]  # fmt: skip
    return pa.Table.from_arrays(made, schema=schema)


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
        os.environ["DASHBOARD_STORE"] = str(given.store or Path(folder) / "store")
        if versions.current() is None:
            begun = time.perf_counter()
            versions.publish(
                made(given.projects, given.months), source_file="made up", source_sha256=None,
                months_through=_LAST_MONTH, is_demo=True, who="benchmarks.projects", base=None,
            )  # fmt: skip
            print(f"made and published in {time.perf_counter() - begun:.0f} s")
        facts = edition(versions.current() or "")
        view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
        queries.TIMEOUT_SECONDS = _PATIENCE_SECONDS
        measure(view)
        save(view)


if __name__ == "__main__":
    main()

"""How long every query takes in a version of any size, and how much memory, beside a raw scan of what it reads.

    python -m benchmarks.queries [--projects 100000] [--months 9] [--store FOLDER] [--only NAME …] [--pages]

Publishes a made-up ledger of so many projects, each with so many months of progress, into a store of its own (or into
FOLDER, where a version of an earlier run is used again). Then each query is asked by a reader's own connection, for the
whole zone and for one industry: ms of the processor (the less of two askings), and the most memory that DuckDB
had and spilled, or that it had not enough. *scan*: the same columns of the same tables read once and nothing else.
`--pages`: what all queries of a page take together, of a view that nobody asked for before, beside their drawing in
Python: ms of the processor for making all of a page's panels, and how many of them did not fit.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

import queries
from access.rights import LOCAL
from benchmarks.made import LAST_MONTH, open_version
from data import versions
from panels.contents import OF_PAGES, Contents
from panels.page import Gap
from panels.projects import Listing
from panels.unanswered import why
from queries import TooLargeError, TooSlowError
from queries.rows import frame
from view.view import View, edition

_ROUNDS = 2
_LIMITS = ("memory_limit", "threads", "temp_directory")
#: Longer than a reader would wait: it is to be seen how long.
PATIENCE_SECONDS = 600.0
#: What single panels add to a view's parameters.
_MORE: dict[str, queries.Value] = {
    "dimension": "industry", "is_named": True, "from_year": None, "fact_year": 2022, "leading": 10,
    "leading_surpluses": 3,
    "measure": "plan", "month_from": LAST_MONTH, "newest": 3, "project_id": "P0000096", **Listing().parameters,
}  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One asking: ms of the processor, MB at most and MB spilled; or why there is no answer."""

    ms: float
    mb: float = 0
    spilled: float = 0
    trouble: str = ""
    #: Table → columns that were read.
    read: frozenset[tuple[str, str]] = frozenset()

    def __str__(self) -> str:
        if self.trouble:
            return f"{self.trouble:>22}"
        return f"{self.ms:8.0f}{self.mb:7.0f}{self.spilled:7.0f}"


def asked(version: str, name: str, params: dict[str, queries.Value]) -> Measured:
    """Ask a query as a reader does, past the cache."""
    bound = {key: params[key] for key in queries.used(name)}
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in bound.items()}
    with contextlib.closing(versions.connect(version)) as connection:
        times = []
        for _ in range(_ROUNDS):
            begun = time.process_time()
            try:
                rows = connection.execute(queries.statement(name, way=queries.way_of(version)), values)
                frame(rows.to_arrow_table())
            except duckdb.OutOfMemoryException:
                return Measured((time.process_time() - begun) * 1000, trouble="out of memory")
            times.append((time.process_time() - begun) * 1000)
    told = _profile(version, queries.statement(name, way=queries.way_of(version)), values)
    system = told["system"]
    mb, spilled = system["peak_buffer_memory"] / 2**20, system["peak_temp_dir_size"] / 2**20
    return Measured(min(times), mb, spilled, read=frozenset(_read(told["operator"])))


def _profile(version: str, statement: str, values: dict[str, Any]) -> dict[str, Any]:
    """What DuckDB tells of one asking. A reader's own connection cannot be told to tell without drawing a picture."""
    with contextlib.closing(versions.connect(version)) as reader:
        limits = {name: reader.execute("select current_setting(?)", [name]).fetchall()[0][0] for name in _LIMITS}
    queries.close()
    with contextlib.closing(duckdb.connect(str(versions.path(version)), read_only=True, config=limits)) as connection:
        connection.execute("set enable_profiling = 'no_output'")
        connection.execute(statement, values).df()
        told: dict[str, Any] = json.loads(connection.get_profiling_information())
        return told


def _read(operators: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in operators:
        if one["type"] == "TABLE_SCAN" and (table := one["extra_info"].get("Table")):
            columns = one["extra_info"].get("Projections", [])
            for column in [columns] if isinstance(columns, str) else columns:
                if column:
                    yield table.rsplit(".", 1)[-1].strip('"'), column
        yield from _read(one.get("children", []))


def scanned(version: str, read: frozenset[tuple[str, str]]) -> float:
    """ms of the processor for reading these columns once."""
    tables: dict[str, list[str]] = {}
    for table, column in sorted(read):
        tables.setdefault(table, []).append(column)
    with contextlib.closing(versions.connect(version)) as connection:
        times = []
        for _ in range(_ROUNDS):
            begun = time.process_time()
            for table, columns in tables.items():
                # A bare max of a column is answered from the file's statistics; of an expression it is not.
                of = ", ".join(f'max(case when rowid >= 0 then "{column}" end)' for column in columns)
                connection.execute(f"select {of} from {table}").fetchall()
            times.append((time.process_time() - begun) * 1000)
    return min(times)


def measure(version: str, only: list[str]) -> None:
    """Print a line a query, the slowest first."""
    facts = edition(version)
    view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    whole = view.parameters(_MORE)
    narrow = whole | {"industries": ("新材料",)}
    found = []
    for name in only or queries.names():
        one = asked(version, name, whole), asked(version, name, narrow)
        found.append((name, *one, scanned(version, one[0].read or one[1].read)))
        print(".", end="", flush=True)
    print(f"\n{'':26}{'ms':>8}{'MB':>7}{'spill':>7} | {'1 ind.':>7}{'MB':>7}{'spill':>7} |{'scan':>6}{'times':>7}")
    for name, of_all, of_one, scan in sorted(found, key=lambda one: -one[1].ms):
        print(f"{name:26}{of_all} |{of_one} |{scan:6.0f}{of_all.ms / max(scan, 0.1):7.1f}")


def pages(version: str, only: list[str]) -> None:
    """Print what the first view of a page takes and what a filter's change does."""
    facts = edition(version)
    first = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    of_one = replace(first, chosen=(("industry", ("新材料",)),))
    of_then = replace(first, as_of=dt.date(2023, 6, 15))
    print(f"{'page':14}{'whole zone, ms':>16}{'one industry':>14}{'mid-June':>10}")
    for path, contents in OF_PAGES.items():
        if only and (path or "overview") not in only:
            continue
        times = [_page_ms(contents, view) for view in (first, of_one, of_then)]
        print(f"/{path:13}{times[0]:>16}{times[1]:>14}{times[2]:>10}", flush=True)


def _page_ms(contents: Contents, view: View) -> str:
    queries.forget()
    begun = time.process_time()
    page = contents.make(view, {})
    lacking = sum(isinstance(part, Gap) for panel in page.panels(view, {}) for part in panel.parts)
    took = f"{(time.process_time() - begun) * 1000:.0f}"
    # Of a page that does not fit as a whole a sentence is all there is.
    is_lacking = not page.rows and (page.answer in {why(view.t, one("")) for one in (TooLargeError, TooSlowError)})
    return f"{took} ({lacking or 'all'} lacking)" if lacking or is_lacking else took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--months", type=int, default=9)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--pages", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        version = open_version(given.store or Path(folder) / "store", given.projects, given.months)
        queries.TIMEOUT_SECONDS = PATIENCE_SECONDS
        if given.pages:
            pages(version, given.only)
        else:
            measure(version, given.only)


if __name__ == "__main__":
    main()

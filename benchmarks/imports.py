"""How fast a ledger goes in, beside the library that opens it, and how much memory that takes.

    python -m benchmarks.imports [--rows 100000] [--csv-rows 1000000]

Makes ledgers of the template's form with that many rows of monthly progress, and prints for each: what python-calamine
alone needs to turn the workbook into lists; what ours needs from the file to the published version (a child process
that reads and checks it, then publishing); the ratio; the processors' time of that; and the most memory that the
processes had together above what they have after their imports, as a multiple of the file unpacked. Linux
(reads /proc).
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from data import model, versions
from data.ledger import form
from data.ledger.process import isolated

_PROJECTS = ("project_id", "name", "industry", "unit", "agreement", "planned_investment")
_PROGRESS = ("project_id", "month", "funds_arrived", "invested", "reported_on")
_MONTHS = 120


@dataclass
class Memory:
    """The most that this process and its children have had together, in bytes, while it was watched."""

    most: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.stop.wait(0.005):
            self.most = max(self.most, sum(map(_resident, [os.getpid(), *_children()])))


def _children() -> list[int]:
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += [int(number) for number in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0  # it has just ended


@contextmanager
def watched() -> Iterator[Memory]:
    """Watch the memory within."""
    memory = Memory()
    thread = threading.Thread(target=memory.watch)
    thread.start()
    try:
        yield memory
    finally:
        memory.stop.set()
        thread.join()


def rows(count: int) -> tuple[list[tuple[object, ...]], Iterator[tuple[object, ...]]]:
    """Projects, and this many rows of progress of them; ten years each."""
    chance = random.Random(7)  # noqa: S311
    number = -(-count // _MONTHS)
    projects = [(f"DE2014-{n:05d}", f"项目{n}号", "新材料", "责任单位一", "正式", 9876543.21) for n in range(number)]

    def progress() -> Iterator[tuple[object, ...]]:
        for at in range(count):
            month = dt.date(2014 + at % _MONTHS // 12, at % 12 + 1, 1)
            arrived, invested = (round(chance.uniform(0, 20000), 2) for _ in range(2))
            yield projects[at // _MONTHS][0], month, arrived, invested, month + dt.timedelta(days=34)

    return list(projects), progress()


def workbook(file: Path, count: int) -> int:
    """Write an xlsx of that many rows; return its size unpacked."""
    projects, progress = rows(count)
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    for table, names, those in (("project", _PROJECTS, projects), ("progress", _PROGRESS, progress)):
        sheet = book.add_worksheet(model.sheet_name(table))
        sheet.write_row(0, 0, [form.heading(table, name) for name in names])
        for number, row in enumerate(those, 1):
            sheet.write_row(number, 0, row)
    book.close()
    with zipfile.ZipFile(file) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def folder(where: Path, count: int, encoding: str) -> int:
    """Write a folder of csv of that many rows; return its size."""
    where.mkdir()
    projects, progress = rows(count)
    for table, names, those in (("project", _PROJECTS, projects), ("progress", _PROGRESS, progress)):
        with (where / f"{model.sheet_name(table)}.csv").open("w", encoding=encoding, newline="") as file:
            file.write(",".join(form.heading(table, name) for name in names) + "\r\n")
            file.writelines(",".join(map(str, row)) + "\r\n" for row in those)
    return sum(file.stat().st_size for file in where.iterdir())


def alone(file: Path) -> float:
    """Seconds of python-calamine, in a process of its own, without its start."""
    script = (
        "import sys, time, python_calamine as c; t = time.perf_counter();"
        "b = c.CalamineWorkbook.from_path(sys.argv[1]);"
        "[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]; print(time.perf_counter() - t)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def imported(path: Path) -> tuple[float, float, float, int]:
    """Read, check and publish: seconds until it is read, until it is published, of the processors, and rows."""
    started, spent = time.perf_counter(), sum(os.times()[:4])
    report = isolated.examine(path)
    read = time.perf_counter() - started
    if report.errors or report.months_through is None:
        raise AssertionError(report.errors[:3])
    versions.publish(
        report.tables,
        source_file=report.file,
        source_sha256=report.sha256,
        months_through=report.months_through,
        is_demo=False,
        who="benchmark",
        base=versions.current(),
    )
    return read, time.perf_counter() - started, sum(os.times()[:4]) - spent, report.rows["progress"]


def idle() -> int:
    """What this process and a child have after their imports, in bytes."""
    script = "import data.ledger.process.child, sys; print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        if child.stdout:
            child.stdout.readline()
        found = _resident(child.pid) + _resident(os.getpid())
        if child.stdin:
            child.stdin.close()
    return found


def measure(name: str, path: Path, make: Callable[[Path], int]) -> None:
    """Print a file's row of the table."""
    size = make(path)
    calamine = alone(path) if path.suffix == ".xlsx" else None
    bare = idle()
    with watched() as memory:
        read, published, processors, count = imported(path)
    above = max(0, memory.most - bare)
    figures = [
        f"{name}, {count:,} rows, {size / 2**20:.0f} MB unpacked",
        f"{calamine:.1f}" if calamine else "–",
        f"{read:.1f}",
        f"{published:.1f}",
        f"{published / calamine:.1f}" if calamine else "–",
        f"{processors:.1f}",
        f"{above / 2**20:.0f}",
        f"{above / size:.1f}",
    ]
    print(f"| {' | '.join(figures)} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="of the workbook")
    parser.add_argument("--csv-rows", type=int, default=1_000_000)
    parsed = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    headings = ("ledger", "calamine alone, s", "read and checked, s", "published, s", "ratio", "processors, s")
    print(f"| {' | '.join(headings)} | memory, MB | × unpacked |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        os.environ["DASHBOARD_STORE"] = str(where / "store")
        measure("xlsx", where / "a.xlsx", lambda file: workbook(file, parsed.rows))
        measure("csv, UTF-8", where / "utf", lambda at: folder(at, parsed.csv_rows, "utf-8"))
        measure("csv, GB18030", where / "gb", lambda at: folder(at, parsed.csv_rows, "gb18030"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

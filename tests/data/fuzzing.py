"""Mutated ledgers, read as the product reads uploads, and what came of each: never a crash, a hang or a silent change.

A change of the archive's spelling must give the same tables. What an independent parser (openpyxl) reads as before must
be read as before, or said; what it reads otherwise must be read as the same cells are that openpyxl writes plainly.
"""

from __future__ import annotations

import io
import os
import pickle
import random
import re
import select
import shutil
import signal
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from data import ledger, versions
from data.ledger.process import child, confinement, isolated
from data.ledger.process.child import Job
from data.ledger.report import Report
from tests.data import field_ledgers, mutations

Reader = Callable[[Path], Report]
#: What no outcome may be.
BAD = ("brought down", "silent")
_LARGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*:(?:[A-Z]{3}\d|[A-Z]+\d{5})")
_SAMPLES = Path(__file__).with_name("ledgers")


@dataclass(frozen=True)
class Source:
    """A ledger, and how it is read unchanged."""

    path: Path
    report: Report
    grids: Any

    @property
    def is_csv(self) -> bool:
        return self.path.suffix == ".csv"


@dataclass(frozen=True)
class Outcome:
    """What came of one changed ledger; `file` is kept where it is bad."""

    way: str
    kind: str
    seconds: float
    why: str = ""
    data: bytes = b""
    name: str = ""

    @property
    def is_bad(self) -> bool:
        return self.kind.startswith(BAD)


def ledgers(folder: Path, r: random.Random, drawn: int) -> Iterator[Path]:
    """Ledgers of every kind: samples of the field, the template's own, and so many that are drawn."""
    yield from samples(folder)
    for number in range(drawn):
        into = folder / str(number)
        into.mkdir()
        yield field_ledgers.write(into, r).path
    exported = folder / "台账.xlsx"
    ledger.export(versions.ensure(), exported)
    if exported.stat().st_size < 2**20:
        yield exported


def samples(folder: Path) -> Iterator[Path]:
    """The field's samples, copied into the folder."""
    for sample in sorted([*(_SAMPLES / "field").glob("*"), _SAMPLES / "ledger-messy.xlsx"]):
        yield Path(shutil.copy(sample, folder))


def source(path: Path, read: Reader) -> Source:
    """A ledger to begin with."""
    return Source(path, read(path), None if path.suffix == ".csv" else _grids(path.read_bytes()))


def outcome(source: Source, way: str, seed: int, read: Reader) -> Outcome:
    """Change a ledger, read it, and say what came of it."""
    data = source.path.read_bytes()
    changed = mutations.WAYS[way].change(data, random.Random(seed))  # noqa: S311 (no secret)
    began = time.monotonic()
    with _written(source.path.name, changed) as file:
        report = read(file)
        seconds = time.monotonic() - began
        kind, why = judged(source, way, changed, report, read) if changed != data else ("unchanged", "")
    bad = kind.startswith(BAD)
    return Outcome(way, kind, seconds, why, changed if bad else b"", source.path.name)


def judged(source: Source, way: str, changed: bytes, report: Report, read: Reader) -> tuple[str, str]:
    """The kind of outcome, and what is to be known of it."""
    if report.errors:
        return _stopped(report)
    if _same(report, source.report):
        return "read as before", ""
    promise = mutations.WAYS[way].promise
    if promise == "same" or (promise == "whole" and not _says_more(report, source.report)):
        return "silent: other tables", ""
    if source.is_csv:
        return "read as another ledger", ""
    return _against_another_parser(source, changed, report, read)


def _stopped(report: Report) -> tuple[str, str]:
    """How a ledger with errors ended."""
    first = report.errors[0]
    if "中断" in first.why:
        return "brought down", first.why
    if "没有读完" in first.why or "内存" in first.why:
        return "stopped by a limit", first.why
    return ("errors in cells" if first.cell else "refused"), first.why


def _against_another_parser(source: Source, changed: bytes, report: Report, read: Reader) -> tuple[str, str]:
    grids = _grids(changed)
    if grids is None:
        return "read, though openpyxl does not", ""
    if grids == source.grids:
        is_said = _says_more(report, source.report)
        return ("read otherwise, and said" if is_said else "silent: other tables from the same cells"), ""
    expected = None
    if plain := _plainly(changed):
        with _written(source.path.name, plain) as file:
            expected = read(file)
    if expected is None or expected.errors:
        return "read as another ledger", "not held against another parser"
    if _same(report, expected) or _says_more(report, expected):
        return "read as another ledger, as written plainly or said", ""
    return "silent: other tables than written plainly", ""


def _same(one: Report, other: Report) -> bool:
    return all(one.tables[name].equals(other.tables[name]) for name in one.tables) and (
        one.months_through == other.months_through
    )


def _says_more(one: Report, other: Report) -> bool:
    """Whether something is asked or told that was not."""
    told = {(str(found.why), found.cell) for found in (*other.warnings, *other.notes)}
    return any((str(found.why), found.cell) not in told for found in (*one.warnings, *one.notes))


def _grids(data: bytes) -> Any:
    """All that openpyxl reads of a workbook: values, merged cells, what is hidden; None where it reads nothing."""
    if not _is_for_openpyxl(data):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
        return [
            (sheet.title, sheet.sheet_state, sorted(map(str, sheet.merged_cells.ranges)),
             {cell.coordinate: (cell.value, cell.data_type, cell.number_format)
              for cell in sheet._cells.values() if cell.value is not None})
            for sheet in book.worksheets
        ]  # fmt: skip
    except Exception:  # a parser that is no part of the product may fail as it likes
        return None


def _is_for_openpyxl(data: bytes) -> bool:
    """openpyxl makes every cell of a merged range: of a whole sheet's it makes 17 thousand million."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not any(_LARGE.search(archive.read(name)) for name in archive.namelist())
    except Exception:
        return False


def _plainly(data: bytes) -> bytes:
    """The same cells as openpyxl writes them; nothing where formulas would lose their results."""
    if not _is_for_openpyxl(data):
        return b""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
        if any(cell.data_type == "f" for sheet in book.worksheets for cell in sheet._cells.values()):
            return b""
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    except Exception:
        return b""


@contextmanager
def _written(name: str, data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        yield file


# Reading ---------------------------------------------------------------------------------------------


def forked(path: Path) -> Report:
    """Read in a fork of this process, within the walls of the product's own child: many times quicker to start.

    What ends the fork ends as the product's own child would: the report says «中断».
    """
    limits = isolated.for_file(path)
    out, into = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        _read_and_answer(path, into, limits, parent)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        answer = _all_of(pipe.fileno(), time.monotonic() + limits.wall_seconds)
    if answer is None:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and answer:
        report: Report = pickle.loads(answer)  # noqa: S301 (our own process)
        return report
    with tempfile.TemporaryFile() as errors:
        return isolated._failed(path.name, isolated._reason(code, errors, None if answer is None else b"", limits))


def _read_and_answer(path: Path, into: int, limits: isolated.Limits, parent: int) -> None:
    code = 1
    try:
        confinement.stand_inside(limits.memory_bytes, limits.cpu_seconds, parent)
        with os.fdopen(into, "wb") as pipe:
            pipe.write(pickle.dumps(child._done(Job(path, None, None)), protocol=5))
        code = 0
    except MemoryError:
        code = child.NO_MEMORY
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _all_of(pipe: int, until: float) -> bytes | None:
    """All that comes until the other side ends; None where that takes too long."""
    found = bytearray()
    while select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
        piece = os.read(pipe, 2**20)
        if not piece:
            return bytes(found)
        found += piece
    return None

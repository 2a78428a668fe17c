"""`examining.examine` in a child process with limits: whatever a file does to its reader, this process goes on.

calamine aborts on some hostile workbooks, which no `except` catches; others need more memory or time than there is.
"""

from __future__ import annotations

import logging
import math
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO

from data import model
from data.errors import LedgerError, Said
from data.ledger import invisible
from data.ledger.mapping import Mapping
from data.ledger.open.stages import Listener, Stage
from data.ledger.process import confinement
from data.ledger.process.child import NO_MEMORY, Job
from data.ledger.process.places import CrowdedError, Place, Places
from data.ledger.report import Known, Report
from data.settings import SettingsError

_ROOT = Path(__file__).resolve().parents[3]
#: The file that the child runs.
PROGRAM = str(Path(__file__).resolve().with_name("start.py"))
_PLACES = Places()

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    Processor time grows with the file (`for_file`): a small one that is busy for long was made to be.

    Memory is address space. 2 GB: a workbook may have 200 MB unpacked (`guarding`), reading takes up to six times
    that, and the interpreter with its libraries maps half a gigabyte of which it uses a part. Time: a million rows
    take ten seconds; what takes minutes was made to.

    `quick_seconds`: who has been read for so long makes way for others. `patience`: how long one waits for a place;
    the longest that two others can hold it, and some more.
    """

    memory_bytes: int = 2 * 2**30
    cpu_seconds: int = 120
    wall_seconds: float = 180.0
    quick_seconds: float = 10.0
    patience: float = 60.0


DEFAULT = Limits()
#: Seconds of processor for any file, and more for each MB of it: a ledger of 30,000 rows (2 MB) takes up to ten.
_CPU_SECONDS, _CPU_SECONDS_A_MB = 5, 8


def for_file(path: Path, limits: Limits = DEFAULT) -> Limits:
    """The limits for a file or a folder of files, by its size."""
    files = [path] if path.is_file() else [*path.glob("*")] if path.is_dir() else []
    size = sum(file.stat().st_size for file in files if file.is_file()) / 2**20
    return replace(limits, cpu_seconds=min(limits.cpu_seconds, math.ceil(_CPU_SECONDS + _CPU_SECONDS_A_MB * size)))


def examine(
    path: Path | str,
    mapping: Mapping | None = None,
    *,
    through: date | None = None,
    known: Known | None = None,
    limits: Limits = DEFAULT,
    told: Listener | None = None,
    who: str = "",
) -> Report:
    """As `examining.examine`, in a child process; `told` hears each stage as it begins.

    `who` is the person whose ledger it is, where there are several persons: one is read of each at a time.
    Where the child fails, or no place becomes free for it, the report has one error that says so and no rows.

    Raises:
        SettingsError: the settings, which know the zone's names, cannot be read.
    """
    job = Job(Path(path).absolute(), mapping, through, known)
    limits = for_file(job.path, limits)
    try:
        with _PLACES.taken(who, limits.patience) as place, tempfile.TemporaryFile() as errors:
            return _ask(job, limits, place, told or (lambda _: None), errors)
    except CrowdedError:
        return _failed(invisible.clean(job.path.name), (_CROWDED, _LATER))


def _ask(job: Job, limits: Limits, place: Place, told: Listener, errors: IO[bytes]) -> Report:
    said: queue.Queue[object] = queue.Queue()
    until = time.monotonic() + limits.wall_seconds
    child = subprocess.Popen(  # noqa: S603 (ourselves)
        _command(limits), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=_environment()
    )
    try:
        # It reads its job only now: on Windows it is inside its walls before it can do anything.
        with confinement.around(child, limits.memory_bytes, limits.cpu_seconds):
            _send(child, job)
            listening = threading.Thread(target=_listen, args=(child.stdout, said), daemon=True)
            listening.start()
            answer = _answer(said, min(until, time.monotonic() + limits.quick_seconds), told)
            if answer is None:
                answer = _after_making_way(child, place, lambda: _answer(said, until, told))
            if isinstance(answer, EOFError):
                _wait(child, until)  # how it ended says why
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            _close(pipe)
    if isinstance(answer, SettingsError):
        raise answer
    if isinstance(answer, Report):
        return answer
    if isinstance(answer, CrowdedError):
        return _failed(invisible.clean(job.path.name), (_TOO_LONG_NOW, _LATER))
    return _failed(invisible.clean(job.path.name), _reason(child.returncode, errors, answer, limits))


def _command(limits: Limits) -> list[str]:
    # -P: a folder `data` where the user happens to be is not ours, nor is this one a place to import from.
    numbers = map(str, (limits.memory_bytes, limits.cpu_seconds, os.getpid()))
    return [sys.executable, "-P", PROGRAM, *numbers]


def _environment() -> dict[str, str]:
    """Ours, and allocators that do not reserve address space that they may never use."""
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    spare = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
    spare["MALLOC_MMAP_THRESHOLD_"] = str(2**20)  # what is large goes back to the system when it is freed
    return {**os.environ, **spare, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def _send(child: subprocess.Popen[bytes], job: Job) -> None:
    try:
        pickle.dump(job, child.stdin)  # type: ignore[arg-type]
        child.stdin.flush()  # type: ignore[union-attr]
    except BrokenPipeError:
        pass  # it has ended already; its answer, or that there is none, says why


def _listen(pipe: IO[bytes], said: queue.Queue[object]) -> None:
    """Everything that the child says, object by object; at last its end (EOFError) or a torn one."""
    try:
        while True:
            said.put(pickle.load(pipe))  # noqa: S301 (our own process)
    except Exception as error:  # a torn pickle fails in many ways, each the end of the child
        said.put(EOFError(error))


def _answer(said: queue.Queue[object], until: float, told: Callable[[Stage], None]) -> object:
    """The report, or what came in its place; None where it took too long."""
    while True:
        try:
            found = said.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return None
        if found in ("reading", "checking"):
            told(found)
        else:
            return found


def _after_making_way(child: subprocess.Popen[bytes], place: Place, answer: Callable[[], object]) -> object:
    """The answer of a child that takes long: it gets what the others leave, or has to end where there is no place."""
    if not place.make_way():
        return CrowdedError()
    confinement.yield_to_others(child.pid)
    return answer()


def _wait(child: subprocess.Popen[bytes], until: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        child.wait(max(0.0, until - time.monotonic()))


def _close(pipe: IO[bytes] | None) -> None:
    with suppress(OSError):  # what was still to be written has no reader any more
        if pipe:
            pipe.close()


def _reason(code: int, errors: IO[bytes], answer: object, limits: Limits) -> tuple[Said, Said]:
    errors.seek(0)
    complaint = errors.read(20_000).decode("utf-8", "replace")
    if code == -getattr(signal, "SIGXCPU", 0):
        why = Said(
            f"处理器忙了{limits.cpu_seconds}秒仍没有读完，不像一份台账",
            f"kept a processor busy for {limits.cpu_seconds} seconds without end, which no ledger does",
        )
        return why, _SMALLER
    if answer is None:
        minutes = f"{limits.wall_seconds / 60:g}"
        why = Said(f"读了{minutes}分钟仍没有读完", f"was not read within {minutes} minutes")
        return why, _SMALLER
    if code == NO_MEMORY or any(words in complaint for words in _NO_ROOM):
        size = f"{limits.memory_bytes / 2**30:.3g}"
        return Said(f"读取它需要的内存超过{size}GB", f"needs more than {size} GB of memory to be read"), _SMALLER
    _log.error("the reader of a ledger ended with %s: %s", code, complaint)
    return Said("读取程序因这个文件中断", "brought the reader down"), _ANEW


#: What a process says that gets no more memory: Rust, the loader, C++, Arrow (a thread needs a stack), Python.
_NO_ROOM = (
    "memory allocation of",
    "failed to map segment",
    "Cannot allocate memory",
    "bad_alloc",
    "Failed to launch worker thread",
    "MemoryError",
)
_CROWDED = Said("服务器正在读取别的台账，没有轮到它", "was not read, since others are being read")
_TOO_LONG_NOW = Said(
    "读取它需要较长时间，而服务器正在读取别的大台账",
    "takes long to be read, and the server is busy with other large ledgers",
)
_LATER = Said("请过几分钟重新上传", "upload it again in a few minutes")
_SMALLER = Said(
    "请删去多余的工作表、图片和格式，或分成几份后再导入",
    "delete sheets, pictures and formats that are not needed, or divide it, and import it again",
)
_ANEW = Said("请用Excel或WPS另存为新的xlsx后再导入", "save it anew as xlsx in Excel or WPS and import that")


def _failed(file: str, reason: tuple[Said, Said]) -> Report:
    return Report(file, "", True, False, model.no_rows(), None, (LedgerError(file, "", "", "", *reason),))

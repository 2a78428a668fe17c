"""Limits round a process that reads what strangers made: memory, processor time, and no life after its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_LESS_URGENT = 5
_FIRST_TO_GO = "1000"


def stand_inside(memory_bytes: int, cpu_seconds: int, parent: int) -> None:
    """For the child: limit this process for good. On Windows the parent does it (`around`)."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (POSIX only)

    # Past the soft limit of time comes SIGXCPU, past the hard one SIGKILL. No core file of an abort.
    for what, soft, hard in (
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 5),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_AS, memory_bytes, memory_bytes),
    ):
        _lower(resource, what, soft, hard)
    if sys.platform == "linux":
        with suppress(OSError):  # where the machine's memory runs out, it is this process that goes, not the server
            Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before that
            os._exit(1)


def _lower(resource: object, what: int, soft: int, hard: int) -> None:
    with suppress(ValueError, OSError):  # a system that does not know the limit, or has a lower one already
        resource.setrlimit(what, (soft, hard))  # type: ignore[attr-defined]


def yield_to_others(child: int) -> None:
    """For the parent: from now on the child gets what the others leave of the processor."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # it has just ended
        os.setpriority(os.PRIO_PROCESS, child, _LESS_URGENT)


def end_with_parent(pipe: IO[bytes]) -> None:
    """For a thread of the child: the parent holds the pipe open as long as it lives."""
    pipe.read()
    os._exit(1)


@contextmanager
def around(child: subprocess.Popen[bytes], memory_bytes: int, cpu_seconds: int) -> Iterator[None]:
    """For the parent: on Windows a job object that limits the child and ends it when the parent is gone."""
    if sys.platform != "win32":
        yield
        return
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = job_limits(memory_bytes, cpu_seconds)
    done = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    done = done and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(int(child._handle)))
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        yield
    finally:
        kernel.CloseHandle(job)


_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_TIME, _PROCESS_MEMORY, _KILL_ON_JOB_CLOSE = 0x2, 0x100, 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),  # of 100 ns
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def job_limits(memory_bytes: int, cpu_seconds: int) -> ctypes.Structure:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: memory and processor time of a process; closing the job ends it."""
    limits = _ExtendedLimits()
    limits.BasicLimitInformation.PerProcessUserTimeLimit = cpu_seconds * 10_000_000
    limits.BasicLimitInformation.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY | _KILL_ON_JOB_CLOSE
    limits.ProcessMemoryLimit = memory_bytes
    return limits

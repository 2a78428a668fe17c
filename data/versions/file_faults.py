"""Why a version's file could not be read: another program holds it, the system refuses it, or it is damaged.

Only damage is a reason to show another version. What is locked or out of reach now is still the version it was.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PureWindowsPath

import duckdb

from data.errors import DamagedError, InUseError, Said, StoreError, UnavailableError

_GO_BACK = "go back to another version or import the ledger again"

#: DuckDB's words for a file that another process has locked: on Linux and macOS, on Windows (there the system's own
#: words may be in any language, DuckDB's «already open» is not).
_LOCKED = re.compile(r"Could not set lock on file|being used by another process|File is already open in")
_HOLDER = re.compile(r"(?:lock is held in|already open in)\s+(?P<program>[^\n]+?) \(PID (?P<number>\d+)\)")
#: The system would not let us open the file or read on: rights, too many open files, a share that went away.
_REFUSED = re.compile(r"(?:Cannot open file|Could not read from file) \"[^\"]*\": (?P<why>.+)", re.DOTALL)
_IS_NO_FILE = re.compile(r"Is a directory|No such file")


def fault(file: Path, error: duckdb.Error) -> StoreError:
    """What DuckDB's error at a version's file means: `InUseError`, `UnavailableError` or `DamagedError`."""
    said = str(error)
    if _LOCKED.search(said):
        return in_use(file, said)
    refused = _REFUSED.search(said)
    if isinstance(error, duckdb.IOException) and _is_refused_by_windows(file):
        return in_use(file, said)
    if refused and not _IS_NO_FILE.search(said):
        return unavailable(file, refused["why"])
    if isinstance(error, duckdb.OutOfMemoryException | duckdb.ConnectionException):
        return unavailable(file, type(error).__name__)
    return damaged(file)


def in_use(file: Path, said: str = "") -> InUseError:
    """The file is open for writing elsewhere; names the program where DuckDB does."""
    zh = en = ""
    if holder := _HOLDER.search(said):
        program, number = PureWindowsPath(holder["program"]).name, holder["number"]
        zh, en = f"（{program}，进程号{number}）", f" ({program}, process {number})"
    return InUseError(
        Said(
            f"版本文件{file.name}正被另一个程序占用{zh}，请关闭那个程序后再试。",
            f"The version file {file.name} is in use by another program{en}: close that program and try again.",
        )
    )


def unavailable(file: Path, why: str) -> UnavailableError:
    """The system does not give the file at present."""
    reason = why.strip().splitlines()[0].rstrip(".")
    return UnavailableError(
        Said(
            f"版本文件{file.name}现在打不开（{reason}），请检查文件权限、关闭可能占用它的程序后再试。",
            f"The version file {file.name} cannot be opened at present ({reason}): check its rights, close what may "
            "be using it, and try again.",
        )
    )


def damaged(file: Path) -> DamagedError:
    """The file's contents are not what was published."""
    return DamagedError(
        Said(
            f"版本文件{file.name}已损坏，无法打开，请回退到其他版本或重新导入台账。",
            f"The version file {file.name} is damaged and cannot be opened: {_GO_BACK}.",
        )
    )


def miscounted(file: Path) -> DamagedError:
    """The file can be read, but its rows are not those that it says it has."""
    return DamagedError(
        Said(
            f"版本文件{file.name}的行数与登记不符，请回退到其他版本或重新导入台账。",
            f"The version file {file.name} has not the rows it says: {_GO_BACK}.",
        )
    )


def _is_refused_by_windows(file: Path) -> bool:
    """Whether Windows lets nobody open the file. (Elsewhere nothing is tried: closing a file that was opened only to
    look would give up this process's own lock on it.)
    """
    if os.name != "nt":
        return False
    try:
        with file.open("rb"):
            return False
    except PermissionError:
        return True
    except OSError:
        return False

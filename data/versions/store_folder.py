"""The store's folder: names of versions, the pointer and its history, the publisher's lock, and safety on disk."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import filelock

from data import zone_time
from data.errors import BusyError, NotWritableError, Said, UnknownVersionError

_NAME = re.compile(r"\d{8}-\d{6}")
_NAME_FORMAT = "%Y%m%d-%H%M%S"
#: Unfinished files of ours: `.building.part` (with DuckDB's .wal and .tmp beside it), `.current.part`, `.history.part`.
_LEFT_OVER = ".*.part*"
#: The history is cut to its last lines when it has grown long.
_LONG_HISTORY, _KEPT_HISTORY = 400, 200

#: The office's own files; the ledger of what was sent, and the lock of who sends.
OFFICE, SENT, SENDING = "office", "sent.sqlite", "sent.lock"
#: What others than the store's user and group may do with its files and folders: nothing, whatever the umask.
_FILE_MODE, _FOLDER_MODE = 0o640, 0o750

_log = logging.getLogger(__name__)

_T = TypeVar("_T")


def store_dir() -> Path:
    """The store's folder: the one that DASHBOARD_STORE names, else `store` in the folder above."""
    return Path(os.environ.get("DASHBOARD_STORE") or Path(__file__).parents[1] / "store")


def names() -> list[str]:
    """Every version's name, newest first, whether or not its file is sound."""
    return sorted((file.stem for file in store_dir().glob("*.duckdb") if is_name(file.stem)), reverse=True)


def path(version: str) -> Path:
    """The version's file.

    Raises:
        UnknownVersionError: no such version (a name from a URL may be anything, so its form is checked first).
    """
    file = store_dir() / f"{version}.duckdb"
    if not is_name(version) or not file.is_file():
        raise UnknownVersionError(
            Said(
                f"没有版本“{version}”，请用versions命令查看现有版本。",
                f"There is no version {version}: the command versions lists those there are.",
            )
        )
    return file


def next_name() -> str:
    """A name for a new version: the zone's time, but later than every existing name, so none is used twice."""
    moment, newest = zone_time.now(), max(names(), default="")
    if moment.strftime(_NAME_FORMAT) <= newest:
        moment = dt.datetime.strptime(newest, _NAME_FORMAT) + dt.timedelta(seconds=1)  # noqa: DTZ007 (local names)
    return moment.strftime(_NAME_FORMAT)


def name_of(moment: dt.datetime) -> str:
    """The name of a version that was published at a moment of the zone's time."""
    return moment.strftime(_NAME_FORMAT)


def is_name(text: str) -> bool:
    """Whether a text has the form of a version's name."""
    return time_of(text) is not None


@lru_cache(maxsize=1024)
def time_of(name: str) -> dt.datetime | None:
    """The time that a version's name says; None where it is no such name. Every question asks it of its version."""
    try:
        return dt.datetime.strptime(name, _NAME_FORMAT) if _NAME.fullmatch(name) else None  # noqa: DTZ007
    except ValueError:
        return None


def pointed() -> str | None:
    """What the pointer file says, or None when there is none. It may be anything if the disk is damaged."""
    try:
        return patiently(lambda: (store_dir() / "current").read_text(encoding="ascii", errors="replace")).strip()
    except FileNotFoundError:
        return None


def flip(version: str) -> None:
    """Point at a version, atomically: a reader sees the old name or the new one. Only under the lock.

    The new name is the current one from the moment when the pointer is replaced, and not before. So the history
    takes it only after that: a run killed between the two leaves a history that lags, whose last entry is what was
    acknowledged before, and never one that runs ahead to a version that no one was ever shown. What lags is made
    good first thing at the next flip, from the pointer (if it names a version: it may be garbled), before this one
    overwrites it.
    """
    if (before := pointed()) in names() and history()[-1:] != [before]:
        _remember(before)
    _replace("current", f"{version}\n")
    _remember(version)


def history() -> list[str]:
    """The versions that the pointer was flipped to, oldest first. A torn or garbled line is passed over."""
    return [line for line in _history_lines() if is_name(line)]


def standing() -> list[str]:
    """What to show in the pointer's place, best first: the history's last version and those that it stands on.

    New names are always later than all old ones, so a flip to an earlier name is a rollback, and it withdraws
    every later one: going back through the history, only names earlier than all seen so far still stand.
    """
    found: list[str] = []
    for name in reversed(history()):
        if not found or name < found[-1]:
            found.append(name)
    return found


def _history_lines() -> list[str]:
    try:
        return patiently(lambda: (store_dir() / "history").read_text(encoding="ascii", errors="replace")).split("\n")
    except OSError:  # the history helps where it can; without it there are still the versions themselves
        return []


def _remember(version: str) -> None:
    """Append to the history. A failure is logged only: the pointer has been flipped, and that is what counts."""
    try:
        if len(_history_lines()) > _LONG_HISTORY:
            _replace("history", "\n".join([*history()[-_KEPT_HISTORY:], ""]))
        start = "\n" if "".join(_history_lines()[-1:]) else ""  # an end torn by a kill must not swallow this line
        close_to_others(store_dir() / "history")
        with (store_dir() / "history").open("ab") as file:
            file.write(f"{start}{version}\n".encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        sync_folder()
    except OSError as error:
        _log.warning("%s: the history does not know of version %s: %s", store_dir(), version, error)


def _replace(name: str, text: str) -> None:
    """Write a file of the store whole or not at all."""
    temporary = store_dir() / f".{name}.part"
    temporary.write_text(text, encoding="ascii", newline="\n")
    close_to_others(temporary)
    sync(temporary)
    patiently(lambda: temporary.replace(store_dir() / name))
    sync_folder()


def patiently(action: Callable[[], _T]) -> _T:
    """Windows refuses to replace a file that is being read, or to read one that is being replaced: try again."""
    for _ in range(20):
        try:
            return action()
        except PermissionError:
            time.sleep(0.02)
    return action()


@contextmanager
def lock(wait_seconds: float) -> Iterator[None]:
    """Hold the store's lock; the system frees it when its holder dies.

    Raises:
        BusyError: somebody else still holds it after the wait.
        NotWritableError: the folder cannot be written.
    """
    held = filelock.FileLock(store_dir() / "publish.lock", timeout=wait_seconds, mode=_FILE_MODE)
    try:
        make_folder(store_dir())
        held.acquire()
        close_all_to_others()
    except filelock.Timeout as error:
        raise BusyError(
            Said("另一个发布正在进行，请稍后再试。", "Somebody else is publishing: try again in a moment.")
        ) from error
    except OSError as error:
        raise NotWritableError(
            Said(
                f"版本库{store_dir()}无法写入，请检查文件夹和权限（{error}）。",
                f"The store {store_dir()} cannot be written: check the folder and the rights ({error}).",
            )
        ) from error
    try:
        yield
    finally:
        held.release()


def sweep() -> None:
    """Remove what killed runs left. Only under the lock: then nobody is still writing it."""
    for left_over in [*store_dir().glob(_LEFT_OVER), *store_dir().glob(f"files/{_LEFT_OVER}")]:
        if left_over.is_dir():
            shutil.rmtree(left_over, ignore_errors=True)
        else:
            with suppress(PermissionError, FileNotFoundError):
                left_over.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder of the store, and those above it that are missing."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=_FOLDER_MODE, exist_ok=True)


def close_to_others(file: Path) -> None:
    """Take from others than the user and the group what the umask has left them; what is closer already stays so."""
    if os.name == "posix":
        with suppress(FileNotFoundError, PermissionError):  # it is not there yet; or it is another user's
            mode = stat.S_IMODE(file.stat().st_mode)
            most = _FOLDER_MODE if file.is_dir() else _FILE_MODE
            if mode & ~most:
                file.chmod(mode & most)


def close_all_to_others() -> None:
    """The whole store, as older releases may have left it. Only under the lock."""
    for file in (store_dir(), *store_dir().glob("*"), *store_dir().glob("files/*")):
        close_to_others(file)


def sync(file: Path) -> None:
    """Wait until the file's contents are on the disk."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path | None = None) -> None:
    """Wait until the names in a folder (the store's) are on the disk.

    Windows cannot open a folder; NTFS journals renames itself.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder or store_dir(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

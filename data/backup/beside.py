"""What stands beside the versions and is nobody's figure: the office's own files, and the ledger of what was sent.

Both change while others look at them: they are copied, and put back without taking away what a backup does not hold.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import filelock

from data.backup import archive
from data.backup.archive import BackupError
from data.errors import Said
from data.versions import store_folder

_PATIENCE_SECONDS = 60.0
_FILE_MODE = 0o600


def files(folder: Path) -> list[Path]:
    """The office's files and the ledger in a store's folder, as far as a backup may hold them."""
    found = [*sorted((folder / store_folder.OFFICE).glob("*")), folder / store_folder.SENT]
    return [one for one in found if one.is_file() and archive.is_name(_member(folder, one))]


def left_out() -> list[str]:
    """The names of the office's files that no backup holds: they are no names for every system."""
    known = {one.name for one in files(store_folder.store_dir())}
    office = sorted((store_folder.store_dir() / store_folder.OFFICE).glob("*"))
    # What an editor keeps beside an open document is no file of the office's.
    return [one.name for one in office if one.name not in known and not one.name.startswith((".", "~"))]


def _member(folder: Path, file: Path) -> str:
    return f"store/{file.relative_to(folder).as_posix()}"


def copy(to: Path) -> list[Path]:
    """Copy them under a folder by their names in a backup, each as it is at one moment; returns the copies."""
    made = []
    for file in files(store_folder.store_dir()):
        copied = to / _member(store_folder.store_dir(), file)
        copied.parent.mkdir(parents=True, exist_ok=True)
        if file.name == store_folder.SENT:
            _copy_ledger(file, copied)
        else:
            with suppress(FileNotFoundError):  # its editor is about to write it anew
                shutil.copyfile(file, copied)
        made += [copied] if copied.exists() else []
    return made


def _copy_ledger(source: Path, to: Path) -> None:
    """Through SQLite: a sender may go on meanwhile."""
    try:
        here = f"{source.as_uri()}?mode=ro"
        with closing(sqlite3.connect(here, uri=True, timeout=30)) as old, closing(sqlite3.connect(to)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise BackupError(Said(
            f"发送记录{source}无法读取，未备份（{error}）；请检查该文件，确认不再需要时移走后重试。",
            f"The ledger of what was sent, {source}, cannot be read; nothing was backed up ({error}): look at the "
            "file, and move it away where it is no longer needed.",
        )) from error  # fmt: skip


def place(unpacked: Path, keep: Path | None) -> None:
    """Put those of an unpacked store in their places; those that were there are kept in the folder `keep`.

    A ledger here that goes on where the unpacked one ends stays, so that nothing is sent twice.
    """
    here, incoming = store_folder.store_dir(), files(unpacked)
    if not incoming and not files(here):
        return
    with _nobody_sends():
        if keep is not None:
            for file in files(here):
                _set_aside(file, keep / file.relative_to(here))
        for file in incoming:
            at = here / file.relative_to(unpacked)
            if file.name == store_folder.SENT and _goes_on(file, at):
                continue
            store_folder.make_folder(at.parent)
            store_folder.patiently(lambda file=file, at=at: file.replace(at))  # type: ignore[misc]


@contextmanager
def _nobody_sends() -> Iterator[None]:
    lock = filelock.FileLock(
        store_folder.store_dir() / store_folder.SENDING, timeout=_PATIENCE_SECONDS, mode=_FILE_MODE
    )
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise BackupError(
            Said("正在发送报告，未恢复，请稍后再试。", "Reports are being sent; nothing was restored: try again later.")
        ) from error
    try:
        yield
    finally:
        lock.release()


def _set_aside(file: Path, to: Path) -> None:
    store_folder.make_folder(to.parent)
    shutil.copy2(file, to)
    store_folder.close_to_others(to)


def _goes_on(old: Path, here: Path) -> bool:
    """Does the ledger here hold every message of the old one?"""
    if not here.is_file():
        return False
    try:
        known, told = _messages(here), _messages(old)
    except sqlite3.Error:
        return False
    return told <= known


def _messages(file: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as opened:
        return set(opened.execute("select * from message"))

"""The SQLite file of sessions, roles, keys and policy, shared by all replicas of a machine."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from access import own_files
from access.settings import hosting

FILE = "access.sqlite"
_PATIENCE_SECONDS = 5.0
_SCHEMA = Path(__file__).with_name("schema.sql")
_of_thread = threading.local()


def file() -> Path:
    """The database's file. Raises RuntimeError where the dashboard is not hosted."""
    settings = hosting()
    if settings is None:
        raise RuntimeError("only a hosted dashboard knows people")
    return settings.folder / FILE


def prepare() -> None:
    """Make the folder and the tables where they are missing; only this program's user may read them."""
    read().executescript(_SCHEMA.read_text(encoding="utf-8"))
    file().chmod(own_files.FILE_MODE)


def read() -> sqlite3.Connection:
    """This thread's connection, for reading. Rows are by name.

    Whoever opens it first, a command perhaps before any server, makes it with its tables, for this user alone.
    """
    where = str(file())
    if getattr(_of_thread, "where", None) != where:
        _make_sure_of(file())
        opened = sqlite3.connect(where, timeout=_PATIENCE_SECONDS, isolation_level=None)
        opened.row_factory = sqlite3.Row
        # Readers never wait for a writer, and a commit costs one fsync at a checkpoint only.
        opened.execute("pragma journal_mode = wal")
        opened.execute("pragma synchronous = normal")
        if opened.execute("select 1 from sqlite_master").fetchone() is None:
            opened.executescript(_SCHEMA.read_text(encoding="utf-8"))
        _of_thread.connection, _of_thread.where = opened, where
    connection: sqlite3.Connection = _of_thread.connection
    return connection


def _make_sure_of(where: Path) -> None:
    """The file, with rights that do not depend on the umask; SQLite gives what it keeps beside it the same ones.

    One that is there is never opened here: whoever closes a file gives up all locks that its process has on it (POSIX),
    those of other threads' connections too. Another process would then take itself for the last one and put the log
    away that these go on reading: a role that was taken away would never be felt.
    """
    own_files.make_folder(where.parent)
    with suppress(FileExistsError):
        os.close(own_files.opener(str(where), os.O_CREAT | os.O_EXCL | os.O_RDWR))


@contextmanager
def write() -> Iterator[sqlite3.Connection]:
    """A transaction: all of it or nothing."""
    connection = read()
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")

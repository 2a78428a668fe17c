"""The SQLite file of sessions, roles, keys and policy, shared by all replicas of a machine."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    where = file()
    where.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    read().executescript(_SCHEMA.read_text(encoding="utf-8"))
    where.chmod(0o600)


def read() -> sqlite3.Connection:
    """This thread's connection, for reading. Rows are by name."""
    where = str(file())
    if getattr(_of_thread, "where", None) != where:
        opened = sqlite3.connect(where, timeout=_PATIENCE_SECONDS, isolation_level=None)
        opened.row_factory = sqlite3.Row
        # Readers never wait for a writer, and a commit costs one fsync at a checkpoint only.
        opened.execute("pragma journal_mode = wal")
        opened.execute("pragma synchronous = normal")
        _of_thread.connection, _of_thread.where = opened, where
    connection: sqlite3.Connection = _of_thread.connection
    return connection


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

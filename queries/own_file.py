"""A version's own file, asked: one connection a version, a cursor a run, stopped after a while (docs/adr/0002)."""

from __future__ import annotations

import threading
import warnings
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb
import pandas as pd

from data import versions
from queries.errors import QueryError, TooLargeError, TooSlowError
from queries.rows import frame

Value = str | int | float | bool | date | tuple[str, ...] | None
#: From what a version's publishing made for it, or from all of its months (queries/ways).
Way = Literal["short", "long"]
MAX_OPEN_VERSIONS = 4
_connecting = threading.Lock()
# What DuckDB recommends in its place plans every statement twice, which takes a small one half as long again.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")


class _Opened(NamedTuple):
    """A version's connection, what completes each cursor of it, and by which way it answers."""

    connection: duckdb.DuckDBPyConnection
    completing: tuple[str, ...]
    way: Way


@lru_cache(maxsize=MAX_OPEN_VERSIONS)
def _open(_file: Path, version: str) -> _Opened:
    connection = versions.connect(version)
    return _Opened(
        connection, versions.completing(connection), "short" if versions.has_short_way(connection) else "long"
    )


def way_of(version: str) -> Way:
    """How a version answers what is of months: from what its publishing made for it, or, without that, from all months.

    Both ways answer the same. This is the one place that chooses.

    Raises:
        versions.StoreError: the version does not exist or cannot be read.
    """
    with _connecting:
        return _open(versions.path(version), version).way


def cursor_of(version: str) -> duckdb.DuckDBPyConnection:
    """A cursor for one run, to be closed after it. Raises as `way_of`."""
    # One connection a version, opened once; shared by threads it gives wrong answers, so a cursor a run.
    with _connecting:
        opened = _open(versions.path(version), version)
        cursor = opened.connection.cursor()
    for statement in opened.completing:
        cursor.execute(statement)
    return cursor


def answer(
    version: str, name: str, parsed: duckdb.Statement, values: dict[str, Value | list[str]], seconds: float
) -> pd.DataFrame:
    """The rows of a parsed statement; `name` is the question's, for what is said of it, `seconds` how long it may take.

    Raises:
        TooSlowError, TooLargeError: it took too long, or needs more memory than a reader has.
        QueryError: the database failed.
    """
    cursor = cursor_of(version)
    watch = threading.Timer(seconds, cursor.interrupt)
    watch.start()
    try:
        return frame(cursor.execute(parsed, values).to_arrow_table())
    except duckdb.InterruptException as error:
        raise TooSlowError(f"query {name} took longer than {seconds:.0f} s and was stopped") from error
    except duckdb.OutOfMemoryException as error:
        raise TooLargeError(f"query {name} needs more memory than a reader has: {error}") from error
    except duckdb.Error as error:
        raise QueryError(f"query {name} failed: {error}") from error
    finally:
        watch.cancel()
        cursor.close()


def close() -> None:
    """Leave the versions' files: they are opened anew when they are asked again."""
    with _connecting:
        _open.cache_clear()

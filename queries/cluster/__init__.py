"""The same questions asked of Apache Spark by Spark Connect, where DATABASE_URL names a cluster (docs/scaling.md).

The statement is the very one that DuckDB would run, translated (`translate`) and run in this process's one session
(`session`) over the Parquet files of the version that `python -m data export-parquet` wrote. What comes back has the
types that DuckDB gives. Nothing outside `queries` knows of it, and without DATABASE_URL nothing of it is loaded.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
from sqlglot.errors import SqlglotError

from data import versions
from queries.cluster import session
from queries.cluster.translate import to_spark
from queries.errors import ClusterError, QueryError, TooSlowError
from queries.rows import frame

_SCHEME = "sc://"

_log = logging.getLogger(__name__)


def answer(url: str, version: str, name: str, statement: str, values: dict[str, Any], seconds: float) -> pd.DataFrame:
    """The rows of a statement (`queries.statement`) of a published version, with DuckDB's columns and types.

    Args:
        url: where Spark Connect listens, as `sc://host:15002`.
        version: whose tables are asked.
        name: the question's name, for what is said of it.
        statement: as DuckDB reads it.
        values: by parameter; a list, a date, a number, a text, true or false, None.
        seconds: how long it may take.

    Raises:
        ClusterError: the cluster does not answer, or cannot (a version that was not exported), or DATABASE_URL names
            none.
        TooSlowError: it took longer and was stopped.
        QueryError: the statement cannot be asked of a cluster, or the answer has other columns.
    """
    if not url.startswith(_SCHEME):
        raise ClusterError(f"DATABASE_URL is no address of Spark Connect ({_SCHEME}host:15002)")
    try:
        found = session.ask(url, _root(), version, to_spark(statement), values, seconds)
        rows = frame(found.cast(_schema(statement, tuple(sorted(values)))))
    except session.LostError as error:
        raise ClusterError(f"query {name}: the cluster at {_host(url)} does not answer: {error}") from error
    except session.StoppedError as error:
        raise TooSlowError(f"query {name} took longer than {seconds:.0f} s and was stopped") from error
    except session.FailedError as error:
        # Readers are told that there is no answer; whoever runs the cluster reads here why.
        _log.error("query %s failed on the cluster, version %s: %s", name, version, error)
        raise ClusterError(f"query {name} failed on the cluster, version {version}: {error}") from error
    except SqlglotError as error:
        raise QueryError(f"query {name} cannot be asked of a cluster: {error}") from error
    except (pa.ArrowInvalid, ValueError) as error:
        raise QueryError(f"query {name}: the cluster answered with other columns or types: {error}") from error
    return rows


def close() -> None:
    """Leave the cluster; the next question opens a session anew."""
    session.close()


def _root() -> str:
    """The folder of all versions' Parquet files as the cluster sees it: a shared folder, or an object store."""
    return os.environ.get("DASHBOARD_PARQUET", "").rstrip("/") or str((versions.store_dir() / "parquet").absolute())


def _host(url: str) -> str:
    # What follows may hold a token.
    return url.removeprefix(_SCHEME).partition("/")[0]


@cache
def _schema(statement: str, names: tuple[str, ...]) -> pa.Schema:
    """The columns and types with which DuckDB answers: of an empty version, since no row changes them."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(versions.SCHEMA_FILE.read_text(encoding="utf-8"))
        empty: pa.Table = connection.execute(statement, dict.fromkeys(names)).to_arrow_table()
        return empty.schema

"""A version's rows of where its projects stand in files: those of its own file laid over those known before."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from data.source_row import TABLE

#: The rows of a version's file, and those of the version that it updates (None where it replaces the whole).
Laid = tuple[pa.Table, pa.Table | None]

_LAID_OVER = Path(__file__).with_name("source_rows.sql")


def fill(connection: duckdb.DuckDBPyConnection, rows: Laid) -> None:
    """Into a version's file: its own file's rows, and of those known before what that file does not give."""
    fresh, known = rows
    connection.register("fresh", fresh)
    if known is None or not known.num_rows:
        connection.execute(f"insert into {TABLE} by name from fresh")
    else:
        connection.register("known", known)
        connection.execute(f"insert into {TABLE} {_LAID_OVER.read_text(encoding='utf-8')}")

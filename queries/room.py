"""Answers of which a page makes objects of its own, a row at a time: as many rows as a reader has memory for.

DuckDB watches over its own memory alone. A row of an answer takes a hundred bytes there and, once Python holds it as
what it counts by, thousands: a page of all rows of a very large ledger would take the server with it.
"""

from __future__ import annotations

import pandas as pd

from data import versions
from data.versions import reader_limits
from queries.errors import TooManyRowsError


def held(version: str, name: str, rows: pd.DataFrame, row_bytes: int) -> pd.DataFrame:
    """The rows of the question `name`, each of which a page holds in so many bytes.

    Raises:
        TooManyRowsError: they are more than a reader of the version has memory for.
    """
    needed, most = len(rows) * row_bytes / reader_limits.MB, reader_limits.memory_mb(versions.path(version))
    if needed > most:
        raise TooManyRowsError(
            f"query {name} has {len(rows)} rows, of which a page needs {needed:.0f} MB; it has {most}"
        )
    return rows

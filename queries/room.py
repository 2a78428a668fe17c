"""Answers of which a page makes objects of its own, a row at a time: as many rows as a reader has memory for.

DuckDB watches over its own memory alone. A row of an answer takes a hundred bytes there and, once Python holds it as
what it counts by, thousands: a page of all rows of a very large ledger would take the server with it. Of a large
version they are counted before they are fetched.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data import versions
from data.versions import reader_limits
from queries.errors import TooManyRowsError

#: From this size of its file on, that of some 50,000 projects, counting costs little beside what follows.
_COUNTED_MB = 16


def held(
    version: str, name: str, row_bytes: int, count: Callable[[], int], rows: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """The rows of the question `name`, each of which a page holds in so many bytes; `count` says how many they are.

    Raises:
        TooManyRowsError: they are more than a reader of the version has memory for.
    """
    file = versions.path(version)
    most = reader_limits.memory_mb(file)

    def check(number: int) -> None:
        needed = number * row_bytes / reader_limits.MB
        if needed > most:
            raise TooManyRowsError(
                f"query {name} has {number} rows, of which a page needs {needed:.0f} MB; it has {most}"
            )

    if not file.exists() or file.stat().st_size > _COUNTED_MB * reader_limits.MB:
        check(count())
    found = rows()
    check(len(found))
    return found

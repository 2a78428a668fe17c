"""In which rows of which sheet of which file a project stands: its own row, its months', its plans'.

A version made of a whole ledger has the rows of that file alone; one that a file updated keeps, of what the file does
not give, the rows of the file in which it was last given.
"""

from __future__ import annotations

import pyarrow as pa

TABLE = "source_row"
#: What a ledger's reader finds. Rows in a run, one a month where the table has months: from `first_row` (of
#: `first_month`) to `last_row` (of `last_month`), as the sheet counts them, from 1, at equal distances (0: one row that
#: holds all the months). `part` is the rest of the row's key: the plan's year, the problem's number.
FOUND = pa.schema({
    "table_name": pa.string(), "project_id": pa.string(), "part": pa.string(), "first_month": pa.date32(),
    "last_month": pa.date32(), "sheet": pa.string(), "first_row": pa.int32(), "last_row": pa.int32(),
})  # fmt: skip
#: What a version has: with the file's name, and the version that was made of it.
SCHEMA = pa.schema([*FOUND, pa.field("file", pa.string()), pa.field("version", pa.string())])


def none() -> pa.Table:
    """No rows, as a reader finds them. (Made when it is asked for, as `plan_moves.none`.)"""
    return FOUND.empty_table()


def of_version(found: pa.Table, file: str, version: str) -> pa.Table:
    """What a reader found as the rows of a version that is made of this file."""
    named = [pa.repeat(pa.scalar(name), len(found)) for name in (file, version)]
    return pa.table([*found.columns, *named], SCHEMA)

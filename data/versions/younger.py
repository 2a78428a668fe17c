"""Versions published before the model had all of today's tables and columns: they are read as if these were empty.

A published file never changes, so what it lacks is laid over it in each connection: a view of the table's name that
adds the younger columns without a value, and an empty one for a table that it has not; among them `plan_move` and
`source_row`, which no ledger has and every version carries. `first_report` is found anew each time, and so are the
projects' numbers.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from data import model, source_row
from data.versions import first_report, plan_moves, short_way

_TYPES = {pa.string(): "varchar", pa.date32(): "date", pa.bool_(): "boolean", pa.int32(): "integer",
          model.MONEY: "decimal(18, 2)"}  # fmt: skip

_EVERY = model.ARROW | {plan_moves.TABLE: plan_moves.SCHEMA, source_row.TABLE: source_row.SCHEMA}


def views(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The statements that complete this connection's file; none where it has all. A cursor needs them anew."""
    found = connection.execute(
        "select current_database(), table_name, list(column_name) from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'main' and not internal group by all"
    ).fetchall()
    has = {table: (database, set(columns)) for database, table, columns in found}
    made = (_view(name, schema, *has.get(name, ("", set()))) for name, schema in _EVERY.items())
    missing = () if first_report.TABLE in has else (f"create temp view {first_report.TABLE} as {first_report.FOUND}",)
    return (*(statement for statement in made if statement), *missing)


def _view(name: str, schema: pa.Schema, database: str, columns: set[str]) -> str:
    number = "" if "project_no" in columns else short_way.NUMBERED_SINCE.get(name, "")
    if columns.issuperset(schema.names) and not number:
        return ""
    wanted = [
        column.name if column.name in columns else f"null::{_TYPES[column.type]} as {column.name}" for column in schema
    ]
    if number:
        wanted.append(f"{number.format(database=database)} as project_no")
    source = f'from "{database}".main.{name}' if columns else "where false"
    return f"create temp view {name} as select {', '.join(wanted)} {source}"

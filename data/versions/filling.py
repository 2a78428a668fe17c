"""How rows go into a new version's tables: in key order, and what the queries need beside them."""

from __future__ import annotations

import datetime as dt

import duckdb
import pyarrow as pa

from data import model
from data.versions import short_way


def fill(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """A ledger table's rows, in key order, with the projects' numbers where the queries need them."""
    number = short_way.NUMBERED.get(name)
    insert(connection, name, table, f"order by {', '.join(model.KEYS[name])}", {"project_no": number} if number else {})


def fill_months(connection: duckdb.DuckDBPyConnection, firsts: list[dt.date]) -> None:
    """The months of the data's years, each by its first day."""
    insert(connection, "month", pa.table({"month": pa.array(firsts, pa.date32())}), "order by month")


def insert(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: pa.Table,
    order: str = "",
    also: dict[str, str] | None = None,
) -> None:
    """Rows as they are; `also`: columns that are found in SQL as they go in."""
    columns = ", ".join(rows.column_names)
    more = also or {}
    into, found = ", ".join([columns, *more]), ", ".join([columns, *more.values()])
    connection.register("incoming", rows)
    connection.execute(f"insert into {name} ({into}) select {found} from incoming {order}")
    connection.unregister("incoming")

"""What publishing makes for the queries, so that they need not add up all months at every question (docs/adr/0018).

Two things: a number for each project, in the order of the keys, since columns of numbers are joined in half the time of
columns of texts (`project.project_no`, and the same in `plan`); and the table `month_state`, which says of each project
and month how far its year had come by then. It is sorted by month, so that a day is answered from one month's rows and
the Decembers before it (queries/ways/short.sql), and DuckDB skips all others.

A version that was published before has neither: queries/ways/long.sql reckons the same from `progress`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from data.versions.steps import Steps

TABLE = "month_state"
#: Table → how its `project_no` is found as its rows go in; `project` is filled before the others.
NUMBERED = {
    "project": "row_number() over (order by incoming.project_id)",
    "plan": "(select project.project_no from project where project.project_id = incoming.project_id)",
}
#: The same for a version that was published without numbers: its projects lie in the order of their keys.
NUMBERED_SINCE = {
    "project": "project.rowid::integer + 1",
    "plan": '(select known.rowid::integer + 1 from "{database}".main.project as known '
    "where known.project_id = plan.project_id)",
}
_FOLDER = Path(__file__).parent


def is_there(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the connection's version was published with it."""
    found = connection.execute("select 1 from duckdb_tables() where table_name = ?", [TABLE]).fetchone()
    return found is not None


def fill(connection: duckdb.DuckDBPyConnection, months_through: dt.date, steps: Steps | None = None) -> None:
    """Make `month_state` of the projects and months that the file holds, a month after the other.

    So memory is needed for one month's projects, however many months there are.

    Raises:
        StoppedError: `steps` was asked to stop.
    """
    steps = steps or Steps()
    connection.begin()
    connection.execute((_FOLDER / "numbered.sql").read_text(encoding="utf-8"))
    statement = (_FOLDER / "month.sql").read_text(encoding="utf-8")
    for month in _months(connection, months_through):
        steps.go_on()
        connection.execute(statement, {"month": month})
    connection.execute("drop table numbered")
    connection.commit()


def _months(connection: duckdb.DuckDBPyConnection, months_through: dt.date) -> list[dt.date]:
    """The months of the years that have a report, from the first report on."""
    rows = connection.execute("select distinct month from numbered").fetchall()
    first = min((month for (month,) in rows), default=months_through)
    years = sorted({month.year for (month,) in rows})
    every = (dt.date(year, month, 1) for year in years for month in range(1, 13))
    return [month for month in every if first <= month <= months_through]

"""One version's DuckDB file: how it is built, checked whole, and opened for reading."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data import model, source_row
from data.errors import Said, StoreError
from data.versions import (
    file_faults,
    filling,
    first_report,
    plan_moves,
    reader_limits,
    short_way,
    source_rows,
    store_folder,
    younger,
)
from data.versions.steps import Step, Steps

SCHEMA_FILE = Path(__file__).with_name("schema.sql")

#: What no connection of ours may do: leave its file, fetch or load extensions, look at Python variables.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "threads": min(4, os.cpu_count() or 1),
}
#: With the limits of its file (reader_limits). `SET lock_configuration` fails on the second connection; as config it
#: does not.
_READER = {**_CLOSED, "lock_configuration": True}

#: Several versions in a second have names that count on.
_CLOCK_SLACK = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class VersionInfo:
    """What a version is: the one row of its `version` table, column by column."""

    version: str
    created_at: dt.datetime
    source_file: str
    source_sha256: str | None
    rows: int
    months_through: dt.date
    is_demo: bool
    who: str
    base_version: str | None

    @property
    def is_named_ahead(self) -> bool:
        """Whether its name says a later time than when it was published: a version before was made by a fast clock."""
        named = store_folder.time_of(self.version)
        return named is not None and named > self.created_at + _CLOCK_SLACK


_VERSION_COLUMNS = ", ".join(field.name for field in dataclasses.fields(VersionInfo))


def open_reader(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can only read `file`: no writing, attaching, other files, settings.

    Raises:
        InUseError, UnavailableError: another program holds the file, or the system does not give it at present.
        DamagedError: its contents are none that DuckDB can read.
    """
    try:
        connection = duckdb.connect(str(file), read_only=True, config=_READER | reader_limits.of_file(file))
        for statement in younger.views(connection):
            connection.execute(statement)
    except duckdb.Error as error:
        raise file_faults.fault(file, error) from error
    return connection


def build(
    file: Path,
    tables: model.Tables,
    info: VersionInfo,
    record: str | None = None,
    moves: pa.Table | None = None,
    sources: source_rows.Laid | None = None,
    steps: Steps | None = None,
) -> None:
    """Write a new version file: every table in key order, months, moves of plans, where its file has each project,
    the version row, its record (JSON).

    Raises:
        StoppedError: `steps` was asked to stop; the file is to be thrown away.
        StoreError: the tables do not fit the schema (types, nulls, keys).
    """
    steps = steps or Steps()
    steps.begin(Step.TABLES)
    with closing(duckdb.connect(str(file), config=_CLOSED)) as connection:
        try:
            with steps.stoppable(connection):
                connection.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
                for name in model.TABLES:
                    steps.go_on()
                    filling.fill(connection, name, tables[name])
                filling.fill_months(connection, months(tables, info.months_through))
                connection.execute(f"insert into {first_report.TABLE} {first_report.FOUND}")
                filling.insert(connection, plan_moves.TABLE, plan_moves.none() if moves is None else moves)
                steps.begin(Step.SHORT_WAY)
                short_way.fill(connection, info.months_through, steps)
                steps.begin(Step.CHECKED)
                if sources is not None:
                    source_rows.fill(connection, sources)
                marks = ", ".join("?" * len(fields(info)))
                connection.execute(f"insert into version values ({marks})", astuple(info))
                if record is not None:
                    connection.execute("insert into record values (?)", [record])
                connection.execute("checkpoint")
        except duckdb.Error as error:
            raise StoreError(
                Said(
                    f"数据未能写入新版本，当前版本不变，请检查数据和磁盘后重试（{error}）。",
                    f"The data could not be written, the current version stays: check the data and the disk ({error}).",
                )
            ) from error


def months(tables: model.Tables, months_through: dt.date) -> list[dt.date]:
    """Every month (its first day) of the calendar years that the data touch, so that series have no holes."""
    columns = [tables["project"][column] for column in model.STAGE_DATES]
    columns += [tables["progress"]["month"], tables["activity"]["held_on"]]
    years = {months_through.year}
    for column in columns:
        ends = pc.min_max(column).as_py()
        years |= {day.year for day in ends.values() if day is not None}
    for column in (tables["plan"]["year"], tables["target"]["year"]):
        years |= {year for year in pc.min_max(column).as_py().values() if year is not None}
    return [dt.date(year, month, 1) for year in range(min(years), max(years) + 1) for month in range(1, 13)]


def check(file: Path, steps: Steps | None = None) -> VersionInfo:
    """Read the file whole (DuckDB verifies its checksums on the way) and hold it against its own version row.

    Raises:
        StoppedError: `steps` was asked to stop.
        InUseError, UnavailableError: as `open_reader`.
        DamagedError: a table cannot be read, a key is not unique, or the numbers of rows do not agree.
    """
    with closing(open_reader(file)) as connection:
        try:
            with (steps or Steps()).stoppable(connection):
                rows = sum(_scan(connection, name) for name in model.TABLES)
                _scan(connection, "month")
                _scan(connection, first_report.TABLE)
                _scan(connection, plan_moves.TABLE)
                _scan(connection, source_row.TABLE)
                for name in ("record", short_way.TABLE):
                    if _has(connection, name):
                        _scan(connection, name)
                found = connection.execute(f"select {_VERSION_COLUMNS} from version").fetchall()
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error
    if len(found) != 1 or VersionInfo(*found[0]).rows != rows:
        raise file_faults.miscounted(file)
    return VersionInfo(*found[0])


def _scan(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    # The hash makes DuckDB decompress every value of every column.
    row = connection.execute(f"select count(*), sum(hash(t)) from {name} as t").fetchone()
    return int(row[0]) if row else 0


def _has(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    # Some tables came later than the first versions.
    return bool(connection.execute("select 1 from duckdb_tables() where table_name = ?", [name]).fetchone())


def read_record(file: Path) -> str | None:
    """The version's record as JSON; None where it has none.

    Raises:
        InUseError, UnavailableError, DamagedError: the file cannot be read.
    """
    with closing(open_reader(file)) as connection:
        try:
            found = connection.execute("select record from record").fetchone() if _has(connection, "record") else None
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error
    return str(found[0]) if found else None


def check_links(file: Path, steps: Steps | None = None) -> None:
    """Keys are unique and references lead somewhere: the last guard before a version is published.

    Raises:
        StoppedError: `steps` was asked to stop.
        StoreError: naming the table; the ledger's own checks say it better and come first.
    """
    with closing(open_reader(file)) as connection, (steps or Steps()).stoppable(connection):
        for name, keys in model.KEYS.items():
            columns = ", ".join(keys)
            query = f"select count(*) from (select 1 from {name} group by {columns} having count(*) > 1)"
            _refuse_any(connection, query, f"“{model.sheet_name(name)}”表有重复的行")
        for (name, column), (parent, key) in model.REFERENCES.items():
            query = f"select count(*) from {name} as t anti join {parent} as p on t.{column} = p.{key}"
            why = f"“{model.sheet_name(name)}”表指向了“{model.sheet_name(parent)}”表里没有的行"
            _refuse_any(connection, f"{query} where t.{column} is not null", why)


def _refuse_any(connection: duckdb.DuckDBPyConnection, query: str, why: str) -> None:
    row = connection.execute(query).fetchone()
    if row and row[0]:
        raise StoreError(f"{why}（{row[0]}处），未发布，请更正后重试。")


def read(file: Path) -> model.Tables:
    """The version's ledger tables as `model.ARROW` has them, in key order.

    Raises:
        InUseError, UnavailableError, DamagedError: the file cannot be read.
    """
    with closing(open_reader(file)) as connection:
        try:
            return {name: _read_table(connection, name) for name in model.TABLES}
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error


def read_plans(file: Path) -> tuple[pa.Table, pa.Table]:
    """The version's plans, and the moves of plans that it knows. Raises as `read`."""
    with closing(open_reader(file)) as connection:
        try:
            return _read_table(connection, "plan"), _read_all(connection, plan_moves.TABLE, plan_moves.SCHEMA)
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error


def read_source_rows(file: Path) -> pa.Table:
    """Where each project stands in the files that the version was made of (`source_row.SCHEMA`). Raises as `read`."""
    with closing(open_reader(file)) as connection:
        try:
            return _read_all(connection, source_row.TABLE, source_row.SCHEMA)
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error


def read_project(file: Path, project_id: str, tables: tuple[str, ...]) -> model.Tables:
    """The rows of one project in these tables, as `read` has them. Raises as `read`."""
    with closing(open_reader(file)) as connection:
        try:
            return {name: _read_table(connection, name, project_id) for name in tables}
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error


def _read_all(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> pa.Table:
    return connection.sql(f"select {', '.join(schema.names)} from {name}").to_arrow_table().cast(schema)


def _read_table(connection: duckdb.DuckDBPyConnection, name: str, project_id: str | None = None) -> pa.Table:
    schema, keys = model.ARROW[name], ", ".join(model.KEYS[name])
    of_one, params = ("", []) if project_id is None else ("where project_id = ?", [project_id])
    rows = connection.sql(f"select {', '.join(schema.names)} from {name} {of_one} order by {keys}", params=params)
    return rows.to_arrow_table().cast(schema)

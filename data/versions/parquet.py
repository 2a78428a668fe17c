"""A version's tables as Parquet files, for a cluster that is asked in place of the version's own file.

One folder a version, named as the version is, with one file a table: every table that the queries read, complete as
a connection to the version has them (`younger`), rows in the file's order. A published version never changes, so
neither does its folder: it is written under another name, whole, and renamed.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import duckdb

from data import model, source_row
from data.errors import NotWritableError, Said, StoreError
from data.versions import file_faults, first_report, plan_moves, reader_limits, short_way, store_folder, younger

#: Every table of every export; of a version that was published with the short way, its table besides.
TABLES = (*model.TABLES, "month", first_report.TABLE, plan_moves.TABLE, source_row.TABLE, "version")
_VERSION = "exported"
#: As the store's folders: a cluster of another user reads it through the group.
_MODE = 0o750


def write(version: str, out: Path) -> tuple[Path, bool]:
    """Write a version's tables into a folder of its name in `out`; return it, and whether anything had to be written.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError: the version cannot be read.
        NotWritableError: `out` cannot be written, or has no room; nothing is left of this attempt.
        StoreError: a folder of that name is there which is not this version's export.
    """
    file, target = store_folder.path(version), out / version
    if target.exists():
        _refuse_other(target)
        return target, False
    try:
        out.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{version}.", suffix=".part", dir=out))
    except OSError as error:
        raise _not_writable(out, error) from error
    try:
        _write_tables(file, building, out)
        building.chmod(_MODE)
        for written in building.iterdir():
            store_folder.sync(written)
        store_folder.sync_folder(building)
        return _put(building, target)
    except OSError as error:
        raise _not_writable(out, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _put(building: Path, target: Path) -> tuple[Path, bool]:
    """Give the finished folder its name; another run may have been first, and wrote the same."""
    try:
        building.rename(target)
    except OSError:
        if not target.exists():
            raise
        _refuse_other(target)
        return target, False
    store_folder.sync_folder(target.parent)
    return target, True


def _write_tables(file: Path, building: Path, out: Path) -> None:
    # A version's readers may touch no other file, so this connection is one of its own that has the version attached.
    with closing(duckdb.connect(config=_limits(file))) as connection:
        try:
            connection.execute(f"attach {_quoted(file)} as {_VERSION} (read_only)")
            connection.execute(f"use {_VERSION}")
            for statement in younger.views(connection):
                connection.execute(statement)
            tables = (*TABLES, short_way.TABLE) if short_way.is_there(connection) else TABLES
        except duckdb.Error as error:
            raise file_faults.fault(file, error) from error
        for table in tables:
            to = _quoted(building / f"{table}.parquet")
            try:
                connection.execute(f"copy (from {table}) to {to} (format parquet, compression zstd)")
            except duckdb.Error as error:
                if str(building) in str(error):
                    raise _not_writable(out, error) from error
                raise file_faults.fault(file, error) from error


def _limits(file: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {**reader_limits.of_file(file), "autoinstall_known_extensions": False, "autoload_known_extensions": False}


def _quoted(file: Path) -> str:
    text = str(file).replace("'", "''")
    return f"'{text}'"


def _refuse_other(target: Path) -> None:
    """A folder of the version's name is its export where it has every table; such a folder was renamed whole."""
    if not all((target / f"{table}.parquet").is_file() for table in TABLES):
        raise StoreError(
            Said(
                f"{target}已存在，但不是完整的导出，未改动；请先移走它，或用--out另选文件夹。",
                f"{target} is there but is no whole export, and was left as it is: move it, or choose another --out.",
            )
        )


def _not_writable(out: Path, error: Exception) -> NotWritableError:
    reason = str(error).strip().splitlines()[0]
    return NotWritableError(
        Said(
            f"{out}无法写入，没有导出，请检查文件夹、权限和磁盘空间（{reason}）。",
            f"{out} cannot be written, nothing was exported: check the folder, rights and disk space ({reason}).",
        )
    )

"""The store of versions: a folder of DuckDB files that never change, and a pointer to the current one.

Publishing writes a new file beside the others, checks it whole and only then flips the pointer, so
readers are never blocked, a torn file is never shown, and every past state is kept. A history of the flips says
which version to show where the pointer or its version is damaged.
"""

from __future__ import annotations

import datetime as dt
import getpass
import logging
from pathlib import Path

import duckdb
import pyarrow as pa

from data import model, zone_time
from data.errors import (
    DamagedError,
)
from data.versions import kept_files, new_version, standing, store_folder, version_file
from data.versions.provenance import Record
from data.versions.steps import Steps
from data.versions.store_folder import names, path, store_dir
from data.versions.version_file import VersionInfo

_log = logging.getLogger(__name__)

_PUBLISH_WAIT_SECONDS = 0.5
_ENSURE_WAIT_SECONDS = 60.0
#: Who published the demonstration's earlier months: nobody did.
_OF_THE_PAST = "演示"


def connect(version: str) -> duckdb.DuckDBPyConnection:
    """A read-only, locked-down connection to a version. Take a `.cursor()` per run; close it when done.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError.
    """
    return version_file.open_reader(path(version))


def read_tables(version: str) -> model.Tables:
    """The version's ledger tables: `model.ARROW` exactly, in key order.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError.
    """
    return version_file.read(path(version))


def project_rows(version: str, project_id: str, tables: tuple[str, ...]) -> model.Tables:
    """The rows of one project in these tables of a version, in key order. Raises as `read_tables`."""
    return version_file.read_project(path(version), project_id, tables)


def record(version: str) -> Record | None:
    """How the version was published; None for a demonstration and for versions older than records.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError.
    """
    text = version_file.read_record(path(version))
    return None if text is None else Record.model_validate_json(text)


def kept_file(version: str) -> Path | None:
    """The ledger that the version was made of, where it was kept. Raises as `info`."""
    return kept_files.find(standing.info(version).source_sha256)


def publish(
    tables: model.Tables,
    *,
    source_file: str,
    source_sha256: str | None,
    months_through: dt.date,
    is_demo: bool,
    who: str,
    base: str | None,
    record: Record | None = None,
    keep: Path | None = None,
    source_rows: pa.Table | None = None,
    steps: Steps | None = None,
) -> str:
    """Publish a whole ledger as a new version and make it the current one; return its name.

    `base` is what `current()` was when the change was previewed; any day of `months_through`'s month will do.
    `record` tells how it was published; the ledger `keep` is kept in the store as `source_sha256`. `source_rows`: in
    which rows of it each project stands (`data.source_row.FOUND`). `steps` hears how far it has come and may stop it.

    Raises:
        StoppedError: `steps` was asked to stop in time; nothing has changed.
        StaleBaseError: the current version is no longer `base`.
        BusyError, NoSpaceError, StoreError: nothing has changed.
    """
    draft = VersionInfo(
        version="",
        created_at=zone_time.now(),
        source_file=source_file,
        source_sha256=source_sha256,
        rows=0,
        months_through=months_through.replace(day=1),
        is_demo=is_demo,
        who=who,
        base_version=base,
    )
    with store_folder.lock(_PUBLISH_WAIT_SECONDS):
        return new_version.write(tables, draft, record, keep, found=source_rows, steps=steps)


def publish_demo() -> str:
    """Publish the demonstration data anew; return the version's name. Raises as `publish`."""
    with store_folder.lock(_PUBLISH_WAIT_SECONDS):
        return _publish_demo()


def publish_earlier_demos() -> list[str]:
    """Lay the demonstration's earlier months beside it, oldest first; return the names of those that were missing.

    Only where the store holds today's demonstration and nothing else: no invented past beside real data. The current
    version stays what it is; a run killed between two of them is taken up by the next.

    Raises:
        BusyError, NoSpaceError, StoreError.
    """
    from data import demo  # noqa: PLC0415

    shown, past = standing.current(), [store_folder.name_of(demo.published_at(month)) for month in demo.EARLIER_MONTHS]
    if shown is None or not _may_have_past(shown, past):
        return []
    last = demo.build()
    if standing.info(shown).rows != sum(table.num_rows for table in last.values()):
        return []  # the demonstration of another release
    made: list[str] = []
    for name, before, one in zip(past, [None, *past], demo.earlier(last), strict=False):
        with store_folder.lock(_ENSURE_WAIT_SECONDS):
            if standing.current() != shown or not _may_have_past(shown, past):
                break
            if name not in names():
                new_version.lay_beside(
                    one.tables,
                    _demo_draft(name, demo.published_at(one.months_through), one.months_through, before, _OF_THE_PAST),
                )
                made.append(name)
    return made


def _may_have_past(shown: str, past: list[str]) -> bool:
    """Whether a store holds a demonstration, some of its past and nothing else, and lacks some of that."""
    others = {*names()} - {shown}
    return standing.info(shown).is_demo and max(past) < shown and others < {*past}


def ensure() -> str:
    """The current version; in an empty store, publish the demonstration data first.

    Of several processes that start at once one publishes and the others wait for it.

    Raises:
        DamagedError: there are or were versions but none is sound: real data must not silently turn into a
            demonstration.
        StoreError: as `publish`.
    """
    if (version := standing.current()) is not None:
        return version
    with store_folder.lock(_ENSURE_WAIT_SECONDS):
        if (version := standing.current()) is not None:
            return version
        if names() or store_folder.pointed() is not None:
            raise DamagedError(f"{store_dir()}里的版本文件都已丢失或损坏，请从备份恢复，或重新导入台账。")
        return _publish_demo()


def rollback(version: str) -> None:
    """Make an earlier (or later) version the current one again.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError, BusyError.
    """
    with store_folder.lock(_PUBLISH_WAIT_SECONDS):
        version_file.check(path(version))
        store_folder.flip(version)


def prune(keep: int) -> list[str]:
    """Remove all but the newest `keep` versions and the current one; return the names removed, newest first.

    The newest name always stays, so a name is never used twice. A file that is in use (Windows) stays, and
    that is logged. Kept ledgers that no version names any more go too (none while a version cannot be read).

    Raises:
        ValueError: keep is less than 1.
        BusyError.
    """
    if keep < 1:
        raise ValueError("keep at least one version")
    with store_folder.lock(_PUBLISH_WAIT_SECONDS):
        kept = standing.current()
        removed = [name for name in names()[keep:] if name != kept and _remove(name)]
        if all(standing.trouble_with(name) is None for name in names()):
            kept_files.remove_unnamed({sha for name in names() if (sha := standing.info(name).source_sha256)})
        return removed


def user_name() -> str:
    """Who is at the keyboard, for the version's record; «未知» where the system will not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知"


def _publish_demo() -> str:
    from data import demo  # noqa: PLC0415  (only who needs the demonstration pays for it)

    draft = _demo_draft("", zone_time.now(), demo.MONTHS_THROUGH, standing.current(), user_name())
    tables = demo.build()
    past = [(store_folder.name_of(demo.published_at(end)), end, plans) for end, plans in demo.earlier_plans(tables)]
    return new_version.write(tables, draft, past=past)


def _demo_draft(name: str, created_at: dt.datetime, months_through: dt.date, base: str | None, who: str) -> VersionInfo:
    return VersionInfo(
        version=name,
        created_at=created_at,
        source_file="演示数据",
        source_sha256=None,
        rows=0,
        months_through=months_through.replace(day=1),
        is_demo=True,
        who=who,
        base_version=base,
    )


def _remove(version: str) -> bool:
    try:
        path(version).unlink()
    except PermissionError as error:
        _log.warning("version %s is in use and was not removed: %s", version, error)
        return False
    return True

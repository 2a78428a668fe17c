"""The store of versions: a folder of DuckDB files that never change, and a pointer to the current one.

Publishing writes a new file beside the others, checks it whole and only then flips the pointer, so
readers are never blocked, a torn file is never shown, and every past state is kept. A history of the flips says
which version to show where the pointer or its version is damaged.
"""

from __future__ import annotations

import datetime as dt
import getpass
import logging
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import duckdb

from data import model, zone_time
from data.errors import (
    DamagedError,
    NoSpaceError,
    Said,
    StaleBaseError,
    StoreError,
    UnavailableError,
    UnknownVersionError,
)
from data.versions import file_faults, kept_files, store_folder, version_file
from data.versions.provenance import Record
from data.versions.store_folder import names, path, store_dir
from data.versions.version_file import VersionInfo

_log = logging.getLogger(__name__)

_PUBLISH_WAIT_SECONDS = 0.5
_ENSURE_WAIT_SECONDS = 60.0
_SPARE_BYTES = 32 * 2**20


def current() -> str | None:
    """The name of the version to show: the pointer's, else (and logged) the last good one; None if none is sound.

    The last good one is by the history of flips, so that what a rollback withdrew stays withdrawn while any version
    that it went back to is sound; where the history has none, it is the newest sound version. A version that cannot
    be opened at present, since another program holds its file, is no less the current one: who reads it is told
    (`UnavailableError`), and no other takes its place.
    """
    pointed = store_folder.pointed()
    if pointed is not None and _stands(pointed):
        return pointed
    fallback = next((name for name in [*store_folder.standing(), *names()] if _stands(name)), None)
    if pointed is not None or fallback is not None:
        _warn_once(f"{store_dir()}: the pointer names {pointed!r}, which cannot be used; showing {fallback!r} instead")
    return fallback


def unreadable() -> str | None:
    """What is lost, so that `current()` shows another version; None when all is well or the store is empty.

    The version that the pointer names, or the word «current» (the pointer's file) where it names none.
    """
    pointed = store_folder.pointed()
    if pointed is None:
        return "current" if names() else None
    if _stands(pointed):
        return None
    return pointed if store_folder.is_name(pointed) else "current"


def unavailable() -> dict[str, UnavailableError]:
    """Versions whose files cannot be opened at present, newest first, and why; nobody knows of any damage to them."""
    return {name: error for name in names() if isinstance(error := _trouble(name), UnavailableError)}


def info(version: str) -> VersionInfo:
    """The version's own row.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError.
    """
    file = path(version)
    stat = file.stat()
    return _checked(file, stat.st_mtime_ns, stat.st_size)


def versions() -> list[VersionInfo]:
    """All sound versions, newest first. Left out and logged are damaged ones and those of `unavailable`; `names` has
    them all.
    """
    return [info(name) for name in names() if _trouble(name) is None]


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


def record(version: str) -> Record | None:
    """How the version was published; None for a demonstration and for versions older than records.

    Raises:
        UnknownVersionError, InUseError, UnavailableError, DamagedError.
    """
    text = version_file.read_record(path(version))
    return None if text is None else Record.model_validate_json(text)


def kept_file(version: str) -> Path | None:
    """The ledger that the version was made of, where it was kept. Raises as `info`."""
    return kept_files.find(info(version).source_sha256)


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
) -> str:
    """Publish a whole ledger as a new version and make it the current one; return its name.

    `base` is what `current()` was when the change was previewed; any day of `months_through`'s month will do.
    `record` tells how it was published; the ledger `keep` is kept in the store as `source_sha256`.

    Raises:
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
        return _publish(tables, draft, record, keep)


def publish_demo() -> str:
    """Publish the demonstration data anew; return the version's name. Raises as `publish`."""
    with store_folder.lock(_PUBLISH_WAIT_SECONDS):
        return _publish_demo()


def ensure() -> str:
    """The current version; in an empty store, publish the demonstration data first.

    Of several processes that start at once one publishes and the others wait for it.

    Raises:
        DamagedError: there are or were versions but none is sound: real data must not silently turn into a
            demonstration.
        StoreError: as `publish`.
    """
    if (version := current()) is not None:
        return version
    with store_folder.lock(_ENSURE_WAIT_SECONDS):
        if (version := current()) is not None:
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
        kept = current()
        removed = [name for name in names()[keep:] if name != kept and _remove(name)]
        if all(_trouble(name) is None for name in names()):
            kept_files.remove_unnamed({sha for name in names() if (sha := info(name).source_sha256)})
        return removed


def user_name() -> str:
    """Who is at the keyboard, for the version's record; «未知» where the system will not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知"


@lru_cache(maxsize=64)
def _checked(file: Path, _mtime_ns: int, _size: int) -> VersionInfo:
    # A published file never changes, so one whole reading a file and process is enough.
    return version_file.check(file)


def _trouble(version: str) -> StoreError | None:
    """Why a version cannot be read now; None where it can."""
    try:
        if info(version).version == version:
            return None
        error: StoreError = file_faults.damaged(path(version))
    except UnknownVersionError as missing:
        return missing
    except StoreError as found:
        error = found
    except OSError as found:
        error = file_faults.unavailable(Path(f"{version}.duckdb"), found.strerror or str(found))
    _warn_once(f"{store_dir()}: version {version} cannot be used: {error}")
    return error


def _stands(version: str) -> bool:
    """Whether the version is whole as far as anyone can tell: read and found sound, or not to be opened at present."""
    trouble = _trouble(version)
    return trouble is None or isinstance(trouble, UnavailableError)


@lru_cache(maxsize=64)
def _warn_once(message: str) -> None:
    # `current` runs at every page run: the same fault is logged once, not every second.
    _log.warning(message)


def _publish_demo() -> str:
    from data import demo  # noqa: PLC0415  (only who needs the demonstration pays for it)

    draft = VersionInfo(
        version="",
        created_at=zone_time.now(),
        source_file="演示数据",
        source_sha256=None,
        rows=0,
        months_through=demo.MONTHS_THROUGH.replace(day=1),
        is_demo=True,
        who=user_name(),
        base_version=current(),
    )
    return _publish(demo.build(), draft)


def _publish(tables: model.Tables, draft: VersionInfo, record: Record | None = None, keep: Path | None = None) -> str:
    """Under the lock: what `publish` says. `draft` lacks its name and number of rows."""
    if (showing := current()) != draft.base_version:
        raise StaleBaseError(
            Said(
                f"当前版本已是{showing or '空'}，不再是核对时的{draft.base_version or '空'}，请重新核对后再发布。",
                f"The current version is now {showing or 'none'}, no longer {draft.base_version or 'none'}, which this "
                "was checked against: check it again before publishing.",
            )
        )
    tables = version_file.conform(tables)
    rows = sum(table.num_rows for table in tables.values())
    row = replace(draft, version=store_folder.next_name(), rows=rows)
    kept: Path | None = None
    try:
        store_folder.sweep()
        _check_space(tables, keep)
        kept = kept_files.keep(keep, row.source_sha256) if keep and row.source_sha256 else None
        _write(tables, row, record)
        store_folder.flip(row.version)
    except OSError as error:
        raise StoreError(
            Said(
                f"新版本未能写入磁盘，当前版本不变，请检查磁盘空间和权限（{error}）。",
                "The new version could not be written to the disk, the current one stays: check the disk's space and "
                f"the rights ({error}).",
            )
        ) from error
    finally:
        if kept and row.version not in names():  # it failed: nobody names the ledger
            kept_files.discard(kept)
    return row.version


def _write(tables: model.Tables, row: VersionInfo, record: Record | None) -> None:
    """The new version's file, checked and safe on disk under its final name; not yet current."""
    temporary = store_dir() / ".building.part"
    try:
        version_file.build(temporary, tables, row, record.model_dump_json() if record else None)
        version_file.check(temporary)
        version_file.check_links(temporary)
        store_folder.close_to_others(temporary)
        store_folder.sync(temporary)
        temporary.rename(store_dir() / f"{row.version}.duckdb")
        store_folder.sync_folder()
    finally:
        store_folder.sweep()


def _check_space(tables: model.Tables, keep: Path | None) -> None:
    needed = 2 * sum(table.nbytes for table in tables.values()) + _SPARE_BYTES
    needed += kept_files.size(keep) if keep else 0
    free = shutil.disk_usage(store_dir()).free
    if free < needed:
        raise NoSpaceError(
            Said(
                f"磁盘剩余{free // 2**20}MB，发布至少需要{needed // 2**20}MB，请先清理磁盘或用prune命令删除旧版本。",
                f"The disk has {free // 2**20} MB left, publishing needs {needed // 2**20} MB: free some "
                "space or remove old versions with the command prune.",
            )
        )


def _remove(version: str) -> bool:
    try:
        path(version).unlink()
    except PermissionError as error:
        _log.warning("version %s is in use and was not removed: %s", version, error)
        return False
    return True

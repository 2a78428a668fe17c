"""Which versions stand: the current one, the sound ones, those not to be opened now; what one says of itself."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from data.errors import (
    StoreError,
    UnavailableError,
    UnknownVersionError,
)
from data.versions import file_faults, store_folder, version_file
from data.versions.store_folder import names, path, store_dir
from data.versions.version_file import VersionInfo

_log = logging.getLogger(__name__)


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
    return {name: error for name in names() if isinstance(error := trouble_with(name), UnavailableError)}


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
    return [info(name) for name in names() if trouble_with(name) is None]


@lru_cache(maxsize=64)
def _checked(file: Path, _mtime_ns: int, _size: int) -> VersionInfo:
    # A published file never changes, so one whole reading a file and process is enough.
    return version_file.check(file)


def trouble_with(version: str) -> StoreError | None:
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
    trouble = trouble_with(version)
    return trouble is None or isinstance(trouble, UnavailableError)


@lru_cache(maxsize=64)
def _warn_once(message: str) -> None:
    # `current` runs at every page run: the same fault is logged once, not every second.
    _log.warning(message)

"""The ledgers that versions were made of, kept beside them: `files/<sha256>.<ending>`, the same content once."""

from __future__ import annotations

import hashlib
import logging
import zipfile
from contextlib import suppress
from pathlib import Path

from data.errors import Said, StoreError
from data.versions import store_folder

_log = logging.getLogger(__name__)

_PART = ".kept.part"
_CHUNK = 2**20
#: A fixed day, so that the same folder of csv files gives the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def folder() -> Path:
    return store_folder.store_dir() / "files"


def find(sha256: str | None) -> Path | None:
    """The kept file of this content; None where there is none (a demonstration, an older version)."""
    if not sha256 or not sha256.isalnum():
        return None
    return next((file for file in sorted(folder().glob(f"{sha256}.*"))), None)


def size(path: Path) -> int:
    """How many bytes keeping a ledger (a file or a folder of csv files) may take."""
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def keep(path: Path, sha256: str) -> Path | None:
    """Copy a ledger into the store, safe on disk; a folder as a zip. Only under the store's lock.

    Returns the new file; None where the content was there already.

    Raises:
        StoreError: the file is no longer what was read.
    """
    file = folder() / f"{sha256}{'.zip' if path.is_dir() else path.suffix.lower()}"
    if file.is_file() and (path.is_dir() or digest(file) == sha256):
        return None
    store_folder.make_folder(folder())
    store_folder.sync_folder()
    temporary = folder() / _PART
    try:
        found = _pack(path, temporary) if path.is_dir() else _copy(path, temporary)
        if found != sha256:
            raise StoreError(
                Said(
                    f"{path.name}在核对之后又被改动，未发布，请重新核对后再发布。",
                    f"{path.name} was changed after it had been checked and was not published: check it again.",
                )
            )
        store_folder.close_to_others(temporary)
        store_folder.sync(temporary)
        temporary.replace(file)
        store_folder.sync_folder(folder())
    finally:
        temporary.unlink(missing_ok=True)
    return file


def digest(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def remove_unnamed(named: set[str]) -> None:
    """Remove the kept files whose content no version names. Only under the store's lock."""
    for file in folder().glob("*.*"):
        if file.stem not in named:
            try:
                file.unlink()
            except OSError as error:
                _log.warning("the kept file %s was not removed: %s", file.name, error)


def discard(file: Path) -> None:
    """Remove a file that a failed publishing has kept."""
    with suppress(OSError):
        file.unlink()


def _copy(path: Path, to: Path) -> str:
    """Copy, and hash what was copied."""
    found = hashlib.sha256()
    with path.open("rb") as source, to.open("wb") as target:
        while chunk := source.read(_CHUNK):
            found.update(chunk)
            target.write(chunk)
    return found.hexdigest()


def _pack(path: Path, to: Path) -> str:
    """The folder's csv files as an archive; hashed as `ledger.reading` hashes the folder."""
    found = hashlib.sha256()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv"):
            data = file.read_bytes()
            found.update(file.name.encode() + b"\0" + data)
            archive.writestr(zipfile.ZipInfo(file.name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return found.hexdigest()

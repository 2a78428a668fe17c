"""The backup's file: a tar whose last members are a manifest of every file's sha256, and the manifest's own sha256."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tarfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from data import zone_time
from data.errors import NoSpaceError, Said, StoreError
from data.versions import store_folder

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
#: What may be in a backup, and nothing else: so no name leads anywhere but into the folder it is unpacked to.
_NAME = re.compile(
    r"store/(\d{8}-\d{6}\.duckdb|current|history|files/[0-9A-Za-z]{1,128}(\.\w{1,16})?|sent\.sqlite)"
    # The office's own files have names of its own: words, joined by a space, a dot or a dash.
    r"|store/office/(?u:[\w（）()+]([\w（）()+. -]{0,78}[\w（）()+])?)\.[0-9A-Za-z]{1,8}"
    r"|access/(access\.sqlite|audit/(\d{4}-\d{2}\.jsonl|head))"
    r"|settings\.toml",
    re.ASCII,
)
_CHUNK = 2**20
_SPARE_BYTES = 32 * 2**20
_SMALL = 64 * 2**20


class BackupError(StoreError):
    """A backup could not be made, or cannot be used; nothing has changed."""


class Entry(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sha256: str
    bytes: int


class Manifest(BaseModel):
    """What a backup holds: when it was made, the current version then, every file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal[1] = 1
    made_at: datetime
    current: str
    files: dict[str, Entry]


def is_name(name: str) -> bool:
    """Whether a backup may hold a file of this name."""
    return bool(_NAME.fullmatch(name))


def write(file: Path, members: Iterable[tuple[str, BinaryIO]], current: str) -> Manifest:
    """Write a backup whole or not at all; only its owner may read it. `members` are opened for reading.

    Raises:
        OSError: there is no room, or no right to write there.
    """
    temporary = file.with_name(f".{file.name}.part")
    temporary.unlink(missing_ok=True)  # of a killed run
    try:
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
                files = {name: _add(tar, name, content) for name, content in members}
                manifest = Manifest(made_at=zone_time.now(), current=current, files=files)
                text = manifest.model_dump_json(indent=1).encode()
                _add(tar, MANIFEST, BytesIO(text))
                _add(tar, SEAL, BytesIO(hashlib.sha256(text).hexdigest().encode()))
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(file)
        store_folder.sync_folder(file.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return manifest


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends


class _Hashing:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.sha256.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, content: BinaryIO) -> Entry:
    info = tarfile.TarInfo(name)
    info.size, info.mode = content.seek(0, os.SEEK_END), 0o600
    info.mtime = int(time.time())
    content.seek(0)
    hashing = _Hashing(content)
    tar.addfile(info, hashing)
    return Entry(sha256=hashing.sha256.hexdigest(), bytes=info.size)


def unpack(file: Path, into: Path) -> Manifest:
    """Unpack a backup into a new folder and check every byte of it against the manifest.

    Raises:
        BackupError: it is no backup, is damaged or cut off, or holds what no backup holds.
        NoSpaceError: there is no room for it.
        OSError: the file cannot be read, the folder not be written.
    """
    _check_space(file, into.parent)
    into.mkdir(mode=0o700)
    with _as_backup_error(file), tarfile.open(file, mode="r:") as tar:
        found: dict[str, Entry] = {}
        texts: dict[str, bytes] = {}
        for member in tar:
            _check_member(file, member, {*found, *texts})
            content = tar.extractfile(member)
            if content is None:
                raise _damaged(file)
            if member.name in {MANIFEST, SEAL}:
                texts[member.name] = content.read(_SMALL)
            else:
                found[member.name] = _unpack_one(content, into / member.name)
    text = texts.get(MANIFEST, b"")
    if hashlib.sha256(text).hexdigest().encode() != texts.get(SEAL):
        raise _damaged(file)
    return _checked(file, text, found)


def _checked(file: Path, text: bytes, found: dict[str, Entry]) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise BackupError(
            Said(
                f"{file.name}由另一版程序备份，本程序不认识它的格式，请用备份时的程序恢复。",
                f"{file.name} was made by another release of the program, whose form this one does not know: "
                "restore it with that one.",
            )
        ) from error
    if manifest.files != found:
        raise _damaged(file)
    return manifest


def _check_member(file: Path, member: tarfile.TarInfo, seen: set[str]) -> None:
    # By name and kind, not by tarfile's filters, which Debian 12's Python does not have.
    known = is_name(member.name) or member.name in {MANIFEST, SEAL}
    if not known or member.name in seen or member.type != tarfile.REGTYPE or member.sparse is not None:
        raise BackupError(
            Said(
                f"{file.name}里有不属于备份的内容（{member.name!r}），未恢复，请换用另一份备份。",
                f"{file.name} holds what no backup holds ({member.name!r}); nothing was restored: use another backup.",
            )
        )


def _unpack_one(content: IO[bytes], to: Path) -> Entry:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found, size = hashlib.sha256(), 0
    with os.fdopen(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600), "wb") as out:
        while chunk := content.read(_CHUNK):
            found.update(chunk)
            size += out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Entry(sha256=found.hexdigest(), bytes=size)


def _check_space(file: Path, folder: Path) -> None:
    require_space(folder, file.stat().st_size)


def require_space(folder: Path, needed: int) -> None:
    """Refuse before anything is written where the disk has no room.

    Raises:
        NoSpaceError.
    """
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE_BYTES:
        raise NoSpaceError(
            Said(
                f"{folder}所在磁盘剩余{free // 2**20}MB，至少需要{(needed + _SPARE_BYTES) // 2**20}MB，请先清理磁盘。",
                f"The disk of {folder} has {free // 2**20} MB left, {(needed + _SPARE_BYTES) // 2**20} MB are needed: "
                "free some space.",
            )
        )


@contextmanager
def _as_backup_error(file: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError) as error:
        raise _damaged(file) from error


def _damaged(file: Path) -> BackupError:
    return BackupError(
        Said(
            f"{file.name}不是完整的备份，或已损坏，未恢复，请换用另一份备份。",
            f"{file.name} is no whole backup, or is damaged; nothing was restored: use another backup.",
        )
    )

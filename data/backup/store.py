"""The store's part of a backup: what goes in while others publish, and how it comes back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from data import versions
from data.backup import archive, beside
from data.backup.archive import BackupError
from data.errors import DamagedError, NotWritableError, Said
from data.versions import kept_files, store_folder, version_file

_WAIT_SECONDS = 60.0
_CHANGING = ("current", "history")
_UNPACKED = ".restoring.part"  # a name that the store's own sweep removes


class Snapshot:
    """What a backup takes of the store. Close it, or use it in a `with`."""

    def __init__(self) -> None:
        """Look at the store under its lock, for a moment: what is published never changes, so it is read afterwards.

        A store on a read-only disk or share is looked at without a lock: files whole under their names are all that a
        publisher elsewhere puts there, the pointer last.

        Raises:
            BackupError: there is nothing to back up.
            UnavailableError: another program holds a version's file.
            BusyError, StoreError.
        """
        self._stack = ExitStack()
        with _lock_where_it_can_be():
            self.current = versions.current() or ""
            if not self.current:
                raise BackupError(
                    Said(
                        f"版本库{store_folder.store_dir()}里没有可用的版本，未备份。",
                        f"The store {store_folder.store_dir()} holds no version that can be used: there is no backup.",
                    )
                )
            self._texts = {f"store/{name}": _bytes(name) for name in _CHANGING}
            # Half of what another program is writing must not pass for a version.
            for error in versions.unavailable().values():
                raise error
            self._files = [store_folder.path(name) for name in store_folder.names()]
            self._files += sorted(file for file in kept_files.folder().glob("*") if archive.is_name(_member(file)))
            # Others may be pruned from now on; what is shown must be in the backup.
            self._open = {file: self._stack.enter_context(file.open("rb")) for file in self._needed()}

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def size(self) -> int:
        """How many bytes it will take, about."""
        return sum(file.stat().st_size for file in self._files if file.exists())

    def members(self) -> Iterator[tuple[str, BinaryIO]]:
        """Names in the backup and contents, one after the other; what was pruned meanwhile is left out."""
        for name, text in self._texts.items():
            if text is not None:
                yield name, BytesIO(text)
        for file in self._files:
            if file in self._open:
                yield _member(file), self._open[file]
                continue
            with suppress(FileNotFoundError), file.open("rb") as content:
                yield _member(file), content

    def _needed(self) -> list[Path]:
        shown, ledger = store_folder.path(self.current), versions.kept_file(self.current)
        return [shown, ledger] if ledger else [shown]


@contextmanager
def _lock_where_it_can_be() -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(store_folder.lock(_WAIT_SECONDS))
        except NotWritableError:
            if not store_folder.store_dir().is_dir():
                raise
        yield


def _member(file: Path) -> str:
    return f"store/{file.relative_to(store_folder.store_dir()).as_posix()}"


def _bytes(name: str) -> bytes | None:
    try:
        return (store_folder.store_dir() / name).read_bytes()
    except FileNotFoundError:
        return None


def is_empty() -> bool:
    """Whether nothing was ever published here, or written by the office."""
    found = store_folder.names() or store_folder.pointed() or any(kept_files.folder().glob("*"))
    return not (found or beside.files(store_folder.store_dir()))


class Restoring:
    """A backup unpacked inside the store's folder, under the store's lock from `with` to end."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stack = ExitStack()

    def __enter__(self) -> Restoring:
        """Unpack and check all of it; nothing of the store has changed yet.

        Raises:
            BackupError, BusyError, NoSpaceError, StoreError, OSError.
        """
        try:
            self._stack.enter_context(store_folder.lock(_WAIT_SECONDS))
            store_folder.sweep()
            self._stack.callback(store_folder.sweep)
            self.unpacked = store_folder.store_dir() / _UNPACKED
            self.manifest = archive.unpack(self._file, self.unpacked)
            self._check_versions()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _check_versions(self) -> None:
        """The version that was shown opens and is read whole."""
        file = self.unpacked / "store" / f"{self.manifest.current}.duckdb"
        try:
            sound = archive.is_name(f"store/{file.name}") and version_file.check(file).version == self.manifest.current
        except (DamagedError, OSError):
            sound = False
        if not sound:
            raise BackupError(
                Said(
                    f"{self._file.name}里的版本{self.manifest.current}无法打开，未恢复，请换用另一份备份。",
                    f"The version {self.manifest.current} in {self._file.name} cannot be opened; nothing was restored: "
                    "use another backup.",
                )
            )

    def place(self, keep: Path | None) -> None:
        """Put the unpacked store in the place of what is there, which is kept in the new folder `keep`.

        New files come first, then the pointer flips, then old files go: a reader or a kill at any moment finds the
        old version or the new one, whole.
        """
        new = self.unpacked / "store"
        old = _contents(store_folder.store_dir())
        if keep is not None:
            _keep(old, keep)
        incoming = _contents(new)
        store_folder.make_folder(kept_files.folder())
        for file in sorted(incoming, key=lambda name: name in _CHANGING):
            _put(new / file, store_folder.store_dir() / file)
        store_folder.sync_folder(kept_files.folder())
        for file in old - incoming:
            with suppress(PermissionError, FileNotFoundError):  # in use (Windows)
                (store_folder.store_dir() / file).unlink()
        store_folder.sync_folder()
        beside.place(new, keep)


def _contents(folder: Path) -> set[str]:
    """The files of a store that a backup would hold, relative to it."""
    found = (file for file in [*folder.glob("*"), *folder.glob("files/*")] if file.is_file())
    names = (file.relative_to(folder).as_posix() for file in found)
    return {name for name in names if archive.is_name(f"store/{name}") and name != store_folder.SENT}


def _put(new: Path, at: Path) -> None:
    store_folder.patiently(lambda: new.replace(at))


def _keep(names: set[str], to: Path) -> None:
    """Keep files of the store in a new folder: a second name for what never changes, where the disk can do that."""
    store_folder.make_folder(to / "files")
    for name in names:
        file = store_folder.store_dir() / name
        try:
            if name in _CHANGING:
                raise OSError
            os.link(file, to / name)
        except OSError:
            shutil.copy2(file, to / name)
            store_folder.close_to_others(to / name)

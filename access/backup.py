"""The hosted dashboard's part of a backup: roles, keys, policy and the audit. Never its secrets, and no log-in."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from access import audit, database, own_files
from access.settings import hosting

_HEAD = "head"


class UnfitError(Exception):
    """The database in a backup cannot be used."""


def folder() -> Path | None:
    """The folder of what is backed up here; None where the dashboard is not hosted. Raises SettingsError."""
    settings = hosting()
    return settings.folder if settings else None


def is_empty() -> bool:
    """Whether nobody has been here yet."""
    return not (database.file().exists() or audit.files())


def copy(to: Path) -> list[Path]:
    """Copy database and audit, each as it is at one moment; returns the copies. The server may go on meanwhile."""
    (to / "audit").mkdir(parents=True)
    made = []
    if database.file().exists():
        made.append(to / database.FILE)
        _copy_database(database.file(), made[0])
    with audit.locked():
        made += [Path(shutil.copyfile(file, to / "audit" / file.name)) for file in _audit_files(audit.folder())]
    return made


def _audit_files(where: Path) -> list[Path]:
    return [file for file in [*sorted(where.glob("*.jsonl")), where / _HEAD] if file.is_file()]


def _copy_database(source: Path, to: Path) -> None:
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)
        # Sessions hold what the provider said of a person at log-in, and would let nobody in: everyone logs in anew.
        for table in ("session", "upload"):
            new.execute(f"delete from {table}")
        new.commit()
        new.execute("pragma journal_mode = delete")  # one file
        new.execute("vacuum")  # what was deleted is gone from the file too


def check(unpacked: Path) -> None:
    """Hold an unpacked database against its own sums and our tables.

    Raises:
        UnfitError.
    """
    file = unpacked / database.FILE
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as opened:
            sound = opened.execute("pragma integrity_check").fetchone() == ("ok",)
            opened.execute("select count(*) from role, wall_key, policy")
    except sqlite3.Error as error:
        raise UnfitError(str(error)) from error
    if not sound:
        raise UnfitError(file.name)


def place(unpacked: Path, keep: Path | None) -> None:
    """Put an unpacked database and audit in the place of those here, which are kept in the new folder `keep`.

    An audit here that goes on where the unpacked one ends stays: nothing that was written down is lost.
    """
    settings = hosting()
    if settings is None:
        raise RuntimeError("only a hosted dashboard has people and an audit")
    own_files.make_folder(settings.folder)
    if keep is not None:
        keep.mkdir(mode=0o700, parents=True)
    _place_database(unpacked / database.FILE, keep)
    with audit.locked():
        _place_audit(unpacked / "audit", keep)


def _place_database(new: Path, keep: Path | None) -> None:
    here = database.file()
    if here.exists() and keep is not None:
        _set_aside(here, keep / here.name)
    if new.exists():
        # Through SQLite, not by renaming: a server that has the file open goes on with the new contents.
        with closing(sqlite3.connect(new)) as source, closing(sqlite3.connect(here, timeout=30)) as target:
            source.backup(target)
        here.chmod(0o600)


def _set_aside(here: Path, to: Path) -> None:
    try:
        with closing(sqlite3.connect(here, timeout=30)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
    except sqlite3.DatabaseError:  # it is none any more: away with it, and with what SQLite keeps beside it
        to.unlink(missing_ok=True)
        for file in here.parent.glob(f"{here.name}*"):
            file.rename(to.with_name(file.name))


def _place_audit(new: Path, keep: Path | None) -> None:
    here = _audit_files(audit.folder())
    first = min((file.name for file in audit.files()), default="")
    months = [file for file in _audit_files(new) if file.name != _HEAD and file.name >= first]  # older ones were pruned
    if first and all(_goes_on(file, audit.folder() / file.name) for file in months):
        return
    for file in here:
        if keep is not None:
            (keep / "audit").mkdir(exist_ok=True)
            shutil.copyfile(file, keep / "audit" / file.name)
        file.unlink()
    for file in _audit_files(new):
        made = Path(shutil.copyfile(file, audit.folder() / file.name))
        made.chmod(0o600)


def _goes_on(old: Path, file: Path) -> bool:
    """Does `file` begin with all of `old`? Months are small enough to be held in memory."""
    return file.is_file() and file.read_bytes().startswith(old.read_bytes())

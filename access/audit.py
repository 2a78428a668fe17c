"""The audit: who did what, when, from where, and whether it was allowed. Append-only files, a month each.

A line holds the hash of the line before it and its own, both keyed by the secret, so that a line that was changed,
taken out, put in or moved is found; `head` holds the last line's, so that lines cut off at the end are found too, and
the database beside the folder holds it once more, for the case that the folder is removed. Whoever can put back an
older state of all files at once is found only by a copy that was exported before.

Lines are in the order of their numbers. A clock that is set back does not change that: what is written then goes to the
newest month there is, and `audit_check` says what the clock did.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import filelock

from access import clock, database, own_files, trouble
from access.people import Person
from access.settings import Hosting, derived, hosting

Event = Literal[
    "login", "logout", "session_end", "refused", "upload", "publish", "rollback", "prune", "export", "role", "key",
    "policy", "settings", "audit", "backup", "restore", "start",
    "send",
]  # fmt: skip
_PURPOSE = "audit"
_FIRST = "0" * 64
_PATIENCE_SECONDS = 10.0
#: A reader's own words (a file's name, a browser's) are cut, so that nobody fills the disk with them.
_LONGEST = 300


@dataclass(frozen=True)
class Entry:
    """A line. `who` is issuer|subject, empty for nobody known; `what` are the event's own facts."""

    n: int
    at: str
    event: str
    ok: bool
    who: str
    name: str
    address: str
    what: dict[str, Any]


def folder() -> Path:
    """Where the audit's files are. Raises RuntimeError where the dashboard is not hosted."""
    return _settings().folder / "audit"


def _settings() -> Hosting:
    settings = hosting()
    if settings is None:
        raise RuntimeError("only a hosted dashboard keeps an audit")
    return settings


def files() -> list[Path]:
    """The months, oldest first."""
    return sorted(folder().glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].jsonl"))


def locked() -> filelock.FileLock:
    """The lock under which lines are written; for who copies the files."""
    own_files.make_folder(folder())
    return filelock.FileLock(folder() / ".lock", timeout=_PATIENCE_SECONDS, mode=own_files.FILE_MODE)


def record(
    event: Event, who: Person | str | None = None, *, ok: bool = True, address: str = "", **what: Any
) -> Entry | None:
    """Write a line, on disk before this returns. Nothing is kept where the dashboard is not hosted.

    `who` may be text, for what is done at the command line.
    """
    if hosting() is None:
        return None
    person = who if isinstance(who, Person) else None
    with locked():
        head = _head()
        entry = Entry(
            n=head["n"] + 1, at=_now(), event=event, ok=ok, who=person.identity if person else str(who or ""),
            name=person.name[:_LONGEST] if person else "", address=address,
            what={key: value[:_LONGEST] if isinstance(value, str) else value for key, value in what.items()},
        )  # fmt: skip
        _append(entry, head["hash"])
    return entry


def logged_in(who: Person, address: str) -> None:
    """A log-in, however the person was known; it goes on where it cannot be written down."""
    with trouble.endured():
        record("login", who, address=address)


def _now() -> str:
    return clock.now().isoformat(timespec="milliseconds")


def _append(entry: Entry, before: str) -> None:
    secret = _settings().secret
    line = signed(entry.__dict__ | {"prev": before, "key": _key_name(secret)}, secret)
    # Never an earlier month's file than the newest: a clock or a time zone that was set back does not break the chain.
    file = folder() / f"{max([entry.at[:7], *(one.stem for one in files())])}.jsonl"
    with open(file, "ab", opener=own_files.opener) as out:
        out.write((json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n").encode())
        out.flush()
        os.fsync(out.fileno())
    _set_head(entry.n, line["hash"])
    mark(entry.n, line["hash"])


def signed(line: Mapping[str, Any], secret: str) -> dict[str, Any]:
    """The line with its hash."""
    bare = {name: value for name, value in line.items() if name != "hash"}
    said = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return bare | {"hash": hmac.new(derived(secret, _PURPOSE), said, hashlib.sha256).hexdigest()}


def _key_name(secret: str) -> str:
    """Which secret signed a line, without telling it."""
    return hashlib.sha256(derived(secret, _PURPOSE)).hexdigest()[:8]


def secrets() -> dict[str, str]:
    """Every secret that may have signed a line, by the name that lines have for it."""
    settings = _settings()
    return {_key_name(secret): secret for secret in (*settings.retired_secrets, settings.secret)}


# The head ------------------------------------------------------------------------------------------


def _head() -> dict[str, Any]:
    """The last line's number and hash. After a kill between a line and its head, the line itself."""
    try:
        head: dict[str, Any] = json.loads((folder() / "head").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        n, digest = marked()
        head = {"n": n, "hash": digest or _FIRST}
    _end_torn_line()
    newest = files()[-1:]
    last = _last_line(newest[0]) if newest else None
    return {"n": last["n"], "hash": last["hash"]} if last is not None and last["n"] == head["n"] + 1 else head


def _set_head(n: int, digest: str) -> None:
    part = folder() / ".head.part"
    head = signed({"n": n, "last": digest}, _settings().secret)
    with open(part, "w", encoding="utf-8", opener=own_files.opener) as out:
        out.write(json.dumps({"n": n, "hash": digest, "mac": head["hash"]}))
    part.replace(folder() / "head")


def mark(n: int, digest: str) -> None:
    """Remember the last line outside of the folder; what cannot be remembered now is at the next line."""
    with suppress(sqlite3.Error), database.write() as writing:
        writing.execute("insert or replace into audit_mark (one, n, hash) values (1, ?, ?)", (n, digest))


def marked() -> tuple[int, str]:
    """The last line's number and hash as remembered outside of the folder; 0 and "" where nothing is."""
    try:
        row = database.read().execute("select n, hash from audit_mark").fetchone()
    except sqlite3.Error:
        row = None
    return (int(row["n"]), str(row["hash"])) if row else (0, "")


def _end_torn_line() -> None:
    # A line that a full disk or a kill left half written stays, to be found; the next begins on a line of its own.
    for file in files()[-1:]:
        with file.open("rb+") as tail:
            if tail.seek(0, os.SEEK_END) and tail.seek(-1, os.SEEK_END) >= 0 and tail.read(1) != b"\n":
                tail.write(b"\n")


def _last_line(file: Path) -> dict[str, Any] | None:
    with file.open("rb") as tail:
        size = tail.seek(0, os.SEEK_END)
        tail.seek(max(size - 65_536, 0))
        lines = tail.read().splitlines()
    return _parsed(lines[-1]) if lines else None


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    wanted = {"n": int, "at": str, "event": str, "ok": bool, "who": str, "name": str, "address": str, "what": dict,
              "prev": str, "key": str, "hash": str}  # fmt: skip
    if not isinstance(found, dict) or any(not isinstance(found.get(name), kind) for name, kind in wanted.items()):
        return None
    return found


# Reading -------------------------------------------------------------------------------------------


def lines() -> Iterator[tuple[str, int, dict[str, Any] | None]]:
    """Every line: its file, its number from 1, what it says (None: unreadable)."""
    for file in files():
        with file.open("rb") as opened:
            for number, line in enumerate(opened, start=1):
                yield file.name, number, _parsed(line)


def entries() -> list[Entry]:
    """Every line that can be read, oldest first."""
    names = Entry.__dataclass_fields__
    return [Entry(**{name: line[name] for name in names}) for _, _, line in lines() if line is not None]


# Keeping -------------------------------------------------------------------------------------------


def prune(months: int, today: dt.date | None = None) -> list[str]:
    """Remove files whose months ended more than `months` ago (at least six); the audit itself says so."""
    day = today or clock.now().date()
    kept = day.year * 12 + day.month - 1 - max(months, 6)
    old = [file for file in files() if int(file.stem[:4]) * 12 + int(file.stem[5:]) - 1 < kept]
    if not old:
        return []
    names = [file.name for file in old]
    record("audit", "", removed=names, first=_first_kept(old))
    with locked():
        for file in old:
            file.unlink()
    return names


def _first_kept(old: list[Path]) -> int:
    """The number of the first line that stays when these months go: what comes before it went by this, and no more."""
    kept = next((file for file in files() if file not in old), None)
    if kept is not None:
        with kept.open("rb") as opened:
            first = next((line for text in opened if (line := _parsed(text)) is not None), None)
        if first is not None:
            return int(first["n"])
    return int(_head()["n"]) + 1

"""Log-in sessions, kept on the server: a cookie is only a name for one, so that ending it ends every copy."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import threading
import time
from dataclasses import dataclass, replace

from cachetools import LRUCache

from access import database, trouble
from access.people import Person
from access.policy import Policy, policy

#: How exactly it is remembered when a session was last used.
_SEEN_SECONDS = 15
_KEPT_DAYS = 30
#: Sessions that were ended while nothing could be written: id → why.
_ended_here: LRUCache[str, str] = LRUCache(10_000)
_lock = threading.Lock()


@dataclass(frozen=True)
class Session:
    """A log-in. `id` is the hash of its cookie's value."""

    id: str
    person: Person
    id_token: str
    address: str
    began_at: float
    seen_at: float
    ended_why: str | None

    def is_live(self) -> bool:
        return self.ended_why is None


def hashed(token: str) -> str:
    """What is kept of a cookie's or key's value."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(person: Person, *, address: str, id_token: str = "") -> str:
    """A new session; returns the value of its cookie, which is kept nowhere."""
    token, now = secrets.token_urlsafe(32), time.time()
    with database.write() as writing:
        writing.execute(
            "insert into person (issuer, subject, name, seen_at) values (?, ?, ?, ?) "
            "on conflict (issuer, subject) do update set name = excluded.name, seen_at = excluded.seen_at",
            (person.issuer, person.subject, person.name, now),
        )
        writing.execute(
            "insert into session (id, issuer, subject, groups, id_token, address, began_at, seen_at) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            (hashed(token), person.issuer, person.subject, json.dumps(person.groups, ensure_ascii=False), id_token,
             address, now, now),
        )  # fmt: skip
        writing.execute("delete from session where ended_at < ?", (now - _KEPT_DAYS * 86_400,))
    return token


def find(token: str) -> Session | None:
    """The session that a cookie names, ended or not; one whose time is over is ended here."""
    return by_id(hashed(token)) if token else None


def by_id(session_id: str) -> Session | None:
    row = database.read().execute(f"{_SELECT} where session.id = ?", (session_id,)).fetchone()
    if row is None:
        return None
    found = _session(row)
    with _lock:
        ended_here = _ended_here.get(session_id, "")
    if ended_here and found.is_live():
        return replace(found, ended_why=ended_here)
    if found.is_live() and (why := _overdue(found, policy(), time.time())):
        end(found.id, why)
        return by_id(session_id)
    return found


_SELECT = (
    "select session.id, session.issuer, session.subject, session.groups, session.id_token, session.address, "
    "session.began_at, session.seen_at, session.ended_why, person.name from session "
    "join person on person.issuer = session.issuer and person.subject = session.subject"
)


def _session(row: sqlite3.Row) -> Session:
    person = Person(row["issuer"], row["subject"], row["name"], tuple(json.loads(row["groups"])))
    return Session(
        row["id"], person, row["id_token"], row["address"], row["began_at"], row["seen_at"], row["ended_why"]
    )


def _overdue(session: Session, in_force: Policy, now: float) -> str:
    if now - session.began_at > in_force.absolute_hours * 3600:
        return "absolute"
    return "idle" if now - session.seen_at > in_force.idle_minutes * 60 else ""


def touch(session: Session) -> None:
    """The reader did something."""
    now = time.time()
    if now - session.seen_at < _SEEN_SECONDS:
        return
    with trouble.endured(), database.write() as writing:
        writing.execute("update session set seen_at = ? where id = ? and ended_at is null", (now, session.id))


def end(session_id: str, why: str) -> bool:
    """End a session; false where it had ended before. Where that cannot be written it ends in this process at least."""
    try:
        with database.write() as writing:
            done = writing.execute(
                "update session set ended_at = ?, ended_why = ? where id = ? and ended_at is null",
                (time.time(), why, session_id),
            )
            return done.rowcount > 0
    except trouble.ERRORS as error:
        trouble.note(error)
        with _lock:
            is_new = session_id not in _ended_here
            _ended_here[session_id] = why
        return is_new


def live() -> list[Session]:
    """Who is logged in, the last seen first."""
    rows = database.read().execute(f"{_SELECT} where session.ended_at is null order by session.seen_at desc")
    in_force, now = policy(), time.time()
    return [one for one in map(_session, rows) if not _overdue(one, in_force, now)]


def end_all_of(person: Person) -> int:
    """End every session of a person; how many there were."""
    return sum(end(one.id, "revoked") for one in live() if one.person.identity == person.identity)


def people() -> list[tuple[Person, float]]:
    """Whoever has logged in, and when last."""
    rows = database.read().execute("select issuer, subject, name, seen_at from person order by name, subject")
    return [(Person(row["issuer"], row["subject"], row["name"]), row["seen_at"]) for row in rows]

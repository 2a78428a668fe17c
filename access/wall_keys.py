"""Keys of meeting screens' players: each opens the screen and nothing else, until it is revoked."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from dataclasses import dataclass

from access import database, names
from access.rights import Rights
from access.sessions import hashed

_SELECT = "select number, label, is_display_only, units, made_at, made_by, seen_at, revoked_at from wall_key"


@dataclass(frozen=True)
class WallKey:
    """A key, without its value. `is_display_only`: only the view for guests. `units` as of a viewer."""

    number: int
    label: str
    is_display_only: bool
    units: tuple[str, ...] | None
    made_at: float
    made_by: str
    seen_at: float | None
    revoked_at: float | None

    @property
    def rights(self) -> Rights:
        return Rights(units=self.units, sees_sql=False, publishes=False, sees_working_screen=not self.is_display_only)


def make(label: str, *, is_display_only: bool, units: tuple[str, ...] | None, by: str) -> str:
    """A new key; its value is shown this once and kept nowhere.

    Raises:
        ValueError: the label holds characters that nobody sees.
    """
    names.refuse_unseen(label)
    value = secrets.token_urlsafe(32)
    with database.write() as writing:
        writing.execute(
            "insert into wall_key (label, hash, is_display_only, units, made_at, made_by) values (?, ?, ?, ?, ?, ?)",
            (label, hashed(value), int(is_display_only),
             None if units is None else json.dumps(units, ensure_ascii=False), time.time(), by),
        )  # fmt: skip
    return value


def find(value: str) -> WallKey | None:
    """The key that is in force under this value; remembers by the minute that it was used."""
    row = database.read().execute(
        f"{_SELECT} where hash = ? and revoked_at is null", (hashed(value),)
    ).fetchone() if value else None  # fmt: skip
    if row is None:
        return None
    found, now = _key(row), time.time()
    if now - (found.seen_at or 0) > 60:
        with database.write() as writing:
            writing.execute("update wall_key set seen_at = ? where number = ?", (now, found.number))
    return found


def _key(row: sqlite3.Row) -> WallKey:
    return WallKey(
        row["number"], row["label"], bool(row["is_display_only"]),
        None if row["units"] is None else tuple(json.loads(row["units"])),
        row["made_at"], row["made_by"], row["seen_at"], row["revoked_at"],
    )  # fmt: skip


def every() -> list[WallKey]:
    """All keys, revoked ones too, the newest first."""
    return [_key(row) for row in database.read().execute(f"{_SELECT} order by number desc")]


def revoke(number: int) -> bool:
    with database.write() as writing:
        done = writing.execute(
            "update wall_key set revoked_at = ? where number = ? and revoked_at is null", (time.time(), number)
        )
        return done.rowcount > 0

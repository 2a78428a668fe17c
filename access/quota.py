"""How much a person may upload in an hour."""

from __future__ import annotations

import time

from access import database
from access.people import Person
from access.policy import policy

_HOUR = 3600


def left(person: Person) -> int:
    """Bytes that the person may still upload now."""
    row = database.read().execute(
        "select coalesce(sum(bytes), 0) as used from upload where issuer = ? and subject = ? and at > ?",
        (person.issuer, person.subject, time.time() - _HOUR),
    ).fetchone()  # fmt: skip
    return max(policy().upload_mb_per_hour * 2**20 - int(row["used"]), 0)


def use(person: Person, count: int) -> None:
    """So much was uploaded."""
    now = time.time()
    with database.write() as writing:
        writing.execute("delete from upload where at < ?", (now - _HOUR,))
        writing.execute("insert into upload values (?, ?, ?, ?)", (person.issuer, person.subject, now, count))

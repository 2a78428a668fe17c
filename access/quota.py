"""How much a person may upload in an hour."""

from __future__ import annotations

import time

from access import database
from access.people import Person
from access.policy import policy

_HOUR = 3600


def take(person: Person, count: int) -> bool:
    """Count an upload of so many bytes, where the person may still upload them; else nothing is counted.

    One transaction: of several uploads at once each sees those before it.
    """
    now, most = time.time(), policy().upload_mb_per_hour * 2**20
    with database.write() as writing:
        writing.execute("delete from upload where at < ?", (now - _HOUR,))
        row = writing.execute(
            "select coalesce(sum(bytes), 0) as used from upload where issuer = ? and subject = ?",
            (person.issuer, person.subject),
        ).fetchone()
        if int(row["used"]) + count > most:
            return False
        writing.execute("insert into upload values (?, ?, ?, ?)", (person.issuer, person.subject, now, count))
    return True

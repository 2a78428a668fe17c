"""Is the audit as it was written? Finds lines that were changed, taken out, put in, moved or cut off, at either end."""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from access import audit

#: Clocks are mended by seconds all the time; a day's change to summer time is none (times have their zone).
_CLOCK_SLACK = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Flaw:
    """Where the audit is not as it was written; «clock» tells only that the clock was set back, and is no tampering."""

    file: str
    line: int
    why: Literal["unreadable", "changed", "gap", "cut", "head", "beginning", "gone", "clock"]


def verify() -> list[Flaw]:
    """Where lines were changed, taken out, put in, moved or cut off; empty where all is as it was written.

    The first line is number 1, or follows what `audit.prune` says that it removed.
    """
    with audit.locked():
        return list(_flaws())


def is_tampering(flaws: list[Flaw]) -> bool:
    """Whether any of them is more than a clock that was set back."""
    return any(flaw.why != "clock" for flaw in flaws)


def _flaws() -> Iterator[Flaw]:
    secrets = audit.secrets()
    before: dict[str, Any] | None = None
    first: tuple[str, int, int] | None = None
    removed: set[int] = set()
    name, number = "head", 0
    for name, number, line in audit.lines():
        if line is None:
            yield Flaw(name, number, "unreadable")
            continue
        secret = secrets.get(line["key"])
        first = first or (name, number, line["n"])
        if secret is None or not hmac.compare_digest(audit.signed(line, secret)["hash"], line["hash"]):
            yield Flaw(name, number, "changed")
        else:
            removed |= _removed(line)
            if before is not None and (line["prev"] != before["hash"] or line["n"] != before["n"] + 1):
                yield Flaw(name, number, "gap")
            elif before is not None and _went_back(before, line):
                yield Flaw(name, number, "clock")
        before = line
    if first is not None and first[2] != 1 and first[2] not in removed:
        yield Flaw(first[0], first[1], "beginning")
    n, last = (before["n"], before["hash"]) if before else (0, None)
    yield from _flaws_of_head(name, number, last, n)
    yield from _flaws_of_mark(name, number, n)


def _removed(line: dict[str, Any]) -> set[int]:
    """The number of the line that comes first after months were removed, as the audit itself says."""
    first = line["what"].get("first") if line["event"] == "audit" else None
    return {first} if isinstance(first, int) else set()


def _went_back(before: dict[str, Any], line: dict[str, Any]) -> bool:
    try:
        return dt.datetime.fromisoformat(line["at"]) < dt.datetime.fromisoformat(before["at"]) - _CLOCK_SLACK
    except (ValueError, TypeError):
        return False


def _flaws_of_mark(name: str, number: int, n: int) -> Iterator[Flaw]:
    """What the database remembers of the last line, should the whole folder be gone or be an older one."""
    marked, _ = audit.marked()
    if marked > n:
        yield Flaw(name, number, "gone" if n == 0 else "cut")


def _flaws_of_head(name: str, number: int, last: str | None, n: int) -> Iterator[Flaw]:
    file = audit.folder() / "head"
    if last is None and not file.exists():
        return
    try:
        head = json.loads(file.read_text(encoding="utf-8"))
        said = {"n": head["n"], "last": head["hash"]}
        known = any(
            hmac.compare_digest(audit.signed(said, one)["hash"], head["mac"]) for one in audit.secrets().values()
        )
    except (OSError, ValueError, KeyError, TypeError):
        known, head = False, {}
    if not known:
        yield Flaw("head", 1, "head")
    elif head["n"] > n:
        if audit.marked()[0] <= n:  # else the mark says it
            yield Flaw(name, number, "cut")
    elif (head["n"], head["hash"]) != (n, last) and head["n"] + 1 != n:
        yield Flaw("head", 1, "head")

"""Is the audit as it was written? Finds lines that were changed, taken out, put in, moved or cut off."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from access import audit


@dataclass(frozen=True)
class Flaw:
    """Where the audit is not as it was written."""

    file: str
    line: int
    why: Literal["unreadable", "changed", "gap", "cut", "head"]


def verify() -> list[Flaw]:
    """Where lines were changed, taken out, put in, moved or cut off; empty where all is as it was written.

    The oldest line's predecessor may be gone: months that are kept no longer are.
    """
    with audit.locked():
        return list(_flaws())


def _flaws() -> Iterator[Flaw]:
    secrets = audit.secrets()
    before: str | None = None
    n = 0
    name, number = "head", 0
    for name, number, line in audit.lines():
        if line is None:
            yield Flaw(name, number, "unreadable")
            continue
        secret = secrets.get(line["key"])
        if secret is None or not hmac.compare_digest(audit.signed(line, secret)["hash"], line["hash"]):
            yield Flaw(name, number, "changed")
        elif before is not None and (line["prev"] != before or line["n"] != n + 1):
            yield Flaw(name, number, "gap")
        before, n = line["hash"], line["n"]
    yield from _flaws_of_head(name, number, before, n)


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
        yield Flaw(name, number, "cut")
    elif (head["n"], head["hash"]) != (n, last) and head["n"] + 1 != n:
        yield Flaw("head", 1, "head")

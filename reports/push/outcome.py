"""What came of handing a part over: sent, failed (tried again), refused (a person must act), unclear (may be there)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.errors import Said

State = Literal["sent", "failed", "refused", "unclear"]

_NO_WORDS = Said("", "")


@dataclass(frozen=True)
class Outcome:
    """`why` is a clause in both languages; `wait`: so many seconds at least before the next try."""

    state: State
    why: Said = _NO_WORDS
    wait: float = 0.0


SENT = Outcome("sent")


def failed(zh: str, en: str, wait: float = 0.0) -> Outcome:
    """It did not arrive, and may at another time."""
    return Outcome("failed", Said(zh, en), wait)


def refused(zh: str, en: str) -> Outcome:
    """It did not arrive, nor will it before somebody has changed something."""
    return Outcome("refused", Said(zh, en))


def unclear(zh: str, en: str) -> Outcome:
    """Nobody here knows whether it arrived."""
    return Outcome("unclear", Said(zh, en))

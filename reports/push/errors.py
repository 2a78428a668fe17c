"""Why something is not sent, as a sentence in both languages."""

from __future__ import annotations

from data.errors import Said, StoreError


class SendError(StoreError):
    """Nothing more can be done here; the sentence says what to do."""


def refused(zh: str, en: str) -> SendError:
    """The same in both languages."""
    return SendError(Said(zh, en))

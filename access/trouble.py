"""Can what is kept of readers be written? Log-outs and refusals go on where it cannot, and /healthz tells."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import filelock

#: What a full disk, a missing right or a folder that is gone make of a write.
ERRORS = (OSError, sqlite3.Error, filelock.Timeout)
#: A failure is trouble until something has been written again, or so long.
_LASTS_SECONDS = 300
_LOGGED_EVERY_SECONDS = 60

logger = logging.getLogger("dashboard")
_lock = threading.Lock()
_failed_at = _logged_at = float("-inf")


@contextmanager
def endured() -> Iterator[None]:
    """Within, a write that fails is logged (once a minute) and remembered, and stops nobody."""
    try:
        yield
    except ERRORS as error:
        note(error)
    else:
        _clear()


def note(error: BaseException) -> None:
    """Something could not be written."""
    global _failed_at, _logged_at  # noqa: PLW0603 (one disk a process)
    with _lock:
        _failed_at = now = time.monotonic()
        is_to_be_logged = now - _logged_at > _LOGGED_EVERY_SECONDS
        _logged_at = now if is_to_be_logged else _logged_at
    if is_to_be_logged:
        logger.error("what is kept of readers cannot be written (is the disk full?): %s", error)


def is_there() -> bool:
    """Whether the last write failed, not long ago."""
    with _lock:
        return time.monotonic() - _failed_at < _LASTS_SECONDS


def _clear() -> None:
    global _failed_at  # noqa: PLW0603
    with _lock:
        _failed_at = float("-inf")

"""One record, one line in the log: what strangers send cannot begin a line of its own, nor colour a terminal."""

from __future__ import annotations

import logging

_MOST = 2_000


class OneLine(logging.Filter):
    """Shows control characters of a message as escapes, and cuts what is too long. A traceback stays as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if len(said) > _MOST or not said.isprintable():
            shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in said[:_MOST])
            record.msg, record.args = (f"{shown}…" if len(said) > _MOST else shown), ()
        return True


def install() -> None:
    """For everything that the dashboard itself logs."""
    logger = logging.getLogger("dashboard")
    if not any(isinstance(one, OneLine) for one in logger.filters):
        logger.addFilter(OneLine())

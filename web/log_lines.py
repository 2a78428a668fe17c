"""One record, one line in the log: what strangers send cannot begin a line of its own, nor colour a terminal."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

_MOST = 2_000


class OneLine(logging.Filter):
    """Shows control characters of a message as escapes, and cuts what is too long. A traceback stays as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if len(said) > _MOST or not said.isprintable():
            shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in said[:_MOST])
            record.msg, record.args = (f"{shown}…" if len(said) > _MOST else shown), ()
        return True


#: What names a tab, and would let whoever reads the log ask for it.
_TAB = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def _without_tabs(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    def made(*arguments: Any, **options: Any) -> logging.LogRecord:
        record = make(*arguments, **options)
        if record.name.startswith(("streamlit", "uvicorn")):
            said = record.getMessage()
            if _TAB.search(said):
                record.msg, record.args = _TAB.sub("…", said), ()
        return record

    return made


def install() -> None:
    """For everything that the dashboard logs, and Streamlit for it."""
    logger = logging.getLogger("dashboard")
    if not any(isinstance(one, OneLine) for one in logger.filters):
        logger.addFilter(OneLine())
        logging.setLogRecordFactory(_without_tabs(logging.getLogRecordFactory()))

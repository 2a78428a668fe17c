"""The pages of readers without log-in, made before the first of them asks.

Which sums such a reader may be shown is decided over all of them together, which takes seconds for each new version;
where an office lets everyone read, the first reader would wait for them.
"""

from __future__ import annotations

import logging
import threading

from access.policy import policy
from access.rights import ANONYMOUS
from access.settings import hosting
from data import versions
from queries import QueryError
from texts import DEFAULT

logger = logging.getLogger("dashboard")
_EVERY_SECONDS = 5.0


def keep_ready() -> None:
    """Begin to look for new versions, where the dashboard is hosted."""
    if hosting() is not None:
        threading.Thread(target=_look, daemon=True).start()


def _look() -> None:
    made, pause = "", threading.Event()
    while True:
        try:
            version = versions.current() or ""
            if version not in ("", made) and policy().anonymous:
                make(version)
                made = version
        except (versions.StoreError, QueryError, OSError) as error:
            # The readers are told so by their pages.
            logger.error("nothing made ready: %s", error)
        pause.wait(_EVERY_SECONDS)


def make(version: str) -> None:
    """Make every page of the version's newest year, as a reader without log-in opens it; what it takes is kept."""
    # The chart library takes half a second to import, which the first request need not wait for.
    from panels.contents import OF_PAGES  # noqa: PLC0415
    from view.view import View, edition  # noqa: PLC0415

    facts = edition(version)
    view = View(facts, DEFAULT, "light", facts.last_day, facts.last_day.year, rights=ANONYMOUS)
    for contents in OF_PAGES.values():
        for panel in contents.make(view, {}).panels(view, {}):
            logger.debug("made ready: %s", panel.key)

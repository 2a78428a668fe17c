"""What a hosted dashboard adds to the application: its gate, its log-in, and Streamlit's settings for it."""

from __future__ import annotations

import sys

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from access import audit, database
from access.settings import Hosting, SettingsError, hosting
from web import log_lines
from web.local import OwnNames


def settings() -> Hosting | None:
    """The hosted dashboard's settings; ends the program with sentences where they must not be used."""
    log_lines.install()
    try:
        found = hosting()
        if found is not None:
            database.prepare()
    except (SettingsError, OSError) as error:
        sys.exit(f"看板没有启动 / the hosted dashboard does not start:\n{error}")
    if found is not None:
        _settle(found)
        audit.record("start")
    return found


def _settle(found: Hosting) -> None:
    # One secret for every replica, so that each knows what the other has signed; and the name that readers type.
    host = found.host.rpartition(":")[0] if ":" in found.host else found.host
    config.set_option("server.cookieSecret", found.key("cookies").hex())
    config.set_option("server.allowedHosts", [host])
    config.set_option("browser.serverAddress", host)


def middleware(found: Hosting | None) -> list[Middleware]:
    """The gate; of a dashboard without hosting, its own names alone."""
    if found is None:
        return [Middleware(OwnNames)]
    # Local browsing does not pay for what only a hosted dashboard needs.
    from web.hosting.gate import Gate  # noqa: PLC0415

    return [Middleware(Gate, settings=found)]


def routes(found: Hosting | None) -> list[Route]:
    """Log-in and log-out, where there are any."""
    if found is None:
        return []
    from web.hosting import login  # noqa: PLC0415

    return login.ROUTES


def documents(found: Hosting | None) -> tuple[str, ...]:
    """The paths of those routes."""
    return tuple(route.path for route in routes(found))

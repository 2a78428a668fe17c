"""Light and dark without a reload: the settings' two themes for the browser, and leave for the page to ask for one.

Streamlit has no call that changes the theme. It takes one from the page that it stands in, by a message whose origin it
has been told to trust; here the page is its own parent, and nothing but its own origin is trusted.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

#: Our name of a theme → (its section of the settings, Streamlit's number of what it is based on).
_THEMES = {"Light": ("light", 0), "Dark": ("dark", 1)}
#: Streamlit's file names the font of texts otherwise than its message does.
_MESSAGE_NAMES = {"font": "bodyFont"}


class HostConfig:
    """Answers /_stcore/host-config in Streamlit's place: the same, with the page's own origin as the one to trust."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["method"], scope["path"]) == ("GET", "/_stcore/host-config"):
            await host_config(Headers(scope=scope).get("host", ""))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def host_config(host: str) -> Response:
    """What Streamlit answers, with the page's own origin added."""
    told = {
        "allowedOrigins": [f"{scheme}://{host}" for scheme in ("http", "https")],
        "useExternalAuthToken": False,
        "enableCustomParentMessages": False,
        "enforceDownloadInNewTab": False,
        "metricsUrl": "",
        "blockErrorDialogs": False,
        "resourceCrossOriginMode": None,
    }
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


@cache
def themes() -> dict[str, dict[str, Any]]:
    """Both themes of .streamlit/config.toml, as the browser's message has them."""
    return {
        name: _options("theme")
        | _options(f"theme.{section}")
        | {"base": base, "sidebar": _options("theme.sidebar") | _options(f"theme.{section}.sidebar")}
        for name, (section, base) in _THEMES.items()
    }


def _options(section: str) -> dict[str, Any]:
    found = config.get_options_for_section(section)
    return {_MESSAGE_NAMES.get(name, name): value for name, value in found.items() if value is not None}

"""Local browsing: the server answers under its own names alone, to its own pages alone.

A site can make its name point at 127.0.0.1 (DNS rebinding), and another program's page on this machine can ask this
port: both come with a Host, an Origin or a Sec-Fetch-Site that is not ours, and get nothing.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_MISDIRECTED = 421
_POLICY_VIOLATION = 1008
#: How a person gets to a page from anywhere: by a link, a bookmark, by typing.
_NAVIGATION = "navigate"


class OwnNames:
    """ASGI middleware of a dashboard without hosting."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or _is_ours(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=_POLICY_VIOLATION)(scope, receive, send)
        else:
            port = _port(scope)
            said = (
                f"请在浏览器里打开 http://127.0.0.1:{port} 。\n"
                f"This dashboard answers at http://127.0.0.1:{port} only.\n"
            )
            await PlainTextResponse(said, _MISDIRECTED)(scope, receive, send)


def _is_ours(scope: Scope) -> bool:
    """Whether a request names this server, and comes from one of its own pages or from a person."""
    headers = Headers(scope=scope)
    hosts = {f"{name}:{_port(scope)}" for name in _NAMES}
    host, origins = headers.getlist("host"), headers.getlist("origin")
    if len(host) != 1 or host[0].lower() not in hosts:
        return False
    if any(origin != f"http://{host[0].lower()}" for origin in origins):
        return False
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "")
    return site in {"none", "same-origin"} or (mode == _NAVIGATION and scope.get("method") in {"GET", "HEAD"})


def _port(scope: Scope) -> int:
    """The port that the server listens on, whatever a request says."""
    server = scope.get("server")
    return int(server[1]) if server and server[1] else 0

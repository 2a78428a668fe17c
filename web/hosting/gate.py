"""The gate of a hosted dashboard, in front of everything: who may ask for what. Without hosting there is none.

Every route is refused unless it is listed here; pages look at the same rights again, run by run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from access import audit, reader, refusals, sessions, trouble
from access.people import Person
from access.reader import Reader
from access.settings import Hosting
from web.hosting import connection, proxy_names, transfers, wall_key
from web.plain_page import cannot_be_kept, sentences, texts_of

logger = logging.getLogger("dashboard")

#: For everyone: how one logs in, whether the server lives, Streamlit's own scripts.
_OPEN = frozenset({"/healthz", "/login", "/login/callback", "/logout", "/ended", "/boot.js", "/robots.txt",
                   "/_stcore/health", "/_stcore/host-config"})  # fmt: skip
#: For nobody: the inside of the server, and Streamlit's own log-in, in whose place stands ours.
_CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
#: Watchers of the machine come by its own address.
_ANY_HOST = frozenset({"/healthz", "/_stcore/health"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware. `settings` are the hosted dashboard's."""

    def __init__(self, app: ASGIApp, settings: Hosting) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, self._marked(scope, send))
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    # HTTP ------------------------------------------------------------------------------------------

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, headers = scope["path"], Headers(scope=scope)
        if path not in _ANY_HOST and headers.get("host") != self.settings.host:
            await self._refuse("host", scope)(scope, receive, send)
        elif path.startswith(_CLOSED):
            await PlainTextResponse("", 404)(scope, receive, send)
        elif scope["method"] not in _SAFE and headers.get("origin") != self.settings.address:
            await self._refuse("origin", scope)(scope, receive, send)
        elif path in _OPEN or path.startswith("/static/"):
            await self.app(scope, receive, send)
        else:
            await self._for_readers(scope, receive, send)

    async def _for_readers(self, scope: Scope, receive: Receive, send: Send) -> None:
        if key := wall_key.key_in_link(scope):
            entered = await run_in_threadpool(wall_key.enter, self.settings, scope, key, address_of(scope))
            await entered(scope, receive, send)
            return
        found, begun = await run_in_threadpool(self._reader, scope)
        refused = await run_in_threadpool(self._refused, scope, found)
        if refused is not None:
            await refused(scope, receive, send)
            return
        scope[reader.SCOPE_KEY] = found
        if begun:
            send = _with_cookie(send, session_cookie(self.settings, begun))
        if scope["path"].startswith("/media/"):
            await transfers.media(self.app, scope, receive, send, found, address_of(scope))
        elif scope["path"].startswith("/_stcore/upload_file/"):
            await transfers.upload(self.app, scope, receive, send, found, address_of(scope))
        else:
            await self.app(scope, receive, send)

    def _reader(self, scope: Scope) -> tuple[Reader, str]:
        """Who asks; and the value of a new session's cookie, where a proxy names a person who has none yet."""
        connection = HTTPConnection(scope)
        if self.settings.login == "proxy":
            try:
                person = proxy_names.person_of(self.settings, connection.headers)
            except proxy_names.UnreadableIdentityError as error:
                logger.warning("the proxy's headers: %s", error)
                person = None
            if person is None:
                return Reader(None, ended_why="proxy"), ""
            found = reader.of_cookies(connection.cookies)
            if found.person is None or found.person.identity != person.identity:
                if scope["method"] != "GET" or not is_document(scope):
                    return Reader(None), ""
                try:
                    token = sessions.begin(person, address=address_of(scope))
                except trouble.ERRORS as error:
                    trouble.note(error)
                    return Reader(None, ended_why="unkept"), ""
                audit.logged_in(person, address_of(scope))
                return reader.of_cookies({reader.cookie_name(self.settings): token}), token
        else:
            found = reader.of_cookies(connection.cookies)
        if found.session is None and is_screen(scope):
            by_key = reader.of_wall(connection.cookies)
            found = by_key if by_key.rights is not None else replace(found, rights=None)
        return found, ""

    def _refused(self, scope: Scope, found: Reader) -> Response | None:
        path = scope["path"]
        if found.rights is None:
            return self._unknown(scope, found)
        if path.startswith("/_stcore/upload_file/") and not found.rights.publishes:
            return self._refuse("role", scope, found.person)
        if path == "/admin" and not found.rights.administers:
            return self._refuse("role", scope, found.person)
        return None

    def _unknown(self, scope: Scope, found: Reader) -> Response:
        if found.ended_why == "proxy":
            return self._refuse("proxy", scope)
        if found.ended_why == "unkept":
            return cannot_be_kept(asked_for(scope))
        if found.session is not None:
            return self._without_role(scope, found)
        if is_screen(scope) and is_document(scope) and wall_key.has_key(self.settings, scope):
            return wall_key.refused(asked_for(scope), address_of(scope))
        if is_document(scope):
            return RedirectResponse(f"/login?next={quote(asked_for(scope), safe='')}", 303)
        refusals.record("login", None, address_of(scope), scope["path"])
        return PlainTextResponse("Log in first.", 401)

    def _without_role(self, scope: Scope, found: Reader) -> Response:
        person = found.person
        assert person is not None  # noqa: S101 (a session is of a person)
        if not is_document(scope):
            return PlainTextResponse("No role.", 403)
        refusals.record("no role", person, address_of(scope), scope["path"])
        t = texts_of(asked_for(scope))
        return sentences(
            t, t("You are logged in, but may not see anything here yet."),
            [t("Give the administrator this line and ask for a role:"), person.identity,
             t("You are logged in as {name}.", name=person.shown)],
            [("/logout", t("Log out"))], status=403,
        )  # fmt: skip

    def _refuse(self, why: str, scope: Scope, person: Person | None = None) -> Response:
        refusals.record(why, person, address_of(scope), scope["path"])
        if is_document(scope) and why == "role":
            t = texts_of(asked_for(scope))
            return sentences(t, t("Your role does not open this page."), [], [("/", t("Overview"))], status=403)
        return PlainTextResponse("Refused.", 403)

    def _marked(self, scope: Scope, send: Send) -> Send:
        """Answers are kept by nobody on the way; cookies travel by TLS only."""
        kept = "" if scope["path"].startswith(("/static/", "/boot.js")) else "no-store"
        if is_screen(scope):
            kept = "private, no-cache"

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if kept:
                    headers["Cache-Control"] = kept
                if self.settings.is_secure:
                    _secure(message)
            await send(message)

        return marked

    # Websocket -------------------------------------------------------------------------------------

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        why = "host" if headers.get("host") != self.settings.host else ""
        why = why or ("origin" if headers.get("origin") != self.settings.address else "")
        found = Reader(None)
        if not why:
            found, _ = await run_in_threadpool(self._reader, {**scope, "method": "WEBSOCKET"})
            why = "" if found.rights is not None else ("proxy" if found.ended_why == "proxy" else "login")
        if why or scope["path"] != "/_stcore/stream":
            await run_in_threadpool(refusals.record, why or "path", found.person, address_of(scope), scope["path"])
            await WebSocketClose(code=1008)(scope, receive, send)
            return
        scope[reader.SCOPE_KEY] = found
        await connection.guarded(self.app, scope, receive, send, found)


# Who and what -----------------------------------------------------------------------------------------


def address_of(scope: Scope) -> str:
    """Where the reader comes from, as the proxy says it: the last address that it added."""
    forwarded = Headers(scope=scope).get("x-forwarded-for", "").rpartition(",")[2].strip()
    return forwarded[:64] or (scope["client"][0] if scope.get("client") else "")


def is_document(scope: Scope) -> bool:
    """Does a browser ask for a page, for a person to read?"""
    return scope.get("method") in {"GET", "HEAD"} and "text/html" in Headers(scope=scope).get("accept", "")


def is_screen(scope: Scope) -> bool:
    return bool(scope["path"] == "/screen" or scope["path"].startswith("/screen/"))


def asked_for(scope: Scope) -> str:
    """Path and query, as they were asked for."""
    query = scope.get("query_string", b"").decode("latin-1")
    return str(scope["path"]) + (f"?{query}" if query else "")


def session_cookie(settings: Hosting, value: str) -> str:
    """A Set-Cookie line; an empty value ends the cookie. Its own time is the browser session's: the server ends it."""
    ended = "; Max-Age=0" if not value else ""
    secure = "; Secure" if settings.is_secure else ""
    return f"{reader.cookie_name(settings)}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{ended}"


def _with_cookie(send: Send, line: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("Set-Cookie", line)
        await send(message)

    return sending


def _secure(message: Message) -> None:
    """Streamlit's own cookies get the Secure flag that it leaves out."""
    add: Callable[[bytes], bytes] = lambda line: line if b"secure" in line.lower() else line + b"; Secure"  # noqa: E731
    message["headers"] = [
        (name, add(value) if name.lower() == b"set-cookie" else value) for name, value in message["headers"]
    ]

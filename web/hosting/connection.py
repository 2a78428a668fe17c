"""A reader's connection through the gate: every message is of somebody who may still send it.

A session that has ended, or rights that have changed, are felt at the next message, and without one within seconds:
the browser is sent to a page that says why, and the connection is closed.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from access import reader, refusals, sessions, tabs
from access.reader import Reader

#: How often a connection without messages is looked at.
_LOOK_SECONDS = 10.0
_POLICY_VIOLATION = 1008


async def guarded(app: ASGIApp, scope: Scope, receive: Receive, send: Send, known: Reader) -> None:
    """Run the app on a connection of a reader who was let in.

    A browser that comes back names the tab it had; one that is not its reader's (or was, with other rights) is not
    taken up again: a new one begins.
    """
    tab = _tab(scope)
    if tab and not tabs.is_of(tab, known):
        if known.session is not None:
            await run_in_threadpool(refusals.record, "tab", known.person, "", scope["path"])
        scope = _without_tab(scope)
    await _Connection(app, scope, receive, send, known).run()


def _tab(scope: Scope) -> str:
    """The id of the tab that a browser comes back to; Streamlit has it as the third of the subprotocols."""
    parts = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
    return parts[2].strip() if len(parts) > 2 else ""


def _without_tab(scope: Scope) -> Scope:
    kept = [
        (name, b",".join(value.split(b",")[:2]) if name.lower() == b"sec-websocket-protocol" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": kept, "subprotocols": list(scope.get("subprotocols", ()))[:2]}


class _Connection:
    def __init__(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, known: Reader) -> None:
        self.app, self.scope, self.receive, self.send, self.known = app, scope, receive, send, known
        self.cookies = HTTPConnection(scope).cookies
        self.is_over = asyncio.Event()
        self.is_known = False

    async def run(self) -> None:
        looking = asyncio.create_task(self._look())
        try:
            await self.app(self.scope, self._receive, self._send)
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def _look(self) -> None:
        while not self.is_over.is_set():
            await asyncio.sleep(_LOOK_SECONDS)
            # The next look, or the next message, asks again.
            with suppress(sqlite3.Error):
                await self._leave_if_changed()

    async def _receive(self) -> Message:
        """The next message, if its sender may still send one; else the end of the connection."""
        next_one, over = asyncio.ensure_future(self.receive()), asyncio.ensure_future(self.is_over.wait())
        await asyncio.wait({next_one, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not next_one.done():
            next_one.cancel()
            return _gone()
        message = next_one.result()
        if message["type"] == "websocket.receive":
            if await self._leave_if_changed():
                return _gone()
            if self.known.session is not None:
                await run_in_threadpool(sessions.touch, self.known.session)
        return message

    async def _send(self, message: Message) -> None:
        if not self.is_known:
            self.is_known = self._begins(message)
        if not self.is_over.is_set():
            await self.send(message)

    def _begins(self, message: Message) -> bool:
        """Whether a message tells the browser the id of its tab, which is this reader's from now on."""
        if not message.get("bytes"):
            return False
        said = ForwardMsg()
        said.ParseFromString(message["bytes"])
        if not said.HasField("new_session"):
            return False
        tabs.begin(said.new_session.initialize.session_id, self.known)
        return True

    async def _leave_if_changed(self) -> bool:
        if self.is_over.is_set():
            return True
        now = await run_in_threadpool(reader.of_cookies, self.cookies)
        is_same = now.rights == self.known.rights and (now.session is None) == (self.known.session is None)
        if is_same:
            self.known = now
            return False
        self.is_over.set()
        why = now.ended_why or ("changed" if now.session is not None or self.known.session is None else "revoked")
        message = ForwardMsg()
        message.auth_redirect.url = f"/ended?why={why}"
        # The reader may be gone already.
        with suppress(Exception):
            await self.send({"type": "websocket.send", "bytes": message.SerializeToString()})
            await self.send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return True


def _gone() -> Message:
    return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}

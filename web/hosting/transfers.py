"""Files through the gate: a download goes to whom it was made for, an upload is counted. Both are in the audit."""

from __future__ import annotations

import hashlib
import threading
from email.message import Message as Header

from cachetools import TTLCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access import audit, handed_out, quota, refusals, tabs
from access.reader import Reader

#: Downloads of the last seconds: session and hash.
_noted: TTLCache[tuple[str, str], bool] = TTLCache(maxsize=1000, ttl=5)
_noting = threading.Lock()


async def media(app: ASGIApp, scope: Scope, receive: Receive, send: Send, reader: Reader, address: str) -> None:
    """GET /media/…: held back whole until it is known whose it is. Files are small: tables and charts."""
    if scope["method"] not in {"GET", "HEAD"}:
        await app(scope, receive, send)
        return
    # A part of a file, or a compressed one, could not be told from another file's.
    whole = [(name, value) for name, value in scope["headers"] if name.lower() not in {b"range", b"accept-encoding"}]
    is_head = scope["method"] == "HEAD"  # whose it is, the file itself must say: it is asked for whole, and not sent
    scope = {**scope, "headers": whole, "method": "GET"}
    start: Message = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, collect)
    if start["status"] != 200:
        await _send(send, start, b"" if is_head else bytes(body))
        return
    content, name = bytes(body), _file_name(start)
    if not handed_out.is_public(content):
        if not handed_out.may_have(content, reader):
            await run_in_threadpool(refusals.record, "not theirs", reader.person, address, scope["path"])
            await PlainTextResponse("Refused.", 403)(scope, receive, send)
            return
        if not is_head:
            await run_in_threadpool(_note, content, name, reader, address)
    await _send(send, start, b"" if is_head else content)


def _note(content: bytes, name: str, reader: Reader, address: str) -> None:
    """One line a download: right after it Streamlit's script asks once more, whether the file is there."""
    download = (reader.session.id if reader.session else "", hashlib.sha256(content).hexdigest())
    with _noting:
        is_new = download not in _noted
        _noted[download] = True
    if is_new:
        audit.record("export", reader.person, address=address, file=name, bytes=len(content))


async def _send(send: Send, start: Message, body: bytes) -> None:
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _file_name(start: Message) -> str:
    header = Header()
    header["Content-Disposition"] = Headers(raw=start["headers"]).get("content-disposition", "")
    return header.get_filename() or ""


async def upload(app: ASGIApp, scope: Scope, receive: Receive, send: Send, reader: Reader, address: str) -> None:
    """PUT and DELETE /_stcore/upload_file/TAB/…: of the reader's own tabs, within the quota.

    What is declared is counted before it is taken, so that several at once do not pass the quota together.
    """
    person = reader.person
    tab = scope["path"].removeprefix("/_stcore/upload_file/").partition("/")[0]
    if person is None or not tabs.is_of(tab, reader):
        await run_in_threadpool(refusals.record, "not theirs", person, address, scope["path"])
        await PlainTextResponse("Refused.", 403)(scope, receive, send)
        return
    if scope["method"] != "PUT":
        await app(scope, receive, send)
        return
    declared = Headers(scope=scope).get("content-length", "")
    if not declared.isdecimal() or not await run_in_threadpool(quota.take, person, int(declared)):
        why = "quota" if declared.isdecimal() else "length"
        await run_in_threadpool(refusals.record, why, person, address, scope["path"])
        await PlainTextResponse("Too much.", 413 if declared.isdecimal() else 411)(scope, receive, send)
        return
    counted, status = 0, 0

    async def counting() -> Message:
        nonlocal counted
        message = await receive()
        counted += len(message.get("body", b""))
        return message

    async def watching(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        await send(message)

    await app(scope, counting, watching)
    await run_in_threadpool(
        lambda: audit.record("upload", person, ok=status < 300, address=address, bytes=counted, status=status)
    )

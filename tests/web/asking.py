"""Plain HTTP and WebSocket requests, redirects shown and not followed."""

from __future__ import annotations

import base64
import http.client
import os
import socket
from collections.abc import Mapping
from email.message import Message
from typing import NamedTuple

from httpx2 import Headers

from tests.browser.serving import Server


class Answer(NamedTuple):
    status: int
    headers: Message[str, str] | Headers
    text: str


def ask(
    server: Server, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: str = ""
) -> Answer:
    """One request; `path` as it goes over the wire."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, path, body=body.encode() or None, headers=dict(headers or {}))
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def websocket_status(server: Server, origin: str, host: str | None = None) -> int:
    """The status with which the server answers a WebSocket handshake from a page of `origin`."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or f'127.0.0.1:{server.port}'}",
        f"Origin: {origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(connection.recv(1024).split(b" ", 2)[1])

"""A reader without a browser: Streamlit's websocket and the HTTP side, with any cookie, origin, host and header.

    with RawClient(server.url) as reader:
        reader.open("targets", "year=2022")
        reader.choose("industry", ["新材料"])
        assert "新材料" in reader.page.text

The tests of hosted mode forge with it what no browser would send.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import uuid
from collections.abc import Mapping, Sequence
from http.cookies import SimpleCookie
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.raw.conversation import Conversation

XSRF_COOKIE = "_streamlit_xsrf"
PATIENCE_SECONDS = 60.0


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class RawClient:
    """One reader: cookies that are kept as a browser keeps them, one websocket at a time.

    Args:
        url: the origin that readers type; its host goes into Host.
        at: where to connect in truth, where that is not `url`'s host and port.
        cookies: to begin with; `self.cookies` may be changed and copied at any time.
        headers: added to every request and to the handshake (forged identities, for instance).
        origin: the Origin of the handshake and of uploads; None sends none; without one, that of `url`.
        tls: for https, the certificates to trust.
    """

    def __init__(
        self,
        url: str,
        *,
        at: tuple[str, int] | None = None,
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        origin: str | None = "",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        parts = urlsplit(self.url)
        self._secure, self._host = parts.scheme == "https", parts.netloc
        self._at = at or (str(parts.hostname), parts.port or (443 if self._secure else 80))
        self.cookies: dict[str, str] = dict(cookies or {})
        self.headers: dict[str, str] = dict(headers or {})
        self.origin = self.url if origin == "" else origin
        self._tls = tls or ssl.create_default_context()
        self.page = Conversation(url=self.url)
        self._socket: ClientConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def request(
        self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One HTTP request with the reader's cookies; redirects are shown, not followed; new cookies are kept."""
        connection = http.client.HTTPConnection(*self._at, timeout=PATIENCE_SECONDS)
        connection.sock = self._connected()
        try:
            connection.request(method, path, body=body, headers=self._sent() | dict(headers or {}))
            response = connection.getresponse()
            self._keep(response.headers.get_all("Set-Cookie") or [])
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def connect(self, session_id: str = "") -> None:
        """Open the websocket; with a session's id, as a browser does that comes back to it.

        Raises:
            websockets.exceptions.InvalidStatus: the server refused the handshake (`error.response.status_code`).
        """
        self.close()
        token = self.cookies.get(XSRF_COOKIE, "PLACEHOLDER_AUTH_TOKEN")
        scheme = "wss" if self._secure else "ws"
        self._socket = connect(
            f"{scheme}://{self._host}/_stcore/stream",
            sock=socket.create_connection(self._at, timeout=PATIENCE_SECONDS),
            ssl=self._tls if self._secure else None,
            origin=Origin(self.origin) if self.origin is not None else None,
            subprotocols=[Subprotocol(one) for one in ("streamlit", token, session_id) if one],
            additional_headers={name: value for name, value in self._sent().items() if name not in {"Host", "Origin"}},
            compression=None,
            max_size=None,
            proxy=None,
            legacy=True,
        )

    def close(self) -> None:
        """End the websocket, if there is one."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def open(self, page: str = "", query: str = "") -> Conversation:
        """Open `/page?query` as a new tab does, and wait until it stands."""
        self.page = Conversation(url=f"{self.url}/{page}")
        self.connect()
        return self.told(self.page.open(page, query))

    def follow(self, page: str) -> Conversation:
        """Click the navigation's link to a page, and wait until it stands."""
        return self.told(self.page.follow(page))

    def choose(self, key: str, value: str | Sequence[str]) -> Conversation:
        """Change a filter, and wait until the page stands."""
        return self.told(self.page.choose(key, value))

    def press(self, key: str) -> Conversation:
        """Press a button, and wait until the page, or the fragment that it belongs to, stands."""
        return self.told(self.page.press(key))

    def told(self, message: bytes) -> Conversation:
        """Send a message, and take in what comes until a run has ended.

        Raises:
            websockets.exceptions.ConnectionClosed: the server ended the connection.
            TimeoutError: no run has ended in time.
        """
        self._send(message)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.page.receive(self._next(until)):
            pass
        return self.page

    def put_file(self, name: str, data: bytes, *, session_id: str = "") -> tuple[str, Answer]:
        """Send a file where the uploaders of a session (this one's, without another) send it; its id and the answer."""
        file_id, edge = str(uuid.uuid4()), uuid.uuid4().hex
        body = (
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + data + f"\r\n--{edge}--\r\n".encode()  # fmt: skip
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        if XSRF_COOKIE in self.cookies:
            headers["X-Xsrftoken"] = self.cookies[XSRF_COOKIE]
        path = f"/_stcore/upload_file/{session_id or self.page.session_id}/{file_id}"
        return file_id, self.request(path, method="PUT", headers=headers, body=body)

    def upload(self, key: str, name: str, data: bytes) -> Conversation:
        """Give a file to the uploader `key` as a person does, and wait until the page stands."""
        file_id, answer = self.put_file(name, data)
        assert answer.status == 204, (answer.status, answer.text)
        url = f"/_stcore/upload_file/{self.page.session_id}/{file_id}"
        return self.told(self.page.uploaded(key, name, len(data), file_id, url))

    def _send(self, message: bytes) -> None:
        assert self._socket is not None, "not connected"
        self._socket.send(message)

    def _next(self, until: float) -> bytes:
        assert self._socket is not None, "not connected"
        data = self._socket.recv(timeout=max(until - time.monotonic(), 0))
        assert isinstance(data, bytes)
        return data

    def _connected(self) -> socket.socket:
        plain = socket.create_connection(self._at, timeout=PATIENCE_SECONDS)
        return self._tls.wrap_socket(plain, server_hostname=urlsplit(self.url).hostname) if self._secure else plain

    def _sent(self) -> dict[str, str]:
        sent = {"Host": self._host} | self.headers
        if self.origin is not None:
            sent["Origin"] = self.origin
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return sent

    def _keep(self, lines: Sequence[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or "1970" in morsel["expires"]:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value

"""What happens behind a page: console, script errors, failed responses, other hosts, dialogs."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

_LOCAL_SCHEMES = {"data", "blob"}
_LOOPBACK = {"127.0.0.1", "localhost"}


class Watch:
    """Collects complaints of the pages that it follows; those that contain an expected text are dropped."""

    def __init__(self) -> None:
        self.expected: list[str] = []
        self._seen: list[str] = []

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._seen.append(f"script error: {error}"))
        page.on("response", self._response)
        page.on("request", self._request)
        page.on("websocket", lambda socket: self._address(socket.url))
        page.on("dialog", self._dialog)

    def complaints(self) -> list[str]:
        return [one for one in self._seen if not any(text in one for text in self.expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._seen.append(f"console {message.type}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._seen.append(f"response {response.status}: {response.url}")

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _LOCAL_SCHEMES and parts.hostname not in _LOOPBACK:
            self._seen.append(f"request to another host: {url}")

    def _dialog(self, dialog: Dialog) -> None:
        self._seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

"""Two groups' robots on loopback that answer as 企业微信 and 钉钉 document it, and can be told to fail."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, TOKEN, SECRET = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa", "0f9c61d2e8ab4477bd15", "SEC4f2b8a9cd1e07736"
#: What a robot does with its next message, besides taking it: "busy", "html", an HTTP status; "deaf" (never answers and
#: did not take it), "silent" (took it and never answers).
Trouble = str | int


class Robots:
    """Both robots. `taken`: the messages that stand in each group."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.taken: dict[str, list[str]] = {"wecom": [], "dingtalk": []}
        self.requests: list[float] = []
        self.troubles: list[Trouble] = []
        self.keyword = ""
        self.is_often = False
        self.held = threading.Event()
        self.ended = threading.Event()
        self.port = 0

    @property
    def wecom(self) -> str:
        return f"http://127.0.0.1:{self.port}/cgi-bin/webhook/send?key={KEY}"

    @property
    def dingtalk(self) -> str:
        return f"http://127.0.0.1:{self.port}/robot/send?access_token={TOKEN}"

    def answer(self, path: str, body: bytes) -> tuple[int, bytes] | None:
        """HTTP status and body; None: it never answers."""
        parts = urlsplit(path)
        of = "wecom" if parts.path.startswith("/cgi-bin") else "dingtalk"
        query, said = parse_qs(parts.query), json.loads(body)
        trouble = self.troubles.pop(0) if self.troubles else None
        self.requests.append(self.now())
        if isinstance(trouble, int):
            return trouble, b"<html>bad</html>"
        if trouble == "html":
            return 200, b"<html>log in</html>"
        if trouble == "busy":
            return 200, _said(-1, "system busy")
        if trouble == "deaf":
            return None
        text = said[said["msgtype"]]["content"]
        refused = (self._wecom if of == "wecom" else self._dingtalk)(query, text, said["msgtype"])
        if refused:
            return 200, refused
        self.taken[of].append(text)
        return None if trouble == "silent" else (200, _said(0, "ok"))

    def _wecom(self, query: dict[str, list[str]], text: str, form: str) -> bytes | None:
        if query.get("key") != [KEY]:
            return _said(93000, f"invalid webhook url, hint: [{query.get('key')}], from ip: 127.0.0.1")
        if len(text.encode()) > {"text": 2048, "markdown": 4096}[form]:
            return _said(45002, "content size out of limit")
        if sum(at > self.now() - 60 for at in self.requests) > 20:
            return _said(45009, "api freq out of limit")
        return None

    def _dingtalk(self, query: dict[str, list[str]], text: str, _form: str) -> bytes | None:
        if query.get("access_token") != [TOKEN]:
            return _said(300001, "token is not exist")
        if self.is_often:
            return _said(130101, "send too fast, exceed 20 times per minute")
        stamp = query.get("timestamp", ["0"])[0]
        if abs(int(stamp) / 1000 - time.time()) > 3600:
            return _said(310000, "description:机器人发送签名过期;timestamp is invalid")
        digest = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
        if query.get("sign") != [base64.b64encode(digest).decode()]:
            return _said(310000, "sign not match, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]")
        if self.keyword and self.keyword not in text:
            return _said(
                310000, "keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]"
            )
        return None


def _said(errcode: int, errmsg: str) -> bytes:
    return json.dumps({"errcode": errcode, "errmsg": errmsg}, ensure_ascii=False).encode()


@contextmanager
def serving(now: Callable[[], float] = time.time) -> Iterator[Robots]:
    """The robots, listening."""
    robots = Robots(now)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = robots.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            if answer is None:
                robots.held.set()
                robots.ended.wait(30)
                return
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    robots.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield robots
    finally:
        robots.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()

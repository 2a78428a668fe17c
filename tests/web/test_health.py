"""GET /healthz tells which data is shown."""

from __future__ import annotations

import json

from tests.browser.serving import Server
from tests.web.asking import ask
from version import VERSION


def test_names_the_version_and_the_last_month(server: Server) -> None:
    answer = ask(server, "/healthz")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.text) == {
        "status": "ok",
        "program": VERSION,
        "version": server.version,
        "months_through": "2023-09",
    }


def test_the_first_start_published_the_demonstration(server: Server) -> None:
    listed = server.data("versions").stdout
    assert listed.startswith(f"* {server.version}  演示数据  截至2023-09")
    assert len(listed.splitlines()) == 1

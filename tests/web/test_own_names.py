"""Local browsing answers under its own names, to its own pages alone."""

from __future__ import annotations

import pytest

from tests.browser.serving import Server
from tests.web.asking import ask, websocket_status

PATHS = ("/", "/funnel", "/healthz", "/screen", "/screen/state", "/boot.js", "/_stcore/health", "/_stcore/host-config")


@pytest.mark.parametrize("path", PATHS)
def test_another_name_gets_nothing(server: Server, path: str) -> None:
    for host in (
        "evil.example",
        f"evil.example:{server.port}",
        "127.0.0.1",
        "127.0.0.1:9999",
        f"127.0.0.2:{server.port}",
        "",
    ):
        answer = ask(server, path, headers={"Host": host})
        assert answer.status in {400, 421}, (path, host)
        assert "127.0.0.1" in answer.text or answer.status == 400
        assert "项目" not in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_its_own_names_get_everything(server: Server, path: str) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert ask(server, path, headers={"Host": f"{name}:{server.port}"}).status in {200, 303}, (path, name)


def test_pages_of_other_local_ports_and_sites_get_nothing(server: Server) -> None:
    for origin in (
        "http://127.0.0.1:9999", "http://localhost:9999", f"https://127.0.0.1:{server.port}", "http://127.0.0.1",
        f"http://localhost:{server.port}", f"http://evil.example@127.0.0.1:{server.port}", "null",
    ):  # fmt: skip
        assert ask(server, "/screen/state", headers={"Origin": origin}).status == 421, origin
        assert websocket_status(server, origin) == 403, origin
    own = f"http://127.0.0.1:{server.port}"
    assert ask(server, "/screen/state", headers={"Origin": own}).status == 200
    assert websocket_status(server, own) == 101
    name = f"localhost:{server.port}"
    assert websocket_status(server, f"http://{name}", host=name) == 101


def test_what_another_site_embeds_gets_nothing_and_a_link_works(server: Server) -> None:
    for site in ("cross-site", "same-site"):  # another port of this machine is «same-site»
        embedded = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        assert ask(server, "/screen/state", headers=embedded).status == 421
        followed = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"}
        assert ask(server, "/funnel", headers=followed).status == 200
        assert ask(server, "/funnel", method="POST", headers=followed).status == 421

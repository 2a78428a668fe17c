"""What the server does not offer: other addresses, other origins, Streamlit's side doors."""

from __future__ import annotations

import socket

import pytest

from tests.browser.serving import Server
from tests.web.asking import ask, websocket_status


def own_addresses() -> set[str]:
    """Local addresses other than 127.0.0.1: no packet is sent to find them."""
    found = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found.add(str(probe.getsockname()[0]))
        except OSError:
            pass
        try:
            probe_loopback = socket.socket()
            with probe_loopback:
                probe_loopback.bind(("127.0.0.2", 0))
            found.add("127.0.0.2")
        except OSError:
            pass
    return found - {"127.0.0.1"}


def test_listens_on_the_loopback_address_alone(server: Server) -> None:
    addresses = own_addresses()
    if not addresses:
        pytest.skip("this machine has no second address")
    for address in addresses:
        with pytest.raises(OSError), socket.create_connection((address, server.port), timeout=5):  # noqa: PT011
            pass


def test_a_page_of_another_site_gets_no_websocket(server: Server) -> None:
    assert websocket_status(server, f"http://127.0.0.1:{server.port}") == 101
    assert websocket_status(server, "http://other.example") == 403
    assert websocket_status(server, "null") == 403


def test_another_name_for_this_machine_gets_no_websocket(server: Server) -> None:
    """A site whose name is made to point at 127.0.0.1 has an origin that fits its host."""
    name = f"other.example:{server.port}"
    assert websocket_status(server, f"http://{name}", host=name) == 403


def test_another_site_may_not_read_answers(server: Server) -> None:
    for path in ("/", "/healthz", "/_stcore/health", "/_stcore/host-config"):
        answer = ask(server, path, headers={"Origin": "http://other.example"})
        assert "Access-Control-Allow-Origin" not in answer.headers, path


def test_no_agent_interface(server: Server) -> None:
    answer = ask(server, "/_stcore/agent/interact", method="POST", body="{}")
    assert answer.status == 403
    assert "not_available" in answer.text


def test_no_upload_without_a_session(server: Server) -> None:
    assert ask(server, "/_stcore/upload_file/a/b", method="PUT", body="x").status == 403


def test_the_store_is_not_served(server: Server) -> None:
    for path in (f"/data/store/{server.version}.duckdb", "/app/static/current", "/data/settings.toml", "/app.py"):
        answer = ask(server, path)
        assert answer.headers.get("Content-Type", "").startswith("text/html") or answer.status >= 400, path
        assert "[zone]" not in answer.text
        assert server.version not in answer.text

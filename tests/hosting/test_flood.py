"""Clients that are slow on purpose, or ask without end, keep nobody out; an office's morning passes."""

from __future__ import annotations

import http.client
import re
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from tests.browser import driving
from tests.browser.conftest import NewPage
from tests.hosting import proxy as nginx
from tests.hosting.dashboards import Hosted

#: Loopback has many addresses: each is another client to nginx, and the other tests' is 127.0.0.1.
HOLDER, ASKER, SLOW = "127.0.0.2", "127.0.0.3", "127.0.0.4"
SETTINGS = nginx.TEMPLATE.read_text(encoding="utf-8")
#: How many people may come at the same moment from one address.
OFFICE = 100


def setting(pattern: str) -> int:
    """A number of the installed file."""
    found = re.search(pattern, SETTINGS)
    assert found, pattern
    return int(found[1])


HEADER_SECONDS = setting(r"client_header_timeout (\d+)s")
HELD, BURST, SCRIPTS = (
    setting(r"limit_conn dashboard_held (\d+)"),
    setting(r"zone=dashboard_asked burst=(\d+)"),
    setting(r"zone=dashboard_scripts burst=(\d+)"),
)


def connected(hosted: Hosted, client: str, port: int = 0) -> socket.socket:
    """A connection of one client's that has said nothing yet."""
    return socket.create_connection(("127.0.0.1", port or hosted.proxy.port), 20, source_address=(client, 0))


def with_tls(hosted: Hosted, client: str) -> socket.socket:
    return hosted.proxy.tls.wrap_socket(connected(hosted, client), server_hostname="localhost")


def status(hosted: Hosted, client: str = "127.0.0.1") -> int:
    """What a client gets that asks once."""
    with asking(hosted, client) as connection:
        return answer(connection)[0]


@contextmanager
def asking(hosted: Hosted, client: str) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("localhost", hosted.proxy.port, timeout=20)
    connection.sock = with_tls(hosted, client)
    try:
        yield connection
    finally:
        connection.close()


def answer(connection: http.client.HTTPConnection, path: str = "/_stcore/health") -> tuple[int, str]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


def is_closed(one: socket.socket) -> bool:
    """Whether the other side has ended the connection."""
    try:
        return bool(select.select([one], [], [], 0)[0]) and one.recv(1) == b""
    except OSError:
        return True


def test_who_is_slow_with_tls_or_with_headers_is_let_go(hosted: Hosted) -> None:
    with ExitStack() as stack:
        reader = stack.enter_context(hosted.log_in("viewer"))
        reader.open("targets")
        silent = stack.enter_context(connected(hosted, SLOW))
        half_tls = stack.enter_context(connected(hosted, SLOW))
        half_tls.sendall(b"\x16\x03\x01\x02\x00\x01\x00")
        plain = stack.enter_context(connected(hosted, SLOW, hosted.proxy.plain_port))
        slow = stack.enter_context(with_tls(hosted, SLOW))
        for one in (plain, slow):
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        began, ended = time.monotonic(), dict[str, float]()
        open_ones = {"silent": silent, "half TLS": half_tls, "plain": plain, "slow": slow}
        while len(ended) < 4 and time.monotonic() < began + HEADER_SECONDS + 10:
            for name, one in open_ones.items():
                if name not in ended:
                    if name in {"plain", "slow"} and int(time.monotonic()) % 2:
                        with suppress(OSError):  # it has just ended
                            one.sendall(b"X")  # a header's next letter, for ever
                    if is_closed(one):
                        ended[name] = time.monotonic() - began
            time.sleep(0.3)
        assert set(ended) == set(open_ones)
        assert all(HEADER_SECONDS - 2 <= seconds <= HEADER_SECONDS + 5 for seconds in ended.values()), ended
        reader.choose("industry", ["新材料"])  # a page's connection is as long as the page
        assert "新材料" in reader.page.text


def test_who_holds_connections_keeps_nobody_else_out(hosted: Hosted) -> None:
    """Each says that more is to come, and sends no more."""
    begun = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
    with ExitStack() as stack:
        held = [stack.enter_context(with_tls(hosted, HOLDER)) for _ in range(HELD + 20)]
        for one in held:
            one.sendall(begun)
        time.sleep(0.5)
        refused = [one for one in held if select.select([one], [], [], 0)[0]]
        assert len(refused) == 20
        assert b" 429 " in refused[0].recv(100)
        assert status(hosted, HOLDER) == 429
        assert status(hosted) == 200
    until = time.monotonic() + 10
    while status(hosted, HOLDER) != 200:  # who has let go may come again
        assert time.monotonic() < until
        time.sleep(0.1)


def test_who_asks_without_end_is_told_to_wait_and_keeps_nobody_else_out(hosted: Hosted) -> None:
    said = ""
    for _ in range(10 * BURST // 900):
        with asking(hosted, ASKER) as connection:  # nginx ends a connection after a thousand requests
            answers = (answer(connection) for _ in range(900))
            said = next((text for code, text in answers if code == 429), "")
        if said:
            break
    assert "请10秒后刷新页面" in said
    assert "reload the page in 10 seconds" in said
    assert status(hosted) == 200


def test_ten_tabs_and_a_hundred_people_at_once_are_within_the_limits(hosted: Hosted, new_page: NewPage) -> None:
    def asked() -> list[tuple[str, str]]:
        log = (hosted.proxy.folder / "nginx.access.log").read_text(encoding="utf-8")
        return re.findall(r'(?m)^127\.0\.0\.1 .* "\w+ (\S+)" (\d+)', log)

    before = len(asked())
    first = driving.drawn(hosted.log_in_with(new_page(), "viewer", "/"))  # nothing is in this browser's cache
    paths = [path for path, _ in asked()[before:]]
    scripts = [path for path in paths if path.startswith("/static/")]
    assert len(scripts) > 10
    assert OFFICE * len(scripts) <= SCRIPTS
    assert OFFICE * (len(paths) - len(scripts)) <= BURST
    first.context.set_default_timeout(90_000)  # what counts is who is refused, not how soon two cores draw ten pages
    tabs = [first, *(first.context.new_page() for _ in range(9))]
    for number, tab in enumerate(tabs[1:], start=1):
        tab.goto(f"{hosted.url}{driving.CHARTED[number % len(driving.CHARTED)]}", wait_until="commit")
    for tab in tabs:
        driving.drawn(tab)
    assert "429" not in {code for _, code in asked()}


@pytest.mark.parametrize("name", ["client_header_timeout 10s", "reset_timedout_connection on"])
def test_every_server_of_the_file_lets_go_of_who_is_slow(name: str) -> None:
    """Before a client has said a name, it is the default server's time that runs."""
    servers = SETTINGS.split("\nserver {")[1:]
    assert len(servers) == 3
    assert all(name in server for server in servers)

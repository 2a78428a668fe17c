"""What goes through nginx as it is installed, and what does not: TLS, headers, names, forged identities, keys."""

from __future__ import annotations

import re
import secrets
import socket
import ssl
import subprocess

import pytest

from tests.hosting import proxy as nginx
from tests.hosting.conftest import OwnHosted
from tests.hosting.dashboards import Hosted
from tests.hosting.provider.running import ACCOUNTS, Provider
from tests.raw.client import Answer, RawClient
from tests.web.test_headers import CONTENT_SECURITY_POLICY

DOCUMENT = {"Accept": "text/html"}
FORGED = {
    "X-Remote-User": "u-300",
    "X-Remote-Groups": "admins",
    "X-Remote-Name": "forged",
    "X-Forwarded-User": "u-300",
    "X-Forwarded-For": "10.9.8.7",
    "Forwarded": "for=10.9.8.7",
    "X-Real-IP": "10.9.8.7",
    "X-Forwarded-Host": "evil.example",
}
#: Pages, our own routes, Streamlit's, files, the log-in, what is missing, what is refused.
ADDRESSES = (
    "/", "/targets?year=2022", "/data", "/admin", "/screen", "/screen/state", "/screen/screen.js", "/boot.js",
    "/healthz", "/login", "/login/callback", "/ended?why=logout", "/_stcore/health", "/_stcore/host-config",
    "/media/missing.png", "/_stcore/upload_file/a/b", "/missing", "/static/missing.js",
)  # fmt: skip
#: Who may look at a document again and who may not keep one: everything of a reader's own is no-store.
KEPT = {"/boot.js": "no-cache", "/static/missing.js": None}


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_every_header(hosted: Hosted, path: str) -> None:
    for client in (hosted.client(), hosted.log_in("viewer")):
        with client as reader:
            headers = reader.request(path, headers=DOCUMENT).headers
        assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains"]
        policy = (one.strip().partition(" ") for one in headers["Content-Security-Policy"].split(";"))
        assert {name: value for name, _, value in policy} == CONTENT_SECURITY_POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Server"] == "nginx"
        assert headers.get("X-Powered-By") is None
        if path.startswith("/screen"):
            assert headers["Cache-Control"] in {"no-store", "private, no-cache"}
        elif path in KEPT:
            assert headers.get("Cache-Control") != "public"
        else:
            assert headers["Cache-Control"] == "no-store", path


def test_cookies_travel_by_tls_only_and_no_script_reads_them(hosted: Hosted) -> None:
    with hosted.client() as reader:
        answers = [reader.request("/login", headers=DOCUMENT), hosted.land(reader, "viewer", "/")]
    lines = [line for answer in answers for line in answer.headers.get_all("Set-Cookie") or []]
    assert {line.partition("=")[0] for line in lines} >= {"__Host-dashboard"}
    for line in lines:
        flags = {one.strip().lower() for one in line.split(";")[1:]}
        assert {"secure", "httponly"} <= flags, line
        assert flags & {"samesite=lax", "samesite=strict"}, line


def test_a_replica_is_remembered_in_a_cookie_that_says_nothing_else(hosted: Hosted) -> None:
    with hosted.client() as reader:
        first, again = reader.request("/healthz"), reader.request("/healthz")
    assert first.headers["Set-Cookie"] == "__Host-replica=1; Path=/; Secure; HttpOnly; SameSite=Lax"
    assert again.headers["Set-Cookie"] is None


def test_plain_http_leads_to_tls_and_to_no_other_name(hosted: Hosted) -> None:
    reader = RawClient(hosted.proxy.plain_url)
    for host in (reader._host, "evil.example"):
        answer = reader.request("/targets?year=2022", headers={"Host": host})
        assert (answer.status, answer.headers["Location"]) == (301, f"{hosted.url}/targets?year=2022")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_refused(hosted: Hosted, version: ssl.TLSVersion) -> None:
    context = hosted.proxy.tls
    context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")
    with (
        socket.create_connection(("127.0.0.1", hosted.proxy.port), timeout=10) as plain,
        pytest.raises((ssl.SSLError, ConnectionResetError)),
        context.wrap_socket(plain, server_hostname="localhost"),
    ):
        pass


def test_another_name_gets_no_certificate(hosted: Hosted) -> None:
    with (
        socket.create_connection(("127.0.0.1", hosted.proxy.port), timeout=10) as plain,
        pytest.raises(ssl.SSLError, match=r"(?i)unrecognized"),
        hosted.proxy.tls.wrap_socket(plain, server_hostname="evil.example"),
    ):
        pass


def test_another_host_header_is_refused(hosted: Hosted) -> None:
    with hosted.log_in("viewer") as reader:
        refused = reader.request("/", headers=DOCUMENT | {"Host": "evil.example"})
    assert (refused.status, refused.headers["Server"]) == (421, "nginx")
    with hosted.direct() as reader:
        assert reader.request("/", headers=DOCUMENT | {"Host": "evil.example"}).status == 403


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/script-health-check"])
def test_the_inside_of_the_server_is_for_nobody(hosted: Hosted, path: str) -> None:
    with hosted.log_in("admin") as reader:
        assert reader.request(path).status == 404
    with hosted.direct() as reader:
        assert reader.request(path).status == 404


def test_forged_identities_say_nothing_where_people_log_in(hosted: Hosted) -> None:
    with hosted.client(headers=FORGED) as stranger:
        assert stranger.request("/screen/state").status == 401
        sent = stranger.request("/targets", headers=DOCUMENT)
        assert (sent.status, sent.headers["Location"]) == (303, "/login?next=%2Ftargets")
    with hosted.log_in("viewer", client=hosted.client(headers=FORGED)) as viewer:
        assert viewer.request("/admin", headers=DOCUMENT).status == 403
    last = hosted.audit("login")[-1]
    assert last["who"] == hosted.provider.identity("viewer")
    assert last["address"] == "127.0.0.1"


def proxied(own_hosted: OwnHosted, provider: Provider, **settings: object) -> tuple[Hosted, str]:
    """A dashboard whose people are named by the proxy; and its secret."""
    secret = secrets.token_urlsafe(48)
    table = {"secret": secret, "issuer": "proxy"} | settings
    hosted = own_hosted(login="proxy", proxy=table, admins=[f"proxy|{ACCOUNTS['admin'].sub}"], roles={})
    return hosted, secret


def test_forged_identities_say_nothing_where_the_proxy_names_people(own_hosted: OwnHosted, provider: Provider) -> None:
    hosted, secret = proxied(own_hosted, provider)
    forged = FORGED | {"X-Dashboard-Proxy": secret}  # even the right secret does not come through from outside
    for path in ("/", "/admin", "/screen", "/screen/state", "/_stcore/stream"):
        with hosted.client(headers=forged) as reader:
            assert reader.request(path, headers=DOCUMENT).status == 403, path
    with hosted.direct(headers=FORGED | {"X-Dashboard-Proxy": "x" * len(secret)}) as reader:
        assert reader.request("/", headers=DOCUMENT).status == 403
    with hosted.direct(headers=FORGED | {"X-Dashboard-Proxy": secret}) as reader:  # the proxy itself
        assert reader.request("/admin", headers=DOCUMENT).status == 200
    assert {line["event"] for line in hosted.audit() if not line["ok"]} == {"refused"}


def test_keys_and_codes_stand_in_no_log(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    link = hosted.done("access", "key", "会议室").strip()
    key = link.partition("key=")[2]
    assert key
    with hosted.client() as player:
        assert player.request(f"/screen?key={key}", headers=DOCUMENT).status in {200, 303}
        hosted.replicas[0].process.kill()
        hosted.replicas[0].process.wait()
        assert player.request(f"/screen?key={key}", headers=DOCUMENT).status == 502
        assert player.request(f"/login/callback?code={key}", headers=DOCUMENT).status == 502
    log = hosted.proxy.log_text()
    assert re.search(r'"GET /screen" 502', log)
    assert key not in log
    assert key not in hosted.replicas[0].log_text()


def test_an_upload_larger_than_allowed_ends_at_the_proxy(hosted: Hosted) -> None:
    def put(reader: RawClient, size: int) -> Answer:
        return reader.put_file("台账.xlsx", b"0" * size)[1]

    with hosted.log_in("editor") as reader:
        reader.request("/_stcore/health")  # where a browser gets the token that uploads need
        reader.open("data")
        assert put(reader, 19 * 2**20).status == 204
        assert put(reader, 22 * 2**20).status == 413


def test_nginx_takes_the_file_as_it_is_installed(hosted: Hosted) -> None:
    tried = subprocess.run(
        [nginx.program("nginx"), "-t", "-p", hosted.proxy.folder, "-c", hosted.proxy.folder / "nginx.conf"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "test is successful" in tried.stderr
    assert "[warn]" not in tried.stderr


def sent(text: str) -> str:
    """A name as it goes over the wire: UTF-8, byte by byte."""
    return text.encode("utf-8").decode("latin-1")


def test_names_that_end_alike_in_bytes_are_two_people(own_hosted: OwnHosted, provider: Provider) -> None:
    """清 and 渠 differ in their last byte alone, which is a blank in Latin-1."""
    hosted, secret = proxied(own_hosted, provider)
    hosted.done("access", "grant", "person", "proxy", "李清", "admin")
    hosted.done("access", "grant", "group", "proxy", "看板编辑", "editor")

    def status(path: str, **headers: str) -> int:
        named = {name.replace("_", "-"): sent(value) for name, value in headers.items()}
        with hosted.direct(headers={"X-Dashboard-Proxy": secret} | named) as reader:
            return reader.request(path, headers=DOCUMENT).status

    assert status("/admin", X_Remote_User="李清") == 200
    assert status("/admin", X_Remote_User="李渠") == 403
    assert status("/", X_Remote_User="李渠") == 403
    assert status("/", X_Remote_User="王加", X_Remote_Groups="访客, 看板编辑") == 200
    assert status("/", X_Remote_User="王加", X_Remote_Groups="看板") == 403
    whos = {line["who"] for line in hosted.audit("login")}
    assert whos == {"proxy|李清", "proxy|李渠", "proxy|王加"}


def test_what_is_not_certainly_a_name_is_refused_and_never_an_error(own_hosted: OwnHosted, provider: Provider) -> None:
    hosted, secret = proxied(own_hosted, provider)
    admin = ACCOUNTS["admin"].sub
    forged = [
        {"X-Dashboard-Proxy": "\xe9" * len(secret), "X-Remote-User": admin},  # no ASCII
        {"X-Dashboard-Proxy": secret, "X-Remote-User": "\xc0\xae"},  # no UTF-8
        {"X-Dashboard-Proxy": secret, "X-Remote-User": sent(f"{admin}\u202e")},  # turns the direction
        {"X-Dashboard-Proxy": secret, "X-Remote-User": sent(f"{admin}\u200b")},  # nobody sees it
        {"X-Dashboard-Proxy": secret, "X-Remote-User": admin, "X-Remote-Groups": "\xff"},
    ]
    for headers in forged:
        with hosted.direct(headers=headers) as reader:
            assert reader.request("/", headers=DOCUMENT).status == 403, headers
    with hosted.direct(headers={"X-Dashboard-Proxy": secret, "X-Remote-User": admin}) as reader:
        assert reader.request("/admin", headers=DOCUMENT).status == 200


def test_a_group_with_commas_is_one_where_the_settings_say_so(own_hosted: OwnHosted, provider: Provider) -> None:
    hosted, secret = proxied(own_hosted, provider, groups_separator="|")
    hosted.done("access", "grant", "group", "proxy", "CN=editors,OU=zone", "editor")
    for groups, status in (("CN=all|CN=editors,OU=zone", 200), ("CN=editors", 403), ("OU=zone", 403)):
        named = {"X-Dashboard-Proxy": secret, "X-Remote-User": "a", "X-Remote-Groups": groups}
        with hosted.direct(headers=named) as reader:
            assert reader.request("/", headers=DOCUMENT).status == status, groups

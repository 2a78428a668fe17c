"""nginx on loopback, with TLS, from the very file that docs/hosting.md tells people to install."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import machine
from tests.browser.serving import ROOT, free_port
from tests.hosting.provider.running import ACCOUNTS

TEMPLATE = ROOT / "deploy" / "nginx.conf"
NAME = "dashboard.example.gov.cn"
_PATIENCE_SECONDS = 20.0
_IDENTITY = re.compile(r'(?m)(^ *proxy_set_header X-(Remote-\w+|Dashboard-Proxy) "";\n)+')
_PASSWORD = "of nginx"  # noqa: S105 (of a proxy that lives for a test)
#: What Debian's /etc/nginx/nginx.conf has around a site, with everything in a folder of the test's.
_AROUND = """\
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dashboard.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: `url` is what readers type, `plain_url` the same without TLS."""

    folder: Path
    port: int
    plain_port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def plain_url(self) -> str:
        return f"http://localhost:{self.plain_port}"

    @property
    def tls(self) -> ssl.SSLContext:
        """Trusts this proxy's certificate and no other."""
        return ssl.create_default_context(cafile=str(self.folder / "dashboard.crt"))

    def log_text(self) -> str:
        """All that it has written down: requests and errors."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in logs)


def program(name: str) -> str:
    """A program's path; the test fails with a sentence where it is missing and cannot be installed."""
    try:
        return machine.program(name, "nginx", "openssl")
    except machine.MissingError as error:
        pytest.fail(str(error), pytrace=False)


@contextmanager
def start(folder: Path, port: int, replicas: Sequence[int], identity: str = "") -> Iterator[Proxy]:
    """Start nginx on `port` in front of dashboards at `replicas` (one port or two); stop it in the end.

    `identity`: lines that say who a reader is, in place of those that strip every such header.
    """
    folder.mkdir(parents=True)
    _write_people(folder / "people")
    _make_certificate(folder)
    plain = free_port()
    text = site(folder, port, plain, replicas)
    if identity:
        text = _IDENTITY.sub(lambda _: identity.replace("/etc/dashboard/", f"{folder}/"), text, count=1)
    (folder / "dashboard.conf").write_text(text, encoding="utf-8")
    user = "user root;" if _is_root() else ""
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, user=user), encoding="utf-8")
    with (folder / "nginx.out.log").open("wb") as out:
        process = subprocess.Popen(
            [program("nginx"), "-p", folder, "-c", folder / "nginx.conf"],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    proxy = Proxy(folder, port, plain, process)
    try:
        _wait_until_ready(proxy)
        yield proxy
    finally:
        process.terminate()
        process.wait(timeout=15)


def site(folder: Path, port: int, plain: int, replicas: Sequence[int]) -> str:
    """The template with this test's ports, name and files in place of the installed ones."""
    text = TEMPLATE.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^ *listen \[::\].*\n", "", text)
    text = text.replace("listen 80 ", f"listen 127.0.0.1:{plain} ").replace("listen 443 ", f"listen 127.0.0.1:{port} ")
    text = text.replace(f"https://{NAME}$", f"https://localhost:{port}$").replace(NAME, "localhost")
    text = text.replace("8501", str(replicas[0])).replace("8502", str(replicas[-1] if replicas[1:] else _dead_port()))
    return text.replace("/etc/dashboard/tls/", f"{folder}/").replace("/var/log/dashboard/", f"{folder}/")


def basic(name: str) -> str:
    """The Authorization header with which nginx knows a person."""
    return f"Basic {base64.b64encode(f'{name}:{_PASSWORD}'.encode()).decode()}"


def _write_people(file: Path) -> None:
    hashed = base64.b64encode(hashlib.sha1(_PASSWORD.encode()).digest()).decode()  # noqa: S324 (what nginx reads)
    file.write_text("".join(f"{one.sub}:{{SHA}}{hashed}\n" for one in ACCOUNTS.values()), encoding="utf-8")


def _dead_port() -> int:
    """Nobody listens there: the second replica of a dashboard that has one."""
    return 1


def _make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", folder / "dashboard.key", "-out", folder / "dashboard.crt",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _wait_until_ready(proxy: Proxy) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and proxy.process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", proxy.port), timeout=5):
                return
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"nginx did not start:\n{proxy.log_text()}")

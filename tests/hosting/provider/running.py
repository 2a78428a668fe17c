"""The provider as a process: its accounts, and how somebody logs in there without a browser."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx2

from tests.browser.serving import free_port
from tests.hosting.provider import installing

_PATIENCE_SECONDS = 60.0
_FORM = re.compile(r'action="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass(frozen=True)
class Account:
    """Somebody whom the provider knows. The dashboard knows `sub`, never the name that is typed."""

    sub: str
    name: str
    groups: tuple[str, ...] = ()
    password: str = "对的密码"  # noqa: S105 (of a provider that lives for a test)


#: The name that is typed → who that is. Roles are the dashboard's to give.
ACCOUNTS: Mapping[str, Account] = {
    "viewer": Account("u-100", "查看者甲", ("招商局",)),
    "editor": Account("u-200", "编辑乙", ("招商局", "看板编辑")),
    "admin": Account("u-300", "管理员丙"),
    "bound": Account("u-400", "单位丁", ("责任单位一",)),
    "stranger": Account("u-500", "外人戊"),
    "namesake": Account("u-600", "管理员丙"),
}


class Provider:
    """A running provider. Every dashboard on loopback may send its readers here."""

    client_id = "dashboard"

    def __init__(self, port: int, client_secret: str, process: subprocess.Popen[bytes]) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.client_secret = client_secret
        self.process = process

    def identity(self, name: str) -> str:
        """As the dashboard's settings and audit name an account: issuer|subject."""
        return f"{self.issuer}|{ACCOUNTS[name].sub}"

    def client(self) -> httpx2.Client:
        """Somebody's cookies at the provider: the same client again is logged in already."""
        return httpx2.Client(timeout=_PATIENCE_SECONDS, trust_env=False)

    def log_in(self, client: httpx2.Client, url: str, name: str, password: str | None = None) -> str:
        """Go where the dashboard sends a reader, log in there as `name`; returns where the provider sends them back.

        Raises:
            AssertionError: the provider did not accept name and password.
        """
        answer = client.get(url)
        while True:
            if answer.is_redirect:
                url = urljoin(str(answer.request.url), answer.headers["location"])
                if not url.startswith(self.issuer):
                    return url
                answer = client.get(url)
                continue
            assert answer.status_code == 200, f"{answer.status_code}: {answer.text}"
            found = _FORM.search(answer.text)
            assert found, answer.text
            said = {"login": name, "password": ACCOUNTS[name].password if password is None else password}
            answer = client.post(urljoin(str(answer.request.url), found[1]), data=said)

    def log_out(self, client: httpx2.Client, url: str) -> str:
        """Go where the dashboard's log-out leads and confirm; returns where the provider sends the reader back."""
        answer = client.get(url)
        assert answer.status_code == 200, f"{answer.status_code}: {answer.text}"
        found = _FORM.search(answer.text)
        assert found, answer.text
        answer = client.post(found[1], data=dict(_HIDDEN.findall(answer.text)) | {"logout": "yes"})
        assert answer.is_redirect, answer.text
        return str(answer.headers["location"])

    def is_at(self, url: str) -> bool:
        """Whether an address is the provider's."""
        return urlsplit(url).netloc == urlsplit(self.issuer).netloc


@contextmanager
def start(folder: Path) -> Iterator[Provider]:
    """Start the provider, wait until it answers, stop it in the end. `folder` is for its files."""
    folder.mkdir(parents=True, exist_ok=True)
    # A copy beside the packages: Node looks for them from where the script is.
    script = Path(shutil.copy(installing.HERE / "provider.mjs", folder))
    (folder / "node_modules").symlink_to(installing.modules(), target_is_directory=True)
    accounts = folder / "accounts.json"
    accounts.write_text(json.dumps({name: asdict(one) for name, one in ACCOUNTS.items()}), encoding="utf-8")
    port, client_secret = free_port(), secrets.token_urlsafe(32)
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(
            [installing.node(), script, str(port), accounts, Provider.client_id, client_secret],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    provider = Provider(port, client_secret, process)
    try:
        _wait_until_ready(provider, folder / "provider.log")
        yield provider
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_until_ready(provider: Provider, log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and provider.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{provider.issuer}/.well-known/openid-configuration", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the OpenID provider did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")

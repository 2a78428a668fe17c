"""A hosted dashboard as an office runs it: replicas over one store behind nginx, people from the OpenID provider."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import tomli_w
from playwright.sync_api import Page

from access.settings import read
from tests.browser.serving import ROOT, Server, environment, free_port, serve
from tests.hosting import proxy as nginx
from tests.hosting.provider.running import ACCOUNTS, Provider
from tests.hosting.proxy import Proxy
from tests.raw.client import Answer, RawClient

#: What is given to whom at the start, as an admin would at the command line. The admin is one by the settings.
ROLES: Mapping[str, tuple[str, ...]] = {
    "viewer": ("viewer",),
    "editor": ("editor",),
    "bound": ("viewer", "--unit", "责任单位一"),
}


class Hosted:
    """A running hosted dashboard. `url` is what readers type; `replicas` are the processes behind it."""

    def __init__(self, folder: Path, provider: Provider, proxy: Proxy, settings: Path, replicas: list[Server]) -> None:
        self.folder = folder
        self.provider = provider
        self.proxy = proxy
        self.settings = settings
        self.replicas = replicas

    @property
    def url(self) -> str:
        return self.proxy.url

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def access_folder(self) -> Path:
        """access.sqlite and audit/."""
        return read(self.settings).folder

    @property
    def variables(self) -> dict[str, str]:
        """The environment of this dashboard's processes and commands."""
        return {"DASHBOARD_HOSTING": str(self.settings)}

    # Commands ----------------------------------------------------------------------------------------

    def command(self, module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """`python -m data …` or `python -m access …` as the administrator runs it beside the server."""
        return run_command(module, *arguments, store=self.store, variables=self.variables)

    def done(self, module: str, *arguments: str | Path) -> str:
        """A command that must succeed; what it printed."""
        return done(self.command(module, *arguments))

    def give(self, name: str, *role: str) -> None:
        """Give an account a role: `give("bound", "viewer", "--unit", "责任单位一")`; "none" shuts it out."""
        self.done("access", "grant", "person", self.provider.issuer, ACCOUNTS[name].sub, *role)

    def audit(self, event: str = "") -> list[dict[str, Any]]:
        """The audit's lines, oldest first; those of an event, where one is named."""
        files = sorted((self.access_folder / "audit").glob("*.jsonl"))
        lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
        return [line for line in lines if not event or line["event"] == event]

    # Readers -----------------------------------------------------------------------------------------

    def client(self, **options: Any) -> RawClient:
        """A reader without a browser who is not logged in; comes through the proxy."""
        return RawClient(self.url, at=("127.0.0.1", self.proxy.port), tls=self.proxy.tls, **options)

    def direct(self, replica: int = 0, **options: Any) -> RawClient:
        """A reader who goes round the proxy, straight to a replica; says the address that readers type."""
        client = RawClient(
            f"http://{urlsplit(self.url).netloc}", at=("127.0.0.1", self.replicas[replica].port), **options
        )
        client.origin = self.url if "origin" not in options else client.origin
        return client

    def log_in(self, name: str, asked: str = "/", *, client: RawClient | None = None) -> RawClient:
        """A reader without a browser, logged in as an account: a client with its cookies."""
        reader = client or self.client()
        answer = self.land(reader, name, asked)
        assert answer.status == 303, (answer.status, answer.text)
        assert answer.headers["Location"] == asked, answer.headers["Location"]
        return reader

    def land(self, reader: RawClient, name: str, asked: str = "/", password: str | None = None) -> Answer:
        """What the dashboard answers when `name` comes back from the provider with whatever it said."""
        answer = reader.request(f"/login?next={quote(asked, safe='')}", headers={"Accept": "text/html"})
        assert self.provider.is_at(answer.headers["Location"]), (answer.status, answer.headers["Location"])
        with self.provider.client() as at_provider:
            back = urlsplit(self.provider.log_in(at_provider, answer.headers["Location"], name, password))
        assert f"{back.scheme}://{back.netloc}" == self.url
        return reader.request(f"{back.path}?{back.query}", headers={"Accept": "text/html"})

    def log_in_with(self, page: Page, name: str, asked: str = "/") -> Page:
        """Log in as a person does: open a link of the dashboard in Chromium, type name and password at the provider.

        Returns when the browser is back at the link first asked for; wait for the page's own drawing yourself.
        """
        page.goto(f"{self.url}{asked}")
        page.get_by_label("账号").fill(name)
        page.get_by_label("密码").fill(ACCOUNTS[name].password)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(lambda url: str(url).startswith(self.url) and "/login" not in str(url))
        return page


def done(command: subprocess.CompletedProcess[str]) -> str:
    assert command.returncode == 0, command.stderr + command.stdout
    return command.stdout


def run_command(
    module: str, *arguments: str | Path, store: Path, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment(store) | dict(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def settings_of(folder: Path, address: str, provider: Provider, /, **changes: Any) -> dict[str, Any]:
    """The settings file's contents; `changes` replace or add whole entries (tables too)."""
    settings = {
        "address": address,
        "folder": str(folder / "access"),
        "secret": secrets.token_urlsafe(48),
        "login": "oidc",
        "admins": [provider.identity("admin")],
        "oidc": {
            "issuer": provider.issuer,
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
        },
    }
    return settings | changes


@contextmanager
def host(
    folder: Path,
    provider: Provider,
    /,
    *,
    replicas: int = 1,
    roles: Mapping[str, Sequence[str]] = ROLES,
    identity: str = "",
    **settings: Any,
) -> Iterator[Hosted]:
    """Run a hosted dashboard in a folder; `settings` are changes of its settings file, `identity` of nginx's.

    A store that is in the folder already (`folder / "store"`) is shown; else the demonstration is published.
    """
    port, folder = free_port(), folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "hosting.toml"
    file.write_text(
        tomli_w.dumps(settings_of(folder, f"https://localhost:{port}", provider, **settings)), encoding="utf-8"
    )
    variables = {"DASHBOARD_HOSTING": str(file)}
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(folder / "store", variables=variables)) for _ in range(replicas)]
        ports = [server.port for server in servers]
        proxy = stack.enter_context(nginx.start(folder / "nginx", port, ports, identity))
        hosted = Hosted(folder, provider, proxy, file, servers)
        for name, role in roles.items():
            hosted.give(name, *role)
        yield hosted

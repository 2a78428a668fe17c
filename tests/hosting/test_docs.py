"""docs/hosting.md by the letter: its commands are run, its files are those that are installed."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from access.settings import SettingsError, read
from data.versions import version_file
from tests.browser.serving import ROOT
from tests.data import small
from tests.hosting import dashboards
from tests.hosting import proxy as nginx
from tests.hosting.conftest import OwnHosted
from tests.hosting.provider.running import ACCOUNTS, Provider
from tests.machine import program

DOC = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "deploy"


def block(name: str) -> str:
    """The commands under a mark of the document."""
    found = re.search(rf"<!-- run: {name} -->\n```sh\n(.*?)```", DOC, re.DOTALL)
    assert found, f"docs/hosting.md has no commands named {name}"
    return found[1]


class Machine:
    """A folder in place of a machine's root: the document's paths lead into it, and its one user is whoever tests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("etc/dashboard", "var/lib/dashboard", "var/backups/dashboard", "opt/dashboard/releases", "root"):
            (root / folder).mkdir(parents=True)
        (root / "opt/dashboard/current").symlink_to(self._release())
        self.install("dashboard", "usr/local/bin/dashboard")
        self.install("environment", "etc/dashboard/environment")
        (root / "usr/local/bin/dashboard").chmod(0o755)

    def _release(self) -> Path:
        """The program's files, with this environment's Python as their own."""
        release = self.root / "opt/dashboard/releases/1"
        release.mkdir()
        for entry in ROOT.iterdir():
            if not entry.name.startswith((".git", "venv")):
                (release / entry.name).symlink_to(entry)
        (release / "venv/bin").mkdir(parents=True)
        python = release / "venv/bin/python"
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        return release

    def install(self, name: str, to: str) -> Path:
        """A file of deploy/ in its place."""
        file = self.root / to
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.here((DEPLOY / name).read_text(encoding="utf-8")), encoding="utf-8")
        return file

    def here(self, text: str) -> str:
        """A text with this machine's paths, without another user."""
        text = re.sub(r"(?<![\w.])/(etc|opt|root|var/lib|var/backups)(?=/(dashboard|nginx))", rf"{self.root}/\1", text)
        return re.sub(r"-o (root|dashboard) -g dashboard |runuser -u dashboard -- ", "", text)

    def run(self, name: str) -> str:
        """Carry out the document's commands of that name."""
        commands = [line for line in block(name).splitlines() if not line.startswith("chown ")]
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here("\n".join(commands))],
            cwd=self.root,
            env={"PATH": f"{self.root}/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def settings_and_secrets(machine: Machine, provider: Provider, secret: str = "") -> None:
    """Sections 1 and 2: what a person writes into the files."""
    machine.run("settings")
    etc = machine.root / "etc/dashboard"
    (etc / "client_secret").write_text(provider.client_secret, encoding="utf-8")
    if secret:
        (etc / "secret").write_text(secret, encoding="utf-8")
    text = machine.here((DEPLOY / "hosting.toml").read_text(encoding="utf-8"))
    text = text.replace("https://id.example.gov.cn/realms/office", provider.issuer)
    (etc / "hosting.toml").write_text(text, encoding="utf-8")


def test_a_backup_is_restored_on_an_empty_machine_by_the_documents_commands(
    own_hosted: OwnHosted, provider: Provider, tmp_path: Path
) -> None:
    old = own_hosted()
    old.done("access", "key", "会议室")
    with old.log_in("viewer") as reader:
        logged_in = dict(reader.cookies)
    backup = tmp_path / "backup.tar"
    old.done("data", "backup", backup)

    new = Machine(tmp_path / "new")
    settings_and_secrets(new, provider, read(old.settings).secret)
    shutil.copy(backup, new.root / "root/dashboard.tar")
    said = new.run("restore")
    assert "所有人须重新登录" in said
    assert "没有发现改动" in said

    lib = new.root / "var/lib/dashboard"
    version = old.replicas[0].version
    assert (lib / "store/current").read_text(encoding="ascii").strip() == version
    for file in sorted(old.store.glob("*.duckdb")):
        small.assert_equal(version_file.read(lib / "store" / file.name), version_file.read(file))

    # Started on what was restored, it knows the same people, and nobody is still logged in.
    folder = tmp_path / "started"
    folder.mkdir()
    (folder / "store").symlink_to(lib / "store")
    secret = read(old.settings).secret
    with dashboards.host(folder, provider, roles={}, secret=secret, folder=str(lib / "access")) as started:
        with started.client(cookies=logged_in) as copy:
            assert copy.request("/", headers={"Accept": "text/html"}).status == 303
        with started.log_in("viewer", "/targets") as reader:
            assert "312.4" in reader.open("targets").text
        assert "责任单位一" in started.done("access", "roles")
        started.done("access", "verify")


def test_the_documents_backup_command_makes_one(provider: Provider, tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine")
    settings_and_secrets(machine, provider)
    shutil.copy(ROOT / "data/settings.toml", machine.root / "var/lib/dashboard/settings.toml")
    command = [str(machine.root / "usr/local/bin/dashboard"), "data", "demo"]
    subprocess.run(command, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin"})
    assert "已备份到" in machine.run("backup")
    (made,) = (machine.root / "var/backups/dashboard").glob("dashboard-*.tar")
    assert made.stat().st_mode & 0o777 == 0o600


def test_the_example_is_refused_until_its_secrets_are_drawn(provider: Provider, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="secret"):
        read(DEPLOY / "hosting.toml")
    machine = Machine(tmp_path / "machine")
    settings_and_secrets(machine, provider)
    settings = read(machine.root / "etc/dashboard/hosting.toml")
    assert len(settings.secret) >= 32
    assert settings.login == "oidc"


def test_a_release_is_switched_and_switched_back(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine")
    (machine.root / "opt/dashboard/releases/2").mkdir()
    current = machine.root / "opt/dashboard/current"
    machine.run("switch")
    assert current.resolve().name == "2"
    assert not (current.readlink() / "app.py").exists()


def test_nginx_gets_places_enough(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine")
    nginx_folder = machine.root / "etc/nginx"
    (nginx_folder / "modules-enabled").mkdir(parents=True)
    (nginx_folder / "nginx.conf").write_text("events {\n\tworker_connections 768;\n}\n", encoding="utf-8")
    machine.run("places")
    assert "\tworker_connections 8192;\n}" in (nginx_folder / "nginx.conf").read_text(encoding="utf-8")
    assert "20000" in (nginx_folder / "modules-enabled/90-dashboard.conf").read_text(encoding="utf-8")


def test_people_whom_nginx_has_logged_in_are_who_it_says(own_hosted: OwnHosted) -> None:
    """Section 4, with the document's own lines."""
    found = re.search(r"<!-- proxy -->\n```nginx\n(.*?)```", DOC, re.DOTALL)
    assert found
    secret = secrets.token_urlsafe(48)
    hosted = own_hosted(
        login="proxy", proxy={"secret": secret}, admins=[f"proxy|{ACCOUNTS['admin'].sub}"], roles={},
        identity=found[1].replace("THE SECRET OF [proxy]", secret),
    )  # fmt: skip
    hosted.done("access", "grant", "person", "proxy", ACCOUNTS["viewer"].sub, "viewer")
    assert nginx.TEMPLATE.read_text(encoding="utf-8").count('proxy_set_header X-Dashboard-Proxy "";') == 1
    document = {"Accept": "text/html"}
    forged = {"X-Remote-User": ACCOUNTS["admin"].sub, "X-Dashboard-Proxy": secret}
    for name, status in (("viewer", 403), ("admin", 200)):
        basic = nginx.basic(ACCOUNTS[name].sub)
        with hosted.client(headers=forged | {"Authorization": basic}) as reader:
            assert reader.request("/", headers=document).status == 200
            assert reader.request("/admin", headers=document).status == status
    with hosted.client(headers=forged) as stranger:
        assert stranger.request("/", headers=document).status == 401


def test_units_are_what_systemd_takes(tmp_path: Path) -> None:
    analyze = program("systemd-analyze", "systemd")
    units = [file for file in DEPLOY.iterdir() if file.suffix in (".service", ".timer")]
    assert len(units) == 7
    for unit in units:
        text = unit.read_text(encoding="utf-8").replace("/opt/dashboard/current/venv/bin/python", sys.executable)
        instances = ("review", "bulletin", "alerts") if unit.name == "dashboard-send@.service" else ("8501",)
        for instance in instances:
            (tmp_path / unit.name.replace("@.", f"@{instance}.")).write_text(text, encoding="utf-8")
    tried = subprocess.run(
        [analyze, "verify", *sorted(tmp_path.iterdir())], capture_output=True, encoding="utf-8", check=False
    )
    assert (tried.returncode, tried.stderr.strip()) == (0, "")


def test_every_file_of_deploy_is_told_of() -> None:
    for file in DEPLOY.iterdir():
        if file.is_file():  # what is in `offline` is told of in docs/offline.md
            assert f"deploy/{file.name}" in DOC, file.name


def test_settings_that_the_document_lists_are_those_there_are() -> None:
    from access.settings import Hosting, Oidc, Proxy

    rows = dict(re.findall(r"^\| (`[^|]+) \| (.+) \|$", DOC, re.MULTILINE))
    listed = {name for key, text in rows.items() for name in re.findall(r"`\[?(\w+)\]?`", key + text)}
    for model in (Hosting, Oidc, Proxy):
        assert set(model.model_fields) - {"retired_secrets"} <= listed, model
    assert "retired_secrets" in DOC

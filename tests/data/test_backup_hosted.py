"""Backup and restore of a hosted dashboard: roles, keys, policy and audit come back, log-ins and passwords do not."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli_w

from access import audit, audit_check, database, policy, roles, sessions, wall_keys
from access.people import Person
from access.settings import hosting
from data import __main__ as cli
from data import versions
from tests.data import small

ISSUER = "https://id.test"
ID_TOKEN = "of-the-provider"  # noqa: S105 (looked for in the backup)
READER = Person(ISSUER, "u1", "甲", ("招商局",))


def settle(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: object) -> dict[str, object]:
    """A machine whose hosting settings are in force."""
    settings = {
        "address": "https://dashboard.test",
        "folder": str(folder / "access"),
        "secret": secrets.token_urlsafe(48),
        "login": "oidc",
        "oidc": {"issuer": ISSUER, "client_id": "d", "client_secret": secrets.token_urlsafe(32)},
    } | changes
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hosting.toml").write_text(tomli_w.dumps(settings), encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_HOSTING", str(folder / "hosting.toml"))
    monkeypatch.setenv("DASHBOARD_STORE", str(folder / "store"))
    hosting.cache_clear()
    return settings


@pytest.fixture(autouse=True)
def _settings_end() -> Iterator[None]:
    yield
    hosting.cache_clear()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A hosted dashboard in use."""
    settings = settle(tmp_path / "old", monkeypatch)
    database.prepare()
    small.publish()
    roles.give("person", ISSUER, "u1", "viewer", ("责任单位一",), "管理员")
    roles.give("group", ISSUER, "编辑", "editor", None, "管理员")
    wall_keys.make("会议室", is_display_only=True, units=None, by="管理员")
    policy.decide(policy.Policy(idle_minutes=60))
    audit.record("role", "管理员", kind="person", name="u1")
    return settings


def copied(settings: dict[str, object], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine with the same secrets."""
    same = {key: value for key, value in settings.items() if key != "folder"}
    settle(folder, monkeypatch, **same)


def test_roles_keys_policy_and_audit_come_back_and_log_ins_do_not(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    token = sessions.begin(READER, address="10.0.0.1", id_token=ID_TOKEN)
    before = (roles.given(), wall_keys.every(), policy.policy(), audit.entries(), sessions.people())
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 0
    assert "不在备份里" in capsys.readouterr().out
    made = audit.entries()[-1]
    assert (made.event, made.ok, made.what["file"]) == ("backup", True, "a.tar")

    copied(office, tmp_path / "new", monkeypatch)
    assert cli.main(["restore", str(tmp_path / "a.tar")]) == 0
    assert "所有人须重新登录" in capsys.readouterr().out
    assert (roles.given(), wall_keys.every(), policy.policy(), audit.entries()[:-1], sessions.people()) == before
    assert audit.entries()[-1].event == "restore"
    assert audit_check.verify() == []
    assert sessions.find(token) is None
    database.prepare()
    assert sessions.find(sessions.begin(READER, address="10.0.0.1")) is not None


def test_no_secret_and_nothing_of_a_log_in_is_in_it(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sessions.begin(READER, address="10.0.0.1", id_token=ID_TOKEN)
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 0
    content = (tmp_path / "a.tar").read_bytes()
    oidc = office["oidc"]
    assert isinstance(oidc, dict)
    hashed = sessions.hashed(token)
    for hidden in (str(office["secret"]), oidc["client_secret"], token, hashed, ID_TOKEN):
        assert hidden.encode() not in content
    with tarfile.open(tmp_path / "a.tar") as tar:
        assert {one.name for one in tar if one.name.startswith("access/")} == {
            "access/access.sqlite", "access/audit/head", f"access/audit/{audit.files()[0].name}",
        }  # fmt: skip


def test_a_backup_while_people_come_and_go_is_whole(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def live() -> None:
        while not stop.is_set():
            sessions.begin(READER, address="10.0.0.1")
            audit.record("login", READER)

    threads = [threading.Thread(target=live) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(3):
            assert cli.main(["backup", str(tmp_path / f"{number}.tar")]) == 0
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    for number in range(3):
        copied(office, tmp_path / f"new-{number}", monkeypatch)
        assert cli.main(["restore", str(tmp_path / f"{number}.tar")]) == 0
        assert audit_check.verify() == []
        assert [one.name for one in roles.given()] == ["u1", "编辑"]


def test_what_is_there_is_replaced_on_purpose_only_and_the_audit_is_never_shortened(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 0
    version = versions.current()
    roles.take("person", ISSUER, "u1")
    small.publish()
    audit.record("role", "管理员", taken="u1")
    lines = audit.entries()
    assert cli.main(["restore", str(tmp_path / "a.tar")]) == 1
    assert "--force" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "old/store")
    assert cli.main(["restore", str(tmp_path / "a.tar")]) == 1  # roles are there, if no data
    assert str(tmp_path / "old/access") in capsys.readouterr().err
    assert versions.current() is None
    assert cli.main(["restore", str(tmp_path / "a.tar"), "--force"]) == 0
    assert versions.current() == version
    assert [one.name for one in roles.given()] == ["u1", "编辑"]
    assert audit.entries()[:-1] == lines
    assert audit_check.verify() == []
    (kept,) = (tmp_path / "old").glob("access.before-restore-*")
    with sqlite3.connect(kept / "access.sqlite") as opened:
        assert opened.execute("select name from role").fetchall() == [("编辑",)]


def test_another_audit_is_kept_beside(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 0
    settle(tmp_path / "new", monkeypatch)  # with another secret
    database.prepare()
    audit.record("start")
    (line,) = audit.entries()
    assert cli.main(["restore", str(tmp_path / "a.tar"), "--force"]) == 0
    said = capsys.readouterr().out
    assert "retired_secrets" in said
    assert audit.entries()[0].event == "role"
    (kept,) = (tmp_path / "new").glob("access.before-restore-*")
    assert line.at in (kept / "audit" / audit.files()[-1].name).read_text(encoding="utf-8")
    copied(office | {"secret": hosting().secret, "retired_secrets": [office["secret"]]}, tmp_path / "new", monkeypatch)  # type: ignore[union-attr]
    assert audit_check.verify() == []


def test_a_ruined_database_makes_way(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 0
    copied(office, tmp_path / "new", monkeypatch)
    (tmp_path / "new/access").mkdir()
    (tmp_path / "new/access/access.sqlite").write_bytes(b"ruined" * 1000)
    assert cli.main(["restore", str(tmp_path / "a.tar"), "--force"]) == 0
    assert [one.name for one in roles.given()] == ["u1", "编辑"]


def test_the_store_alone_goes_to_an_office_pc(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 0
    monkeypatch.delenv("DASHBOARD_HOSTING")
    hosting.cache_clear()
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "pc"))
    assert cli.main(["restore", str(tmp_path / "a.tar")]) == 1
    assert "--store-only" in capsys.readouterr().err
    assert cli.main(["restore", str(tmp_path / "a.tar"), "--store-only"]) == 0
    assert len(versions.names()) == 1


def test_weak_settings_are_said_in_a_sentence(
    office: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(tmp_path / "old", monkeypatch, **{"secret": "short"})
    assert cli.main(["backup", str(tmp_path / "a.tar")]) == 1
    assert "secret" in capsys.readouterr().err
    assert not (tmp_path / "a.tar").exists()

"""The audit holds what was done, and tells of every line that was changed, removed, added, moved or cut off."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest

from access import audit, audit_check, database, refusals
from access.people import Person
from tests.access.conftest import Host

BOSS = Person("https://id.example.gov.cn", "boss", "王主任")


def lines() -> tuple[Path, list[str]]:
    file = audit.files()[-1]
    return file, file.read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.fixture
def three(hosted: Path) -> None:
    audit.record("login", BOSS, address="10.0.0.7")
    audit.record("export", BOSS, file="漏斗.xlsx", bytes=123)
    audit.record("refused", None, ok=False, why="login", path="/media/x")


@pytest.mark.usefixtures("three")
def test_three_lines_are_three_lines() -> None:
    found = [(one.n, one.event, one.who, one.name, one.address, one.ok, one.what) for one in audit.entries()]
    assert found == [
        (1, "login", BOSS.identity, "王主任", "10.0.0.7", True, {}),
        (2, "export", BOSS.identity, "王主任", "", True, {"file": "漏斗.xlsx", "bytes": 123}),
        (3, "refused", "", "", "", False, {"why": "login", "path": "/media/x"}),
    ]
    assert audit_check.verify() == []


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("tampered", "flaws"),
    [
        # Not every 123: the line's own hash may hold one.
        (lambda at: [at[0], re.sub(r'("bytes": ?)123', r"\g<1>124", at[1]), at[2]], [(2, "changed")]),
        (lambda at: [at[0], at[2]], [(2, "gap")]),
        (lambda at: [at[0], at[2], at[1]], [(2, "gap"), (3, "gap"), (3, "cut")]),
        (lambda at: [at[0], at[1], at[1], at[2]], [(3, "gap")]),
        (lambda at: at[:2], [(2, "cut")]),
        (lambda at: [at[0], "{torn\n", *at[1:]], [(2, "unreadable")]),
    ],
)
def test_a_tampered_line_is_found(tampered: object, flaws: list[tuple[int, str]]) -> None:
    file, before = lines()
    file.write_text("".join(tampered(before)), encoding="utf-8")  # type: ignore[operator]
    assert [(flaw.line, flaw.why) for flaw in audit_check.verify()] == flaws


@pytest.mark.usefixtures("three")
def test_a_line_hashed_without_the_secret_is_found() -> None:
    file, before = lines()
    forged = json.loads(before[1]) | {"name": "somebody else"}
    forged = audit.signed(forged, "not the secret of this dashboard, whatever it is")
    file.write_text("".join([before[0], json.dumps(forged) + "\n", before[2]]), encoding="utf-8")
    assert (2, "changed") in [(flaw.line, flaw.why) for flaw in audit_check.verify()]


@pytest.mark.usefixtures("three")
def test_the_lost_head_is_found_and_the_audit_goes_on_after_a_kill() -> None:
    head = audit.folder() / "head"
    kept = head.read_text(encoding="utf-8")
    audit.record("logout", BOSS)
    head.write_text(kept, encoding="utf-8")  # killed between the line and its head
    assert audit_check.verify() == []
    assert audit.record("login", BOSS) is not None
    assert [one.n for one in audit.entries()] == [1, 2, 3, 4, 5]
    assert audit_check.verify() == []
    head.unlink()
    assert [flaw.why for flaw in audit_check.verify()] == ["head"]


@pytest.mark.usefixtures("three")
def test_months_are_kept_at_least_half_a_year() -> None:
    today = dt.datetime.now().astimezone().date()
    assert audit.prune(1, today + dt.timedelta(days=150)) == []
    old = audit.files()[0]
    old.rename(old.with_name("2020-01.jsonl"))
    assert audit.prune(1, today) == ["2020-01.jsonl"]
    assert audit.entries()[-1].what == {"removed": ["2020-01.jsonl"], "first": 4}
    assert audit_check.verify() == []


def test_nothing_is_kept_where_nothing_is_hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASHBOARD_HOSTING", raising=False)
    from access import settings

    settings.hosting.cache_clear()
    assert audit.record("login", BOSS) is None


def test_a_secret_that_was_retired_still_proves_its_lines(host: Host) -> None:
    first = "k2J8s0dLq9Xw7vTz4RfYb1NcMh6Pg3Ue5Ai-ZoQyEtV_"
    host(secret=first)
    audit.record("login", BOSS)
    host(retired_secrets=[first])
    audit.record("logout", BOSS)
    assert audit_check.verify() == []
    host()
    assert {flaw.why for flaw in audit_check.verify()} >= {"changed"}


# The beginning, the whole, and the clock ----------------------------------------------------------------


def months(*names: str) -> None:
    """Three lines of `three`, and a month of two lines for each of these, oldest first."""
    for name in names:
        for number in range(2):
            audit.record("export", BOSS, file=f"{name}-{number}")


@pytest.fixture
def two_months(host: Host) -> list[Path]:
    """Two months' files of two lines each."""
    host()
    database.prepare()
    months("a")
    first = audit.files()[0]
    first.rename(first.with_name("2026-01.jsonl"))
    months("b")
    return audit.files()


def whys() -> list[str]:
    return [flaw.why for flaw in audit_check.verify()]


def test_what_is_removed_at_the_beginning_is_found(two_months: list[Path]) -> None:
    assert whys() == []
    kept = two_months[0].read_bytes()
    two_months[0].unlink()
    assert whys() == ["beginning"]
    two_months[0].write_bytes(b"".join(kept.splitlines(keepends=True)[1:]))
    assert whys() == ["beginning"]
    audit.record("logout", BOSS)
    assert whys() == ["beginning"], "it is found later too"


def test_who_removes_more_than_was_pruned_is_found(two_months: list[Path]) -> None:
    today = dt.date(2026, 9, 1)
    two_months[1].rename(two_months[1].with_name("2026-08.jsonl"))
    assert audit.prune(6, today) == ["2026-01.jsonl"]
    assert whys() == []
    audit.files()[0].unlink()
    assert whys() == ["beginning"]


@pytest.mark.usefixtures("two_months")
def test_the_whole_folder_removed_is_found_and_stays_found() -> None:
    shutil.rmtree(audit.folder())
    assert whys() == ["gone"]
    assert audit.record("login", BOSS) is not None
    assert audit.entries()[0].n == 5, "numbers go on"
    assert whys() == ["beginning"]


@pytest.mark.usefixtures("two_months")
def test_an_older_state_of_the_folder_is_found() -> None:
    older = {file: file.read_bytes() for file in audit.folder().iterdir() if file.is_file()}
    audit.record("role", BOSS, role="admin")
    for file, content in older.items():
        file.write_bytes(content)
    assert "cut" in whys()


def test_a_clock_that_is_set_back_is_said_as_that(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host()
    database.prepare()
    for moment in ("2026-09-30T23:59:50+08:00", "2026-10-01T00:00:10+08:00", "2026-09-30T23:00:00+08:00",
                   "2030-01-01T00:00:00+08:00", "2026-10-02T08:00:00+08:00"):  # fmt: skip
        monkeypatch.setattr(audit, "_now", lambda moment=moment: moment)
        audit.record("login", BOSS)
    assert [one.n for one in audit.entries()] == [1, 2, 3, 4, 5]
    flaws = audit_check.verify()
    assert [flaw.why for flaw in flaws] == ["clock", "clock"]
    assert not audit_check.is_tampering(flaws)


@pytest.mark.usefixtures("three")
def test_a_flood_of_refusals_costs_no_failed_log_in_its_line() -> None:
    for number in range(200):
        refusals.record("login", None, "10.0.0.9", f"/media/{number}")
    refusals.not_logged_in("wrong code", "10.0.0.9")
    assert [one.what["why"] for one in audit.entries() if one.event == "login" and not one.ok] == ["wrong code"]
    assert sum(one.event == "refused" for one in audit.entries()) < 150

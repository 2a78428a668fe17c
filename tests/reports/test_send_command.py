"""`python -m reports send` from end to end: who gets what, killed in the middle, alerts once, the audit, no secret."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from access import audit
from access import settings as hosting_settings
from data import settings
from reports.__main__ import main
from reports.push import ledger
from tests.demo_ledger import Published
from tests.reports import group_robots, push_settings
from tests.reports.group_robots import Robots
from tests.reports.push_settings import SECRETS

ROOT = Path(__file__).parents[2]
Run = Callable[..., int]


@pytest.fixture(scope="module")
def store(published_demo: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's store, of this module's own: the ledger of what was sent stands in it."""
    return Path(shutil.copytree(published_demo.store, tmp_path_factory.mktemp("sent") / "store"))


@pytest.fixture
def robots(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robots]:
    for left in store.glob("sent.*"):
        left.unlink()
    inside, public = push_settings.robots_channels()[0], push_settings.robots_channels(is_internal=False)[1]
    push_settings.write(tmp_path, monkeypatch, inside, public, store=store)
    with group_robots.serving() as serving:
        push_settings.give_secrets(monkeypatch, serving)
        yield serving
    settings.renew()


@pytest.fixture
def run(robots: Robots, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; what it says is looked through for secrets."""

    def once(*arguments: str) -> int:
        code = main(arguments)
        shown = capsys.readouterr()
        once.said = shown.out + shown.err  # type: ignore[attr-defined]
        assert not [secret for secret in SECRETS if secret in shown.out + shown.err]
        return code

    return once


def hosting_file(folder: Path) -> Path:
    """Settings of a hosted dashboard."""
    file = folder / "hosting.toml"
    lines = [f'address = "https://dashboard.zone.cn"\nfolder = "{folder / "access"}"\nlogin = "proxy"',
             f'secret = "{secrets.token_urlsafe(48)}"\n[proxy]\nsecret = "{secrets.token_urlsafe(48)}"']  # fmt: skip
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def said(run: Run) -> str:
    return str(run.said)  # type: ignore[attr-defined]


def test_the_review_goes_to_the_inside_alone(run: Run, robots: Robots) -> None:
    assert run("send", "--what", "review", "--to", "调度群", "--to", "钉钉群") == 3
    assert "“钉钉群”没有标为内部" in said(run)
    assert not robots.taken["dingtalk"]
    text = "".join(robots.taken["wecom"])
    assert "红灯" in text
    assert "新增红灯" in text
    assert "演示" in text
    assert run("send", "--what", "review", "--to", "调度群") == 0
    assert "已经发过，没有重发" in said(run)
    assert "".join(robots.taken["wecom"]) == text


def test_a_dry_run_sends_and_notes_nothing(run: Run, robots: Robots, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("send", "--what", "review", "--to", "调度群", "--dry-run") == 0
    shown = said(run)
    assert "试运行，未发送" in shown
    assert "上限2048" in shown
    assert not robots.requests
    assert not ledger.file().exists()
    monkeypatch.delenv("TRY_WECOM")
    assert run("send", "--what", "review", "--to", "调度群", "--dry-run") == 3
    assert "没有设置环境变量TRY_WECOM" in said(run)
    run("send", "--what", "review", "--to", "调度群")
    monkeypatch.setenv("TRY_WECOM", robots.wecom)
    assert run("send", "--what", "review", "--to", "调度群") == 0
    text = re.sub(r"（\d/\d）", "", "".join(robots.taken["wecom"])).split()
    assert [line for line in text if line not in shown] == [], "what it showed is what went"


def test_the_bulletin_names_nobody_outside(run: Run, robots: Robots, published_demo: Published) -> None:
    assert run("send", "--what", "bulletin", "--to", "钉钉群", "--month", "2023-08") == 0
    [text] = robots.taken["dingtalk"]
    assert text.startswith("2023年8月通报（公开版）\n")
    assert "序时" not in text
    projects = published_demo.ledger.project
    names = {*projects["项目名称"], *projects["责任单位"].dropna()}
    assert len(names) > 100
    assert not [name for name in names if name in text]
    assert run("send", "--what", "bulletin", "--to", "钉钉群", "--month", "2031-01") == 3
    assert "数据里没有2031-01" in said(run)


def test_an_alert_is_told_once(run: Run, robots: Robots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("send", "--what", "alerts", "--to", "调度群") == 0
    first = "".join(robots.taken["wecom"])
    assert "今后转红的各提醒一次" in first
    assert first.count("■") == 14
    assert run("send", "--what", "alerts", "--to", "调度群") == 0
    assert "没有新的预警" in said(run)
    assert "".join(robots.taken["wecom"]) == first
    # Two of them were never told of; and a limit is set that is passed.
    with ledger.held() as book:
        known = book.alerted("调度群") or frozenset()
        forgotten = sorted(known)[:2]
        book.quiet("调度群", known - set(forgotten))
    more = "[push.alerts]\nbehind_points = 5\noverdue_problems = 100"
    push_settings.write(tmp_path, monkeypatch, more, *push_settings.robots_channels(), store=ledger.file().parent)
    assert run("send", "--what", "alerts", "--to", "调度群") == 0
    told = "".join(robots.taken["wecom"])[len(first) :]
    assert told.count("■") == 2
    assert "低于序时进度超过设定的5个百分点" in told
    assert "逾期" not in told
    assert run("send", "--what", "alerts", "--to", "调度群") == 0
    assert "".join(robots.taken["wecom"]) == first + told


def test_an_alert_that_failed_is_not_lost(run: Run, robots: Robots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRY_WECOM", robots.wecom.replace(group_robots.KEY, "0000-other-0000"))
    assert run("send", "--what", "alerts", "--to", "调度群") == 3
    assert "webhook地址不对" in said(run)
    monkeypatch.setenv("TRY_WECOM", robots.wecom)
    assert run("send", "--what", "alerts", "--to", "调度群") == 0
    assert "".join(robots.taken["wecom"]).count("■") == 14
    assert run("sent") == 0
    assert re.search(r"预警  2023-09-30  版本[\d-]+  → 调度群  已发1/1", said(run))


@pytest.mark.parametrize(
    ("trouble", "remedy", "what"),
    [("silent", "--arrived", ("review", "--since", "year")), ("deaf", "--again", ("bulletin",))],
)
def test_killed_while_it_sends(run: Run, robots: Robots, trouble: str, remedy: str, what: tuple[str, ...]) -> None:
    """Whether or not the robot had it: the rerun sends the rest, tells of this one, and a person decides."""
    robots.troubles = [trouble]
    sending = ("send", "--to", "调度群", "--what", *what)
    command = [sys.executable, "-m", "reports", *sending]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ))
    assert robots.held.wait(120)
    os.kill(child.pid, signal.SIGKILL)
    shown, _ = child.communicate()
    assert not [secret for secret in SECRETS if secret.encode() in shown]
    assert run(*sending) == 3
    assert "发送中途程序被终止" in said(run)
    assert "不清楚是否送达，没有重发" in said(run)
    taken = len(robots.taken["wecom"])
    assert taken > 2 if what[0] == "review" else taken == 0
    assert run(*sending, remedy) == 0
    marks = [text[:5] for text in robots.taken["wecom"]]
    if what[0] == "review":
        wanted = [f"（{n}/{taken}）" for n in range(1, taken + 1)]
        assert sorted(marks) == wanted, "every part, and each once"
    else:
        assert len(marks) == 1
    assert run(*sending) == 0
    assert len(robots.taken["wecom"]) == len(marks)


def test_the_audit_says_who_sent_what(
    run: Run, robots: Robots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hosting_settings.VARIABLE, str(hosting_file(tmp_path)))
    hosting_settings.hosting.cache_clear()
    try:
        run("send", "--what", "bulletin", "--to", "调度群")
        run("send", "--what", "review", "--to", "钉钉群")
        lines = audit.entries()
        whole = "".join(file.read_text(encoding="utf-8") for file in audit.files())
    finally:
        monkeypatch.undo()
        hosting_settings.hosting.cache_clear()
    found = [(one.event, one.ok, one.what["sends"], one.what["channel"], one.what.get("state")) for one in lines]
    assert found == [
        ("send", True, "bulletin", "调度群", "begun"), ("send", True, "bulletin", "调度群", "sent"),
        ("send", False, "review", "钉钉群", None),
    ]  # fmt: skip
    assert all(one.who for one in lines)
    assert lines[1].what["edition"] == "internal"
    assert not [secret for secret in SECRETS if secret in whole]


def test_what_nobody_asked_for_is_a_sentence(run: Run) -> None:
    assert run("send", "--what", "review") == 3
    assert "没有写--to" in said(run)
    assert run("--lang", "en", "send", "--what", "review", "--to", "nobody") == 3
    assert "The settings have no channel 'nobody'; nothing was sent." in said(run)
    assert run("sent") == 0
    assert "还没有发送过" in said(run)

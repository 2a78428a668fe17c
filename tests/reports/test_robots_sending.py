"""To real robots on loopback: each part once, in order, within their limits; what goes wrong is told in words."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data import settings
from data.errors import StoreError
from reports.push import channels, ledger
from reports.push.ledger import Key, Message, Part
from reports.push.letters import Letter
from reports.push.sending import Clock, send
from tests.reports import group_robots, push_settings
from tests.reports.group_robots import Robots
from tests.reports.push_settings import SECRETS

LONG = "".join(f"第{n}个项目低于自身序时，请责任单位尽快推动。" for n in range(1, 91))


class Watch:
    """A clock that waiting moves on."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0
        self.waited: list[float] = []

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def robots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watch: Watch) -> Iterator[Robots]:
    push_settings.write(tmp_path, monkeypatch, *push_settings.robots_channels())
    with group_robots.serving(watch.now) as serving:
        push_settings.give_secrets(monkeypatch, serving)
        yield serving
    settings.renew()


def hand(
    watch: Watch, name: str = "调度群", text: str = "第一句。第二句。", *, day: str = "2023-09-30", again: bool = False
) -> list[Part]:
    """Send a text to a channel, as a run does."""
    channel = push_settings.channel(name)
    letter = Letter("review", day, "20231001-080000", "internal", "周调度", text)
    with ledger.held() as book, channels.ready(channel, None, seconds=0.3) as to:
        key = Key("review", day, letter.version, name)
        message = book.find(key) or book.add(key, letter.title, "internal", channels.parts(channel, letter))
        return send(book, to, message, Clock(watch.now, watch.wait), again=again)


def why(parts: list[Part]) -> str:
    return "".join(part.why for part in parts)


@pytest.mark.parametrize("name", ["调度群", "钉钉群"])
def test_a_rerun_sends_nothing_twice(robots: Robots, watch: Watch, name: str) -> None:
    of = {"调度群": "wecom", "钉钉群": "dingtalk"}[name]
    for _ in range(3):
        assert [part.state for part in hand(watch, name)] == ["sent"]
    assert robots.taken[of] == ["第一句。第二句。"]
    hand(watch, name, day="2023-10-07")
    assert len(robots.taken[of]) == 2


def test_two_that_send_at_once_send_it_once(robots: Robots, watch: Watch) -> None:
    with ThreadPoolExecutor(4) as pool:
        for parts in [pool.submit(hand, watch, "调度群", LONG) for _ in range(4)]:
            assert {part.state for part in parts.result()} == {"sent"}
    assert "".join(text.split("）", 1)[1] for text in robots.taken["wecom"]) == LONG


def test_a_long_text_arrives_whole_and_in_order(robots: Robots, watch: Watch) -> None:
    parts = hand(watch, text=LONG)
    assert len(parts) > 2
    assert all(len(text.encode()) <= 2048 for text in robots.taken["wecom"])
    assert "".join(text.split("）", 1)[1] for text in robots.taken["wecom"]) == LONG
    hand(watch, "钉钉群", LONG)
    assert robots.taken["dingtalk"] == [LONG]


@pytest.mark.parametrize("trouble", ["busy", 500, 503, 429])
def test_what_is_known_to_have_failed_is_tried_again(robots: Robots, watch: Watch, trouble: str | int) -> None:
    robots.troubles = [trouble, trouble]
    assert [part.state for part in hand(watch)] == ["sent"]
    assert robots.taken["wecom"] == ["第一句。第二句。"]
    assert watch.waited == ([60, 60] if trouble == 429 else [3, 15])


def test_what_goes_on_failing_is_left_to_the_next_run_and_told(robots: Robots, watch: Watch) -> None:
    robots.troubles = [503] * 4
    parts = hand(watch, text=LONG)
    assert [part.state for part in parts][:2] == ["failed", "planned"], "no part overtakes another"
    assert "机器人的服务器出错（HTTP 503）" in why(parts)
    assert "the robot's server failed (HTTP 503)" in why(parts)
    assert {part.state for part in hand(watch, text=LONG)} == {"sent"}
    assert "".join(text.split("）", 1)[1] for text in robots.taken["wecom"]) == LONG


@pytest.mark.parametrize("trouble", ["silent", "deaf", 502, 504, "html"])
def test_what_is_unclear_is_told_and_not_sent_again(robots: Robots, watch: Watch, trouble: str | int) -> None:
    robots.troubles = [trouble]
    parts = hand(watch, text=LONG)
    assert [part.state for part in parts] == ["unclear", *["sent"] * (len(parts) - 1)]
    assert "是否送达不清楚" in why(parts)
    taken = list(robots.taken["wecom"])
    assert len(taken) == len(parts) - (trouble != "silent")
    hand(watch, text=LONG)
    assert robots.taken["wecom"] == taken
    if trouble != "silent":  # a person has looked: it is not there
        assert {part.state for part in hand(watch, text=LONG, again=True)} == {"sent"}
        assert sorted(robots.taken["wecom"]) == sorted(part.body for part in parts)


def test_no_more_than_twenty_a_minute(robots: Robots, watch: Watch) -> None:
    for day in range(1, 29):
        assert [part.state for part in hand(watch, day=f"2023-09-{day:02}")] == ["sent"]
    assert len(robots.taken["wecom"]) == 28, "the robot itself refuses the 21st within a minute"
    assert any(seconds > 50 for seconds in watch.waited)


def test_a_robot_that_mutes_for_ten_minutes_is_left_alone(robots: Robots, watch: Watch) -> None:
    robots.is_often = True
    parts = hand(watch, "钉钉群")
    assert (parts[0].state, parts[0].tries, watch.waited) == ("failed", 1, [])
    assert "停用十分钟" in why(parts)
    robots.is_often = False
    assert hand(watch, "钉钉群")[0].state == "sent"


def test_a_wrong_signature_is_told(robots: Robots, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRY_SECRET", "SECwrong000000")
    parts = hand(watch, "钉钉群")
    assert (parts[0].state, parts[0].tries) == ("refused", 1)
    assert "签名不对，请核对该渠道的secret" in why(parts)
    monkeypatch.setenv("TRY_SECRET", group_robots.SECRET)
    assert hand(watch, "钉钉群")[0].state == "sent", "once it is put right the next run sends it"


def test_a_keyword_is_told_and_added(
    robots: Robots, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    robots.keyword = "招商"
    assert "没有机器人要求的关键词" in why(hand(watch, "钉钉群"))
    signed = {"secret_env": "TRY_SECRET", "webhook_env": "TRY_DINGTALK"}
    write = push_settings.entry(name="钉钉群", kind="dingtalk", keyword="招商", **signed)
    push_settings.write(tmp_path, monkeypatch, write)
    assert hand(watch, "钉钉群")[0].state == "sent"
    assert robots.taken["dingtalk"] == ["第一句。第二句。\n招商"]


def test_a_wrong_key_is_told_without_it(robots: Robots, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "0000-wrong-key-1111"
    monkeypatch.setenv("TRY_WECOM", robots.wecom.replace(group_robots.KEY, wrong))
    parts = hand(watch)
    assert parts[0].state == "refused"
    assert "webhook地址不对" in why(parts)
    assert wrong not in why(parts)


def test_nobody_there_is_told(robots: Robots, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRY_WECOM", f"http://127.0.0.1:9/send?key={group_robots.KEY}")
    parts = hand(watch)
    assert (parts[0].state, parts[0].tries) == ("failed", 4)
    assert "连接不上，请检查网络" in why(parts)


@pytest.mark.parametrize(
    "webhook",
    [
        "",
        "http://qyapi.weixin.qq.com/send?key=abc-secret",
        "https://qyapi.weixin.qq.com/send?k=abc-secret",
        "https://[oops/send?key=abc-secret",
        "https://qyapi.weixin.qq.com:99999/send?key=abc-secret",
    ],
)
def test_an_address_that_is_none_is_refused_without_it(
    robots: Robots, watch: Watch, monkeypatch: pytest.MonkeyPatch, webhook: str
) -> None:
    monkeypatch.setenv("TRY_WECOM", webhook)
    with pytest.raises(StoreError) as told:
        hand(watch)
    assert "调度群" in str(told.value)
    assert "abc-secret" not in str(told.value) + told.value.message("en")
    assert ("TRY_WECOM" in str(told.value)) == (not webhook)


def test_markdown_is_longer_and_reads_as_it_is_written(
    robots: Robots, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = push_settings.entry(name="调度群", kind="wecom", webhook_env="TRY_WECOM", form="markdown")
    push_settings.write(tmp_path, monkeypatch, write)
    hand(watch, text="项目*甲*<一期>。" + LONG)
    assert len(robots.taken["wecom"]) == 2
    assert all(len(text.encode()) <= 4096 for text in robots.taken["wecom"])
    assert "项目＊甲＊＜一期＞。" in robots.taken["wecom"][0]


def test_logs_and_the_ledger_hold_no_secret(
    robots: Robots, watch: Watch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        robots.troubles = ["busy", 500, "html"]
        for name in ("调度群", "钉钉群"):
            hand(watch, name)
    shown, held = capfd.readouterr(), sqlite3.connect(ledger.file())
    written = caplog.text + shown.out + shown.err + "\n".join(held.iterdump())
    held.close()
    assert "调度群" in written
    assert not [secret for secret in SECRETS if secret in written]


def test_a_newer_version_replaces_what_was_not_sent(robots: Robots, watch: Watch) -> None:
    robots.troubles = [503] * 4
    hand(watch)
    with ledger.held() as book:
        old = book.newest(1)[0]
        new = book.add(Key("review", "2023-09-30", "20231002-080000", "调度群"), "周调度", "internal", [("", "更正。")])
        assert [part.state for part in book.parts(old)] == ["dropped"]
        assert _states(book, new) == ["planned"]


def _states(book: ledger.Ledger, message: Message) -> list[str]:
    return [part.state for part in book.parts(message)]

"""When something breaks: a sentence in the reader's language, a reference that the log has, and the way back."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import rounds
from tests.browser import driving, ledgers
from tests.browser.driving import link, visit
from tests.browser.serving import Server, serve
from tests.browser.watching import Watch
from tests.data.holding import held
from version import VERSION

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody damage or remove a file that is open"),
]

REFERENCE = re.compile(r"[0-9A-F]{8}")


def lose(server: Server, *versions: str) -> None:
    for version in versions:
        (server.store / f"{version}.duckdb").unlink()


def damage(server: Server) -> bytes:
    """Overwrite the current version's file as a failing disk might; returns what it held."""
    file = server.store / f"{server.version}.duckdb"
    held = file.read_bytes()
    file.write_bytes(b"\0" * len(held))
    return held


def publish_another(server: Server, folder: Path) -> str:
    """A second version, of the same ledger with 10亿元 more completed."""
    file = ledgers.exported(server, folder)
    return server.publish("import", ledgers.change(file, lambda book: ledgers.add_investment(book, 100_000)))


@pytest.mark.parametrize(
    ("language", "sentence"),
    rounds.every(2, [("zh", "暂时读不到数据。"), ("en", "The data cannot be read at present.")]),
)
def test_data_that_cannot_be_read(
    own_server: Server, page: Page, watch: Watch, tmp_path: Path, language: str, sentence: str
) -> None:
    title = driving.TITLES["/targets"][language]
    visit(page, own_server.url + driving.ASKS[language])
    first = own_server.version
    publish_another(own_server, tmp_path)
    held = damage(own_server)
    lose(own_server, first)
    driving.sidebar(page).get_by_role("link", name=title, exact=True).click()
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text(sentence)
    reference = REFERENCE.search(alert.inner_text())
    assert reference is not None
    assert f"reference {reference.group()}" in own_server.log_text()
    expect(driving.cards(page)).to_have_count(0)
    assert "Traceback" not in driving.main(page).inner_text()
    assert own_server.health() == (503, {"status": "error", "program": VERSION})

    watch.expected += ["status of 503", "response 503"]
    answered = page.goto(f"{own_server.url}/targets{driving.ASKS[language]}")
    assert answered is not None
    assert answered.status == 503
    expect(page.get_by_text(sentence)).to_be_visible()

    (own_server.store / f"{own_server.version}.duckdb").write_bytes(held)
    visit(page, own_server.url + "/targets" + driving.ASKS[language])
    expect(driving.heading(page)).to_have_text(title)
    assert own_server.health()[0] == 200


def test_a_damaged_version_gives_way_to_the_one_before(own_server: Server, page: Page, tmp_path: Path) -> None:
    first = own_server.version
    visit(page, own_server.url)
    second = publish_another(own_server, tmp_path)
    damage(own_server)
    driving.go_to(page, "目标")
    expect(driving.answer(page)).to_contain_text("312.4亿元")
    expect(page.get_by_test_id("stAlert")).to_contain_text(second)
    expect(page.get_by_test_id("stAlert")).to_contain_text(first)
    assert own_server.health()[1]["version"] == first


def test_a_store_that_lost_its_files_does_not_turn_into_a_demonstration(
    own_server: Server, page: Page, tmp_path: Path
) -> None:
    first = own_server.version
    real = ledgers.change(ledgers.exported(own_server, tmp_path), ledgers.declare_official)
    second = own_server.publish("import", real)
    visit(page, own_server.url)
    expect(page.get_by_text("演示")).to_have_count(0)
    lose(own_server, first, second)
    driving.sidebar(page).get_by_role("link", name="目标", exact=True).click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("暂时读不到数据。")
    expect(page.get_by_text("演示")).to_have_count(0)
    assert own_server.health() == (503, {"status": "error", "program": VERSION})


def test_a_restart_finds_the_reader_where_they_were(page: Page, watch: Watch, tmp_path: Path) -> None:
    watch.expected += ["WebSocket", "ERR_CONNECTION_REFUSED", "Failed to fetch", "health", "host-config"]
    with serve(tmp_path / "store") as server:
        visit(page, server.url + link("/targets", industry="新材料"))
        told, port = driving.answer(page).inner_text(), server.port
    expect(page.get_by_test_id("stApp")).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    with serve(tmp_path / "store", port=port):
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-connection-state", "CONNECTED", timeout=60_000
        )
        driving.drawn(page)
        expect(driving.heading(page)).to_have_text("目标")
        expect(driving.answer(page)).to_have_text(told)
        driving.expect_query(page, {"industry": ["新材料"]})


@pytest.mark.parametrize(
    ("language", "sentence"),
    rounds.every(2, [("en", "close that program and try again."), ("zh", "请关闭那个程序后再试。")]),
)
def test_a_version_in_another_programs_hands_is_named(
    own_server: Server, page: Page, tmp_path: Path, language: str, sentence: str
) -> None:
    visit(page, own_server.url + driving.ASKS[language])
    second = publish_another(own_server, tmp_path)
    with held(own_server.store / f"{second}.duckdb"):
        driving.sidebar(page).get_by_role("link", name=driving.TITLES["/targets"][language], exact=True).click()
        alert = page.get_by_test_id("stAlert")
        expect(alert).to_contain_text(f"{second}.duckdb")
        expect(alert).to_contain_text(sentence)
        expect(driving.cards(page)).to_have_count(0)
    visit(page, own_server.url + "/targets" + driving.ASKS[language])
    expect(driving.heading(page)).to_have_text(driving.TITLES["/targets"][language])


def test_the_wall_says_whose_file_is_in_use(own_server: Server, page: Page, watch: Watch, tmp_path: Path) -> None:
    watch.expected += ["status of 503", "response 503"]
    second = publish_another(own_server, tmp_path)
    with held(own_server.store / f"{second}.duckdb"):
        page.goto(f"{own_server.url}/screen")
        expect(page.locator("#message")).to_contain_text(f"版本文件{second}.duckdb正被另一个程序占用")
    expect(page.locator("#stage")).to_have_attribute("data-version", second, timeout=20_000)
    expect(page.locator("#message")).to_be_hidden()

"""The meeting screen follows new data without a flash, and outlives a server or a store that goes away."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ledgers, walls
from tests.browser.conftest import NewPage, copy_of
from tests.browser.serving import Server, serve
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

SINCE = re.compile(r"^与服务器断开，画面停在\d\d:\d\d$")
BEFORE, AFTER = "312.4亿元", "322.4亿元"
#: Counts, frame by frame, on how many the screen was blank, and which key figures it showed.
_WATCH_FRAMES = """() => {
    window.frames_seen = {all: 0, blank: 0, keys: []};
    const look = () => {
        const shown = document.querySelectorAll(".turn.shown"), key = document.querySelector(".turn.shown .key");
        frames_seen.all++;
        if (shown.length !== 1 || !shown[0].textContent.trim() || shown[0].querySelector(".chart:empty"))
            frames_seen.blank++;
        if (key && frames_seen.keys.at(-1) !== key.textContent) frames_seen.keys.push(key.textContent);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


def raised(server: Server, folder: Path) -> Path:
    """The ledger with 10亿元 more completed."""
    return ledgers.change(ledgers.exported(server, folder), lambda book: ledgers.add_investment(book, 100_000))


def key(page: Page) -> str:
    return page.locator(".turn.shown .key").inner_text()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_new_data_come_within_ten_seconds_and_without_a_flash(
    own_server: Server, new_page: NewPage, tmp_path: Path, motion: str
) -> None:
    page = walls.held(walls.open_screen(walls.wall(new_page, "1920x1080", reduced_motion=motion), own_server))
    expect(page.locator(".turn.shown .key")).to_have_text(BEFORE)
    file = raised(own_server, tmp_path)
    page.evaluate(_WATCH_FRAMES)
    version = own_server.publish("import", file)
    published = time.monotonic()
    page.wait_for_function("version => document.getElementById('stage').dataset.version === version", arg=version)
    assert time.monotonic() - published < 10
    expect(page.locator(".turn.shown .key")).to_have_text(AFTER)
    # The view that was shown stays, and so does the pause.
    assert walls.at(page) == 0
    assert page.evaluate("screenOf.paused")
    seen = page.evaluate("frames_seen")
    assert seen["all"] > 5
    assert seen["blank"] == 0
    assert seen["keys"][0] == BEFORE
    assert seen["keys"][-1] == AFTER
    steps = [float(one.removesuffix("亿元")) for one in seen["keys"]]
    assert steps == sorted(steps)
    # A figure counts up once; not before those who asked for less motion.
    assert len(steps) == 2 if motion == "reduce" else len(steps) > 2
    assert page.locator(".turn").count() == walls.turns(page)


def test_a_pinned_screen_stays_with_its_version(own_server: Server, new_page: NewPage, tmp_path: Path) -> None:
    first = own_server.version
    page = walls.open_screen(walls.wall(new_page, "1280x720"), own_server, f"version={first}")
    own_server.publish("import", raised(own_server, tmp_path))
    page.evaluate("screenOf.refresh()")
    page.wait_for_timeout(500)
    assert key(page) == BEFORE
    assert page.locator("#stage").get_attribute("data-version") == first


def test_it_stays_while_the_server_is_away_and_comes_back(
    server: Server, new_page: NewPage, watch: Watch, tmp_path: Path
) -> None:
    watch.expected += ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE", "Failed to fetch"]
    store = copy_of(server, tmp_path)
    with serve(store) as running:
        page = walls.open_screen(walls.wall(new_page, "1920x1080"), running, "seconds=5")
        port = running.port
        expect(page.locator("#trouble")).to_be_empty()
        page.evaluate(_WATCH_FRAMES)
    trouble = page.locator("#trouble")
    expect(trouble).to_have_text(SINCE, timeout=20_000)
    told = trouble.inner_text()
    expect(page.locator(".turn.shown")).to_have_count(1)
    # It goes on turning what it has.
    before = walls.at(page)
    page.wait_for_function("before => screenOf.at !== before", arg=before)
    expect(trouble).to_have_text(told)
    assert walls.faults(page) == {}
    with serve(store, port=port):
        expect(trouble).to_be_empty(timeout=30_000)
        assert page.evaluate("frames_seen.blank") == 0


def test_it_stays_while_the_data_are_away_and_comes_back(own_server: Server, new_page: NewPage, watch: Watch) -> None:
    watch.expected += ["status of 503", "response 503"]
    page = walls.open_screen(walls.wall(new_page, "1280x720"), own_server)
    kept = own_server.store.with_name("away")
    shutil.copytree(own_server.store, kept)
    for file in own_server.store.glob("*.duckdb"):
        file.unlink()
    expect(page.locator("#trouble")).to_have_text(SINCE, timeout=20_000)
    assert key(page) == BEFORE
    shutil.copytree(kept, own_server.store, dirs_exist_ok=True)
    expect(page.locator("#trouble")).to_be_empty(timeout=20_000)
    assert key(page) == BEFORE


def test_a_player_may_start_before_its_data(tmp_path: Path, server: Server, new_page: NewPage, watch: Watch) -> None:
    watch.expected += ["status of 503", "response 503"]
    store = copy_of(server, tmp_path)
    files = {file: file.read_bytes() for file in store.glob("*.duckdb")}
    for file in files:
        file.unlink()
    with serve(store) as running:
        page = walls.wall(new_page, "1280x720")
        page.goto(f"{running.url}/screen")
        expect(page.locator("#message")).to_have_text("正在等待服务器")
        for file, held in files.items():
            file.write_bytes(held)
        page.wait_for_selector(".turn.shown", timeout=20_000)
        expect(page.locator("#message")).to_be_hidden()
        # Before its server goes, which it would ask in vain.
        page.close()

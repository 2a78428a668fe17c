"""The meeting screen turns by itself, and is steered by keys, a clicker, a finger and a pointer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import walls
from tests.browser.conftest import NewPage
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def test_it_turns_by_itself_and_comes_round(new_page: NewPage, server: Server) -> None:
    page = walls.wall(new_page, "1920x1080")
    page.clock.install()
    walls.open_screen(page, server, "seconds=5&views=year,newest")
    order = []
    for _ in range(4):
        order.append(page.locator(".turn.shown").get_attribute("data-name"))
        page.clock.run_for(5_000)
    assert order == ["year", "newest", "year", "newest"]


def test_keys(screen: Page) -> None:
    last = walls.turns(screen) - 1
    for key, number in (
        ("ArrowRight", 1), ("PageDown", 2), ("ArrowDown", 3), ("ArrowLeft", 2), ("PageUp", 1), ("ArrowUp", 0),
        ("ArrowLeft", last), ("ArrowRight", 0), ("End", last), ("Home", 0),
    ):  # fmt: skip
        screen.keyboard.press(key)
        assert walls.at(screen) == number, key
        expect(screen.locator(".turn.shown")).to_have_count(1)
        assert screen.locator("#dots i").evaluate_all("all => all.findIndex(one => one.matches('.now'))") == number
    expect(screen.locator("#dots")).to_have_attribute("aria-label", f"第1屏，共{last + 1}屏")


def paused_by(page: Page, act: str) -> None:
    """Do what pauses and what goes on: space, a clicker's full stop, a tap."""
    if act == "tap":
        page.touchscreen.tap(300, 300)
    else:
        page.keyboard.press(act)


@pytest.mark.parametrize("act", [" ", ".", "tap"])
def test_a_pause_holds_until_it_is_ended(new_page: NewPage, server: Server, act: str) -> None:
    page = walls.wall(new_page, "1920x1080", has_touch=True)
    page.clock.install()
    walls.open_screen(page, server, "seconds=5")
    paused_by(page, act)
    expect(page.locator("#hint")).to_have_text("已暂停，按空格继续")
    expect(page.locator("#dots")).to_have_class("paused")
    page.clock.run_for(20_000)
    assert walls.at(page) == 0
    paused_by(page, act)
    expect(page.locator("#dots")).not_to_have_class("paused")
    page.clock.run_for(5_000)
    assert walls.at(page) == 1


def test_a_pointer_over_it_holds_the_view_until_it_leaves_or_is_forgotten(new_page: NewPage, server: Server) -> None:
    page = walls.wall(new_page, "1920x1080")
    page.clock.install()
    walls.open_screen(page, server, "seconds=5")
    page.mouse.move(400, 400)
    page.mouse.move(420, 400)
    page.clock.run_for(30_000)
    assert walls.at(page) == 0
    page.locator("html").dispatch_event("pointerleave")
    page.clock.run_for(5_000)
    assert walls.at(page) == 1
    page.mouse.move(400, 420)
    page.clock.run_for(40_000)
    assert walls.at(page) == 1
    # Left lying for more than a minute.
    page.clock.run_for(30_000)
    assert walls.at(page) > 1


def test_a_pointer_that_lies_still_does_not_hold_the_view(new_page: NewPage, server: Server) -> None:
    page = walls.wall(new_page, "1920x1080")
    page.clock.install()
    walls.open_screen(page, server, "seconds=5")
    # A browser tells of the pointer again, where it was, when the view below it has changed.
    told = {"pointerType": "mouse", "screenX": 400, "screenY": 400, "bubbles": True}
    for number in range(1, 4):
        page.dispatch_event("html", "pointermove", told)
        page.clock.run_for(5_000)
        assert walls.at(page) == number


def test_a_swipe_turns(new_page: NewPage, server: Server) -> None:
    page = walls.open_screen(walls.wall(new_page, "1920x1080"), server)
    for start, end, number in ((1500, 500, 1), (500, 1500, 0)):
        page.mouse.move(start, 500)
        page.mouse.down()
        page.mouse.move(end, 500, steps=4)
        page.mouse.up()
        assert walls.at(page) == number


def test_a_hundred_turns_leave_nothing_behind(screen: Page) -> None:
    walls.held(screen)
    tools = screen.context.new_cdp_session(screen)
    tools.send("HeapProfiler.enable")

    def weight() -> tuple[int, float]:
        for _ in range(walls.turns(screen)):
            screen.keyboard.press("ArrowRight")
        tools.send("HeapProfiler.collectGarbage")
        return (
            int(screen.evaluate("document.querySelectorAll('*').length")),
            tools.send("Runtime.getHeapUsage")["usedSize"] / 2**20,
        )

    nodes, heap = weight()
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    for _ in range(100):
        screen.keyboard.press("ArrowRight")
    nodes_after, heap_after = weight()
    assert {url for url in asked if "/screen/state" not in url} == set(), "a turn costs the server nothing"
    assert nodes_after == nodes
    assert heap_after < heap + 0.5

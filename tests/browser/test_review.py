"""From the overview to a red light, its project, its history and back: five steps, the filters kept, three ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import rounds
from tests.browser import driving
from tests.browser.driving import ASKS, link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]
#: ms: the way is looked at, not how soon two busy cores draw its pages.
_PATIENCE = 60_000
WORDS: dict[str, dict[str, str]] = {
    "zh": {"review": "周调度", "red": "红灯项目", "history": "版本", "scope": "筛选范围：新材料", "industry": "新材料"},
    "en": {"review": "Weekly review", "red": "Projects with a red light", "history": "publishing",
           "scope": "New materials", "industry": "New materials"},
}  # fmt: skip


def enter(page: Page, target: Locator) -> None:
    target.focus()
    page.keyboard.press("Enter")


def click(_page: Page, target: Locator) -> None:
    target.click()


def tap(_page: Page, target: Locator) -> None:
    target.tap()


def walk(page: Page, language: str, go: Callable[[Page, Locator], None]) -> None:
    """Review, red lights, a project, and twice back."""
    say = WORDS[language]
    if (menu := page.get_by_test_id("stExpandSidebarButton")).is_visible():
        go(page, menu)
    go(page, driving.sidebar(page).get_by_role("link", name=say["review"], exact=True))
    expect(driving.heading(page)).to_have_text(say["review"], timeout=_PATIENCE)
    driving.drawn(page)
    if menu.count() == 0 and page.viewport_size and page.viewport_size["width"] < 700:
        go(page, driving.sidebar(page).get_by_test_id("stSidebarCollapseButton").get_by_role("button"))
    expect(driving.main(page)).to_contain_text(say["scope"], timeout=_PATIENCE)
    go(page, driving.main(page).get_by_role("link", name=say["red"], exact=True))
    page.wait_for_url(re.compile(r"/projects\?"))
    driving.drawn(page)
    rows = driving.main(page).locator(".rows").get_by_role("link")
    expect(rows.first).to_be_visible(timeout=_PATIENCE)
    name = rows.first.inner_text()
    go(page, rows.first)
    page.wait_for_url(re.compile(r"/project\?.*id="))
    driving.drawn(page)
    expect(driving.answer(page)).to_contain_text(name)
    expect(driving.main(page)).to_contain_text("■")
    expect(driving.main(page)).to_contain_text(say["history"])
    page.go_back()
    expect(driving.main(page).get_by_role("link", name=name, exact=True).first).to_be_visible(timeout=_PATIENCE)
    driving.drawn(page)
    page.go_back()
    expect(driving.heading(page)).to_have_text(say["review"], timeout=_PATIENCE)
    expect(driving.main(page)).to_contain_text(say["scope"], timeout=_PATIENCE)
    of_language = {"lang": ["EN"]} if ASKS[language] else {}
    driving.expect_query(page, {"industry": [say["industry"]]} | of_language)


@pytest.mark.parametrize(("language", "go"), rounds.each(["zh", "en"], [click, enter]))
def test_from_the_overview_to_a_red_light_and_back(
    server: Server, page: Page, language: str, go: Callable[[Page, Locator], None]
) -> None:
    page.set_default_timeout(_PATIENCE)
    asked: dict[str, Any] = {"industry": WORDS[language]["industry"]}
    visit(page, server.url + link("/", **asked | ({"lang": "EN"} if ASKS[language] else {})))
    walk(page, language, go)


def test_the_same_on_a_phone(server: Server, new_page: NewPage) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, device_scale_factor=3)
    phone.set_default_timeout(_PATIENCE)
    visit(phone, server.url + link("/", industry="新材料"))
    walk(phone, "zh", tap)


def test_the_switches_stand_in_the_address(server: Server, page: Page) -> None:
    page.set_default_timeout(_PATIENCE)
    visit(page, server.url + "/review")
    page.get_by_role("radio", name="按上报口径", exact=True).click()
    driving.expect_query(page, {"read_by": ["按上报口径"]})
    page.get_by_role("radio", name="自选", exact=True).click()
    driving.drawn(page)
    expect(page.get_by_test_id("stDateInput").filter(has_text="起始日期")).to_be_visible()
    visit(page, server.url + "/review?since=day&since_day=2023-06-30")
    expect(driving.answer(page)).to_contain_text("2023年7月1日至9月30日")

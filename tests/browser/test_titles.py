"""The tab is named after the page, in the reader's language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def test_they_follow_a_page_change_and_the_language_switch(server: Server, page: Page) -> None:
    visit(page, server.url)
    driving.go_to(page, "目标")
    expect(page).to_have_title("目标 · 招商引资看板")
    driving.switch(page, "EN")
    expect(page).to_have_title("Targets · Investment promotion dashboard")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    driving.switch(page, "中文")
    expect(page).to_have_title("目标 · 招商引资看板")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")

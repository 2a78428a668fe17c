"""The tab is named after the page, in the reader's language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import ASKS, PRODUCT, TITLES, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-CN"), ("en", "en")])
def test_tab_and_document_language(server: Server, page: Page, language: str, code: str) -> None:
    visit(page, server.url + ASKS[language])
    for titles in TITLES.values():
        driving.go_to(page, titles[language])
        expect(page).to_have_title(f"{titles[language]} · {PRODUCT[language]}")
        expect(page.locator("html")).to_have_attribute("lang", code)


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

"""Light and dark: by the system, by the link, by the switch; the charts too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from charts import PALETTES
from tests.browser import driving
from tests.browser.conftest import NewPage
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

BACKGROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(13, 23, 39)"}


def expect_theme(page: Page, theme: str) -> None:
    """The page's background and the charts' own colours."""
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUND[theme])
    other = "dark" if theme == "light" else "light"
    driving.drawn(page)
    expect(driving.charts(page).locator(f"svg [fill='{PALETTES[theme].actual}']").first).to_be_attached()
    expect(driving.charts(page).locator(f"svg [fill='{PALETTES[other].actual}']")).to_have_count(0)
    expect(driving.charts(page).locator(f"svg [fill='{PALETTES[other].ink}']")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_follows_the_system(server: Server, new_page: NewPage, theme: str) -> None:
    page = visit(new_page(color_scheme=theme), server.url)
    expect_theme(page, theme)
    expect(driving.chosen(page, "自动")).to_be_visible()


@pytest.mark.parametrize(("theme", "system", "label"), [("dark", "light", "深色"), ("light", "dark", "浅色")])
def test_a_link_says_otherwise(server: Server, new_page: NewPage, theme: str, system: str, label: str) -> None:
    page = visit(new_page(color_scheme=system), server.url + link("/targets", theme=theme))
    expect_theme(page, theme)
    expect(driving.chosen(page, label)).to_be_visible()
    driving.go_to(page, "总览")
    expect_theme(page, theme)
    driving.expect_query(page, {"theme": [label]})


def test_the_switch_survives_page_change_language_and_reload(server: Server, page: Page) -> None:
    visit(page, server.url + link("/", industry="新材料"))
    page.evaluate("window.isSamePage = true")
    driving.switch(page, "深色")
    expect_theme(page, "dark")
    assert page.evaluate("window.isSamePage"), "nothing is loaded anew"
    driving.go_to(page, "目标")
    expect_theme(page, "dark")
    driving.switch(page, "EN")
    expect(driving.heading(page)).to_have_text("Targets")
    expect_theme(page, "dark")
    page.reload()
    expect_theme(page, "dark")
    driving.expect_query(page, {"industry": ["New materials"], "lang": ["EN"], "theme": ["Dark"]})
    driving.switch(page, "Light")
    expect_theme(page, "light")
    driving.switch(page, "Auto")
    driving.expect_query(page, {"industry": ["New materials"], "lang": ["EN"]})
    expect_theme(page, "light")


def test_switched_and_loaded_look_alike(server: Server, page: Page) -> None:
    """What the switch tells the browser is what the settings tell it when a page is loaded."""
    looks = (
        "e => { const s = getComputedStyle(e); "
        "return [s.color, s.backgroundColor, s.fontSize, s.fontFamily, s.padding]; }"
    )
    places = ["stApp", "stSidebar", "stHeading", "stHtml", "stMainBlockContainer", "stWidgetLabel"]

    def read() -> dict[str, list[str]]:
        return {one: driving.drawn(page).get_by_test_id(one).first.evaluate(looks) for one in places}

    visit(page, server.url)
    driving.switch(page, "深色")
    expect_theme(page, "dark")
    switched = read()
    page.reload()
    expect_theme(page, "dark")
    assert switched == read()


def test_one_links_theme_does_not_stick_to_the_next(server: Server, new_page: NewPage) -> None:
    page = visit(new_page(), server.url + link("/targets", theme="dark"))
    expect_theme(page, "dark")
    page.goto("about:blank")
    expect_theme(visit(page, server.url + "/targets"), "light")

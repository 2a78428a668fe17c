"""Under Chinese there is no English: not in the pages, not in what widgets open, not in tooltips.

What Streamlit hard-codes and nothing here can translate stands in LEFT_OVER, each with its place.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

#: Words that belong there: the way to the other language, kinds of files.
ALLOWED = frozenset({"EN", "Excel", "xlsx", "csv"})
#: Streamlit's own English that is seen only when a reader goes there.
LEFT_OVER = (
    "No results",  # a list box of so many options that it can be searched, when nothing matches
    # The as-of date, when a day outside the data is typed.
    "Error: Date set outside allowed range. Please select a date on or before 2023-09-30.",
)  # fmt: skip

#: Text that can be seen, and what stands in input fields. Off-screen and clipped text is for screen readers.
_VISIBLE = """() => {
    const seen = [];
    const clipped = element => {
        for (let e = element; e; e = e.parentElement) {
            const box = e.getBoundingClientRect();
            if (box.width <= 1 && box.height <= 1 && getComputedStyle(e).overflow !== "visible") return true;
        }
        return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const box = range.getBoundingClientRect();
        if (box.width && box.right > 0 && box.bottom + scrollY > 0
            && !element.closest("[translate=no]") && !clipped(element)
            && element.checkVisibility({opacityProperty: true, visibilityProperty: true})) {
            seen.push(walker.currentNode.textContent);
        }
    }
    for (const field of document.querySelectorAll("input[type=text], textarea")) {
        if (field.checkVisibility()) seen.push(field.value || field.placeholder);
    }
    for (const cell of document.querySelectorAll("canvas [role=columnheader], canvas [role=gridcell]")) {
        seen.push(cell.textContent);
    }
    return seen;
}"""


def english(page: Page, *also: str) -> list[str]:
    """The visible texts that hold Latin words which do not belong there; `also` are words that do."""
    found = []
    for text in page.evaluate(_VISIBLE):
        rest = text
        for phrase in LEFT_OVER:
            rest = rest.replace(phrase, "")
        if set(re.findall("[A-Za-z]+", rest)) - ALLOWED - {*also}:
            found.append(text.strip())
    return found


def open_box(page: Page, caption: str) -> Locator:
    page.get_by_role("combobox", name=caption, exact=True).click()
    opened = page.get_by_role("listbox")
    expect(opened).to_be_visible()
    return opened


def close_box(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


@pytest.mark.parametrize("path", driving.PATHS)
def test_pages(server: Server, page: Page, path: str) -> None:
    visit(page, server.url + path)
    page.get_by_text("更多筛选").click()
    expect(page.get_by_role("combobox", name="招商方式")).to_be_visible()
    assert english(page) == []


def test_pages_without_data(server: Server, page: Page) -> None:
    for path in driving.PATHS:
        visit(page, server.url + link(path, year="2021", industry="其他", unit="责任单位八", size="10亿元以上"))
        assert english(page) == []
    visit(page, server.url + link("/", industry="造船"))
    assert english(page, "industry") == []  # the parameter's name


def test_list_boxes(server: Server, page: Page) -> None:
    visit(page, f"{server.url}/funnel")
    for caption in ("期间", "产业", "责任单位", "计划总投资"):
        open_box(page, caption)
        assert english(page) == [], caption
        page.keyboard.type("无此项")
        assert english(page) == [], caption
        page.keyboard.press("Escape")
        visit(page, f"{server.url}/funnel")


def test_the_date_picker(server: Server, page: Page) -> None:
    visit(page, server.url)
    page.get_by_test_id("stDateInputCalendarButton").click()
    expect(page.get_by_text("九月", exact=True).first).to_be_visible()
    assert english(page) == []
    page.keyboard.press("Escape")
    driving.type_day(page, 2030, 1, 1)
    expect(page.get_by_test_id("stDateInputField")).to_contain_text("outside allowed range")
    assert english(page) == []


def test_explanations(server: Server, page: Page) -> None:
    visit(page, server.url)
    for name in driving.TITLES.values():
        driving.sidebar(page).get_by_role("link", name=name["zh"], exact=True).hover()
        assert english(page) == []
    for button in driving.sidebar(page).get_by_role("button", name="Help for").all():
        button.hover()
        expect(page.get_by_test_id("stTooltipContent")).to_be_visible()
        assert english(page) == []


def test_charts(server: Server, page: Page) -> None:
    visit(page, server.url)
    for titles in driving.TITLES.values():
        driving.go_to(page, titles["zh"])
        for chart in driving.charts(page).all():
            chart.scroll_into_view_if_needed()
            chart.hover()
            assert english(page) == []


def test_charts_have_no_toolbar_of_streamlits_own(server: Server, page: Page) -> None:
    """It is English, offers the specification, and its table shows the columns' internal names."""
    visit(page, server.url)
    driving.charts(page).first.hover()
    for name in ("Show data", "Copy Vega-Lite spec", "Download as PNG"):
        expect(page.get_by_role("button", name=name).locator("visible=true")).to_have_count(0)


def test_the_tables_own_menus(server: Server, page: Page) -> None:
    visit(page, f"{server.url}/targets")
    tables = page.get_by_test_id("stDataFrame")
    assert tables.count() > 1
    for table in tables.all():
        table.scroll_into_view_if_needed()
        first_heading = Position(x=60, y=18)
        table.click(position=first_heading, button="right")
        assert english(page) == []
        box = table.bounding_box()
        assert box is not None
        table.hover(position={"x": box["width"] - 60, "y": 18})
        table.click(position={"x": box["width"] - 15, "y": 18})
        page.keyboard.press("Escape")  # a heading of figures opens its drawer
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert english(page) == []
    expect(page.get_by_test_id("stElementToolbar").locator("visible=true")).to_have_count(0)


def test_no_menu_of_streamlits_own(server: Server, page: Page) -> None:
    visit(page, server.url)
    for kind in ("stMainMenu", "stAppDeployButton", "stToolbarActions", "stSidebarNav", "stStatusWidget"):
        expect(page.get_by_test_id(kind).locator("visible=true")).to_have_count(0)
    expect(page.get_by_text("Deploy", exact=True)).to_have_count(0)


def test_the_drawer_and_the_links(server: Server, page: Page) -> None:
    visit(page, server.url)
    page.locator("[class*=st-key-ask_panel_] button:visible").first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="XLSX").first).to_be_visible()
    assert english(page, "XLSX", "CSV", "PNG", "SVG", "SQL") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="分享", exact=True).click()
    expect(page.get_by_test_id("stCode")).to_have_count(2)
    addresses = page.get_by_test_id("stCode").all_inner_texts()
    assert (
        english(page, "PDF", "PNG", "A", *(word for text in addresses for word in re.findall("[A-Za-z]+", text))) == []
    )

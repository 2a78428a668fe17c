"""Under Chinese there is no English: not in the pages, not in what widgets open, not in tooltips.

What Streamlit hard-codes is said in Chinese by the page's own script (web/spoken.js).
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

#: Words that belong there: the way to the other language, kinds of files, the key F.
#: And where the office writes its own paragraphs: office/next-steps.txt.
ALLOWED = frozenset({"EN", "F", "Excel", "xlsx", "csv", "Word", "docx", "office", "next", "steps", "txt"})
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


#: Kinds of files are called so in Chinese too.
_FORMATS = ("XLSX", "CSV")


def english(page: Page, *also: str) -> list[str]:
    """The visible texts that hold Latin words which do not belong there; `also` are words that do."""
    found = []
    for text in page.evaluate(_VISIBLE):
        # A table tells a link's address to screen readers where it shows words; the project's name stands beside it.
        if text.startswith("/project?id="):
            continue
        if set(re.findall("[A-Za-z]+", text)) - ALLOWED - {*also}:
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
    assert english(page, *_FORMATS) == []


def test_pages_without_data(server: Server, page: Page) -> None:
    for path in driving.PATHS:
        visit(page, server.url + link(path, year="2021", industry="其他", unit="责任单位八", size="10亿元以上"))
        assert english(page, *_FORMATS) == []
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
    expect(page.get_by_test_id("stDateInputField")).to_contain_text("日期超出数据范围，请选择2023-09-30或以前的日期。")
    assert english(page) == []


#: Names that screen readers say: of all that is shown, but the marks within a chart, which tell themselves in words.
_NAMES = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
    .filter(one => !one.closest("svg") && one.checkVisibility())
    .flatMap(one => ["aria-label", "title", "placeholder"].map(name => one.getAttribute(name)))
    .filter(Boolean)"""


def names(page: Page) -> list[str]:
    """The names with Latin words in them."""
    return [name for name in page.evaluate(_NAMES) if set(re.findall("[A-Za-z]+", name)) - ALLOWED - {"Language"}]


@pytest.mark.parametrize("path", driving.PATHS)
def test_what_a_screen_reader_says(server: Server, page: Page, path: str) -> None:
    visit(page, server.url + path)
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳至正文")
    for _ in range(20):
        if not names(page):
            break
        page.wait_for_timeout(250)
    assert names(page) == []


def test_a_chart_is_called_by_its_own_words(server: Server, page: Page) -> None:
    visit(page, server.url)
    charts = driving.charts(page)
    expect(charts.first).to_have_attribute(
        "aria-label", re.compile("^截至2023年9月30日，243个重点项目累计完成投资312.4亿元")
    )
    labels = [chart.get_attribute("aria-label") for chart in charts.all()]
    assert len(set(labels)) == len(labels) > 2


def test_a_button_says_what_it_explains_and_a_link_where_one_is(server: Server, page: Page) -> None:
    visit(page, server.url)
    expect(page.get_by_role("button", name="说明：签约项目", exact=True)).to_be_visible()
    title = "口径与下载：2022年成绩单（截至2022年12月31日）"
    expect(page.get_by_role("button", name=title, exact=True)).to_be_visible()
    current = driving.sidebar(page).locator("a[aria-current=page]")
    expect(current).to_have_count(1)
    expect(current).to_contain_text("总览")


def test_a_page_that_turns_english_says_english(server: Server, page: Page) -> None:
    visit(page, server.url)
    expect(page.get_by_role("button", name="选择日期", exact=True)).to_be_visible()
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page.get_by_role("button", name="Choose date", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Skip to main content")


def test_explanations(server: Server, page: Page) -> None:
    visit(page, server.url)
    for name in driving.TITLES.values():
        driving.sidebar(page).get_by_role("link", name=name["zh"], exact=True).hover()
        assert english(page) == []
    for button in driving.sidebar(page).get_by_role("button", name="的说明").all():
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
    page.locator("[data-ask^=panel_]").first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="XLSX").first).to_be_visible()
    assert english(page, "XLSX", "CSV", "PNG", "SVG", "SQL") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="分享", exact=True).click()
    expect(page.get_by_test_id("stCode")).to_have_count(2)
    addresses = page.get_by_test_id("stCode").all_inner_texts()
    assert (
        english(page, "PDF", "PNG", "A", *(word for text in addresses for word in re.findall("[A-Za-z]+", text))) == []
    )

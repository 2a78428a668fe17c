"""Under Chinese there is no English: not in a page without data, not in what widgets open, not in tooltips.

What Streamlit hard-codes is said in Chinese by the page's own script (web/spoken.js).
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.looking import english
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def open_box(page: Page, caption: str) -> Locator:
    page.get_by_role("combobox", name=caption, exact=True).click()
    opened = page.get_by_role("listbox")
    expect(opened).to_be_visible()
    return opened


def close_box(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_pages_without_data(server: Server, page: Page) -> None:
    for path in driving.PATHS:
        visit(page, server.url + link(path, year="2021", industry="其他", unit="责任单位八", size="10亿元以上"))
        assert english(page, "XLSX", "CSV") == []
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

"""A phone: the filters and the pages within reach of a thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.conftest import NewPage
from tests.browser.driving import visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, device_scale_factor=3)


def test_a_filter_is_chosen_by_tapping(server: Server, phone: Page) -> None:
    visit(phone, server.url)
    expect(driving.sidebar(phone)).to_have_attribute("data-collapsed", "true")
    phone.get_by_test_id("stExpandSidebarButton").tap()
    phone.get_by_role("combobox", name="产业", exact=True).tap()
    phone.get_by_role("option", name="新材料", exact=True).tap()
    driving.expect_query(phone, {"industry": ["新材料"]})
    phone.keyboard.press("Escape")
    driving.sidebar(phone).get_by_role("radio", name="2022").tap()
    driving.expect_query(phone, {"industry": ["新材料"], "year": ["2022"]})
    driving.sidebar(phone).get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(driving.main(phone)).to_contain_text("筛选范围：新材料")
    expect(driving.answer(phone)).to_contain_text("2022年")


def test_a_page_is_opened_by_tapping(server: Server, phone: Page) -> None:
    visit(phone, server.url)
    phone.get_by_test_id("stExpandSidebarButton").tap()
    driving.sidebar(phone).get_by_role("link", name="目标", exact=True).tap()
    expect(driving.heading(phone)).to_have_text("目标")

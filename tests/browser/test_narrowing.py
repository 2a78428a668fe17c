"""A click on a bar explains it; one more narrows the page to it, and the filter is seen and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import drawn, main, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def test_from_a_bar_to_its_page_and_back(server: Server, page: Page) -> None:
    visit(page, server.url + "/industries")
    whole = driving.answer(page).inner_text()
    main(page).get_by_text("数字经济", exact=True).first.click(force=True)
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="本页只看数字经济").click()
    expect(drawer).to_be_hidden()
    expect(main(page)).to_contain_text("筛选范围：数字经济")
    driving.expect_query(drawn(page), {"industry": ["数字经济"]})
    assert driving.answer(page).inner_text() != whole
    main(page).get_by_role("button", name="取消筛选").click()
    expect(driving.answer(page)).to_have_text(whole)
    driving.expect_query(drawn(page), {})


def test_the_name_that_is_chosen_is_not_offered_again(server: Server, page: Page) -> None:
    visit(page, server.url + driving.link("/industries", industry="数字经济"))
    main(page).get_by_text("数字经济", exact=True).first.click(force=True)
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("SQL及其参数").or_(drawer.get_by_text("SQL")).first).to_be_visible()
    expect(drawer.get_by_role("button", name="本页只看")).to_have_count(0)

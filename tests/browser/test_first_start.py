"""A new machine: the first start publishes the demonstration data and the overview is complete."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def test_an_empty_store_shows_the_demonstration(server: Server, page: Page) -> None:
    visit(page, server.url)
    expect(driving.answer(page)).to_contain_text("演示：截至2023年9月30日，243个重点项目累计完成投资312.4亿元")
    cards = driving.cards(page)
    expect(cards).to_have_count(4)
    for figure in ("312.4亿元", "141个", "61.7%", "164.8亿元"):
        expect(cards.get_by_text(figure, exact=True)).to_be_visible()
    expect(driving.charts(page)).to_have_count(4)
    expect(driving.charts(page).locator("svg")).to_have_count(4)
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_text(["指标", "公布", "同比", "台账计算"])
    expect(table.get_by_role("row").filter(has_text="签约项目").first).to_contain_text("177个")

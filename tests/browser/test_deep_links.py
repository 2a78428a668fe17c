"""A link to a page works as the first thing that a server is ever asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import rounds
from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", rounds.every(3, driving.PATHS))
def test_the_first_request_of_a_own_server(own_server: Server, page: Page, path: str) -> None:
    visit(page, own_server.url + link(path, industry="新材料", year="2022"))
    expect(driving.heading(page)).to_have_text(driving.TITLES[path]["zh"])
    # Whole departments are appraised: there the filter does not apply, and that is said.
    says = "产业的筛选在本页不起作用" if path == "/appraisal" else "筛选范围：新材料"
    expect(driving.main(page)).to_contain_text(says)
    expect(driving.chosen(page, "2022")).to_be_visible()
    if path in driving.CHARTED:
        expect(driving.charts(page).first).to_be_visible()


def test_spellings_that_people_write_become_the_labels(server: Server, page: Page) -> None:
    visit(page, server.url + link("/targets", lang="en", industry="新材料", theme="dark"))
    driving.expect_query(page, {"lang": ["EN"], "industry": ["New materials"], "theme": ["Dark"]})
    expect(driving.heading(page)).to_have_text("Targets")
    expect(driving.main(page)).to_contain_text("Narrowed to: New materials")


def test_several_values_of_one_filter(server: Server, page: Page) -> None:
    visit(page, server.url + link("/", industry=["new materials", "其他"], unit="Department 2"))
    driving.expect_query(page, {"industry": ["新材料", "其他"], "unit": ["责任单位二"]})
    expect(driving.main(page)).to_contain_text("筛选范围：新材料、其他；责任单位二")

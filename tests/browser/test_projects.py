"""From the list to a project and back: by mouse and by keyboard, the filters and the list's own switches kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

ASKED: dict[str, str | list[str]] = {"industry": "新材料", "search": "碳", "stage": "签约未开工", "sort": "计划总投资"}
PROJECT = re.compile(r"/project\?industry=[^&]+&id=[^&]+$")


def at_project(page: Page, name: str) -> None:
    page.wait_for_url(PROJECT)
    driving.drawn(page)
    expect(driving.answer(page)).to_contain_text(name)
    expect(driving.main(page)).to_contain_text("筛选范围：新材料")
    assert len(page.context.pages) == 1, "in the same tab"


def at_list(page: Page, told: str) -> None:
    expect(driving.heading(page)).to_have_text("项目")
    expect(driving.answer(page)).to_have_text(told)
    driving.expect_query(page, {key: [str(value)] for key, value in ASKED.items()})


def test_to_a_project_and_back_with_everything_kept(server: Server, page: Page) -> None:
    visit(page, server.url + link("/projects", **ASKED))
    told = driving.answer(page).inner_text()
    names = driving.main(page).locator(".rows").get_by_role("link")
    first = names.first.inner_text()
    names.first.click()
    at_project(page, first)
    page.go_back()
    at_list(page, told)
    driving.drawn(page).reload()
    at_list(page, told)
    # The keyboard alone.
    names.first.focus()
    page.keyboard.press("Enter")
    at_project(page, first)


def test_pages_are_turned_and_stand_in_the_address(server: Server, page: Page) -> None:
    visit(page, server.url + "/projects")
    page.get_by_role("button", name="下一页").click()
    expect(driving.main(page)).to_contain_text("第51—100个")
    driving.expect_query(page, {"page": ["2"]})
    page.get_by_role("searchbox", name="搜索").fill("碳")
    page.keyboard.press("Enter")
    expect(driving.main(page)).to_contain_text("第1—")
    driving.expect_query(page, {"search": ["碳"]})


def test_a_link_by_codes_finds_red_lights_of_a_rule_and_sheets_hold_the_list_alone(server: Server, page: Page) -> None:
    visit(page, server.url + "/projects?light=red&rule=behind")
    driving.expect_query(page, {"light": ["红灯"], "rule": ["低于自身序时"]})
    expect(driving.main(page)).to_contain_text("亮灯：红灯；亮灯规则：低于自身序时")
    lines = driving.main(page).locator(".rows").get_by_role("row")
    assert lines.count() > 10
    for line in lines.all()[1:]:
        assert "■红灯：" in line.inner_text()
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox", name="搜索")).to_be_hidden()
    expect(page.get_by_role("button", name="下一页")).to_be_hidden()
    table = lines.first.locator("xpath=ancestor::table")
    # A table in a line, or within what can be moved, goes to the next sheet as a whole.
    assert table.evaluate("e => getComputedStyle(e).display") == "table"
    around = """e => { const found = []; while ((e = e.parentElement).dataset.testid !== "stMain") {
        const style = getComputedStyle(e);
        if (style.breakInside !== "auto" || style.overflow !== "visible") found.push(e.className);
    } return found; }"""
    assert table.evaluate(around) == []


def test_a_table_of_projects_leads_to_them(server: Server, page: Page) -> None:
    visit(page, server.url + link("/targets", industry="新材料"))
    table = driving.main(page).get_by_test_id("stDataFrame").last
    # A table is a picture, with its cells for screen readers within: the first row's «查看», entered by the keyboard.
    first = table.get_by_test_id("glide-cell-0-0")
    expect(first).to_be_attached()
    table.locator(".dvn-scroller").click(position={"x": 100, "y": 54})
    page.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#portal textarea")).to_be_focused()
    page.keyboard.press("Enter")
    at_project(page, "")
    page.go_back()
    expect(driving.heading(page)).to_have_text("目标")
    driving.expect_query(page, {"industry": ["新材料"]})

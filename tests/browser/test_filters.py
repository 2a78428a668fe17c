"""Filters live in the address: they survive page changes, reloads, the language switch, back and forward."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import rounds
from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

CHOSEN = {
    "zh": {"industry": ["新材料"], "year": ["2022"], "size": ["亿元以上"], "as_of": ["2023-06-30"]},
    "en": {"industry": ["New materials"], "year": ["2022"], "size": ["¥100M and over"], "as_of": ["2023-06-30"],
           "lang": ["EN"]},
}  # fmt: skip
NARROWED = {"zh": "筛选范围：新材料；亿元以上", "en": "Narrowed to: New materials; ¥100M and over"}
AS_OF = {"zh": "数据截至2023年6月30日", "en": "as of 30 June 2023"}


def expect_in_force(page: Page, language: str) -> None:
    """Address, widgets and the page's own words all say what was chosen."""
    driving.expect_query(page, CHOSEN[language])
    expect(driving.main(page)).to_contain_text(NARROWED[language])
    expect(driving.main(page)).to_contain_text(AS_OF[language])
    expect(driving.chosen(page, "2022")).to_be_visible()
    expect(driving.sidebar(page).get_by_text(CHOSEN[language]["industry"][0], exact=True)).to_be_visible()


@pytest.mark.parametrize("language", rounds.every(2, ["zh", "en"]))
def test_survive_every_page_and_a_reload(server: Server, page: Page, language: str) -> None:
    visit(page, server.url + link("/", **CHOSEN[language]))
    expect_in_force(page, language)
    for path in ("/targets", "/funnel", "/industries", "/"):
        driving.go_to(page, driving.TITLES[path][language])
        expect_in_force(page, language)
    driving.go_to(page, driving.TITLES["/funnel"][language])
    told = driving.answer(page).inner_text()
    driving.drawn(page).reload()
    driving.drawn(page)
    expect_in_force(page, language)
    expect(driving.answer(page)).to_have_text(told)


def test_chosen_by_hand_they_stand_in_the_address(server: Server, page: Page) -> None:
    visit(page, server.url)
    driving.pick(page, "产业", "新材料")
    expect(driving.main(page)).to_contain_text("筛选范围：新材料")
    page.keyboard.press("Escape")
    driving.pick(page, "计划总投资", "亿元以上")
    driving.switch(page, "2022")
    driving.choose_day(page, 2023, 6, 30)
    expect_in_force(page, "zh")
    driving.go_to(page, "漏斗")
    expect_in_force(page, "zh")


def test_the_language_switch_translates_them_and_back(server: Server, page: Page) -> None:
    visit(page, server.url + link("/targets", **CHOSEN["zh"]))
    driving.switch(page, "EN")
    expect(driving.heading(page)).to_have_text("Targets")
    expect_in_force(page, "en")
    driving.go_to(page, "Funnel")
    expect_in_force(page, "en")
    driving.switch(page, "中文")
    expect(driving.heading(page)).to_have_text("漏斗")
    expect_in_force(page, "zh")
    driving.go_to(page, "总览")
    expect_in_force(page, "zh")


def test_the_figures_do_not_depend_on_the_language(server: Server, page: Page) -> None:
    visit(page, server.url + link("/", **CHOSEN["zh"]))
    expect(driving.answer(page)).to_contain_text("107.5亿元")
    driving.switch(page, "EN")
    expect(driving.answer(page)).to_contain_text("¥10.75B")


def test_back_and_forward_restore_page_and_filters(server: Server, page: Page) -> None:
    visit(page, server.url + link("/", industry="新材料"))
    overview = driving.answer(page).inner_text()
    driving.go_to(page, "漏斗")
    driving.pick(page, "责任单位", "责任单位二")
    expect(driving.main(page)).to_contain_text("筛选范围：新材料；责任单位二")
    driving.drawn(page)
    funnel = driving.answer(page).inner_text()
    page.go_back()
    expect(driving.heading(page)).to_have_text("总览")
    driving.expect_query(page, {"industry": ["新材料"]})
    expect(driving.answer(page)).to_have_text(overview)
    page.go_forward()
    expect(driving.heading(page)).to_have_text("漏斗")
    driving.expect_query(page, {"industry": ["新材料"], "unit": ["责任单位二"]})
    expect(driving.answer(page)).to_have_text(funnel)


def test_back_after_a_language_switch_never_widens_the_selection(server: Server, page: Page) -> None:
    visit(page, server.url + link("/", **CHOSEN["zh"]))
    driving.go_to(page, "漏斗")
    told = driving.answer(page).inner_text()
    driving.switch(page, "EN")
    expect(driving.heading(page)).to_have_text("Funnel")
    expect_in_force(page, "en")
    driving.switch(page, "中文")
    expect(driving.answer(page)).to_have_text(told)
    expect_in_force(page, "zh")
    driving.go_to(page, "产业")
    for title in ("漏斗", "总览"):
        page.go_back()
        expect(driving.heading(page)).to_have_text(title)
        expect_in_force(page, "zh")


def test_a_page_forgets_what_only_another_page_asks(server: Server, page: Page) -> None:
    """The funnel's reading is its own: it comes and goes without disturbing the shared filters."""
    visit(page, server.url + link("/funnel", industry="新材料"))
    driving.switch(page, "按期内发生")
    driving.expect_query(page, {"industry": ["新材料"], "reading": ["按期内发生"]})
    driving.go_to(page, "目标")
    expect(driving.main(page)).to_contain_text("筛选范围：新材料")

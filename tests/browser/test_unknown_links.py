"""A link that asks for what is not there stops with a sentence: never other figures in silence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import link, visit
from tests.browser.serving import Server
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser


def expect_no_figures(page: Page) -> None:
    for kind in ("stVegaLiteChart", "stDataFrame"):
        expect(page.get_by_test_id(kind)).to_have_count(0)
    expect(page.locator(".card, .written")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "parameters", "sentence"),
    [
        ("/", {"industry": "造船"}, "“产业”没有“造船”这一选项（参数industry）。"),
        ("/targets", {"year": "2035"}, "“年度”没有“2035”这一选项（参数year）。"),
        ("/funnel", {"unit": ["责任单位一", "责任单位九"]}, "“责任单位”没有“责任单位九”这一选项（参数unit）。"),
        ("/industries", {"as_of": "2023-13-01"}, "“2023-13-01”不是日期，请写成2023-09-30（参数as_of）。"),
        ("/", {"as_of": "1999-01-01"}, "1999年1月1日不在数据范围内"),
        ("/", {"year": "2023", "as_of": "2022-06-30"}, "截至2022年6月30日，2023年尚未开始（参数year、as_of）。"),
        ("/", {"size": ["亿元以上", "10亿元以上"]}, "参数size只能出现一次。"),
        ("/", {"lang": "fr"}, "没有“fr”这一选项（参数lang）。"),
        ("/", {"lang": "en", "size": "huge"}, '"huge" is not a choice of "Planned investment" (parameter size).'),
    ],
)  # fmt: skip
def test_an_unknown_value_stops_the_page(
    server: Server, page: Page, path: str, parameters: dict[str, str | list[str]], sentence: str
) -> None:
    visit(page, server.url + link(path, **parameters))
    expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
    expect_no_figures(page)


@pytest.mark.parametrize("day", ["20230630", "2023-W26-5"])
def test_a_date_in_another_form_is_refused_or_obeyed(server: Server, page: Page, day: str) -> None:
    visit(page, server.url + link("/", as_of=day))
    obeyed, refused = page.get_by_text("数据截至2023年6月30日"), page.get_by_test_id("stAlert").get_by_text(day)
    expect(obeyed.or_(refused)).to_be_visible()


@pytest.mark.parametrize(("language", "way_out"), [("zh", "查看全区"), ("en", "Open the whole zone")])
def test_the_way_out_leads_to_the_whole_zone(server: Server, page: Page, language: str, way_out: str) -> None:
    visit(page, server.url + link("/targets", industry="造船", lang=language))
    reached = driving.follow(page, page.get_by_role("link", name=way_out))
    driving.drawn(reached)
    expect(driving.heading(reached)).to_have_text(driving.TITLES["/targets"][language])
    driving.expect_query(reached, {"lang": ["EN"]} if language == "en" else {})
    expect(driving.answer(reached)).to_contain_text("243")


def test_foreign_parameters_are_ignored_and_that_is_said(server: Server, page: Page) -> None:
    visit(page, server.url + link("/funnel", utm_source="chat", industry="新材料"))
    expect(driving.main(page)).to_contain_text("链接参数utm_source，已忽略")
    expect(driving.main(page)).to_contain_text("筛选范围：新材料")
    expect(driving.charts(page)).to_have_count(4)


@pytest.mark.parametrize("mode", ["embed=true", "embed=true&embed_options=light_theme"])
def test_parameters_of_streamlit_are_not_remarked_on(server: Server, page: Page, mode: str) -> None:
    visit(page, f"{server.url}/?{mode}")
    expect(driving.charts(page)).to_have_count(4)
    expect(driving.main(page)).not_to_contain_text("已忽略")


@pytest.mark.parametrize(
    ("address", "sentence", "way_out"),
    [("/reports", "没有这个页面。", "总览"), ("/reports/2023?lang=en", "There is no such page.", "Overview")],
)
def test_an_unknown_page_is_said_to_be_unknown(
    server: Server, page: Page, watch: Watch, address: str, sentence: str, way_out: str
) -> None:
    watch.expected += ["response 404", "status of 404"]
    page.goto(server.url + address)
    expect(page.get_by_text(sentence)).to_be_visible()
    page.get_by_role("link", name=way_out).click()
    expect(driving.heading(page)).to_have_text(way_out)
    driving.drawn(page)

"""Every figure questioned by a real reader: a click or the keyboard opens it, its files come down and read back."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests import rounds
from tests.browser.driving import CHARTED, asks, charts, link, main, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def drawer(page: Page) -> Locator:
    return page.get_by_role("dialog")


def close(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Click a download button of the drawer: the file's name and content."""
    with page.expect_download() as download:
        drawer(page).get_by_role("button", name=button).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("query", "label", "words"),
    [
        ({}, "说明：开工率（87/141）", ["87个", "141个", "61.7%", "期内签约且至数据截止日已开工", "计入分子87个"]),
        ({"lang": "EN"}, "Explain: Start rate (87/141)", ["87 projects", "141 projects", "61.7%", "87 above the line"]),
    ],
    ids=["zh", "en"],
)
def test_a_card_tells_what_it_is_made_of(
    server: Server, page: Page, query: dict[str, str], label: str, words: list[str]
) -> None:
    visit(page, server.url + link("/", **query))
    main(page).get_by_role("button", name=label, exact=True).click()
    for one in words:
        expect(drawer(page)).to_contain_text(one)
    drawer(page).get_by_text("SQL").first.click()
    expect(drawer(page)).to_contain_text("$as_of = '2023-09-30'")
    expect(drawer(page)).to_contain_text("cutoff as materialized (")
    close(page)
    main(page).get_by_role("button", name=label, exact=True).click()
    expect(drawer(page)).to_be_visible()


def test_the_keyboard_alone_opens_and_closes(server: Server, page: Page) -> None:
    visit(page, server.url)
    main(page).get_by_role("button", name="说明：签约项目", exact=True).focus()
    page.keyboard.press("Enter")
    expect(drawer(page)).to_contain_text("141个")
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)


@pytest.mark.parametrize("path", CHARTED)
def test_every_panel_and_card_opens(server: Server, page: Page, path: str) -> None:
    visit(page, server.url + path)
    buttons = asks(page)
    assert buttons.count() >= 5
    for at in rounds.every(4, range(buttons.count())):
        buttons.nth(at).click()
        expect(drawer(page).get_by_role("button", name="XLSX").first).to_be_visible()
        expect(drawer(page).get_by_test_id("stAlertContentError")).to_have_count(0)
        close(page)


def test_a_stage_is_clicked_twice_and_opens_twice(server: Server, page: Page) -> None:
    visit(page, server.url + "/funnel")
    box = charts(page).first.bounding_box()
    assert box
    for _ in range(2):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.45)
        expect(drawer(page)).to_contain_text("87个")
        expect(drawer(page).get_by_role("radio", checked=True)).to_contain_text("正式协议已开工")
        close(page)


def test_files_read_back(server: Server, page: Page) -> None:
    visit(page, server.url)
    main(page).get_by_role("button", name="说明：开工率（87/141）").click()
    name, content = saved(page, "XLSX")
    assert re.fullmatch(r"开工率_2023-09-30_演示数据\.xlsx", name)
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 142
    at = rows[0].index("计入分子")
    assert [row[at] for row in rows[1:]].count("是") == 87
    lines_about = [row[:2] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert ("数据截至", "2023年9月30日") in lines_about
    assert ("数据版本", server.version) in lines_about
    assert "开工率" in {what for what, _ in lines_about}, "the definitions go with the table"
    assert "演示" in book.worksheets[0].title
    _, table = saved(page, "CSV")
    lines = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert len(lines) == 142
    assert str(rows[1][0]) == lines[1][0]


def test_pictures_carry_title_source_and_mark(server: Server, page: Page) -> None:
    visit(page, server.url)
    main(page).locator("[data-ask=panel_cumulative]").click()
    name, content = saved(page, "SVG")
    text = content.decode()
    assert name.endswith(".svg")
    for words in ("距年度计划486亿元还差173.6亿元", "演示数据", "数据截至", "12月"):
        assert words in text
    name, content = saved(page, "PNG")
    assert content.startswith(b"\x89PNG")


def test_a_pinned_link_keeps_its_version(own_server: Server, page: Page) -> None:
    visit(page, own_server.url)
    main(page).get_by_role("button", name="分享", exact=True).click()
    links = page.get_by_test_id("stCode")
    expect(links).to_have_count(2)
    pinned = links.nth(1).inner_text().strip()
    before = own_server.version
    assert f"version={before}" in pinned
    own_server.publish("demo")
    assert own_server.version != before
    visit(page, pinned)
    expect(main(page)).to_contain_text(f"已固定在版本{before}")
    visit(page, own_server.url)
    expect(main(page)).to_contain_text(own_server.version)
    visit(page, f"{own_server.url}/?version=20200101-000000")
    expect(main(page)).to_contain_text("没有“20200101-000000”这一选项")


def test_the_print_button_lays_the_page_out_for_a_sheet(server: Server, page: Page) -> None:
    page.add_init_script("window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; }")
    visit(page, server.url + "/targets")
    page.get_by_role("button", name="分享").click()
    page.locator(".st-key-print button").click()
    page.wait_for_function("() => window.printed")
    page.set_viewport_size({"width": 1046, "height": 718})
    page.emulate_media(media="print")
    assert page.evaluate(
        """() => {
            const shown = e => e.checkVisibility();
            const right = e => e.getBoundingClientRect().right;
            return {
                popover: [...document.querySelectorAll("[data-testid=stPopoverBody]")].filter(shown).length,
                wide: [...document.querySelectorAll("[data-testid=stDataFrame], [data-testid=stVegaLiteChart] svg")]
                    .filter(shown).filter(e => right(e) > innerWidth).length,
            };
        }"""
    ) == {"popover": 0, "wide": 0}
    expect(main(page).get_by_text("打印前12行，共243行；全部见下载文件。")).to_be_visible()
    page.emulate_media(media="screen")
    expect(main(page).get_by_text("打印前12行，共243行；全部见下载文件。")).to_be_hidden()

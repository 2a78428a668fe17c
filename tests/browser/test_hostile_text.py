"""What a ledger or a link says is text: never markup, script, picture or link."""

from __future__ import annotations

import re

import pytest
from openpyxl.workbook import Workbook
from playwright.sync_api import Page, expect

from tests import rounds
from tests.browser import driving, ledgers
from tests.browser.driving import ASKS, link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"
MARKDOWN = "**bold** $x^2$ :red[x] [a](javascript:alert(1)) ![p](https://other.example/p.png) `c` #h"
BRACES = "{zone} %s {0} &amp; =1+1 ' \" \\ :material/home: ~~s~~"
LONG = "长" * 200
TWO_LINES = "😀🏭第一行\n第二行"
HOSTILE = (MARKUP, MARKDOWN, BRACES, LONG, TWO_LINES)


def literally(text: str) -> re.Pattern[str]:
    """That text and nothing else, but for the invisible joiner that keeps addresses from becoming links."""
    return re.compile("\u2060?".join(map(re.escape, text)))


def sow(book: Workbook) -> None:
    """Give key projects of the year hostile names, investors, industries and units."""
    wanted = ledgers.key_projects(book, 2023)
    found = [number for number, row in ledgers.rows(book, "项目") if row["项目编号"] in wanted and row["签约日期"]]
    for position, number in enumerate(found[:40]):
        text = HOSTILE[position % len(HOSTILE)]
        ledgers.write(book, "项目", number, {"项目名称": text, "投资方": text, "产业": text, "责任单位": text})


@pytest.fixture(scope="module")
def hostile(module_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("hostile")
    # Names that the settings do not have are a warning.
    file = ledgers.change(ledgers.exported(module_server, folder), sow)
    module_server.publish("import", file, "--accept-warnings")
    return module_server


def expect_nothing_rendered(page: Page) -> None:
    # The watch over the page sees dialogs, script errors and requests to other hosts.
    content = driving.main(page)
    expect(page.locator("img")).to_have_count(0)
    expect(page.locator("a[href^='javascript'], a[href*='//other.example']")).to_have_count(0)
    expect(content.locator("script, .katex, code, s, del")).to_have_count(0)
    for part in (content, driving.sidebar(page)):
        expect(part.locator("strong, em, [class*=stMarkdownColored]").filter(has_text="bold")).to_have_count(0)


def test_ledger_text_is_shown_as_text(hostile: Server, page: Page) -> None:
    for path, language in rounds.each(driving.PATHS, ["zh", "en"]):
        visit(page, hostile.url + path + ASKS[language])
        if path in driving.CHARTED:
            expect(driving.charts(page).first).to_be_visible()
        expect_nothing_rendered(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    visit(page, hostile.url + "/industries")
    for text in (MARKUP, MARKDOWN, BRACES):
        expect(driving.charts(page).get_by_text(text[:20]).first).to_be_attached()
        expect(page.get_by_role("gridcell", include_hidden=True).filter(has_text=text).first).to_be_attached()


def test_it_can_be_chosen_as_a_filter(hostile: Server, page: Page) -> None:
    chosen = {"industry": [*HOSTILE], "unit": [*HOSTILE]}
    visit(page, hostile.url + link("/funnel", **chosen))
    for title in ("漏斗", "产业", "目标", "总览"):
        driving.go_to(page, title)
        driving.expect_query(page, chosen)
        for text in (MARKUP, MARKDOWN, BRACES):
            expect(driving.main(page)).to_contain_text(literally(text))
        expect_nothing_rendered(page)


def test_it_can_be_picked_from_the_list(hostile: Server, page: Page) -> None:
    visit(page, hostile.url)
    page.get_by_role("combobox", name="产业", exact=True).click()
    driving.take(page, page.get_by_role("option").filter(has_text="onerror"))
    driving.expect_query(page, {"industry": [MARKUP]})
    expect(driving.main(page)).to_contain_text(literally(f"筛选范围：{MARKUP}"))
    expect_nothing_rendered(page)


def test_a_links_values_are_shown_as_text(server: Server, page: Page) -> None:
    asked = [f"?{text}" for text in HOSTILE]
    visit(page, server.url + link("/", industry=asked, as_of=MARKUP, year=MARKDOWN, theme=BRACES))
    for text in (*HOSTILE[:4], *TWO_LINES.splitlines()):
        expect(page.get_by_test_id("stAlert")).to_contain_text(literally(text))
    expect_nothing_rendered(page)


def test_a_links_parameter_name_is_shown_as_text(server: Server, page: Page) -> None:
    visit(page, server.url + link("/", **{MARKDOWN: "1", MARKUP: "2"}))
    expect(driving.main(page)).to_contain_text(literally(MARKUP))
    expect(driving.main(page)).to_contain_text(literally(MARKDOWN))
    expect_nothing_rendered(page)

"""axe-core finds no serious violation on any page or in the drawer, in either theme and language."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.driving import CHARTED, PATHS, charts, link, main, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

SERIOUS = {"serious", "critical"}
LOOKS = [("", ""), ("EN", "Dark"), ("", "深色"), ("EN", "")]
#: Streamlit's own markup, which nothing here can change: rule → where.
STREAMLITS_OWN = {"target-size": 'role="spinbutton"'}  # the parts of the as-of date


def violations(page: Page) -> list[str]:
    """What axe finds that is serious, a line each."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).response
    lines = []
    for one in found["violations"]:
        nodes = [node for node in one["nodes"] if not _own(one["id"], node["html"])]
        if one["impact"] in SERIOUS and nodes:
            lines.append(f"{one['id']} ({one['impact']}): {json.dumps([n['html'][:300] for n in nodes[:3]])}")
    return lines


def _own(rule: str, html: str) -> bool:
    return rule in STREAMLITS_OWN and STREAMLITS_OWN[rule] in html


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "theme"), LOOKS, ids=["zh light", "en dark", "zh dark", "en light"])
def test_no_serious_violation(server: Server, page: Page, path: str, language: str, theme: str) -> None:
    asked = {key: value for key, value in (("lang", language), ("theme", theme)) if value}
    visit(page, server.url + link(path, **asked))
    assert not violations(page)


@pytest.mark.parametrize(("path", "asked"), [("/project", {"id": "P2022-133"}), ("/projects", {"light": "红灯"})])
@pytest.mark.parametrize("theme", ["", "深色"])
def test_nor_has_a_project_or_the_list_of_red_ones(
    server: Server, page: Page, path: str, asked: dict[str, str | list[str]], theme: str
) -> None:
    visit(page, server.url + link(path, **asked, **({"theme": theme} if theme else {})))
    expect(main(page)).to_contain_text("■红灯")
    assert not violations(page)


@pytest.mark.parametrize("theme", ["", "深色"])
def test_the_drawer_has_none_either(server: Server, page: Page, theme: str) -> None:
    visit(page, server.url + (link("/", theme=theme) if theme else "/"))
    main(page).locator("[data-ask^=panel_]").first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="XLSX").first).to_be_visible()
    assert not violations(page)


@pytest.mark.parametrize("path", CHARTED)
def test_every_chart_tells_itself_in_words(server: Server, page: Page, path: str) -> None:
    visit(page, server.url + path)
    assert charts(page).count() > 1
    for at in range(charts(page).count()):
        label = charts(page).nth(at).get_attribute("aria-label") or ""
        assert len(label) >= 6, label
        assert "Vega" not in label
        words = charts(page).nth(at).locator("svg [role=graphics-symbol]").first.get_attribute("aria-label") or ""
        assert len(words) >= 6, "what the chart shows stands in it in words"

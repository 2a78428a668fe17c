"""axe-core finds no serious violation on what pages lead to: a project, a list by lights, a drawer, in either theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import rounds
from tests.browser.driving import link, main, visit
from tests.browser.looking import violations
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("asked", "theme"),
    rounds.each([("/project", {"id": "P2022-133"}), ("/projects", {"light": "红灯"})], ["", "深色"]),
)
def test_a_project_and_the_list_of_red_ones_have_none(
    server: Server, page: Page, asked: tuple[str, dict[str, str | list[str]]], theme: str
) -> None:
    path, chosen = asked
    visit(page, server.url + link(path, **chosen, **({"theme": theme} if theme else {})))
    expect(main(page)).to_contain_text("■红灯")
    assert not violations(page)


@pytest.mark.parametrize("theme", rounds.every(2, ["深色", ""]))
def test_the_drawer_has_none_either(server: Server, page: Page, theme: str) -> None:
    visit(page, server.url + (link("/", theme=theme) if theme else "/"))
    main(page).locator("[data-ask^=panel_]").first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="XLSX").first).to_be_visible()
    assert not violations(page)

"""A new version is on the page at the reader's next click, without a restart; a broken one never."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from playwright.sync_api import Page, expect

from tests.browser import driving, ledgers
from tests.browser.driving import link, visit
from tests.browser.serving import Server
from version import VERSION

pytestmark = pytest.mark.browser

BEFORE, AFTER = "累计完成投资312.4亿元", "累计完成投资322.4亿元"


@pytest.fixture
def desk(module_server: Server) -> Iterator[Server]:
    """That server, back at its first version after the test."""
    first = module_server.version
    yield module_server
    module_server.publish("rollback", first)


def raised(server: Server, folder: Path) -> Path:
    """The ledger with 10亿元 more completed."""
    return ledgers.change(ledgers.exported(server, folder), lambda book: ledgers.add_investment(book, 100_000))


def expect_version(page: Page, version: str, figure: str) -> None:
    expect(driving.answer(page)).to_contain_text(figure)
    expect(driving.main(page)).to_contain_text(f"版本{version}")


def test_seen_at_the_next_page_and_the_next_filter(desk: Server, page: Page, tmp_path: Path) -> None:
    visit(page, desk.url)
    first = desk.version
    expect_version(page, first, BEFORE)
    second = desk.publish("import", raised(desk, tmp_path))
    assert second != first
    driving.go_to(page, "目标")
    expect_version(page, second, AFTER)
    desk.publish("rollback", first)
    driving.switch(page, "EN")
    expect(driving.answer(page)).to_contain_text("¥31.24B")
    expect(driving.main(page)).to_contain_text(f"version {first}")
    assert desk.health() == (200, {"status": "ok", "program": VERSION, "version": first, "months_through": "2023-09"})


def test_a_reload_and_a_new_reader_see_it(desk: Server, page: Page, tmp_path: Path) -> None:
    visit(page, desk.url)
    second = desk.publish("import", raised(desk, tmp_path))
    page.reload()
    expect_version(page, second, AFTER)
    expect_version(visit(page, desk.url + link("/targets")), second, AFTER)


def test_a_broken_ledger_changes_nothing(desk: Server, page: Page, tmp_path: Path) -> None:
    visit(page, desk.url)
    first = desk.version
    file = raised(desk, tmp_path)
    ledgers.change(file, ledgers.break_a_cell)
    refused = desk.data("import", file)
    assert refused.returncode == 1
    assert "“月度进度”表D5单元格的值“约三百”" in refused.stderr
    assert f"未发布：共1处错误，当前版本仍为{first}。" in refused.stderr
    driving.go_to(page, "目标")
    expect_version(page, first, BEFORE)


def rename_an_industry(book: Workbook) -> None:
    for number in [number for number, row in ledgers.rows(book, "项目") if row["产业"] == "其他"]:
        ledgers.write(book, "项目", number, {"产业": "低空经济"})


def test_a_new_industry_is_offered_as_a_filter(desk: Server, page: Page, tmp_path: Path) -> None:
    visit(page, desk.url)
    desk.publish("import", ledgers.change(ledgers.exported(desk, tmp_path), rename_an_industry), "--accept-warnings")
    driving.go_to(page, "产业")
    expect(driving.charts(page).get_by_text("低空经济").first).to_be_attached()
    driving.pick(driving.drawn(page), "产业", "低空经济")
    expect(driving.main(page)).to_contain_text("筛选范围：低空经济")
    driving.drawn(page).reload()
    expect(driving.main(page)).to_contain_text("筛选范围：低空经济")


def test_a_filter_that_the_new_version_does_not_know(desk: Server, page: Page, tmp_path: Path) -> None:
    """The reader is told, or the whole selection stays; other figures in silence are never shown."""
    first = desk.version
    desk.publish("import", ledgers.change(ledgers.exported(desk, tmp_path), rename_an_industry), "--accept-warnings")
    visit(page, desk.url + link("/", industry="低空经济"))
    expect(driving.main(page)).to_contain_text("筛选范围：低空经济")
    desk.publish("rollback", first)
    driving.switch(page, "2022")
    told = driving.main(page).get_by_text(f"版本{first}").or_(page.get_by_test_id("stAlert"))
    expect(told.first).to_be_visible()
    expect(driving.main(page).get_by_text("低空经济").first).to_be_visible()


def test_a_real_ledger_ends_the_demonstration(desk: Server, page: Page, tmp_path: Path) -> None:
    desk.publish("import", ledgers.change(ledgers.exported(desk, tmp_path), ledgers.declare_official))
    for path in driving.PATHS:
        visit(page, desk.url + path)
        expect(page.locator(".demonstration")).to_have_count(0)
        expect(page.get_by_text("演示")).to_have_count(0)

"""A ledger's whole way in a real browser: refused with its cells named, corrected, published, gone back from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import filelock
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from playwright.sync_api import Page, expect

from data import versions
from tests import rounds
from tests.browser import driving, ledgers
from tests.browser.driving import link, main, visit
from tests.browser.looking import english
from tests.browser.serving import Server

#: Kinds of files are called so in Chinese too.
FORMATS = ("Excel", "xlsx", "csv")

pytestmark = pytest.mark.browser


class Words(NamedTuple):
    """What the page says in one language."""

    language: str
    errors: str
    clean: str
    skip: str
    publish: str
    published: str
    marked: str
    sheet: str
    back: str
    sure: str
    versions: str
    again: str
    section: str
    remove: str


WORDS = {
    "zh": Words(
        "中文", "核对结果：1处错误", "核对结果：0处错误", "略去有错误的1行后发布", "发布", "已发布版本",
        "下载标出问题的台账", "核对结果", "退回到此版本", "确认退回", "版本", "已退回到版本", "版本", "移除",
    ),
    "en": Words(
        "EN", "Checked: 1 errors", "Checked: 0 errors", "Publish without the 1 faulty rows", "Publish",
        "Published as version", "Download the ledger with its findings marked", "Findings", "Go back to this version",
        "Yes, go back", "Versions", "is in force again", "Versions", "Remove",
    ),
}  # fmt: skip


@pytest.fixture
def desk(module_server: Server) -> Iterator[Server]:
    first = module_server.version
    yield module_server
    module_server.publish("rollback", first)


def send(page: Page, file: Path) -> None:
    """Choose a file as a person does: the button, then the system's dialog."""
    with page.expect_file_chooser() as asked:
        main(page).get_by_test_id("stFileUploaderDropzone").first.locator("button").first.click()
    asked.value.set_files(file)


def publish_button(page: Page, words: Words) -> None:
    button = main(page).get_by_role("button", name=words.publish, exact=True)
    expect(button).to_be_enabled()
    button.click()


@pytest.mark.parametrize("language", rounds.every(2, WORDS))
def test_from_a_faulty_ledger_to_a_version_and_back(desk: Server, page: Page, tmp_path: Path, language: str) -> None:
    words, first = WORDS[language], desk.version
    file = ledgers.change(ledgers.exported(desk, tmp_path), lambda book: ledgers.add_investment(book, 100_000))
    ledgers.change(file, ledgers.break_a_cell)
    visit(page, desk.url + link("/data", **({"lang": "EN"} if language == "en" else {})))

    send(page, file)
    expect(main(page)).to_contain_text(words.errors)
    expect(main(page).get_by_role("button", name=words.publish, exact=True)).to_be_disabled()
    with page.expect_download() as saved:
        main(page).get_by_role("button", name=words.marked).click()
    book = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
    assert book.sheetnames[0] == words.sheet
    assert book["月度进度"]["D5"].comment is not None
    assert desk.version == first

    def correct(broken: Workbook) -> None:
        broken["月度进度"]["D5"] = 300

    main(page).get_by_role("button", name=words.remove).click()
    expect(main(page)).not_to_contain_text(words.errors)
    driving.drawn(page)
    send(page, ledgers.change(file, correct))
    expect(main(page)).to_contain_text(words.clean)
    driving.drawn(page)
    publish_button(page, words)
    expect(main(page)).to_contain_text(words.published)
    second = desk.version
    assert second != first
    expect(main(page)).to_contain_text(second)
    expect(driving.answer(page)).to_contain_text(second)

    driving.switch(page, words.section)
    driving.drawn(page)
    box = main(page).get_by_role("combobox", name="版本" if language == "zh" else "Version", exact=True)
    box.click()
    driving.take(page, page.get_by_role("option", name=first))
    main(page).get_by_role("button", name=words.back).click()
    page.get_by_role("button", name=words.sure).click()
    expect(main(page)).to_contain_text(words.again)
    assert desk.version == first


def test_faulty_rows_are_left_out_and_told(desk: Server, page: Page, tmp_path: Path) -> None:
    words, first = WORDS["zh"], desk.version
    file = ledgers.change(ledgers.exported(desk, tmp_path), ledgers.break_a_cell)
    visit(page, f"{desk.url}/data")
    send(page, file)
    page.get_by_text(words.skip).click()
    publish_button(page, words)
    expect(main(page)).to_contain_text(words.published)
    assert desk.version != first
    visit(page, desk.url + link("/data", section="版本"))
    expect(main(page)).to_contain_text("因错误略去的行：1行")


def test_no_english_on_the_way(desk: Server, page: Page, tmp_path: Path) -> None:
    file = ledgers.change(ledgers.exported(desk, tmp_path), ledgers.break_a_cell)
    visit(page, f"{desk.url}/data")
    send(page, file)
    expect(main(page)).to_contain_text(WORDS["zh"].errors)
    driving.drawn(page)
    # The size of the file, cells and project numbers are no words.
    assert english(page, "KB", "A", "D", *FORMATS) == []
    whom = re.findall("[A-Za-z]+", versions.user_name())
    for section in ("版本", "数据质量"):
        visit(page, desk.url + link("/data", section=section))
        assert english(page, *whom, *FORMATS) == []


def test_a_file_that_is_too_large_meets_a_sentence(desk: Server, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "大.xlsx"
    file.write_bytes(b"0" * (21 * 2**20))
    visit(page, f"{desk.url}/data")
    send(page, file)
    uploader = main(page).get_by_test_id("stFileUploader")
    expect(uploader.locator("[aria-invalid=true]")).to_be_visible()
    shown = uploader.evaluate("element => getComputedStyle(element, '::after').content")
    assert shown == '"文件超过20兆，没有读取。"'
    page.get_by_test_id("stFileChip").hover()
    page.wait_for_timeout(500)
    assert english(page, "MB", *FORMATS) == []


def test_a_publishing_that_was_refused_leaves_the_upload_as_it_was(desk: Server, page: Page, tmp_path: Path) -> None:
    words, first = WORDS["zh"], desk.version
    file = ledgers.change(ledgers.exported(desk, tmp_path), lambda book: ledgers.add_investment(book, 2))
    visit(page, f"{desk.url}/data")
    send(page, file)
    expect(main(page)).to_contain_text(words.clean)
    driving.drawn(page)
    driving.switch(page, "按编号更新")
    driving.drawn(page)
    with filelock.FileLock(desk.store / "publish.lock"):  # somebody else is publishing
        publish_button(page, words)
        expect(main(page)).to_contain_text("另一个发布正在进行")
    expect(main(page)).to_contain_text(words.clean)
    driving.drawn(page)
    expect(main(page).get_by_test_id("stFileChip")).to_contain_text(file.name)
    expect(driving.chosen(page, "按编号更新")).to_be_visible()
    assert desk.version == first
    publish_button(page, words)
    expect(main(page)).to_contain_text(words.published)
    assert desk.version != first
    visit(page, desk.url + link("/data", section="版本"))
    expect(main(page)).to_contain_text("按编号更新")


def test_a_closed_tab_does_not_stop_the_publishing(desk: Server, page: Page, tmp_path: Path) -> None:
    words, first = WORDS["zh"], desk.version
    file = ledgers.change(ledgers.exported(desk, tmp_path), lambda book: ledgers.add_investment(book, 1))
    visit(page, f"{desk.url}/data")
    send(page, file)
    expect(main(page)).to_contain_text(words.clean)
    driving.drawn(page)
    publish_button(page, words)
    under_way = main(page).get_by_text("正在发布").or_(main(page).get_by_text(words.published))
    expect(under_way.first).to_be_visible()
    page.goto("about:blank")
    for _ in range(100):
        if desk.version != first:
            break
        page.wait_for_timeout(100)
    assert desk.version != first

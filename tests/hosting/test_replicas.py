"""Two replicas behind nginx over one store: what one publishes both show; one that dies takes nobody's page away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.browser import driving, ledgers
from tests.browser.conftest import DESKTOP, PATIENCE_MS, NewPage
from tests.browser.serving import serve
from tests.browser.watching import Watch
from tests.hosting.conftest import OwnHosted
from tests.hosting.dashboards import Hosted
from tests.raw.client import RawClient

BEFORE, AFTER = "累计完成投资312.4亿元", "累计完成投资322.4亿元"
REPLICA = "__Host-replica"
_CUT_OFF = "() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState !== 'CONNECTED'"


@pytest.fixture
def pair(own_hosted: OwnHosted) -> Hosted:
    return own_hosted(replicas=2)


@pytest.fixture
def unwatched(browser: Browser) -> Iterator[Page]:
    """A page whose server is about to die: it may complain."""
    context = browser.new_context(locale="zh-CN", viewport=DESKTOP, ignore_https_errors=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def pin(page: Page, hosted: Hosted, replica: int) -> None:
    """Let a browser be one that a replica has answered before."""
    page.context.add_cookies([{"name": REPLICA, "value": str(replica), "url": hosted.url, "secure": True}])


def replica_of(page: Page) -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == REPLICA)


def test_readers_are_spread_and_stay_where_they_are(pair: Hosted) -> None:
    with ExitStack() as stack:
        readers = [stack.enter_context(pair.log_in("viewer")) for _ in range(4)]
        for reader in readers:
            reader.open("targets")
        where = [reader.cookies[REPLICA] for reader in readers]
        assert set(where) == {"1", "2"}
        for reader in readers:
            reader.choose("industry", ["新材料"])
            media = sorted(reader.page.media)
            assert all(reader.request(url).status == 200 for url in media)
        assert [reader.cookies[REPLICA] for reader in readers] == where


def test_what_is_published_on_one_both_show(pair: Hosted, new_page: NewPage, tmp_path: Path) -> None:
    pages = []
    for replica, name in ((1, "editor"), (2, "viewer")):
        page = new_page()
        pin(page, pair, replica)
        driving.drawn(pair.log_in_with(page, name, "/"))
        expect(driving.answer(page)).to_contain_text(BEFORE)
        assert replica_of(page) == str(replica)
        pages.append(page)
    editor, viewer = pages
    file = ledgers.exported(pair.replicas[0], tmp_path)
    ledgers.change(file, lambda book: ledgers.add_investment(book, 100_000))
    driving.go_to(editor, "数据")
    with editor.expect_file_chooser() as asked:
        driving.main(editor).get_by_test_id("stFileUploaderDropzone").first.locator("button").first.click()
    asked.value.set_files(file)
    button = driving.main(editor).get_by_role("button", name="发布", exact=True)
    expect(button).to_be_enabled()
    button.click()
    expect(driving.main(editor)).to_contain_text("已发布版本")
    for page in pages:
        driving.go_to(page, "目标")
        expect(driving.answer(page)).to_contain_text(AFTER)
    assert (replica_of(editor), replica_of(viewer)) == ("1", "2")
    assert pair.audit("publish")[-1]["who"] == pair.provider.identity("editor")


def test_one_that_dies_takes_nobodys_page_away(pair: Hosted, new_page: NewPage, unwatched: Page, watch: Watch) -> None:
    other = new_page()
    sockets: list[WebSocket] = []
    other.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108 (Playwright takes no method of a list)
    for page, replica in ((unwatched, 1), (other, 2)):
        pin(page, pair, replica)
        driving.drawn(pair.log_in_with(page, "viewer", "/targets?industry=新材料"))
        assert replica_of(page) == str(replica)
    unwatched.evaluate("window.before = true")
    opened = len(sockets)

    pair.replicas[0].process.kill()
    pair.replicas[0].process.wait()

    # Its own reader is on the other one, on the same page with the same filter, without having done anything.
    unwatched.wait_for_function(_CUT_OFF)
    driving.drawn(unwatched)
    assert unwatched.evaluate("window.before") is True
    assert driving.query(unwatched)["industry"] == ["新材料"]
    assert replica_of(unwatched) == "2"
    driving.go_to(unwatched, "漏斗")
    driving.drawn(unwatched)

    # The other's has not even noticed: the same connection, and not one complaint (`watch`).
    driving.go_to(other, "漏斗")
    assert len(sockets) == opened
    assert not sockets[-1].is_closed()
    assert watch.complaints() == []


def test_requests_go_on_while_one_is_dead_and_when_it_is_back(pair: Hosted) -> None:
    dead = pair.replicas[1]
    with pair.log_in("viewer", client=pinned(pair, 2)) as reader:
        reader.open("targets")
        dead.process.kill()
        dead.process.wait()
        assert [reader.request(path).status for path in ("/", "/targets", "/screen/state")] == [200, 200, 200]
        assert reader.cookies[REPLICA] == "1"
        reader.open("targets")
        media = reader.page.media
        with serve(pair.store, dead.port, pair.variables):
            # It is back, and the reader stays where the page is now.
            assert all(reader.request(url).status == 200 for url in media)
            reader.choose("industry", ["新材料"])
            assert reader.cookies[REPLICA] == "1"
            until = time.monotonic() + 60
            while answered_by(pair) != "2":  # who comes anew meets it again once nginx has noticed
                assert time.monotonic() < until


def answered_by(hosted: Hosted) -> str:
    """The replica that answers somebody who comes anew."""
    with hosted.client() as reader:
        reader.request("/healthz")
        return reader.cookies[REPLICA]


def pinned(hosted: Hosted, replica: int) -> RawClient:
    """A client that a replica has answered before."""
    return hosted.client(cookies={REPLICA: str(replica)})

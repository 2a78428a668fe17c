"""The reader without a browser sees what a browser is sent, and can send what none would."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.serving import Server
from tests.raw import widgets
from tests.raw.client import XSRF_COOKIE, RawClient
from tests.raw.conversation import Conversation

EVIL = "https://evil.example"


@pytest.fixture
def reader(server: Server) -> Iterator[RawClient]:
    with RawClient(server.url) as one:
        yield one


def headings(page: Conversation) -> list[str]:
    """The page's title and its answer."""
    titles = [element.heading.body for element in page.elements() if element.WhichOneof("type") == "heading"]
    return titles + re.findall("<h2>(.*?)</h2>", html(page))


def html(page: Conversation) -> str:
    return "".join(element.html.body for element in page.elements() if element.WhichOneof("type") == "html")


def test_a_page_is_read_whole(reader: RawClient) -> None:
    page = reader.open("targets", "year=2022")
    assert not page.errors
    assert not page.page_not_found
    assert page.session_id
    assert "目标" in page.text
    assert "1月" in page.text, "the cells of charts too"
    kinds = [element.WhichOneof("type") for element in page.elements()]
    assert kinds.count("vega_lite_chart") >= 5
    assert html(page).count('class="card"') == 4


def test_the_language_and_the_address_are_the_links(reader: RawClient) -> None:
    assert "Responsible department" in reader.open("", "lang=EN").text
    assert "责任单位" not in reader.page.text
    assert "责任单位" in reader.open("").text


def test_a_filter_is_changed_as_by_a_click(reader: RawClient) -> None:
    reader.open("industries")
    assert "筛选范围" not in reader.page.text
    page = reader.choose("industry", ["新材料"])
    assert "筛选范围：新材料" in page.text
    assert page.query == "industry=%E6%96%B0%E6%9D%90%E6%96%99"
    page = reader.choose("as_of", "2023-06-30")
    assert "数据截至2023年6月30日" in page.text
    assert "筛选范围：新材料" in page.text, "what was chosen before stays"
    assert "筛选范围" not in reader.choose("industry", []).text


def test_links_lead_to_the_other_pages_and_keep_the_filters(reader: RawClient) -> None:
    opened, titles = headings(reader.open("", "year=2022")), {}
    for path in ("funnel", "industries", "targets", "data", ""):
        page = reader.follow(path)
        assert not page.errors
        titles[path] = headings(page)
    assert len({title for title, *_ in titles.values()}) == 5
    assert titles[""] == opened
    assert titles[""] != headings(reader.choose("year", "2023"))


def test_a_button_runs_its_fragment_and_leaves_the_page(reader: RawClient) -> None:
    before = reader.open("funnel")
    button = re.findall('data-ask="(panel_.*?)"', html(before))[0]
    places = {place for place, one in before.drawn.items() if not one.fragment}
    page = reader.choose("asked", f"{button} 1")
    assert not page.errors
    assert places <= page.drawn.keys()
    assert len(page.drawn) > len(places)


def test_a_page_that_does_not_exist_is_said(reader: RawClient) -> None:
    assert reader.open("nowhere").page_not_found


def test_a_file_is_sent_as_an_uploader_sends_it(reader: RawClient) -> None:
    reader.request("/_stcore/health")
    assert XSRF_COOKIE in reader.cookies
    reader.open("data")
    uploader = next(key for key in map(widgets.key, reader.page.elements()) if key.startswith("ledger"))
    page = reader.upload(uploader, "台账.csv", "没有这样的列\n1\n".encode())
    assert not [error for error in page.errors if "Traceback" in error]
    assert "台账.csv" in page.text


def test_uploads_need_the_token_and_a_session_that_lives(reader: RawClient) -> None:
    reader.open("data")
    assert reader.put_file("a.csv", b"1")[1].status == 403, "no token yet"
    reader.request("/_stcore/health")
    assert reader.put_file("a.csv", b"1")[1].status == 204
    assert reader.put_file("a.csv", b"1", session_id="00000000-0000-0000-0000-000000000000")[1].status == 400
    reader.cookies[XSRF_COOKIE] = "forged"
    assert reader.put_file("a.csv", b"1")[1].status == 403


@pytest.mark.parametrize("sent", [{"origin": EVIL}, {"url": "http://evil.example"}])
def test_a_foreign_origin_or_host_gets_no_websocket(server: Server, sent: dict[str, str]) -> None:
    client = RawClient(sent.get("url", server.url), origin=sent.get("origin", ""), at=("127.0.0.1", server.port))
    with pytest.raises(InvalidStatus) as refused:
        client.connect()
    assert refused.value.response.status_code == 403


def test_headers_and_cookies_go_out_as_they_are_given(server: Server) -> None:
    with RawClient(server.url, cookies={"a": "1"}, headers={"X-Remote-User": "boss"}) as client:
        assert client._sent()["Cookie"] == "a=1"
        assert not client.open("").errors
        assert client._socket is not None
        assert client._socket.request is not None
        sent = client._socket.request.headers
        assert (sent["Cookie"], sent["X-Remote-User"], sent["Origin"]) == ("a=1", "boss", server.url)
        assert sent.get_all("Host") == [f"127.0.0.1:{server.port}"]


def test_what_is_no_message_ends_the_connection(reader: RawClient) -> None:
    reader.open("")
    with pytest.raises(ConnectionClosed):
        reader.told(b"\xff\xff\xff")


def test_a_session_is_taken_up_again(reader: RawClient) -> None:
    reader.open("", "year=2022")
    session = reader.page.session_id
    reader.connect(session)
    reader.told(reader.page.open("", "year=2022"))
    assert reader.page.session_id == session

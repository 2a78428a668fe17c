"""The meeting screen's addresses: what each answers, and what it never sends."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
import vl_convert
import zxingcpp
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.browser.serving import Server, serve
from tests.web.asking import Answer, ask
from web.wall import ROUTES

ADDRESSES = (
    "/screen", "/screen?view=guests", "/screen/state", "/screen/state?view=guests", "/screen/code?page=",
    "/screen/chart/cumulative?w=400&h=200", "/screen/chart/map?w=400&h=200",
    "/screen/screen.js", "/screen/screen.css", "/screen/missing",
)  # fmt: skip


def outside(path: str) -> Answer:
    """The screen's routes as a hosted dashboard's readers ask them; behind the gate, which lets local names in only."""
    with TestClient(Starlette(routes=ROUTES), base_url="http://zone.example:8501") as client:
        answer = client.get(path)
        return Answer(answer.status_code, answer.headers, answer.text)


def decoded(answer: Answer) -> str:
    """What a phone reads from an SVG: drawn with a quiet margin, and read by a decoder that is not its maker."""
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(answer.text, scale=8))).convert("RGBA")
    paper = Image.new("RGBA", (drawn.width + 80, drawn.height + 80), "white")
    paper.paste(drawn, (40, 40), drawn)
    found = zxingcpp.read_barcodes(paper.convert("L"))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize(
    ("query", "language", "theme", "title"),
    [
        ("", "zh-CN", "dark", "会议大屏 · 招商引资看板"),
        ("?lang=EN&theme=light", "en", "light", "Meeting screen · Investment promotion dashboard"),
    ],
)
def test_the_document(server: Server, query: str, language: str, theme: str, title: str) -> None:
    answer = ask(server, f"/screen{quote(query, safe='?=&')}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert re.findall("<title>(.*)</title>", answer.text) == [title]
    assert f'<html lang="{language}" class="{theme}">' in answer.text
    assert set(re.findall(r'(?:src|href)="([^"]*)"', answer.text)) == {
        "/screen/screen.css", "/screen/screen.js", "data:,",
    }  # fmt: skip


def test_the_documents_words_are_data_and_no_script(server: Server) -> None:
    held = re.findall("<script([^>]*)>(.*?)</script>", ask(server, "/screen").text)
    assert [kind for kind, _ in held] == [' type="application/json" id="words"', ' src="/screen/screen.js" defer']
    assert json.loads(held[0][1])["now"] == "现在{time}"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("view=guests", "参数view不能是“guests”。"),
        ("lang=EN&seconds=1", '"1" is not a choice here (parameter seconds).'),
        ("views=<script>alert(1)</script>", "参数views不能是“<script>alert(1)</script>”。"),
        ("as_of=yesterday", "yesterday"),
    ],
)
def test_a_link_that_means_nothing_gets_a_sentence(server: Server, query: str, sentence: str) -> None:
    answer = ask(server, f"/screen?{quote(query, safe='=&')}")
    assert answer.status == 404
    assert sentence in html.unescape(answer.text)
    assert "<script" not in answer.text
    told = ask(server, f"/screen/state?{quote(query, safe='=&')}")
    assert told.status == 404
    assert sentence in json.loads(told.text)["errors"][0]


@pytest.mark.parametrize("query", ["", "?view=display&lang=EN&seconds=9", "?views=newest"])
def test_the_state_is_asked_for_once_and_then_known(server: Server, query: str) -> None:
    first = ask(server, f"/screen/state{query}")
    assert first.status == 200
    assert first.headers["Content-Type"] == "application/json"
    tag = first.headers["ETag"]
    again = ask(server, f"/screen/state{query}", headers={"If-None-Match": tag})
    assert (again.status, again.text, again.headers["ETag"]) == (304, "", tag)
    other = ask(server, f"/screen/state{query or '?'}&year=2022", headers={"If-None-Match": tag})
    assert other.status == 200
    assert json.loads(first.text)["version"] == server.version


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("cumulative?w=400&h=200", 200),
        ("units?w=400&h=200&view=working", 200),
        ("map?w=400&h=200", 404),
        ("cumulative", 404),
        ("cumulative?w=10&h=200", 404),
        ("cumulative?w=99999&h=200", 404),
        ("cumulative?w=wide&h=200", 404),
        ("cumulative?w=400&h=200&seconds=1", 404),
        ("..%2fscreen.js?w=400&h=200", 400),
    ],
)
def test_charts(server: Server, path: str, status: int) -> None:
    answer = ask(server, f"/screen/chart/{path}")
    assert answer.status == status
    if status == 200:
        assert ET.fromstring(answer.text).get("width") == "400"
        assert answer.headers["X-Left-Out"] == "0"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_no_code_where_no_phone_could_come(server: Server, name: str) -> None:
    answer = ask(server, "/screen/code?page=funnel", headers={"Host": f"{name}:{server.port}"})
    assert (answer.status, answer.text) == (204, "")


@pytest.mark.parametrize(
    ("query", "page", "pairs"),
    [
        ("", "", []),
        ("industry=新材料&year=2022", "targets", [("industry", "新材料"), ("year", "2022")]),
        ("lang=EN&view=display&views=year&seconds=9&theme=light&as_of=2022-12-31", "funnel",
         [("lang", "EN"), ("as_of", "2022-12-31")]),
        ("unit=责任单位一&views=meeting&rule=behind&rule=silent&sort=lights", "projects",
         [("unit", "责任单位一"), ("rule", "behind"), ("rule", "silent"), ("sort", "lights")]),
        ("id=甲 1&views=meeting", "project", [("id", "甲 1")]),
    ],
)  # fmt: skip
def test_the_code_leads_to_the_same_view_as_a_page(query: str, page: str, pairs: list[tuple[str, str]]) -> None:
    asked = quote(f"{query}&page={page}".lstrip("&"), safe="=&")
    read = urlsplit(decoded(outside(f"/screen/code?{asked}")))
    assert (read.scheme, read.netloc, read.path) == ("http", "zone.example:8501", f"/{page}")
    assert parse_qsl(read.query) == pairs


def test_a_code_for_no_page() -> None:
    assert outside("/screen/code?page=elsewhere").status == 404


@pytest.mark.parametrize(("name", "kind"), [("screen.js", "text/javascript"), ("screen.css", "text/css")])
def test_its_files(server: Server, name: str, kind: str) -> None:
    answer = ask(server, f"/screen/{name}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Cache-Control"] == "no-cache"
    # Nothing from elsewhere: a wall may have no way out.
    assert not re.findall(r"https?://", answer.text)


@pytest.mark.parametrize("name", ["missing", "screen.py", "__init__.py", "..%2fapp.py", "%2e%2e/app.py"])
def test_no_other_file(server: Server, name: str) -> None:
    answer = ask(server, f"/screen/{name}")
    assert answer.status in {400, 404}
    assert "import" not in answer.text


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_is_guarded_and_sets_no_cookie(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'; script-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/screen", "/screen/state"])
def test_nothing_can_be_posted(server: Server, path: str) -> None:
    assert ask(server, path, method="POST").status in {403, 405}


@pytest.fixture
def broken(server: Server, tmp_path: Path) -> Iterator[Server]:
    """A server whose store names a version that is not there."""
    store = Path(shutil.copytree(server.store, tmp_path / "store"))
    with serve(store) as running:
        for file in store.glob("*.duckdb"):
            file.write_bytes(b"")
        yield running


def test_without_data_the_screen_waits(broken: Server) -> None:
    told = ask(broken, "/screen/state")
    assert (told.status, json.loads(told.text)) == (503, {"errors": []})
    assert ask(broken, "/screen/chart/cumulative?w=400&h=200").status == 503
    page = ask(broken, "/screen?lang=en")
    assert page.status == 200
    assert "Waiting for the server" in page.text
    assert "Traceback" not in page.text

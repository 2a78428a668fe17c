"""What a page's address answers before any script runs: title, language, links put into canonical form."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest

from tests.browser.driving import PRODUCT, TITLES
from tests.browser.serving import Server
from tests.web.asking import Answer, ask

EN = "lang=EN"


def location(answer: Answer) -> tuple[str, list[tuple[str, str]]]:
    assert answer.status in {302, 303, 307}
    target = urlsplit(answer.headers["Location"])
    assert not target.netloc
    return target.path, parse_qsl(target.query, keep_blank_values=True)


@pytest.mark.parametrize("path", TITLES)
@pytest.mark.parametrize(("language", "query", "code"), [("zh", "", "zh-CN"), ("en", EN, "en")])
def test_title_and_language(server: Server, path: str, language: str, query: str, code: str) -> None:
    answer = ask(server, f"{path}?{query}" if query else path)
    assert answer.status == 200
    assert re.findall("<title>(.*)</title>", answer.text) == [f"{TITLES[path][language]} · {PRODUCT[language]}"]
    assert re.findall('<html lang="(.*?)"', answer.text) == [code]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("lang=en", [("lang", "EN")]),
        ("industry=New materials", [("industry", "新材料")]),
        ("lang=en&industry=新材料&theme=dark", [("lang", "EN"), ("industry", "New materials"), ("theme", "Dark")]),
        ("size=over_100m&period=q3", [("size", "亿元以上"), ("period", "第三季度")]),
        ("unit=Department 2&unit=责任单位三", [("unit", "责任单位二"), ("unit", "责任单位三")]),
        ("lang=EN&kind=央企&channel=at fairs", [("lang", "EN"), ("kind", "Central SOE"), ("channel", "At fairs")]),
    ],
)  # fmt: skip
def test_other_spellings_lead_to_the_label(server: Server, asked: str, canonical: list[tuple[str, str]]) -> None:
    assert location(ask(server, f"/funnel?{quote(asked, safe='=&')}")) == ("/funnel", canonical)
    assert ask(server, f"/funnel?{urlencode(canonical)}").status == 200


@pytest.mark.parametrize("asked", ["industry=造船", "utm_source=chat", "as_of=yesterday", "industry="])
def test_what_is_unknown_is_left_for_the_page_to_say(server: Server, asked: str) -> None:
    assert ask(server, f"/?{quote(asked, safe='=&')}").status == 200


@pytest.mark.parametrize("path", ["/", "/targets"])
def test_link_previews_may_ask_for_the_head_alone(server: Server, path: str) -> None:
    answer = ask(server, path, method="HEAD")
    assert (answer.status, answer.text) == (200, "")


@pytest.mark.parametrize(
    "query", ["lang=en%0d%0aX-Evil:%201", "industry=%ff%fe", "lang=en&x=%3Cscript%3E", "&&=&", "a" * 4000]
)
def test_a_garbled_link_does_no_harm(server: Server, query: str) -> None:
    answer = ask(server, f"/?{query}")
    assert answer.status in {200, 307}
    assert "X-Evil" not in answer.headers
    assert "<script>" not in answer.text.lower()


@pytest.mark.parametrize("path", ["//other.example/", "//other.example/?lang=en", "/\\other.example/?lang=en"])
def test_no_link_leads_to_another_host(server: Server, path: str) -> None:
    target = urlsplit(ask(server, path).headers.get("Location", ""))
    assert target.hostname in {None, "127.0.0.1"}


def test_a_trailing_slash_is_dropped(server: Server) -> None:
    answer = ask(server, "/targets/")
    assert urlsplit(answer.headers["Location"]).path == "/targets"

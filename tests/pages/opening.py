"""Open a page of the real app in Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.draw.asking import FIELD

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
#: The pages that read the ledger, each of whose figures can be asked about.
READING_PAGES = ("overview", "funnel", "industries", "targets", "review", "activities")
PAGES = (*READING_PAGES, "bulletin", "appraisal", "projects", "data")

# Every AppTest looks through all installed packages for components, which are the same for all of a process.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def opened(page: str, query: Mapping[str, str | Sequence[str]] | None = None) -> AppTest:
    """The page as a reader with this link sees it. `page` is the path in its address, and overview for none."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in (query or {}).items():
        app.query_params[key] = value if isinstance(value, str) else list(value)
    # At once, as from an address, and not from the overview on: that is drawn by one page of every link less.
    if page != "overview":
        app._page_hash = calc_hash(page)
    app.run()
    assert page == "overview" or app._finished_page_script_hash == calc_hash(page), "it is this page that was opened"
    return app


def words(app: AppTest) -> str:
    """All text of the main area."""
    kinds = ("title", "markdown", "caption", "info", "error", "warning")
    said = [element.value for kind in kinds for element in getattr(app, kind)]
    return "\n".join([*said, *(text(one) for piece in _html(app) for one in piece)])


def answers(app: AppTest) -> list[str]:
    """The page's answer, where it has one."""
    return [text(one) for one in found(app, "//h2")]


def answer(app: AppTest) -> str:
    [said] = answers(app)
    return said


def metrics(app: AppTest) -> dict[str, tuple[str, str]]:
    """Cards: label → (value, note)."""
    return {
        _of(card, "button/span[1]"): (_of(card, "p[1]"), _of(card, "p[2]"))
        for card in found(app, "//*[@class='card']")
    }  # fmt: skip


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Tables of words, as they are read."""
    return [
        pd.DataFrame(
            [[text(cell) for cell in row.xpath("td")] for row in table.xpath("tbody/tr")],
            columns=[text(head) for head in table.xpath("thead/tr/th")],
        )
        for table in found(app, "//table")
    ]


def offered(app: AppTest) -> list[str]:
    """Names of the buttons that open a drawer, from top to bottom."""
    return [str(one.get("data-ask")) for one in found(app, "//button[@data-ask]")]


def ask(app: AppTest, name: str) -> AppTest:
    """Click such a button."""
    assert name in offered(app)
    field = app.text_input(key=FIELD)
    return field.set_value(f"{name} {len(field.value or '')}").run()


def text(of: HtmlElement) -> str:
    """What is read of an element, a line a block; icons are none."""
    lines = [""]
    for kind, element in etree.iterwalk(of, events=("start", "end")):
        if element.get("aria-hidden") or element.tag == "style":
            lines[-1] += (element.tail or "") if kind == "end" else ""
            continue
        if element.tag in _BLOCKS:
            lines.append("")
        lines[-1] += (element.text if kind == "start" else element.tail if element is not of else "") or ""
    return "\n".join(one for one in lines if one)


_BLOCKS = frozenset({"div", "p", "h1", "h2", "h3", "h4", "ul", "li", "table", "tr", "td", "th", "button"})


def _html(app: AppTest) -> list[list[HtmlElement]]:
    """The elements of each piece of HTML that the page is made of."""
    return [fragments_fromstring(one.value) for one in app.html]


def found(app: AppTest, path: str) -> list[HtmlElement]:
    """The elements of the page's HTML that an XPath leads to."""
    return [one for piece in _html(app) for element in piece for one in element.xpath(f"self::*{path} | .{path}")]


def _of(card: HtmlElement, path: str) -> str:
    found = card.xpath(path)
    return text(found[0]) if found else ""


def plain(text: str) -> str:
    return text.replace("\\", "")

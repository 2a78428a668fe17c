"""Open a page of the real app in Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

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
    kinds = ("title", "header", "markdown", "caption", "info", "error", "warning")
    return "\n".join(element.value for kind in kinds for element in getattr(app, kind))


def metrics(app: AppTest) -> dict[str, tuple[str, str]]:
    """Cards: label → (value, note), Markdown escapes taken away."""
    return {plain(card.label): (plain(card.value), plain(card.delta)) for card in app.metric}


def plain(text: str) -> str:
    return text.replace("\\", "")

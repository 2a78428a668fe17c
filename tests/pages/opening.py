"""Open a page of the real app in Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
#: The pages that read the ledger, each of whose figures can be asked about.
READING_PAGES = ("overview", "funnel", "industries", "targets")
PAGES = (*READING_PAGES, "data")


def opened(page: str, query: Mapping[str, str | Sequence[str]] | None = None) -> AppTest:
    """The page as a reader with this link sees it. `page` is a file's name without .py."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in (query or {}).items():
        app.query_params[key] = value if isinstance(value, str) else list(value)
    app.run()
    if page != "overview":
        app.switch_page("ledger/page.py" if page == "data" else f"{page}.py").run()
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

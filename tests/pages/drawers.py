"""Every drawer that a page offers, each drawn by itself: what a click adds to the page, without the page once more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from panels.panel import Panel
from tests.pages.asking import gathered
from tests.pages.opening import opened
from view.view import View

_asked: list[tuple[View, Panel]] = []


def drawers(page: str, query: dict[str, str] | None = None, *, at_least: int = 4) -> Iterator[AppTest]:
    """One drawer after the other of all buttons of a page."""
    with pytest.MonkeyPatch.context() as patch, gathered(patch) as found:
        opened(page, query)
    assert len(found.subjects) >= at_least
    for subject in found.subjects:
        _asked[:] = [subject]
        app = AppTest.from_function(_drawn, default_timeout=60).run()
        assert not app.exception, subject[1].key
        yield app


def _drawn() -> None:
    # Runs as a script of its own, which sees no name of this file.
    from pages.draw import drawer
    from tests.pages import drawers as here

    [(view, panel)] = here._asked
    drawer._body(view, panel, 1)

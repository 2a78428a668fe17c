"""The figures in a page's charts, gathered while Streamlit's test runner draws it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from pages import show

Rows = list[dict[str, Any]]


@contextmanager
def drawn_charts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Rows]]:
    """Key of each chart of the page → the rows of all its data, filled while the page is drawn."""
    found: dict[str, Rows] = {}
    spec = show._spec

    def kept(name: str, view: Any, key: str, **more: Any) -> dict[str, Any]:
        made: dict[str, Any] = spec(name, view, key, **more)
        found[key] = [row for rows in made["datasets"].values() for row in rows]
        return made

    with monkeypatch.context() as patch:
        patch.setattr(show, "_spec", kept)
        yield found

"""The figures in a page's charts, gathered while Streamlit's test runner draws it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from pages import specs
from pages.view import View

Rows = list[dict[str, Any]]
#: The fields of the row in which a chart is told in words: it is no mark of the chart.
TOLD = {"words"}


@contextmanager
def drawn_charts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Rows]]:
    """Key of each chart of the page → the rows of all its data, filled while the page is drawn."""
    found: dict[str, Rows] = {}
    spec = specs.spec

    def kept(build: specs.Builder, view: View, key: str, *more: Any) -> specs.Spec:
        made: specs.Spec = spec(build, view, key, *more)
        found[key] = [row for rows in made.plain["datasets"].values() for row in rows if row.keys() != TOLD]
        return made

    with monkeypatch.context() as patch:
        patch.setattr(specs, "spec", kept)
        yield found

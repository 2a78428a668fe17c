"""The figures in a page's charts, gathered while Streamlit's test runner draws it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from panels import built_charts
from panels.panel import Chart
from view.view import View

Rows = list[dict[str, Any]]
#: The fields of the row in which a chart is told in words: it is no mark of the chart.
TOLD = {"words"}


@contextmanager
def drawn_charts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Rows]]:
    """Key of each chart of the page → the rows of all its data, filled while the page is drawn."""
    found: dict[str, Rows] = {}
    spec = built_charts.spec

    def kept(view: View, chart: Chart) -> built_charts.Spec:
        made: built_charts.Spec = spec(view, chart)
        found[chart.key] = [row for rows in made.plain["datasets"].values() for row in rows if row.keys() != TOLD]
        return made

    with monkeypatch.context() as patch:
        patch.setattr(built_charts, "spec", kept)
        yield found

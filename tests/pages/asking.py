"""Every question that a page offers, gathered while Streamlit's test runner draws it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest

from pages.draw import asking, chart
from panels import built_charts
from panels.panel import Chart, Panel
from panels.questions import Question
from view.view import View


@dataclass
class Asked:
    """What a page offered: (view, panel) of every button, (view, question) of every mark and cell."""

    subjects: list[tuple[View, Panel]] = field(default_factory=list)
    clicks: list[tuple[View, Question]] = field(default_factory=list)

    def questions(self) -> Iterator[tuple[View, Question]]:
        for view, subject in self.subjects:
            if subject.question is not None:
                yield view, subject.question
        yield from self.clicks


@contextmanager
def gathered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Gather what the pages offer; the pages draw no button, but every chart and table."""
    found = Asked()
    click = chart._asked

    def button(view: View, of: Panel, *_words: str) -> str:
        found.subjects.append((view, of))
        return ""

    def clickable(view: View, of: Panel, one: Chart) -> None:
        drawn = built_charts.spec(view, one).plain
        found.clicks += [(view, asked) for mark in marks(drawn) if one.asks and (asked := one.asks(mark))]
        click(view, of, one)

    with monkeypatch.context() as patch:
        patch.setattr(asking, "button", button)
        patch.setattr(chart, "_asked", clickable)
        yield found


def marks(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """What clicks on a chart can send: the fields of its selection, in every row of its data."""
    fields = [param["select"]["fields"] for param in spec.get("params", []) if param.get("name") == "click"]
    rows = [row for rows in spec["datasets"].values() for row in rows]
    found = pd.DataFrame([{name: row.get(name) for name in fields[0]} for row in rows]).drop_duplicates()
    return [dict(row) for row in found.dropna(how="all").to_dict("records")]

"""Every chart of every page is a specification of Vega-Lite's; it is not held against the schema where it is made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import ValidationError

from panels import built_charts
from panels.panel import Chart
from tests.charts.schema import assert_valid
from tests.demo_ledger import Published
from tests.pages.opening import READING_PAGES, opened
from view.view import View


def test_every_chart_is_valid(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[str, dict[str, Any]] = {}
    spec = built_charts.spec

    def seen(view: View, chart: Chart) -> built_charts.Spec:
        made: built_charts.Spec = spec(view, chart)
        picture = {name: part for name, part in made.plain.items() if name != "datasets"}
        drawn[json.dumps(picture, sort_keys=True)] = picture
        return made

    monkeypatch.setattr(built_charts, "spec", seen)
    for page in READING_PAGES:
        for look in ({}, {"lang": "EN", "theme": "Dark", "year": "2022"}):
            opened(page, look)
    assert len(drawn) > 30
    for picture in drawn.values():
        assert_valid(picture)


def test_what_is_no_specification_is_told() -> None:
    with pytest.raises(ValidationError, match="'sideways' is not one of"):
        assert_valid({"data": {"name": "rows"}, "mark": {"type": "bar", "orient": "sideways"}})

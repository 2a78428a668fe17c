"""A change of year changes a chart's rows and not its specification: the browser redraws and builds nothing anew."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from panels import built_charts
from panels.built_charts import Spec
from panels.panel import Chart
from tests.demo_ledger import Published
from tests.pages.opening import opened
from view.view import View

#: Its columns and rows are words: signing months and months since.
_BY_WORDS = re.compile(r"cohorts_")


@pytest.mark.parametrize(
    ("page", "least"),
    [("overview", 4), ("funnel", 3), ("industries", 12), ("targets", 6)],
    ids=str,
)
def test_two_years_are_drawn_from_one_specification(
    demo: Published, page: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[int, dict[str, dict[str, Any]]] = {}
    real = built_charts.spec

    def spec(view: View, chart: Chart) -> Spec:
        made = real(view, chart)
        drawn.setdefault(view.year, {})[chart.key] = made.plain
        return made

    monkeypatch.setattr(built_charts, "spec", spec)
    for year in ("2022", "2023"):
        assert not opened(page, {"year": year}).exception
    one, other = ({key: apart_from_rows(spec) for key, spec in drawn[year].items()} for year in (2022, 2023))
    same = [key for key in one if not _BY_WORDS.search(key)]
    assert len(same) >= least
    for key in same:
        assert one[key] == other[key], key
        assert rows(drawn[2022][key]) != rows(drawn[2023][key]) or key.startswith(("composition", "concentration"))


def apart_from_rows(spec: dict[str, Any]) -> str:
    """The specification without its data and without the names that Altair derives of them."""
    text = json.dumps({key: value for key, value in spec.items() if key != "datasets"}, ensure_ascii=False)
    for at, name in enumerate(spec["datasets"]):
        text = text.replace(name, f"rows_{at}")
    return re.sub(r"view_[0-9a-f]+(_\d+)?", "view", text)


def rows(spec: dict[str, Any]) -> list[Any]:
    return list(spec["datasets"].values())

"""The slides: eight, charts that PowerPoint edits with the queries' figures, fonts of both scripts, the mark."""

from __future__ import annotations

import io
import re
from typing import Any

import pptx
import pytest
from pptx.oxml.ns import qn

from access.rights import LOCAL
from panels import deck, review
from reports import slides
from tests.demo_ledger import Published
from texts import Language
from view.view import View, edition


@pytest.fixture(params=["zh", "en"])
def made(
    request: pytest.FixtureRequest, published_demo: Published, monkeypatch: pytest.MonkeyPatch
) -> tuple[View, review.Review, Any]:
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    facts, language = edition(published_demo.version), request.param
    view = View(facts, language, "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    one = review.asked(view, {"since": "month"})
    return view, one, pptx.Presentation(io.BytesIO(slides.pptx(view, deck.slides(view, one))))


def charts(file: Any) -> list[Any]:
    return [shape.chart for page in file.slides for shape in page.shapes if shape.has_chart]


def words(page: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_eight_slides_each_with_its_mark(made: tuple[View, review.Review, Any]) -> None:
    view, _, file = made
    assert len(file.slides) == 8
    language: Language = view.language
    for page in file.slides:
        said = words(page)
        assert ("均为虚构的演示数据" if language == "zh" else "is synthetic") in said
        assert not re.search(r"\bnan\b|None|NaT|\{|\}|。。", said)


def test_charts_hold_the_queries_figures(made: tuple[View, review.Review, Any]) -> None:
    view, one, file = made
    course, industries, units, funnel, lit = charts(file)
    money = 1e4 if view.language == "zh" else 1e5
    months = view.run("target_months")
    assert list(course.plots[0].series[0].values)[:9] == pytest.approx(
        [amount / money for amount in months["cumulative_invested"][:9]]
    )
    assert course.plots[0].series[0].values[9] is None
    for chart, dimension in ((industries, "industry"), (units, "unit")):
        rows = view.run("target_groups", dimension=dimension)
        for series, column in zip(chart.plots[0].series, ("invested", "scheduled", "plan"), strict=True):
            assert list(series.values) == pytest.approx([amount / money for amount in rows[column]])
    assert list(funnel.plots[0].series[0].values) == view.run("funnel_cohort")["projects"].tolist()
    by_unit = view.run("lit_units", **one.parameters)
    assert [sum(series.values) for series in lit.plots[0].series] == [
        by_unit["red_projects"].sum(), by_unit["amber_projects"].sum()
    ]  # fmt: skip


def test_every_run_has_a_font_of_both_scripts(made: tuple[View, review.Review, Any]) -> None:
    _, _, file = made
    runs = [run for page in file.slides for run in page._element.iter(qn("a:r"))]
    assert len(runs) > 60
    for run in runs:
        properties = run.find(qn("a:rPr"))
        assert properties.find(qn("a:latin")) is not None
        assert properties.find(qn("a:ea")) is not None
    for chart in charts(file):
        assert chart._chartSpace.find(f".//{qn('a:ea')}") is not None

"""A drawing's rows stand apart from how they are drawn: other rows share what was made once."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

import charts
from charts.drawing import named, records
from charts.theme import Picture

LIGHT = charts.PALETTES["light"]


class Maker:
    """A builder that writes down each picture that is made."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def bars(self, top: int, values: list[float]) -> charts.Drawing:
        return charts.Drawing(self._drawn, (top,), {"rows": pd.DataFrame({"value": values})})

    def _drawn(self, top: int) -> Picture:
        self.made.append(top)
        base = named().mark_bar().encode(alt.X("value:Q", scale=alt.Scale(domain=[0, top])))
        return alt.layer(base, base)


def test_other_rows_make_no_other_picture() -> None:
    maker = Maker()
    one = charts.finish(maker.bars(9, [1.0, 2.0]), LIGHT, 100, "one and two")
    other = charts.finish(maker.bars(9, [3.0]), LIGHT, 100, "three")
    assert maker.made == [9]
    assert one["datasets"] == {"rows": [{"value": 1.0}, {"value": 2.0}], "told": [{"words": "one and two"}]}
    assert other["datasets"] == {"rows": [{"value": 3.0}], "told": [{"words": "three"}]}
    apart = [{name: part for name, part in spec.items() if name != "datasets"} for spec in (one, other)]
    assert apart[0] == apart[1]


@pytest.mark.parametrize(
    ("top", "palette", "height", "words"),
    [(8, "light", 100, "a"), (9, "dark", 100, "a"), (9, "light", 100, "")],
)
def test_other_arguments_do(top: int, palette: Any, height: int, words: str) -> None:
    maker = Maker()
    first = charts.finish(maker.bars(9, [1.0]), LIGHT, 100, "a")
    second = charts.finish(maker.bars(top, [1.0]), charts.PALETTES[palette], height, words)
    assert len(maker.made) == 2
    assert first != second
    assert second["height"] == height
    assert len(second["layer"]) == (3 if words else 2), "with words there is a mark that bears them"


def test_another_height_is_the_same_picture() -> None:
    maker = Maker()
    specs = [charts.finish(maker.bars(9, [1.0]), LIGHT, height) for height in (100, 120)]
    assert maker.made == [9]
    assert [spec["height"] for spec in specs] == [100, 120]


def test_rows_are_told_as_json_knows_them() -> None:
    rows = pd.DataFrame(
        {
            "text": ["甲", None, "c"],
            "number": [1.5, float("nan"), float("inf")],
            "whole": [1, 2, 3],
            "is_so": [True, False, True],
            "day": [pd.NaT, pd.NaT, pd.NaT],
        }
    )
    assert records(rows) == [
        {"text": "甲", "number": 1.5, "whole": 1, "is_so": True, "day": None},
        {"text": None, "number": None, "whole": 2, "is_so": False, "day": None},
        {"text": "c", "number": None, "whole": 3, "is_so": True, "day": None},
    ]
    assert records(rows.head(0)) == []


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="nothing that a chart can be sent"):
        records(pd.DataFrame({"day": [pd.Timestamp(2023, 1, 1)]}))

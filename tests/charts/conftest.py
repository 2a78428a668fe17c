"""Every picture that these tests draw is held against Vega-Lite's schema, as Altair would where it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from altair.utils import schemapi

from charts import drawing, theme
from charts.theme import Palette, Picture
from tests.charts.schema import assert_valid


@pytest.fixture(scope="package", autouse=True)
def held_against_the_schema() -> Iterator[None]:
    def framed(picture: Picture, palette: Palette) -> dict[str, Any]:
        made = theme.framed(picture, palette)
        assert_valid(made)
        return made

    assert drawing._specification.cache is not None
    drawing._specification.cache.clear()
    with pytest.MonkeyPatch.context() as patch, schemapi.debug_mode(True):
        patch.setattr(drawing, "framed", framed)
        yield

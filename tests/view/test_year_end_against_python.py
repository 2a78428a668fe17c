"""Where the year will end equals plain Python on the exported ledger, whatever is chosen; its parts are the total."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.rights import LOCAL
from tests import oracle_forecast
from tests.demo_ledger import Published
from tests.rounds import drawing
from tests.settings_drawn import choices
from view.view import View, chosen, edition


@drawing(6)
@given(data=st.data())
def test_every_project_and_the_total(demo: Published, data: st.DataObject) -> None:
    drawn = data.draw(choices(demo.version, whole_year=True))
    as_of = dt.date(2023, data.draw(st.integers(1, 9)), 28) if data.draw(st.integers(0, 3)) else drawn.view.as_of
    view, setting = replace(drawn.view, as_of=as_of, year=2023), replace(drawn.setting, as_of=as_of, year=2023)
    row, parts = view.run("forecast").iloc[0], view.run("forecast_parts")
    if row["state"] == "no_plan" or as_of.year != 2023:
        return
    expected = oracle_forecast.year_end(demo.ledger, setting)
    assert row["state"] == "made"
    assert expected is not None
    assert len(parts) == row["key_projects"] == len(expected)
    for one in parts.to_dict("records"):
        still, total = expected[one["project_id"]]
        assert one["still_expected"] == pytest.approx(still, abs=0.01), one["project_id"]
        assert one["forecast_invested"] == pytest.approx(total, abs=0.01), one["project_id"]
    assert row["forecast_invested"] == pytest.approx(sum(total for _, total in expected.values()), abs=0.01)
    assert row["invested"] <= row["forecast_low"] <= row["forecast_invested"] <= row["forecast_high"]
    target = view.run("target_year").iloc[0]
    assert row["plan"] == pytest.approx(target["plan"])
    assert row["forecast_rate"] == pytest.approx(row["forecast_invested"] / target["plan"])


@pytest.mark.parametrize("dimension", ["industry", "unit"])
def test_the_parts_of_the_zone_are_the_zone(demo: Published, dimension: str) -> None:
    whole = View(edition(demo.version), "zh", "light", dt.date(2023, 9, 30), 2023, rights=LOCAL)
    names = whole.run("forecast_parts")[dimension].unique()
    known = whole.choices
    parts = [replace(whole, chosen=chosen({dimension: [name]}, known)).run("forecast").iloc[0] for name in names]
    total = whole.run("forecast").iloc[0]
    for figure in ("forecast_invested", "still_expected", "invested", "plan", "key_projects"):
        assert sum(part[figure] for part in parts) == pytest.approx(total[figure]), figure

"""Random choices of a reader, as hypothesis draws them: one setting for the oracle, the view and the URL."""

from __future__ import annotations

import calendar
from typing import NamedTuple

from hypothesis import strategies as st

from access.rights import LOCAL
from tests.oracle import Setting
from view import filters
from view.view import View, chosen, edition


class Drawn(NamedTuple):
    """The same choice three times: for pandas, for the queries, as URL parameters (Chinese labels)."""

    setting: Setting
    view: View
    query: dict[str, list[str]]


@st.composite
def choices(draw: st.DrawFn, version: str, *, whole_year: bool = False) -> Drawn:
    """Any as-of date of the data, any filters; half of the dates are month ends, as in practice."""
    facts, known = edition(version), filters.filters(version, LOCAL)
    day = draw(st.dates(facts.first_day, facts.last_day))
    if draw(st.booleans()):
        day = min(day.replace(day=calendar.monthrange(day.year, day.month)[1]), facts.last_day)
    year = draw(st.integers(facts.first_day.year, day.year))
    period = "full" if whole_year else draw(st.sampled_from(["full", "full", *filters.PERIODS]))
    some = {
        key: tuple(
            draw(st.lists(st.sampled_from(known[key].codes), max_size=4, unique=True)) if draw(st.booleans()) else ()
        )
        for key in ("industry", "unit", "kind", "channel", "leader")
    }
    size = draw(st.sampled_from(["all", "all", *filters.SIZES]))
    agreement = draw(st.sampled_from(["all", "all", "formal", "framework"]))
    codes = {"period": period, "size": size, "agreement": agreement, **some}
    return _drawn(View(facts, "zh", "light", day, year, chosen(codes, known), rights=LOCAL))


def begun(version: str) -> st.SearchStrategy[Drawn]:
    """Choices whose period has begun: before that there are no figures, only a sentence that says so."""
    return choices(version).filter(lambda one: one.view.has_begun)


def _drawn(view: View) -> Drawn:
    low, below = filters.SIZES[view.code("size")]
    setting = Setting(
        as_of=view.as_of,
        year=view.year,
        first_month=view.period_from.month,
        last_month=view.period_to.month,
        industries=view.codes("industry"),
        units=view.codes("unit"),
        kinds=view.codes("kind"),
        channels=view.codes("channel"),
        leaders=view.codes("leader"),
        at_least=low,
        below=below,
        agreement=filters.AGREEMENTS[view.code("agreement")],
    )
    query = {"as_of": [view.as_of.isoformat()], "year": [str(view.year)]}
    for key in ("period", "size", "agreement"):
        query[key] = [view.choices[key].label(view.code(key), "zh")]
    for key in ("industry", "unit", "kind", "channel", "leader"):
        query[key] = [view.choices[key].label(code, "zh") for code in view.codes(key)]
    return Drawn(setting, view, {key: values for key, values in query.items() if values})

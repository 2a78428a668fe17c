"""What a code of the data is called in the reader's language, whatever dimension it is of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from zlib import crc32

from charts import PALETTES
from data.settings import settings
from texts.language import N_
from texts.terms import EVENTS, QUARTERS, STAGES, category
from texts.writing import is_missing
from view.filters import LARGEST
from view.listing import STANDS
from view.view import View

#: So many of the palette's colours go by the settings' order.
_ORDERED = 8
#: Disjoint classes of planned investment, largest first; the filter's own classes overlap.
SIZE_CLASSES: dict[str, str] = {
    "over_1b": N_("¥1B and over"),
    "from_100m_to_1b": N_("¥100M to under ¥1B"),
    "under_100m": N_("Under ¥100M"),
}
#: What a project's row is grouped by → the dimension's own name.
DIMENSIONS: dict[str, str] = {
    "industry": N_("Industry"),
    "unit": N_("Responsible department"),
    "kind": N_("Investor"),
    "size": N_("Planned investment"),
    "channel": N_("Channel"),
    "project_id": N_("Project"),
    "activity_id": N_("Promotion event"),
    "lead_official": N_("Leader in charge"),
    "months_since": N_("Months since the signing"),
    "termination_reason": N_("Reason for termination"),
    "measure": N_("Of what"),
}


def name_of(view: View, dimension: str, code: object) -> str:
    """The name of one value of a dimension ('industry', 'unit', 'size', 'stage' or a ledger category)."""
    if is_missing(code):
        return view.t("Not stated")
    text = str(code)
    if dimension == "industry":
        return view.industry_name(text)
    if dimension == "unit":
        return view.unit_name(text)
    if dimension in _MADE:
        return _MADE[dimension](view, text)
    named = {"event": EVENTS, "size": SIZE_CLASSES, "stage": STAGES, "measure": LARGEST, "stands_at": STANDS}.get(
        dimension
    )
    return category(view.t, text) if named is None else view.t(named[text])


def _event(view: View, number: str) -> str:
    titles = view.run("activity_outcomes").set_index("activity_id")["title"]
    return str(titles.get(number, number))


#: Dimensions whose values have a name of their own making.
_MADE: dict[str, Callable[[View, str], str]] = {
    "lead_official": lambda _view, text: text,
    "activity_id": _event,
    "quarter": lambda view, text: view.t(QUARTERS[int(text)]),
    "months_since": lambda view, text: view.t.number(int(text)),
}


def industry_colour(view: View, code: str) -> str:
    """An industry's colour, the same on every page. One that the settings do not name has one of its own too."""
    places = _colour_places(tuple(view.choices["industry"].codes), len(settings().industry))
    return view.palette.industries[places.get(code, -1)]


@cache
def _colour_places(codes: tuple[str, ...], named: int) -> dict[str, int]:
    """Industry → which of the palette's colours it has. `codes`: the `named` ones of the settings first.

    The settings' first ones have the first colours in order. Any other's colour is given by its name, so that it
    stays the same when further names come and go; only where another has it already it is the next free one. With more
    names than colours two share one, but never two that stand beside each other.
    """
    ordered = min(named, _ORDERED)
    found = dict(zip(codes[:ordered], range(ordered), strict=True))
    spare = range(ordered, len(PALETTES["light"].industries))
    taken: set[int] = set()
    for code in codes[ordered:]:
        first = crc32(code.encode()) % len(spare)
        places = [spare[(first + step) % len(spare)] for step in range(len(spare))]
        taken = set() if taken >= set(places) else taken
        last = next(reversed(found.values()), None)
        found[code] = next(place for place in places if place not in taken and place != last)
        taken.add(found[code])
    return found

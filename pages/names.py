"""What a code of the data is called in the reader's language, whatever dimension it is of."""

from __future__ import annotations

from pages.view import View
from texts.language import N_
from texts.terms import EVENTS, QUARTERS, STAGES, category
from texts.writing import is_missing

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
    "project_id": N_("Project number"),
    "termination_reason": N_("Reason for termination"),
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
    if dimension == "quarter":
        return view.t(QUARTERS[int(text)])
    named = {"event": EVENTS, "size": SIZE_CLASSES, "stage": STAGES}.get(dimension)
    return category(view.t, text) if named is None else view.t(named[text])


def industry_colour(view: View, code: str) -> str:
    """An industry's colour, the same on every page; one that the settings do not name has the last."""
    codes, colours = view.choices["industry"].codes, view.palette.industries
    return colours[min(codes.index(code), len(colours) - 1) if code in codes else -1]

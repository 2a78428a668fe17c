"""The overview's panel on what the agreements signed are made up of: size and investor, channel, department."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

import charts
from panels import sources
from panels.panel import Chart, Note, Nothing, Panel, Part
from panels.questions import Question
from queries.keeping import kept
from texts import sentences
from texts.language import N_
from texts.withheld import some
from texts.writing import is_missing
from view.names import name_of
from view.view import View

_ROW_HEIGHT = 58
#: Parts of size and investor → message id of their names; the three lists lie inside the first.
_NAMES = {
    ("size", "over_100m"): N_("¥100M and over"),
    ("size", "over_1b"): N_("¥1B and over among these"),
    ("top_500", "any"): N_("By Top-500 investors"),
    ("four_new", "yes"): N_('"Four new"'),
}
_INSIDE = {("size", "over_1b")}


@kept
def makeup(view: View, chosen: str) -> Panel:
    """What was signed in the period, by the chosen dimension (of filters.MAKEUPS)."""
    t, rows, period = view.t, view.run("makeup", dimension=None), view.period_words()
    parts, words = _told(view, chosen)
    what = t("Agreements signed in {period}; solid: started; line: signed in the same period of last year",
             period=period)  # fmt: skip
    if parts["last_signed_projects"].isna().all():
        what = t("Agreements signed in {period}; solid: started; no base for the year before", period=period)
    found: list[Part] = [Nothing(t("No agreement was signed in {period} in this selection.", period=period))]
    if (some(parts["signed_projects"]) | some(parts["last_signed_projects"])).any():
        chart = Chart(
            f"makeup_{chosen}", charts.makeup, parts, _ROW_HEIGHT * len(parts), words,
            asks=lambda mark: _asked(chosen, mark),
        )  # fmt: skip
        found = [chart, *([Note(sentences.makeup_overlaps(t, rows))] if chosen == "kind" else [])]
    elif some(rows.loc[rows["dimension"] == "all", "signed_projects"]).any():
        found = [Nothing(t("None of the agreements signed is of these sizes and investors; the switch above shows "
                           "channels and departments."))]  # fmt: skip
    return Panel("makeup", words, what, tuple(found), _question(chosen))


def _told(view: View, chosen: str) -> tuple[pd.DataFrame, str]:
    """The rows to draw, and what they say."""
    rows = view.run("makeup", dimension=None)
    parts = _parts(view, rows, chosen)
    return parts, sentences.makeup(view.t, rows) if chosen == "kind" else sentences.makeup_by(view.t, parts)


def _parts(view: View, rows: pd.DataFrame, chosen: str) -> pd.DataFrame:
    """The rows to draw, named; a channel or department without any signing in either year is left out."""
    dimensions = ("size", "top_500", "list", "four_new") if chosen == "kind" else (chosen,)
    found = rows[rows["dimension"].isin(dimensions) & (rows["value"] != "several")]
    if chosen != "kind":
        found = found[some(found["signed_projects"]) | some(found["last_signed_projects"])]
    keys = list(zip(found["dimension"], found["value"], strict=True))
    return found.assign(
        part=[_name(view, *key) for key in keys],
        is_inside=[key in _INSIDE or key[0] == "list" for key in keys],
    ).reset_index(drop=True)


def _name(view: View, dimension: str, value: Any) -> str:
    if (dimension, value) in _NAMES:
        return view.t(_NAMES[dimension, value])
    return name_of(view, "kind" if dimension == "list" else dimension, value)


def _question(chosen: str) -> Question:
    if chosen == "kind":
        return Question(("signed_projects", *sources.MAKEUP.cells, "signed_planned"), sources.MAKEUP)
    return Question(sources.PART_FIGURES, sources.HEADLINE, sources.makeup(chosen), chosen)


def _asked(chosen: str, mark: Mapping[str, Any]) -> Question:
    """The question of the part that was clicked."""
    value = None if is_missing(mark["value"]) or not mark["value"] else mark["value"]
    if (figure := sources.MAKEUP_PARTS.get((mark["dimension"], str(value)))) is not None:
        return _question("kind").first(figure)
    if mark["dimension"] == "list":
        return Question(sources.PART_FIGURES, sources.HEADLINE, sources.makeup("list"), "kind").of(value)
    return _question(chosen).of(value)

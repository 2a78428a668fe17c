"""Where the year will end: its expected end and range, the projects that decide it, how the model did before."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import charts
from panels.panel import Audience, Card, Chart, Hidden, Note, Nothing, Panel, Part, Table
from panels.plan import whole_year
from panels.questions import Question, Source
from texts import sentences
from view.view import View

_QUESTION = Question(
    ("forecast_invested", "forecast_rate", "forecast_low", "forecast_high", "still_expected", "invested", "plan"),
    Source("forecast"), listed="forecast_parts",
)  # fmt: skip
_STILL = Question(
    ("still_expected", "expecting_projects", "largest_share", "largest_projects", "largest_expected",
     "forecast_invested"),
    Source("forecast"), listed="forecast_parts",
)  # fmt: skip
_PACE = Question(("pace_invested", "invested", "plan"), Source("forecast"), listed="forecast_parts")
_PARTS = ("name", "still_expected", "forecast_invested", "invested", "plan", "attainment", "done_share", "start_odds",
          "like_projects", "industry", "unit")  # fmt: skip
_TRIED = ("month_end", "trials", "error", "error_schedule", "error_last_share", "error_plan", "error_pace", "bias",
          "within")  # fmt: skip
_BRIEF = ("name", "still_expected", "start_odds", "unit")
_VISIBLE = 10


def may_see(view: View) -> bool:
    """Does the reader see it at all? It is made of single projects."""
    return not view.rights.sees_sums_alone


def is_expected(view: View) -> bool:
    """Is an end of the year made of projects?"""
    return may_see(view) and view.run("forecast").iloc[0]["state"] == "made"


def is_tried(view: View) -> bool:
    """Are there past years enough to try the model on?"""
    return not view.run("forecast_tried").empty


def year_end(view: View, audience: Audience = "working") -> Panel:
    """The year's expected end; guests see no schedule."""
    view = whole_year(view)
    t = view.t
    title = t("Where the year will end")
    if not may_see(view):
        return Panel("year_end", title, "", (Hidden("projects"),))
    row = view.run("forecast").iloc[0]
    said = sentences.forecast(t, row, view.year)
    if row["state"] not in ("made", "no_past") or (row["state"] == "no_past" and not row["months_counted"]):
        return Panel("year_end", title, "", (Nothing(said),))
    if row["state"] == "no_past":
        pace = t("{n} months ÷ {n} × 12", n=t.number(int(row["months_counted"])))
        card = Card(t("At the pace so far"), t.money(row["pace_invested"]), pace, _PACE)
        return Panel("year_end", title, "", (card, Note(said)), _PACE)
    rows = view.run("target_months").merge(_dated(view), on="month", how="left")
    if audience == "display":
        rows = rows.assign(cumulative_scheduled=float("nan"))
    amounts = ("cumulative_invested", "cumulative_scheduled", "forecast_path", "path_low", "path_high")
    money = t.scale(*(rows[one] for one in amounts))
    what = t("Cumulative ({unit}): bars completed, line expected, shaded eight chances of ten, dashed schedule",
             unit=money.unit)  # fmt: skip
    chart = Chart("ahead", charts.ahead, rows[["month", *amounts]], 300, said, {"money": money})
    notes: tuple[Part, ...] = ()
    if audience != "display":
        method = sentences.forecast_method(t, row, is_demo=view.edition.is_demo, is_tried=is_tried(view))
        notes = (Note(method),)
    return Panel("year_end", said, what, (chart, *notes), _QUESTION, sentences.forecast_short(t, row))


def _dated(view: View) -> pd.DataFrame:
    """Rows of `forecast_months`, by the first days of the year's months."""
    rows = view.run("forecast_months")
    return rows.assign(month=[pd.Timestamp(view.year, int(month), 1) for month in rows["month"]])


def deciding(view: View) -> Panel:
    """What is still to come, project by project, the most first."""
    view = whole_year(view)
    t = view.t
    title = t("Which projects decide the end of the year")
    if not may_see(view):
        return Panel("year_end_projects", title, "", (Hidden("projects"),))
    rows, row = view.run("forecast_parts"), view.run("forecast").iloc[0]
    rows = rows[rows["still_expected"] > 0].reset_index(drop=True)
    if row["state"] != "made" or rows.empty:
        return Panel("year_end_projects", title, "", (Nothing(sentences.forecast(t, row, view.year)),))
    said = t("{amount} are still expected of {projects}; the {n} largest make up {share}",
             amount=t.money(row["still_expected"]), projects=t.projects(int(row["expecting_projects"])),
             n=t.number(int(row["largest_projects"])), share=t.percent(row["largest_share"]))  # fmt: skip
    filled = tuple(column for column in _PARTS if rows[column].notna().any())
    table = Table("year_end_projects", rows, filled, visible=_VISIBLE,
                  saved=("project_id", *filled, "nature", "planned_start_on", "started_on"))  # fmt: skip
    about = t("Still expected = annual plan × its like: of plan × (1 − its like: done by now) × odds of a start; money "
              "in {unit}", unit=t.small_scale.unit)  # fmt: skip
    return Panel("year_end_projects", said, about, (table,), _STILL)


def deciding_brief(view: View) -> Panel:
    """The same for a wall: fewer columns."""
    panel = deciding(view)
    brief = tuple(_brief(part) for part in panel.parts)
    about = view.t("Still to come this year, the most first; money in {unit}", unit=view.t.small_scale.unit)
    return replace(panel, subtitle=about, parts=brief)


def _brief(part: Part) -> Part:
    if not isinstance(part, Table):
        return part
    return replace(part, columns=tuple(column for column in _BRIEF if column in part.columns))


def track_record(view: View) -> Panel:
    """How the model would have done at the month-ends of past years, beside its rivals."""
    view = whole_year(view)
    t = view.t
    if not may_see(view):
        return Panel("track_record", t("Tried on past years"), "", (Hidden("projects"),))
    rows = view.run("forecast_tried")
    said = sentences.track_record(t, rows)
    if rows.empty:
        return Panel("track_record", t("Tried on past years"), "", (Nothing(said),))
    shown = rows.assign(month_end=[t("End of month {n}", n=t.number(int(month))) for month in rows["month"]])
    filled = tuple(column for column in _TRIED if shown[column].notna().any())
    parts: list[Part] = [Table("track_record", shown, filled, visible=len(shown))]
    if view.edition.is_demo:
        parts.append(Note(t("On demonstration data this tests the generator, of no zone.")))
    about = t("Whole zone; told at each month's end from other years alone; error: mean of |said − came| ÷ came")
    return Panel("track_record", said, about, tuple(parts))

"""The weekly review: what moved since a day, and whose turn it is, in two readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

import charts
import queries
from figures.movement import BRIDGES, Stock, codes
from panels import review_lists as lists
from panels.page import Page, Slot, headed
from panels.panel import Card, Chart, Grid, Heading, Hidden, Note, Nothing, Panel, Part
from panels.questions import Question, Source
from queries.keeping import kept
from texts import sentences
from texts.language import N_
from texts.writing import is_missing
from view.compared import answers
from view.compared.since import Reading, Then, since
from view.view import View

_ROW_HEIGHT = 36
#: Of four bridges side by side, in px.
_LEAST = 230
#: What the bridges make, besides their boxes.
_MADE = ("completed_left", "completed_rate_now", "completed_rate_then")
_NAMES: dict[Stock, str] = {
    "unstarted": N_("Signed, not started"), "unfunded": N_("Started, no funds yet"), "plan": N_("Key projects' plan"),
    "completed": N_("Key projects, completed"),
}  # fmt: skip
#: Stocks of projects at one stage.
_STAGES: tuple[Stock, ...] = ("unstarted", "unfunded")


@dataclass(frozen=True)
class Review:
    """What is compared: since which day, how it is read, and the state of then."""

    since: dt.date
    reading: Reading
    then: Then

    @property
    def parameters(self) -> dict[str, queries.Value]:
        """As the answers take it."""
        return {"since": self.since, "read_by": self.reading}


def asked(view: View, chosen: Mapping[str, Any]) -> Review:
    """The comparison that the page's switches ask for."""
    day = since(view.as_of, chosen)
    reading: Reading = "reported" if chosen.get("read_by") == "reported" else "date"
    params: dict[str, queries.Value] = {"since": day, "read_by": reading}
    return Review(day, reading, answers.earlier(view.edition.version, params))


def page(view: View, chosen: Mapping[str, Any]) -> Page:
    """What changed, and who must move?"""
    t = view.t
    if view.rights.sees_sums_alone:
        return Page(t("Projects one by one."), rows=(Slot(_hidden),))
    one = asked(view, chosen)
    if one.then.version is None:
        return Page(t("No data had been published by {day}: there is nothing to hold against as reported.",
                      day=t.day(one.since)), remark=t("Read by date of event, or choose a later day."))  # fmt: skip
    made = Page(
        beside=told(view, one),
        rows=(
            Slot(partial(_movement, one=one)),
            *(Slot(partial(_listed, make=make, one=one)) for make in _lists(one)),
        ),
        question=_question(one),
    )  # fmt: skip
    return headed(view, made, lambda: answer(view, one), lambda: _cards(view, one))


def _lists(one: Review) -> tuple[Callable[[View, lists.Params], Panel], ...]:
    learned = (lists.learned,) if one.reading == "reported" else ()
    return (*learned, lists.who_must_move, lists.units, lists.problems, lists.green_again, lists.exempt)


# By what is compared, not by what was asked for: which version was the one before may come to be known later.
@kept
def _listed(view: View, make: Callable[[View, lists.Params], Panel], one: Review) -> Panel:
    return make(view, one.parameters)


def _question(one: Review) -> Question:
    """What may be asked of the answer's figures."""
    learned = ("completed_late_amount", "completed_corrected_amount") if one.reading == "reported" else ()
    figures = ("red_projects", "red_change", "red_stake", "unstarted_signed", "unstarted_started",
               "completed_done_amount", *learned, "problems_overdue")  # fmt: skip
    listed_by = dict.fromkeys(("red_projects", "red_change", "red_stake"), "lit_projects")
    listed_by["problems_overdue"] = "problem_rows"
    return Question(figures, Source("review"), params=one.parameters, listed="moved_projects", listed_by=listed_by)


def _hidden(view: View) -> Panel:
    return Panel("review", view.t("Weekly review"), "", (Hidden("projects"),))


def answer(view: View, one: Review) -> str:
    """The sentence of the review."""
    t, params = view.t, one.parameters
    row = view.run("review", **params).iloc[0]
    if one.reading == "reported" and one.then.published_on is not None:
        return sentences.review_reported(t, row, one.then.published_on, one.then.as_of, view.as_of)
    return sentences.review(t, row, one.since, view.as_of)


def told(view: View, one: Review) -> str:
    """How it is read, in words."""
    t = view.t
    if one.reading == "date":
        return t("By date of event: today's data as of {since} and as of {now}. What was reported late or corrected "
                 "counts on its own day.", since=t.day(one.since), now=t.day(view.as_of))  # fmt: skip
    if one.then.version == view.edition.version:
        return t("As reported: nothing has been published since {day}, so nothing was reported late or corrected.",
                 day=t.day(one.since))  # fmt: skip
    return t("As reported: version {then}, as it stood on {since}, against version {now}. What concerns the days up to "
             "{last} and was not in it is told apart, as late or corrected.", then=one.then.version,
             since=t.day(one.since), now=view.edition.version, last=t.day(one.then.as_of))  # fmt: skip


def _cards(view: View, one: Review) -> tuple[Card, ...]:
    t, params = view.t, one.parameters
    lit, problems = view.run("lit_total", **params).iloc[0], view.run("problems", **params).iloc[0]
    red, amber, new, green = (int(lit[code]) for code in ("red_projects", "amber_projects", "new_red", "green_again"))
    return (
        Card(t("Red lights"), t.projects(red), t("{amount} at stake", amount=t.money(lit["red_stake"])),
             lists.lit_question(params)),
        Card(t("Newly red"), t.projects(new), t("turned back to green: {n}", n=t.projects(green)),
             lists.lit_question(params, "new_red")),
        Card(t("Amber lights"), t.projects(amber), t("{amount} at stake", amount=t.money(lit["amber_stake"])),
             lists.lit_question(params, "amber_projects")),
        Card(t("Problems past their day"), t.number(int(problems["problems_overdue"])),
             lists.problem_words(view, problems),
             lists.problem_question(params)),
    )  # fmt: skip


# The movements -------------------------------------------------------------------------------------


@kept
def _movement(view: View, one: Review) -> Panel:
    """The stocks as bridges, side by side, in one unit."""
    t, moved = view.t, view.run("moved", **one.parameters).iloc[0]
    boxes = {stock: _boxes(view, moved, stock) for stock in BRIDGES}
    money = t.scale(*(rows.loc[rows["is_end"], "amount"] for rows in boxes.values()))
    question = Question(
        tuple(code for stock in BRIDGES for box in ("then", "now") for code in codes(stock, box)),
        Source("moved"), params=one.parameters, listed="moved_projects",
    )  # fmt: skip
    height = _ROW_HEIGHT * max(map(len, boxes.values()))
    cells: list[tuple[Part, ...]] = []
    for stock, rows in boxes.items():
        why = nothing(view, moved, stock)
        chart = Chart(
            f"{stock}_{one.since}_{one.reading}", charts.bridge, rows, height, _words(view, moved, stock),
            {"money": money}, partial(_asked, one, stock),
        )  # fmt: skip
        cells.append((Heading(t(_NAMES[stock])), *([Nothing(why)] if why else [chart])))
    return Panel(
        "movement", _title(view, moved),
        t("Number · amount ({unit}): of the stocks planned investment, of the key projects plan and completed "
          "investment; solid: came in, dashed: left; a gap in a bar: a part is left out", unit=money.unit),
        (Grid(4, _LEAST, tuple(cells)), *_notes(view, moved)), question,
    )  # fmt: skip


def _asked(one: Review, stock: Stock, mark: Mapping[str, Any]) -> Question:
    figures = tuple(code for box in BRIDGES[stock] for code in codes(stock, box))
    more = _MADE if stock == "completed" else ()
    shown = codes(stock, str(mark["box"]))[0]
    return Question((*figures, *more), Source("moved"), params=one.parameters, listed="moved_projects", shown=shown)


def _title(view: View, moved: pd.Series) -> str:
    said = [_words(view, moved, stock) for stock in _STAGES]
    return ("；" if view.language == "zh" else "; ").join(said)


def _words(view: View, moved: pd.Series, stock: Stock) -> str:
    t = view.t
    if stock == "plan":
        return sentences.review_plan(t, moved, view.year)
    if stock == "completed":
        return sentences.review_completed(t, moved)
    before, now = (int(moved[codes(stock, box)[0]]) for box in ("then", "now"))
    return sentences.review_stock(t, t(_NAMES[stock]), before, now)


def name(view: View, stock: Stock) -> str:
    """What a stock is called."""
    return view.t(_NAMES[stock])


def nothing(view: View, moved: pd.Series, stock: Stock) -> str:
    """Why there is nothing to draw of a stock, in words; empty where there is something."""
    t = view.t
    if stock == "unfunded" and not moved["has_funds"]:
        return t("The ledger reports no funds for both days.")
    if stock == "plan" and not any(moved[f"plan_{box}"] for box in ("added", "raised", "lowered", "removed")):
        return sentences.review_plan(t, moved, view.year)
    if stock == "completed" and not moved["plan_now"]:
        return t("No project has a plan for {year}.", year=t.year(view.year))
    if stock == "completed" and not moved["has_work"]:
        return t("The ledger reports no completed investment for {year} by {day}.", year=t.year(view.year),
                 day=t.day(view.as_of))  # fmt: skip
    if stock in _STAGES and not any(moved[codes(stock, box)[0]] for box in BRIDGES[stock]):
        return t("There is no project in this selection.")
    return ""


def _notes(view: View, moved: pd.Series) -> tuple[Part, ...]:
    t, left = view.t, moved["completed_left"]
    if not moved["has_work"] or not moved["plan_now"]:
        return ()
    said = [] if is_missing(left) or left <= 0 else [t("{amount} of the plan are left.", amount=t.money(left))]
    if not sentences.months_between(t, moved):
        said.append(t("Completed investment is reported by month: no month has ended in between."))
    return tuple(map(Note, said))


def _boxes(view: View, moved: pd.Series, stock: Stock) -> pd.DataFrame:
    """The boxes that hold something, from before to now: what each counts and brings, and between which amounts."""
    t, found, at = view.t, list[dict[str, Any]](), 0.0
    for box, of in BRIDGES[stock].items():
        number, amount = (moved[code] for code in codes(stock, box))
        if of.sign and not number:
            continue
        change = amount * (of.sign or 1)
        is_end = of.sign == 0
        name = t(of.name) if of.sign else t("Stood before") if box == "then" else t("Stands now")
        counted = "" if of.is_restated else t.projects(int(number)) if is_end else t.signed(int(number) * of.sign, 0)
        found.append({
            "box": box, "label": name, "part": name, "counted": counted, "is_end": is_end,
            "amount": float(change), "box_amount": float(change),
            "projects": None if of.is_restated else int(number) * (of.sign or 1),
            "from_amount": 0.0 if is_end else at, "to_amount": float(amount) if is_end else at + change,
        })  # fmt: skip
        at = found[-1]["to_amount"]
    return pd.DataFrame(found).astype({"projects": "Int64"})

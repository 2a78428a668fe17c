"""The view's words on and in files: what a table's or a picture's file says of itself, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import pandas as pd

from data.settings import settings
from figures import definitions
from figures.catalogue import FIGURES
from figures.columns import COLUMNS, heading
from panels import questions
from panels.figure_words import label, number
from panels.panel import Card, Table, Written
from panels.questions import Question
from reports.picture import Frame
from reports.table import About, Column, Form
from texts.terms import quarter_words
from texts.withheld import is_withheld
from texts.writing import is_missing
from view.names import name_of
from view.scope import scope_words, zone_name
from view.view import View

#: A table's own form of a cell → a file's. Rates are numbers there, whatever they are of.
_FORMS: dict[str, Form] = {"months": "count", "rate": "share", "name": "text", "flag": "text", "quarter": "text",
                           "growth": "share", "change": "count"}  # fmt: skip
_LONGEST_NAME = 100
_NOT_IN_NAMES = re.compile(r"[^\w（）()+.-]+")


def columns(view: View, rows: pd.DataFrame, wanted: Sequence[str]) -> list[Column]:
    """The columns of a table as a file has them: every cell unrounded, money in 万元 or ¥M, codes as names."""
    return [_column(view, rows, name) for name in wanted if name in rows and name in COLUMNS]


def of_table(view: View, one: Table | Written) -> list[Column]:
    """The columns of a panel's table; words as words, since each row has a unit of its own."""
    if isinstance(one, Table):
        return columns(view, one.rows, one.in_file)
    return [Column(heading, "text", [str(row[at]) for row in one.rows]) for at, heading in enumerate(one.headings)]


def of_cards(view: View, cards: Sequence[Card]) -> list[Column]:
    """A row a figure of each card: what the card says, and all that it can be asked for, unrounded."""
    t = view.t
    rows: list[tuple[str, str, str, str, float | None, str]] = []
    shown: list[Form] = []
    for card in cards:
        asked = [code for code in card.question.figures if questions.has_figure(view, card.question, code)]
        for at, code in enumerate(asked):
            value, unit = number(view, code, questions.figure(view, card.question, code))
            says = (card.label, card.value, card.note) if at == 0 else ("", "", "")
            rows.append((*says, label(view, code), value, unit))
            shown.append(_shown(code))
    headings = (t("Card"), t("As shown"), t("Remark"), t("Figure"), t("Exact"), t("Unit"))
    forms: tuple[Form, ...] = ("text", "text", "text", "text", "number", "text")
    return _listed(headings, forms, rows, shown)


def of_question(view: View, question: Question) -> list[Column]:
    """A row a figure that may be asked, of the whole and of each name, unrounded."""
    t = view.t
    names: list[tuple[str, Any, bool]] = [(t("All"), None, False)] if question.source else []
    names += [(questions.called(view, question, name), name, True) for name in questions.names(view, question)]
    rows: list[tuple[str, str, float | None, str]] = []
    shown: list[Form] = []
    for called, name, is_named in names:
        for code in question.figures:
            if questions.has_figure(view, question, code, name, is_named=is_named):
                value = questions.figure(view, question, code, name, is_named=is_named)
                rows.append((called, label(view, code), *number(view, code, value)))
                shown.append(_shown(code))
    headings = (t("Of"), t("Figure"), t("Exact"), t("Unit"))
    forms: tuple[Form, ...] = ("text", "text", "number", "text")
    return _listed(headings, forms, rows, shown)


def _listed(
    headings: Sequence[str], forms: Sequence[Form], rows: Sequence[tuple[Any, ...]], shown: Sequence[Form]
) -> list[Column]:
    """Rows of a figure each as columns; `shown`: how each of the numbers is."""
    return [
        Column(heading, form, [row[at] for row in rows], shown if form == "number" else ())
        for at, (heading, form) in enumerate(zip(headings, forms, strict=True))
    ]


def _shown(code: str) -> Form:
    """How a figure stands that has its unit beside it: 63.7 (%), 24.25 (万元), 141 (个)."""
    form = FIGURES[code].form
    return (
        "money" if form == "money" else "points" if form in ("share", "rate", "growth", "points", "days") else "count"
    )


def _column(view: View, rows: pd.DataFrame, name: str) -> Column:
    form = COLUMNS[name][1]
    caption = heading(view.t, name)
    values = list(rows[name])
    if form == "money":
        scale = view.t.small_scale
        caption = view.t("{heading} ({unit})", heading=caption, unit=scale.unit)
        values = [None if is_missing(value) else float(value) / scale.wan for value in values]
    if any(map(is_withheld, rows[name])):
        # In the place of each such figure: words, in a column of figures.
        values = [view.t.withheld(raw) or value for raw, value in zip(rows[name], values, strict=True)]
    if form == "name":
        values = [None if is_missing(value) else name_of(view, name, value) for value in values]
    elif form == "quarter":
        values = [quarter_words(view.t, first) for first in values]
    elif form == "flag":
        values = [view.t("Yes") if value else view.t("No") for value in values]
    return Column(caption, _FORMS[form] if form in _FORMS else cast(Form, form), values)


def about(view: View, title: str, subtitle: str, terms: Sequence[str]) -> About:
    """What a table's file says of itself: what it is of, as of when, from where, and what its words mean."""
    t = view.t
    name = t("Data, demonstration") if view.edition.is_demo else t("Data")
    lines = [(t("Table"), title), (t("What it shows"), subtitle), *facts(view)]
    lines += [(definitions.term(t, term), meaning(view, term)) for term in dict.fromkeys([*terms, "as_of", "rounding"])]
    return About(name, t("Definitions"), tuple((what, words) for what, words in lines if words))


def about_page(view: View, title: str, answer: str, sheets: Sequence[tuple[str, str]], terms: Sequence[str]) -> About:
    """What the file of a whole page says of itself. `sheets`: each sheet's name and what it shows."""
    t = view.t
    of = about(view, title, answer, terms)
    return About(of.data_sheet, of.about_sheet, ((t("Page"), title), *of.lines[1:2], *sheets, *of.lines[2:]))


def facts(view: View) -> list[tuple[str, str]]:
    """Zone, selection, dates and version of a view, a line each."""
    t = view.t
    found = [
        (t("Zone"), zone_name(t, is_demo=view.edition.is_demo)),
        (t("Selection"), scope_words(view) or t("Whole zone")),
        (t("Period"), view.period_words()),
        (t("As of"), t.day(view.as_of)),
    ]
    if stopped := view.money_month():
        found.append((t("Money to"), t.month_end(stopped, view.as_of)))
    found.append((t("Data version"), view.edition.version))
    if view.edition.is_demo:
        found.append(
            (
                t("Demonstration data"),
                t("Demonstration: every figure except those marked as published or derived is synthetic."),
            )
        )
    return found


def frame(view: View, title: str, subtitle: str) -> Frame:
    """The words around a chart's picture."""
    t = view.t
    words = [f"{what}{'：' if t.language == 'zh' else ': '}{text}" for what, text in facts(view)]
    mark = t("Demonstration data") if view.edition.is_demo else ""
    return Frame(title, subtitle, ("；" if t.language == "zh" else "; ").join(words), mark)


def meaning(view: View, term: str) -> str:
    """What a term means, with the settings' numbers."""
    zone = settings()
    return definitions.meaning(
        view.t, term, matured_days=zone.review.matured_days, amber_points=zone.schedule.amber_points, limits=zone.lights
    )


def file_name(view: View, title: str, ending: str) -> str:
    """A file's name: what it is, the as-of date, and the demonstration mark."""
    t = view.t
    ends = [view.as_of.isoformat(), *([t("demonstration")] if view.edition.is_demo else [])]
    return f"{safe('_'.join([title, *ends]))}.{ending}"


def safe(words: str) -> str:
    """Words as every system takes them in a file's name."""
    return _NOT_IN_NAMES.sub("_", words).strip("_")[:_LONGEST_NAME]

"""A panel on the wall: the same value that the pages show, as HTML at the size of a wall.

Remarks stay on the pages; a chart is drawn at the size of its place, and the funnel so that it can be read from afar.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import charts
from charts.funnel import stages as funnel_stages
from charts.theme import SHAPES
from figures.columns import COLUMNS
from panels.panel import Bar, Card, Chart, Note, Nothing, Panel, Part, Table
from screen.markup import chart, figure, items, row
from texts.tags import tag, text
from texts.writing import is_missing, is_some
from view.names import name_of
from view.view import View

#: A light of the rules → what charts and cards call it, whose colour it has.
_STATUS = {"amber": "behind", "red": "far_behind"}


def html(view: View, name: str, panel: Panel) -> str:
    """The whole panel; `name` is that of its chart in the address."""
    nothing = next((part.text for part in panel.parts if isinstance(part, Nothing)), "")
    title, subtitle = (nothing, "") if nothing else (panel.short or panel.title, panel.subtitle)
    head = text("h2", title) + (text("p", subtitle, "subtitle") if subtitle else "")
    return tag("section", head + tag("div", _body(view, name, panel), "body"), "panel")


def is_empty(panel: Panel) -> bool:
    """Has the panel nothing but words?"""
    return not any(isinstance(part, Card | Chart | Table) for part in panel.parts)


def _body(view: View, name: str, panel: Panel) -> str:
    found = [_part(view, name, part) for part in panel.parts if not isinstance(part, Card)]
    facts = "".join(_fact(card) for card in panel.parts if isinstance(card, Card))
    return (tag("div", facts, "facts") if facts else "") + "".join(found)


def _part(view: View, name: str, part: Part) -> str:
    if isinstance(part, Chart):
        if part.build is charts.funnel:
            return _funnel(view, part)
        return chart(name, part.words, view.t("; {n} more not shown", n="{n}"))
    return _list(view, part) if isinstance(part, Table) else ""


def _fact(card: Card) -> str:
    words = (
        text("p", card.label, "label") + tag("p", figure(card.value), "large") + tag("p", _said(card, "note"), "note")
    )
    return tag("div", words, "fact")


def _said(card: Card, of: str) -> str:
    words = f"{SHAPES[card.status]} {card.note}" if card.status else card.note
    return text("span", words, f"{of} {card.status or ''}".strip())


def band(panel: Panel) -> str:
    """A panel in one line of large figures: its first figure at the left, the second with its light over the bar."""
    cards = [part for part in panel.parts if isinstance(part, Card)]
    if not cards:
        said = "".join(text("p", part.text) for part in panel.parts if isinstance(part, Nothing))
        return tag("section", said, "band")
    first, *others = cards
    left = text("p", first.label, "label") + tag("p", figure(first.value), "key") + text("p", first.note, "label")
    notes = [part.text for part in panel.parts if isinstance(part, Note)]
    right = "".join(
        tag("p", figure(card.value) + _said(card, "light"), "apart") if card.note else tag("p", figure(card.value))
        for card in others
    )
    right += "".join(_bar(part) for part in panel.parts if isinstance(part, Bar))
    below = "".join(text("span", note) for note in notes)
    right += tag("p", below, "apart") if others and notes else "".join(text("p", note, "label") for note in notes)
    return tag("section", tag("div", left, "left") + tag("div", right, "right"), "band")


def _bar(bar: Bar) -> str:
    filled = tag("i", "", "fill", data_width=f"{min(max(bar.done, 0), 1) * 100:.2f}%")
    due = "" if bar.due is None else tag("b", "", "due", data_left=f"{min(bar.due, 1) * 100:.2f}%")
    return tag("div", filled + due, "progress")


def _funnel(view: View, drawn: Chart) -> str:
    """The stages of a funnel, each as wide as its number of projects."""
    body, rows = "", drawn.rows
    for place, stage in enumerate(funnel_stages(rows, view.t).to_dict("records")):
        width = f"{max((stage['right'] - stage['left']) * 100, 1):.2f}%"
        detail = text("p", _detail(view, rows.iloc[place], stage), "detail")
        # Of none there is no bar: one as wide as its words would show some.
        of = f"step fill{place}" if is_some(rows.iloc[place]["projects"]) else "step nothing"
        body += tag("div", tag("p", figure(stage["title"]), "stage") + detail, of, data_part=width)
        if stage["step"]:
            body += text("p", stage["step"], "between")
    return tag("div", body, "funnel")


def _detail(view: View, counted: Any, stage: Mapping[Hashable, object]) -> str:
    """A stage's amount, short enough for its bar: of the last one what has really arrived."""
    if counted["stage"] == "funded" and is_some(counted["projects"]):
        return view.t("Really arrived: {amount}", amount=view.t.money(counted["funds_arrived"]))
    return str(stage["detail"])


def _list(view: View, table: Table) -> str:
    """A table as a list: each row's name, its first amount at the right, the others below."""
    amount = next((column for column in table.columns if COLUMNS[column][1] == "money"), "")
    notes = [column for column in table.columns if column not in ("name", amount)]
    lines = [
        row(
            str(one["name"]),
            view.t.money(float(str(one[amount]))) if amount and not is_missing(one[amount]) else "",
            _notes(view, one, notes),
            _STATUS.get(one.get("light", ""), ""),
        )
        for one in table.rows.to_dict("records")
    ]
    more = view.t("and {n} more") if table.key not in ("newest_signed", "newest_started") else ""
    span = view.t("{first}–{last} of {n}", first="{first}", last="{last}", n="{n}") if table.is_gone_through else ""
    return items(lines, more or view.t("and {n} earlier ones"), table.others, span)


def _notes(view: View, one: Mapping[Hashable, Any], columns: Sequence[str]) -> list[str]:
    found = []
    for column in columns:
        value, form = one[column], COLUMNS[column][1]
        if is_missing(value):
            continue
        if form == "name":
            found.append(name_of(view, column, value))
        else:
            found.append(view.t.day(value.date()) if form == "date" else str(value))
    return found

"""What of a panel is words, as HTML: all that stands together is one element of the page, whatever it is made of.

Streamlit draws each caption, each cell of a table and each button by itself, in containers of its own: several times
what the browser needs for the same words. Charts, and tables that are sorted and asked by cell, stay Streamlit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from charts.theme import SHAPES
from figures.columns import COLUMNS, heading
from figures.lights import SHAPES as LIGHTS
from pages.draw import asking
from pages.run import linking
from panels.cells import NUMBERS, word
from panels.figure_words import label
from panels.panel import Bar, Card, Cell, Grid, Heading, Lines, Note, Panel, Part, Status, Table, Text, Written, of_card
from texts.tags import literal, tag, text
from view.view import View


def html(view: View, panel: Panel, part: Part) -> str | None:  # noqa: PLR0911 - a line a kind
    """A part as HTML; None of one that Streamlit draws."""
    match part:
        case Card():
            return card(view, part)
        case Written():
            return written(part)
        case Table(is_plain=True):
            return rows(view, part)
        case Note(words):
            return text("p", words, "note")
        case Text():
            return _text(view, panel, part)
        case Lines(lines):
            return tag("ul", "".join(text("li", line) for line in lines), "lines")
        case Heading(words, status):
            return tag("h4", _shape(status) + literal(words))
        case Bar(done, _):
            return _bar(done)
        case Grid():
            return _grid(view, panel, part)
    return None


def together(pieces: Iterable[str]) -> str:
    """Pieces one below the other, as one element."""
    return tag("div", "".join(pieces), "words")


def head(view: View, panel: Panel) -> str:
    """The panel's title, what it shows, and its button, where there is more to ask or to save."""
    return titled(panel.title, panel.subtitle, _explain(view, panel) if panel.has_more else "")


def titled(title: str, subtitle: str, button: str = "") -> str:
    """A title with a button at its right, and under it what is shown."""
    return tag("div", text("h3", title) + button, "head") + (text("p", subtitle, "note") if subtitle else "")


def _explain(view: View, panel: Panel) -> str:
    """The button that opens the panel's drawer: what is seen on it stands first in its name."""
    whole = view.t("Explain and save: {title}", title=panel.title)
    return asking.button(view, panel, f"panel_{panel.key}", view.t("Explain"), whole)


def answer(view: View, words: str, beside: str, asked: Panel | None) -> str:
    """A page's answer, what stands beside it, and the button that explains its figures."""
    said = text("h2", words) + (_explain(view, asked) if asked else "")
    return together((tag("div", said, "head"), text("p", beside) if beside else ""))


def cards(view: View, of: Iterable[Card]) -> str:
    """Cards side by side, fewer a row where there is no room."""
    return tag("div", "".join(card(view, one) for one in of), "cards")


def card(view: View, one: Card) -> str:
    """A key figure with a word on how it stands; never an arrow with a sign. Its label opens what can be asked."""
    asked = asking.button(
        view, of_card(one), f"card_{one.key}", one.label, view.t("Explain: {name}", name=one.label)
    )  # fmt: skip
    note = tag("p", _shape(one.status) + literal(one.note), f"standing {one.status or ''}".strip()) if one.note else ""
    return tag("div", asked + text("p", one.value, "figure") + note, "card", data_card=one.key)


def _shape(status: Status) -> str:
    """A light: shape and colour. Its word stands beside it."""
    return text("span", SHAPES[status], f"shape {status}") + " " if status else ""


def written(table: Written) -> str:
    """A table of words and figures as they are written."""
    head = "".join(text("th", one, scope="col") for one in table.headings)
    body = "".join(tag("tr", "".join(tag("td", _cell(cell)) for cell in row)) for row in table.rows)
    return _table(head, body, table.about)


def _table(head: str, body: str, about: str) -> str:
    # Where it moves sideways, the keyboard must reach it.
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", body), aria_label=about)
    return tag("div", table, "written", tabindex="0", role="group", aria_label=about)


def _cell(cell: Cell) -> str:
    said = text("span", cell.text, cell.light) if cell.light else literal(cell.text)
    return said + (text("b", cell.stressed) if cell.stressed else "")


def rows(view: View, table: Table) -> str:
    """Rows of projects: every row is on paper, names are links that the keyboard reaches, a click sorts nothing."""
    money, page = table.money or view.t.small_scale, linking.project_page(view)
    side = {column: "number" if COLUMNS[column][1] in NUMBERS else "" for column in table.columns}
    head = "".join(text("th", heading(view.t, column), side[column], scope="col") for column in table.columns)
    lines = []
    for row in table.rows.to_dict("records"):
        cells = []
        for column in table.columns:
            said = word(view, column, row[column], money)
            if column == "name":
                said = text("a", said, href=page + quote(str(row["project_id"]), safe=""))
            else:
                said = _lit(said) if column == "lights" else literal(said)
            cells.append(tag("td", said, side[column]))
        lines.append(tag("tr", "".join(cells)))
    about = view.t("Projects; each name leads to its page")
    return tag("div", _table(head, "".join(lines), about), "rows", data_rows=table.key)


def _lit(words: str) -> str:
    """A project's lights, one below the other, each in its colour besides its shape and its word."""
    found = []
    for one in re.split("；|; ", words):
        light = next((code for code, shape in LIGHTS.items() if one.startswith(shape)), "")
        found.append(text("div", one, light))
    return "".join(found)


def _text(view: View, panel: Panel, part: Text) -> str:
    said = "".join(text("p", one) for one in part.paragraphs)
    if part.question is None:
        return said
    name = label(view, part.question.figures[0])
    behind = (part.behind,) if part.behind else ()
    asked = Panel(f"{panel.key}_{part.key}", name, panel.title, behind, part.question)
    return tag("div", tag("div", said) + _explain(view, asked), "head")


def _bar(done: float) -> str:
    share = f"{min(max(done, 0.0), 1.0) * 100:.1f}"
    filled = tag("i", "", style=f"width: {share}%")
    return tag("div", filled, "bar", role="progressbar", aria_valuenow=share, aria_valuemin="0", aria_valuemax="100")


def _grid(view: View, panel: Panel, grid: Grid) -> str | None:
    cells = [[html(view, panel, part) for part in cell] for cell in grid.cells]
    if any(piece is None for cell in cells for piece in cell):
        return None
    return tag("div", "".join(together(map(str, cell)) for cell in cells), "cells", style=f"--least: {grid.least}px")

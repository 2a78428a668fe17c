"""All that a view says in words, on its pages and on the wall, without a browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from panels.contents import OF_PAGES
from panels.panel import Card, Caution, Chart, Heading, Lines, Note, Nothing, Panel, Written
from screen.link import Asked
from screen.views import turns
from view.view import View


class Read(NamedTuple):
    """A text: which page or view, what it is there (`answer`, `title`, `nothing`, `note` …), and its words."""

    where: str
    kind: str
    words: str


def pages(view: View) -> Iterator[Read]:
    """What each page says, its switches at their defaults."""
    for path, contents in OF_PAGES.items():
        chosen = {contents.switch: view.choices[contents.switch].default or ""} if contents.switch else {}
        page = contents.make(view, chosen)
        where = path or "overview"
        yield from (Read(where, "answer", words) for words in (page.answer, page.beside, page.remark) if words)
        for card in page.cards:
            yield from _card(where, card)
        for panel in page.panels(view, {}):
            yield from _panel(where, panel)


def wall(asked: Asked) -> Iterator[Read]:
    """What the wall says: each piece of text of its HTML, and what its charts are told in."""
    for turn in turns(asked):
        for sent in (turn.band, *(panel["html"] for panel in turn.panels)):
            for found in re.findall(r'>([^<>]+)<|aria-label="([^"]*)"', sent):
                yield Read(f"wall {turn.name}", "text", html.unescape(found[0] or found[1]))


def _card(where: str, card: Card) -> Iterator[Read]:
    yield from (Read(where, "card", words) for words in (card.label, card.value, card.note) if words)


def _panel(where: str, panel: Panel) -> Iterator[Read]:
    yield Read(where, "title", panel.title)
    if panel.subtitle:
        yield Read(where, "subtitle", panel.subtitle)
    for part in panel.every:
        match part:
            case Card():
                yield from _card(where, part)
            case Chart():
                yield Read(where, "chart", part.words)
            case Written():
                yield from (Read(where, "cell", str(cell)) for row in part.rows for cell in row if str(cell))
            case Nothing(words):
                yield Read(where, "nothing", words)
            case Note(words) | Caution(words):
                yield Read(where, "note", words)
            case Heading(words, _):
                yield Read(where, "heading", words)
            case Lines(lines):
                yield from (Read(where, "note", line) for line in lines)
            case _:
                pass

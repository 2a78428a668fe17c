"""A whole page as files: its charts as one picture; its cards, its tables and its charts' figures as one workbook."""

from __future__ import annotations

from collections.abc import Mapping

from figures.columns import filled
from panels import built_charts
from panels.page import Page, gaps
from panels.panel import Panel, of_card
from reports import file_words, page, table
from reports.table import Column
from texts import sentences
from view.view import View


def picture(view: View, title: str, of: Page, chosen: Mapping[str, str]) -> bytes:
    """The page's charts as a PNG.

    Raises:
        ValueError: it has no chart.
    """
    view = of.view or view
    drawn = [
        (built_charts.spec(view, chart).plain, file_words.frame(view, one.title, one.subtitle))
        for one in of.panels(view, chosen)
        for chart in one.charts
    ]
    return page.png(drawn, view.palette, title, _answer(view, of))


def workbook(view: View, title: str, of: Page, chosen: Mapping[str, str]) -> bytes:
    """A sheet of the cards, one for each table and each chart's figures, by the panel's title; and what they mean.

    `title`: the page's; `chosen`: what the panels' switches stand at.
    """
    view = of.view or view
    panels = list(of.panels(view, chosen))
    sheets: list[tuple[str, list[Column]]] = []
    told: list[tuple[str, str]] = []
    if of.cards:
        _add(sheets, told, view.t("Key figures"), "", file_words.of_cards(view, of.cards))
    for one in panels:
        for columns in _tables(view, one):
            _add(sheets, told, one.title, one.subtitle, columns)
    terms = [term for one in (*map(of_card, of.cards), *panels) for term in one.terms]
    said = " ".join((_answer(view, of), *gaps(panels)))
    return table.workbook_of(sheets, file_words.about_page(view, title, said, told, terms))


def _add(
    sheets: list[tuple[str, list[Column]]], told: list[tuple[str, str]], title: str, what: str, columns: list[Column]
) -> None:
    # A number keeps equal titles apart.
    name = f"{len(sheets) + 1} {title}"
    sheets.append((name, columns))
    told.append((table.sheet_name(name), f"{title} {what}".strip()))


def _tables(view: View, one: Panel) -> list[list[Column]]:
    cards = [file_words.of_cards(view, one.cards)] if one.cards else []
    charted = [file_words.columns(view, chart.rows, filled(chart.rows)) for chart in one.charts]
    listed = [file_words.of_table(view, each) for each in one.tables]
    return [columns for columns in [*cards, *charted, *listed] if columns]


def _answer(view: View, of: Page) -> str:
    return sentences.drafted(view.t, of.answer, is_demo=view.edition.is_demo)

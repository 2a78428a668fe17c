"""The whole page as files: its charts as one picture, its tables and its charts' figures as one workbook."""

from __future__ import annotations

import pandas as pd

from figures.columns import filled
from pages import gathered
from pages.draw import downloads
from pages.draw.drawer import Subject, terms
from reports import file_words, page, table
from view.view import View

_PNG = "image/png"


def buttons(view: View, title: str) -> None:
    """A button each, where the page has what it saves."""
    panels = gathered.panels()
    answer = gathered.answer()
    if any(one.charts for one in panels):
        downloads.button(
            view.t("Charts of this page (PNG)"), lambda: _picture(view, title, answer, panels),
            file_words.file_name(view, title, "png"), _PNG, icon=":material/image:", key="page_png", width="stretch",
        )  # fmt: skip
    if panels:
        downloads.button(
            view.t("Data of this page (xlsx)"), lambda: _workbook(view, title, answer, panels),
            file_words.file_name(view, title, "xlsx"), downloads.XLSX, icon=":material/table:", key="page_xlsx",
            width="stretch",
        )  # fmt: skip


def _picture(view: View, title: str, answer: str, panels: list[Subject]) -> bytes:
    charts = [
        (charted.spec, file_words.frame(view, one.title, one.subtitle)) for one in panels for charted in one.charts
    ]
    return page.png(charts, view.palette, title, answer)


def _workbook(view: View, title: str, answer: str, panels: list[Subject]) -> bytes:
    """A sheet for each table and each chart's figures, by the panel's title; a number keeps equal titles apart."""
    sheets: list[tuple[str, list[table.Column]]] = []
    told: list[tuple[str, str]] = []
    for one in panels:
        for rows, wanted in _tables(one):
            name = f"{len(sheets) + 1} {one.title}"
            sheets.append((name, file_words.columns(view, rows, wanted)))
            told.append((table.sheet_name(name), " ".join([one.title, one.subtitle])))
    asked = [term for one in panels for term in terms(one)]
    return table.workbook_of(sheets, file_words.about_page(view, title, answer, told, asked))


def _tables(one: Subject) -> list[tuple[pd.DataFrame, tuple[str, ...]]]:
    charted = [(chart.rows, filled(chart.rows)) for chart in one.charts]
    listed = [(each.rows, each.columns) for each in one.tables]
    return [(rows, wanted) for rows, wanted in [*charted, *listed] if wanted]

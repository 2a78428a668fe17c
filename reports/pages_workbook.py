"""Every page as one workbook: a sheet a page, its figures as numbers, where each comes from, what the words mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from data import versions
from figures.columns import filled
from panels import projects
from panels.contents import OF_PAGES
from panels.page import Page, gaps
from panels.panel import Panel, Table, Written, of_card
from panels.questions import Question
from panels.unanswered import UnansweredError, why
from reports import file_words, sheets
from reports.sheets import Block, Front, Sheet
from reports.table import Column
from texts import sentences
from view import addresses
from view.view import View

#: So many projects of the list stand on its sheet; the page's own file has all of them.
MOST_PROJECTS = 20_000


class _Listed(NamedTuple):
    """The list of projects as columns; in words that it is cut, where it is."""

    columns: list[Column]
    cut: str


def workbook(view: View, chosen: Mapping[str, Any]) -> bytes:
    """The file, of all pages that the navigation has. `chosen`: what the pages' switches stand at, by key.

    Raises:
        StoreError: the office's own paragraphs cannot be read.
    """
    t, made, terms = view.t, list[Sheet](), list[str]()
    for entry in addresses.PAGES:
        if entry.path not in OF_PAGES or not entry.is_listed:
            continue
        page = OF_PAGES[entry.path].make(view, chosen)
        of = page.view or view
        panels = list(page.panels(of, chosen))
        head = (*_head(of, t(entry.title), page), *gaps(panels))
        try:
            blocks = tuple(_blocks(of, page, panels, _listed(of, chosen) if entry.path == "projects" else None))
        except UnansweredError as error:
            # The other pages' sheets stand.
            blocks, head = (), (*head, why(t, error))
        made.append(Sheet(t(entry.title), head, blocks))
        terms += [term for one in (*map(of_card, page.cards), *panels) for term in one.terms]
    title = t("All pages")
    return sheets.workbook(_front(view, title), made, file_words.about(view, title, "", terms))


def _head(view: View, title: str, page: Page) -> tuple[str, ...]:
    """The page's title, its answer, and of what and when it is."""
    said = sentences.drafted(view.t, page.answer, is_demo=view.edition.is_demo)
    joint, mark = ("；", "：") if view.language == "zh" else ("; ", ": ")
    of = joint.join(f"{what}{mark}{words}" for what, words in file_words.facts(view))
    return tuple(filter(None, (title, said, page.beside, page.remark, of)))


def _front(view: View, title: str) -> Front:
    t, info = view.t, versions.info(view.edition.version)
    lines = [
        *file_words.facts(view),
        (t("Ledger file"), t("Demonstration data") if view.edition.is_demo else info.source_file),
    ]
    return Front(t("Contents"), title, tuple(lines), (t("Page"), t("Table"), t("What it shows"), t("Query")))


def _blocks(view: View, page: Page, panels: list[Panel], listed: _Listed | None) -> Iterator[Block]:
    t = view.t
    if page.cards:
        yield Block(t("Key figures"), "", _source(*(card.question for card in page.cards)),
                    file_words.of_cards(view, page.cards))  # fmt: skip
    for one in panels:
        source = _source(one.question)
        if one.cards:
            yield Block(one.title, one.subtitle, _source(*(card.question for card in one.cards)),
                        file_words.of_cards(view, one.cards))  # fmt: skip
        for chart in one.charts:
            if columns := file_words.columns(view, chart.rows, filled(chart.rows)):
                yield Block(one.title, chart.words if len(one.charts) > 1 else one.subtitle, source, columns)
        for each in one.tables:
            yield from _table(view, one, each, source, listed)


def _table(view: View, one: Panel, each: Table | Written, source: str, listed: _Listed | None) -> Iterator[Block]:
    columns = listed.columns if listed else file_words.of_table(view, each)
    if columns:
        about = filter(None, (one.subtitle, listed.cut if listed else ""))
        yield Block(one.title, ("；" if view.language == "zh" else "; ").join(about), source, columns)
    # Words with a unit in each row: their figures as numbers follow.
    if isinstance(each, Written) and one.question is not None:
        exact = file_words.of_question(view, one.question)
        if any(column.cells for column in exact):
            yield Block(one.title, view.t("Its figures as numbers"), source, exact)


def _listed(view: View, chosen: Mapping[str, Any]) -> _Listed | None:
    """The list of projects, not one page of it; None for who may not see projects."""
    if not view.rights.sees_projects:
        return None
    asked = projects.asked(dict(chosen))
    columns = file_words.columns(view, projects.every_row(view, asked, MOST_PROJECTS), projects.in_file(asked))
    t, found = view.t, int(projects.totals(view, asked)["projects"])
    cut = t(
        "the first {n} of {all}; the page's own file has all of them", n=t.number(MOST_PROJECTS), all=t.number(found)
    )
    return _Listed(columns, cut if found > MOST_PROJECTS else "")


def _source(*questions: Question | None) -> str:
    """The queries behind figures."""
    of = [source.query for one in questions if one for source in (one.source, one.groups) if source]
    return ", ".join(dict.fromkeys(of))

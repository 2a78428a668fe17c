"""The bulletin as a page: its parts as panels, with the text as it will stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from data.errors import StoreError
from panels.bulletin import asked as questions_of
from panels.bulletin import drafting, issue, troubles
from panels.bulletin.issue import Issue
from panels.document import Block, Document
from panels.page import Page, Slot
from panels.panel import Caution, Hidden, Note, Panel, Part, Table, Text
from view import monthly
from view.view import View

#: Rows of a table that stand without scrolling.
_VISIBLE = 20


def asked(view: View, chosen: Mapping[str, Any]) -> Issue | None:
    """The issue that the page's switches ask for; None where the data has no whole month."""
    month = monthly.month_of(str(chosen.get("month") or view.choices["month"].default or ""))
    if month is None:
        return None
    return issue.of(view, month, "public" if chosen.get("edition") == "public" else "internal")


def page(view: View, chosen: Mapping[str, Any]) -> Page:
    """What does this month's bulletin say?"""
    t = view.t
    if view.rights.sees_sums_alone:
        return Page(t("Projects one by one."), rows=(Slot(_hidden),))
    one = asked(view, chosen)
    if one is None:
        return Page(t("The data has no whole month yet."))
    try:
        made = drafting.document(one, has_gaps=True)
    except StoreError as error:
        return Page(t("The bulletin cannot be drafted."), remark=error.message(view.language))
    panels = list(_panels(one, made))
    return Page(
        drafting.opened(one), " · ".join((made.title, *made.lines)),
        rows=tuple(Slot(partial(_given, panel)) for panel in panels), view=one.view,
    )  # fmt: skip


def _hidden(view: View) -> Panel:
    return Panel("bulletin", view.t("Monthly bulletin"), "", (Hidden("projects"),))


def _given(panel: Panel, _view: View) -> Panel:
    return panel


def _panels(one: Issue, made: Document) -> Iterator[Panel]:
    """A panel a heading, with the blocks up to the next one."""
    held: list[Block] = []
    for block in made.blocks[1:]:
        if block.heading and held and not _is_board(block):
            yield _panel(one, held)
            held = []
        held.append(block)
    if held:
        yield _panel(one, held, made.closing)


def _is_board(block: Block) -> bool:
    return block.code in ("process_board", "result_board")


def _panel(one: Issue, blocks: list[Block], closing: tuple[str, ...] = ()) -> Panel:
    parts: list[Part] = []
    mark = f"{monthly.code(one.month)}_{one.edition}"
    for block in blocks:
        if _is_board(block):
            parts.append(Text((block.heading,)))
        if block.code == "next_steps":
            parts += _steps(one, block)
        elif block.paragraphs:
            question = questions_of.paragraphs(one, block.code)
            behind = questions_of.figures(one, block.code, question) if question else None
            parts.append(Text(block.paragraphs, question, block.code, behind))
        parts += [_asked(one, table, mark) for table in block.tables if isinstance(table, Table)]
        if block.pictured is not None:
            parts.append(Note(block.pictured.subtitle))
        parts += [replace(chart, key=f"{chart.key}_{mark}") for chart in block.charts]
    parts += [Note(line) for line in closing]
    pictured = next((block.pictured for block in blocks if block.pictured is not None), None)
    return Panel(blocks[0].code, blocks[0].heading, "", tuple(parts), pictured.question if pictured else None)


def _asked(one: Issue, table: Table, mark: str) -> Table:
    """A table whose cells can be asked about, named by its month and edition."""
    names = questions_of.NAMES.get(table.key, "")
    question = questions_of.tables(one, table.key)
    return replace(
        table, key=f"{table.key}_{mark}", question=question, names=names if names in table.rows else "",
        visible=min(len(table.rows), _VISIBLE),
    )  # fmt: skip


def _steps(one: Issue, block: Block) -> list[Part]:
    """The office's own paragraphs; where there are none, where to write them."""
    t, found = one.t, troubles.next_steps(one)
    parts: list[Part] = [Text(block.paragraphs)] if found.paragraphs else [Caution(t(
        "To be written by the office: a paragraph a line in the file office/next-steps.txt of the data folder; it is "
        "kept from month to month. Until then the Word file says: {words}", words=block.paragraphs[0]))]  # fmt: skip
    if found.left_out:
        parts.append(Caution(t("{n} paragraphs name a project or department that is behind: they are left out of the "
                               "public edition.", n=t.number(found.left_out))))  # fmt: skip
    return parts

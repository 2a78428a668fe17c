"""A document as a Word file without a template: sheets for a meeting's table."""

from __future__ import annotations

from docx.document import Document as Docx

from panels.cells import in_words
from panels.document import Block, Document
from panels.panel import Table, Written
from reports.word import writing
from texts.language import N_
from view.view import View

#: Column → its width in cm where it is not the width of its like; what is left goes to the rest.
_WIDTHS = {
    "name": 4.0, "lit": 2.4, "unit": 2.2, "lead_official": 2.0, "stake": 1.8, "due_on": 2.0, "days_over": 1.3,
    "blocker_kind": 1.8, "level": 1.6, "owner": 2.4, "problem_state": 1.6, "red_projects": 1.2, "red_change": 1.5,
    "amber_projects": 1.2, "new_red": 1.5, "green_again": 1.2, "exempt_projects": 1.5, "red_stake": 1.9,
    "amber_stake": 1.9, "owner_says": 3.2,
}  # fmt: skip
_PORTRAIT, _LANDSCAPE = 18.0, 26.7


def docx(view: View, of: Document) -> bytes:
    """The file: title, lines, blocks; demonstration data says so at the foot of every page."""
    made = writing.blank(is_wide=of.is_wide)
    writing.paragraph(made, of.title, writing.TITLE, is_centred=True, after=2)
    for line in of.lines:
        writing.paragraph(made, line, writing.SMALL, is_centred=True)
    for at, block in enumerate(of.blocks):
        if at and of.is_paged:
            writing.new_page(made)
        _block(made, view, of, block)
    for line in of.closing:
        writing.paragraph(made, line, writing.SMALL, before=4)
    mark = view.t(_DEMO) if view.edition.is_demo else ""
    writing.footer(made, mark)
    return writing.saved(made)


_DEMO = N_("Demonstration data")


def _block(made: Docx, view: View, of: Document, block: Block) -> None:
    if block.heading:
        writing.paragraph(made, block.heading, writing.HEADING, before=6, after=2, keeps_with_next=True)
    for words in block.paragraphs:
        writing.paragraph(made, words, writing.TEXT, after=2)
    for table in block.tables:
        writing.table(made, in_words(view, table), _widths(table, _LANDSCAPE if of.is_wide else _PORTRAIT))
        writing.paragraph(made, "", writing.SMALL)


def _widths(table: Table | Written, room: float) -> list[float]:
    """Widths of the columns in cm that together are `room` wide."""
    if isinstance(table, Written):
        first = 3.2
        return [first, *[(room - first) / (len(table.headings) - 1)] * (len(table.headings) - 1)]
    known = [_WIDTHS.get(column, 0.0) for column in table.columns]
    rest = known.count(0.0)
    if not rest:
        return [width * room / sum(known) for width in known]
    left = max((room - sum(known)) / rest, 2.0)
    widths = [width or left for width in known]
    return [width * room / sum(widths) for width in widths]

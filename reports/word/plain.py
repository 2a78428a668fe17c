"""A document as a Word file without a template: sheets for a meeting's table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document as Docx

from panels.cells import Words, in_words
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
#: On a wide page they have more: a name and a light then stand in one line.
_WIDER = {"name": 2.0, "lit": 0.5}
_PORTRAIT, _LANDSCAPE = 18.0, 26.7
#: What is broken only where nothing else can be, and cm of a letter of a cell and of a heading, and beside both.
_WORD = re.compile(r"[!-~¥−…]+")
_LETTER, _BOLD_LETTER, _PADDING = 0.185, 0.2, 0.45


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
        told = in_words(view, table)
        writing.table(made, told, _widths(table, told, _LANDSCAPE if of.is_wide else _PORTRAIT))
        writing.paragraph(made, "", writing.SMALL)


def _widths(table: Table | Written, words: Words, room: float) -> list[float]:
    """Widths of the columns in cm that together are `room` wide; none so narrow that it breaks a word."""
    least = [_least(heading, [row[at] for row in words.rows]) for at, heading in enumerate(words.headings)]
    if isinstance(table, Written):
        first = max(3.2, least[0])
        return [first, *[(room - first) / (len(table.headings) - 1)] * (len(table.headings) - 1)]
    known = [_WIDTHS.get(column, 0.0) + (_WIDER.get(column, 0.0) if room > _PORTRAIT else 0.0)
             for column in table.columns]  # fmt: skip
    fixed = [max(width, least[at]) if width else 0.0 for at, width in enumerate(known)]
    rest = fixed.count(0.0)
    left = (room - sum(fixed)) / rest if rest else 0.0
    widths = [width or max(left, least[at], 2.0) for at, width in enumerate(fixed)]
    return [width * room / sum(widths) for width in widths]


def _least(heading: str, cells: Sequence[str]) -> float:
    """The width in cm of a column's longest word: Latin letters and digits that stand together are not broken."""
    longest = max((len(word) for cell in cells for word in _WORD.findall(cell)), default=0)
    of_heading = max((len(word) for word in _WORD.findall(heading)), default=0)
    return _PADDING + max(longest * _LETTER, of_heading * _BOLD_LETTER)

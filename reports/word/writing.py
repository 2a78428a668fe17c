"""How a Word file is written: paper, fonts of both scripts on every run, paragraphs, tables whose heads repeat.

python-docx sets fonts for Latin letters only; Word takes what Chinese characters look like from `w:eastAsia`, so each
run says both.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from panels.cells import Words

_MARGIN = Mm(15)
_A4 = Mm(210), Mm(297)
_GREY = "D9D9D9"


class Font(NamedTuple):
    """A face of both scripts and its size in points."""

    east_asia: str
    latin: str
    points: float
    is_bold: bool = False


#: What offices' documents are set in; each is on every Windows, so none is embedded.
TITLE = Font("黑体", "Arial", 16, is_bold=True)
HEADING = Font("黑体", "Arial", 11, is_bold=True)
TEXT = Font("仿宋", "Times New Roman", 10.5)
SMALL = Font("宋体", "Times New Roman", 8.5)
HEAD = Font("黑体", "Arial", 8.5, is_bold=True)
#: A light's colour in print; its shape and word say the same.
LIGHTS = {"■": RGBColor(0xB4, 0x23, 0x18), "◆": RGBColor(0x8A, 0x5A, 0x00)}


def blank(*, is_wide: bool = False) -> Docx:
    """An empty A4 document whose standard style has both scripts' fonts."""
    made = docx.Document()
    section = made.sections[0]
    width, height = reversed(_A4) if is_wide else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(8)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = TEXT.latin, Pt(TEXT.points)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TEXT.east_asia)
    normal.paragraph_format.space_after = Pt(0)
    return made


def saved(made: Docx) -> bytes:
    """The file."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def run(paragraph: Paragraph, text: str, font: Font, colour: RGBColor | None = None) -> Run:
    """Add words in a font of both scripts."""
    added = paragraph.add_run(text)
    added.font.name, added.font.size, added.bold = font.latin, Pt(font.points), font.is_bold
    properties = added._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font.east_asia)
    if colour is not None:
        added.font.color.rgb = colour
    return added


def paragraph(
    made: Docx, text: str, font: Font = TEXT, *, is_centred: bool = False, before: float = 0, after: float = 0,
    keeps_with_next: bool = False,
) -> Paragraph:  # fmt: skip
    """Add a paragraph; `before` and `after` in points."""
    added = made.add_paragraph()
    run(added, text, font)
    if is_centred:
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.space_before, added.paragraph_format.space_after = Pt(before), Pt(after)
    added.paragraph_format.keep_with_next = keeps_with_next
    return added


def table(made: Docx, words: Words, widths: Sequence[float] = ()) -> Table:
    """Add a table; its head repeats on every page, no row is broken. `widths`: of its columns, in cm."""
    added: Table = made.add_table(rows=1, cols=len(words.headings))
    added.style, added.alignment, added.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, not widths
    for at, head in enumerate(words.headings):
        _fill(added.rows[0].cells[at], head, HEAD, is_number=words.are_numbers[at])
        _shade(added.rows[0].cells[at])
    _repeat(added.rows[0]._tr)
    for row in words.rows:
        cells = added.add_row().cells  # type: ignore[no-untyped-call]
        for at, word in enumerate(row):
            _fill(cells[at], word, SMALL, is_number=words.are_numbers[at])
    for at, width in enumerate(widths):
        added.columns[at].width = Cm(width)
    for each in added.rows:
        _whole(each._tr)
        for at, width in enumerate(widths):
            each.cells[at].width = Cm(width)
    return added


def footer(made: Docx, text: str) -> None:
    """What stands at the foot of every page, and the page's number."""
    foot = made.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(foot, f"{text}　" if text else "", SMALL)
    for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
        part = run(foot, "", SMALL)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = instruction
        part._element.append(mark)


def new_page(made: Docx) -> None:
    """Go on on a new page."""
    run(made.paragraphs[-1], "", SMALL).add_break(WD_BREAK.PAGE)


def _fill(cell: _Cell, word: str, font: Font, *, is_number: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    held = cell.paragraphs[0]
    held.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
    held.paragraph_format.line_spacing = 1.0
    run(held, word, font, LIGHTS.get(word[:1]))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GREY)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)


def _whole(row: Any) -> None:
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)

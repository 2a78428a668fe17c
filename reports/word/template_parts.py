"""Parts of which the shipped templates are made: tags, paragraphs and tables in the form of official documents.

A4, 仿宋 of 16 points, 28 points a line; an office changes it in Word or WPS.
"""

from __future__ import annotations

from collections.abc import Collection

from docx.document import Document as Docx
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from figures.columns import COLUMNS, heading
from panels.cells import NUMBERS, Words
from reports.word import writing
from reports.word.fields import Field, alias
from reports.word.writing import Font
from texts import Language, texts

TITLE = Font("宋体", "Times New Roman", 22, is_bold=True)
HEADING = Font("黑体", "Arial", 16)
TEXT = Font("仿宋", "Times New Roman", 16)
SMALL = Font("仿宋", "Times New Roman", 12)
CAPTION = Font("黑体", "Arial", 14)
_LINE = Pt(28)
_UNITS = {"zh": ("亿元", "万元"), "en": ("¥B", "¥M")}
#: Columns' widths in mm where they are not alike.
_WIDTHS = {
    "name": 40, "title": 34, "unit": 21, "lead_official": 19, "why_lit": 30, "lit": 15, "start_rate": 20,
    "arrival_rate": 18, "plan": 20, "invested": 20, "planned_investment": 20, "formal_planned": 20,
    "arrived_of_signed": 20, "funds_arrived": 18, "formal_projects": 13, "started_projects": 13, "learned": 62,
    "ranked_by": 40, "red_list": 56, "black_list": 56, "group": 16, "standing": 16, "held_on": 25,
    "happened_on": 25, "event": 13, "channel": 19, "bulletin_figure": 60, "was_said": 48, "is_said": 48,
    "industry": 28, "blocker_kind": 18, "level": 20, "owner": 28, "due_on": 24, "days_over": 16, "note": 46,
}  # fmt: skip
#: English words are longer than Chinese ones: none of a heading is to be broken.
_ENGLISH = {
    "held_on": 23, "title": 32, "channel": 23, "formal_projects": 24, "started_projects": 18, "start_rate": 15,
    "arrival_rate": 17, "formal_planned": 25, "planned_investment": 25, "arrived_of_signed": 19, "key_projects": 18,
    "completion_rate": 24, "points_ahead": 18, "zone_points": 19, "plan": 18, "invested": 22, "event": 22,
    "standing": 20, "unit": 25, "new_due": 18, "new_due_started": 18, "funds_arrived": 19, "lead_official": 20,
}  # fmt: skip
_OTHERS, _ROOM = 16, 160


def blank() -> Docx:
    """An empty document with an official one's margins."""
    document = writing.blank()
    section = document.sections[0]
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, (37, 35, 26, 24))
    section.footer_distance = Mm(20)
    return document


def tag(one: Field, language: Language) -> str:
    """{{ 标题 }}."""
    return f"{{{{ {one.zh if language == 'zh' else one.code} }}}}"


def body(paragraph: Paragraph) -> Paragraph:
    """Two characters in, 28 points a line."""
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(32)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    return paragraph


def lines(document: Docx, one: Field, language: Language, font: Font = TEXT, before: float = 0) -> None:
    """A paragraph that is repeated, between the two of its loop; `before` of small ones, which are no body text."""
    name, row = (one.zh, "段") if language == "zh" else (one.code, "line")
    writing.paragraph(document, f"{{%p for {row} in {name} %}}", SMALL)
    made = writing.paragraph(document, f"{{{{ {row} }}}}", font, before=before)
    if font is TEXT:
        body(made)
    writing.paragraph(document, "{%p endfor %}", SMALL)


def table(document: Docx, one: Field, language: Language, big: Collection[str] = ()) -> None:
    """A head, and between the two rows of the loop the row that is repeated. `big`: tables whose money is in 亿元."""
    t, row = texts(language), "行" if language == "zh" else "row"
    unit = _UNITS[language][one.code not in big]
    heads = []
    for column in one.columns:
        named = heading(t, column)
        heads.append(t("{heading} ({unit})", heading=named, unit=unit) if COLUMNS[column][1] == "money" else named)
    names = [alias(column) if language == "zh" else column for column in one.columns]
    cells = tuple(f"{{{{ {row}.{name} }}}}" for name in names)
    blank = [""] * (len(names) - 1)
    name = one.zh if language == "zh" else one.code
    loop = ((f"{{%tr for {row} in {name} %}}", *blank), cells, ("{%tr endfor %}", *blank))
    are_numbers = tuple(COLUMNS[column][1] in NUMBERS for column in one.columns)
    of = _WIDTHS | (_ENGLISH if language == "en" else {})
    widths = [of.get(column, _OTHERS) for column in one.columns]
    scaled = [width * _ROOM / sum(widths) / 10 for width in widths]
    made = writing.table(document, Words(tuple(heads), are_numbers, loop), scaled)
    if language == "en":
        _narrow(made)
    for each in made.rows:
        for cell in each.cells:
            form = cell.paragraphs[0].paragraph_format
            form.space_before = form.space_after = Pt(2)
    writing.paragraph(document, "", SMALL)


def _narrow(made: Table) -> None:
    """Smaller letters and margins: English words are not broken in narrow columns."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "45")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made._tbl.tblPr.append(margins)
    for cell in (cell for row in made.rows for cell in row.cells):
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(7)

"""The shipped templates, made anew: `python -m reports.word.bulletin_template` writes both beside this file.

The form is that of official documents (A4, 仿宋 of 16 points, 28 points a line); an office changes it in Word or WPS.
"""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as Docx
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from figures.columns import COLUMNS, heading
from panels.cells import Words
from reports.word import writing
from reports.word.bulletin_fields import FIELDS, Field, alias
from reports.word.writing import Font
from texts import LANGUAGES, Language, texts

FOLDER = Path(__file__).with_name("templates")
_TITLE = Font("宋体", "Times New Roman", 22, is_bold=True)
_HEADING = Font("黑体", "Arial", 16)
_TEXT = Font("仿宋", "Times New Roman", 16)
_SMALL = Font("仿宋", "Times New Roman", 12)
_CAPTION = Font("黑体", "Arial", 14)
_LINE = Pt(28)
#: Money of departments', industries' and events' tables is in one unit in every month, of projects' in the small one.
_BIG = frozenset({"events", "annex_industries", "annex_units"})
_UNITS = {"zh": ("亿元", "万元"), "en": ("¥B", "¥M")}
#: Columns' widths in mm where they are not alike.
_WIDTHS = {
    "name": 40, "title": 34, "unit": 21, "lead_official": 19, "why_lit": 30, "lit": 15, "start_rate": 20,
    "arrival_rate": 18, "plan": 20, "invested": 20, "planned_investment": 20, "formal_planned": 20,
    "arrived_of_signed": 20, "funds_arrived": 18, "formal_projects": 13, "started_projects": 13, "learned": 62,
    "ranked_by": 40, "red_list": 56, "black_list": 56, "group": 16, "standing": 16, "held_on": 25,
    "happened_on": 25, "event": 13, "channel": 19, "bulletin_figure": 60, "was_said": 48, "is_said": 48,
    "industry": 28,
}  # fmt: skip
_OTHERS, _ROOM = 16, 160
_PAGED = ("annex_industries_heading", "behind_heading", "new_projects_heading")


def file(language: Language) -> Path:
    """The shipped template of a language."""
    return FOLDER / f"bulletin_{language}.docx"


def made(language: Language) -> bytes:
    """The template's file."""
    document = writing.blank()
    section = document.sections[0]
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, (37, 35, 26, 24))
    section.footer_distance = Mm(20)
    _head(document, language)
    for one in FIELDS[5:]:
        _field(document, one, language)
    writing.footer(document, "")
    return writing.saved(document)


def _head(document: Docx, language: Language) -> None:
    by_code = {one.code: one for one in FIELDS}
    for code, font in (("title", _TITLE), ("number", _TEXT)):
        writing.paragraph(document, _tag(by_code[code], language), font, is_centred=True, after=6)
    writing.paragraph(document, _tag(by_code["day"], language), _SMALL, is_centred=True, after=14)
    _body(writing.paragraph(document, _tag(by_code["opening"], language), _TEXT))


def _field(document: Docx, one: Field, language: Language) -> None:
    name = one.zh if language == "zh" else one.code
    if one.kind == "table":
        _table(document, one, language)
    elif one.kind == "lines":
        row = "段" if language == "zh" else "line"
        writing.paragraph(document, f"{{%p for {row} in {name} %}}", _SMALL)
        small = one.code == "closing"
        made = writing.paragraph(document, f"{{{{ {row} }}}}", _SMALL if small else _TEXT, before=8 if small else 0)
        if not small:
            _body(made)
        writing.paragraph(document, "{%p endfor %}", _SMALL)
    elif one.kind == "picture":
        writing.paragraph(document, _tag(one, language), _SMALL, is_centred=True, before=4, after=4)
    elif one.code in _PAGED:
        made = writing.paragraph(document, _tag(one, language), _CAPTION, after=6, keeps_with_next=True)
        made.paragraph_format.page_break_before = True
    elif one.code in ("process_board_heading", "result_board_heading"):
        writing.paragraph(document, _tag(one, language), _CAPTION, before=6, after=3, keeps_with_next=True)
    elif one.code.endswith("_heading"):
        made = writing.paragraph(document, _tag(one, language), _HEADING, keeps_with_next=True)
        _body(made)
    elif one.code.endswith("_note") and one.code != "boards_note":
        writing.paragraph(document, _tag(one, language), _SMALL, before=4, after=4)
    else:
        _body(writing.paragraph(document, _tag(one, language), _TEXT))


def _tag(one: Field, language: Language) -> str:
    return f"{{{{ {one.zh if language == 'zh' else one.code} }}}}"


def _body(paragraph: Paragraph) -> None:
    """Two characters in, 28 points a line."""
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(32)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE


def _table(document: Docx, one: Field, language: Language) -> None:
    """A head, and between the two rows of the loop the row that is repeated."""
    t, row = texts(language), "行" if language == "zh" else "row"
    unit = _UNITS[language][one.code not in _BIG]
    heads = []
    for column in one.columns:
        named = heading(t, column)
        heads.append(t("{heading} ({unit})", heading=named, unit=unit) if COLUMNS[column][1] == "money" else named)
    names = [alias(column) if language == "zh" else column for column in one.columns]
    cells = tuple(f"{{{{ {row}.{name} }}}}" for name in names)
    blank = [""] * (len(names) - 1)
    name = one.zh if language == "zh" else one.code
    loop = ((f"{{%tr for {row} in {name} %}}", *blank), cells, ("{%tr endfor %}", *blank))
    are_numbers = tuple(COLUMNS[column][1] not in ("text", "name", "date") for column in one.columns)
    widths = [_WIDTHS.get(column, _OTHERS) for column in one.columns]
    scaled = [width * _ROOM / sum(widths) / 10 for width in widths]
    made = writing.table(document, Words(tuple(heads), are_numbers, loop), scaled)
    for each in made.rows:
        for cell in each.cells:
            form = cell.paragraphs[0].paragraph_format
            form.space_before = form.space_after = Pt(2)
    writing.paragraph(document, "", _SMALL)


def main() -> None:
    """Write both templates."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        file(language).write_bytes(made(language))


if __name__ == "__main__":
    main()

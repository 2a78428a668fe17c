"""The shipped templates, made anew: `python -m reports.word.bulletin_template` writes both beside this file.

The form is that of official documents (A4, 仿宋 of 16 points, 28 points a line); an office changes it in Word or WPS.
"""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as Docx

from reports.word import filling, writing
from reports.word import template_parts as parts
from reports.word.bulletin_fields import BULLETIN, FIELDS
from reports.word.fields import Field
from reports.word.template_parts import tag
from texts import LANGUAGES, Language

#: Money of departments', industries' and events' tables is in one unit in every month, of projects' in the small one.
_BIG = frozenset({"events", "annex_industries", "annex_units"})
_PAGED = ("annex_industries_heading", "behind_heading", "new_projects_heading")


def file(language: Language) -> Path:
    """The shipped template of a language."""
    return filling.shipped(BULLETIN, language)


def made(language: Language) -> bytes:
    """The template's file."""
    document = parts.blank()
    _head(document, language)
    for one in FIELDS[5:]:
        _field(document, one, language)
    writing.footer(document, "")
    return writing.saved(document)


def _head(document: Docx, language: Language) -> None:
    by_code = {one.code: one for one in FIELDS}
    for code, font in (("title", parts.TITLE), ("number", parts.TEXT)):
        writing.paragraph(document, tag(by_code[code], language), font, is_centred=True, after=6)
    writing.paragraph(document, tag(by_code["day"], language), parts.SMALL, is_centred=True, after=14)
    parts.body(writing.paragraph(document, tag(by_code["opening"], language), parts.TEXT))


def _field(document: Docx, one: Field, language: Language) -> None:
    if one.kind == "table":
        parts.table(document, one, language, _BIG)
    elif one.kind == "lines":
        is_small = one.code == "closing"
        parts.lines(document, one, language, parts.SMALL if is_small else parts.TEXT, 8 if is_small else 0)
    elif one.kind == "picture":
        writing.paragraph(document, tag(one, language), parts.SMALL, is_centred=True, before=4, after=4)
    elif one.code in _PAGED:
        made = writing.paragraph(document, tag(one, language), parts.CAPTION, after=6, keeps_with_next=True)
        made.paragraph_format.page_break_before = True
    elif one.code in ("process_board_heading", "result_board_heading"):
        writing.paragraph(document, tag(one, language), parts.CAPTION, before=6, after=3, keeps_with_next=True)
    elif one.code.endswith("_heading"):
        made = writing.paragraph(document, tag(one, language), parts.HEADING, keeps_with_next=True)
        parts.body(made)
    elif one.code.endswith("_note") and one.code != "boards_note":
        writing.paragraph(document, tag(one, language), parts.SMALL, before=4, after=4)
    else:
        parts.body(writing.paragraph(document, tag(one, language), parts.TEXT))


def main() -> None:
    """Write both templates."""
    filling.FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        file(language).write_bytes(made(language))


if __name__ == "__main__":
    main()

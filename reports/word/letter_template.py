"""The shipped templates of the supervision letter: `python -m reports.word.letter_template` writes both anew."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from reports.word import filling, writing
from reports.word import template_parts as parts
from reports.word.letter_fields import FIELDS, LETTER
from reports.word.template_parts import body, tag
from texts import LANGUAGES, Language, texts

#: A project's name makes the title long.
_TITLE = parts.TITLE._replace(points=18)
_BY_CODE = {one.code: one for one in FIELDS}


def made(language: Language) -> bytes:
    """The template's file: on one page where there is little to say."""
    document, t = parts.blank(), texts(language)

    def field(code: str) -> str:
        return tag(_BY_CODE[code], language)

    writing.paragraph(document, field("title"), _TITLE, is_centred=True, after=6)
    writing.paragraph(document, field("number"), parts.TEXT, is_centred=True, after=2)
    writing.paragraph(document, field("day"), parts.SMALL, is_centred=True, after=10)
    writing.paragraph(document, t("{unit}:", unit=field("addressee")), parts.TEXT)
    _paragraph(document, field("opening"))
    _heading(document, t("I. The project"))
    _paragraph(document, t("Project: {name} (number {id})", name=field("project"), id=field("project_id")))
    _paragraph(document, field("about"))
    _heading(document, t("II. Lights"))
    parts.lines(document, _BY_CODE["lights"], language)
    parts.lines(document, _BY_CODE["exempt"], language)
    _heading(document, t("III. Problems, in the words of who answers for them"))
    parts.table(document, _BY_CODE["problems"], language)
    _paragraph(document, field("problems_note"))
    _heading(document, t("IV. What is asked for"))
    parts.lines(document, _BY_CODE["demands"], language)
    _paragraph(document, field("reply"))
    for code in ("signed_by", "date"):
        held = writing.paragraph(document, field(code), parts.TEXT, before=18 if code == "signed_by" else 0)
        held.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    writing.paragraph(document, t("Data version {version}", version=field("version")), parts.SMALL, before=14)
    writing.footer(document, "")
    return writing.saved(document)


def _heading(document: Docx, words: str) -> None:
    body(writing.paragraph(document, words, parts.HEADING, keeps_with_next=True))


def _paragraph(document: Docx, words: str) -> None:
    body(writing.paragraph(document, words, parts.TEXT))


def main() -> None:
    """Write both templates."""
    filling.FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        filling.shipped(LETTER, language).write_bytes(made(language))


if __name__ == "__main__":
    main()

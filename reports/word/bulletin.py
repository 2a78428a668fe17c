"""The bulletin as a Word file: the document's words in the fields of a template, its charts as pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

from panels import built_charts
from panels.bulletin import drafting
from panels.bulletin.issue import Issue
from panels.document import Block, Document
from panels.panel import Table
from reports import file_words, picture
from reports.word import filling
from reports.word.bulletin_fields import BULLETIN
from reports.word.fields import Field
from reports.word.template_finish import NOTHING
from view.scope import zone_name

_CHART_WIDTH = Cm(15.6)
#: A field's block where it has another name than the field.
_BLOCKS = {"annex_industries_note": "annex_industries", "behind_note": "behind", "new_projects_note": "new_projects"}


def docx(issue: Issue, template: Path | bytes | None = None) -> bytes:
    """The file of an issue. `template`: the office's, else its own in the store, else the shipped one.

    Raises:
        TemplateError: the template is broken; says what and where.
        StoreError: the office's own paragraphs cannot be read.
    """
    return written(issue, drafting.document(issue), template)


def written(issue: Issue, of: Document, template: Path | bytes | None = None) -> bytes:
    """The same of a document that is made already."""
    blocks = {block.code: block for block in of.blocks}
    tables = {table.key: table for block in of.blocks for table in block.tables if isinstance(table, Table)}

    def value(one: Field, made: DocxTemplate) -> Any:
        return _value(issue, of, one, blocks, tables, made)

    return filling.filled(_template(issue, template), issue.view, BULLETIN, value)


def usable(issue: Issue) -> None:
    """Raises TemplateError where the template that the issue would be written in is broken; says what and where."""
    _template(issue, None)


def _template(issue: Issue, template: Path | bytes | None) -> bytes:
    return filling.sound(BULLETIN, issue.view.language, template, issue.edition)


def _value(
    issue: Issue, of: Document, one: Field, blocks: dict[str, Block], tables: dict[str, Table], made: DocxTemplate
) -> Any:
    match one.kind:
        case "table":
            return filling.rows(issue.view, one, tables.get(one.code))
        case "picture":
            return _picture(issue, blocks.get(one.code), made)
        case "lines":
            lines = of.closing if one.code == "closing" else _paragraphs(blocks, one.code)
            return list(lines) or [NOTHING]
        case _:
            return _text(issue, of, one.code, blocks) or NOTHING


def _text(issue: Issue, of: Document, code: str, blocks: dict[str, Block]) -> str:
    heads = {"title": of.title, "number": of.lines[0], "day": of.lines[1],
             "zone": zone_name(issue.t, is_demo=issue.view.edition.is_demo)}  # fmt: skip
    if code in heads:
        return heads[code]
    if code.endswith("_heading"):
        # Of a part it is the block of its own before it; of a table it stands over the table.
        block = blocks.get(code) or blocks.get(code.removesuffix("_heading"))
        return block.heading if block else ""
    return ("" if issue.t.language == "zh" else " ").join(_paragraphs(blocks, _BLOCKS.get(code, code)))


def _paragraphs(blocks: dict[str, Block], code: str) -> tuple[str, ...]:
    return blocks[code].paragraphs if code in blocks else ()


def _picture(issue: Issue, block: Block | None, made: DocxTemplate) -> Any:
    if block is None or block.pictured is None:
        return NOTHING
    # On paper it is light, whatever the reader's screen is.
    view = replace(issue.view, theme="light")
    panel, spec = block.pictured, built_charts.spec(view, block.charts[0]).plain
    drawn = picture.png(spec, view.palette, file_words.frame(view, panel.title, panel.subtitle))
    return InlineImage(made, io.BytesIO(drawn), width=_CHART_WIDTH)

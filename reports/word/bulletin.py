"""The bulletin as a Word file: the document's words in the fields of a template, its charts as pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment

from data import own_words
from panels import built_charts
from panels.bulletin import drafting
from panels.bulletin.issue import Issue
from panels.cells import word
from panels.document import Block, Document
from panels.panel import Table, Written
from reports import file_words, picture
from reports.word import bulletin_template, template_file, template_finish
from reports.word.bulletin_fields import FIELDS, Field, columns
from reports.word.template_check import faults
from reports.word.template_file import TemplateError
from reports.word.template_finish import NOTHING
from texts.language import N_
from view.scope import zone_name

_CHART_WIDTH = Cm(15.6)
#: A field's block where it has another name than the field.
_BLOCKS = {"annex_industries_note": "annex_industries", "behind_note": "behind", "new_projects_note": "new_projects"}
_DEMO = N_("Demonstration data: every figure in this document is synthetic")


def docx(issue: Issue, template: Path | bytes | None = None) -> bytes:
    """The file of an issue. `template`: the office's, else its own in the store, else the shipped one.

    Raises:
        TemplateError: the template is broken; says what and where.
        StoreError: the office's own paragraphs cannot be read.
    """
    return written(issue, drafting.document(issue), template)


def written(issue: Issue, of: Document, template: Path | bytes | None = None) -> bytes:
    """The same of a document that is made already."""
    raw = template_file.sound(_template(issue, template))
    if found := faults(raw):
        raise TemplateError(found)
    made = DocxTemplate(io.BytesIO(raw))
    made.render(_context(issue, of, made), SandboxedEnvironment(autoescape=True), autoescape=True)
    mark = issue.t(_DEMO) if issue.view.edition.is_demo else ""
    return template_finish.finished(made.docx, mark)


def usable(issue: Issue) -> None:
    """Raises TemplateError where the template that the issue would be written in is broken; says what and where."""
    if found := faults(template_file.sound(_template(issue, None))):
        raise TemplateError(found)


def _template(issue: Issue, template: Path | bytes | None) -> bytes:
    if isinstance(template, bytes):
        return template
    own = template or own_words.template(issue.edition) or bulletin_template.file(issue.view.language)
    return own.read_bytes()


def _context(issue: Issue, of: Document, made: DocxTemplate) -> dict[str, Any]:
    """Every field by both of its names; where there is nothing, the mark by which its place is taken away."""
    blocks = {block.code: block for block in of.blocks}
    tables = {table.key: table for block in of.blocks for table in block.tables if isinstance(table, Table)}
    found: dict[str, Any] = {}
    for one in FIELDS:
        value = _value(issue, of, one, blocks, tables, made)
        found |= dict.fromkeys(one.names, value)
    return found


def _value(
    issue: Issue, of: Document, one: Field, blocks: dict[str, Block], tables: dict[str, Table], made: DocxTemplate
) -> Any:
    match one.kind:
        case "table":
            return _rows(issue, one, tables.get(one.code))
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


def _rows(issue: Issue, one: Field, table: Table | Written | None) -> list[dict[str, str]]:
    """Rows of words by the columns' names in both languages; what this issue's table has no column of is nothing."""
    names = columns(one)
    if not isinstance(table, Table) or table.rows.empty:
        return [dict.fromkeys(names, NOTHING)]
    money = table.money or issue.t.small_scale
    records = table.rows.to_dict("records")
    return [
        {name: word(issue.view, column, row[column], money) if column in table.columns else NOTHING
         for name, column in names.items()}
        for row in records
    ]  # fmt: skip


def _picture(issue: Issue, block: Block | None, made: DocxTemplate) -> Any:
    if block is None or block.pictured is None:
        return NOTHING
    # On paper it is light, whatever the reader's screen is.
    view = replace(issue.view, theme="light")
    panel, spec = block.pictured, built_charts.spec(view, block.charts[0]).plain
    drawn = picture.png(spec, view.palette, file_words.frame(view, panel.title, panel.subtitle))
    return InlineImage(made, io.BytesIO(drawn), width=_CHART_WIDTH)

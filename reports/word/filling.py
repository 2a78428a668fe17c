"""A template filled: which one, each field by both of its names, and what is done to every document afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from data import own_words
from panels.cells import word
from panels.panel import Table, Written
from reports.word import template_file, template_finish
from reports.word.fields import Field, Form, columns
from reports.word.template_check import faults
from reports.word.template_file import TemplateError
from reports.word.template_finish import NOTHING
from texts import Language
from texts.language import N_
from view.view import View

FOLDER = Path(__file__).with_name("templates")
_DEMO = N_("Demonstration data: every figure in this document is synthetic")


def shipped(form: Form, language: Language) -> Path:
    """The template of a form that comes with the program."""
    return FOLDER / f"{form.code}_{language}.docx"


def sound(form: Form, language: Language, template: Path | bytes | None = None, edition: str = "") -> bytes:
    """The template's file. `template`: the office's, else its own in the store (of an edition), else the shipped one.

    Raises:
        TemplateError: it is broken; says what and where.
    """
    if isinstance(template, bytes):
        raw = template
    else:
        raw = (template or own_words.template(form.code, edition) or shipped(form, language)).read_bytes()
    return _sound(raw, form)


@lru_cache(maxsize=8)
def _sound(raw: bytes, form: Form) -> bytes:
    # Pages ask at each run whether their button is to stand there.
    raw = template_file.sound(raw)
    if found := faults(raw, form):
        raise TemplateError(found)
    return raw


def filled(raw: bytes, view: View, form: Form, value: Callable[[Field, DocxTemplate], Any]) -> bytes:
    """The document of a sound template: `value` is what a field holds, NOTHING where its place is taken away.

    Demonstration data says so at the head of every page.
    """
    made = DocxTemplate(io.BytesIO(raw))
    context: dict[str, Any] = {}
    for one in form.fields:
        context |= dict.fromkeys(one.names, value(one, made))
    made.render(context, SandboxedEnvironment(autoescape=True), autoescape=True)
    return template_finish.finished(made.docx, view.t(_DEMO) if view.edition.is_demo else "")


def rows(view: View, one: Field, table: Table | Written | None) -> list[dict[str, str]]:
    """Rows of words by the columns' names in both languages; what the table has no column of is nothing."""
    names: Mapping[str, str] = columns(one)
    if not isinstance(table, Table) or table.rows.empty:
        return [dict.fromkeys(names, NOTHING)]
    money = table.money or view.t.small_scale
    return [
        {name: word(view, column, row[column], money) if column in table.columns else NOTHING
         for name, column in names.items()}
        for row in table.rows.to_dict("records")
    ]  # fmt: skip

"""Supervision letters as Word files, and many of them as one zip: a file a letter, a folder a department."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from panels.letter import Letter
from reports import file_words
from reports.word import filling
from reports.word.fields import Field
from reports.word.letter_fields import LETTER
from reports.word.template_finish import NOTHING
from view.view import View

#: So much of a project's number and name stands in a file's name: systems take 255 bytes.
_LONGEST = 24


def docx(view: View, letter: Letter, template: Path | bytes | None = None) -> bytes:
    """The file of a letter. `template`: the office's, else its own in the store, else the shipped one.

    Raises:
        TemplateError: the template is broken; says what and where.
    """
    return _filled(view, letter, filling.sound(LETTER, view.language, template))


def usable(view: View) -> None:
    """Raises TemplateError where the template that letters would be written in is broken; says what and where."""
    filling.sound(LETTER, view.language)


def files(view: View, letters: Iterable[Letter], template: Path | bytes | None = None) -> Iterator[tuple[str, bytes]]:
    """Each letter's file name and file; the template is read once. Raises as `docx`."""
    raw = filling.sound(LETTER, view.language, template)
    for one in letters:
        yield name(view, one), _filled(view, one, raw)


def zipped(view: View, letters: Iterable[Letter]) -> bytes:
    """All of them in one file, in a folder a department. Raises as `docx`."""
    letters = list(letters)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for one, (named, file) in zip(letters, files(view, letters), strict=True):
            held.writestr(f"{file_words.safe(view.unit_name(one.unit))}/{named}", file)
    return out.getvalue()


def name(view: View, letter: Letter) -> str:
    """督办函_项目编号_项目名称_2023-09-30.docx: two projects of one name have a file each."""
    what = f"{view.t('Supervision letter')}_{letter.project_id[:_LONGEST]}_{letter.name[:_LONGEST]}"
    return file_words.file_name(view, what, "docx")


def _filled(view: View, letter: Letter, raw: bytes) -> bytes:
    def value(one: Field, _made: DocxTemplate) -> Any:
        match one.kind:
            case "table":
                return filling.rows(view, one, letter.problems)
            case "lines":
                return list(letter.lines[one.code]) or [NOTHING]
            case _:
                return letter.texts[one.code] or NOTHING

    return filling.filled(raw, view, LETTER, value)

"""What may stand between {{ and }} in a template, in Chinese and in English: fields, and the form that they make up.

A template may name a field by either name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.errors import Said
from figures.columns import heading
from texts import texts

Kind = Literal["text", "lines", "table", "picture"]
_NOT_IN_NAMES = re.compile(r"\W+")
#: Columns whose heading would be long between braces.
_SHORT = {"points_ahead": "超序时", "zone_points": "与总体相差", "new_due": "应开工", "new_due_started": "按期开工"}


@dataclass(frozen=True)
class Field:
    """A field: its names, its kind and what it is. Of a table `columns`, whose names follow the row's."""

    code: str
    zh: str
    kind: Kind
    about: Said
    columns: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        return self.code, self.zh


@dataclass(frozen=True)
class Form:
    """A kind of document that has a template: its code, its name, its fields, and the page of docs that lists them."""

    code: str
    name: Said
    guide: str
    fields: tuple[Field, ...]


def text(code: str, zh: str, about_zh: str, about_en: str) -> Field:
    """A field of words within a paragraph."""
    return Field(code, zh, "text", Said(about_zh, about_en))


def lines(code: str, zh: str, about_zh: str, about_en: str) -> Field:
    """A field of paragraphs, gone through one by one."""
    return Field(code, zh, "lines", Said(about_zh, about_en))


def table(code: str, zh: str, about_zh: str, about_en: str, columns: tuple[str, ...]) -> Field:
    """A field of rows, gone through one by one."""
    return Field(code, zh, "table", Said(about_zh, about_en), columns)


def alias(column: str) -> str:
    """A column's Chinese name in a template: its heading without spaces and signs, or a shorter one."""
    return _SHORT.get(column) or _NOT_IN_NAMES.sub("", heading(texts("zh"), column))


@cache
def by_name(form: Form) -> dict[str, Field]:
    """A form's fields by both of their names. A heading's Chinese name is another than its part's."""
    found: dict[str, Field] = {}
    for one in form.fields:
        for name in one.names:
            if name in found:
                raise ValueError(f"two fields of the {form.code} are called {name}")
            found[name] = one
    return found


@cache
def columns(field: Field) -> dict[str, str]:
    """What may follow a row's name and a dot → the column."""
    return {name: column for column in field.columns for name in (column, alias(column))}

"""Issues of the bulletin for tests: of a published version, a month, an edition, filters; their words read back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

import docx

from access.rights import LOCAL
from data import versions
from panels.bulletin import issue
from panels.bulletin.issue import Edition, Issue
from texts import Language
from view import filters
from view.view import View, chosen, edition


def issue_of(
    month: str,
    kind: Edition = "internal",
    language: Language = "zh",
    codes: Mapping[str, Sequence[str]] | None = None,
    version: str = "",
) -> Issue:
    """The issue of a month, as 2023-09, of the version (the current one without)."""
    facts = edition(version or versions.current() or versions.ensure())
    known = filters.filters(facts.version, LOCAL)
    picked = chosen({key: tuple(values) for key, values in (codes or {}).items()}, known)
    view = View(facts, language, "light", facts.last_day, facts.last_day.year, picked, rights=LOCAL)
    return issue.of(view, dt.date.fromisoformat(f"{month}-01"), kind)


def months(version: str) -> list[str]:
    """All months of which there is a bulletin, the newest first."""
    return filters.filters(version, LOCAL)["month"].codes


def read(file: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """Paragraphs of the text, and tables cell by cell, as they stand in a Word file."""
    made: Any = docx.Document(io.BytesIO(file))
    paragraphs = [one.text for one in made.paragraphs if one.text.strip()]
    return paragraphs, [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]


def all_words(file: bytes) -> str:
    """Everything that stands in a file's text and tables, a line each."""
    paragraphs, tables = read(file)
    return "\n".join([*paragraphs, *(cell for table in tables for row in table for cell in row)])

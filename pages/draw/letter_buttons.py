"""Buttons that save supervision letters: of one project, of a department, of all that is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import streamlit as st

from data.errors import StoreError
from pages.draw import downloads
from pages.draw.markup import escape
from panels import letter as letters
from panels.letter import Letter
from panels.unanswered import answered, why
from queries import UnansweredError
from reports import file_words
from reports.word import letter
from reports.word.template_file import TemplateError
from view.view import View

_T = TypeVar("_T")
_ZIP = "application/zip"
#: So many letters are made at a click, at about a tenth of a second each; more by the command line.
MOST = 200


def of_project(view: View, project_id: str) -> None:
    """The button of a project's letter, where a red light of it is on."""
    if not answered(view, lambda: letters.has_red(view, project_id), lambda _: False) or not (
        one := _usable(view, lambda: letters.of_project(view, project_id))
    ):
        return
    downloads.button(
        view.t("Supervision letter (Word)"), partial(letter.docx, view, one), letter.name(view, one), downloads.DOCX,
        icon=":material/mail:", key="letter",
    )  # fmt: skip


def of_departments(view: View, units: Mapping[str, int]) -> None:
    """A button a department, and one for all of them: a zip with a letter a project. `units`: how many are red."""
    t = view.t
    if not units:
        return
    with st.popover(t("Supervision letters"), icon=":material/mail:", key="letters"):
        if _usable(view, letters.demands) is None:
            return
        st.caption(t("A Word file for each project with a red light, those of a department in one zip file:"))
        for unit, count in units.items():
            _zip(view, view.unit_name(unit), count, partial(letters.of_unit, view, unit), f"unit_{unit}")
        if len(units) > 1:
            _zip(view, t("All departments"), sum(units.values()), partial(letters.of_selection, view), "all")


def _zip(view: View, whose: str, count: int, make: Callable[[], list[Letter]], key: str) -> None:
    t = view.t
    label = t.plural("{unit} ({n} letter)", "{unit} ({n} letters)", count, unit=whose)
    if count > MOST:
        st.caption(t("{label}: more than {most} are written by the command line (python -m reports letters).",
                     label=escape(label), most=t.number(MOST)))  # fmt: skip
        return
    name = file_words.file_name(view, f"{t('Supervision letters')}_{whose}", "zip")
    downloads.button(
        escape(label), lambda: letter.zipped(view, make()), name, _ZIP, icon=":material/folder_zip:",
        key=f"letters_{key}", width="stretch",
    )  # fmt: skip


def _usable(view: View, make: Callable[[], _T]) -> _T | None:
    """What is made; None, with what is wrong, where the office's own template or paragraphs cannot be used."""
    try:
        letter.usable(view)
        return make()
    except TemplateError as error:
        st.error(escape(view.t("The office's template cannot be used: {why}", why=error.message(view.language))))
    except StoreError as error:
        st.error(escape(error.message(view.language)))
    except UnansweredError as error:
        st.warning(escape(why(view.t, error)))
    return None

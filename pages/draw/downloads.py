"""Buttons that save a table as xlsx and csv, a chart as PNG and SVG. A file is made when its button is clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st

from pages.run import this_reader
from reports import file_words, picture, table
from reports.table import Column
from view.view import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_buttons(
    view: View, key: str, title: str, subtitle: str, make: Callable[[], Sequence[Column]], terms: Sequence[str]
) -> None:
    """Save the columns that `make` makes; `terms` are the definitions that go with them."""

    def xlsx() -> bytes:
        return table.workbook(make(), file_words.about(view, title, subtitle, terms))

    _table_buttons(view, key, title, xlsx, lambda: table.csv_file(make()))


def long_table_buttons(
    view: View,
    key: str,
    title: str,
    subtitle: str,
    parts: Callable[[], Iterable[Sequence[Column]]],
    rows: int,
    terms: Sequence[str],
) -> None:
    """The same of a table of so many rows, which `parts` makes part by part as they are written."""

    def xlsx() -> bytes:
        return table.workbook_in_parts(parts(), file_words.about(view, title, subtitle, terms), rows)

    _table_buttons(view, key, title, xlsx, lambda: table.csv_in_parts(parts()))


def _table_buttons(view: View, key: str, title: str, xlsx: Callable[[], bytes], csv: Callable[[], bytes]) -> None:
    _button(view, key, title, "xlsx", xlsx, XLSX, ":material/table:")
    _button(view, key, title, "csv", csv, "text/csv", ":material/table:")


def picture_buttons(view: View, key: str, title: str, subtitle: str, spec: dict[str, Any]) -> None:
    """Save a chart; `spec` is its finished specification."""
    words = file_words.frame(view, title, subtitle)
    _button(view, key, title, "png", partial(picture.png, spec, view.palette, words), "image/png", ":material/image:")
    _button(
        view, key, title, "svg", partial(picture.svg, spec, view.palette, words), "image/svg+xml", ":material/image:"
    )


def _button(view: View, key: str, title: str, ending: str, make: Callable[[], bytes], mime: str, icon: str) -> None:
    button(ending.upper(), make, file_words.file_name(view, title, ending), mime, icon=icon, key=f"{ending}_{key}")


def button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    mime: str,
    *,
    key: str,
    icon: str = ":material/download:",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """A button that saves a file, made when it is clicked, for this reader alone."""
    st.download_button(
        label, this_reader.for_this_reader(make), file_name=file_name, mime=mime, icon=icon, on_click="ignore", key=key,
        width=width,
    )  # fmt: skip

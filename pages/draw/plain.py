"""A table drawn as text: every row is on paper, names are links that the keyboard reaches, a click sorts nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from figures.columns import COLUMNS, heading
from figures.lights import SHAPES
from pages.draw.markup import escape
from pages.run import linking
from panels.cells import NUMBERS, word
from panels.panel import Table
from view.view import View

#: A light → the colour of texts that Streamlit's theme has for it.
_COLOURS = {"red": "red", "amber": "orange"}


def plain_rows(view: View, table: Table) -> None:
    """Draw rows of projects; each name leads to its project's page."""
    money = table.money or view.t.small_scale
    words: dict[str, pd.Series] = {}
    formats: dict[Any, str | Callable[[object], str] | None] = {}
    for column in table.columns:
        name, write = escape(heading(view.t, column)), partial(word, view, column, money=money)
        if COLUMNS[column][1] in NUMBERS:
            # Numbers stay numbers, which stand at the right; how they are written is said apart.
            words[name], formats[name] = table.rows[column].astype("float64"), write
        else:
            said = table.rows[column].map(write)
            words[name] = said.map(_lit if column == "lights" else escape)
    frame = pd.DataFrame(words)
    frame.index = table.rows.index
    if "name" in table.columns:
        frame[escape(heading(view.t, "name"))] = _links(view, table.rows)
    with st.container(key=f"rows_{table.key}"):
        st.table(
            frame.style.format(formats), border="horizontal", hide_index=True,
            alt=view.t("Projects; each name leads to its page"),
        )  # fmt: skip


def _links(view: View, rows: pd.DataFrame) -> list[str]:
    page = linking.project_page(view)
    pairs = zip(rows["name"], rows["project_id"], strict=True)
    return [f"[{escape(name)}]({page}{quote(identity, safe='')})" for name, identity in pairs]


def _lit(words: str) -> str:
    """A project's lights, one below the other, each in its colour besides its shape and its word."""
    coloured = []
    for one in re.split("；|; ", words):
        colour = next((_COLOURS[code] for code, shape in SHAPES.items() if one.startswith(shape)), "")
        coloured.append(f":{colour}[{escape(one)}]" if colour else escape(one))
    return "  \n".join(coloured)

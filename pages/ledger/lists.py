"""The settings' lists: industries and departments, the names of the data that they lack, and how to add them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import settings
from data.settings import Name
from data.settings_file import List
from pages.draw.box import box
from pages.draw.markup import escape
from pages.draw.page import nothing
from pages.ledger import naming, plain_tables
from view import filters
from view.view import View


def show_lists(view: View) -> None:
    """Both lists beside each other; for editors, how to add to them and what is unknown."""
    t, industries, units = view.t, settings.settings().industry, filters.own_units(view.rights.units)
    if view.rights.publishes:
        st.caption(
            escape(t("The lists stand in the settings file {file}; what is changed there shows at the next click. "
                     "Names, order and colours of every page follow it.", file=settings.file().name))
        )  # fmt: skip
    seen = view.run("choices")
    with st.grid(2, min_column_width=400):
        for kind, title, names in (
            ("industry", t("Industries"), industries),
            ("unit", t("Responsible departments"), units),
        ):
            what = t("As the settings name them, and how many projects name each")
            if view.rights.sees_sums_alone:
                what = t("As the settings name them")
            with box(title, what):
                _list(view, kind, names, seen[seen["filter"] == kind])
    if view.rights.publishes:
        _unknown(view, seen, {"industry": industries, "unit": units})


def _list(view: View, kind: str, names: tuple[Name, ...], seen: pd.DataFrame) -> None:
    t, counts = view.t, dict(zip(seen["value"], seen["projects"], strict=True))
    if not names:
        nothing(t("The settings name none: every name is taken as it is."))
        return
    rows = pd.DataFrame([{"zh": one.zh, "en": one.en, "projects": counts.get(one.zh, 0)} for one in names])
    headings = {"zh": t("Chinese"), "en": t("English"), "projects": t("Projects")}
    if view.rights.sees_sums_alone:
        del headings["projects"]
    plain_tables.table(t, rows, headings, key=f"list_{kind}", visible=len(rows))


def _unknown(view: View, seen: pd.DataFrame, known: dict[List, tuple[Name, ...]]) -> None:
    t = view.t
    lacking: dict[List, list[str]] = {
        kind: [name for name in seen[seen["filter"] == kind]["value"] if name not in {one.zh for one in names}]
        for kind, names in known.items()
        if names
    }
    naming.show_unknown(view, lacking, "lists")
    if not any(lacking.values()):
        with box(t("Names that the settings lack"), t("Of the version shown; they are counted all the same")):
            nothing(t("Every name of the data is in the settings."))

"""How a page shows things: cards, panels and charts, the same on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts import PALETTES, finish
from charts.theme import SHAPES, Picture
from data.settings import settings
from pages.filters import Filter
from pages.view import View, current
from texts import sentences, texts
from texts.progress import light, points_phrase

Builder = Callable[..., Picture]
_MAX_SPECS = 512
#: Where a bare address or an icon's name begins, after escaping.
_ADDRESS = re.compile(r"\\:(?=[A-Za-z+/])|www(?=\.)|@", re.IGNORECASE)
Colour = Literal["gray", "green", "orange", "red"]
_LIGHT_COLOURS: dict[str | None, Colour] = {"ahead": "green", "behind": "orange", "far_behind": "red", None: "gray"}


@contextmanager
def panel(title: str, subtitle: str) -> Iterator[None]:
    """A bordered panel: what it says as its title, what it shows and in which unit below."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"### {escape(title)}", anchors=False)
        st.caption(escape(subtitle))
        yield


def answer(text: str, beside: str = "") -> None:
    """The page's answer, before everything else; marked where the data is synthetic."""
    view = current()
    st.header(escape(sentences.drafted(view.t, text, is_demo=view.edition.is_demo)), anchor=False)
    if beside:
        st.markdown(escape(beside))


def notes(about: str, lines: list[str]) -> None:
    """Short remarks under a chart, and what they are about."""
    if lines:
        st.caption(escape(about))
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def choice(one: Filter) -> str:
    """A page's own switch, bound to the URL; returns the code."""
    t = current().t
    chosen = st.segmented_control(
        t(one.caption), one.codes, default=one.default, required=True, label_visibility="collapsed",
        format_func=lambda code: one.label(code, t.language), key=one.key, bind="query-params",
    )  # fmt: skip
    return str(chosen or one.default)


def card(label: str, value: str, note: str = "", colour: Colour = "gray") -> None:
    """A key figure with a word on how it stands; never an arrow with a sign."""
    st.metric(
        escape(label), escape(value), note and escape(note), delta_color=colour, delta_arrow="off",
        border=True, height="stretch",
    )  # fmt: skip


def progress_card(label: str, value: str, points_ahead: float) -> None:
    """A card whose note is the light: shape, word and colour."""
    status = light(points_ahead, settings().schedule.amber_points)
    words = points_phrase(current().t, points_ahead, short=True)
    card(label, value, f"{SHAPES[status]} {words}" if status else words, _LIGHT_COLOURS[status])


def chart(build: Builder, rows: pd.DataFrame, *, key: str, height: int, alt_text: str, **more: Any) -> None:
    """Draw a chart of `rows`; `key` names what they are within the view, `alt_text` tells it in words."""
    view = current()
    spec = _spec(build.__name__, view, key, _rows=rows, _build=build, _more=more, height=height)
    st.vega_lite_chart(spec, theme=None, width="stretch", key=f"chart_{key}", alt=alt_text)


@st.cache_data(max_entries=_MAX_SPECS, show_spinner=False)
def _spec(
    name: str, view: View, key: str, *, _rows: pd.DataFrame, _build: Builder, _more: dict[str, Any], height: int
) -> dict[str, Any]:
    # Building a chart costs more than its query: kept by version, language, theme and filters (all in view).
    palette = PALETTES[view.theme]
    return finish(_build(_rows, texts(view.language), palette, **_more), palette, height)


def period_words(view: View) -> str:
    """The period in words: 2023年, 2023年第三季度, 2023年9月."""
    t = view.t
    if view.period == "full":
        return t.year(view.year)
    label = view.choices["period"].label(view.period, view.language)
    return t("{period} {year}", period=label, year=t.year(view.year))


def ranked(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Industry rows as `charts.ranking` wants them: those with an amount, largest first, in their colours."""
    view = current()
    t, colours = view.t, view.palette.industries
    money = t.scale(rows[column])
    order = {name: at for at, name in enumerate(view.choices["industry"].codes)}
    some = rows[rows[column] > 0].sort_values([column, "industry"], ascending=[False, True])
    return pd.DataFrame(
        {
            "name": some["name"].to_list(),
            "value": [money.position(value) for value in some[column]],
            "figures": [money.figure(value) for value in some[column]],
            "colour": [colours[min(order.get(zh, len(colours)), len(colours) - 1)] for zh in some["industry"]],
        }
    )


def nothing(text: str) -> None:
    """An empty state, in words."""
    st.info(escape(text), icon=":material/info:")


def escape(text: str) -> str:
    """Text from a ledger or a link as text: Markdown's and Streamlit's own marks are taken literally.

    Bare addresses and icons' names (:material/…:) are broken with an invisible word joiner, since Streamlit
    makes links and pictures of them even so; a line break would end the title or list that the text is in.
    """
    literal = "".join(f"\\{mark}" if mark in r"\`*_{}[]<>#|~$:!&" else mark for mark in " ".join(text.split()))
    return _ADDRESS.sub(lambda found: f"{found[0]}\u2060", literal)

"""How a page shows things: cards, panels and charts, the same on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.theme import CLICK, SHAPES
from data.settings import settings
from figures.columns import COLUMNS
from pages import gathered
from pages.draw import not_shown, table
from pages.draw.drawer import Charted, Listed, Subject, open_drawer
from pages.draw.markup import escape
from pages.run.current import current, set_current
from panels import built_charts
from panels.built_charts import Builder, Spec
from panels.questions import Question
from texts import MoneyScale, sentences
from texts.progress import light, points_phrase
from texts.withheld import FEWER, any_withheld, is_withheld
from texts.writing import is_missing
from view.aggregates import answers
from view.aggregates.suppression import FEWEST
from view.filters import Filter
from view.names import industry_colour
from view.view import ProjectsHiddenError, View

#: What a click on a chart asks: the mark's own fields → the question; None where the mark means nothing.
Asks = Callable[[Mapping[str, Any]], Question | None]
Colour = Literal["gray", "green", "orange", "red"]
_LIGHT_COLOURS: dict[str | None, Colour] = {"ahead": "green", "behind": "orange", "far_behind": "red", None: "gray"}


@dataclass
class _Panel:
    """What stands in the panel that is being drawn, for its drawer."""

    key: str
    title: str
    subtitle: str
    question: Question | None
    charts: list[Charted] = field(default_factory=list)
    tables: list[Listed] = field(default_factory=list)

    def subject(self, question: Question | None) -> Subject:
        return Subject(self.title, self.subtitle, question, tuple(self.charts), tuple(self.tables))


_drawing: ContextVar[_Panel | None] = ContextVar("panel", default=None)


class Place(NamedTuple):
    """A panel's frame made before the panel: all of it, and where its title stands."""

    frame: DeltaGenerator
    head: DeltaGenerator


def place() -> Place:
    """An empty panel."""
    frame = st.container(border=True, height="stretch", gap="xsmall")
    return Place(frame, frame.container(gap="xsmall"))


def switched(one: Filter) -> tuple[str, Place]:
    """A panel with a switch of its own under the title: the choice, and the place to draw the panel in."""
    made = place()
    with made.frame:
        return choice(one), made


@contextmanager
def panel(
    key: str, title: str, subtitle: str, ask: Question | None = None, within: Place | None = None
) -> Iterator[None]:
    """A bordered panel: what it says as its title, what it shows and in which unit below.

    Its charts and tables, and the figures of `ask`, can be questioned and saved through the button at its right.
    Where it asks for project rows that the reader may not see, a sentence stands in their place.
    `key` names the panel on its page, whatever it says: what keeps its name is not made anew in the browser.
    """
    frame, head = within or place()
    with frame:
        with (
            head,
            st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", wrap=False
            ),
        ):
            st.markdown(f"### {escape(title)}", anchors=False)
            corner = st.container(width="content")
        head.caption(escape(subtitle))
        drawn = _Panel(key, title, subtitle, ask)
        token = _drawing.set(drawn)
        try:
            yield
        except ProjectsHiddenError:
            # From here on the panel would have shown project rows.
            not_shown.instead(current())
        finally:
            _drawing.reset(token)
        if drawn.charts or drawn.tables:
            gathered.remember(key, drawn.subject(drawn.question))
        if drawn.question or drawn.charts or drawn.tables:
            with corner:
                _panel_button(current(), key, drawn.subject(drawn.question))


def is_told(view: View, query: str, title: str, *, of_projects: bool = False) -> bool:
    """May the reader be answered this query? Where not, a panel says so; `of_projects`: it lists projects besides."""
    if not view.rights.sees_sums_alone or answers.may_ask(query):
        return True
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"### {escape(title)}", anchors=False)
        if of_projects:
            not_shown.instead(view)
        else:
            not_shown.instead_of_sums(view)
    return False


def withheld_note(view: View, *rows: pd.DataFrame) -> None:
    """What «fewer than 3» means, under what says it."""
    if any(any_withheld(frame[column]) for frame in rows for column in frame if column in COLUMNS):
        st.caption(escape(view.t(
            '"{fewer}" stands in the place of a figure: it is of fewer than {n} projects, or one of so few could be '
            "computed from it and others, though it is of more itself; shown after log-in.",
            fewer=view.t(FEWER), n=FEWEST,
        )))  # fmt: skip


def questioned_table(
    rows: pd.DataFrame,
    wanted: Sequence[str],
    *,
    key: str,
    question: Question,
    names: str = "",
    money: MoneyScale | None = None,
) -> None:
    """A table whose every column and cell can be questioned by a click.

    A column asks for the figure of its own name, a cell for that of its row too: `names` is the column of `rows`
    with the code of the question's dimension (the total's row has none and asks for the whole).
    """
    register(Listed(key, rows, tuple(wanted)))
    if drawn := _drawing.get():
        _questioned_table(current(), rows, tuple(wanted), key, question, names, money, drawn)
        withheld_note(current(), rows[[column for column in wanted if column in rows]])


@st.fragment
def _questioned_table(
    view: View,
    rows: pd.DataFrame,
    wanted: tuple[str, ...],
    key: str,
    question: Question,
    names: str,
    money: MoneyScale | None,
    panel: _Panel,
) -> None:
    set_current(view)
    event = table.listed(
        rows, wanted, key=key, money=money, visible=len(rows), is_kept=True, on_select="rerun",
        selection_mode=["single-cell", "single-column"],
    )  # fmt: skip

    def clear() -> None:
        # The same cell can be asked again: its choice ends with the drawer.
        st.session_state[f"table_{key}"] = {"selection": {"rows": [], "columns": [], "cells": []}}
        st.session_state[f"chosen_{key}"] = []

    chosen = [(None, column) for column in event["selection"]["columns"]]
    chosen += [tuple(cell) for cell in event["selection"]["cells"]]
    before = st.session_state.get(f"chosen_{key}", [])
    st.session_state[f"chosen_{key}"] = chosen
    if not chosen or chosen == before:
        return
    row, column = chosen[-1]
    asked = question.first(column) if column in question.figures else question
    if row is not None and names and not is_missing(name := rows[names].iloc[row]):
        asked = asked.of(name)
    open_drawer(view, panel.subject(asked), on_close=clear)


def register(table: Listed) -> None:
    """A table that stands in the panel being drawn: its drawer offers it as a file."""
    if drawn := _drawing.get():
        drawn.tables.append(table)


@st.fragment
def _panel_button(view: View, key: str, subject: Subject) -> None:
    # A fragment: the drawer opens without the page being run anew.
    name = view.t("Explain and save: {title}", title=subject.title)
    if st.button(
        escape(view.t("Explain")), help=escape(name), type="tertiary", icon=":material/info:", key=f"ask_panel_{key}"
    ):
        open_drawer(view, subject)


@st.fragment
def _card_button(view: View, key: str, label: str, subject: Subject) -> None:
    if st.button(escape(label), type="tertiary", icon=":material/info:", icon_position="right", key=f"ask_card_{key}"):
        open_drawer(view, subject)


def answer(text: str, beside: str = "") -> None:
    """The page's answer, before everything else; marked where the data is synthetic."""
    view = current()
    drafted = sentences.drafted(view.t, text, is_demo=view.edition.is_demo)
    gathered.remember_answer(drafted)
    st.header(escape(drafted), anchor=False)
    # The place is kept where there is nothing beside it: what follows would be made anew if it moved up.
    second = st.empty()
    if beside:
        second.markdown(escape(beside))


def notes(about: str, lines: list[str]) -> None:
    """Short remarks under a chart, and what they are about."""
    if about and lines:
        st.caption(escape(about))
    if lines:
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def choice(one: Filter) -> str:
    """A page's own switch, bound to the URL; returns the code."""
    t = current().t
    chosen = st.segmented_control(
        t(one.caption), one.codes, default=one.default, required=True, label_visibility="collapsed",
        format_func=lambda code: one.label(code, t.language), key=one.key, bind="query-params",
    )  # fmt: skip
    return str(chosen or one.default)


def card(label: str, value: str, note: str, ask: Question, colour: Colour = "gray") -> None:
    """A key figure with a word on how it stands; never an arrow with a sign. Its label opens what can be asked."""
    # Named by what it asks first, which stays while its words and figures change.
    key = ask.figures[0]
    with st.container(border=True, height="stretch", gap=None, key=f"card_{key}"):
        _card_button(current(), key, label, Subject(label, "", ask))
        st.metric(
            escape(label), escape(value), note and escape(note), delta_color=colour, delta_arrow="off",
            label_visibility="collapsed",
        )  # fmt: skip


def progress_card(label: str, value: str, points_ahead: float, ask: Question, *, has_plan: bool) -> None:
    """A card whose note is the light: shape, word and colour; without one, whether it is the plan that lacks."""
    status = light(points_ahead, settings().schedule.amber_points)
    words = points_phrase(current().t, points_ahead, short=True, has_plan=has_plan)
    card(label, value, f"{SHAPES[status]} {words}" if status else words, ask, _LIGHT_COLOURS[status])


def chart(
    build: Builder, rows: pd.DataFrame, *, key: str, height: int, alt_text: str, asks: Asks | None = None, **more: Any
) -> None:
    """Draw a chart of `rows`; `key` names what they are within the view, `alt_text` tells it in words.

    With `asks`, a mark that the builder made clickable opens the drawer with that question.
    """
    view, drawn = current(), _drawing.get()
    spec = built_charts.spec(build, view, key, height, alt_text, rows, more)
    if drawn:
        drawn.charts.append(Charted(key, spec.plain, rows))
    if asks is None or drawn is None:
        st.vega_lite_chart(dict(spec.sent), theme=None, width="stretch", key=f"chart_{key}", alt=_label(view))
    else:
        _clickable(view, spec, key, asks, drawn)
    withheld_note(view, rows)


def _label(view: View) -> str:
    # The same for all: it is part of the specification, and with figures in it every change would make a new chart.
    return view.t("Chart, told in words inside it")


@st.fragment
def _clickable(view: View, spec: Spec, key: str, asks: Asks, panel: _Panel) -> None:
    event = st.vega_lite_chart(
        dict(spec.sent),
        theme=None,
        width="stretch",
        key=f"chart_{key}",
        alt=_label(view),
        on_select="rerun",
        selection_mode=CLICK,
    )
    # Every click toggles its mark in the selection: the one that changed is the one that was clicked.
    marks = list(event["selection"].get(CLICK, []))
    before = st.session_state.get(f"clicked_{key}", [])
    st.session_state[f"clicked_{key}"] = marks
    clicked = [mark for mark in marks if mark not in before] or [mark for mark in before if mark not in marks]
    if clicked and (question := asks(clicked[-1])):
        set_current(view)
        open_drawer(view, panel.subject(question))


def ranked(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Industry rows as `charts.ranking` wants them: those with an amount, largest first, in their colours."""
    view = current()
    money = view.t.scale(rows[column])
    some = rows[rows[column] > 0].sort_values([column, "industry"], ascending=[False, True])
    if any_withheld(rows[column]):
        some = pd.concat([some, rows[rows[column].map(is_withheld)]])
    return pd.DataFrame(
        {
            "name": some["name"].to_list(),
            "value": [0.0 if is_withheld(value) else money.position(value) for value in some[column]],
            "figures": [money.figure(value) for value in some[column]],
            "colour": [industry_colour(view, zh) for zh in some["industry"]],
        }
    )


def coloured(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with an industry, and its name, its colour and its rank in the settings' order."""
    view = current()
    codes = view.choices["industry"].codes
    return rows.assign(
        name=rows["industry"].map(view.industry_name),
        colour=[industry_colour(view, code) for code in rows["industry"]],
        rank=[codes.index(code) if code in codes else len(codes) for code in rows["industry"]],
    )


def shape(points_ahead: float) -> str:
    """The light for progress as Markdown: shape and colour; empty without a plan. Its word stands beside it."""
    status = light(points_ahead, settings().schedule.amber_points)
    return f":{_LIGHT_COLOURS[status]}[{SHAPES[status]}]" if status else ""


def nothing(text: str) -> None:
    """An empty state, in words."""
    st.info(escape(text), icon=":material/info:")

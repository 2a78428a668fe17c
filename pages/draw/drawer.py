"""The drawer in which a figure is questioned: what it means, what it is made of, its projects, its SQL, its files.

Every card, panel, chart and table opens this one. It runs as a fragment of its own, after the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import streamlit as st

import queries
from figures import definitions
from figures.catalogue import FIGURES, leaves
from figures.columns import filled
from pages.draw import downloads, not_shown
from pages.draw.markup import escape
from pages.draw.table import first_rows, listed
from pages.run import linking, narrowing
from pages.run.current import set_current
from panels import built_charts, questions
from panels.evidence import counted, evidence, evidence_columns, heading
from panels.figure_words import exact, label, written
from panels.panel import Chart, Panel, Table, Written
from panels.questions import Question
from panels.unanswered import why
from reports import file_words
from texts.withheld import is_withheld
from texts.writing import is_missing
from view import made
from view.aggregates.answers import SumsHiddenError
from view.aggregates.suppression import FEWEST
from view.names import DIMENSIONS
from view.view import ProjectsHiddenError, View

_ALL = -1


def open_drawer(view: View, panel: Panel, *, on_close: Callable[[], None] | None = None) -> None:
    """Open the drawer beside the page; `on_close` is called when it is closed, before the page is run again."""
    set_current(view)
    # What was chosen in a drawer is no choice of the next one: each has keys of its own.
    opened = st.session_state["drawers_opened"] = st.session_state.get("drawers_opened", 0) + 1
    body = st.dialog(escape(panel.title), width=820, position="right", on_dismiss=on_close or "ignore")(_body)
    body(view, panel, opened)


def _body(view: View, panel: Panel, opened: int) -> None:
    set_current(view)
    if panel.subtitle:
        st.caption(escape(panel.subtitle))
    if panel.question is not None:
        if panel.question.about:
            st.caption(escape(panel.question.about))
        try:
            _figure(view, panel, panel.question, opened)
        except SumsHiddenError:
            not_shown.instead_of_sums(view)
        except queries.UnansweredError as error:
            _say_why(view, error)
    for chart in panel.charts:
        _chart_files(view, panel, chart)
    for table in panel.tables:
        _table_files(view, panel, table)


def _say_why(view: View, error: queries.UnansweredError) -> None:
    st.warning(escape(why(view.t, error)), icon=":material/warning:")


# A figure ------------------------------------------------------------------------------------------


def _figure(view: View, panel: Panel, question: Question, opened: int) -> None:
    name, is_named = _chosen_name(view, question, opened)
    if is_named:
        _narrowing(view, question, name, opened)
    code = _chosen_figure(view, question, opened, name, is_named=is_named)
    figure = FIGURES[code]
    t = view.t
    st.markdown(f"**{escape(definitions.term(t, figure.term))}**　{escape(file_words.meaning(view, figure.term))}")
    _value(view, question, code, name, is_named)
    _projects(view, panel, question, code, name, is_named)
    if view.rights.sees_sql:
        _sql(view, question, question.origin(is_named=is_named))


def _chosen_name(view: View, question: Question, opened: int) -> tuple[Any, bool]:
    names = questions.names(view, question)
    if not names:
        return None, False
    options = [*([_ALL] if question.source else []), *range(len(names))]
    asked = names.index(question.name) if question.is_named and question.name in names else None
    words = {at: questions.called(view, question, names[at]) if at >= 0 else view.t("All") for at in options}
    chosen = st.selectbox(
        view.t(DIMENSIONS[question.dimension]), options, index=options.index(asked) if asked is not None else 0,
        format_func=words.__getitem__, filter_mode=None, key=f"asked_name_{opened}",
    )  # fmt: skip
    return (None, False) if chosen == _ALL else (names[chosen], True)


def _narrowing(view: View, question: Question, name: Any, opened: int) -> None:
    """The page of this name alone, by one more click; of a project its own."""
    if question.dimension == "project_id":
        page = linking.project_page(view) + quote(str(name), safe="")
        st.markdown(f"[{escape(view.t('Open the page of this project'))}]({page})")
        return
    one = narrowing.filter_of(view, question.dimension, name)
    if one is None:
        return
    words = view.t("Narrow the page to {name}", name=questions.called(view, question, name))
    if st.button(
        escape(words), key=f"narrow_{opened}", icon=":material/filter_alt:", type="tertiary",
        on_click=narrowing.narrow, args=(one, str(name)),
    ):  # fmt: skip
        st.rerun()


def _chosen_figure(view: View, question: Question, opened: int, name: Any, *, is_named: bool) -> str:
    has = partial(questions.has_figure, view, question, name=name, is_named=is_named)
    known = [code for code in question.figures if has(code)] or [question.figures[0]]
    if len(known) == 1:
        return known[0]
    first = question.shown if question.shown in known else known[0]
    chosen = st.pills(
        view.t("Figure"), known, default=first, required=True, label_visibility="collapsed",
        format_func=lambda code: label(view, code), key=f"asked_figure_{opened}",
    )  # fmt: skip
    return str(chosen or first)


def _value(view: View, question: Question, code: str, name: Any, is_named: bool) -> None:
    """The figure and what it is made of: 87 ÷ 141 = 61.7 %."""
    figure, t = FIGURES[code], view.t
    signs = {"÷": ("÷",), "−": ("−",), "growth": ("÷",), "": ()}[figure.sign]
    value = questions.figure(view, question, code, name, is_named=is_named)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="asked_value"):
        for at, part in enumerate(figure.parts):
            if at:
                st.header(signs[0], width="content", anchor=False)
            of = questions.figure(view, question, part, name, is_named=is_named)
            _metric(view, part, of)
        if figure.parts:
            st.header("− 1 =" if figure.sign == "growth" else "=", width="content", anchor=False)
        _metric(view, code, value)
    if is_withheld(value):
        words = t(
            "The figure is of fewer than {n} projects, or such a one could be computed from it and others; shown after "
            "log-in.",
            n=FEWEST,
        )
        st.caption(words)
    elif is_missing(value) and not figure.parts:
        st.caption(t("The ledger has no data for this figure; that is not the same as 0."))
    elif is_missing(value):
        st.caption(t("There is nothing to divide by, or nothing to compare with: no figure."))


def _metric(view: View, code: str, value: float) -> None:
    to_the_cent = exact(view, code, value)
    st.metric(
        escape(label(view, code)), written(view, code, value), to_the_cent or None,
        delta_color="gray", delta_arrow="off", width="content",
    )  # fmt: skip


# Its projects --------------------------------------------------------------------------------------


def _projects(view: View, panel: Panel, question: Question, code: str, name: Any, is_named: bool) -> None:
    t = view.t
    if question.unlisted:
        st.caption(escape(question.unlisted))
        return
    if not counted(code):
        return
    try:
        rows = evidence(view, question, code, name, is_named=is_named)
    except ProjectsHiddenError:
        not_shown.instead(view)
        return
    except queries.UnansweredError as error:
        # The figure stands, and so does what follows.
        _say_why(view, error)
        return
    wanted = evidence_columns(code, rows)
    st.markdown(f"**{escape(heading(view, code, rows))}**")
    if rows.empty:
        st.info(t("No project stands behind this figure."), icon=":material/info:")
        return
    st.caption(t("Money in {unit}", unit=t.small_scale.unit))
    first_rows(view, rows, wanted, key="evidence")
    whose = label(view, code) + (f" {questions.called(view, question, name)}" if is_named else "")
    terms = [FIGURES[one].term for one in (code, *leaves(code))]
    with st.container(horizontal=True, gap="small"):
        downloads.table_buttons(
            view,
            "evidence",
            whose,
            panel.title,
            lambda: file_words.columns(
                view, rows, [one for one in ("project_id", "activity_id") if one in rows] + wanted
            ),
            terms,
        )


# Its SQL -------------------------------------------------------------------------------------------


def _sql(view: View, question: Question, source: questions.Source) -> None:
    t = view.t
    bound = view.parameters({**source.params, **question.params})
    with st.expander(t("SQL and its parameters")):
        for name, version, params in made.behind(source.query, view.edition.version, bound):
            is_lit = bool(params.get("is_lit"))
            used = {one: params[one] for one in sorted(queries.used(name, is_lit=is_lit))}
            st.caption(t("Query {name}, version {version}", name=name, version=version))
            st.code("\n".join(f"${one} = {_literal(value)}" for one, value in used.items()), language=None)
            statement = queries.statement(name, is_lit=is_lit, way=queries.way_of(version))
            st.code(statement, language="sql", wrap_lines=True)


def _literal(value: queries.Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return "null" if value is None else str(value) if isinstance(value, int | float) else f"'{value}'"


# Files ---------------------------------------------------------------------------------------------


def _chart_files(view: View, panel: Panel, chart: Chart) -> None:
    """The chart's own figures as a table, and the chart as a picture."""
    wanted = filled(chart.rows)
    st.markdown(f"**{view.t('The chart as a table and as a picture')}**")
    listed(view, chart.rows, wanted, key=f"chart_{chart.key}")
    with st.container(horizontal=True, gap="small"):
        downloads.picture_buttons(view, chart.key, panel.title, panel.subtitle, built_charts.spec(view, chart).plain)
        downloads.table_buttons(
            view,
            chart.key,
            panel.title,
            panel.subtitle,
            lambda: file_words.columns(view, chart.rows, wanted),
            panel.terms,
        )


def _table_files(view: View, panel: Panel, table: Table | Written) -> None:
    st.markdown(f"**{view.t('The table as a file')}**")
    with st.container(horizontal=True, gap="small"):
        downloads.table_buttons(
            view, table.key, panel.title, panel.subtitle, lambda: file_words.of_table(view, table), panel.terms
        )

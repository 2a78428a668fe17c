"""The funnel page's own panels: funnels side by side, and what stands beside the funnel."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import charts
from pages import show
from pages.draw.markup import escape
from pages.run.current import set_current
from panels import sources
from panels.questions import Question, Source
from texts import sentences
from view.names import name_of
from view.view import View

_FEW = 5


@st.fragment
def side_by_side(view: View) -> None:
    """Funnels by industry, department, investor, size or channel; its switch draws only this panel anew."""
    set_current(view)
    by, place = show.switched(view.choices["by"])
    t, rows = view.t, view.run("funnel_groups", dimension=by)
    labels = {None if pd.isna(code) else code: name_of(view, by, code) for code in rows["name"]}
    rows = rows.assign(label=list(labels.values()))
    question = Question(sources.GROUP_FIGURES, sources.FUNNEL_COHORT, sources.funnel_groups(by), by)
    title = t("Side by side") if rows.empty else sentences.groups(t, rows)
    subtitle = t(
        "Formal agreements signed in {period}: signed, started, with funds arrived (number), start and arrival rate",
        period=view.period_words(),
    )
    with show.panel("side_by_side", title, subtitle, question, place):
        if rows.empty:
            show.nothing(t("No formal agreement was signed in {period} in this selection.", period=view.period_words()))
            return
        codes = {label: code for code, label in labels.items()}
        show.chart(
            charts.funnels, rows.rename(columns={"name": by}), key=f"funnels_{by}", height=44 * len(rows) + 46,
            alt_text=title, asks=lambda mark: question.of(codes[mark["label"]]),
        )  # fmt: skip
        if note := _groups_note(view, rows, by):
            st.caption(escape(note))


def _groups_note(view: View, rows: pd.DataFrame, by: str) -> str:
    t, lines = view.t, []
    if by == "kind":
        lines.append(t("An investor may be of several kinds: they add up to more than the total."))
    if (rows["formal_projects"] < _FEW).any():
        lines.append(t("Rates of fewer than five agreements are pale and not to be compared."))
    return ("" if t.language == "zh" else " ").join(lines)


def beside(view: View, stages: pd.DataFrame) -> None:
    """Money before the start, what was terminated and why, framework agreements. `stages`: of funnel_cohort."""
    t, row, period = view.t, view.run("funnel_beside").iloc[0], view.period_words()
    with show.panel(
        "beside",
        sentences.beside(t, row),
        t("Money and terminations of the agreements signed in {period}", period=period),
        Question(sources.BESIDE_FIGURES, sources.FUNNEL_BESIDE),
    ):
        lines = sentences.funnel_beside(t, row, stages)
        if not lines:
            show.nothing(t("No agreement was signed in {period} in this selection.", period=period))
            return
        show.notes("", lines)
        if row["terminated_projects"]:
            _terminated(view, view.run("terminations"))


def _terminated(view: View, reasons: pd.DataFrame) -> None:
    """The reasons for termination, each to be questioned."""
    t, money = view.t, view.t.small_scale
    st.caption(escape(t("Terminated, by reason; money in {unit}", unit=money.unit)))
    wanted = ("termination_reason", "terminated_projects", "terminated_planned", "terminated_funds")
    question = Question(
        wanted[1:], sources.FUNNEL_BESIDE, Source("terminations", name="termination_reason"), "termination_reason"
    )
    show.questioned_table(
        reasons, wanted, key="terminations", question=question, names="termination_reason", money=money
    )

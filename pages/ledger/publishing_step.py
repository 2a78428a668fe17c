"""The last step: what has to be confirmed, the publishing in its own thread, and what came of it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from data import versions
from data.errors import english
from data.ledger.report import Report
from data.publishing.intake import Plan
from data.versions import Step, Steps, StoppedError
from pages.draw.box import box
from pages.draw.markup import escape
from pages.ledger import labels as words
from pages.ledger import mapping_editor, plain_tables, upload_state
from pages.ledger.upload_state import Upload
from pages.run.current import set_current
from view.view import View

_POLL_SECONDS = 0.5


def show_publishing(view: View, upload: Upload, plan: Plan) -> None:
    t, report = view.t, plan.report
    what = t("Readers see it at their next click; the version before stays and can be gone back to")
    with box(t("4. Publish"), what):
        through = _through(view, upload, plan)
        skip = not report.errors or _skip(view, report)
        accept = not report.warnings or (
            st.checkbox(t("I have looked at the {n} remarks; publish all the same", n=len(report.doubts)), key="accept")
            if not report.errors
            else skip
        )
        ready = skip and accept and through is not None
        if plan.changes.is_none:
            st.caption(escape(t("This would publish a version that differs in nothing.")))
        if st.button(t("Publish"), type="primary", icon=":material/publish:", disabled=not ready, key="publish"):
            upload_state.forget_failure()
            upload_state.publish(upload, plan, through, accept_warnings=True, skip_errors=bool(report.errors))
            st.rerun()
        if not ready:
            st.caption(escape(t("To publish: choose the last month reported, and accept what is listed above.")))


def _through(view: View, upload: Upload, plan: Plan) -> dt.date | None:
    t, proposed = view.t, upload.tried.through if upload.tried else plan.months_through
    last = plan.tables["progress"]["month"].to_pylist()
    options = words.months_to_choose(max(last, default=None), plan.months_through)
    index = options.index(proposed) if proposed in options else None
    return st.selectbox(
        t("Last month reported"), options, index=index, filter_mode=None, key="through",
        format_func=lambda month: words.month_words(t, month), placeholder=t("Choose a month"),
        help=t("Money after this month does not count; the schedule stops there too."),
    )  # fmt: skip


def _skip(view: View, report: Report) -> bool:
    t = view.t
    skip = st.checkbox(
        t("Publish without the {n} faulty rows; the version's record lists them", n=len(report.left_out)), key="skip"
    )
    with st.expander(escape(t("Rows that would be left out: {n}", n=len(report.left_out)))):
        rows = pd.DataFrame(
            [(one.sheet, one.row, one.name, mapping_editor.said(t, one.why)) for one in report.left_out],
            columns=["sheet", "row", "name", "why"],
        )
        headings = {"sheet": t("Sheet"), "row": t("Row"), "name": t("Project"), "why": t("What is wrong")}
        plain_tables.table(t, rows, headings, key="left_out")
    return skip


@st.fragment(run_every=_POLL_SECONDS)
def wait(view: View) -> None:
    """While the publishing runs in its own thread: how far it is, a button to stop it; look whether it has ended."""
    set_current(view)
    t, running = view.t, upload_state.job()
    if running is None or running.version.done():
        st.rerun()
    steps = running.steps
    with box(t("4. Publish"), t("This page may be closed: the publishing goes on")):
        told = st.empty()
        if steps.can_stop:
            is_asked = steps.is_asked_to_stop
            if st.button(t("Stop publishing"), icon=":material/stop_circle:", disabled=is_asked, key="stop"):
                upload_state.stop()
        told.info(escape(_progress(view, steps)), icon=":material/sync:")


def _progress(view: View, steps: Steps) -> str:
    t, step = view.t, steps.now
    if steps.is_asked_to_stop and steps.can_stop:
        return t("Publishing is being stopped.")
    if step is None:
        return t("Publishing begins shortly, after any other that is under way.")
    words = step.value if t.language == "zh" else english(step.value)
    return t("Publishing, step {n} of {all}: {words}.", n=step.number, all=len(Step), words=words)


def outcome(view: View) -> None:
    t = view.t
    if (error := upload_state.failure()) is not None:
        say, icon = (st.info, "block") if isinstance(error, StoppedError) else (st.error, "error")
        say(escape(error.message(t.language)), icon=f":material/{icon}:")
    if (version := upload_state.done()) is not None:
        info = versions.info(version)
        st.success(
            escape(t("Published as version {version}: {rows} rows, money to {month}.", version=version,
                     rows=t.number(info.rows), month=words.month_words(t, info.months_through))),
            icon=":material/check_circle:",
        )  # fmt: skip
        if upload_state.stopped_too_late():
            st.caption(escape(t("It was too late to stop the publishing; the version before can be gone back to.")))
        st.page_link("overview.py", label=t("Open the overview"), icon=":material/dashboard:")

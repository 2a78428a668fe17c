"""A ledger's way into the data: uploaded, read, checked, previewed, published."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from data import store_folder, versions
from data.intake import Plan
from data.ledger import marking
from data.ledger.report import Report
from pages import data_mapping, data_parts, data_state, show
from pages import data_words as words
from pages.data_state import Upload
from pages.markup import escape
from pages.view import View, set_current

MAX_MEGABYTES = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_POLL_SECONDS = 0.5


def show_import(view: View) -> None:
    """The steps, as far as they have come."""
    t = view.t
    data_state.settle()
    if (running := data_state.job()) is not None:
        _wait(view)
        if not running.done():
            return
    _outcome(view)
    with show.panel(t("1. Choose the ledger"), t("An Excel workbook (xlsx) or a csv file, as the office keeps it")):
        upload = _uploader(view)
    if upload is None:
        return
    with st.spinner(t("Reading the ledger…")):
        report = data_state.report(upload)
    if not report.is_template:
        data_mapping.show_mapping(view, upload, report)
    if not _findings(view, upload, report):
        return
    _preview(view, upload, report)


# The file ------------------------------------------------------------------------------------------


def _uploader(view: View) -> Upload | None:
    t = view.t
    _uploader_words(view)
    file = st.file_uploader(
        t("Drop the file here or click the button; up to {n} MB", n=MAX_MEGABYTES),
        key=data_state.uploader_key(),
        max_upload_size=MAX_MEGABYTES,
    )
    st.caption(
        escape(t("Nothing is published before the last step. A larger file: delete sheets, pictures and formats that "
                 "the ledger does not need, or import it with the command python -m data import."))
    )  # fmt: skip
    return data_state.uploaded(file)


def _uploader_words(view: View) -> None:
    """Streamlit's uploader speaks English only: its words are replaced by ours in every language."""
    t = view.t
    said = {"button": t("Choose a file"), "error": t("This file is larger than {n} MB and was not read.",
            n=MAX_MEGABYTES)}  # fmt: skip
    rules = [
        '[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }',
        f'[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{said["button"]}"; font-size: 14px; }}',
        '[data-testid="stFileUploaderDropzoneInstructions"], [data-testid="stTooltipErrorContent"] { display: none; }',
        f'[data-testid="stFileUploader"]:has([aria-invalid="true"])::after {{ content: "{said["error"]}"; '
        "font-weight: 700; }",
    ]
    st.html(f"<style>{' '.join(rules)}</style>")


# The report ----------------------------------------------------------------------------------------


def _findings(view: View, upload: Upload, report: Report) -> bool:
    """What was read and what is wrong with it; whether there is something to publish."""
    t = view.t
    counts = t.join([words.rows_of(t, name, n) for name, n in report.rows.items() if n])
    title = t("2. Checked: {errors} errors, {warnings} to look at",
              errors=t.number(len(report.errors)), warnings=t.number(len(report.warnings)))  # fmt: skip
    with show.panel(title, t("{file}: rows read: {counts}", file=report.file, counts=counts or t("none"))):
        _totals(view, report)
        if report.errors or report.warnings:
            _listed(view, report)
            _marked(view, upload, report)
        elif any(report.rows.values()):
            st.success(t("No error was found."), icon=":material/check_circle:")
        if report.notes:
            with st.expander(escape(t("How it was read: {n} remarks", n=len(report.notes)))):
                data_parts.lines([f"{note.sheet} {note.cell}　{note.message(t.language)}" for note in report.notes])
        _ask_month(view, upload, report)
    if report.errors and not report.can_skip_errors:
        st.error(
            escape(t("These errors concern the file as a whole: nothing can be published before they are corrected.")),
            icon=":material/block:",
        )
        return False
    return True


def _totals(view: View, report: Report) -> None:
    t = view.t
    if not any(report.rows.values()):
        return
    amounts = [
        t("{what} {figure}", what=t(words.FIGURES[name]), figure=words.amount(t, total))
        for name, total in report.totals.items()
    ]
    st.markdown(escape(t("Totals read: {amounts}", amounts=t.join(amounts))))


def _listed(view: View, report: Report) -> None:
    t = view.t
    kinds = {True: t("Error"), False: t("To look at")}
    rows = [(True, one, one.why, one.todo, 1) for one in report.errors]
    rows += [(False, one, one.why, one.ask, one.count) for one in report.warnings]  # type: ignore[misc]
    listed = pd.DataFrame(
        [
            {
                "kind": kinds[is_error],
                "sheet": one.sheet,
                "cell": one.cell if count == 1 else t("{cell} ({n} cells)", cell=one.cell, n=count),
                "value": one.value,
                "why": data_mapping.said(t, why),
                "todo": data_mapping.said(t, todo),
            }
            for is_error, one, why, todo, count in rows
        ]
    )
    headings = {
        "kind": t("Kind"), "sheet": t("Sheet"), "cell": t("Cell"), "value": t("What it says"),
        "why": t("What is wrong"), "todo": t("What to do"),
    }  # fmt: skip
    wide = {name: st.column_config.TextColumn(headings[name], width="large") for name in ("why", "todo")}
    data_parts.table(t, listed, headings, key="findings", configs=wide)


def _marked(view: View, upload: Upload, report: Report) -> None:
    t = view.t
    ending = t("checked")
    st.download_button(
        t("Download the ledger with its findings marked"),
        partial(marking.marked, upload.path, report, t.language),
        file_name=f"{upload.path.stem}-{ending}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="marked",
    )


def _ask_month(view: View, upload: Upload, report: Report) -> None:
    """Where neither the ledger nor its rows say up to which month it was reported, the editor says it."""
    if report.months_through is not None and upload.through is None:
        return
    t = view.t
    chosen = st.selectbox(
        t("Last month reported"), _months(None, upload.through), index=None, filter_mode=None,
        format_func=lambda month: words.month_words(t, month), placeholder=t("Choose a month"), key="month_asked",
    )  # fmt: skip
    if chosen is not None and chosen != upload.through:
        upload.through = chosen
        st.rerun()


def _months(first: dt.date | None, also: dt.date | None) -> list[dt.date]:
    """Months up to this one, the latest first: from `first`, else of five years, and `also`."""
    now = store_folder.now().date().replace(day=1)
    count = (now.year - first.year) * 12 + now.month - first.month + 1 if first else 60
    at = [now.year * 12 + now.month - 1 - back for back in range(max(count, 1))]
    months = [dt.date(number // 12, number % 12 + 1, 1) for number in at]
    return months if also is None or also in months else [*months, also]


# The preview ---------------------------------------------------------------------------------------


def _preview(view: View, upload: Upload, report: Report) -> None:
    t, current = view.t, versions.current()
    with show.panel(t("3. What would change"), t("Against the current version {version}", version=current or "—")):
        update = _mode(view, current, report)
        try:
            with st.spinner(t("Comparing with the current version…")):
                plan = data_state.plan(upload, update=update)
        except versions.StoreError as error:
            st.error(escape(error.message(t.language)), icon=":material/block:")
            return
        st.markdown(f"**{escape(data_parts.summary(view, plan.changes))}**")
        _say_gone(view, plan)
        data_parts.changed(view, plan.changes, key="preview")
    _publish(view, upload, plan)


def _say_gone(view: View, plan: Plan) -> None:
    """What a replacement takes away; of a demonstration that is what is wanted."""
    t = view.t
    gone = [words.rows_of(t, name, one.gone) for name, one in plan.changes.tables.items() if one.gone]
    if not gone or plan.update or plan.base is None:
        return
    if versions.info(plan.base).is_demo and not plan.is_demo:
        st.caption(escape(t("All demonstration data goes.")))
        return
    sentence = t("Replacing the whole removes rows that this ledger does not hold: {tables}.", tables=t.join(gone))
    st.warning(escape(sentence), icon=":material/warning:")


def _mode(view: View, current: str | None, report: Report) -> bool:
    """Whether the ledger updates the current version by key."""
    t = view.t
    names = {False: t("Replace the whole"), True: t("Update by project number")}
    can_update = current is not None and versions.info(current).is_demo == report.is_demo
    chosen = st.segmented_control(
        t("How"), list(names), default=False, required=True, label_visibility="collapsed", key="mode",
        format_func=names.__getitem__, disabled=not can_update,
    )  # fmt: skip
    told = {
        False: t("The ledger becomes the whole data: what it does not hold goes."),
        True: t("Projects and months of the ledger replace those of the same number; blanks and what it does not hold "
                "stay as they are."),
    }  # fmt: skip
    update = bool(chosen) and can_update
    st.caption(escape(told[update]))
    if current is not None and not can_update:
        st.caption(escape(t("A real ledger can only replace demonstration data, never be mixed with it.")))
    return update


# Publishing ----------------------------------------------------------------------------------------


def _publish(view: View, upload: Upload, plan: Plan) -> None:
    t, report = view.t, plan.report
    with show.panel(t("4. Publish"), t("Readers see it at their next click; the version before stays and can be "
                                       "gone back to")):  # fmt: skip
        through = _through(view, plan)
        skip = not report.errors or _skip(view, report)
        accept = not report.warnings or (
            st.checkbox(
                t("I have looked at the {n} remarks; publish all the same", n=len(report.warnings)), key="accept"
            )
            if not report.errors
            else skip
        )
        ready = skip and accept and through is not None
        if plan.changes.is_none:
            st.caption(escape(t("This would publish a version that differs in nothing.")))
        if st.button(t("Publish"), type="primary", icon=":material/publish:", disabled=not ready, key="publish"):
            data_state.forget_failure()
            data_state.publish(upload, plan, through, accept_warnings=True, skip_errors=bool(report.errors))
            st.rerun()
        if not ready:
            st.caption(escape(t("To publish: choose the last month reported, and accept what is listed above.")))


def _through(view: View, plan: Plan) -> dt.date | None:
    t = view.t
    last = plan.tables["progress"]["month"].to_pylist()
    options = _months(max(last, default=None), plan.months_through)
    index = options.index(plan.months_through) if plan.months_through in options else None
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
            [(one.sheet, one.row, one.name, data_mapping.said(t, one.why)) for one in report.left_out],
            columns=["sheet", "row", "name", "why"],
        )
        headings = {"sheet": t("Sheet"), "row": t("Row"), "name": t("Project"), "why": t("What is wrong")}
        data_parts.table(t, rows, headings, key="left_out")
    return skip


@st.fragment(run_every=_POLL_SECONDS)
def _wait(view: View) -> None:
    """While the publishing runs in its own thread: look whether it has ended."""
    set_current(view)
    running = data_state.job()
    if running is None or running.done():
        st.rerun()
    st.info(view.t("Publishing: the data is written and checked. This page may be closed."), icon=":material/sync:")


def _outcome(view: View) -> None:
    t = view.t
    if (error := data_state.failure()) is not None:
        st.error(escape(error.message(t.language)), icon=":material/error:")
    if (version := data_state.done()) is not None:
        info = versions.info(version)
        st.success(
            escape(t("Published as version {version}: {rows} rows, money to {month}.", version=version,
                     rows=t.number(info.rows), month=words.month_words(t, info.months_through))),
            icon=":material/check_circle:",
        )  # fmt: skip
        st.page_link("overview.py", label=t("Open the overview"), icon=":material/dashboard:")

"""What is wrong with an uploaded ledger, in a table, and the ledger itself with every faulty cell marked."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from data.ledger import marking
from data.ledger.report import Report
from pages import data_mapping, data_parts, downloads, show
from pages import data_words as words
from pages.data_state import Upload
from pages.markup import escape
from pages.view import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_findings(view: View, upload: Upload, report: Report) -> bool:
    """What was read and what is wrong with it; whether there is something to publish."""
    t = view.t
    counts = t.join([words.rows_of(t, name, n) for name, n in report.rows.items() if n])
    title = t("2. Checked: {errors} errors, {warnings} to look at",
              errors=t.number(len(report.errors)), warnings=t.number(len(report.warnings)))  # fmt: skip
    with show.panel("findings", title, t("{file}: rows read: {counts}", file=report.file, counts=counts or t("none"))):
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
    downloads.button(
        t("Download the ledger with its findings marked"),
        partial(marking.marked, upload.path, report, t.language),
        f"{upload.path.stem}-{ending}.xlsx",
        _XLSX,
        key="marked",
    )


def _ask_month(view: View, upload: Upload, report: Report) -> None:
    """Where neither the ledger nor its rows say up to which month it was reported, the editor says it."""
    if report.months_through is not None and upload.through is None:
        return
    t = view.t
    chosen = st.selectbox(
        t("Last month reported"), words.months_to_choose(None, upload.through), index=None, filter_mode=None,
        format_func=lambda month: words.month_words(t, month), placeholder=t("Choose a month"), key="month_asked",
    )  # fmt: skip
    if chosen is not None and chosen != upload.through:
        upload.through = chosen
        st.rerun()

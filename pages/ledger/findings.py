"""What is wrong with an uploaded ledger, in a table, and the ledger itself with every faulty cell marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from data.ledger.grouping import Finding
from data.ledger.report import TOTALS, Report
from pages.draw import downloads
from pages.draw.box import box
from pages.draw.markup import escape
from pages.ledger import labels as words
from pages.ledger import plain_tables, upload_state
from pages.ledger.upload_state import Upload
from texts import Texts
from view.view import View

#: Of many cells so many are named: on a phone what is wrong stands beside them.
_CELLS = 2
#: On a phone place and sentence stand beside each other; in a wide window the rest does too.
_WIDTHS = {"kind": 70, "cell": 90, "why": 260, "todo": 320}
_THREE_LINES = 72
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_findings(view: View, upload: Upload, report: Report) -> bool:
    """What was read and what is wrong with it; whether there is something to publish."""
    t = view.t
    counts = t.join([words.rows_of(t, name, n) for name, n in report.rows.items() if n])
    errors = _counted(t, report.faults, t("{n} errors", n=t.number(len(report.faults))))
    doubts = _counted(t, report.doubts, t("{n} to look at", n=t.number(len(report.doubts))))
    title = t("2. Checked: {errors}, {warnings}", errors=errors, warnings=doubts)
    with box(title, t("{file}: rows read: {counts}", file=report.file, counts=counts or t("none"))):
        _totals(view, report)
        if report.errors or report.warnings:
            _listed(view, report)
            _marked(view, upload, report)
        elif any(report.rows.values()):
            st.success(t("No error was found."), icon=":material/check_circle:")
        if report.remarks:
            with st.expander(escape(t("How it was read: {n} remarks", n=len(report.remarks)))):
                plain_tables.lines(
                    [f"{one.sheet} {one.cells(t.language)}　{one.message(t.language)}" for one in report.remarks]
                )
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
        t("{what} {figure}", what=t(words.FIGURES[name]), figure=t.exact_money(total) if total else t("none"))
        for name, total in report.totals.items()
        if report.rows[TOTALS[name][0]]
    ]
    st.markdown(escape(t("Totals read: {amounts}", amounts=t.join(amounts))))


def _counted(t: Texts, findings: Sequence[Finding], said: str) -> str:
    """How many findings there are, with the number of their cells where those are more."""
    cells = sum(one.count for one in findings)
    return t("{findings} ({cells} cells)", findings=said, cells=t.number(cells)) if cells > len(findings) else said


def _listed(view: View, report: Report) -> None:
    """A row a finding, however many cells it has."""
    t = view.t
    kinds = [(t("Error"), report.faults), (t("To look at"), report.doubts)]
    listed = pd.DataFrame(
        [
            {
                "kind": kind,
                "sheet": one.sheet,
                "cell": one.cells(t.language, most=_CELLS),
                "why": one.why(t.language),
                "value": one.quoted(t.language),
                "todo": one.todo(t.language),
            }
            for kind, findings in kinds
            for one in findings
        ]
    )
    headings = {
        "kind": t("Kind"), "cell": t("Cell"), "why": t("What is wrong"), "todo": t("What to do"),
        "value": t("What it says"), "sheet": t("Sheet"),
    }  # fmt: skip
    widths = {name: st.column_config.TextColumn(headings[name], width=width) for name, width in _WIDTHS.items()}
    plain_tables.table(t, listed, headings, key="findings", visible=10, configs=widths, row_height=_THREE_LINES)


def _marked(view: View, upload: Upload, report: Report) -> None:
    t = view.t
    ending = t("checked")
    downloads.button(
        t("Download the ledger with its findings marked"),
        partial(upload_state.marked, upload, report, t.language),
        f"{upload.stem}-{ending}.xlsx",
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

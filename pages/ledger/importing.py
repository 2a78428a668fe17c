"""A ledger's way into the data: uploaded, read, checked, previewed, published."""

from __future__ import annotations

import streamlit as st

from data import versions
from data.ledger.report import Report
from data.publishing.intake import Plan
from pages.draw import downloads
from pages.draw.box import box
from pages.draw.markup import escape
from pages.ledger import findings, mapping_editor, naming, plain_tables, publishing_step, upload_state
from pages.ledger import labels as words
from pages.ledger.upload_state import Upload
from view.view import View

MAX_MEGABYTES = 20


def show_import(view: View) -> None:
    """The steps, as far as they have come."""
    t = view.t
    upload_state.settle()
    is_publishing = upload_state.job() is not None
    publishing_step.outcome(view)
    with box(t("1. Choose the ledger"), t("An Excel workbook (xlsx) or a csv file, as the office keeps it")):
        upload = _uploader(view, is_locked=is_publishing)
    if is_publishing:
        publishing_step.wait(view)
        return
    if upload is None:
        return
    with st.spinner(t("Reading the ledger…")):
        report = upload_state.report(upload)
    if not report.is_template:
        mapping_editor.show_mapping(view, upload, report)
    is_ready = findings.show_findings(view, upload, report)
    naming.show_unknown(view, naming.unknown(report), upload.identity)
    if not is_ready:
        return
    _preview(view, upload, report)


# The file ------------------------------------------------------------------------------------------


def _uploader(view: View, *, is_locked: bool) -> Upload | None:
    t = view.t
    _uploader_words(view)
    file = st.file_uploader(
        t("Drop the file here or click the button; up to {n} MB", n=MAX_MEGABYTES),
        key=upload_state.uploader_key(),
        max_upload_size=MAX_MEGABYTES,
        disabled=is_locked,
    )
    st.caption(
        escape(t("Nothing is published before the last step. A larger file: delete sheets, pictures and formats that "
                 "the ledger does not need, or import it with the command python -m data import."))
    )  # fmt: skip
    downloads.button(
        t("Download an empty ledger"), upload_state.empty_ledger, f"{t('Empty ledger')}.xlsx", downloads.XLSX,
        key="template",
    )  # fmt: skip
    return upload_state.uploaded(file)


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


# The preview ---------------------------------------------------------------------------------------


def _preview(view: View, upload: Upload, report: Report) -> None:
    t, current = view.t, versions.current()
    with box(t("3. What would change"), t("Against the current version {version}", version=current or "—")):
        try:
            update = _mode(view, current, report, upload)
            with st.spinner(t("Comparing with the current version…")):
                plan = upload_state.plan(upload, update=update)
        except versions.StoreError as error:
            st.error(escape(error.message(t.language)), icon=":material/block:")
            return
        st.markdown(f"**{escape(plain_tables.summary(view, plan.changes))}**")
        _say_gone(view, plan)
        plain_tables.changed(view, plan.changes, key="preview")
    publishing_step.show_publishing(view, upload, plan)


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


def _mode(view: View, current: str | None, report: Report, upload: Upload) -> bool:
    """Whether the ledger updates the current version by key; so it is proposed where it reports some months alone.

    Raises as `upload_state.loses_months`.
    """
    t = view.t
    names = {False: t("Replace the whole"), True: t("Update by project number")}
    can_update = current is not None and versions.info(current).is_demo == report.is_demo
    if report.needs_base:
        st.caption(escape(t("The ledger points to projects that it does not list and the current version has: it can "
                            "only update by project number.")))  # fmt: skip
        return can_update
    is_of_months = can_update and upload_state.loses_months(upload)
    chosen = st.segmented_control(
        t("How"), list(names), default=upload.tried.update if upload.tried else is_of_months, required=True,
        label_visibility="collapsed",
        key=f"mode_{upload.identity}" if is_of_months else "mode",
        format_func=names.__getitem__, disabled=not can_update,
    )  # fmt: skip
    told = {
        False: t("The ledger becomes the whole data: what it does not hold goes."),
        True: t("Projects and months of the ledger replace those of the same number; blanks and what it does not hold "
                "stay as they are."),
    }  # fmt: skip
    update = bool(chosen) and can_update
    st.caption(escape(told[update]))
    if is_of_months and update:
        st.caption(escape(t("The ledger has no months before its own: it is taken as a report of these months.")))
    if current is not None and not can_update:
        st.caption(escape(t("A real ledger can only replace demonstration data, never be mixed with it.")))
    return update

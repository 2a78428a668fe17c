"""The audit: what was done, whether it is as it was written, and a copy to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access import audit, audit_check
from access.audit import Entry
from data import zone_time
from pages.admin import labels as words
from pages.draw import downloads
from pages.draw.box import box
from pages.draw.markup import escape
from pages.ledger import plain_tables
from pages.run import this_reader
from reports import table as report_table
from texts.language import N_
from view.view import View

_CHECKED = "audit_checked"
_FLAWS = {
    "unreadable": N_("{file}, line {line}: cannot be read."),
    "changed": N_("{file}, line {line}: was changed, or not written by this dashboard."),
    "gap": N_("{file}, line {line}: before it lines were removed, added or moved."),
    "cut": N_("{file}, line {line}: lines after it were removed."),
    "head": N_("{file}: was changed or removed; it names the last line."),
}
_VISIBLE = 14


def show_audit(view: View) -> None:
    """The newest lines first, of the events that are asked for."""
    t = view.t
    with box(t("Audit"), t("Who did what, when, from where; the newest first")):
        entries = list(reversed(audit.entries()))
        some = _chosen(view, entries)
        rows = pd.DataFrame([_row(view, one) for one in some], columns=list(_headings(view)))
        wide = {"what": st.column_config.TextColumn(t("Facts"), width="large")}
        plain_tables.table(t, rows, _headings(view), key="audit", visible=_VISIBLE, configs=wide)
        with st.container(horizontal=True, gap="small"):
            downloads.button(
                t("Download as csv"), lambda: _csv(view, some), f"audit-{_span(some)}.csv", "text/csv", key="audit_csv"
            )
            downloads.button(
                t("Download with hashes (JSON lines)"), _whole, f"audit-{_span(entries)}.jsonl", "application/jsonl",
                key="audit_jsonl",
            )  # fmt: skip
            st.button(t("Check for tampering"), icon=":material/fact_check:", key="check_audit", on_click=_check)
        _checked(view)


def _chosen(view: View, entries: list[Entry]) -> list[Entry]:
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        events = st.multiselect(
            t("What"), list(words.EVENTS), format_func=lambda code: t(words.EVENTS[code]), select_all=False,
            placeholder=t("Everything"), filter_mode=None, key="audit_events", width=420,
        )  # fmt: skip
        who = st.text_input(t("Account"), key="audit_who", width=220).strip().casefold()
        failed = st.toggle(t("Only what was refused or failed"), key="audit_failed")
    return [
        one
        for one in entries
        if (not events or one.event in events)
        and (not who or who in f"{one.name} {one.who}".casefold())
        and not (failed and one.ok)
    ]


def _headings(view: View) -> dict[str, str]:
    t = view.t
    return {"at": t("When"), "name": t("Account"), "event": t("What"), "ok": t("Done"), "what": t("Facts"),
            "address": t("From"), "who": t("Provider and number"), "n": t("Number")}  # fmt: skip


def _row(view: View, one: Entry) -> dict[str, object]:
    t = view.t
    return {
        "at": f"{zone_time.shown(one.at):%Y-%m-%d %H:%M:%S}",
        "name": one.name or one.who.rpartition("|")[2],
        "event": t(words.EVENTS.get(one.event, one.event)),
        "ok": t("yes") if one.ok else t("no"),
        "what": words.facts(view, one.what),
        "address": one.address,
        "who": one.who,
        "n": one.n,
    }


def _span(entries: list[Entry]) -> str:
    return f"{entries[-1].at[:10]}-{entries[0].at[:10]}" if entries else "empty"


def _csv(view: View, entries: list[Entry]) -> bytes:
    headings = _headings(view)
    columns = [
        report_table.Column(words_of, "text", [str(_row(view, one)[name]) for one in entries])
        for name, words_of in headings.items()
    ]
    return report_table.csv_file(columns)


def _whole() -> bytes:
    """All months as they are on the disk, so that a copy elsewhere can be checked against them."""
    with audit.locked():
        return b"".join(file.read_bytes() for file in audit.files())


def _check() -> None:
    if not this_reader.reader_rights().administers:
        return
    flaws = audit_check.verify()
    st.session_state[_CHECKED] = flaws
    this_reader.record("audit", ok=not flaws, flaws=len(flaws))


def _checked(view: View) -> None:
    t = view.t
    flaws = st.session_state.pop(_CHECKED, None)
    if flaws is None:
        return
    if not flaws:
        st.success(escape(t("Every line is as it was written.")), icon=":material/verified:")
        return
    lines = [t(_FLAWS[flaw.why], file=flaw.file, line=flaw.line) for flaw in flaws[:20]]
    st.error(escape(t("The audit was tampered with: {n} places.", n=t.number(len(flaws)))), icon=":material/gpp_bad:")
    plain_tables.lines(lines)

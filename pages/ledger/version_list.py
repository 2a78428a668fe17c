"""The versions: what each is and how it came to be, going back to one, comparing two."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from data import versions
from data.publishing.changes import Changes, compare
from data.versions import VersionInfo
from data.versions.provenance import Accepted, Record
from pages.draw import downloads
from pages.draw.box import box
from pages.draw.markup import escape
from pages.draw.page import nothing
from pages.ledger import labels as words
from pages.ledger import plain_tables
from pages.run import this_reader
from texts import Texts
from texts.sentences.drafting import clauses
from view.view import View

_BACK = "data_went_back"
#: What the list of versions says of a publishing to whoever may publish.
_EDITORS_COLUMNS = frozenset({"who", "file", "changes"})


def show_versions(view: View) -> None:
    """All versions; for editors then one by one, and two beside each other.

    Records, ledgers and comparisons are of all departments' projects: whoever may publish may see them.
    """
    t = view.t
    known = versions.versions()
    names = [one.version for one in known]
    if (to := st.session_state.pop(_BACK, None)) is not None:
        _went_back(view, to)
    with box(t("Versions"), t("Each publishing is kept; the newest stands first")):
        _list(view, known)
        if not view.rights.publishes:
            st.caption(escape(t("Records, ledgers and comparisons of versions are for editors.")))
            return
        _say_unavailable(t)
        broken = len(versions.names()) - len(known) - len(versions.unavailable())
        if broken:
            st.warning(escape(t("{n} versions are damaged and cannot be used.", n=t.number(broken))))
    with box(t("One version"), t("Where it came from, what was accepted and left out, and going back to it")):
        of = {one.version: f"{one.version}　{one.source_file}" for one in known}
        chosen = st.selectbox(t("Version"), names, filter_mode=None, format_func=of.__getitem__, key="version_shown")
        if chosen:
            _one(view, versions.info(chosen))
    if len(names) > 1:
        with box(t("Two versions compared"), t("What the second changes against the first")):
            _two(view, names)


def _list(view: View, known: list[VersionInfo]) -> None:
    t, current = view.t, versions.current()
    records = {one.version: _record_of(one.version) if view.rights.publishes else None for one in known}
    rows = pd.DataFrame(
        [
            {
                "is_current": t("Current") if one.version == current else "",
                "version": one.version,
                "created_at": f"{one.created_at:%Y-%m-%d %H:%M}",
                "who": one.who,
                "file": t("Demonstration data") if one.is_demo and not records[one.version] else one.source_file,
                "rows": one.rows,
                "through": words.month_words(t, one.months_through),
                "changes": _told(t, records[one.version]),
            }
            for one in known
        ]
    )
    headings = {
        "is_current": t("In force"), "version": t("Version"), "created_at": t("Published at"), "who": t("Who"),
        "file": t("File"), "rows": t("Rows"), "through": t("Money to"), "changes": t("What changed"),
    }  # fmt: skip
    wide = st.column_config.TextColumn(headings["changes"], width="large")
    if not view.rights.publishes:
        headings = {name: heading for name, heading in headings.items() if name not in _EDITORS_COLUMNS}
    configs = {"changes": wide, "rows": plain_tables.count_column(headings["rows"])} if "rows" in headings else {}
    plain_tables.table(t, rows, headings, key="versions", configs=configs)
    if ahead := [one.version for one in known if one.is_named_ahead]:
        st.caption(
            escape(t("The names of {versions} say a later time than that of their publishing, since a clock was ahead "
                     "before; their order is right.", versions=t.join(ahead)))
        )  # fmt: skip


def _say_unavailable(t: Texts) -> None:
    for error in versions.unavailable().values():
        st.warning(escape(error.message(t.language)), icon=":material/lock:")


def _record_of(version: str) -> Record | None:
    """As `versions.record`; None too where the file has come into another program's hands since it was checked."""
    try:
        return versions.record(version)
    except versions.UnavailableError:
        return None


def _told(t: Texts, record: Record | None) -> str:
    """What a publishing changed, as short as a table's cell."""
    if record is None:
        return ""
    how = t("Updated") if record.is_update else t("Replaced")
    counts = words.rows_changed(t, record.changes) or [t("no row differs")]
    return t("{how}: {what}", how=how, what=clauses(t, counts))


def _one(view: View, info: VersionInfo) -> None:
    t, record = view.t, versions.record(info.version)
    if record is None:
        st.caption(escape(t("This version has no record: demonstration data, or published before records were kept.")))
    else:
        _record(view, record)
    with st.container(horizontal=True, gap="small"):
        if (kept := versions.kept_file(info.version)) is not None:
            downloads.button(
                t("Download the ledger"), kept.read_bytes, _file_name(info, kept), "application/octet-stream",
                key=f"kept_{info.version}",
            )  # fmt: skip
        if info.version != versions.current():
            _go_back(view, info)


def _file_name(info: VersionInfo, kept: Path) -> str:
    return f"{Path(info.source_file).stem}-{info.version}{kept.suffix}"


def _record(view: View, record: Record) -> None:
    t, key = view.t, "record"
    counts = words.rows_changed(t, record.changes)
    how = t("Updated by project number") if record.is_update else t("The whole was replaced")
    st.markdown(escape(t("Ledger {file}. {how}.", file=record.file, how=how)))
    plain_tables.lines(counts or [t("No row differs from the version before.")])
    if record.left_out:
        with st.expander(escape(t("Rows left out for their errors: {n}", n=len(record.left_out))), expanded=True):
            rows = pd.DataFrame(
                [(one.sheet, one.row, one.name, _in(t, one.zh, one.en)) for one in record.left_out],
                columns=["sheet", "row", "name", "why"],
            )
            headings = {"sheet": t("Sheet"), "row": t("Row"), "name": t("Project"), "why": t("What is wrong")}
            plain_tables.table(t, rows, headings, key=f"{key}_left_out")
    if record.warnings:
        with st.expander(escape(t("Remarks that were accepted: {n}", n=len(record.warnings)))):
            rows = pd.DataFrame(
                [(one.sheet, _cells(t, one), one.value, _in(t, one.zh, one.en)) for one in record.warnings],
                columns=["sheet", "cell", "value", "why"],
            )
            headings = {"sheet": t("Sheet"), "cell": t("Cell"), "value": t("What it says"), "why": t("Remark")}
            plain_tables.table(t, rows, headings, key=f"{key}_accepted")
    if record.mapping.strip():
        with st.expander(escape(t("How the ledger was read (TOML)"))):
            st.code(record.mapping, language=None)


def _cells(t: Texts, one: Accepted) -> str:
    return t("{cell} ({n} cells)", cell=one.cell, n=t.number(one.count)) if one.count > 1 else one.cell


def _in(t: Texts, zh: str, en: str) -> str:
    return zh if t.language == "zh" else en


def _go_back(view: View, info: VersionInfo) -> None:
    t = view.t
    with st.popover(t("Go back to this version"), icon=":material/history:", key=f"back_{info.version}"):
        st.markdown(
            escape(t("Every reader will see version {version} (money to {month}) again. No version is deleted.",
                     version=info.version, month=words.month_words(t, info.months_through)))
        )  # fmt: skip
        st.button(
            t("Yes, go back"), type="primary", key=f"sure_{info.version}", on_click=_roll_back, args=(info.version,)
        )


def _roll_back(version: str) -> None:
    # In a callback, before anything is drawn: the page then shows the version that is in force.
    if not this_reader.reader_rights().publishes:
        return
    try:
        versions.rollback(version)
        st.session_state[_BACK] = version
    except versions.StoreError as error:
        st.session_state[_BACK] = error
    this_reader.record("rollback", ok=st.session_state[_BACK] == version, version=version)


def _went_back(view: View, outcome: str | versions.StoreError) -> None:
    t = view.t
    if isinstance(outcome, versions.StoreError):
        st.error(escape(outcome.message(t.language)), icon=":material/error:")
    else:
        st.success(escape(t("Version {version} is in force again.", version=outcome)), icon=":material/check_circle:")


def _two(view: View, names: list[str]) -> None:
    t = view.t
    with st.container(horizontal=True, gap="small"):
        before = st.selectbox(t("First version"), names, index=1, filter_mode=None, key="compared_first", width=240)
        after = st.selectbox(t("Second version"), names, index=0, filter_mode=None, key="compared_second", width=240)
    if before == after:
        nothing(t("Choose two different versions."))
        return
    if st.toggle(t("Compare"), key="compared"):
        with st.spinner(t("Comparing…")):
            changes = _compared(versions.path(before), versions.path(after), before, after)
        st.markdown(f"**{escape(plain_tables.summary(view, changes))}**")
        plain_tables.changed(view, changes, key="compared")


@lru_cache(maxsize=2)
def _compared(_before_file: Path, _after_file: Path, before: str, after: str) -> Changes:
    # Keyed by the files too: a test's store, or another store's, may use the same names.
    return compare(versions.read_tables(before), versions.read_tables(after))

"""How an office's own ledger was understood, sheet by sheet and column by column, and how to correct it."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from data.errors import english
from data.ledger import as_mapping, mapping
from data.ledger.report import Column, Report, SheetRead
from data.publishing import report_lines
from pages.draw import downloads
from pages.draw.box import box
from pages.draw.markup import escape
from pages.ledger import labels as words
from pages.ledger import plain_tables, whole_ledger
from pages.ledger.upload_state import Upload
from texts import Texts
from view.view import View

#: A column understood with less confidence than this is asked about by itself.
SURE = 0.9
_MOST_ASKED = 24
_GROUPS = ("industry", "unit", "nature", "agreement", "channel", "origin")


def said(t: Texts, clause: str) -> str:
    """A finding's clause in the reader's language."""
    return str(clause) if t.language == "zh" else english(clause)


def show_mapping(view: View, upload: Upload, report: Report) -> None:
    """Every sheet as it was understood; a change reads the ledger anew."""
    t = view.t
    asked = _asked(report)
    unsure = sum(_is_unsure(sheet, column, asked) for sheet in report.sheets for column in sheet.columns)
    title = t("How it was read: {n} columns to confirm", n=t.number(unsure)) if unsure else t("How it was read")
    with box(title, t("A change here reads the ledger anew; nothing is guessed in silence")):
        for number, sheet in enumerate(report.sheets):
            is_first = sheet.sheet not in {one.sheet for one in report.sheets[:number]}
            is_open = number == 0 or any(_is_unsure(sheet, column, asked) for column in sheet.columns)
            with st.expander(escape(_sheet_words(t, sheet)), expanded=is_open):
                _sheet(view, upload, sheet, asked, _refused(report), f"{upload.identity}_{number}", is_first=is_first)
        whole_ledger.show_whole(view, upload, report)
        left_out = [name for name, one in upload.mapping.sheets.items() if one.is_left_out]
        for name in left_out:
            st.button(
                escape(t("Read the sheet {sheet} again", sheet=name)), key=f"again_{upload.identity}_{name}",
                icon=":material/undo:", on_click=upload.say, args=(name,), kwargs={"is_left_out": False},
            )  # fmt: skip
        _files(view, upload, report)


def _refused(report: Report) -> set[tuple[str, str]]:
    """The cells (sheet, address) with an error."""
    return {(one.sheet, one.cell) for one in report.errors}


def _asked(report: Report) -> set[tuple[str, str]]:
    """The cells (sheet, address) where something is asked."""
    return _refused(report) | {(one.sheet, one.cell) for one in report.warnings}


def _is_unsure(sheet: SheetRead, column: Column, asked: set[tuple[str, str]]) -> bool:
    """Whether a column is to be confirmed: understood with doubt, or asked about at its heading."""
    is_doubtful = column.confidence < SURE and column.target not in ("extra", "")
    return is_doubtful or (sheet.sheet, column.cell) in asked


def _sheet_words(t: Texts, sheet: SheetRead) -> str:
    first, last = sheet.header_rows
    facts = [t("headings in row {row}", row=first) if first == last else
             t("headings in rows {first} to {last}", first=first, last=last)]  # fmt: skip
    facts.append(t("{n} rows", n=t.number(sheet.rows)))
    facts += [t("unit {unit}", unit=sheet.unit)] if sheet.unit else []
    facts += [t("year {year}", year=t.year(sheet.year))] if sheet.year else []
    facts += [t("{n} group rows", n=len(sheet.groups))] if sheet.groups else []
    facts += [t("{n} total rows left out", n=len(sheet.total_rows))] if sheet.total_rows else []
    return t("Sheet {sheet}: {facts}", sheet=sheet.sheet, facts=t.join(facts))


def _sheet(
    view: View,
    upload: Upload,
    sheet: SheetRead,
    asked: set[tuple[str, str]],
    refused: set[tuple[str, str]],
    key: str,
    *,
    is_first: bool,
) -> None:
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if is_first:  # a sheet's second table has its own header below the first one's
            _headings(t, upload, sheet, key)
            _unit(t, upload, sheet, key)
            _year(t, upload, sheet, key)
        _choices(t, upload, sheet, key)
        st.button(
            t("Leave this sheet out"), key=f"leave_{key}", icon=":material/block:", on_click=upload.say,
            args=(sheet.sheet,), kwargs={"is_left_out": True},
        )  # fmt: skip
    st.caption(escape(said(t, report_lines.account(sheet))))
    unsure = [column for column in sheet.columns if _is_unsure(sheet, column, asked)][:_MOST_ASKED]
    if unsure:
        st.markdown(f"**{escape(t('Please confirm'))}**")
    with st.grid(3, min_column_width=270):
        for number, column in enumerate(unsure):
            with st.container():
                _target(t, upload, sheet, column, f"{key}_{number}")
                if words.is_money(column.target) and not column.unit:
                    _unit_of(t, upload, column, f"{key}_{number}")
    _columns(t, sheet, key)
    for note in sheet.notes:
        st.caption(escape(said(t, note)))
    _any_column(t, upload, sheet, key)


def _choices(t: Texts, upload: Upload, sheet: SheetRead, key: str) -> None:
    """What can be said of a sheet that has packages, hidden rows or groups."""
    own = upload.mapping.sheets.get(sheet.sheet, mapping.Sheet())
    if sheet.packages:
        names = {"whole": t("The packages alone"), "parts": t("Their parts alone"), "both": t("Both: projects each")}
        _choice(upload, sheet, "parts", t("Packages and their parts: which count"), names, own.parts, key, t)
    if sheet.hidden_rows:
        names = {"read": t("Read them too"), "leave_out": t("Leave them out")}
        label = t("Hidden rows ({n})", n=t.number(sheet.hidden_rows))
        _choice(upload, sheet, "hidden_rows", label, names, own.hidden_rows, key, t)
    if sheet.groups:
        names = {name: t(words.FIELDS[name]) for name in _GROUPS}
        _choice(upload, sheet, "group", t("What group rows are"), names | {"none": t("Nothing")}, own.group, key, t)


def _choice(
    upload: Upload, sheet: SheetRead, entry: str, label: str, names: dict[str, str], now: str | None, key: str, t: Texts
) -> None:
    def change() -> None:
        upload.say(sheet.sheet, **{entry: st.session_state[f"{entry}_{key}"]})

    st.selectbox(
        escape(label), list(names), index=list(names).index(now) if now else None, format_func=names.__getitem__,
        filter_mode=None, placeholder=t("Choose"), key=f"{entry}_{key}", width=220, on_change=change,
    )  # fmt: skip


def _headings(t: Texts, upload: Upload, sheet: SheetRead, key: str) -> None:
    first, last = sheet.header_rows
    one, two = f"first_{key}", f"last_{key}"

    def change() -> None:
        rows = sorted((st.session_state[one], st.session_state[two]))
        upload.say(sheet.sheet, header_rows=(rows[0], rows[1]))

    st.number_input(t("First row of headings"), 1, None, first, key=one, width=150, on_change=change)
    st.number_input(t("Last row of headings"), 1, None, last, key=two, width=150, on_change=change)


def _unit(t: Texts, upload: Upload, sheet: SheetRead, key: str) -> None:
    units = list(dict.fromkeys([*mapping.YUAN, *([sheet.unit] if sheet.unit else [])]))

    def change() -> None:
        upload.say(sheet.sheet, unit=st.session_state[f"unit_{key}"])

    st.selectbox(
        t("Unit of money"), units, index=units.index(sheet.unit) if sheet.unit else None, filter_mode=None,
        placeholder=t("Not stated"), key=f"unit_{key}", width=150, on_change=change,
    )  # fmt: skip


def _year(t: Texts, upload: Upload, sheet: SheetRead, key: str) -> None:
    def change() -> None:
        upload.say(sheet.sheet, year=st.session_state[f"year_{key}"])

    st.number_input(t("Year"), 1900, 2100, sheet.year, key=f"year_{key}", width=150, on_change=change, placeholder="—")


def _columns(t: Texts, sheet: SheetRead, key: str) -> None:
    rows = pd.DataFrame(
        [
            {
                "cell": column.cell,
                "heading": column.heading,
                "target": _fills(t, column),
                "confidence": round(column.confidence * 100),
                "examples": t.join(list(column.examples)),
            }
            for column in sheet.columns
        ]
    )
    headings = {
        "cell": t("Cell"), "heading": t("Heading"), "target": t("Fills"), "confidence": t("Confidence"),
        "examples": t("Examples"),
    }  # fmt: skip
    sure = st.column_config.NumberColumn(headings["confidence"], format="%d%%")
    wide = st.column_config.TextColumn(headings["examples"], width="large")
    target = st.column_config.TextColumn(headings["target"], width=230)
    if not rows.empty:
        plain_tables.table(
            t,
            rows,
            headings,
            key=f"columns_{key}",
            visible=10,
            configs={"target": target, "confidence": sure, "examples": wide},
        )


def _fills(t: Texts, column: Column) -> str:
    what = words.target(t, column.target)
    return t("{what} ({unit})", what=what, unit=column.unit) if column.unit else what


def _target(t: Texts, upload: Upload, sheet: SheetRead, column: Column, key: str, *, is_open: bool = False) -> None:
    """What one column fills, to be chosen; nothing is yet where that is open."""
    options = words.targets(sheet.year, column.target)

    def change() -> None:
        said = upload.mapping.sheets.get(sheet.sheet, mapping.Sheet())
        upload.say(sheet.sheet, columns={**said.columns, column.heading: st.session_state[f"target_{key}"]})

    st.selectbox(
        escape(t('{cell} "{heading}" fills', cell=column.cell, heading=column.heading)), options,
        index=None if is_open else options.index(column.target), format_func=partial(words.target, t),
        filter_mode=None, placeholder=t("Choose"), key=f"target_{key}", on_change=change,
    )  # fmt: skip


def _unit_of(t: Texts, upload: Upload, column: Column, key: str) -> None:
    """The unit of a column's money, where neither its heading nor the sheet says one."""
    units = list(mapping.YUAN)
    now = upload.mapping.units.get(column.heading)

    def change() -> None:
        upload.say_of_all(units={**upload.mapping.units, column.heading: st.session_state[f"unit_of_{key}"]})

    st.selectbox(
        escape(t("Unit of {cell}", cell=column.cell)), units, index=units.index(now) if now in units else None,
        filter_mode=None, placeholder=t("Not stated"), key=f"unit_of_{key}", on_change=change,
    )  # fmt: skip


def _any_column(t: Texts, upload: Upload, sheet: SheetRead, key: str) -> None:
    names = {f"{column.cell} {column.heading}": column for column in sheet.columns}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            t("Change another column"), list(names), index=None, filter_mode=None, placeholder=t("Choose a column"),
            key=f"column_{key}", width=320,
        )  # fmt: skip
        if chosen is not None:
            with st.container(width=320):
                _target(t, upload, sheet, names[chosen], f"{key}_{chosen}")


def _files(view: View, upload: Upload, report: Report) -> None:
    """The mapping as a file: saved for next month's ledger, or taken from last month's."""
    t = view.t
    with st.expander(escape(t("Keep this for the next ledger of this kind"))):
        saved = mapping.dumps(as_mapping.reusable(report))
        downloads.button(
            t("Download how it was read"), saved.encode, f"{upload.stem}.toml", "application/toml",
            key=f"toml_{upload.identity}",
        )  # fmt: skip
        file = st.file_uploader(t("Use a file that was saved before (toml)"), key=f"mapping_{upload.identity}")
        if file is not None and st.session_state.get("mapping_used") != file.file_id:
            try:
                upload.mapping = mapping.loads(file.getvalue().decode("utf-8-sig"))
            except mapping.MappingError as error:
                st.error(escape(t("This file cannot be used: {why}", why=said(t, error.said))))
                return
            except UnicodeDecodeError:
                st.error(escape(t("This file cannot be used: its text is not in UTF-8.")))
                return
            st.session_state["mapping_used"] = file.file_id
            st.rerun()

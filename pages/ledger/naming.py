"""Names that the settings lack, taken into them on the spot by an editor's click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow.compute as pc
import streamlit as st

from data import settings, settings_file
from data.ledger.check.doubts import UNSAID
from data.ledger.report import Report
from data.settings import Name
from data.settings_file import List
from pages.draw.box import box
from pages.draw.markup import escape
from pages.run import this_reader
from texts import Texts
from texts.language import N_
from view.view import View

#: Names by list, as they are written in a ledger.
Unknown = Mapping[List, Sequence[str]]

_LISTS: dict[List, str] = {"industry": N_("Industry"), "unit": N_("Responsible department")}
_DONE = "settings_done"
#: A ledger with more unknown names has another column of words there.
_MOST_SHOWN = 20


def unknown(report: Report) -> Unknown:
    """The names of a ledger's rows that the settings do not list; none of a list that names nothing."""
    zone, found = settings.settings(), dict[List, list[str]]()
    for kind, names in (("industry", zone.industry), ("unit", zone.unit)):
        seen: dict[str, None] = {}
        for table in report.tables.values():
            if kind in table.column_names:
                seen |= dict.fromkeys(pc.unique(table[kind]).drop_null().to_pylist())
        known = {one.zh for one in names} | {UNSAID}
        if lacking := [name for name in seen if name not in known]:
            found["industry" if kind == "industry" else "unit"] = lacking
    return found if zone.unit else {kind: those for kind, those in found.items() if kind != "unit"}


def show_unknown(view: View, names: Unknown, key: str) -> None:
    """Each name with a field for its English and a tick, and one button that takes in those that are ticked."""
    t = view.t
    if said := st.session_state.pop(_DONE, None):
        st.success(escape(t("Taken into the settings: {names}.", names=said)), icon=":material/check_circle:")
    if not any(names.values()):
        return
    what = t("A new department or industry is taken in here; a slip of the pen is corrected in the ledger")
    with box(t("Names that the settings lack"), what):
        wanted = {kind: _wanted(t, kind, those, f"{key}_{kind}") for kind, those in names.items()}
        count = sum(map(len, wanted.values()))
        st.button(
            t("Take {n} into the settings", n=count), key=f"take_{key}", icon=":material/playlist_add:",
            disabled=not count, on_click=_take, args=(t, wanted),
        )  # fmt: skip
        if isinstance(failed := st.session_state.pop("settings_failed", None), settings_file.NotWrittenError):
            st.error(escape(failed.message(t.language)), icon=":material/block:")
            st.code(
                settings.entries({kind: [one.zh for one in those] for kind, those in wanted.items()}), language=None
            )


def _wanted(t: Texts, kind: List, names: Sequence[str], key: str) -> list[Name]:
    """The names of a list that are ticked, each with the English that was written."""
    found = []
    for number, name in enumerate(names[:_MOST_SHOWN]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            is_wanted = st.checkbox(
                escape(t("{list}: {name}", list=t(_LISTS[kind]), name=name)), key=f"name_{key}_{number}_{name}"
            )
            english = st.text_input(
                t("English name"), key=f"english_{key}_{number}_{name}", width=260, label_visibility="collapsed",
                placeholder=t("English name; may be left blank"), max_chars=100,
            )  # fmt: skip
        if is_wanted:
            found.append(Name(zh=name, en=english.strip() or name))
    if len(names) > _MOST_SHOWN:
        st.caption(escape(t("and {n} more; take these in first", n=t.number(len(names) - _MOST_SHOWN))))
    return found


def _take(t: Texts, wanted: Mapping[List, Sequence[Name]]) -> None:
    if not this_reader.reader_rights().publishes:
        return
    said = t.join([one.zh for those in wanted.values() for one in those])
    try:
        settings_file.add(wanted)
    except settings_file.NotWrittenError as error:
        st.session_state["settings_failed"] = error
        this_reader.record("settings", ok=False, changed=said)
        return
    st.session_state[_DONE] = said
    this_reader.record("settings", changed=said)

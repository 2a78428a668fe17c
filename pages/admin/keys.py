"""Keys of meeting screens: making one, revoking one."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from access import wall_keys
from access.settings import hosting
from access.wall_keys import WallKey
from pages.admin import labels as words
from pages.draw.box import box
from pages.draw.markup import escape
from pages.draw.page import nothing
from pages.ledger import plain_tables
from pages.run import this_reader
from view.view import View

_MADE = "key_made"


def show_keys(view: View) -> None:
    """The keys, and a form for one more."""
    t = view.t
    with box(t("Keys of screens"), t("A key opens the meeting screen and nothing else, until it is revoked")):
        _keys(view)
    with box(t("Make a key"), t("One for each player, so that each can be revoked alone")):
        _make(view)


def _keys(view: View) -> None:
    t, known = view.t, wall_keys.every()
    if not known:
        nothing(t("No key has been made yet."))
        return
    rows = pd.DataFrame(
        [
            {
                "number": one.number,
                "label": one.label,
                "audience": t("Display view") if one.is_display_only else t("Working view"),
                "units": words.bound_to(view, one.units),
                "made": words.moment(one.made_at),
                "seen": words.moment(one.seen_at),
                "revoked": words.moment(one.revoked_at),
            }
            for one in known
        ]
    )
    headings = {"number": t("Number"), "label": t("Screen"), "audience": t("Opens"), "units": t("Departments"),
                "made": t("Made at"), "seen": t("Last seen"), "revoked": t("Revoked at")}  # fmt: skip
    plain_tables.table(t, rows, headings, key="keys")
    live = [one for one in known if one.revoked_at is None]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        one = st.selectbox(
            t("Revoke a key"), live, index=None, filter_mode=None, placeholder=t("Choose a screen"),
            format_func=lambda one: f"{one.number}　{one.label}", key="key_to_revoke", width=320,
        )  # fmt: skip
        st.button(
            t("Revoke"), disabled=one is None, icon=":material/key_off:", key="revoke_key", on_click=_revoke,
            args=(one,),
        )  # fmt: skip


def _revoke(one: WallKey | None) -> None:
    if one is None or not this_reader.reader_rights().administers:
        return
    if wall_keys.revoke(one.number):
        this_reader.record("key", number=one.number, label=one.label, revoked=True)
    st.session_state.pop("key_to_revoke", None)


def _make(view: View) -> None:
    t = view.t
    if link := st.session_state.pop(_MADE, None):
        st.success(
            escape(t("The player's start address, shown this once. Whoever has it can open the screen.")),
            icon=":material/key:",
        )
        st.code(link, language=None, wrap_lines=True)
    label = st.text_input(t("Which screen"), key="key_label", max_chars=80, width=320)
    is_sound = bool(label.strip()) and not words.say_unseen(t, label.strip())
    views = {False: t("Working view (with what is behind)"), True: t("Display view (for guests)")}
    is_display_only = st.segmented_control(
        t("Opens"), list(views), default=False, required=True, format_func=views.__getitem__, key="key_audience"
    )
    units = st.multiselect(
        t("Only these departments"), view.choices["unit"].codes, format_func=view.unit_name,
        placeholder=t("All departments"), select_all=False, filter_mode="fuzzy", key="key_units", width=480,
    )  # fmt: skip
    st.button(
        t("Make a key"), type="primary", disabled=not is_sound, icon=":material/key:", key="make_key_button",
        on_click=_made, args=(label.strip(), bool(is_display_only), tuple(units) or None),
    )  # fmt: skip


def _made(label: str, is_display_only: bool, units: tuple[str, ...] | None) -> None:
    if not this_reader.reader_rights().administers:
        return
    by, settings = this_reader.this_reader().person, hosting()
    value = wall_keys.make(label, is_display_only=is_display_only, units=units, by=by.identity if by else "")
    this_reader.record("key", label=label, made=True, units=list(units) if units else None)
    st.session_state[_MADE] = f"{settings.address if settings else ''}/screen?{urlencode({'key': value})}"

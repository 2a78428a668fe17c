"""Who is logged in, and ending a log-in."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access import roles, sessions
from access.sessions import Session
from pages.admin import labels as words
from pages.draw.box import box
from pages.ledger import plain_tables
from pages.run import this_reader
from view.view import View


def show_logins(view: View) -> None:
    """Every log-in that is in force."""
    t, known = view.t, sessions.live()
    with box(t("Who is logged in"), t("Ending one ends it in every tab, and every copy of it")):
        names = [one.person.shown for one in known]
        rows = pd.DataFrame(
            [
                {
                    "name": one.person.shown,
                    "role": t(words.ROLES[roles.role_of(one.person)[0]]),
                    "groups": t.join(list(one.person.groups)),
                    "address": one.address,
                    "began": words.moment(one.began_at),
                    "seen": words.moment(one.seen_at),
                    "identity": one.person.identity,
                }
                for one in known
            ]
        )
        headings = {"name": t("Account"), "role": t("Role"), "began": t("Since"), "seen": t("Last seen"),
                    "address": t("From"), "groups": t("Groups"), "identity": t("Provider and number")}  # fmt: skip
        plain_tables.table(t, rows, headings, key="logins")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            at = st.selectbox(
                t("End a log-in"), range(len(known)), index=None, filter_mode=None, placeholder=t("Choose whose"),
                format_func=lambda n: f"{names[n]}　{words.moment(known[n].began_at)}", key="login_to_end", width=320,
            )  # fmt: skip
            st.button(
                t("End it"), disabled=at is None, icon=":material/logout:", key="end_login", on_click=_end,
                args=(known[at] if at is not None else None,),
            )  # fmt: skip


def _end(one: Session | None) -> None:
    if one is None or not this_reader.reader_rights().administers:
        return
    if sessions.end(one.id, "revoked"):
        this_reader.record("session_end", of=one.person.identity)
    st.session_state.pop("login_to_end", None)

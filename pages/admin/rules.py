"""Rules: whether readers need a log-in, how long one lasts, how much may be uploaded, how long the audit is kept."""

from __future__ import annotations

import streamlit as st

from access import policy
from access.policy import BOUNDS, Policy
from pages.draw.box import box
from pages.draw.markup import escape
from pages.run import this_reader
from view.view import View

_SAID = "rules_said"


def show_rules(view: View) -> None:
    """The rules in force, to be changed."""
    t, now = view.t, policy.policy()
    if said := st.session_state.pop(_SAID, None):
        st.success(escape(said), icon=":material/check_circle:")
    with box(t("Rules"), t("Felt at everyone's next click; every change is in the audit")):
        everyone = st.toggle(t("Whoever can log in may view"), now.everyone, key="rule_everyone",
                             help=t("Else only who was given a role, or is in a group that was."))  # fmt: skip
        anonymous = st.toggle(
            t("Readers need no log-in: one link for everyone who reaches this server"), now.anonymous,
            key="rule_anonymous",
            help=t("They see sums only: no project, no investor, no screen, no upload. The page says so."),
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            numbers = {name: _number(view, name, getattr(now, name)) for name in BOUNDS}
        wanted = Policy(everyone=everyone, anonymous=anonymous, **numbers)
        st.button(t("Put in force"), type="primary", disabled=wanted == now, icon=":material/gavel:", key="set_rules",
                  on_click=_decide, args=(view, wanted))  # fmt: skip


def _number(view: View, name: str, value: int) -> int:
    t = view.t
    labels = {
        "idle_minutes": t("Log out after minutes without a click"),
        "absolute_hours": t("A log-in lasts at most, hours"),
        "upload_mb_per_hour": t("Upload a person and hour, MB"),
        "audit_months": t("Months that the audit is kept"),
    }
    least, most = BOUNDS[name]
    return int(st.number_input(labels[name], least, most, value, key=f"rule_{name}", width=240))


def _decide(view: View, wanted: Policy) -> None:
    if not this_reader.reader_rights().administers:
        return
    changed = policy.decide(wanted)
    for name, (before, after) in changed.items():
        this_reader.record("policy", changed=name, of=f"{before} → {after}")
    st.session_state[_SAID] = view.t("The rules are in force.")

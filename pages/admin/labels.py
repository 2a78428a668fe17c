"""The access page's words: roles, reasons, events, moments."""

from __future__ import annotations

import streamlit as st

from access import names
from data import zone_time
from pages.draw.markup import escape
from texts import Texts
from texts.language import N_
from view.view import View

ROLES = {
    "viewer": N_("Viewer"),
    "editor": N_("Editor (publishes data)"),
    "admin": N_("Admin (roles, rules, audit)"),
    "none": N_("No access"),
}
#: As they stand beside a name.
SHORT_ROLES = {"viewer": N_("Viewer"), "editor": N_("Editor"), "admin": N_("Admin"), "none": N_("No access")}
KINDS = {"person": N_("Person"), "group": N_("Group")}
EVENTS = {
    "login": N_("Log-in"),
    "logout": N_("Log-out"),
    "session_end": N_("Log-in ended by an admin"),
    "refused": N_("Refused"),
    "upload": N_("Upload"),
    "publish": N_("Publishing"),
    "rollback": N_("Going back"),
    "prune": N_("Removing old versions"),
    "export": N_("Download"),
    "role": N_("Role"),
    "key": N_("Screen key"),
    "policy": N_("Rule"),
    "settings": N_("Settings"),
    "audit": N_("Audit"),
    "backup": N_("Backup"),
    "restore": N_("Restoring"),
    "start": N_("Start of the server"),
    "send": N_("Sending"),
}
#: An event's facts: name → what it is called; the first are read first.
FACTS = {
    "why": N_("why"),
    "path": N_("address"),
    "file": N_("file"),
    "version": N_("version"),
    "base": N_("version before"),
    "bytes": N_("bytes"),
    "status": N_("answer"),
    "count": N_("how many"),
    "sends": N_("what is sent"),
    "period": N_("of which month or day"),
    "channel": N_("channel"),
    "edition": N_("edition"),
    "state": N_("what came of it"),
    "parts": N_("parts"),
    "kind": N_("kind"),
    "issuer": N_("provider"),
    "name": N_("who"),
    "role": N_("role"),
    "units": N_("departments"),
    "label": N_("screen"),
    "number": N_("number"),
    "made": N_("made"),
    "revoked": N_("revoked"),
    "removed": N_("removed"),
    "exported": N_("lines exported"),
    "flaws": N_("flaws"),
    "taken": N_("taken away"),
    "changed": N_("changed"),
    "of": N_("of"),
}
WHYS = {
    "host": N_("another host name"),
    "origin": N_("a request from another site"),
    "proxy": N_("not from the proxy"),
    "login": N_("without log-in"),
    "role": N_("the role does not allow it"),
    "no role": N_("without a role"),
    "key": N_("key not in force"),
    "not theirs": N_("a file made for someone else"),
    "tab": N_("a page that somebody else, or other rights, began"),
    "quota": N_("over the quota"),
    "length": N_("without a length"),
    "path": N_("no such connection"),
    "many": N_("more refusals in that minute"),
    "stopped": N_("stopped by who had begun it"),
}

#: What was sent, in which edition, and what came of it.
SENT = {
    "sends": {"review": N_("weekly review"), "bulletin": N_("monthly bulletin"), "alerts": N_("alerts")},
    "edition": {"internal": N_("internal edition"), "public": N_("public edition")},
    "state": {
        "begun": N_("begun"),
        "sent": N_("sent"),
        "failed": N_("failed, is tried again"),
        "refused": N_("refused"),
        "unclear": N_("unclear whether it arrived"),
        "planned": N_("not sent yet"),
    },
}


def moment(at: float | None) -> str:
    """Seconds since 1970 as day and minute of the zone's time; empty for never."""
    return "" if at is None else f"{zone_time.shown(at):%Y-%m-%d %H:%M}"


def bound_to(view: View, units: tuple[str, ...] | None) -> str:
    """The departments that a role or key is bound to."""
    return view.t("All departments") if units is None else view.t.join([view.unit_name(unit) for unit in units])


def facts(view: View, what: dict[str, object]) -> str:
    """An event's facts in a line."""
    t = view.t
    colon = "：" if t.language == "zh" else ": "
    order = list(FACTS)
    known = sorted(what.items(), key=lambda fact: order.index(fact[0]) if fact[0] in order else len(order))
    listed = [f"{t(FACTS[name]) if name in FACTS else name}{colon}{_fact(view, name, value)}"
              for name, value in known if value not in (None, "", [])]  # fmt: skip
    return ("；" if t.language == "zh" else "; ").join(listed)


def _fact(view: View, name: str, value: object) -> str:
    t = view.t
    known = {"why": WHYS, "role": ROLES, "kind": KINDS, **SENT}.get(name, {})
    if isinstance(value, str) and value in known:
        return t(known[value])
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, list):
        return t.join([str(one) for one in value])
    return t.number(value) if isinstance(value, int) and name in {"bytes", "count", "exported"} else str(value)


def say_unseen(t: Texts, name: str) -> bool:
    """Say that a name that was typed holds characters that nobody sees, where it does."""
    if found := names.has_unseen(name):
        st.caption(escape(t("This holds characters that nobody sees: type it anew.")))
    return found

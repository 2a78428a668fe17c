"""Roles: who has which, giving one, taking one away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access import old_names, roles, sessions
from access.roles import Given
from access.settings import hosting
from pages.admin import labels as words
from pages.draw.box import box
from pages.draw.markup import escape
from pages.draw.page import nothing
from pages.ledger import plain_tables
from pages.run import this_reader
from view.view import View

_SAID = "role_said"


def show_roles(view: View) -> None:
    """The roles that were given, and a form for one more."""
    t = view.t
    if said := st.session_state.pop(_SAID, None):
        st.success(escape(said), icon=":material/check_circle:")
    what = t("What is said of a person holds alone; else the highest role of the groups. Felt at the next click")
    with box(t("Roles given"), what):
        _given(view)
    with box(t("Give a role"), t("In place of the one that the person or group had")):
        _give(view)


def _given(view: View) -> None:
    t, known = view.t, roles.given()
    settings = hosting()
    if settings is not None and settings.admins:
        st.caption(escape(t("Always admins, by the settings file: {who}", who=t.join(list(settings.admins)))))
    if not known:
        nothing(t("No role has been given yet."))
        return
    names = {person.identity: person.shown for person, _ in sessions.people()}
    rows = pd.DataFrame(
        [
            {
                "kind": t(words.KINDS[one.kind]),
                "name": names.get(f"{one.issuer}|{one.name}", one.name),
                "identity": f"{one.issuer}|{one.name}",
                "role": t(words.ROLES[one.role]),
                "units": words.bound_to(view, one.units) if one.role == "viewer" else "",
                "at": words.moment(one.given_at),
                "by": one.given_by,
            }
            for one in known
        ]
    )
    headings = {"kind": t("Kind"), "name": t("Account"), "role": t("Role"), "units": t("Departments"),
                "identity": t("Provider and number"), "at": t("Given at"), "by": t("Given by")}  # fmt: skip
    plain_tables.table(t, rows, headings, key="roles")
    _mend(view)
    _take(view, known, list(rows["name"]))


def _mend(view: View) -> None:
    """Roles of names that are kept in a form which matches nobody any more, each with whom it may mean."""
    t, found = view.t, old_names.given()
    if not found:
        return
    st.warning(
        escape(
            t("{n} roles are kept under names that match nobody any more. Choose whom each one means.", n=len(found))
        ),
        icon=":material/warning:",
    )
    with st.container(horizontal=True, gap="small"):
        for number, (one, meant) in enumerate(found):
            for name in meant:
                st.button(
                    escape(t("{name}: {role}", name=name, role=t(words.ROLES[one.role]))), key=f"mend_{number}_{name}",
                    icon=":material/how_to_reg:", on_click=_mended, args=(view, one, name),
                )  # fmt: skip


def _mended(view: View, one: Given, name: str) -> None:
    if not this_reader.reader_rights().administers:
        return
    by = this_reader.this_reader().person
    old_names.mend(one, name, by.identity if by else "")
    this_reader.record("role", kind=one.kind, issuer=one.issuer, name=name, role=one.role, mended=one.name)
    st.session_state[_SAID] = view.t("The role was given; it is felt at the next click.")


def _take(view: View, known: list[Given], names: list[str]) -> None:
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        at = st.selectbox(
            t("Take a role away"), range(len(known)), index=None, format_func=names.__getitem__, filter_mode=None,
            placeholder=t("Choose whose"), key="role_to_take", width=320,
        )  # fmt: skip
        st.button(
            t("Take away"), disabled=at is None, icon=":material/person_remove:", key="take_role", on_click=_taken,
            args=(view, known[at] if at is not None else None),
        )  # fmt: skip


def _taken(view: View, one: Given | None) -> None:
    if one is None or not this_reader.reader_rights().administers:
        return
    if roles.take(one.kind, one.issuer, one.name):
        this_reader.record("role", kind=one.kind, issuer=one.issuer, name=one.name, taken=one.role)
        st.session_state[_SAID] = view.t("The role was taken away.")
    st.session_state.pop("role_to_take", None)


def _give(view: View) -> None:
    t = view.t
    kinds = {code: t(words.KINDS[code]) for code in ("person", "group")}
    kind = st.segmented_control(
        t("To whom"), list(kinds), default="person", required=True, format_func=kinds.__getitem__, key="role_kind"
    )
    issuer, name = _person(view) if kind == "person" else _group(view)
    with st.container(horizontal=True, gap="small"):
        role = st.selectbox(
            t("Role"), list(words.ROLES), format_func=lambda code: t(words.ROLES[code]), filter_mode=None,
            key="role_role", width=320,
        )  # fmt: skip
        units: list[str] = []
        if role == "viewer":
            one = view.choices["unit"]
            units = st.multiselect(
                t("Only these departments"), one.codes, format_func=view.unit_name, placeholder=t("All departments"),
                select_all=False, filter_mode="fuzzy", key="role_units", width=480,
            )  # fmt: skip
    st.button(
        t("Give this role"), type="primary", disabled=not (issuer and name), icon=":material/person_add:",
        key="give_role", on_click=_gave, args=(view, kind, issuer, name, role, tuple(units) or None),
    )  # fmt: skip


def _person(view: View) -> tuple[str, str]:
    t = view.t
    known = {person.identity: person.shown for person, _ in sessions.people()}
    chosen = st.selectbox(
        t("Person"), list(known), index=None, accept_new_options=True, key="role_person", width=640,
        format_func=lambda identity: f"{known[identity]}　{identity}" if identity in known else identity,
        placeholder=t("Whoever has logged in; or type the line that a reader without a role sees"),
    )  # fmt: skip
    issuer, bar, subject = (chosen or "").strip().partition("|")
    if words.say_unseen(t, chosen or ""):
        return "", ""
    if chosen and not (issuer and bar and subject):
        st.caption(escape(t("Write it as provider|number, as it stands on the page of a reader without a role.")))
    return (issuer, subject) if bar else ("", "")


def _group(view: View) -> tuple[str, str]:
    t, settings = view.t, hosting()
    name = st.text_input(t("Group, as the provider names it"), key="role_group", max_chars=200, width=640)
    if settings is None or words.say_unseen(t, name.strip()):
        return "", ""
    part = settings.oidc if settings.login == "oidc" else settings.proxy
    return (part.issuer if part else "", name.strip())


def _gave(
    view: View, kind: roles.Kind, issuer: str, name: str, role: roles.Role, units: tuple[str, ...] | None
) -> None:
    if not this_reader.reader_rights().administers:
        return
    by = this_reader.this_reader().person
    roles.give(kind, issuer, name, role, units, by.identity if by else "")
    this_reader.record("role", kind=kind, issuer=issuer, name=name, role=role, units=list(units) if units else None)
    st.session_state[_SAID] = view.t("The role was given; it is felt at the next click.")

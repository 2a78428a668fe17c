"""Roles: who may do what, by person and by group."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Literal, get_args

from access import database, names
from access.people import Person
from access.policy import policy
from access.rights import Rights
from access.settings import hosting

Role = Literal["none", "viewer", "editor", "admin"]
Kind = Literal["person", "group"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Given:
    """A role that was given. `units`: what a viewer is bound to; None: all departments."""

    kind: Kind
    issuer: str
    name: str
    role: Role
    units: tuple[str, ...] | None
    given_at: float
    given_by: str


def given() -> list[Given]:
    """Every role that was given, people first."""
    rows = database.read().execute(
        "select kind, issuer, name, role, units, given_at, given_by from role order by kind desc, issuer, name"
    )
    return [
        Given(row["kind"], row["issuer"], row["name"], row["role"], _units(row["units"]), row["given_at"],
              row["given_by"])
        for row in rows
    ]  # fmt: skip


def _units(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def give(kind: Kind, issuer: str, name: str, role: Role, units: tuple[str, ...] | None, by: str) -> None:
    """Give a role, in place of the one before. Only viewers are bound to departments.

    Raises:
        ValueError: no such role, or a name that is empty or holds characters that nobody sees.
    """
    names.refuse_unseen(issuer, name)
    if role not in ROLES or not issuer or not name:
        raise ValueError("a role needs an issuer, a name and one of " + ", ".join(ROLES))
    bound = json.dumps(units, ensure_ascii=False) if role == "viewer" and units is not None else None
    with database.write() as writing:
        writing.execute(
            "insert or replace into role (kind, issuer, name, role, units, given_at, given_by) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            (kind, issuer, name, role, bound, time.time(), by),
        )


def take(kind: Kind, issuer: str, name: str) -> bool:
    """Take a role away; was there one?"""
    with database.write() as writing:
        done = writing.execute("delete from role where kind = ? and issuer = ? and name = ?", (kind, issuer, name))
        return done.rowcount > 0


def role_of(person: Person) -> tuple[Role, tuple[str, ...] | None]:
    """The role in force and the departments that it is bound to.

    What is said of the person holds alone; else the highest role of the groups; else what everyone is. A viewer by
    several groups sees the departments of all of them.
    """
    settings = hosting()
    if settings is not None and person.identity in settings.admins:
        return "admin", None
    found = [one for one in given() if one.issuer == person.issuer and _is_of(one, person)]
    own = [one for one in found if one.kind == "person"]
    if own:
        return own[0].role, own[0].units
    if not found:
        return ("viewer", None) if policy().everyone else ("none", None)
    highest = max((one.role for one in found), key=ROLES.index)
    bound = [one.units for one in found if one.role == highest]
    if any(units is None for units in bound):
        return highest, None
    return highest, tuple(sorted({unit for units in bound if units is not None for unit in units}))


def _is_of(one: Given, person: Person) -> bool:
    return one.name == person.subject if one.kind == "person" else one.name in person.groups


def rights_of_role(role: Role, units: tuple[str, ...] | None) -> Rights | None:
    """What a role may see and do; None where it is nothing."""
    if role == "none":
        return None
    is_editor = role in {"editor", "admin"}
    return Rights(units=units, sees_projects=True, sees_sql=is_editor, publishes=is_editor, administers=role == "admin")

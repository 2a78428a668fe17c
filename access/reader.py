"""The reader behind a cookie: a person with a role, a wall's player, someone without log-in, or nobody."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from access import roles, sessions, wall_keys
from access.people import Person
from access.policy import policy
from access.rights import ANONYMOUS, LOCAL, Rights
from access.roles import Role
from access.sessions import Session
from access.settings import Hosting, hosting
from access.wall_keys import WallKey

#: Where the gate leaves the reader in an ASGI scope.
SCOPE_KEY = "dashboard.reader"


@dataclass(frozen=True)
class Reader:
    """Who asks. `rights` is None where nothing may be seen; `ended_why` says why a session is none any more."""

    rights: Rights | None
    session: Session | None = None
    role: Role = "none"
    wall_key: WallKey | None = None
    ended_why: str = ""

    @property
    def person(self) -> Person | None:
        return self.session.person if self.session else None


#: Whoever sits at the keyboard of a dashboard that is not hosted.
AT_THE_KEYBOARD = Reader(LOCAL)


def cookie_name(settings: Hosting) -> str:
    """The session cookie's name. With TLS the prefix binds it to this host and path (browsers see to that)."""
    return "__Host-dashboard" if settings.is_secure else "dashboard"


def wall_cookie_name(settings: Hosting) -> str:
    """The cookie in which a wall's player keeps its key."""
    return "__Host-wall" if settings.is_secure else "wall"


def of_cookies(cookies: Mapping[str, str]) -> Reader:
    """Who comes with these cookies; asked anew at every request, message and run, so that a change is felt at once."""
    settings = hosting()
    if settings is None:
        return AT_THE_KEYBOARD
    found = sessions.find(cookies.get(cookie_name(settings), ""))
    if found is not None and found.is_live():
        role, units = roles.role_of(found.person)
        return Reader(roles.rights_of_role(role, units), session=found, role=role)
    why = found.ended_why or "" if found is not None else ""
    return Reader(ANONYMOUS if policy().anonymous else None, ended_why=why)


def of_wall(cookies: Mapping[str, str]) -> Reader:
    """The wall's player with these cookies; for the screen's routes alone."""
    settings = hosting()
    if settings is None:
        return AT_THE_KEYBOARD
    key = wall_keys.find(cookies.get(wall_cookie_name(settings), ""))
    return Reader(key.rights if key else None, wall_key=key)


def rights_of(scope: MutableMapping[str, Any]) -> Rights:
    """The rights that the gate found for a request or connection; those of the keyboard where there is no gate.

    Raises:
        RuntimeError: nobody may ask this; the gate lets nobody through who has no rights.
    """
    found: Reader = scope.get(SCOPE_KEY, AT_THE_KEYBOARD if hosting() is None else Reader(None))
    if found.rights is None:
        raise RuntimeError("a request without rights has come through the gate")
    return found.rights

"""Names of a proxy's people and groups as they were once kept: the bytes of UTF-8 taken for Latin-1, some cut off.

Roles given to such names match nobody any more. They are shown to admins, with what they may mean.
"""

from __future__ import annotations

from access import roles
from access.roles import Given
from access.settings import hosting

#: Latin-1's blanks among UTF-8's bytes (NEL, NBSP), which were taken off the ends of names.
_CUT = ("", "\x85", "\xa0")


def readings(name: str) -> tuple[str, ...]:
    """What a name of the old form may mean; () where it is none."""
    if name.isascii():
        return ()
    found = (_read(start + name + end) for start in _CUT for end in _CUT)
    return tuple(dict.fromkeys(text for text in found if text))


def _read(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def given() -> list[tuple[Given, tuple[str, ...]]]:
    """Roles that were given to names of the old form, each with what it may mean."""
    settings = hosting()
    if settings is None or settings.proxy is None:
        return []
    of_proxy = [one for one in roles.given() if one.issuer == settings.proxy.issuer]
    return [(one, meant) for one in of_proxy if (meant := readings(one.name))]


def mend(one: Given, name: str, by: str) -> None:
    """Give the role to the name that was meant, in place of the old one; what that name has already stays.

    Raises:
        ValueError: the old name cannot mean this.
    """
    if name not in readings(one.name):
        raise ValueError(f"{one.name!r} does not mean {name!r}")
    has_one = any((other.kind, other.issuer, other.name) == (one.kind, one.issuer, name) for other in roles.given())
    if not has_one:
        roles.give(one.kind, one.issuer, name, one.role, one.units, by)
    roles.take(one.kind, one.issuer, one.name)

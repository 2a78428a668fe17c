"""Whom a proxy names in its headers: read whole and as UTF-8, or not at all."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers

from access import names
from access.people import Person
from access.settings import Hosting, Proxy

#: What HTTP takes off a header's value; everything else is part of a name.
_BLANKS = " \t"


class UnreadableIdentityError(Exception):
    """The proxy names somebody in a way that can be read in two ways, or in none."""


def person_of(settings: Hosting, headers: Headers) -> Person | None:
    """The person whom the proxy names; None where it was not the proxy, or it names nobody.

    Raises:
        UnreadableIdentityError: the proxy's own words are not UTF-8, say something unprintable, or stand twice.
    """
    proxy = settings.proxy
    if proxy is None or not _is_the_proxy(proxy, headers):
        return None
    subject = _text(headers, proxy.user_header)
    if not subject:
        return None
    return Person(proxy.issuer, subject, _text(headers, proxy.name_header), _groups(proxy, headers))


def _is_the_proxy(proxy: Proxy, headers: Headers) -> bool:
    sent = headers.getlist("x-dashboard-proxy")
    # Bytes: a text with characters beyond ASCII cannot be compared in constant time.
    return len(sent) == 1 and hmac.compare_digest(sent[0].encode("latin-1"), proxy.secret.encode("utf-8"))


def _groups(proxy: Proxy, headers: Headers) -> tuple[str, ...]:
    said = _text(headers, proxy.groups_header)
    parts = said.split(proxy.groups_separator) if proxy.groups_separator else [said]
    return tuple(part.strip(_BLANKS) for part in parts if part.strip(_BLANKS))


def _text(headers: Headers, name: str) -> str:
    """A header's text: servers hand its bytes on as Latin-1, the proxy writes them in UTF-8."""
    values = headers.getlist(name)
    if len(values) > 1:
        raise UnreadableIdentityError(f"{name} stands {len(values)} times")
    try:
        text = "".join(values).encode("latin-1").decode("utf-8").strip(_BLANKS)
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        raise UnreadableIdentityError(f"{name} is not UTF-8") from error
    if not text.isprintable() or names.has_unseen(text):
        raise UnreadableIdentityError(f"{name} holds characters that no one sees")
    return text

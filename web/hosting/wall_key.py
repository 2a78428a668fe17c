"""A wall's key: shown once in the player's start address, kept in a cookie from then on."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from access import reader, refusals, wall_keys
from access.settings import Hosting
from web.plain_page import sentences, texts_of

#: A player may be switched off for a summer; the key itself ends when it is revoked.
_YEAR = 365 * 86_400


def key_in_link(scope: Scope) -> str:
    """The key in a screen's address; empty without."""
    pairs = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    return pairs.get("key", "") if scope["path"] == "/screen" and scope.get("method") == "GET" else ""


def enter(settings: Hosting, scope: Scope, value: str, address: str) -> Response:
    """On to the same screen without the key in its address; a sentence where it opens nothing (any more)."""
    query = [(name, one) for name, one in parse_qsl(scope["query_string"].decode("latin-1")) if name != "key"]
    link = "/screen" + (f"?{urlencode(query)}" if query else "")
    if wall_keys.find(value) is None:
        return refused(link, address)
    answer = RedirectResponse(link, 303)
    secure = "; Secure" if settings.is_secure else ""
    answer.headers.append(
        "Set-Cookie",
        f"{reader.wall_cookie_name(settings)}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={_YEAR}{secure}",
    )
    return answer


def has_key(settings: Hosting, scope: Scope) -> bool:
    """Is this a wall's player, whether or not its key is still in force?"""
    return bool(HTTPConnection(scope).cookies.get(reader.wall_cookie_name(settings)))


def refused(link: str, address: str) -> Response:
    """What a wall shows whose key opens nothing."""
    refusals.record("key", None, address, "/screen")
    t = texts_of(link)
    return sentences(
        t, t("This key does not open the screen."),
        [t("It was revoked or mistyped; the administrator makes a new one under Access.")], status=403,
    )  # fmt: skip

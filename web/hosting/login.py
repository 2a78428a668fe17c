"""Log-in and log-out of a hosted dashboard: to the OpenID provider and back to the link first asked for."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from access import audit, names, reader, refusals, sessions, trouble
from access.people import Person
from access.settings import Hosting, hosting
from texts.language import N_
from web.hosting.gate import address_of, session_cookie
from web.plain_page import cannot_be_kept, sentences, texts_of

logger = logging.getLogger("dashboard")
_CALLBACK = "/login/callback"
_NEXT = "next"
_ENDED = {
    "logout": N_("You have logged out."),
    "idle": N_("You were logged out, since nothing was done for a while."),
    "absolute": N_("Your log-in has lasted its time; please log in again."),
    "revoked": N_("Your log-in was ended by the administrator."),
    "failed": N_("The log-in did not succeed."),
}


def own_link(text: str) -> str:
    """A link of this dashboard, path and query; the first page in place of anything else."""
    is_plain = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    parts = urlsplit(text) if is_plain else None
    if parts is None or parts.scheme or parts.netloc or parts.path.startswith(("/login", "/logout", "/ended")):
        return "/"
    return text


def _from(request: Request) -> str:
    """The page that the reader comes from, where it is ours."""
    before = urlsplit(request.headers.get("referer", ""))
    if f"{before.scheme}://{before.netloc}".lower() != _settings().address:
        return "/"
    return own_link(before.path + (f"?{before.query}" if before.query else ""))


def _settings() -> Hosting:
    found = hosting()
    assert found is not None  # noqa: S101 (the routes are there only when it is)
    return found


@cache
def _provider() -> Any:
    oidc = _settings().oidc
    assert oidc is not None  # noqa: S101 (the settings see to it)
    oauth = OAuth()
    oauth.register(
        "provider",
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        server_metadata_url=f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": oidc.scope, "code_challenge_method": "S256"},
    )
    return oauth.provider


async def login(request: Request) -> Response:
    """GET /login?next=…: on to the provider; straight back where the proxy logs in, or the reader is."""
    wanted = own_link(request.query_params.get(_NEXT, "/"))
    found = await run_in_threadpool(reader.of_cookies, request.cookies)
    if found.session is not None or _settings().login == "proxy":
        return RedirectResponse(wanted, 303)
    request.session.clear()
    request.session[_NEXT] = wanted
    try:
        answer: Response = await _provider().authorize_redirect(request, f"{_settings().address}{_CALLBACK}")
    except (OAuthError, httpx2.HTTPError) as error:
        logger.error("the OpenID provider does not answer: %.300r", str(error))
        t = texts_of(wanted)
        return sentences(
            t, t("Log-in is not possible at present."),
            [t("The provider that knows the accounts does not answer; please tell the administrator.")],
            [(f"/login?next={quote(wanted, safe='')}", t("Try again"))], status=503,
        )  # fmt: skip
    return answer


async def callback(request: Request) -> Response:
    """GET /login/callback: who it is, a session of their own, and on to the link first asked for."""
    wanted = own_link(str(request.session.get(_NEXT, "/")))
    try:
        token = await _provider().authorize_access_token(request)
        person = await _person(token)
    except (OAuthError, httpx2.HTTPError, ValueError, KeyError) as error:
        # What the provider says comes by way of the reader's browser: anybody can write it.
        logger.warning("log-in failed: %.300r", str(error))
        await run_in_threadpool(refusals.not_logged_in, str(error)[:300], address_of(request.scope))
        request.session.clear()
        return RedirectResponse(f"/ended?why=failed&next={quote(wanted, safe='')}", 303)
    request.session.clear()
    address = address_of(request.scope)
    try:
        value = await run_in_threadpool(
            lambda: sessions.begin(person, address=address, id_token=str(token.get("id_token", "")))
        )
    except trouble.ERRORS as error:
        trouble.note(error)
        return cannot_be_kept(wanted)
    await run_in_threadpool(audit.logged_in, person, address)
    answer = RedirectResponse(wanted, 303)
    answer.headers.append("Set-Cookie", session_cookie(_settings(), value))
    return answer


async def _person(token: dict[str, Any]) -> Person:
    """The person of the provider's answer, whose signature and nonce Authlib has checked."""
    oidc = _settings().oidc
    assert oidc is not None  # noqa: S101 (the settings see to it)
    claims = dict(token["userinfo"])
    if str(claims["iss"]).rstrip("/") != oidc.issuer.rstrip("/"):
        raise ValueError("the answer is of another provider")
    if oidc.groups_claim not in claims and "userinfo_endpoint" in _provider().server_metadata:
        more = dict(await _provider().userinfo(token=token))
        if more.get("sub") == claims["sub"]:
            claims = more | claims
    groups = claims.get(oidc.groups_claim, ())
    listed = (groups,) if isinstance(groups, str) else tuple(str(one) for one in groups)
    name = str(claims.get("name") or claims.get("preferred_username") or "")
    names.refuse_unseen(str(claims["sub"]))
    return Person(oidc.issuer, str(claims["sub"]), names.seen(name), tuple(filter(_is_name, listed)))


def _is_name(group: str) -> bool:
    """A group that no role can be given to is none."""
    return not names.has_unseen(group)


async def logout(request: Request) -> Response:
    """GET /logout: ends the session, so every copy of its cookie, and the provider's own log-in."""
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return RedirectResponse("/", 303)
    found = await run_in_threadpool(reader.of_cookies, request.cookies)
    to = f"/ended?why=logout&next={quote(_from(request), safe='')}"
    if found.session is not None:
        if await run_in_threadpool(sessions.end, found.session.id, "logout"):
            await run_in_threadpool(_logged_out, found.person, address_of(request.scope))
        to = await _provider_logout(found.session.id_token) or to
    request.session.clear()
    answer = RedirectResponse(to, 303)
    answer.headers.append("Set-Cookie", session_cookie(_settings(), ""))
    return answer


def _logged_out(person: Person | None, address: str) -> None:
    with trouble.endured():
        audit.record("logout", person, address=address)


async def _provider_logout(id_token: str) -> str:
    """Where the provider, or the proxy, ends its own log-in; empty where it has no such place."""
    settings = _settings()
    if settings.proxy is not None and settings.login == "proxy":
        return settings.proxy.logout
    try:
        end = (await _provider().load_server_metadata()).get("end_session_endpoint", "")
    except (OAuthError, httpx2.HTTPError):
        return ""
    assert settings.oidc is not None  # noqa: S101 (the settings see to it)
    query = {"client_id": settings.oidc.client_id, "post_logout_redirect_uri": f"{settings.address}/ended?why=logout"}
    return f"{end}{'&' if '?' in end else '?'}{urlencode(query | ({'id_token_hint': id_token} if id_token else {}))}" \
        if end else ""  # fmt: skip


async def ended(request: Request) -> Response:
    """GET /ended?why=…: what has ended, and the way back to the page that the reader comes from."""
    why = request.query_params.get("why", "")
    wanted = own_link(request.query_params[_NEXT]) if _NEXT in request.query_params else _from(request)
    if why not in _ENDED:  # the rights have changed: the page is drawn anew with those in force
        return RedirectResponse(wanted, 303)
    t = texts_of(wanted)
    return sentences(
        t, t(_ENDED[why]), [], [(f"/login?next={quote(wanted, safe='')}", t("Log in"))],
        status=200,
    )  # fmt: skip


ROUTES = [
    Route("/login", login),
    Route(_CALLBACK, callback),
    Route("/logout", logout),
    Route("/ended", ended),
]

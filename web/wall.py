"""The meeting screen's routes: its document, what it shows as JSON, its charts, and the code for phones."""

from __future__ import annotations

import html
import json
import logging
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

import screen
from access.reader import rights_of
from access.settings import is_loopback
from data import versions
from data.settings import settings
from data.versions import StoreError, UnavailableError
from queries import QueryError
from reports.code import qr
from screen import drawing, link, state
from screen.link import LinkError
from texts import texts
from texts.language import N_
from view import links
from view.addresses import PAGES

logger = logging.getLogger("dashboard")
_FOLDER = Path(screen.__file__).parent
_FRESH = {"Cache-Control": "no-cache"}
_WORDS = {
    "now": N_("Now {time}"),
    "lost": N_("Cut off from the server; shown as of {time}"),
    "waiting": N_("Waiting for the server"),
    "paused": N_("Paused. Space: go on"),
    "keys": N_("Pause: space; turn: arrows; full: F"),
    "turn": N_("View {n} of {of}"),
}
_SIZES = ("w", "h", "page")


def _query(request: Request, *, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in parse_qsl(request.url.query, keep_blank_values=True):
        if key not in without:
            found.setdefault(key, []).append(value)
    return found


async def document(request: Request) -> Response:
    """GET /screen: the page; a sentence where the link means nothing, or there is no data."""
    return await run_in_threadpool(_document, request)


def _document(request: Request) -> Response:
    query = _query(request)
    try:
        asked = link.asked(query, rights_of(request.scope))
    except LinkError as error:
        return _sentences(query, error.sentences)
    except (StoreError, QueryError, OSError) as error:
        # A player that starts before its server's data is there waits for them.
        logger.error("no screen without data: %s", error)
        return HTMLResponse(_page(_language(query), "dark"), headers=_FRESH)
    return HTMLResponse(_page(asked.view.language, asked.view.theme), headers=_FRESH)


def _language(query: dict[str, list[str]]) -> str:
    return "en" if (query.get("lang") or [""])[0].casefold() == "en" else "zh"


@cache
def _page(language: str, theme: str) -> str:
    t = texts("en" if language == "en" else "zh")
    said = {key: t(message) for key, message in _WORDS.items()} | {"zone": settings().timezone}
    words = json.dumps(said, ensure_ascii=False)
    title = html.escape(f"{t('Meeting screen')} · {t('Investment promotion dashboard')}")
    return (
        f'<!DOCTYPE html><html lang="{"en" if language == "en" else "zh-CN"}" class="{theme}"><head>'
        f'<meta charset="UTF-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        '<link rel="stylesheet" href="/screen/screen.css"><link rel="icon" href="data:,">'
        f'<script type="application/json" id="words">{words.replace("<", chr(92) + "u003c")}</script>'
        '<script src="/screen/screen.js" defer></script></head><body><div id="screen">'
        '<header><h1><span id="zone"></span><span id="what"></span></h1><div class="right"><span id="dated"></span>'
        '<span id="mark" class="mark" hidden></span><div id="qr" hidden></div></div></header>'
        '<main id="stage"></main><footer><div id="dots" role="img"></div><span id="hint"></span>'
        '<span id="trouble" role="status"></span><span id="clock"></span></footer></div>'
        '<div id="message" role="status" hidden></div></body></html>'
    )


def _sentences(query: dict[str, list[str]], sentences: list[str]) -> Response:
    t = texts("en" if _language(query) == "en" else "zh")
    lines = "".join(f"<p>{html.escape(one)}</p>" for one in sentences)
    head = html.escape(t("This link asks for something that is not here:"))
    title = html.escape(t("Meeting screen"))
    body = (
        f'<!DOCTYPE html><html lang="{"en" if t.language == "en" else "zh-CN"}"><head><meta charset="UTF-8">'
        f"<title>{title}</title></head>"
        f'<body style="font-family: sans-serif; margin: 3rem"><h1>{title}</h1><p>{head}</p>{lines}'
        f'<p><a href="/screen">{html.escape(t("Open the whole zone"))}</a></p></body></html>'
    )
    return HTMLResponse(body, status_code=404, headers={"Cache-Control": "no-store"})


async def told(request: Request) -> Response:
    """GET /screen/state: 304 where nothing has changed, which costs one reading of the pointer."""
    return await run_in_threadpool(_told, request)


def _told(request: Request) -> Response:
    query, rights = _query(request), rights_of(request.scope)
    try:
        version = links.pinned(query) or versions.current() or ""
        tag = f'"{state.mark(version, request.url.query, rights)}"'
        known = request.headers.get("if-none-match", "")
        if known == tag:
            return Response(status_code=304, headers={"ETag": tag, **_FRESH})
        asked = link.asked(query, rights)
        with_gaps = f'{tag[:-1]}-gaps"'
        if known == with_gaps and state.has_gaps(asked):
            return Response(status_code=304, headers={"ETag": with_gaps, **_FRESH})
        made = state.state(asked)
        tag = with_gaps if state.has_gaps(asked) else tag
    except LinkError as error:
        return JSONResponse({"errors": error.sentences}, status_code=404)
    except UnavailableError as error:
        logger.error("no screen without data: %s", error)
        return JSONResponse({"errors": [error.message(_language(query))]}, status_code=503)
    except (StoreError, QueryError, OSError) as error:
        logger.error("no screen without data: %s", error)
        return JSONResponse({"errors": []}, status_code=503)
    return Response(made, media_type="application/json", headers={"ETag": tag, **_FRESH})


async def chart(request: Request) -> Response:
    """GET /screen/chart/NAME?…&w=300&h=170: a chart as SVG."""
    return await run_in_threadpool(_chart, request)


def _chart(request: Request) -> Response:
    try:
        asked = link.asked(_query(request, without=_SIZES), rights_of(request.scope))
        width, height = (int(request.query_params.get(key, "0")) for key in ("w", "h"))
        made = drawing.picture_of(asked, request.path_params["name"], width, height)
    except (LinkError, ValueError, drawing.NoChartError):
        return Response(status_code=404)
    except (StoreError, QueryError, OSError) as error:
        logger.error("no chart without data: %s", error)
        return Response(status_code=503)
    return Response(made.svg, media_type="image/svg+xml", headers={"X-Left-Out": str(made.left_out), **_FRESH})


async def code(request: Request) -> Response:
    """GET /screen/code?…&page=funnel: the QR code of the same view as a page; 204 where no phone could reach it."""
    if is_loopback(request.url.hostname or ""):
        return Response(status_code=204)
    page = request.query_params.get("page", "")
    if page not in {one.path for one in PAGES}:
        return Response(status_code=404)
    pairs = [
        (key, value)
        for key, value in parse_qsl(request.url.query, keep_blank_values=True)
        if key not in link.OWN and key not in (*_SIZES, "theme")
    ]
    address = f"{request.url.scheme}://{request.url.netloc}/{page}"
    address += f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""
    return Response(qr(address), media_type="image/svg+xml", headers=_FRESH)


async def asset(request: Request) -> Response:
    """GET /screen/screen.js and screen.css."""
    name = request.path_params["file"]
    kind = {"screen.js": "text/javascript", "screen.css": "text/css"}.get(name)
    if kind is None:
        return Response(status_code=404)
    return Response(_asset(name), media_type=kind, headers=_FRESH)


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


ROUTES = [
    Route("/screen", document),
    Route("/screen/state", told),
    Route("/screen/chart/{name}", chart),
    Route("/screen/code", code),
    Route("/screen/{file}", asset),
]

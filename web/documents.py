"""A page's document: its own title and language, and links put into the form that the widgets know."""

from __future__ import annotations

import html
import json
import logging
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from access.reader import rights_of
from access.rights import Rights
from data.versions import StoreError, UnavailableError
from queries import QueryError
from texts import Language, Texts, texts
from texts.language import N_
from view import filters, links
from view.addresses import ADMIN, PAGES, pages_for
from web import spoken
from web.plain_page import sentences, texts_of
from web.themes import themes

logger = logging.getLogger("dashboard")
_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
#: What is not a page: Streamlit's own routes and ours.
_OTHERS = ("/_stcore/", "/static/", "/media/", "/component/", "/app/", "/healthz", "/screen")
_SCRIPT = Path(__file__).with_name("boot.js")


class PageLinks:
    """Serves the document of every page path itself; all else goes on to Streamlit.

    `others` are the paths of documents that are no pages: those of the log-in, where there is one.
    """

    def __init__(self, app: ASGIApp, others: tuple[str, ...] = ()) -> None:
        self.app = app
        self.others = others
        self.paths = {f"/{page.path}" for page in (*PAGES, ADMIN)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
        elif scope["path"] in self.paths and _is_there(scope):
            query_string = scope["query_string"].decode("latin-1")
            response = await run_in_threadpool(document, scope["path"], query_string, rights_of(scope))
            await response(scope, receive, send)
        elif scope["path"] not in self.others and is_document(scope):
            await missing(scope["query_string"].decode("latin-1"))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_there(scope: Scope) -> bool:
    """Whether there is this page for this reader."""
    return scope["path"] in {f"/{page.path}" for page in pages_for(rights_of(scope))}


def document(path: str, query_string: str, rights: Rights) -> Response:
    """The page's HTML, or a redirect to the same link in its canonical spelling; 503 without data to show."""
    pairs = parse_qsl(query_string, keep_blank_values=True)
    try:
        asked: dict[str, list[str]] = {}
        for key, value in pairs:
            asked.setdefault(key, []).append(value)
        known = links.link_filters(asked, rights)
    except UnavailableError as error:
        logger.error("no page without data: %s", error)
        return _one_sentence(texts_of(f"?{query_string}"), error.message(texts_of(f"?{query_string}").language), 503)
    except (StoreError, QueryError, OSError) as error:
        logger.error("no page without data: %s", error)
        return sentence_page(query_string, N_("The data cannot be read at present."), 503)
    canonical = links.canonical(pairs, known)
    if canonical != pairs:
        return RedirectResponse(f"{path}?{urlencode(canonical)}", headers={"Cache-Control": "no-store"})
    language = links.language_of({"lang": [value for key, value in pairs if key == "lang"]}, known)
    return HTMLResponse(index(path, language), headers={"Cache-Control": "no-cache"})


def is_document(scope: Scope) -> bool:
    """Does a browser ask for a page that is none of ours? Streamlit would show its first page in its place."""
    name = scope["path"].rsplit("/", 1)[-1]
    accepted = Headers(scope=scope).get("accept", "")
    return "text/html" in accepted and "." not in name and not scope["path"].startswith(_OTHERS)


def missing(query_string: str) -> Response:
    """A page that does not exist: said in the reader's language, with the way to the first one."""
    return sentence_page(query_string, N_("There is no such page."), 404)


def sentence_page(query_string: str, message: str, status: int) -> Response:
    """A page of one sentence in the link's language, with the way to the first page."""
    t = texts_of(f"?{query_string}")
    return _one_sentence(t, t(message), status)


def _one_sentence(t: Texts, sentence: str, status: int) -> Response:
    first = "/?lang=EN" if t.language == "en" else "/"
    return sentences(t, t("Investment promotion dashboard"), [sentence], [(first, t("Overview"))], status=status)


@cache
def index(path: str, language: Language) -> str:
    """Streamlit's index.html with this page's title and language, our script, and no inline one."""
    t = texts(language)
    page = next(page for page in (*PAGES, ADMIN) if f"/{page.path}" == path)
    title = html.escape(f"{t(page.title)} · {t('Investment promotion dashboard')}")
    text = _INDEX.read_text(encoding="utf-8")
    text = _INLINE_SCRIPT.sub("", text)
    text = _NOSCRIPT.sub(f"<noscript><p>{html.escape(t('This page needs JavaScript.'))}</p></noscript>", text)
    text = text.replace('<html lang="en">', f'<html lang="{"zh-CN" if language == "zh" else "en"}">')
    return text.replace("<title>Streamlit</title>", f'<title>{title}</title>\n    <script src="./boot.js"></script>')


async def boot_script(_request: Request) -> Response:
    """GET /boot.js: the scripts, with the words of both languages filled in."""
    return Response(_script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _script() -> str:
    options = {"system": "System", "light": "Light", "dark": "Dark"}
    labels = {
        texts(language)(filters.THEMES[code]): name for code, name in options.items() for language in ("zh", "en")
    }
    first = _SCRIPT.read_text(encoding="utf-8").replace("{/* labels */}", json.dumps(labels, ensure_ascii=False))
    return first.replace("{/* themes */}", json.dumps(themes(), ensure_ascii=False)) + spoken.script()

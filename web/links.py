"""A page's document: its own title and language, and links put into the form that the widgets know."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data import versions
from pages import filters
from pages.catalogue import PAGES
from texts import Language, texts

_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_SCRIPT = Path(__file__).with_name("boot.js")


class PageLinks:
    """Serves the document of every page path itself; all else goes on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.paths = {f"/{page.path}" for page in PAGES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"] in self.paths:
            response = await run_in_threadpool(document, scope["path"], scope["query_string"].decode("latin-1"))
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)


def document(path: str, query_string: str) -> Response:
    """The page's HTML, or a redirect to the same link in its canonical spelling."""
    known = filters.filters(versions.current() or versions.ensure())
    pairs = parse_qsl(query_string, keep_blank_values=True)
    canonical = filters.canonical(pairs, known)
    if canonical != pairs:
        return RedirectResponse(f"{path}?{urlencode(canonical)}", headers={"Cache-Control": "no-store"})
    language = filters.language_of({"lang": [value for key, value in pairs if key == "lang"]}, known)
    return HTMLResponse(index(path, language), headers={"Cache-Control": "no-cache"})


@cache
def index(path: str, language: Language) -> str:
    """Streamlit's index.html with this page's title and language, our script, and no inline one."""
    t = texts(language)
    page = next(page for page in PAGES if f"/{page.path}" == path)
    title = html.escape(f"{t(page.title)} · {t('Investment promotion dashboard')}")
    text = _INDEX.read_text(encoding="utf-8")
    text = _INLINE_SCRIPT.sub("", text)
    text = _NOSCRIPT.sub(f"<noscript><p>{html.escape(t('This page needs JavaScript.'))}</p></noscript>", text)
    text = text.replace('<html lang="en">', f'<html lang="{"zh-CN" if language == "zh" else "en"}">')
    return text.replace("<title>Streamlit</title>", f'<title>{title}</title>\n    <script src="./boot.js"></script>')


async def boot_script(_request: Request) -> Response:
    """GET /boot.js: the script, with the theme labels of both languages filled in."""
    return Response(_script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _script() -> str:
    options = {"system": "System", "light": "Light", "dark": "Dark"}
    labels = {
        texts(language)(filters.THEMES[code]): name for code, name in options.items() for language in ("zh", "en")
    }
    return _SCRIPT.read_text(encoding="utf-8").replace("{/* labels */}", json.dumps(labels, ensure_ascii=False))

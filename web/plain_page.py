"""A page of a few sentences, without Streamlit: what is missing, refused or ended, and the way on."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.responses import HTMLResponse

from texts import Texts, texts


def texts_of(link: str) -> Texts:
    """The language that a link (or its query) asks for."""
    query = urlsplit(link).query or link.rpartition("?")[2]
    wanted = dict(parse_qsl(query)).get("lang", "").casefold()
    return texts("en" if wanted == "en" else "zh")


def sentences(
    t: Texts, title: str, paragraphs: Sequence[str], links: Sequence[tuple[str, str]] = (), *, status: int
) -> HTMLResponse:
    """The page; `links` are address and words. All of it is text."""
    head = html.escape(t("Investment promotion dashboard"))
    lines = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    ways = "".join(f'<p><a href="{html.escape(to)}">{html.escape(words)}</a></p>' for to, words in links)
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{"zh-CN" if t.language == "zh" else "en"}"><head><meta charset="UTF-8">'
        f'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f'<title>{html.escape(title)} · {head}</title><link rel="icon" href="data:,">'
        "<style>body{font:16px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:36rem;"
        "margin:18vh auto 0;padding:0 1.5rem}h1{font-size:1.35rem;margin:0 0 1rem}small{opacity:.75}"
        "a{color:#1d4f91}@media (prefers-color-scheme:dark){body{background:#0d1727;color:#eaf0f8}a{color:#5aa2f5}}"
        "p{overflow-wrap:anywhere}</style></head>"
        f"<body><small>{head}</small><h1>{html.escape(title)}</h1>{lines}{ways}</body></html>",
        status_code=status,
        headers={"Cache-Control": "no-store"},
    )


def cannot_be_kept(wanted: str) -> HTMLResponse:
    """A log-in that cannot be written down is none; readers who are logged in go on."""
    t = texts_of(wanted)
    return sentences(
        t, t("Log-in is not possible at present."),
        [t("The server cannot write down log-ins; its disk may be full. Please tell the administrator.")],
        [(f"/login?next={quote(wanted, safe='')}", t("Try again"))], status=503,
    )  # fmt: skip

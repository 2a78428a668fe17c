"""Security headers on every kind of answer."""

from __future__ import annotations

import pytest

from tests.browser.serving import Server
from tests.web.asking import ask

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
}
#: A page, a link that is redirected, a file, our own addresses, Streamlit's, what is missing, what is refused.
ADDRESSES = (
    "/", "/targets", "/?lang=en", "/boot.js", "/healthz", "/favicon.png", "/_stcore/health", "/_stcore/host-config",
    "/media/missing.png", "/missing", "/_stcore/agent/interact",
)  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_them(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    policy = (one.strip().partition(" ") for one in headers["Content-Security-Policy"].split(";"))
    assert {name: value for name, _, value in policy} == CONTENT_SECURITY_POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/funnel", "/industries", "/targets"])
def test_a_page_holds_no_inline_script(server: Server, path: str) -> None:
    scripts = ask(server, path).text.split("<script")[1:]
    assert scripts
    assert all(" src=" in script.partition(">")[0] for script in scripts)

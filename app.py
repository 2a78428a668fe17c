"""The ASGI application: `streamlit run app.py`. Start-up, /healthz, security headers, titles, errors."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from web import errors, headers, health, links, screen, start

app = st.App(
    "pages/shell.py",
    lifespan=start.lifespan,
    routes=[Route("/healthz", health.healthz), Route("/boot.js", links.boot_script), *screen.ROUTES],
    middleware=[Middleware(headers.SecurityHeaders), Middleware(links.PageLinks)],
    on_script_error=errors.show,
)

"""The ASGI application: `streamlit run app.py`. Start-up, /healthz, the gate, security headers, titles, errors."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from web import documents, errors, headers, health, start, themes, wall, zone
from web.hosting import hosted

zone.settle()
hosting = hosted.settings()
app = st.App(
    "pages/shell.py",
    lifespan=start.lifespan,
    routes=[
        Route("/healthz", health.healthz),
        Route("/boot.js", documents.boot_script),
        *hosted.routes(hosting),
        *wall.ROUTES,
    ],
    middleware=[
        Middleware(headers.SecurityHeaders),
        *hosted.middleware(hosting),
        Middleware(themes.HostConfig),
        Middleware(documents.PageLinks, others=hosted.documents(hosting)),
    ],
    on_script_error=errors.show,
)

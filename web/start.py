"""Start-up: data there before the first reader, and the browser opened on an office PC."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from access.settings import is_loopback
from data import versions
from data.ledger.process import upload_files
from web import ready

logger = logging.getLogger("dashboard")
_PATIENCE_SECONDS = 20.0
_PAST_AFTER_SECONDS = 20.0


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Before the first request: publish the demonstration data where there is none; then open the browser."""
    upload_files.remove_left_over()
    try:
        is_first = not versions.names() and versions.current() is None
        logger.info("showing version %s", versions.ensure())
        if is_first and (seconds := _past_after()) is not None:
            threading.Thread(target=_give_the_demonstration_a_past, args=(seconds,), daemon=True).start()
    except (versions.StoreError, OSError) as error:
        # The pages say so to their readers and /healthz to its watchers; nobody is helped by a dead server.
        logger.error("no data to show: %s", error)
    threading.Thread(target=_warm, daemon=True).start()
    ready.keep_ready()
    address, port = st.get_option("server.address"), st.get_option("server.port")
    if opens_browser(address):
        threading.Thread(target=_open_when_ready, args=(f"http://{address}:{port}/",), daemon=True).start()
    yield


def _warm() -> None:
    # The chart library takes half a second to import: while the reader's browser still loads the page's script.
    importlib.import_module("panels.contents")
    # The libraries' own objects live as long as the server: the collector need not walk them (0.1 s) every few runs.
    gc.collect()
    gc.freeze()
    # A page makes many thousand objects, few of them in cycles: to look after every 700 takes a twentieth of its time.
    gc.set_threshold(20_000, 10, 10)


def _past_after() -> float | None:
    """How long after the start the demonstration's earlier months are written; None: never."""
    said = os.environ.get("DASHBOARD_DEMO_PAST", "")
    return None if said == "never" else float(said) if said.isdecimal() else _PAST_AFTER_SECONDS


def _give_the_demonstration_a_past(seconds: float) -> None:
    # Long after the first page stands: the months before are for readers who ask what has changed since.
    time.sleep(seconds)
    try:
        for name in versions.publish_earlier_demos():
            logger.info("laid the demonstration's version %s beside the current one", name)
    except (versions.StoreError, OSError) as error:
        logger.error("the demonstration has no past: %s", error)


def opens_browser(address: str | None) -> bool:
    """Local browsing: a loopback address, a screen to open a browser on, and nobody who said no."""
    if os.environ.get("DASHBOARD_OPEN_BROWSER", "1") == "0" or not is_loopback(address or ""):
        return False
    has_screen = sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return has_screen


def _open_when_ready(url: str) -> None:
    # The server listens only after start-up has ended: ask until it answers.
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}healthz", timeout=2):  # noqa: S310 - own loopback address
                break
        except OSError:
            time.sleep(0.2)
    webbrowser.open(url)

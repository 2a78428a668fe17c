"""Which Chromium the browser tests drive: one that is there, else one that is installed here and now."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from functools import cache
from pathlib import Path

from playwright.sync_api import Playwright

from tests import machine

#: The shell first: the whole browser draws a window's controls too, for which it takes a third more of processor time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FONT_PACKAGE = "fonts-noto-cjk"
MISSING = (
    "No Chromium was found and none could be installed. Install one (Debian, Ubuntu: apt-get install chromium "
    "fonts-noto-cjk; elsewhere: python -m playwright install --with-deps chromium) or name one in the environment "
    "variable CHROMIUM."
)


class NoChromiumError(Exception):
    """There is no browser and none can be installed; the message says what to do."""


@cache
def executable(playwright: Playwright) -> str:
    """The browser's path.

    Raises:
        NoChromiumError.
    """
    return _found(playwright) or _installed(playwright)


def arguments() -> list[str]:
    """Nothing that talks to the outside; the sandbox stays on except for root, for whom it cannot work."""
    quiet = [
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        "--disable-quic",
        # Where two tests run beside each other, threads that wait for each other to collect are work for nothing.
        "--js-flags=--single-threaded-gc",
    ]  # fmt: skip
    return [*quiet, "--no-sandbox"] if machine.is_root() else quiet


def ensure_font() -> None:
    """Chinese needs a font that has it: install one where that is possible, else warn."""
    if sys.platform != "linux" or _has_cjk_font():
        return
    if machine.apt_install("fontconfig", FONT_PACKAGE):
        return
    warnings.warn(
        f"no Chinese font is installed (Debian: apt-get install {FONT_PACKAGE}): widths are not true", stacklevel=1
    )


def _found(playwright: Playwright) -> str | None:
    if named := os.environ.get("CHROMIUM"):
        path = shutil.which(named)
        if path is None:
            raise NoChromiumError(f"CHROMIUM names {named!r}, which is no program. {MISSING}")
        return path
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _of_windows() or _of_playwright(playwright)


def _of_windows() -> str | None:
    programs = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe")
    paths = [Path(folder) / place for folder in programs if folder for place in places]
    return next((str(path) for path in paths if path.is_file()), None)


def _of_playwright(playwright: Playwright) -> str | None:
    path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _installed(playwright: Playwright) -> str:
    for name in (SHELL, "chromium"):
        machine.apt_install(name, "fontconfig", FONT_PACKAGE)
        if (path := shutil.which(name)) and _starts(path):
            return path
    machine.run(sys.executable, "-m", "playwright", "install", "chromium")
    if (path := _of_playwright(playwright)) and _starts(path):
        return path
    raise NoChromiumError(MISSING)


def _starts(path: str) -> bool:
    # A browser that was merely downloaded may lack the system's libraries.
    return machine.run(path, "--version")


def _has_cjk_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    listed = subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False)
    return bool(listed.stdout.strip())

"""A browser is opened for local browsing alone: where there is a screen and nobody said no."""

from __future__ import annotations

import sys

import pytest

from web.start import opens_browser

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
NO = {"DASHBOARD_OPEN_BROWSER": "0"}


@pytest.mark.parametrize(
    ("address", "platform", "environment", "opens"),
    [
        ("127.0.0.1", "linux", X11, True),
        ("localhost", "linux", WAYLAND, True),
        ("::1", "linux", X11, True),
        ("127.0.0.1", "linux", {}, False),
        ("127.0.0.1", "win32", {}, True),
        ("127.0.0.1", "darwin", {}, True),
        ("127.0.0.1", "win32", NO, False),
        ("127.0.0.1", "linux", X11 | NO, False),
        ("127.0.0.1", "linux", X11 | {"DASHBOARD_OPEN_BROWSER": "1"}, True),
        ("0.0.0.0", "win32", {}, False),  # noqa: S104
        ("192.0.2.7", "linux", X11, False),
        ("", "win32", {}, False),
        (None, "win32", {}, False),
    ],
)
def test_opens_browser(
    monkeypatch: pytest.MonkeyPatch, address: str | None, platform: str, environment: dict[str, str], opens: bool
) -> None:
    for name in ("DASHBOARD_OPEN_BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert opens_browser(address) is opens

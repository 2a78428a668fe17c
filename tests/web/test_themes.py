"""What the page is told of themes, and of whom it may take one."""

from __future__ import annotations

import tomllib
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_routes import create_host_config_routes

from web.themes import HostConfig, themes

SETTINGS = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
    "theme"
]


def test_all_but_the_origin_is_what_streamlit_answers() -> None:
    routes = create_host_config_routes(None)
    bare = TestClient(Starlette(routes=routes)).get("/_stcore/host-config").json()
    ours = TestClient(Starlette(routes=routes, middleware=[Middleware(HostConfig)]), base_url="https://zone.example")
    told = ours.get("/_stcore/host-config").json()
    assert told.pop("allowedOrigins") == ["http://zone.example", "https://zone.example"]
    assert bare.pop("allowedOrigins") == []
    assert told == bare


def test_both_themes_are_the_settings() -> None:
    for name, base in (("Light", 0), ("Dark", 1)):
        own = SETTINGS[name.lower()]
        theme = themes()[name]
        assert theme["base"] == base
        assert theme["backgroundColor"] == own["backgroundColor"]
        assert theme["sidebar"]["backgroundColor"] == own["sidebar"]["backgroundColor"]
        assert theme["bodyFont"] == SETTINGS["font"]
        assert theme["headingFontSizes"] == SETTINGS["headingFontSizes"]

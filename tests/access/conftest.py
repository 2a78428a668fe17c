"""A hosted dashboard's settings, folder and database for each test."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from access import database, settings

Host = Callable[..., Path]
ISSUER = "https://id.example.gov.cn"


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Write hosting.toml (keyword arguments replace its entries), turn hosted mode on; returns the file."""

    def write(**entries: object) -> Path:
        said: dict[str, object] = {
            "address": "https://dashboard.zone.cn", "folder": str(tmp_path / "access"),
            "secret": secrets.token_urlsafe(48), "login": "oidc", "admins": [f"{ISSUER}|boss"],
        }  # fmt: skip
        said |= entries
        lines = [f"{name} = {json.dumps(value)}" for name, value in said.items() if value is not None]
        lines += ["[oidc]", f'issuer = "{ISSUER}"', 'client_id = "dashboard"',
                  f'client_secret = "{secrets.token_urlsafe(24)}"']  # fmt: skip
        file = tmp_path / "hosting.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.setenv(settings.VARIABLE, str(file))
        settings.hosting.cache_clear()
        return file

    yield write
    settings.hosting.cache_clear()


@pytest.fixture
def hosted(host: Host) -> Path:
    """Hosted mode with an empty database; returns the settings file."""
    file = host()
    database.prepare()
    return file

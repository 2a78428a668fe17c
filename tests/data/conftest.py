"""A store of its own for every test, in a real folder with real DuckDB files."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("DASHBOARD_STORE", str(folder))
    return folder

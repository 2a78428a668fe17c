"""The demonstration data, published and exported once for the tests that only read it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from data import ledger, versions
from tests.oracle import Ledger


class Published(NamedTuple):
    """A published version and the pandas view of its exported ledger."""

    version: str
    ledger: Ledger
    store: Path
    file: Path


@pytest.fixture(scope="session")
def published_demo(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(folder / "store"))
        version = versions.ensure()
        file = folder / "ledger.xlsx"
        ledger.export(version, file)
    return Published(version, Ledger(file), folder / "store", file)


@pytest.fixture
def demo(published_demo: Published, monkeypatch: pytest.MonkeyPatch) -> Published:
    """The demonstration store, in force for one test."""
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    return published_demo

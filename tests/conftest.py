"""Fixtures that several folders share, and where the suite's processes keep what Python compiles."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile

import pytest

pytest_plugins = ["tests.demo_ledger", "tests.many_projects"]

_COMPILED = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Where Python may leave no compiled files, each child would compile the product anew: a folder of this run."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        config.stash[_COMPILED] = os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="compiled-")


def pytest_collection_finish() -> None:
    """What the modules made lives as long as the process: the collector need not walk it (web/start.py)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder goes with the run, of which it is the first process's."""
    if folder := config.stash.get(_COMPILED, ""):
        shutil.rmtree(folder, ignore_errors=True)

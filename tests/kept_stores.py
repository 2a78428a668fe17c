"""Stores that a process makes once: for tests that only read, the store itself, for others a copy each.

To publish takes a fifth of a second of processor time, to copy what was published none. What the product keeps of a
version it keeps by its file: nothing that one test was answered is answered to another, unless both read one store.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.versions import store_folder

#: What is told of a store → what its publishing returned, and where it is.
_KEPT: dict[str, tuple[Any, Path]] = {}


def copied(told: str, publish: Callable[[], Any]) -> Any:
    """Lay a copy of the store that `publish` fills where the test's store is to be; returns what it returned."""
    returned, kept = _kept(told, publish)
    shutil.copytree(kept, store_folder.store_dir())
    return returned


def only_read(patch: pytest.MonkeyPatch, told: str, publish: Callable[[], Any]) -> Any:
    """Put the store that `publish` fills in force for a test that publishes nothing; returns what it returned."""
    returned, kept = _kept(told, publish)
    patch.setenv("DASHBOARD_STORE", str(kept))
    return returned


def _kept(told: str, publish: Callable[[], Any]) -> tuple[Any, Path]:
    if told not in _KEPT:
        store = Path(tempfile.mkdtemp(dir=_folder())) / "store"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DASHBOARD_STORE", str(store))
            _KEPT[told] = publish(), store
    return _KEPT[told]


@cache
def _folder() -> str:
    folder = tempfile.mkdtemp(prefix="kept-stores-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

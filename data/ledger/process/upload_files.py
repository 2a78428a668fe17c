"""Uploaded ledgers on disk only for as long as something reads them, and none that a killed process left."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "dashboard-ledger-"


@contextmanager
def on_disk(name: str, data: bytes) -> Iterator[Path]:
    """A file of this name and content, in a folder of its own that nobody else may read, until the end of the `with`.

    Raises:
        OSError: there is no room for it.
    """
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        yield file


def remove_left_over() -> None:
    """Remove what processes that are gone have left, killed while they read."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    if os.name != "posix":  # there nobody can tell without harm; Windows clears its folder of temporary files itself
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

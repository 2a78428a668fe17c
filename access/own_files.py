"""Files and folders that only this program's user may read, whatever umask it was started with."""

from __future__ import annotations

import os
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)


def opener(file: str, flags: int) -> int:
    """For `open`: a file that is made is this user's alone."""
    return os.open(file, flags, FILE_MODE)

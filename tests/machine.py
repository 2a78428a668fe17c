"""What the tests need of the machine besides Python: found, else installed where that is allowed.

Installing is Debian's, as root, as in a container; elsewhere a test that lacks something says the line to type.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import filelock

OFFICE = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")
#: Where Debian puts what opens documents and workbooks, beside the program.
_PARTS = ("libswlo.so", "libsclo.so")
_PATIENCE_SECONDS = 900


class MissingError(Exception):
    """A program is not there and cannot be installed; the message says what to type."""


def program(name: str, *packages: str) -> str:
    """A program's path; Debian's `packages` have it, and are installed where it is missing.

    Raises:
        MissingError.
    """
    found = _which(name) or (apt_install(*packages) and _which(name))
    if not found:
        raise MissingError(f"{name} is missing. Debian, Ubuntu: sudo apt-get install {' '.join(packages)}")
    return str(found)


def office() -> str:
    """LibreOffice for documents and for workbooks: on Debian the one may be installed without the other.

    Raises:
        MissingError.
    """
    found = Path(program("soffice", *OFFICE))
    if any(not (found.resolve().parent / part).exists() for part in _PARTS):
        apt_install(*OFFICE)
    return str(found)


def is_root() -> bool:
    """Whether we may do everything here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(*packages: str) -> bool:
    """Install Debian's packages; whether that could be done. Several test processes may ask at once."""
    if not is_root() or shutil.which("apt-get") is None:
        return False
    with filelock.FileLock(Path(tempfile.gettempdir()) / "dashboard-tests-apt.lock"):
        return run("apt-get", "update") and run("apt-get", "install", "-y", "--no-install-recommends", *packages)


def run(*command: str) -> bool:
    """Whether a command ended well; it is asked nothing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, check=False, timeout=_PATIENCE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _which(name: str) -> str | None:
    # Debian's servers stand in /usr/sbin, which is not on everyone's PATH.
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")

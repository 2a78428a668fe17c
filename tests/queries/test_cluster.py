"""The dashboard's own file needs nothing of a cluster; a cluster answers as it does (tests/cluster/on_sail.py)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cluster import packages
from tests.demo_ledger import Published

ROOT = Path(__file__).parents[2]
_FRESH = """
import sys
import queries
assert len(queries.run("choices", bound_units=None)) > 10
loaded = {name.partition(".")[0] for name in sys.modules}
print(sorted(loaded & {"sqlglot", "pyspark", "grpc", "pysail"}), "queries.cluster" in sys.modules)
"""


def test_without_a_cluster_nothing_of_it_is_loaded(demo: Published) -> None:
    environment = {**os.environ, "PYTHONPATH": str(packages.folder())}  # it is there, and could be
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", _FRESH]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.strip(), done.returncode) == ("[] False", 0), done.stderr


def test_every_query_on_sail() -> None:
    environment = {**os.environ, "PYTHONPATH": str(packages.folder())}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-W",
        "ignore::FutureWarning",
    ]
    done = subprocess.run(
        [*command, "tests/cluster/on_sail.py"],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout

"""The dashboard's own file needs nothing of a cluster; a cluster answers as it does (tests/cluster/on_*.py)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import queries
from panels.page import Slot
from panels.panel import Panel
from tests.cluster import packages
from tests.demo_ledger import Published
from tests.queries.test_reader_limits import the_view
from texts import Language
from view.view import View

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


def test_a_panel_says_that_the_cluster_is_lost(demo: Published) -> None:
    def lost(_view: View) -> Panel:
        raise queries.ClusterError("query headline: the cluster at host:15002 does not answer")

    told: list[tuple[Language, str]] = [("en", "did not answer this, twice"), ("zh", "集群两次没有给出答案")]
    for language, sentence in told:
        [caution] = Slot(lost).panel(the_view(demo.version, language)).parts
        assert sentence in caution.text  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["on_sail", "on_spark"])
def test_a_cluster_answers_as_the_file_does(name: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-W", "ignore::FutureWarning", f"tests/cluster/{name}.py"],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(packages.folder())},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout

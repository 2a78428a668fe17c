"""Everything that is installed is pinned, with its hashes, for every system; what is pinned is what is installed."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.cluster import spark

ROOT = Path(__file__).parents[1]
#: What an environment has before anything is installed into it.
OF_THE_ENVIRONMENT = {"pip", "setuptools", "wheel"}
LOCKS = ("requirements", "requirements-dev", "requirements-spark", "requirements-sail")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def asked(name: str) -> list[Requirement]:
    """What we ask for ourselves."""
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("-", "#"))]


def locked(name: str) -> list[tuple[Requirement, int]]:
    """What is installed for it, and how many files of each are known by their hashes."""
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)[1:]
    return [(Requirement(entry.partition(" \\\n")[0]), len(HASH.findall(entry))) for entry in entries]


def pins(name: str, *, here: bool) -> dict[str, set[str]]:
    """Versions by name; `here`: those of this system and this Python alone."""
    found: dict[str, set[str]] = {}
    for requirement, _ in locked(name):
        if not here or requirement.marker is None or requirement.marker.evaluate():
            found.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_names_one_version_and_its_files(name: str) -> None:
    for requirement, hashes in locked(name):
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("name", LOCKS)
def test_what_we_ask_for_is_what_is_locked(name: str) -> None:
    found = pins(name, here=False)
    for requirement in asked(name):
        assert found[canonicalize_name(requirement.name)] == {str(requirement.specifier)}


def test_tests_run_on_what_readers_get() -> None:
    dev = pins("requirements-dev", here=False)
    assert {name: dev[name] for name in pins("requirements", here=False)} == pins("requirements", here=False)


@pytest.mark.parametrize("name", ["requirements-spark", "requirements-sail"])
def test_what_a_cluster_needs_goes_with_what_readers_have(name: str) -> None:
    dev, cluster = pins("requirements-dev", here=False), pins(name, here=False)
    assert {one: cluster[one] for one in cluster.keys() & dev.keys()} == {
        one: dev[one] for one in cluster.keys() & dev.keys()
    }


def test_the_tests_spark_is_the_one_that_readers_can_ask() -> None:
    assert pins("requirements-spark", here=False)["pyspark-client"] == {f"=={spark.VERSION}"}


def test_everything_installed_is_pinned_and_at_its_pin() -> None:
    installed = {canonicalize_name(one.metadata["Name"]): f"=={one.version}" for one in metadata.distributions()}
    expected = pins("requirements-dev", here=True)
    assert {name: {version} for name, version in installed.items() if name not in OF_THE_ENVIRONMENT} == expected


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_no_system_gets_two_versions_or_none(system: str, python: str) -> None:
    of = {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.1"}
    found: dict[str, list[str]] = {}
    for requirement, _ in locked("requirements"):
        if requirement.marker is None or requirement.marker.evaluate(of):
            found.setdefault(requirement.name, []).append(str(requirement.specifier))
    assert all(len(versions) == 1 for versions in found.values())
    assert {"numpy", "streamlit", "duckdb", "cffi", "httpcore2"} <= set(found)

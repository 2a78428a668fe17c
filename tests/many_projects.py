"""A hundred thousand projects, published once a process, and a reader of them with very little memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import queries
from benchmarks.made import LAST_MONTH, made
from data import versions
from data.versions import reader_limits
from panels.appraisal import asked

PROJECTS = 100_000


@pytest.fixture(scope="session")
def version_of_many(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A hundred thousand projects, in a file that a few MB of memory are too little for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(tmp_path_factory.mktemp("many") / "store"))
        name = versions.publish(
            made(PROJECTS, 3), source_file="many", source_sha256=None,
            months_through=LAST_MONTH, is_demo=True, who="tests", base=None,
        )  # fmt: skip
        return f"{versions.path(name).parent}|{name}"


@pytest.fixture
def many(version_of_many: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    folder, name = version_of_many.split("|")
    monkeypatch.setenv("DASHBOARD_STORE", folder)
    monkeypatch.setenv("DASHBOARD_SPILL", "never")
    monkeypatch.setenv("DASHBOARD_MEMORY", "12")
    anew()
    yield name
    monkeypatch.undo()
    anew()


def anew() -> None:
    """Limits are decided once a process, and what was made within others is kept."""
    for kept in (asked._appraisal, asked._state, asked._moves):
        kept.cache_clear()
    queries.close()
    queries.forget()
    reader_limits._decided.cache_clear()
    reader_limits._spill_folder.cache_clear()

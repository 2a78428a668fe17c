"""Readers without log-in do not wait for what is decided once a version."""

from __future__ import annotations

import pytest

from access.rights import ANONYMOUS
from panels.contents import OF_PAGES
from tests.demo_ledger import Published
from view.aggregates.behind import Behind, Told
from view.aggregates.items import Key
from view.view import View, edition
from web import ready


def test_what_is_made_ready_is_what_the_first_reader_is_shown(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.make(demo.version)
    decided: list[tuple[str, str]] = []
    told = Behind._names

    def names(of: Behind, measure: str, dimension: str) -> dict[Key, Told]:
        decided.append((measure, dimension))
        return told(of, measure, dimension)

    monkeypatch.setattr(Behind, "_names", names)
    facts = edition(demo.version)
    view = View(facts, "en", "dark", facts.last_day, facts.last_day.year, rights=ANONYMOUS)
    for contents in OF_PAGES.values():
        assert list(contents.make(view, {}).panels(view, {}))
    assert not decided, "another language or theme decides nothing anew"

"""Readers without log-in do not wait for what is decided once a version."""

from __future__ import annotations

import time

import pytest

from access.rights import ANONYMOUS
from panels.contents import OF_PAGES
from tests.demo_ledger import Published
from view.aggregates import answers
from view.aggregates.behind import Behind
from view.view import View, edition
from web import ready


def test_what_is_made_ready_is_what_the_first_reader_is_shown(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.make(demo.version)
    made: list[Behind] = []
    monkeypatch.setattr(answers, "Behind", lambda facts: made.append(Behind(facts)) or made[-1])
    decided: list[float] = []
    told = Behind._names
    monkeypatch.setattr(Behind, "_names", lambda of, *key: decided.append(time.time()) or told(of, *key))
    facts = edition(demo.version)
    view = View(facts, "en", "dark", facts.last_day, facts.last_day.year, rights=ANONYMOUS)
    for contents in OF_PAGES.values():
        assert list(contents.make(view, {}).panels(view, {}))
    assert not made, "another language or theme decides nothing anew"
    assert not decided

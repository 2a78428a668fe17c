"""The letters' buttons: on a red project's page, on the review by department; not for whoever may not see projects."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

import queries
from access.rights import ANONYMOUS, LOCAL
from data import own_words
from pages.run import this_reader
from panels import letter as letters
from tests.bulletin.issues import all_words
from tests.demo_ledger import Published
from tests.pages.leaking import handed
from tests.pages.opening import opened, words
from view.filters import WHOLE_ZONE
from view.view import View, edition

SINCE: dict[str, queries.Value] = {"since": dt.date(2023, 9, 23), "read_by": "date"}


def view_of(demo: Published) -> View:
    facts = edition(demo.version)
    return View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)


def test_a_red_project_has_its_letter_and_a_green_one_none(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(demo)
    one = letters.of_selection(view)[0]
    with handed(monkeypatch) as found:
        app = opened("project", {"id": one.project_id})
        assert not app.exception
        [file] = found.of_kind(".docx")
    assert file.startswith(b"PK")
    assert b"word/document.xml" in file
    assert one.texts["title"] in all_words(file)
    lit = set(view.run("lights")["project_id"])
    green = next(name for name in view.run("projects", **WHOLE_ZONE)["project_id"] if name not in lit)
    with handed(monkeypatch) as found:
        assert not opened("project", {"id": green}).exception
        assert found.named
        assert not found.of_kind(".docx")


def test_the_review_has_a_departments_letters(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(demo)
    unit, count = next(iter(letters.red_units(view, SINCE).items()))
    with handed(monkeypatch) as found:
        app = opened("review", {"unit": unit})
        assert not app.exception
        zips = [zipfile.ZipFile(io.BytesIO(file)) for file in found.of_kind(".zip")]
    [held] = [one for one in zips if any(name.startswith(f"{unit}/") for name in one.namelist())]
    assert len(held.namelist()) == count


def test_a_broken_template_is_told_in_place_of_the_button(
    demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.docx").write_bytes(b"nothing")
    monkeypatch.setattr(own_words, "folder", lambda: tmp_path)
    app = opened("project", {"id": letters.of_selection(view_of(demo))[0].project_id})
    assert not app.exception
    assert "不是Word文档" in words(app)


@pytest.mark.parametrize("page", ["project", "review"])
def test_who_sees_sums_alone_gets_none(demo: Published, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: ANONYMOUS)
    with handed(monkeypatch) as found:
        app = opened(page, {"id": "P2021-067"})
        assert not app.exception
        assert not [file for file in found.files if b"word/document.xml" in (file() if callable(file) else file)]

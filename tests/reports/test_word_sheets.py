"""The review's sheets as Word files: fonts of both scripts, the figures of the page, one page for the meeting."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from access.rights import LOCAL
from panels import review, review_sheet
from panels.document import Document
from panels.panel import Table
from reports.word import plain
from tests.demo_ledger import Published
from view.view import View, edition


@pytest.fixture(scope="module")
def view(published_demo: Published) -> View:
    facts = edition_of(published_demo)
    return facts


def edition_of(demo: Published) -> View:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(demo.store))
        facts = edition(demo.version)
        return View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)


@pytest.fixture(params=["meeting", "departments"])
def file(
    request: pytest.FixtureRequest, view: View, published_demo: Published, monkeypatch: pytest.MonkeyPatch
) -> bytes:
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    one = review.asked(view, {"since": "month"})
    make = {"meeting": review_sheet.meeting, "departments": review_sheet.departments}[request.param]
    return plain.docx(view, make(view, one))


def test_every_run_has_a_font_of_both_scripts(file: bytes) -> None:
    made = docx.Document(io.BytesIO(file))
    runs = list(made.element.body.iter(qn("w:r"))) + list(made.sections[0].footer._element.iter(qn("w:r")))
    assert len(runs) > 100
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts is not None
        assert fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:ascii"))


def test_nothing_is_left_unwritten(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as inside:
        words = re.sub(r"<[^>]+>", " ", inside.read("word/document.xml").decode())
    assert "演示" in words
    assert not re.search(r"\bnan\b|\bNaT\b|None|\{|\}|。。", words)


def test_the_sheets_say_what_the_page_says(
    view: View, published_demo: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    one = review.asked(view, {"since": "month"})
    made = docx.Document(io.BytesIO(plain.docx(view, review_sheet.meeting(view, one))))
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert f"演示：{review.answer(view, one)}" in said
    movement, units = made.tables[0], made.tables[1]
    moved = view.run("moved", **one.parameters).iloc[0]
    assert movement.rows[1].cells[1].text.startswith(f"{moved['unstarted_then']}个（")
    assert f"= {moved['unstarted_now']}个" in movement.rows[1].cells[1].text.replace("＝", "=")
    lit = view.run("lit_units", **one.parameters)
    assert [row.cells[1].text for row in units.rows[1:]] == [str(n) for n in lit["red_projects"]]
    assert (
        sum(int(row.cells[1].text) for row in units.rows[1:])
        == view.run("lit_total", **one.parameters)["red_projects"][0]
    )


def test_each_department_has_its_own_lights(
    view: View, published_demo: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    one = review.asked(view, {"since": "day", "since_day": "2023-08-31"})
    assert one.since == dt.date(2023, 8, 31)
    of = review_sheet.departments(view, one)
    rows = view.run("lit_projects", **one.parameters)
    rows = rows[rows["light"].notna()]
    for block in of.blocks:
        table = next(table for table in block.tables if isinstance(table, Table) and table.key == "lit")
        assert set(table.rows["project_id"]) == set(rows.loc[rows["unit"] == block.code, "project_id"])
    assert sum(len(block.tables[0].rows) for block in of.blocks) == len(rows)


@pytest.mark.parametrize("make", [review_sheet.meeting, review_sheet.departments])
def test_no_english_word_is_wider_than_its_column(
    view: View,
    published_demo: Published,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[View, review.Review], Document],
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(published_demo.store))
    english = replace(view, language="en")
    made = docx.Document(io.BytesIO(plain.docx(english, make(english, review.asked(english, {"since": "month"})))))
    section = made.sections[0]
    room = Cm(26.7 if (section.page_width or 0) > (section.page_height or 0) else 18)
    assert made.tables
    for table in made.tables:
        widths = [cell.width or 0 for cell in table.rows[0].cells]
        assert abs(sum(widths) - room) < Cm(0.1)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                for word in re.findall(r"[!-~]+", cell.text):
                    # A letter of 8.5 points is 1.6 mm wide on average, the cell's margins are 3.8 mm.
                    assert Cm(0.16 * len(word) + 0.38) <= width, (word, width)

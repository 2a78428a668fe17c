"""A page, the wall, a drawer and a file of more projects than fit into the memory: a sentence stands in their place."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from access.rights import ANONYMOUS, LOCAL
from pages.draw import not_shown
from panels.contents import OF_PAGES
from panels.page import Page, Slot, headed
from panels.panel import Panel
from reports import __main__ as reports
from reports import page_of_panels, pages_workbook
from screen import state
from tests.many_projects import anew
from tests.pages.drawers import drawers
from tests.pages.opening import answer, found, metrics, opened, words
from tests.screen.asking import asked
from view.view import View, edition

SENTENCE = "DASHBOARD_MEMORY"


def the_view(name: str) -> View:
    facts = edition(name)
    return View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)


@pytest.mark.parametrize(
    ("page", "panels"),
    [("overview", 7), ("funnel", 6), ("industries", 8), ("targets", 12), ("review", 6), ("activities", 5),
     ("projects", 1)],
)  # fmt: skip
def test_answer_and_cards_say_so_and_the_panels_stand(many: str, page: str, panels: int) -> None:
    of = OF_PAGES[page.removeprefix("overview")].make(the_view(many), {})
    assert SENTENCE in of.answer
    # Once: the cards lack the same.
    assert (of.cards, of.remark, of.question) == ((), "", None)
    assert len(list(of.panels(the_view(many), {}))) == panels


def test_a_page_that_does_not_fit_is_drawn(many: str) -> None:
    for page in ("overview", "targets", "appraisal", "projects", "bulletin"):
        app = opened(page)
        assert not app.exception, page
        assert SENTENCE in words(app), page
        assert not metrics(app)


def test_what_fits_stands_beside_what_does_not(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_MEMORY", "30")
    anew()
    app = opened("funnel")
    assert not app.exception
    titles = [one.text_content() for one in found(app, "//h3")]
    lacking = [one for one in titles if "项目太多" in one]
    assert SENTENCE not in answer(app)
    assert 0 < len(lacking) < len(titles)


def test_an_appraisal_whose_rows_python_cannot_hold_says_so(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database has room for the question, the page none for its rows: each takes it many times as much."""
    monkeypatch.setenv("DASHBOARD_MEMORY", "250")
    anew()
    assert len(the_view(many).run_of_all("appraisal_contributions")) > 100_000
    app = opened("appraisal")
    assert not app.exception
    assert SENTENCE in words(app)
    assert "筛选缩小" not in words(app), "filters do not narrow an appraisal"
    monkeypatch.setenv("DASHBOARD_MEMORY", "1000")
    anew()
    app = opened("appraisal")
    assert not app.exception
    assert SENTENCE not in words(app)


def test_cards_alone_that_do_not_fit(many: str) -> None:
    view = the_view(many)

    def cards() -> tuple[()]:
        view.run("headline")
        return ()

    page = headed(view, Page(remark="另有说明。", rows=(Slot(lambda _: Panel("p", "三", "")),)), lambda: "一句", cards)
    assert page.answer == "一句"
    assert SENTENCE in page.remark
    assert page.remark.endswith("另有说明。")
    assert [one.title for one in page.panels(view, {})] == ["三"]


def test_a_reader_of_sums_alone_is_shown_nothing_that_is_not_known_to_be_of_many(
    many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def say(words: str, **_icon: str) -> None:
        said.append(words)

    view = replace(the_view(many), rights=ANONYMOUS)
    assert view.rights.sees_sums_alone
    monkeypatch.setattr("streamlit.warning", say)
    assert not_shown.is_too_narrow(view)
    assert SENTENCE in said[0].replace("\\", "")


def test_the_wall_says_so_and_tries_again(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = asked("views=year,units,outlook")
    first = json.loads(state.state(one))
    assert [turn["name"] for turn in first["turns"]] == ["year", "units", "outlook"]
    assert SENTENCE in first["turns"][0]["band"]
    assert all(SENTENCE in panel["html"] and panel["is_empty"] for turn in first["turns"] for panel in turn["panels"])
    assert state.has_gaps(one)
    assert state.state(one) is state.state(one), "sixty screens do not ask anew what does not fit"
    monkeypatch.setenv("DASHBOARD_MEMORY", "1000")
    anew()
    state._WITH_GAPS.clear()
    then = state.state(one)
    assert SENTENCE not in then
    assert not state.has_gaps(one)
    assert json.loads(then)["turns"][0].keys() == first["turns"][0].keys()


def test_a_drawer_says_so(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Questions are gathered where there is room, and asked where there is none.
    monkeypatch.setenv("DASHBOARD_MEMORY", "1000")
    anew()
    all_of_them = drawers("overview")
    assert SENTENCE not in words(next(all_of_them))
    monkeypatch.setenv("DASHBOARD_MEMORY", "12")
    anew()
    # As markdown has it.
    assert "DASHBOARD\\_MEMORY" in words(next(all_of_them))


def test_the_workbook_of_all_pages_has_every_sheet(many: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(pages_workbook.workbook(the_view(many), {})))
    said = {name: " ".join(str(cell.value) for row in book[name] for cell in row if cell.value) for name in
            ("总览", "漏斗", "周调度", "年考核")}  # fmt: skip
    assert all(SENTENCE in one for one in said.values()), [name for name in said if SENTENCE not in said[name]]


def test_a_page_as_a_file_says_what_it_lacks(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_MEMORY", "30")
    anew()
    of = OF_PAGES["funnel"].make(the_view(many), {})
    book = openpyxl.load_workbook(io.BytesIO(page_of_panels.workbook(the_view(many), "漏斗", of, {})))
    assert SENTENCE not in of.answer
    assert any(SENTENCE in str(cell.value) for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("command", [["bulletin"], ["deck"]])
def test_a_file_goes_out_whole_or_not_at_all(
    many: str, command: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ending = {"bulletin": "docx", "deck": "pptx"}[command[0]]
    assert reports.main([*command, "--out", f"{tmp_path}/out.{ending}"]) == 1
    assert SENTENCE in capsys.readouterr().err
    assert not list(tmp_path.iterdir())

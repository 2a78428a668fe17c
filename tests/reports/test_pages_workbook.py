"""Every page as one workbook: each number read back from the file is one that the queries answer, asked once more."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from access.rights import ANONYMOUS, LOCAL, Rights
from data import versions
from figures.columns import COLUMNS, heading
from panels import questions
from panels.contents import OF_PAGES
from panels.figure_words import label, number
from panels.panel import of_card
from panels.questions import Question
from reports import pages_workbook
from reports.__main__ import main
from tests import rounds
from tests.demo_ledger import Published
from tests.pages.test_questions import looked_up_once
from tests.settings_drawn import choices
from view import addresses
from view.view import View, edition

#: What panels make of the queries' figures themselves: the boxes of the bridges, which add up.
_MADE_HERE = frozenset({"box_amount", "projects", "from_amount", "to_amount"})
_asked = count()
#: Indicator of the table of targets → under which figures' names its actual, its target and its rate stand.
_TARGETS = {
    "signed_projects": ("formal_projects", "signed_target", "signed_target_rate"),
    "started_projects": ("started_within", "started_target", "started_target_rate"),
    "funds_arrived": ("funds_arrived", "funds_target", "funds_target_rate"),
    "invested": ("invested", "invested_target", "invested_target_rate"),
}
#: Column of the months of signings → under which figure's name it stands.
_MONTHS = {
    "signed_projects": "formal_projects",
    "started_projects": "started_within",
    "funded_projects": "funded_within",
}


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(tmp_path_factory.mktemp("workbook") / "store"))
        yield versions.ensure()


def whole(version: str, language: Any = "zh", rights: Rights = LOCAL) -> View:
    facts = edition(version)
    return View(facts, language, "light", facts.last_day, facts.last_day.year, rights=rights)


def written(view: View, chosen: dict[str, Any] | None = None) -> tuple[openpyxl.Workbook, list[tuple[View, str, Any]]]:
    """The workbook, and what was asked for it: (view, query, parameters)."""
    asked: list[tuple[View, str, Any]] = []
    run = View.run
    # What is kept of a view is kept of one with these remarks: this one is asked for everything.
    view = replace(view, remarks=(f"asked {next(_asked)}",))

    def noted(self: View, name: str, **more: Any) -> pd.DataFrame:
        asked.append((self, name, more))
        return run(self, name, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(View, "run", noted)
        made = pages_workbook.workbook(view, chosen or {})
    return openpyxl.load_workbook(io.BytesIO(made)), asked


def key(value: Any) -> float:
    return float(f"{float(value):.15g}")


def pools(view: View, asked: list[tuple[View, str, Any]]) -> dict[str, set[float]]:
    """Heading → every number that a query, asked anew, has in a column of that heading, as a file writes it."""
    queries.forget()
    found: dict[str, set[float]] = defaultdict(set)
    done = set()
    for of, name, more in asked:
        mark = of, name, repr(sorted(more.items(), key=lambda one: one[0]))
        if mark in done:
            continue
        done.add(mark)
        rows = of.run(name, **more)
        if name == "targets":
            for indicator, those in rows.groupby("indicator"):
                named = dict(zip(("actual", "target_amount", "target_rate"), _TARGETS[str(indicator)], strict=True))
                put(found, view, those[list(named)].rename(columns=named))
            continue
        if name == "funnel_months":
            put(found, view, rows[[one for one in _MONTHS if one in rows]].rename(columns=_MONTHS))
        if name == "target_groups":
            whole_rate = of.run("target_year")["completion_rate"].iloc[0]
            rows = rows.assign(zone_points=(rows["completion_rate"] - whole_rate) * 100)
            found[heading(view.t, "zone_points")].add(0.0)
        put(found, view, rows)
    return found


def put(found: dict[str, set[float]], view: View, rows: pd.DataFrame) -> None:
    """Every number of rows under its column's heading, as a file writes both."""
    for column in rows.columns.intersection(list(COLUMNS)):
        form, caption = COLUMNS[column][1], heading(view.t, column)
        scale = view.t.small_scale
        if form == "money":
            caption = view.t("{heading} ({unit})", heading=caption, unit=scale.unit)
        values = pd.to_numeric(rows[column], errors="coerce").dropna().astype(float)
        found[caption] |= {key(value / scale.wan if form == "money" else value) for value in values}


def exact(view: View) -> dict[str, set[float]]:
    """What a figure is called → its values wherever a page may be asked for it, as a file writes them."""
    found: dict[str, set[float]] = defaultdict(set)
    for entry in addresses.PAGES:
        if entry.path not in OF_PAGES or not entry.is_listed:
            continue
        page = OF_PAGES[entry.path].make(view, {})
        of = page.view or view
        panels = list(page.panels(of, {}))
        cards = [*page.cards, *(card for one in panels for card in one.cards)]
        for one in (*map(of_card, cards), *panels):
            if one.question is None:
                continue
            with looked_up_once():
                for code, value in figures(of, one.question):
                    found[label(of, code)].add(key(value))
    return found


def figures(of: View, question: Question) -> Iterator[tuple[str, float]]:
    """Every figure that a question can be asked for, of the whole and of each name, as a file writes it."""
    for name, is_named in [(None, False), *((name, True) for name in questions.names(of, question))]:
        for code in question.figures:
            if questions.has_figure(of, question, code, name, is_named=is_named):
                value, _ = number(of, code, questions.figure(of, question, code, name, is_named=is_named))
                if value is not None:
                    yield code, float(value)


def numbers(sheet: Any) -> Iterator[tuple[str, str, float]]:
    """Heading, the row's first words, number of each cell of a sheet that holds a number."""
    heads: dict[int, str] = {}
    for row in sheet.iter_rows():
        texts = [cell for cell in row if isinstance(cell.value, str) and cell.font.bold and cell.border.bottom.style]
        if texts:
            heads = {cell.column: cell.value for cell in texts}
            continue
        words = [str(cell.value) for cell in row if isinstance(cell.value, str)]
        for cell in row:
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                assert cell.number_format not in ("General", "@"), (sheet.title, cell.coordinate)
                yield heads[cell.column], " ".join(words), float(cell.value)


def lost(view: View, chosen: dict[str, Any] | None = None) -> tuple[list[tuple[str, str, str, float]], int]:
    """Numbers of the file that no query answers, and how many there are in all."""
    book, asked = written(view, chosen)
    may, may_exact = pools(view, asked), exact(view)
    t, found, n = view.t, list[tuple[str, str, str, float]](), 0
    free = {heading(t, column) for column in _MADE_HERE} | {
        t("{heading} ({unit})", heading=heading(t, column), unit=t.small_scale.unit) for column in _MADE_HERE
    }
    for sheet in book.worksheets[1:-1]:
        for head, row, value in numbers(sheet):
            n += 1
            if sheet.title == t("Annual appraisal"):
                # Made of several queries by a scheme's rules: test_appraisal_against_pandas.py holds each.
                continue
            if head == t("Exact"):
                if not any(key(value) in values for name, values in may_exact.items() if name in row):
                    found.append((sheet.title, head, row, value))
            elif head not in free and key(value) not in may[head]:
                found.append((sheet.title, head, row, value))
    return found, n


@rounds.drawing(2)
@given(st.data())
def test_every_number_is_the_queries_own(store: str, data: st.DataObject) -> None:
    view = data.draw(choices(store)).view
    found, _ = lost(view)
    assert not found, (view.as_of, view.chosen, found[:10])


@pytest.mark.parametrize("language", rounds.every(2, ["zh", "en"]))
def test_the_whole_zone(store: str, language: Any) -> None:
    found, n = lost(whole(store, language))
    assert not found, found[:20]
    assert n > 3_000


@pytest.fixture(scope="module")
def book(store: str) -> openpyxl.Workbook:
    """The whole zone's, read back: for tests that only look at it."""
    return openpyxl.load_workbook(io.BytesIO(pages_workbook.workbook(whole(store), {})))


def test_tables_stand_as_the_queries_have_them(store: str, book: openpyxl.Workbook) -> None:
    view = whole(store)
    rows = list(book["项目"].iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if "项目编号" in row)
    columns = {str(name): n for n, name in enumerate(rows[at]) if name}
    listed = {row[columns["项目编号"]]: row for row in rows[at + 1 :] if row[columns["项目编号"]]}
    projects = view.run("projects").set_index("project_id")
    assert set(listed) == set(projects.index)
    for project_id, row in listed.items():
        one = projects.loc[str(project_id)]
        assert row[columns["计划总投资（万元）"]] == pytest.approx(one["planned_investment"])
        signed: Any = one["signed_on"]
        on = None if pd.isna(signed) else dt.datetime(signed.year, signed.month, signed.day)
        assert row[columns["签约日期"]] == on


def test_it_says_what_it_is(store: str, book: openpyxl.Workbook) -> None:
    view = whole(store)
    front, about = book.worksheets[0], book.worksheets[-1]
    assert [sheet.title for sheet in book.worksheets] == [
        "目录", *(view.t(one.title) for one in addresses.PAGES if one.path in OF_PAGES and one.is_listed), "口径说明",
    ]  # fmt: skip
    told = {row[0].value: row[1].value for row in front.iter_rows(max_row=12)}
    assert told["数据版本"] == store
    assert told["数据截至"] == "2023年9月30日"
    assert "演示" in str(told["台账文件"])
    links = [cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) > 30
    for link in links:
        name, cell = link.rsplit("!", 1)
        assert book[name.strip("'")][cell].value
    meant = {str(row[0].value) for row in about.iter_rows()}
    assert {"到位资金", "完成投资", "数据截至"} & meant


def test_a_list_that_is_cut_says_so(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_workbook, "MOST_PROJECTS", 3)
    book = openpyxl.load_workbook(io.BytesIO(pages_workbook.workbook(whole(store), {})))
    cells = [cell for row in book["项目"].iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
    assert sum("只列前3个，共626个；全部见“项目”页的下载文件" in cell for cell in cells) == 1


def test_who_sees_sums_alone_gets_no_project(store: str) -> None:
    view = whole(store, rights=ANONYMOUS)
    book, _ = written(view)
    words = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    names = whole(store).run("projects")["name"]
    assert not [name for name in names if name in words]


def test_the_commands(demo: Published, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    import pptx

    file = tmp_path / "a.xlsx"
    assert main(["workbook", "--as-of", "2023-06-30", "--industry", "新材料", "--out", str(file)]) == 0
    front = openpyxl.load_workbook(file).worksheets[0]
    told = {row[0].value: row[1].value for row in front.iter_rows(max_row=12)}
    assert told["数据截至"] == "2023年6月30日"
    assert "新材料" in told["筛选范围"]
    assert main(["workbook", "--out", str(file)]) == 1
    assert "--force" in capsys.readouterr().err
    slides = tmp_path / "a.pptx"
    assert main(["deck", "--since", "month", "--unit", "责任单位一", "--language", "en", "--out", str(slides)]) == 0
    made = pptx.Presentation(str(slides))
    assert len(made.slides) == 8
    words = "\n".join(shape.text_frame.text for shape in made.slides[0].shapes if shape.has_text_frame)
    assert "Department 1" in words
    assert main(["deck", "--unit", "无", "--out", str(tmp_path / "b.pptx")]) == 1
    assert "责任单位一" in capsys.readouterr().err

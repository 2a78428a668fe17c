"""What the drawer says: the figure, its parts and the projects behind it are one another's, on every page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.catalogue import FIGURES, leaves
from figures.definitions import DEFINITIONS
from panels import questions
from panels.evidence import counted, evidence, evidence_columns
from panels.questions import Question
from tests.demo_ledger import Published
from tests.pages.asking import Asked, gathered
from tests.pages.opening import READING_PAGES, opened, plain, words
from tests.queries.ledgers import month, plan, project, publish
from tests.rounds import drawing
from tests.settings_drawn import Drawn, begun
from texts import texts
from view.view import View

RANDOM = drawing(2)


def asked_of(view: View, question: Question) -> Iterator[tuple[str, object, bool]]:
    """(figure, name, is of a name) of everything that a question's drawer can show."""
    names = [(None, False)] if question.source else []
    names += [(name, True) for name in questions.names(view, question)]
    for name, is_named in names:
        for code in question.figures:
            if questions.has_figure(view, question, code, name, is_named=is_named):
                yield code, name, is_named


def distinct(asked: Asked) -> list[tuple[View, Question]]:
    """Each question once: all names and figures of one are tried, so it does not matter with which it begins."""
    found: dict[tuple[View, str], tuple[View, Question]] = {}
    for view, question in asked.questions():
        begun = replace(question, name=None, is_named=False, shown="", about="")
        found.setdefault((view, repr(begun)), (view, question))
    return list(found.values())


def same(one: float, other: float) -> bool:
    return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-4)


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Of one question: what several of its figures share, rows, cells and a name's projects, is looked up once."""
    found: dict[object, Any] = {}

    def remembered(look_up: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
        def once(*of: Any, **named: Any) -> Any:
            of_this = look_up.__name__, key(*of, **named)
            if of_this not in found:
                found[of_this] = look_up(*of, **named)
            return found[of_this]

        return once

    keys: dict[str, Callable[..., object]] = {
        "rows": lambda _view, _question, source: id(source),
        "_cells": lambda _view, _question, code, name, *, is_named: (code, name, is_named),
        "projects": lambda _view, question, code, name=None, *, is_named=False: (
            question.listed_by.get(code, question.listed), name, is_named,
        ),
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, key in keys.items():
            patch.setattr(questions, name, remembered(getattr(questions, name), key))
        yield


def assert_explained(view: View, question: Question) -> int:
    """Every figure of the question is made of its parts, and its projects add up to it."""
    with looked_up_once():
        return explained(view, question)


def explained(view: View, question: Question) -> int:
    """How many figures of the question are made of their parts, and have projects that add up to them: all are."""
    checked = 0
    for code, name, is_named in asked_of(view, question):
        where = f"{code} of {name if is_named else 'all'} in {question.figures} {dict(question.params)}"
        value = questions.figure(view, question, code, name, is_named=is_named)
        figure = FIGURES[code]
        if figure.parts:
            over, under = (questions.figure(view, question, part, name, is_named=is_named) for part in figure.parts)
            assert same(value, made(code, over, under)), f"{where}: {value} of {over}, {under}"
        rows = evidence(view, question, code, name, is_named=is_named)
        for leaf in [] if question.unlisted else leaves(code):
            of = FIGURES[leaf]
            if not of.flag:
                continue
            part = questions.figure(view, question, leaf, name, is_named=is_named)
            behind = rows[rows[of.flag].astype(bool)]
            if of.form == "days":
                total = float(behind[of.amount].astype("float64").median())
            else:
                total = float(behind[of.amount].sum()) if of.amount else float(len(behind))
            assert same(0.0 if math.isnan(part) and of.form != "days" else part, total), (
                f"{where}: {leaf} is {part}, its projects bring {total}"
            )
        checked += 1
        assert set(evidence_columns(code, rows)) <= set(rows.columns)
    return checked


def made(code: str, one: float, other: float) -> float:
    """A figure from its parts: a ÷ b, a − b (what is left of a plan never below 0; points from shares), a ÷ b − 1."""
    figure = FIGURES[code]
    if figure.sign == "−":
        if figure.form == "points":
            return (one - other) * 100
        return max(one - other, 0) if code == "remaining" else one - other
    if not other or math.isnan(other):
        return float("nan")
    return one / other - (1 if figure.sign == "growth" else 0)


@RANDOM
@given(data=st.data())
@pytest.mark.parametrize("page", READING_PAGES)
def test_every_figure_is_its_parts_and_its_projects(
    demo: Published, page: str, data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    with gathered(monkeypatch) as asked:
        app = opened(page, drawn.query)
    assert not app.exception
    # Every page offers its cards and panels; that of industries says where there is nothing to offer.
    assert asked.subjects or "没有签约，也没有到位资金数据" in plain(words(app))
    for view, question in distinct(asked):
        assert_explained(view, question)


@pytest.mark.parametrize("page", READING_PAGES)
def test_the_whole_zone_is_explained(demo: Published, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with gathered(monkeypatch) as asked:
        app = opened(page)
    assert not app.exception
    assert sum(assert_explained(view, question) for view, question in distinct(asked)) > 20
    assert all(subject.question or subject.charts or subject.tables for _, subject in asked.subjects)


def test_three_rows_are_behind_their_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[
            project("开工", "2023-01-10", "2023-02-01", 10_000),
            project("未开工", "2023-01-10", None, 30_000),
            project("框架", "2023-01-10", None, 90_000, agreement="框架"),
        ],
        progress=[month("开工", "2023-03", 50, 20), month("未开工", "2023-04", 7, 0)],
        plan=[plan("开工", 2023, 100)],
    )
    with gathered(monkeypatch) as asked:
        opened("overview")
    view, question = question_on(asked, "start_rate")
    rows = evidence(view, question, "start_rate").set_index("name")
    assert rows["is_numerator"].to_dict() == {"开工": True, "未开工": False}
    view, question = question_on(asked, "funds_arrived")
    assert evidence(view, question, "funds_arrived").set_index("name")["funds_in_period"].to_dict() == {
        "开工": 50,
        "未开工": 7,
    }
    view, question = question_on(asked, "completion_rate")
    assert list(evidence(view, question, "completion_rate")["name"]) == ["开工"]


def question_on(asked: Asked, code: str) -> tuple[View, Question]:
    return next((view, question) for view, question in asked.questions() if code in question.figures)


@pytest.mark.parametrize("code", FIGURES)
def test_a_figure_is_declared_whole(code: str) -> None:
    figure = FIGURES[code]
    assert figure.term in DEFINITIONS
    assert bool(figure.sign) == bool(figure.parts)
    assert set(figure.parts) <= FIGURES.keys()
    assert not (figure.flag and figure.parts), "a figure is counted or made of parts"
    assert texts("zh")(figure.label) != figure.label
    assert all(part.flag for part in counted(code))

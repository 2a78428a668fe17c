"""Every figure that stands in a headline can be questioned: it is one of its panel's question, as that writes it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

import pytest

from access.rights import LOCAL
from figures.catalogue import FIGURES
from figures.columns import filled
from panels import questions
from panels.contents import OF_PAGES
from panels.figure_words import label, written
from panels.panel import Panel
from panels.questions import Question
from tests import rounds
from tests.demo_ledger import Published
from texts.writing import is_missing
from view.view import View, chosen, edition

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|[JFMASOND][a-z]{2}"
#: What is no figure of the zone: days, years, months and quarters, «the ten largest», limits of a rule; numbers of
#: parts and annexes; lists by their names (世界500强), how many names a drawer lists, and of how few a median is, which
#: are the rows of its own drawer.
_NO_FIGURE = {
    "zh": re.compile(
        r"(截至)?\d+年(度|\d+—\d+月|\d+月\d+日|\d+月)?|\d+月\d+日|\d+(—\d+)?月(?=完成)|附件\d+|（\d个项目）|第\d+期|第\d+个?月末|[前满过]\d+个?天?|活动后\d+个月|\d+亿元以上|不足\d+亿元|500强|\d+[个类]\w{0,4}并列|（截至\d+月）|第\d+—\d+个"
        r"|\d+个(产业|责任单位)中(没有|\d+个)"
    ),
    "en": re.compile(
        rf"\b(\d{{1,2}} )?({_MONTHS})\b( \d{{4}})?|\b(19|20)\d\d\b|\b[QH]\d\b|\d+ months? after|after \d+"
        r"|\d+ largest|at least \d+ days|¥\d+[BM] and over|¥\d+M to under ¥\d+B|[Uu]nder ¥\d+M|\d+ names"
        r"|\(\d projects?\)|\d+ tied \w+|No\. \d+ of|Annex \d+|^\d\. |Top-500|"
        r"Projects \d+ to \d+|Department \d+|\d+ of (the )?\d+ (industries|departments)"
    ),
}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_VIEWS: list[tuple[Literal["zh", "en"], dict[str, str], dt.date, int]] = [
    # The suite looks at each second of these.
    ("zh", {}, dt.date(2023, 9, 30), 2023),
    ("en", {}, dt.date(2023, 9, 30), 2023),
    ("en", {}, dt.date(2023, 1, 31), 2023),
    ("zh", {"period": "q2"}, dt.date(2023, 9, 30), 2023),
    ("zh", {"period": "q4"}, dt.date(2023, 9, 30), 2023),
    ("zh", {}, dt.date(2023, 9, 30), 2022),
    ("zh", {"industry": "新材料"}, dt.date(2023, 8, 20), 2023),
    ("zh", {"size": "over_1b"}, dt.date(2023, 9, 30), 2023),
]


def offered(demo: Published, at: int) -> Iterator[tuple[View, Panel]]:
    """Every panel and answer of every page, whatever its switches stand at."""
    language, codes, as_of, year = _VIEWS[at]
    view = View(edition(demo.version), language, "light", as_of, year, rights=LOCAL)
    view = View(edition(demo.version), language, "light", as_of, year, chosen(codes, view.choices), rights=LOCAL)
    for path, contents in OF_PAGES.items():
        if path == "appraisal":
            # Points are no figures of the catalogue: each is opened there as a formula with its numbers.
            continue
        for switch in [{}, {contents.switch: "period"}] if contents.switch else [{}]:
            page = contents.make(view, switch)
            yield view, page.answer_panel
            for slot in page.slots:
                for code in view.choices[slot.switch].codes if slot.switch else [""]:
                    yield view, slot.panel(view, code)


def figures_of(view: View, question: Question) -> Iterator[set[str]]:
    """What a question's drawer can show, a figure after the other, and its parts, in words with any decimals.

    Those come first that the drawer shows when it opens: what is looked for is mostly found there.
    """
    names = [(question.name, True)] if question.is_named else []
    names += [(None, False)] if question.source else []
    names += [(name, True) for name in questions.names(view, question) if (name, True) not in names]
    for name, is_named in names:
        for code in [*question.figures, *(part for one in question.figures for part in FIGURES[one].parts)]:
            if not questions.has_figure(view, question, code, name, is_named=is_named):
                continue
            value = questions.figure(view, question, code, name, is_named=is_named)
            if is_missing(value):
                continue
            t = view.t
            words = [written(view, code, value), written(view, code, abs(value)), t.round_money(value)]
            words += [t.percent(abs(value), 0), t.number(abs(value)), t.number(abs(value), 1)]
            yield {number for one in words for number in _NUMBER.findall(one)}


@pytest.mark.parametrize("at", rounds.every(2, range(len(_VIEWS))))
def test_every_number_of_a_headline_is_in_its_drawer(demo: Published, at: int) -> None:
    seen = 0
    for view, panel in offered(demo, at):
        said = _NO_FIGURE[view.language].sub(" ", f"{panel.title}\n{panel.short}\n" + (
            panel.subtitle if panel.key == "answer" else ""
        ))  # fmt: skip
        numbers = set(_NUMBER.findall(said))
        if not numbers:
            continue
        assert panel.question is not None, (
            f"{panel.key}: «{panel.title}» has figures and no question: give its Panel one"
        )
        unknown = set(numbers)
        for known in figures_of(view, panel.question):
            unknown -= known
            if not unknown:
                break
        assert not unknown, (
            f"{panel.key}: {unknown} of «{panel.title}» is none of {panel.question.figures}: add its figure to "
            "the panel's Question"
        )
        seen += len(numbers)
    assert seen > 10


@pytest.mark.parametrize("at", range(len(_VIEWS)))
def test_figures_of_a_drawer_have_names_of_their_own_and_its_tables_too(demo: Published, at: int) -> None:
    for view, panel in offered(demo, at):
        if panel.question is not None:
            labels = [label(view, code) for code in panel.question.figures]
            assert len(set(labels)) == len(labels), f"{panel.key}: {sorted(labels)}"
        for chart in panel.charts:
            columns = filled(chart.rows)
            assert len(columns) > 1, f"{chart.key} is no table: {list(chart.rows)}"
            assert "name" not in columns or "project_id" in columns, f"{chart.key}: whose name is it?"


def test_a_step_of_the_waterfall_is_called_by_its_name(demo: Published) -> None:
    view, panel = next((view, panel) for view, panel in offered(demo, 0) if panel.key == "waterfall")
    question = panel.question
    assert question is not None
    names = {name: questions.called(view, question, name) for name in questions.names(view, question)}
    projects = demo.ledger.project.set_index("项目编号")["项目名称"]
    assert names == projects.loc[list(names)].to_dict()

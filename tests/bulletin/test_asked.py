"""What the bulletin says can be asked: each sentence's and table's figures, their parts and the projects behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from access.rights import LOCAL
from panels.bulletin import asked
from panels.contents import OF_PAGES
from panels.panel import Panel, Table, Text
from panels.questions import Question, figure, has_figure
from tests import rounds
from tests.bulletin.issues import issue_of
from tests.demo_ledger import Published
from tests.pages.opening import offered, opened
from tests.pages.test_questions import assert_explained
from view import monthly
from view.view import View, edition

#: What is told without a figure of one day.
_WITHOUT = {"next_steps", "corrections", "learned_note", "events_note", "appraised"}


def panels(demo: Published, month: str, kind: str, language: Any = "zh") -> tuple[View, list[Panel]]:
    facts = edition(demo.version)
    view = View(facts, language, "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    chosen = {"month": month, "edition": kind}
    page = OF_PAGES["bulletin"].make(view, chosen)
    assert page.view is not None
    assert page.view.as_of == monthly.last_day(monthly.month_of(month) or facts.last_day)
    return page.view, list(page.panels(page.view, chosen))


def questions(found: list[Panel]) -> Iterator[tuple[str, Question]]:
    for one in found:
        if one.question is not None:
            yield one.key, one.question
        for part in one.parts:
            if isinstance(part, Text | Table) and part.question is not None:
                yield part.key, part.question


@pytest.mark.parametrize(
    ("month", "kind"), rounds.every(2, [("2023-09", "internal"), ("2022-06", "internal"), ("2023-01", "public")])
)
def test_each_sentence_and_table_is_explained(demo: Published, month: str, kind: str) -> None:
    view, found = panels(demo, month, kind)
    told = list(questions(found))
    assert len(told) > 10
    for _, question in told:
        assert_explained(view, question)
    for one in found:
        for part in one.parts:
            if isinstance(part, Text) and part.key and part.key not in _WITHOUT:
                assert part.question is not None, part.key
            # Ranks are opened on the page of the appraisal.
            if isinstance(part, Table) and not part.key.startswith(("learned", "appraised")):
                assert part.question is not None, part.key


def test_every_figure_of_a_table_stands_in_its_question(demo: Published) -> None:
    """A click on a cell opens the figure that the cell shows."""
    view, found = panels(demo, "2023-09", "internal")
    checked = 0
    for one in found:
        for table in (part for part in one.parts if isinstance(part, Table) and part.names):
            assert table.question is not None
            for row in table.rows.to_dict("records"):
                name = row[table.names]
                if name != name:  # noqa: PLR0124 - NaN is not
                    continue
                for code in table.columns:
                    if code not in table.question.figures:
                        continue
                    if not has_figure(view, table.question, code, name, is_named=True):
                        continue
                    shown = row[code]
                    asked_of = figure(view, table.question, code, name, is_named=True)
                    same = (shown != shown and asked_of != asked_of) or asked_of == pytest.approx(shown)  # noqa: PLR0124
                    assert same, (table.key, name, code)
                    checked += 1
    assert checked > 100


def test_a_sentences_figures_come_as_a_table_too(demo: Published) -> None:
    view, found = panels(demo, "2023-09", "internal")
    behind = {part.key: part.behind for one in found for part in one.parts if isinstance(part, Text) and part.behind}
    assert {"starts", "boards_note", "activities", "channels", "industries", "units", "problems"} <= behind.keys()
    work = view.run("unit_work", month_from=dt.date(2023, 9, 1))
    rows = behind["starts"].rows
    assert rows["unit"].notna().all()
    assert rows["new_started"].sum() == work.loc[work["unit"].isna(), "new_started"].iloc[0]
    by_channel = behind["channels"]
    assert by_channel.columns[0] == "channel"
    assert set(by_channel.rows["by_what"]) == {"channel"}


def test_the_questions_are_of_the_issue_and_the_page_says_so(demo: Published) -> None:
    one = issue_of("2022-06")
    question = asked.paragraphs(one, "invested")
    assert question is not None
    row = one.view.run("target_year").iloc[0]
    assert figure(one.view, question, "invested") == pytest.approx(row["invested"])
    app = opened("bulletin", {"month": "2022-06"})
    assert not app.exception
    assert len(offered(app)) > 8

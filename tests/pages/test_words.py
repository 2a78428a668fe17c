"""Words of a panel as HTML: three readable parts, nothing of a text becomes markup, every kind of part is drawn."""

from __future__ import annotations

from typing import get_args
from unittest import mock

import pandas as pd
import pytest
import streamlit as st

from access.rights import LOCAL
from pages.draw import asking, panel, words
from panels.panel import (
    Bar,
    Card,
    Caution,
    Cell,
    Chart,
    Grid,
    Heading,
    Hidden,
    Lines,
    Note,
    Nothing,
    Panel,
    Part,
    Table,
    Text,
    Written,
)  # fmt: skip
from panels.questions import Question
from tests.demo_ledger import Published
from tests.pages.opening import ask, offered, opened
from view.view import View, edition

EVIL = "<b>x</b> [a](javascript:alert(1)) \u202e"
SAFE = "&lt;b&gt;x&lt;/b&gt; [a](javascript:alert(1)) "
NONE = Panel("p", "P", "")
ASKED = Question(("signed_projects",))
#: A part of each kind.
PARTS: dict[type, Part] = {
    Card: Card("签约项目", "141个", "同比增加8个", ASKED, "behind"),
    Chart: Chart("c", lambda *_: None, pd.DataFrame(), 100, ""),
    Table: Table("t", pd.DataFrame({"name": ["一"]}), ("name",)),
    Written: Written("w", ("指标", "公布"), ((Cell("签约"), Cell("3个，", "少1个")),), "表"),
    Note: Note("注"),
    Text: Text(("一段",)),
    Lines: Lines(("一", "二")),
    Nothing: Nothing("没有"),
    Caution: Caution("当心"),
    Hidden: Hidden("projects"),
    Heading: Heading("海上风电", "ahead"),
    Grid: Grid(2, 100, ((Note("左"),), (Note("右"),))),
    Bar: Bar(0.5, None),
}


@pytest.fixture
def view(demo: Published) -> View:
    data = edition(demo.version)
    return View(data, "zh", "light", data.last_day, 2023, rights=LOCAL)


@pytest.fixture
def session() -> object:
    with mock.patch.object(st, "session_state", {}) as state:
        yield state


def test_parts_are_what_they_say(view: View, session: dict[str, object]) -> None:
    made = {kind: words.html(view, NONE, part) for kind, part in PARTS.items()}
    assert made[Note] == '<p class="note">注</p>'
    assert made[Lines] == '<ul class="lines"><li>一</li><li>二</li></ul>'
    assert made[Heading] == '<h4><span class="shape ahead">●</span> 海上风电</h4>'
    assert "<td>3个，<b>少1个</b></td>" in str(made[Written])
    assert '<p class="figure">141个</p><p class="standing behind">' in str(made[Card])
    assert made[Grid] == (
        '<div class="cells" style="--least: 100px"><div class="words"><p class="note">左</p></div>'
        '<div class="words"><p class="note">右</p></div></div>'
    )
    assert session["offered_to_ask"].keys() == {"card_signed_projects"}  # type: ignore[attr-defined]


def test_every_kind_of_part_is_words_or_drawn(view: View, session: dict[str, object]) -> None:
    assert PARTS.keys() == set(get_args(Part)), "a part of each kind stands in PARTS"
    for kind, part in PARTS.items():
        with mock.patch.object(panel, "st") as drawn, mock.patch.object(panel, "not_shown", drawn):
            with mock.patch.object(panel, "first_rows", drawn):
                panel._draw_parts(view, NONE, (part,), [], drawn)
            assert drawn.mock_calls, f"{kind.__name__} is neither HTML (pages/draw/words.py) nor drawn (panel.py)"


@pytest.mark.parametrize(
    "part",
    [
        Note(EVIL),
        Lines((EVIL,)),
        Heading(EVIL),
        Text((EVIL,)),
        Written("w", (EVIL,), ((Cell(EVIL, EVIL),),), EVIL),
        Card(EVIL, EVIL, EVIL, ASKED),
        Grid(1, 100, ((Note(EVIL),),)),
    ],
)
def test_nothing_of_a_text_becomes_markup(view: View, session: dict[str, object], part: Part) -> None:
    made = words.html(view, Panel("p", EVIL, EVIL), part)
    assert made is not None
    assert SAFE in made
    assert "<b>x" not in made
    assert "\u202e" not in made
    assert SAFE in words.head(view, Panel("p", EVIL, EVIL, (), ASKED))


def test_a_button_is_heard_once_and_an_unknown_one_not_at_all(demo: Published) -> None:
    app = opened("overview")
    assert offered(app)[:2] == ["panel_answer", "card_points_ahead"]
    app.text_input(key=asking.FIELD).set_value("panel_of_nobody 1").run()
    assert not app.exception
    assert not app.get("download_button")
    ask(app, "card_points_ahead")
    assert app.get("download_button")
    app.run()
    assert not app.get("download_button"), "what was asked before is not asked again"

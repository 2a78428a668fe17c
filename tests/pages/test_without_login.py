"""A reader without log-in sees sums: no page, drawer or file holds a project, and no sum gives a single one away."""

from __future__ import annotations

from pathlib import Path

import pytest

from access.rights import ANONYMOUS, LOCAL
from pages.draw import not_shown
from pages.run import this_reader
from panels import questions
from tests import rounds
from tests.demo_ledger import Published
from tests.pages.asking import gathered
from tests.pages.drawers import drawers
from tests.pages.leaking import OTHER, OWN, handed, holds, sent, two_departments
from tests.pages.opening import READING_PAGES, answers, metrics, opened, plain, words
from tests.queries.ledgers import month, plan, project, publish
from tests.queries.test_own_units import OF_PROJECTS
from tests.screen import asking
from view.view import ProjectsHiddenError, View, edition

INSTEAD = "项目明细登录后可见。"
#: Pages that have sums to show; the weekly review and the promotion events are of projects altogether.
OF_SUMS = tuple(page for page in READING_PAGES if page not in {"review", "activities"})
#: What the ledger says of projects; names of industries are of the zone.
TOLD = [f"{mark} {word}" for mark in (OWN, OTHER) for word in ("P", "投资方", "内容", "领导", "备注", "原因")]
#: Page → how often the sentence stands where rows would.
VIEWS: list[tuple[str, dict[str, str], int]] = [
    ("overview", {}, 1), ("funnel", {}, 2), ("funnel", {"reading": "period", "by": "责任单位"}, 2),
    ("industries", {"largest": "plan"}, 1), ("targets", {}, 4), ("data", {"section": "数据质量"}, 1),
    ("data", {"section": "版本"}, 0), ("data", {"section": "名称表"}, 0),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    return two_departments()


def without_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: ANONYMOUS)


def assert_untold(content: bytes | str) -> None:
    for word in TOLD:
        assert not holds(content, word), word


@pytest.mark.parametrize(("page", "query", "times"), VIEWS)
def test_sums_stay_and_a_sentence_stands_for_the_rows(
    store: str, monkeypatch: pytest.MonkeyPatch, page: str, query: dict[str, str], times: int
) -> None:
    whole = opened(page, query)
    without_login(monkeypatch)
    with handed(monkeypatch) as found:
        app = opened(page, query)
    assert not app.exception
    # What is withheld says so; every other card says what it says to others.
    shown = {card: told for card, told in metrics(app).items() if "不足3个" not in card + "".join(told)}
    assert shown.items() <= metrics(whole).items()
    assert len(shown) >= len(metrics(whole)) - 1
    assert len(answers(app)) == len(answers(whole))
    assert plain(words(app)).count(INSTEAD) == times
    assert_untold(sent(app))
    assert_untold(found.contents(all_pages=page == "overview"))
    assert_untold(found.rows())
    assert not found.questions() & OF_PROJECTS
    if page in READING_PAGES:
        assert holds(sent(whole), f"{OWN} P"), "the search finds what is there"


@pytest.mark.parametrize("page", OF_SUMS)
def test_a_zone_with_a_single_key_project_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[project(name, "2023-01-10", "2023-03-11") for name in "甲乙丙丁"],
        plan=[plan("甲", 2023, 100)],
        progress=[month("甲", "2023-03", 50, 20)],
    )
    without_login(monkeypatch)
    app = opened(page)
    assert not app.exception
    assert "不足3个" in plain(words(app))


@pytest.mark.parametrize(("page", "language"), rounds.each(OF_SUMS, ["中文", "EN"]))
def test_every_drawer_tells_its_figure_and_no_project(
    store: str, monkeypatch: pytest.MonkeyPatch, page: str, language: str
) -> None:
    without_login(monkeypatch)
    instead = INSTEAD if language == "中文" else "Project rows are shown after log-in."
    times = 0
    with handed(monkeypatch) as found:
        for app in drawers(page, {"lang": language}, at_least=3):
            assert_untold(sent(app))
            assert not app.code, "no SQL"
            assert "nan" not in plain(words(app)).lower()
            times += plain(words(app)).count(instead)
        assert_untold(found.contents())
    assert times > 5


@pytest.mark.parametrize("page", OF_SUMS)
def test_no_click_asks_for_a_project(store: str, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    without_login(monkeypatch)
    with gathered(monkeypatch) as asked:
        opened(page)
    assert asked.clicks
    for view, question in asked.questions():
        assert not {OWN, OTHER} & {str(name).split()[0] for name in questions.names(view, question)} or (
            question.dimension == "industry"
        )
        with pytest.raises(ProjectsHiddenError):
            questions.projects(view, question, question.figures[0])


@pytest.mark.parametrize("page", ["review", "activities"])
def test_what_is_of_projects_altogether_is_not_for_them(store: str, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    assert answers(opened(page)), "whoever may see projects has it"
    without_login(monkeypatch)
    with handed(monkeypatch) as found, gathered(monkeypatch) as asked:
        app = opened(page)
    assert not app.exception
    assert plain(words(app)).count(INSTEAD) == 1
    assert_untold(sent(app))
    assert_untold(found.contents(all_pages=False))
    assert not list(asked.questions())
    assert not metrics(app)
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize("name", sorted(OF_PROJECTS))
def test_a_query_of_projects_is_refused(demo: Published, name: str) -> None:
    facts = edition(demo.version)
    with pytest.raises(ProjectsHiddenError, match=name):
        View(facts, "zh", "light", facts.last_day, 2023, rights=ANONYMOUS).run(name)


def test_the_screen_is_not_for_them(store: str) -> None:
    assert asking.refused("", ANONYMOUS) == ["会议大屏登录后可见。"]
    assert asking.refused("lang=EN&views=year", ANONYMOUS) == ["The meeting screen is shown after log-in."]


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ({}, True),
        # Of six projects: one, two, three, and all but two and one. Any selection may be taken from another one.
        ({"unit": "单位一"}, False),
        ({"unit": "单位二"}, False),
        ({"unit": "单位三"}, False),
        ({"unit": ["单位三", "单位一"]}, False),
        ({"unit": ["单位三", "单位二"]}, False),
        ({"unit": ["单位三", "单位二", "单位一"]}, False),
        # None, and projects that had not been signed on that day.
        ({"industry": "其他"}, False),
        ({"unit": "单位三", "as_of": "2023-03-31"}, False),
    ],
)
def test_a_selection_that_would_give_a_project_away_is_not_summed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str | list[str]], is_shown: bool
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    signed = {
        "单位一": ["2023-01-10"],
        "单位二": ["2023-01-11", "2023-01-12"],
        "单位三": ["2023-02-01"] * 2 + ["2023-05-01"],
    }
    publish(
        project=[
            project(f"{unit}{number}", day, unit=unit)
            for unit, days in signed.items()
            for number, day in enumerate(days)
        ]
    )
    assert metrics(opened("overview", query)), "whoever may see projects sees their sums"
    without_login(monkeypatch)
    for page in (*READING_PAGES, "data"):
        app = opened(page, query)
        assert not app.exception
        said = "不足3个项目的数字登录后可见，请放宽筛选条件。" in plain(words(app))
        assert said != is_shown
        assert not metrics(app) or is_shown
        assert not app.get("vega_lite_chart") or is_shown


def test_nobody_else_pays_for_the_guard(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = edition(demo.version)
    with handed(monkeypatch) as found:
        assert not not_shown.is_too_narrow(
            View(facts, "zh", "light", facts.last_day, 2023, (("size", ("over_1b",)),), rights=LOCAL)
        )
    assert not found.answers

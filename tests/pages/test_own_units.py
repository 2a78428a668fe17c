"""A reader who is bound to departments: no page, drawer, file or screen holds a word of another one's projects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from access.rights import LOCAL, Rights
from data import versions
from pages.run import this_reader
from panels.evidence import evidence
from screen import drawing, state
from tests.data import small
from tests.demo_ledger import Published
from tests.pages.asking import gathered
from tests.pages.drawers import drawers
from tests.pages.leaking import OTHER, OTHER_UNIT, OWN, OWN_UNIT, Handed, handed, holds, sent, two_departments
from tests.pages.opening import ask, metrics, opened, plain, tables, words
from tests.pages.test_questions import asked_of
from tests.queries.ledgers import project, publish
from tests.queries.test_own_units import only
from tests.screen import asking
from view import filters
from view.view import View, edition
from web import documents

BOUND = Rights(units=(OWN_UNIT,), sees_sql=False, publishes=False)
#: Every switch of every page.
VIEWS: list[tuple[str, dict[str, str]]] = [
    ("overview", {}), ("overview", {"makeup": "责任单位", "as_of": "2022-12-31", "year": "2022"}),
    ("funnel", {"by": "责任单位"}), ("funnel", {"reading": "period", "follow": "arrived", "by": "industry"}),
    ("industries", {"composition": "arrived", "largest": "funds_arrived"}), ("industries", {"lang": "EN"}),
    ("targets", {"funds": "plan"}), ("appraisal", {}), ("appraisal", {"against": "全年目标", "what_if": "off.large"}),
    ("data", {"section": "数据质量"}), ("data", {"section": "版本"}), ("data", {"section": "名称表"}), ("data", {}),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two departments' ledger, already shown to someone who may see all of it: what is kept of that must not come."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    return two_departments()


@pytest.fixture
def bound(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Handed]:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    with handed(monkeypatch) as found:
        yield found


def assert_own(content: bytes | str) -> None:
    for word in (OTHER, OTHER_UNIT):
        assert not holds(content, word), word


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_a_page_is_of_own_departments_and_says_so(
    store: str, monkeypatch: pytest.MonkeyPatch, page: str, query: dict[str, str]
) -> None:
    whole = sent(opened(page, query))
    if page != "data":
        assert holds(whole, OTHER), "the search finds what is there"
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    with handed(monkeypatch) as found:
        app = opened(page, query)
    assert not app.exception
    assert_own(sent(app))
    if page != "appraisal":  # which is made of the whole zone, and tells of the own departments (docs/adr/0016)
        assert_own(found.rows())
    # Each page's own files everywhere; the workbook of all of them from two days and in both languages.
    assert_own(found.contents(all_pages=page == "overview" or query.get("lang") == "EN"))
    if query.get("lang") != "EN":
        assert f"筛选范围：{OWN_UNIT}（本账号仅限查看所属责任单位）" in plain(words(app))
    if page != "data":
        assert holds(sent(app), OWN)


@pytest.mark.parametrize("page", ["overview", "funnel", "industries", "targets"])
def test_every_drawer_is_of_own_departments_and_without_sql(bound: Handed, page: str) -> None:
    for app in drawers(page, {"by": "责任单位"} if page == "funnel" else {}):
        assert_own(sent(app))
        assert not app.code, "no SQL"
    assert len(bound.files) > 8
    assert_own(bound.contents())
    assert_own(bound.rows())
    assert holds(bound.contents(), OWN)
    assert holds(bound.contents(), "本账号仅限查看所属责任单位"), "a file says of whom it is"


def test_an_editor_sees_the_sql_with_the_departments_that_bind(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: replace(LOCAL, units=(OWN_UNIT,)))
    app = next(drawers("overview"))
    assert f"$bound_units = ['{OWN_UNIT}']" in [line for code in app.code for line in code.value.split("\n")]


@pytest.mark.parametrize("page", ["overview", "funnel", "industries", "targets"])
def test_no_click_leads_out(bound: Handed, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    with gathered(monkeypatch) as asked:
        opened(page)
    assert asked.clicks
    for one, question in asked.questions():
        assert one.rights == BOUND
        for code, name, is_named in asked_of(one, question):
            evidence(one, question, code, name, is_named=is_named)
    assert_own(bound.rows())
    assert holds(bound.rows(), OWN)


def test_nothing_given_is_nothing_seen(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: replace(BOUND, units=()))
    own = [(page, query) for page, query in VIEWS if page != "appraisal"]
    with handed(monkeypatch) as found:
        for page, query in own:
            app = opened(page, {key: value for key, value in query.items() if value != "责任单位"})
            assert not app.exception, page
            assert_own(sent(app))
            assert not holds(sent(app), OWN)
            assert "本账号未分配责任单位" in plain(words(app)) or query.get("lang") == "EN"
    assert_own(found.rows())
    assert not holds(found.rows(), OWN)
    app = opened("appraisal")
    assert not app.exception
    assert_own(sent(app))
    assert not holds(sent(app), OWN)


@pytest.mark.parametrize("query", [{"unit": OTHER_UNIT}, {"unit": "责任单位三"}, {"industry": f"{OTHER} 产业"}])
def test_a_link_to_another_department_is_refused(bound: Handed, query: dict[str, str]) -> None:
    app = opened("overview", query)
    (value,) = query.values()
    assert f"没有“{value}”这一选项" in plain(app.error[0].value)
    assert not metrics(app)
    assert len(asking.refused(urlencode(query), BOUND)) == 1, "and on the screen"
    assert_own(bound.rows())


def test_choices_are_own_departments_and_the_industries_that_they_bring(store: str) -> None:
    own, every = filters.filters(store, BOUND), filters.filters(store, LOCAL)
    assert own["unit"].codes == [OWN_UNIT]
    assert {OWN_UNIT, OTHER_UNIT, "责任单位八"} <= set(every["unit"].codes)
    assert set(every["industry"].codes) - set(own["industry"].codes) == {f"{OTHER} 产业"}
    assert filters.filters(store, replace(BOUND, units=("新设单位", OWN_UNIT)))["unit"].codes == [OWN_UNIT, "新设单位"]


def test_a_document_spells_only_what_the_reader_may_choose(store: str) -> None:
    known, unknown = (
        documents.document("/", "unit=%E8%B4%A3%E4%BB%BB%E5%8D%95%E4%BD%8D%E4%BA%8C", one) for one in (LOCAL, BOUND)
    )
    assert known.status_code == unknown.status_code == 200, "the page itself says that it is no choice"
    assert documents.document("/", "lang=en", BOUND).status_code == 307


def test_no_parameter_widens_a_view(store: str) -> None:
    facts = edition(store)
    bound = View(facts, "zh", "light", facts.last_day, 2023, rights=BOUND)
    assert set(bound.run("projects", bound_units=None, units=None)["unit"]) == {OWN_UNIT}
    assert set(bound.run("projects", **filters.WHOLE_ZONE)["unit"]) == {OWN_UNIT}
    assert bound.run("projects", units=(OTHER_UNIT,)).empty
    with pytest.raises(TypeError, match="rights"):
        View(facts, "zh", "light", facts.last_day, 2023)  # type: ignore[call-arg]


def test_published_figures_stand_alone_before_a_bound_reader(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    app = opened("overview")
    card = next(table for table in tables(app) if "公布" in table)
    assert {"公布", "同比"} <= set(card), "what was published is public"
    assert "台账计算" not in card
    assert "全区口径；公布数，仅引用" in plain(words(app))
    figures = len(app.metric)
    ask(app, "panel_report_card")
    assert not app.exception
    assert len(app.metric) == figures, "it can be saved; nothing of the ledger can be asked"


def test_rights_that_change_are_felt_at_the_next_click(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("overview", {"unit": OTHER_UNIT})
    assert holds(sent(app), OTHER)
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    app.run()
    assert not app.exception
    assert f"没有“{OTHER_UNIT}”这一选项" in plain(app.error[0].value), "the link that the session began with"
    assert not holds(sent(app), OTHER)
    monkeypatch.setattr(this_reader, "reader_rights", lambda: LOCAL)
    app.run()
    assert not app.exception


def test_a_choice_that_was_lost_with_a_right_is_forgotten(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("overview")
    app.multiselect(key="unit").select(OTHER_UNIT).run()
    assert holds(sent(app), OTHER)
    assert not holds(sent(app), OWN + " P")
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    # A click on what is drawn without the page: a drawer made under the rights of before.
    ask(app, "card_signed_projects")
    assert not app.exception
    assert_own(sent(app))
    assert app.multiselect(key="unit").value == []
    assert holds(sent(app), OWN + " P")


def test_the_screen_is_that_of_the_own_ledger(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(state.state(asking.asked()))
    made = state.state(asking.asked("", BOUND))
    assert_own(made)
    assert holds(made, OWN)
    assert json.loads(made)["scope"] == f"{OWN_UNIT}（本账号仅限查看所属责任单位）"
    pictures = {}
    for name in ("cumulative", "industries", "units", "signed", "arrived"):
        drawing.picture_of(asking.asked(), name, 420, 260)
        pictures[name] = drawing.picture_of(asking.asked("", BOUND), name, 420, 260).svg
        assert_own(pictures[name])
    assert state.mark(store, "", BOUND) != state.mark(store, "", LOCAL)
    assert state.mark(store, "", BOUND) != state.mark(store, "", replace(BOUND, units=(OTHER_UNIT,)))
    # The same as the screen of a ledger that holds the own department alone.
    tables = versions.read_tables(store)
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "own"))
    small.publish(only(tables, (OWN_UNIT,)))
    alone = json.loads(state.state(asking.asked()))
    # What is expected is learned from the whole zone's past years, whoever reads (docs/adr/0015).
    own, only_own, every = ([turn for turn in one["turns"] if turn["name"] != "outlook"]
                            for one in (json.loads(made), alone, whole))  # fmt: skip
    assert own == only_own != every
    for name, picture in pictures.items():
        assert numberless(drawing.picture_of(asking.asked(), name, 420, 260).svg) == numberless(picture), name


def numberless(svg: str) -> str:
    """A drawing without the numbers by which its clippings are counted, from one drawing to the next."""
    return re.sub(r"clip\d+", "clip", svg)


def test_the_data_page_offers_only_what_is_allowed(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    app = opened("data")
    assert not app.file_uploader
    assert [option.content for option in app.button_group(key="section").proto.options] == [
        "版本",
        "数据质量",
        "名称表",
    ]
    published = opened("data", {"section": "版本"})
    assert not published.get("download_button")
    assert "version_shown" not in [box.key for box in published.selectbox]
    assert "仅供编辑人员查看" in plain(words(published))
    for spelling in ("导入", "import", "Import"):
        refused = opened("data", {"section": spelling})
        assert "只有编辑人员可以发布" in plain(words(refused))
        assert not refused.file_uploader
    listed = opened("data", {"section": "名称表"})
    assert OWN_UNIT in listed.dataframe[1].value["zh"].to_list()
    assert len(listed.dataframe[1].value) == 1
    assert_own(sent(listed))


def test_going_back_needs_the_right_at_the_moment_of_the_click(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    second = publish(project=[project("新", "2023-01-10")])
    app = opened("data", {"section": "版本"})
    app.selectbox(key="version_shown").select(store).run()
    monkeypatch.setattr(this_reader, "reader_rights", lambda: replace(LOCAL, publishes=False))
    app.button(key=f"sure_{store}").click().run()
    assert versions.current() == second
    monkeypatch.setattr(this_reader, "reader_rights", lambda: LOCAL)
    app = opened("data", {"section": "版本"})
    app.selectbox(key="version_shown").select(store).run()
    app.button(key=f"sure_{store}").click().run()
    assert versions.current() == store

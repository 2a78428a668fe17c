"""A screen's link: what each parameter does, and the sentence for what nothing knows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data.settings import DEFAULT_FILE, settings
from tests.demo_ledger import Published
from tests.queries.ledgers import plan, project, publish
from tests.screen.asking import asked, refused
from view.filters import PARAMETERS

EVERY = ("year", "funnel", "industries", "units", "outlook", "newest", "meeting")
FOR_GUESTS = ("year", "funnel", "industries", "newest")


@pytest.mark.usefixtures("demo")
def test_without_parameters_it_is_dark_working_and_of_the_whole_zone() -> None:
    found = asked()
    assert (found.audience, found.names, found.seconds) == ("working", EVERY, 20)
    view = found.view
    assert (view.theme, view.language, view.year, view.as_of) == ("dark", "zh", 2023, dt.date(2023, 9, 30))
    assert (view.period, view.code("size"), view.code("agreement")) == ("full", "all", "all")
    assert view.chosen == ()
    assert not view.edition.is_pinned


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("lang=EN", "language", "en"),
        ("lang=en", "language", "en"),
        ("theme=light", "theme", "light"),
        ("theme=浅色", "theme", "light"),
        ("theme=dark", "theme", "dark"),
        ("year=2022", "year", 2022),
        ("period=q3", "period", "q3"),
        ("period=第三季度", "period", "q3"),
        ("as_of=2022-12-31", "as_of", dt.date(2022, 12, 31)),
        ("as_of=2022-12-31", "year", 2022),
        ("industry=新材料&industry=Biomedicine", "industry", ("新材料", "生物医药")),
        ("unit=责任单位二", "unit", ("责任单位二",)),
        ("kind=央企", "kind", ("央企",)),
        ("channel=节会招商", "channel", ("节会招商",)),
        ("size=over_100m", "size", "over_100m"),
        ("agreement=formal", "agreement", "formal"),
    ],
)
def test_the_pages_parameters_mean_the_same(query: str, field: str, value: object) -> None:
    view = asked(query).view
    is_shared = field in PARAMETERS
    found = view.codes(field) if isinstance(value, tuple) else view.code(field) if is_shared else getattr(view, field)
    assert found == value


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("views=newest", ("newest",)),
        ("views=newest,year", ("newest", "year")),
        ("views=year,newest,year", ("year", "newest")),
        ("views=newest&views=year", ("newest", "year")),
        ("view=working", EVERY),
        ("view=display", FOR_GUESTS),
        ("view=display&views=meeting,units,newest", ("newest",)),
        # A screen for guests that asks for nothing but what guests do not see shows the year.
        ("view=display&views=meeting,units", ("year",)),
    ],
)
def test_which_views_in_which_order(query: str, names: tuple[str, ...]) -> None:
    assert asked(query).names == names


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("query", "seconds"), [("seconds=5", 5), ("seconds=3600", 3600), ("seconds=045", 45)])
def test_how_long_each_stays(query: str, seconds: int) -> None:
    assert asked(query).seconds == seconds


@pytest.mark.usefixtures("demo")
def test_views_and_seconds_come_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = DEFAULT_FILE.read_text(encoding="utf-8").split("[screen]")[0]
    file = tmp_path / "settings.toml"
    file.write_text(ours + '[screen]\nviews = ["units", "year"]\nseconds = 90\n', encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    settings.cache_clear()
    try:
        assert (asked().names, asked().seconds) == (("units", "year"), 90)
        assert asked("view=display").names == ("year",)
        assert asked("views=newest&seconds=7").seconds == 7
    finally:
        settings.cache_clear()


def test_a_pinned_version_stays() -> None:
    first = publish(project=[project("甲", "2023-01-01")], plan=[plan("甲", 2023, 100)])
    second = publish(project=[project("乙", "2023-01-01")], plan=[plan("乙", 2023, 100)])
    assert asked(f"version={first}").view.edition.version == first
    assert asked(f"version={first}").view.edition.is_pinned
    assert asked().view.edition.version == second


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("view=guests", "参数view不能是“guests”。", '"guests" is not a choice here (parameter view).'),
        ("view=", "参数view不能是“”。", '"" is not a choice here (parameter view).'),
        ("views=year,map", "参数views不能是“year,map”。", '"year,map" is not a choice here (parameter views).'),
        ("views=", "参数views不能是“”。", '"" is not a choice here (parameter views).'),
        ("seconds=4", "参数seconds不能是“4”。", '"4" is not a choice here (parameter seconds).'),
        ("seconds=3601", "参数seconds不能是“3601”。", '"3601" is not a choice here (parameter seconds).'),
        ("seconds=-9", "参数seconds不能是“-9”。", '"-9" is not a choice here (parameter seconds).'),
        ("seconds=fast", "参数seconds不能是“fast”。", '"fast" is not a choice here (parameter seconds).'),
        # A digit to Python, but no number to int().
        ("seconds=²", "参数seconds不能是“²”。", '"²" is not a choice here (parameter seconds).'),
    ],
)
def test_its_own_parameters_refuse_what_they_do_not_know(query: str, zh: str, en: str) -> None:
    assert refused(query) == [zh]
    assert refused(f"{query}&lang=EN") == [en]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("industry=造船", "造船", "造船"),
        ("as_of=yesterday", "yesterday", "yesterday"),
        ("as_of=2031-01-01", "2031年1月1日", "1 January 2031"),
        ("version=20200101-000000", "20200101-000000", "20200101-000000"),
        ("theme=purple", "purple", "purple"),
        ("year=2023&as_of=2022-06-30", "2023年", "2023"),
        ("lang=zh&lang=fr", "lang", "lang"),
    ],
)
def test_the_pages_parameters_refuse_with_the_pages_sentences(query: str, zh: str, en: str) -> None:
    said, in_english = refused(query), refused(f"lang=EN&{query}" if "lang" not in query else f"{query}&lang=EN")
    assert said
    assert zh in said[0]
    assert in_english
    assert en in in_english[0]


@pytest.mark.usefixtures("demo")
def test_every_fault_is_told_at_once() -> None:
    assert len(refused("view=x&views=y&seconds=z&industry=造船")) == 4


def test_a_parameter_that_nobody_knows_is_left_alone(demo: Published) -> None:
    assert asked("utm_source=chat").view.edition.version == demo.version


def test_an_empty_store_gets_the_demonstration() -> None:
    assert asked().view.edition.is_demo

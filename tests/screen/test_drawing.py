"""The screen's charts as SVG: in their size, with the rows that have room, and nothing for what is not there."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from screen import drawing
from screen.drawing import NoChartError
from tests.queries.ledgers import plan, project, publish
from tests.screen.asking import asked

CHARTS = ("cumulative", "industries", "units", "signed", "arrived")
SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("audience", ["working", "display"])
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_the_size_that_was_asked_for(name: str, audience: str) -> None:
    made = drawing.picture_of(asked(f"view={audience}"), name, 420, 260)
    root = ET.fromstring(made.svg)
    assert (root.get("width"), root.get("height")) == ("420", "260")
    assert words(made.svg)


@pytest.mark.usefixtures("demo")
def test_rows_without_room_are_counted() -> None:
    whole = drawing.picture_of(asked(), "industries", 420, 260)
    short = drawing.picture_of(asked(), "industries", 420, 3 * drawing.ROW_HEIGHT + 5)
    assert (whole.left_out, short.left_out) == (0, 5)
    assert [one for one in words(whole.svg) if one in words(short.svg)][:3] == words(whole.svg)[:3]
    assert drawing.picture_of(asked(), "cumulative", 420, 70).left_out == 0


@pytest.mark.usefixtures("demo")
def test_guests_see_no_schedule_and_no_lights_in_a_chart() -> None:
    told = " ".join(words(drawing.picture_of(asked("view=display"), "cumulative", 420, 260).svg))
    assert "312.4" in told
    assert "序时" not in told
    assert "年度计划" not in told
    assert "序时" in " ".join(words(drawing.picture_of(asked(), "cumulative", 420, 260).svg))
    for name in ("signed", "arrived"):
        told = " ".join(words(drawing.picture_of(asked("view=display"), name, 420, 260).svg))
        assert not {"●", "◆", "■", "低", "超"} & set(told)


@pytest.mark.usefixtures("demo")
def test_before_guests_the_industries_stand_in_the_settings_order() -> None:
    told = words(drawing.picture_of(asked("view=display"), "arrived", 420, 260).svg)
    names = ["航空航天", "新材料", "高端装备制造", "数字经济", "海上风电装备", "生物医药", "现代服务业", "其他"]
    assert [one for one in told if one in names] == names


@pytest.mark.usefixtures("demo")
def test_language_and_theme_are_the_links() -> None:
    told = words(drawing.picture_of(asked("lang=EN&theme=light"), "industries", 420, 260).svg)
    assert "New materials" in told
    dark, light = (drawing.picture_of(asked(f"theme={one}"), "arrived", 420, 260).svg for one in ("dark", "light"))
    assert dark != light


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("width", "height"), [(59, 200), (2401, 200), (200, 59), (200, 2401), (0, 0), (-5, 200)])
def test_sizes_that_no_wall_has(width: int, height: int) -> None:
    with pytest.raises(NoChartError):
        drawing.picture_of(asked(), "cumulative", width, height)


@pytest.mark.usefixtures("demo")
def test_a_chart_that_is_not_there() -> None:
    with pytest.raises(NoChartError):
        drawing.picture_of(asked(), "map", 400, 200)


def test_nothing_to_draw() -> None:
    publish(project=[project("甲", None)])
    for name in CHARTS:
        with pytest.raises(NoChartError):
            drawing.picture_of(asked(), name, 400, 200)


def test_a_drawing_is_kept_for_the_next_screen_and_not_for_other_data() -> None:
    publish(project=[project("甲", None)], plan=[plan("甲", 2023, 100)])
    first = drawing.picture_of(asked(), "cumulative", 400, 200)
    assert drawing.picture_of(asked("seconds=60"), "cumulative", 400, 200) is first
    publish(project=[project("甲", None)], plan=[plan("甲", 2023, 300)])
    assert drawing.picture_of(asked(), "cumulative", 400, 200).svg != first.svg


def test_a_hostile_name_stays_text_in_a_chart() -> None:
    evil = "</text><script>alert(1)</script>&"
    publish(project=[project("甲", None, industry=evil)], plan=[plan("甲", 2023, 100)])
    made = drawing.picture_of(asked(), "industries", 2000, 200)
    assert "<script" not in made.svg
    assert any(one.startswith("</text>") for one in words(made.svg))

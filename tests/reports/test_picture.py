"""A chart's picture: the frame's words are in it, Chinese is drawn, and it asks nobody for anything."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET

import pytest

import charts
from charts.measure import lines, text_width
from reports import picture
from reports.picture import Frame
from tests.charts.test_charts import yearly
from texts import texts

FRAME = Frame(
    "距年度计划486亿元还差173.6亿元", "重点项目累计完成投资（亿元）", "园区：某区；数据截至：2023年9月30日", "演示数据"
)
SVG = "{http://www.w3.org/2000/svg}"


def spec(theme: str) -> dict[str, object]:
    palette, t = charts.PALETTES[theme], texts("zh")
    rows = yearly(9)
    return charts.finish(charts.cumulative(rows, t, palette, money=t.scale(rows["cumulative_scheduled"])), palette, 300)


@pytest.mark.parametrize("theme", charts.PALETTES)
def test_title_source_and_mark_are_inside(theme: str) -> None:
    palette = charts.PALETTES[theme]
    root = ET.fromstring(picture.svg(spec(theme), palette, FRAME))
    words = "".join(element.text or "" for element in root.iter(f"{SVG}text"))
    for text in (FRAME.title, FRAME.subtitle, FRAME.source, FRAME.mark, "12月"):
        assert text in words
    background = root.find(f"{SVG}rect")
    assert background is not None
    assert background.get("fill") == palette.background
    assert background.get("height") == root.get("height")


def test_a_real_ledger_has_no_mark() -> None:
    made = picture.svg(spec("light"), charts.PALETTES["light"], Frame("题", "副", "源"))
    assert "演示" not in made.decode()


def test_the_png_is_twice_as_large_and_not_empty() -> None:
    made = picture.png(spec("light"), charts.PALETTES["light"], FRAME)
    assert made.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", made[16:24])
    assert width == 1920
    assert len(made) > 40_000


def test_hostile_words_stay_words() -> None:
    hostile = '<script>alert(1)</script> & "quoted" 😀'
    root = ET.fromstring(picture.svg(spec("light"), charts.PALETTES["light"], Frame(hostile, hostile, hostile)))
    assert not list(root.iter(f"{SVG}script"))
    assert sum(hostile in (element.text or "") for element in root.iter(f"{SVG}text")) == 3


@pytest.mark.parametrize("text", ["一二三四五六七八九十" * 8, "one two three " * 20, "x" * 300, "短"])
def test_no_line_is_wider_than_its_room(text: str) -> None:
    broken = lines(text, 20, 600)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 20) <= 700 for line in broken)

"""A chart as a file: title, what it shows, source line and demonstration mark inside the picture.

The chart's specification is drawn by vl-convert (Vega without a browser, nothing from outside); the frame is put
around it here, and the PNG is made of the same SVG.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from charts.measure import lines
from charts.theme import FONT, Palette

_SVG = "http://www.w3.org/2000/svg"
_WIDTH = 960
_MARGIN = 28
_PAGE_TITLE, _TITLE, _SUBTITLE, _FOOT = 26.0, 20.0, 14.0, 12.0
_LEADING = 1.45
#: A4 at 190 dots an inch, sharp in a document and on a projector.
_PNG_SCALE = 2.0


@dataclass(frozen=True)
class Frame:
    """The words around a chart. `mark`: the demonstration mark, empty for a real ledger."""

    title: str
    subtitle: str
    source: str
    mark: str = ""


def svg(spec: dict[str, Any], palette: Palette, frame: Frame) -> bytes:
    """The finished specification (as `charts.finish` returns it) as an SVG file with its frame."""
    chart = _drawn(spec)
    room = _WIDTH - 2 * _MARGIN
    root = ET.Element("svg", {"version": "1.1"})
    at = float(_MARGIN)
    head: list[tuple[list[str], float, str, str]] = [
        (lines(frame.title, _TITLE, room - (110 if frame.mark else 0)), _TITLE, "700", palette.ink),
        (lines(frame.subtitle, _SUBTITLE, room), _SUBTITLE, "400", palette.muted),
    ]
    background = ET.SubElement(root, "rect", {"fill": palette.background})
    for texts, size, weight, colour in head:
        at = _write(root, texts, at, size, weight, colour)
    if frame.mark:
        _stamp(root, frame.mark, palette)
    height = float(chart.get("height", "0"))
    chart.set("x", str(_MARGIN))
    chart.set("y", f"{at + 8:g}")
    root.append(chart)
    at = _write(root, lines(frame.source, _FOOT, room), at + 8 + height + 10, _FOOT, "400", palette.muted)
    total = f"{at + _MARGIN - 8:g}"
    for element in (root, background):
        element.set("width", str(_WIDTH))
        element.set("height", total)
    root.set("viewBox", f"0 0 {_WIDTH} {total}")
    ET.register_namespace("", _SVG)
    root.set("xmlns", _SVG)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def png(spec: dict[str, Any], palette: Palette, frame: Frame) -> bytes:
    """The same picture as PNG, twice as many dots as the SVG's px."""
    made: bytes = _converter().svg_to_png(svg(spec, palette, frame).decode(), scale=_PNG_SCALE)
    return made


def heading_png(title: str, answer: str, palette: Palette, columns: int) -> bytes:
    """A title and a sentence alone, as wide as so many pictures beside each other."""
    width = _WIDTH * columns
    room = width - 2 * _MARGIN
    root = ET.Element("svg", {"version": "1.1", "xmlns": _SVG})
    background = ET.SubElement(root, "rect", {"fill": palette.background})
    at = _write(root, lines(title, _PAGE_TITLE, room), float(_MARGIN), _PAGE_TITLE, "700", palette.ink)
    at = _write(root, lines(answer, _TITLE, room), at + 6, _TITLE, "400", palette.ink)
    for element in (root, background):
        element.set("width", str(width))
        element.set("height", f"{at + 6:g}")
    made: bytes = _converter().svg_to_png(ET.tostring(root, encoding="unicode"), scale=_PNG_SCALE)
    return made


def bare(spec: dict[str, Any], width: int) -> str:
    """The finished specification alone, `width` px wide, as SVG."""
    made: str = _converter().vegalite_to_svg({**deepcopy(spec), "width": width}, allowed_base_urls=[])
    return made


def _drawn(spec: dict[str, Any]) -> ET.Element:
    root = ET.fromstring(bare(spec, _WIDTH - 2 * _MARGIN))  # noqa: S314 - made by our own converter from our own specification
    for element in root.iter():
        # Bare names: the file declares the one namespace itself.
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    return root


@cache
def _converter() -> Any:
    # Imported at the first picture: it brings a JavaScript engine of 90 MB.
    import vl_convert  # noqa: PLC0415

    return vl_convert


def _write(root: ET.Element, texts: list[str], at: float, size: float, weight: str, colour: str) -> float:
    """Lines of text from `at` px down; returns where the next may begin."""
    for text in texts:
        ET.SubElement(
            root,
            "text",
            {
                "x": str(_MARGIN),
                "y": f"{at + size:g}",
                "font-family": FONT,
                "font-size": f"{size:g}px",
                "font-weight": weight,
                "fill": colour,
            },
        ).text = text
        at += size * _LEADING
    return at


def _stamp(root: ET.Element, mark: str, palette: Palette) -> None:
    """The demonstration mark: a grey outline at the top right."""
    width = 24 + 14 * len(mark) if ord(mark[0]) > 0x2000 else 24 + 7.5 * len(mark)
    x = _WIDTH - _MARGIN - width
    box = {"x": f"{x:g}", "y": str(_MARGIN - 4), "width": f"{width:g}", "height": "26", "rx": "4"}
    ET.SubElement(root, "rect", box | {"fill": "none", "stroke": palette.muted})
    words = {"x": f"{x + width / 2:g}", "y": str(_MARGIN + 14), "text-anchor": "middle", "fill": palette.muted}
    ET.SubElement(root, "text", words | {"font-family": FONT, "font-size": "13px"}).text = mark

"""Slides as a PowerPoint file: charts that the office's program edits, fonts of both scripts on every run.

python-pptx sets fonts for Latin letters only; each run says its East Asian one too (`a:ea`), charts in their text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Pptx
from pptx.util import Cm, Emu, Pt

from charts import PALETTES, Palette
from panels.cells import in_words
from panels.deck import Graph, Slide
from panels.panel import Card, Table
from texts import Texts, sentences
from view.view import View

_LATIN, _EAST_ASIA = "Arial", "微软雅黑"
_WIDTH, _HEIGHT = Cm(33.867), Cm(19.05)
_LEFT, _TOP, _ROOM = Cm(1.6), Cm(1.1), Cm(30.6)
_BODY_TOP, _BODY_HEIGHT = Cm(4.6), Cm(13.0)
_KINDS = {
    "lines": XL_CHART_TYPE.LINE_MARKERS, "bars": XL_CHART_TYPE.BAR_CLUSTERED, "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
}  # fmt: skip
#: Column → its part of a table's width.
_PARTS = {"name": 5, "lit": 3.2, "why_lit": 8, "unit": 3, "lead_official": 2.6, "stake": 3.2}


def pptx(view: View, slides: Iterable[Slide]) -> bytes:
    """The file, 16:9. Demonstration data says so on every slide."""
    made = Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    palette = PALETTES["light"]
    for at, one in enumerate(slides):
        _slide(made, view, one, palette, is_cover=at == 0, number=at + 1)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _slide(made: Pptx, view: View, one: Slide, palette: Palette, *, is_cover: bool, number: int) -> None:
    page = made.slides.add_slide(made.slide_layouts[6])
    ink, muted = _colour(palette.ink), _colour(palette.muted)
    title = sentences.drafted(view.t, one.title, is_demo=view.edition.is_demo) if not is_cover else one.title
    top = Cm(6.5) if is_cover else _TOP
    _text(page, title, (_LEFT, top, _ROOM, Cm(2.2)), 36 if is_cover else 22, ink, is_bold=True, is_centred=is_cover)
    _text(page, one.subtitle, (_LEFT, top + Cm(2.4), _ROOM, Cm(1.0)), 16 if is_cover else 13, muted,
          is_centred=is_cover)  # fmt: skip
    if one.graph is not None:
        _graph(page, one.graph, palette)
    if one.table is not None:
        _table(page, view, one.table, ink)
    if one.cards:
        _cards(page, one.cards, palette)
    _text(
        page, _foot(view.t, is_demo=view.edition.is_demo, number=number), (_LEFT, Cm(18.0), _ROOM, Cm(0.8)), 10, muted
    )


def _foot(t: Texts, *, is_demo: bool, number: int) -> str:
    mark = t("Demonstration: every figure except those marked as published or derived is synthetic.") if is_demo else ""
    return f"{number}　{mark}"


def _text(
    page: Any, words: str, at: tuple[Any, Any, Any, Any], points: float, colour: RGBColor, *, is_bold: bool = False,
    is_centred: bool = False,
) -> None:  # fmt: skip
    frame = page.shapes.add_textbox(*at).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    held = frame.paragraphs[0]
    held.alignment = PP_ALIGN.CENTER if is_centred else PP_ALIGN.LEFT
    _run(held, words, points, colour, is_bold=is_bold)


def _run(paragraph: Any, words: str, points: float, colour: RGBColor, *, is_bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.name = Pt(points), is_bold, _LATIN
    run.font.color.rgb = colour
    _east_asian(run._r.get_or_add_rPr())


def _east_asian(properties: Any) -> None:
    """The font of Chinese characters, beside the Latin one, where the schema has it: after `a:latin`."""
    font = OxmlElement("a:ea")
    font.set("typeface", _EAST_ASIA)
    properties.find(qn("a:latin")).addnext(font)


def _graph(page: Any, graph: Graph, palette: Palette) -> None:
    number = "#,##0" + ("." + "0" * graph.decimals if graph.decimals else "")
    data: Any = CategoryChartData(number_format=number)  # type: ignore[no-untyped-call]
    # Bars stand from below to above: the first category is to be the highest.
    is_across = graph.kind in ("bars", "stacked")
    data.categories = graph.categories
    for series in graph.series:
        data.add_series(series.name, series.values)
    made = page.shapes.add_chart(_KINDS[graph.kind], _LEFT, _BODY_TOP, _ROOM, _BODY_HEIGHT, data).chart
    made.has_title = False
    made.has_legend = len(graph.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    made.font.size, made.font.name = Pt(12), _LATIN
    _east_asian(made.font._rPr)
    made.category_axis.format.line.color.rgb = _colour(palette.muted)
    made.category_axis.reverse_order = is_across
    made.category_axis.has_major_gridlines = False
    made.value_axis.visible, made.value_axis.has_major_gridlines = graph.kind == "lines", graph.kind == "lines"
    made.value_axis.tick_labels.number_format, made.value_axis.tick_labels.number_format_is_linked = number, False
    colours = {
        "actual": palette.actual, "schedule": palette.schedule, "plan_fill": palette.plan_fill,
        "last_year": palette.last_year, "red": palette.lights["far_behind"], "amber": palette.lights["behind"],
    }  # fmt: skip
    for series, of in zip(made.plots[0].series, graph.series, strict=True):
        colour = _colour(colours[of.colour])
        if graph.kind == "lines":
            series.format.line.color.rgb, series.smooth = colour, False
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
    plot = made.plots[0]
    plot.has_data_labels = graph.kind != "lines"
    if plot.has_data_labels:
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number, False
        plot.data_labels.font.size = Pt(11)
        if graph.kind == "stacked":
            plot.data_labels.font.color.rgb, plot.overlap = _colour("#ffffff"), 100
        plot.gap_width = 60


def _table(page: Any, view: View, table: Table, ink: RGBColor) -> None:
    words = in_words(view, table)
    made = page.shapes.add_table(len(words.rows) + 1, len(words.headings), _LEFT, _BODY_TOP, _ROOM, Cm(1)).table
    parts = [_PARTS.get(column, 3) for column in table.columns]
    for at, part in enumerate(parts):
        made.columns[at].width = Emu(int(_ROOM * part / sum(parts)))
    for row, cells in enumerate((words.headings, *words.rows)):
        for at, word in enumerate(cells):
            cell = made.cell(row, at)
            cell.margin_top = cell.margin_bottom = Cm(0.08)
            held = cell.text_frame.paragraphs[0]
            held.alignment = PP_ALIGN.RIGHT if words.are_numbers[at] else PP_ALIGN.LEFT
            _run(held, word, 12, _colour("#ffffff") if not row else ink, is_bold=not row)


def _cards(page: Any, cards: tuple[Card, ...], palette: Palette) -> None:
    width = _ROOM // len(cards)
    for at, card in enumerate(cards):
        left = _LEFT + width * at
        place = (left, Cm(6.4), width - Cm(0.5), Cm(1.2))
        _text(page, card.label, place, 16, _colour(palette.muted))
        _text(page, card.value, (left, Cm(7.6), width - Cm(0.5), Cm(2.4)), 30, _colour(palette.ink), is_bold=True)
        _text(page, card.note, (left, Cm(10.6), width - Cm(0.5), Cm(1.2)), 14, _colour(palette.muted))


def _colour(code: str) -> RGBColor:
    found: RGBColor = RGBColor.from_string(code.lstrip("#").upper())  # type: ignore[no-untyped-call]
    return found

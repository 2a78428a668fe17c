"""The one look of all charts: colours with one meaning each, type, and the frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import altair as alt
from altair.utils import schemapi

FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif"
TEXT_SIZE = 12.5
SMALL_SIZE = 12

# As with a whole chart (`framed`): each part of it is not held against the schema when it is made.
schemapi.disable_debug_mode()

Picture = alt.LayerChart | alt.FacetChart
Status = Literal["ahead", "behind", "far_behind"]
#: Lights have a shape beside the colour, so that they read in grey and for the colour-blind.
SHAPES: dict[Status, str] = {"ahead": "●", "behind": "◆", "far_behind": "■"}


@dataclass(frozen=True)
class Palette:
    """Colours of one theme. `industries` are in the settings' order; from the ninth on they are for further names."""

    name: Literal["light", "dark"]
    background: str
    ink: str
    muted: str
    grid: str
    actual: str
    actual_past: str
    plan_fill: str
    schedule: str
    last_year: str
    lights: dict[Status, str]
    industries: tuple[str, ...]
    heat: tuple[str, str]

    def __hash__(self) -> int:
        return hash(self.name)


#: Contrast of ink, muted, lights and last_year on the background is at least 4.5:1, of fills 3:1.
PALETTES: dict[str, Palette] = {
    "light": Palette(
        name="light",
        background="#ffffff",
        ink="#14202f",
        muted="#566173",
        grid="#e6eaf0",
        actual="#1d4f91",
        actual_past="#5b86bd",
        plan_fill="#dfe6ef",
        schedule="#14202f",
        last_year="#667181",
        lights={"ahead": "#1b7a43", "behind": "#9a6200", "far_behind": "#b3261e"},
        industries=(
            "#1d4f91", "#258085", "#8a5a1f", "#6b4ea0", "#2b79ba", "#4d7f34", "#a3476b", "#6b7280",
            # Apart from these and each other for every kind of colour-blindness, and in grey.
            "#4f0c03", "#192159", "#7b2431", "#769867", "#5b3862", "#019bc2", "#342233", "#a28b23",
        ),
        heat=("#eef3f9", "#7ba3d3"),
    ),
    "dark": Palette(
        name="dark",
        background="#0d1727",
        ink="#eaf0f8",
        muted="#a9b6c9",
        grid="#26354d",
        actual="#5aa2f5",
        actual_past="#3c71b3",
        plan_fill="#2a3a54",
        schedule="#eaf0f8",
        last_year="#93a1b6",
        lights={"ahead": "#5fd08d", "behind": "#f2b84b", "far_behind": "#ff8a80"},
        industries=(
            "#5aa2f5", "#4fc3c7", "#d9a35a", "#b79bea", "#8cc4f2", "#93c46f", "#e08bb0", "#a3adbd",
            "#81632f", "#236daa", "#a68566", "#7182c3", "#a54d6c", "#bc668e", "#828721", "#f2b39d",
        ),
        heat=("#1a2a44", "#3467a5"),
    ),
}  # fmt: skip


def readable_on(fill: str, palette: Palette) -> str:
    """The theme's ink or background, whichever reads better as text on a fill (#rrggbb)."""
    return max((palette.background, palette.ink), key=lambda text: contrast(text, fill))


def faded(colour: str, palette: Palette, share: float) -> str:
    """A colour (#rrggbb) thinned with the background: `share` of it is left."""
    pairs = zip(*(_channels(one) for one in (colour, palette.background)), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours (#rrggbb)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    channels = (value / 255 for value in _channels(colour))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def halo(base: alt.Chart, palette: Palette, color: str, **mark: Any) -> Picture:
    """Text with a rim in the background's colour, so that no line ever crosses a number."""
    style: dict[str, Any] = {"font": FONT, "fontSize": TEXT_SIZE} | mark
    rim = base.mark_text(**style, stroke=palette.background, strokeWidth=4, strokeJoin="round", fill=palette.background)
    return alt.layer(rim, base.mark_text(**style, fill=color))


#: The selection of a chart whose marks can be clicked.
CLICK = "click"


def clickable(marks: alt.Chart, *fields: str) -> alt.Chart:
    """Marks that can be clicked; a click names the mark by `fields`. Every click toggles, so that each is an event."""
    click = alt.selection_point(name=CLICK, fields=list(fields), on="click", toggle="true", clear=False)
    chart: alt.Chart = marks.add_params(click)
    return chart


def framed(chart: Picture, palette: Palette) -> dict[str, Any]:
    """The picture's Vega-Lite specification with the common frame, as wide as its panel.

    Marks carry no descriptions of their own: they would read out internal positions. Whether it is a specification at
    all is the tests' business (tests/charts), which hold every one against Vega-Lite's schema: to do so here takes a
    quarter of the time that a chart takes.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return {**spec, "config": _frame(palette), "width": "container", "background": "transparent"}


@cache
def _frame(palette: Palette) -> dict[str, Any]:
    """The configuration of all charts. Altair copies a chart for each word that is added to its own."""
    bare = (
        alt.Chart(alt.NamedData("rows"))
        .mark_point()
        .configure(aria=False, font=FONT, autosize=alt.AutoSizeParams(type="fit", contains="padding"), padding=4)
        .configure_view(strokeWidth=0)
        .configure_axis(
            labelColor=palette.muted,
            labelFontSize=SMALL_SIZE,
            titleColor=palette.muted,
            gridColor=palette.grid,
            domain=False,
            ticks=False,
            labelPadding=6,
        )
        .configure_text(font=FONT)
        .configure_mark(aria=False)
    )
    config: dict[str, Any] = bare.to_dict()["config"]
    return config

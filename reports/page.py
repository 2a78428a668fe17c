"""A page's charts as one picture: its title and answer above, two charts a row, each whole with title and source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from charts.theme import Palette
from reports import picture
from reports.picture import Frame

_COLUMNS = 2


def png(charts: Sequence[tuple[dict[str, Any], Frame]], palette: Palette, title: str, answer: str) -> bytes:
    """The picture. `charts`: finished specifications with the words around each.

    Raises:
        ValueError: there is no chart.
    """
    if not charts:
        raise ValueError("a page without charts has no picture")
    head = _opened(picture.heading_png(title, answer, palette, min(len(charts), _COLUMNS)))
    drawn = [_opened(picture.png(spec, palette, frame)) for spec, frame in charts]
    rows = [drawn[at : at + _COLUMNS] for at in range(0, len(drawn), _COLUMNS)]
    height = head.height + sum(max(one.height for one in row) for row in rows)
    sheet = _pil().new("RGB", (head.width, height), palette.background)
    sheet.paste(head, (0, 0))
    top = head.height
    for row in rows:
        left = 0
        for one in row:
            sheet.paste(one, (left, top))
            left += one.width
        top += max(one.height for one in row)
    out = BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(made: bytes) -> Any:
    return _pil().open(BytesIO(made)).convert("RGB")


@cache
def _pil() -> Any:
    # Imported at the first picture.
    from PIL import Image  # noqa: PLC0415

    return Image

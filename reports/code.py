"""A link as a QR code, for a phone."""

from __future__ import annotations

from io import BytesIO

import segno
from segno.encoder import DataOverflowError


def qr(address: str, *, border: int = 0, light: str | None = None) -> str:
    """The code as SVG that scales, on `light` (none: on what is behind); empty where the address is too long."""
    out = BytesIO()
    try:
        code = segno.make(address, error="m", micro=False)
    except DataOverflowError:
        return ""
    code.save(out, kind="svg", border=border, xmldecl=False, svgns=True, omitsize=True, light=light)
    return out.getvalue().decode()

"""Text from a ledger or a link as text, whatever marks it holds."""

from __future__ import annotations

import re

#: Where a bare address or an icon's name begins, after escaping.
_ADDRESS = re.compile(r"\\:(?=[A-Za-z+/])|www(?=\.)|@", re.IGNORECASE)

#: Marks that turn the direction of what stands round them, in links and in names of older versions.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def escape(text: str) -> str:
    """Text from a ledger or a link as text: Markdown's and Streamlit's own marks are taken literally.

    Bare addresses and icons' names (:material/…:) are broken with an invisible word joiner, since Streamlit
    makes links and pictures of them even so; a line break would end the title or list that the text is in, and a
    mark of direction would turn the sentence.
    """
    text = _TURNING.sub("", text)
    literal = "".join(f"\\{mark}" if mark in r"\`*_{}[]<>#|~$:!&" else mark for mark in " ".join(text.split()))
    return _ADDRESS.sub(lambda found: f"{found[0]}\u2060", literal)

"""Text from a ledger or a link as text, whatever marks it holds."""

from __future__ import annotations

import re

from texts.tags import TURNING

#: Where a bare address or an icon's name begins, after escaping.
_ADDRESS = re.compile(r"\\:(?=[A-Za-z+/])|www(?=\.)|@", re.IGNORECASE)


def escape(text: str) -> str:
    """Text from a ledger or a link as text: Markdown's and Streamlit's own marks are taken literally.

    Bare addresses and icons' names (:material/…:) are broken with an invisible word joiner, since Streamlit
    makes links and pictures of them even so; a line break would end the title or list that the text is in, and a
    mark of direction would turn the sentence.
    """
    text = TURNING.sub("", text)
    literal = "".join(f"\\{mark}" if mark in r"\`*_{}[]<>#|~$:!&" else mark for mark in " ".join(text.split()))
    return _ADDRESS.sub(lambda found: f"{found[0]}\u2060", literal)

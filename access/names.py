"""Names of people, groups and screens as they may be kept: without characters that nobody sees.

Two names that look alike must not be two people, and none may turn the direction of the sentence that names it.
"""

from __future__ import annotations

import re
import unicodedata

#: Controls, marks of direction and joiners, line ends, what has no character, halves of one.
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
#: Letters and marks that show nothing: fillers, selectors of variants, the blank of Braille.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def has_unseen(text: str) -> bool:
    """Whether a name holds characters that nobody sees."""
    return seen(text) != text


def seen(text: str) -> str:
    """The name without them."""
    if text.isascii() and text.isprintable():
        return text
    return _BLANK.sub("", "".join(one for one in text if unicodedata.category(one) not in _UNSEEN))


def refuse_unseen(*texts: str) -> None:
    """Raises ValueError: a name holds characters that nobody sees."""
    for text in texts:
        if has_unseen(text):
            raise ValueError(
                f"“{seen(text)}”里有看不见的字符，请重新输入。/ “{seen(text)}” holds characters that nobody sees: "
                "type it anew."
            )

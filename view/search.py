"""What a reader types to find projects → what the database looks for: width, case and look-alike forms are one.

Each character stands for all that mean the same to a reader (Ａ, a and A; ⑴ is its own): those that NFKC and casefold
turn into that one character. So a word becomes a pattern with a class of them at each place, and the ledger's side is
searched as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: So many words are looked for, all of them; more than a page's field is for.
MOST_WORDS = 6
MOST_CHARACTERS = 100
#: No character from here on has another one that is read as it.
_LAST = 0x30000


def reads(text: str) -> str | None:
    """The text of a search, trimmed; None where it is more than the database looks for at a time."""
    trimmed = " ".join(text.split())
    return trimmed if len(trimmed) <= MOST_CHARACTERS and len(trimmed.split()) <= MOST_WORDS else None


def patterns(text: str) -> dict[str, str | None]:
    """The query parameters of a search: `word_1` … , each a regular expression or null."""
    words = text.split()[:MOST_WORDS]
    return {f"word_{at}": _pattern(words[at - 1]) if at <= len(words) else None for at in range(1, MOST_WORDS + 1)}


def folded(text: str) -> str:
    """The text with each character as the one that stands for its like."""
    return "".join(map(_one, text))


def _one(character: str) -> str:
    found = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return found if len(found) == 1 else character


def _pattern(word: str) -> str:
    return "".join(_place(character) for character in folded(word))


def _place(character: str) -> str:
    like = _alike().get(character, character)
    return re.escape(like) if len(like) == 1 else "[" + "".join(map(re.escape, like)) + "]"


@cache
def _alike() -> dict[str, str]:
    """A character → all that are read as it, itself first; only where there are others."""
    found: dict[str, str] = {}
    for code in range(_LAST):
        # Surrogates are no characters.
        if not 0xD800 <= code < 0xE000 and (one := _one(chr(code))) != chr(code):
            found[one] = found.get(one, one) + chr(code)
    return found

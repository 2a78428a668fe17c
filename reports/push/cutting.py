"""A long text in parts: cut at ends of sentences, each within a number of bytes, numbered where there are several."""

from __future__ import annotations

import re
import unicodedata

#: After what a text may be cut, best first: ends of sentences and lines, of clauses, words.
_ENDS = (
    re.compile(r"(?<=[。！？；\n])|(?<=[.!?;])(?=\s)|(?<=[。！？][”」』）])"),
    re.compile(r"(?<=[，、：）])|(?<=[,:)])(?=\s)"),
    re.compile(r"(?<=\s)"),
)
#: What is never parted from the character before it: marks, variation selectors, joiners, skin tones, flags' halves.
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


def parts(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` UTF-8 bytes each, marks included; the whole in one part where it fits.

    Joined without their marks «（1/3）» they are the text, but for the white space at the cuts.

    Raises:
        ValueError: `most` leaves no room for a character beside a mark.
    """
    whole = text.strip()
    if size(whole) <= most:
        return [whole]
    # The mark grows with the number of parts; two rounds settle it, since a longer mark makes few parts more.
    digits = 1
    while True:
        room = most - size(_mark(10**digits - 1, 10**digits - 1))
        if room < 32:
            raise ValueError(f"no room for text in {most} bytes")
        found = _filled(_pieces(whole, room), room)
        if len(found) < 10**digits:
            return [f"{_mark(n, len(found))}{part}" for n, part in enumerate(found, start=1)]
        digits += 1


def size(text: str) -> int:
    """How many bytes a text takes."""
    return len(text.encode("utf-8"))


def _mark(n: int, of: int) -> str:
    return f"（{n}/{of}）"


def _filled(pieces: list[str], room: int) -> list[str]:
    """Pieces put together as long as they fit, in order."""
    found, held = [], ""
    for piece in pieces:
        if held.strip() and size((held + piece).strip()) > room:
            found.append(held.strip())
            held = ""
        held += piece
    return [*found, *([held.strip()] if held.strip() else [])]


def _pieces(text: str, room: int, level: int = 0) -> list[str]:
    """The text in pieces that fit: sentences; of a longer one clauses, then words, then characters as read."""
    if size(text.strip()) <= room:
        return [text]
    if level == len(_ENDS):
        return _characters(text, room)
    return [short for piece in _ENDS[level].split(text) if piece for short in _pieces(piece, room, level + 1)]


def _characters(text: str, room: int) -> list[str]:
    found, held = [], ""
    for one in _clusters(text):
        if held and size(held + one) > room:
            found.append(held)
            held = ""
        held += one
    return [*found, held] if held else found


def _clusters(text: str) -> list[str]:
    """What a reader sees as one character each; one of more than 32 bytes (nobody's writing) is cut all the same."""
    found: list[str] = []
    for one in text:
        if found and size(found[-1] + one) <= 32 and _belongs(found[-1], one):
            found[-1] += one
        else:
            found.append(one)
    return found


def _belongs(before: str, one: str) -> bool:
    code = ord(one)
    if before.endswith(_JOINER) or one == _JOINER or unicodedata.combining(one) or code in _SKIN:
        return True
    if unicodedata.category(one) in ("Mn", "Me", "Mc"):
        return True
    return code in _FLAGS and len(before) == 1 and ord(before) in _FLAGS

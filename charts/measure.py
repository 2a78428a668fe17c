"""How wide a text is, about: enough to keep words out of figures and to break a title into lines."""

from __future__ import annotations


def text_width(text: str, size: float) -> float:
    """Width in px at a font size: a Chinese character is as wide as it is high."""
    return size * sum(map(_share, text))


def lines(text: str, size: float, room: float) -> list[str]:
    """The text broken into lines no wider than `room`: between Chinese characters or at spaces."""
    found, line = [], ""
    for piece in _pieces(text):
        if line and text_width(line + piece, size) > room:
            found.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*found, line] if line else found


def _pieces(text: str) -> list[str]:
    """What may not be broken: a word with the space after it, a Chinese character with the mark after it."""
    pieces: list[str] = []
    for mark in text:
        glued = pieces and (
            mark in "，。；：、）」》！？%" or (_is_word(mark) and _is_word(pieces[-1][-1])) or mark == " "
        )
        if glued:
            pieces[-1] += mark
        else:
            pieces.append(mark)
    # A word longer than a line is cut: nothing may run out of the picture.
    return [piece[at : at + 60] for piece in pieces for at in range(0, len(piece), 60)]


def _is_word(mark: str) -> bool:
    return mark != " " and ord(mark) < 0x2000


def _share(mark: str) -> float:
    if mark in " .,/:\u2002":
        return 0.5 if mark == "\u2002" else 0.3
    return 1.0 if ord(mark) > 0x2000 else 0.56

"""Pieces of HTML, for pages, wall and documents. Every text from data or catalogue is escaped here, once."""

from __future__ import annotations

import re
from html import escape

#: Marks that turn the direction of what stands round them, in links and in names of older versions.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def tag(name: str, inner: str, of: str = "", **attributes: str) -> str:
    """An element around HTML that is already safe; `of` is its class, `data_x` becomes data-x."""
    said = {"class": of} if of else {}
    said |= {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    written = "".join(f' {key}="{literal(value)}"' for key, value in said.items())
    return f"<{name}{written}>{inner}</{name}>"


def text(name: str, words: str, of: str = "", **attributes: str) -> str:
    """An element around a text."""
    return tag(name, literal(words), of, **attributes)


def literal(words: str) -> str:
    """A text as HTML: literally, in the direction in which the sentence round it is read."""
    return escape(TURNING.sub("", words))

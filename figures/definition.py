"""What a definition is: a term and what it means."""

from __future__ import annotations

from typing import NamedTuple


class Definition(NamedTuple):
    """Message ids of a term and of what it means."""

    term: str
    meaning: str

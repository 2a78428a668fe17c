"""A heading as it stands over its column, and what it was found to mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from data.ledger.cells import Value
from data.ledger.office.time_words import Time


@dataclass(frozen=True)
class Heading:
    """A column's heading: its texts from the top row to the bottom one, and where the lowest one stands."""

    column: int
    row: int
    texts: tuple[str, ...]
    values: tuple[Value, ...] = ()

    @cached_property
    def joined(self) -> str:
        """As mappings name it."""
        return "/".join(_one_line(text) for text in self.texts)


#: Why a column of money, of a month or of days is kept aside, though its heading looks like one that counts.
Aside = Literal["", "plan", "since_start", "past", "across", "part", "month", "number", "other", "either", "days"]
#: Those of a column of days: of what has come or is to come, of one stage or another; asked where it is placed.
OF_DAYS: frozenset[Aside] = frozenset({"either", "days"})


class Match(NamedTuple):
    """What a column fills (a target of `mapping`), how sure that is, and the unit its heading names.

    `measure` and `time`: of an amount that belongs to months. `aside`: why it is `extra` in spite of its heading.
    """

    target: str
    confidence: float
    unit: str = ""
    measure: str = ""
    time: Time = Time()
    aside: Aside = ""


def _one_line(text: str) -> str:
    """Without line breaks, and without spaces but those between words of letters."""
    return re.sub(r"(?<![!-~])\s+|\s+(?![!-~])", "", re.sub(r"\s+", " ", text))

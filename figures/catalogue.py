"""The one catalogue: every figure and every column, once. An entry is written in the file of its family.

A figure has the same name as its column in the queries. Its rows are those of the query `projects` that carry its
flag, and their number, or the sum of its amount over them, is the figure; or it is made of others (ratios.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from figures.attention import ATTENTION
from figures.dimensions import DIMENSIONS
from figures.figure import Figure
from figures.forecast import FORECAST
from figures.money import MONEY
from figures.movement import MOVEMENT
from figures.plan import PLAN
from figures.signing import SIGNING
from figures.targets import TARGETS
from figures.work import WORK


def joined(families: Mapping[str, Mapping[str, Figure]]) -> dict[str, Figure]:
    """The families' entries in one mapping. `families`: name of the file → its entries.

    Raises:
        ValueError: a code stands in two families.
    """
    found: dict[str, Figure] = {}
    home: dict[str, str] = {}
    for family, entries in families.items():
        for code, entry in entries.items():
            if code in found:
                raise ValueError(
                    f"{code} stands in figures/{home[code]}.py and in figures/{family}.py: keep one entry, or give "
                    "what is another figure another name in its query"
                )
            found[code], home[code] = entry, family
    return found


CATALOGUE = joined({
    "signing": SIGNING, "money": MONEY, "plan": PLAN, "targets": TARGETS, "attention": ATTENTION,
    "movement": MOVEMENT, "work": WORK, "forecast": FORECAST,
    "dimensions": DIMENSIONS,
})  # fmt: skip
#: The entries that can be questioned.
FIGURES: dict[str, Figure] = {code: entry for code, entry in CATALOGUE.items() if code not in DIMENSIONS}


def leaves(code: str) -> list[str]:
    """The figures that a figure is made of in the end, in order; the figure itself where it has no parts."""
    figure = FIGURES[code]
    return [leaf for part in figure.parts for leaf in leaves(part)] if figure.parts else [code]


#: Terms of amounts that somebody set.
_SET = {"annual_plan", "target"}


def is_set(code: str) -> bool:
    """Whether a figure is an amount that was set, a plan or a target: a whole number of 亿 needs no decimals."""
    figure = FIGURES[code]
    return figure.form == "money" and figure.term in _SET and not figure.parts

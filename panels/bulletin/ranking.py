"""Ranks and lists of departments: ties share a rank, too few are not ranked, whom the settings leave out neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from texts.writing import is_missing, rounded


class Placed(NamedTuple):
    """A department's rank; None where it has none, and why."""

    place: int | None
    is_left_out: bool = False
    is_few: bool = False


#: Name, value (None or NaN: not known), of how many, whether it is ranked at all.
Entry = tuple[str, float, float, bool]


def _shown(value: float, decimals: int) -> float:
    """The value as it is shown, by which ties are told: a share in percent."""
    return float(rounded(value * 100, decimals))


def placed(entries: Sequence[Entry], few: int, decimals: int) -> dict[str, Placed]:
    """Ranks of one group, the greatest value first: 1, 2, 2, 4."""
    values = {name: _shown(value, decimals) for name, value, n, is_ranked in entries
              if is_ranked and n >= few and not is_missing(value)}  # fmt: skip
    found = {}
    for name, value, n, is_ranked in entries:
        if name in values:
            found[name] = Placed(1 + sum(other > values[name] for other in values.values()))
        else:
            found[name] = Placed(None, not is_ranked, is_ranked and n < few and not is_missing(value))
    return found


def all_level(entries: Sequence[Entry], few: int, decimals: int = 1) -> float | None:
    """The value that two or more ranked ones all have, as it is shown; None where they differ or are fewer."""
    values = [value for _, value, n, is_ranked in entries if is_ranked and n >= few and not is_missing(value)]
    return values[0] if len(values) > 1 and len({_shown(value, decimals) for value in values}) == 1 else None


def ends(
    entries: Sequence[Entry], few: int, most: int, decimals: int = 1, best: float = 100
) -> tuple[list[str], list[str]]:
    """The names at the top and at the bottom of one group, `most` of each at most and no more than half of them.

    Who is level with the last of a list stands on it too; where top and bottom meet, those level with both stand on
    neither. Nobody is praised for nothing, and nobody blamed who has reached the `best` that there is.
    """
    values = {name: _shown(value, decimals) for name, value, n, is_ranked in entries
              if is_ranked and n >= few and not is_missing(value)}  # fmt: skip
    size = min(most, len(values) // 2)
    if not size:
        return [], []
    ordered = sorted(values.values(), reverse=True)
    high, low = ordered[size - 1], ordered[-size]
    top = [name for name, value in values.items() if value >= high and value > max(low, 0)]
    bottom = [name for name, value in values.items() if value <= low and value < min(high, best)]
    return (sorted(top, key=lambda name: -values[name]), sorted(bottom, key=lambda name: values[name]))

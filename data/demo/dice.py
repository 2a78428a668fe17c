"""Repeatable chance and exact sharing-out.

Only `Random.random()` is promised to stay the same from one Python to the next, so all else is built
on it; sums of floats go through `fsum`, whose result does not depend on the version or the platform.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seeded source of chance; each stage of the generator has its own."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatability is the point

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def pick(self, items: Sequence[T]) -> T:
        return items[self.integer(0, len(items) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        mark = self.between(0, fsum(weights.values()))
        for item, weight in weights.items():
            mark -= weight
            if mark < 0:
                return item
        return next(reversed(list(weights)))

    def shuffled(self, items: Iterable[T]) -> list[T]:
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.integer(0, last)
            result[last], result[other] = result[other], result[last]
        return result

    def draws(self, table: Sequence[float], count: int) -> list[float]:
        """Values that follow a table of quantiles evenly, shuffled: one from the middle of each stratum."""
        return self.shuffled(quantile(table, (i + 0.5) / count) for i in range(count))


def quantile(table: Sequence[float], share: float) -> float:
    """The value at a share (0–1) of a distribution given by its quantiles at equal steps."""
    place = share * (len(table) - 1)
    left = min(int(place), len(table) - 2)
    return table[left] + (table[left + 1] - table[left]) * (place - left)


def split(total: int, weights: Sequence[float], step: int = 1) -> list[int]:
    """Split a total by weights in multiples of a step, rounding the running sum, so that no place gains.

    Where the total is no multiple, the last part holds the rest.
    """
    whole = fsum(weights)
    last = max(i for i, weight in enumerate(weights) if weight)
    parts, given, weight_so_far = [], 0, 0.0
    for i, weight in enumerate(weights):
        weight_so_far += weight
        goal = total if i >= last else int(total * weight_so_far / whole / step + 0.5) * step
        parts.append(goal - given)
        given = goal
    return parts


def allocate(total: int, weights: Sequence[float], caps: Sequence[int], step: int = 1) -> list[int]:
    """Split a total by weights, none above its cap, in multiples of a step wherever the total allows.

    Raises:
        ValueError: the caps cannot hold the total.
    """
    if total > sum(cap for cap, weight in zip(caps, weights, strict=True) if weight > 0):
        raise ValueError(f"caps cannot hold {total}")
    low, high = 0.0, float(total)  # the factor on the weights; every weight is at least 1 or 0
    for _ in range(70):
        middle = (low + high) / 2
        filled = fsum(min(cap, middle * weight) for cap, weight in zip(caps, weights, strict=True))
        low, high = (middle, high) if filled < total else (low, middle)
    parts = [int(min(cap, low * weight)) // step * step for cap, weight in zip(caps, weights, strict=True)]
    return _place_rest(total, parts, weights, caps)


def _place_rest(total: int, parts: list[int], weights: Sequence[float], caps: Sequence[int]) -> list[int]:
    """Give what rounding left over to those with the most room."""
    rest = total - sum(parts)
    while rest:
        roomiest = max((i for i, weight in enumerate(weights) if weight > 0), key=lambda i: caps[i] - parts[i])
        extra = min(rest, caps[roomiest] - parts[roomiest])
        parts[roomiest] += extra
        rest -= extra
    return parts


def rake(rows: Sequence[int], cells: list[list[float]], columns: Sequence[float]) -> list[list[float]]:
    """Weights whose rows sum to `rows` and whose columns come close to the proportions of `columns`."""
    factor = sum(rows) / fsum(columns)
    for _ in range(12):
        for j, column in enumerate(columns):
            held = fsum(row[j] for row in cells)
            if held:
                scale = column * factor / held
                for row in cells:
                    row[j] *= scale
        for row, total in zip(cells, rows, strict=True):
            held = fsum(row)
            row[:] = [cell * total / held for cell in row]
    return cells

"""How large each project is: long-tailed in three bands, round sums mostly, exact totals."""

from __future__ import annotations

from math import fsum

from data.demo.dice import Dice, quantile
from data.demo.scenario import SIZES, WAN, Group


def sizes(dice: Dice, group: Group) -> list[int]:
    """Planned investments in 0.01 万元, shuffled: the group's numbers in each band, and its exact sum."""
    bands = [(band, n) for band, n in zip(SIZES.values(), group.sizes, strict=True) if n]
    drawn = [(band, (i + 0.5) / n) for band, n in bands for i in range(n)]
    tilt = _tilt(drawn, group.planned)
    amounts = [_plausible(dice, _tilted(band, share, tilt), band[0]) for band, share in drawn]
    _absorb(amounts, [(band[0], band[-1]) for band, _ in drawn], group.planned - sum(amounts))
    return dice.shuffled(amount * WAN for amount in amounts)


def _tilted(band: tuple[int, ...], share: float, tilt: float) -> float:
    """A band's quantile, with the shares squeezed towards its foot (tilt < 1) or its top (tilt > 1)."""
    return quantile(band, share * tilt if tilt <= 1 else 1 - (1 - share) * (2 - tilt))


def _tilt(drawn: list[tuple[tuple[int, ...], float]], total: int) -> float:
    """The tilt that brings the sum to the total."""
    low, high = 0.0, 2.0
    for _ in range(40):
        middle = (low + high) / 2
        held = fsum(_tilted(band, share, middle) for band, share in drawn)
        low, high = (middle, high) if held < total else (low, middle)
    return low


def _plausible(dice: Dice, value: float, low: int) -> int:
    """Agreements name round sums, mostly."""
    coarse = 1000 if value >= 100_000 else 500 if value >= 10_000 else 100
    step = dice.weighted({coarse: 0.72, coarse // 5: 0.2, 10: 0.06, 1: 0.02})
    return max(low, round(value / step) * step)


def _absorb(amounts: list[int], bounds: list[tuple[int, int]], rest: int) -> None:
    """Let the larger projects take what rounding left, each inside its band."""
    for i in sorted(range(len(amounts)), key=lambda i: -amounts[i]):
        low, high = bounds[i]
        change = max(low - amounts[i], min(high - amounts[i], rest))
        amounts[i] += change
        rest -= change
    if rest:
        raise ValueError("the group's sizes cannot make its total")

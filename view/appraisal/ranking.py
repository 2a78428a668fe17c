"""Ranks within groups: ties share a rank, who is not ranked stands apart; prizes, and what moved since then."""

from __future__ import annotations

from typing import NamedTuple

from data.schemes import Scheme
from view.appraisal.scoring import Score


class Place(NamedTuple):
    """A department's place: its rank in its group (None: not ranked), how many are ranked there, what it was before.

    `gain`: points more than then; None where then it had none.
    """

    score: Score
    rank: int | None
    ranked: int
    rank_before: int | None = None
    gain: float | None = None
    has_level_prize: bool = False
    has_improvement_prize: bool = False

    @property
    def risen(self) -> int | None:
        """Ranks risen since then; negative where it fell."""
        return None if self.rank is None or self.rank_before is None else self.rank_before - self.rank


class Group(NamedTuple):
    """A group's places, the best first; those that are not ranked after them."""

    name: str
    ranked: tuple[Place, ...]
    unranked: tuple[Place, ...]


def ranks(scores: tuple[Score, ...]) -> dict[str, int]:
    """Department → rank in its group, the greatest total first: 1, 2, 2, 4. Without those that are not ranked."""
    placed = [one for one in scores if one.member.is_ranked and one.total is not None]
    return {
        one.member.unit: 1 + sum(
            other.total > one.total for other in placed if other.member.group == one.member.group  # type: ignore[operator]
        )
        for one in placed
    }  # fmt: skip


def groups(
    scheme: Scheme, now: tuple[Score, ...], before: tuple[Score, ...] = (), gained_since: tuple[Score, ...] = ()
) -> tuple[Group, ...]:
    """The groups in the order of the departments.

    `before`: the state that ranks and points moved since; `gained_since`: the one from which improvement is measured
    for its prize (none: nobody has it).
    """
    rank, was = ranks(now), ranks(before)
    gains, improvements = _gains(now, before), _gains(now, gained_since)
    found = []
    for name in dict.fromkeys(one.member.group for one in now):
        those = [one for one in now if one.member.group == name]
        ranked = sorted((one for one in those if one.member.unit in rank), key=lambda one: rank[one.member.unit])
        improved = _improved(ranked, improvements, scheme.prizes.improvement)
        places = tuple(
            Place(
                one, at := rank[one.member.unit], len(ranked), was.get(one.member.unit), gains.get(one.member.unit),
                at <= scheme.prizes.level, one.member.unit in improved,
            )
            for one in ranked
        )  # fmt: skip
        others = tuple(
            Place(one, None, len(ranked), None, gains.get(one.member.unit))
            for one in those
            if one.member.unit not in rank
        )
        found.append(Group(name, places, others))
    return tuple(found)


def _gains(now: tuple[Score, ...], before: tuple[Score, ...]) -> dict[str, float]:
    """Department → points more than before; of those that have a total in both."""
    was = {one.member.unit: one.total for one in before if one.total is not None}
    return {
        one.member.unit: round(one.total - was[one.member.unit], 6)
        for one in now
        if one.total is not None and one.member.unit in was
    }


def _improved(ranked: list[Score], gains: dict[str, float], most: int) -> frozenset[str]:
    """Who gained most, those level with the last too; nobody for gaining nothing."""
    own = {one.member.unit: gains[one.member.unit] for one in ranked if gains.get(one.member.unit, 0) > 0}
    if not most or not own:
        return frozenset()
    last = sorted(own.values(), reverse=True)[:most][-1]
    return frozenset(unit for unit, gain in own.items() if gain >= last)

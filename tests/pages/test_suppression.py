"""Which sums are withheld: small tables, and random ones against an attacker who tries every pair of projects."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from view.aggregates.suppression import FEWEST, Integers, Sum, shown


def of(owners: Integers, *projects: int, rank: int = 1, partition: str = "") -> Sum:
    return Sum(np.isin(owners, projects), rank, partition)


def groups(*sizes: int) -> list[bool]:
    """Which groups of these sizes stand beside their total, which always stands."""
    owners = np.arange(sum(sizes))
    name = np.repeat(np.arange(len(sizes)), sizes)
    total = Sum(np.ones(len(owners), dtype=bool), is_settled=True)
    kept = shown([total, *(Sum(name == one, 1, "of") for one in range(len(sizes)))], owners)
    assert kept[0]
    return kept[1:]


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ((3, 3, 3), [True, True, True]),
        ((0, 3, 4), [True, True, True]),
        # The total less the others would be the 2: the next smallest goes too.
        ((2, 5, 7), [False, False, True]),
        # What is withheld together is 2, so 5 goes too; then it is 7.
        ((1, 1, 5, 9), [False, False, False, True]),
        ((2, 2, 5), [False, False, True]),
        # Three groups, three projects: whoever knows that none is empty knows them.
        ((1, 1, 1, 9, 8), [False, False, False, True, False]),
    ],
)
def test_groups_beside_their_total(sizes: tuple[int, ...], kept: list[bool]) -> None:
    assert groups(*sizes) == kept


def test_a_stage_that_lacks_one_project_tells_of_it() -> None:
    owners = np.arange(6)
    signed, started = of(owners, *range(6), rank=0), of(owners, *range(5), rank=1)
    assert shown([signed, started], owners) == [True, False]
    assert shown([signed, of(owners, 0, 1, 2)], owners) == [True, True]


def test_months_of_few_projects_are_kept_out_of_the_year() -> None:
    # Project 1 to 4 are paid in January, 1 and 2 in February too, and the year is shown.
    owners = np.array([1, 2, 3, 4, 1, 2])
    year = Sum(np.ones(6, dtype=bool), is_settled=True)
    january = Sum(np.array([True] * 4 + [False] * 2), 1)
    assert shown([year, january], owners) == [True, False]


def test_a_project_s_months_may_not_be_told_together_either() -> None:
    # Each month is of four, but the first quarter less the other three projects' sums would be of one.
    owners = np.array([1, 2, 3, 4, 1, 2, 3, 4])
    both = Sum(np.ones(8, dtype=bool), is_settled=True)
    others = Sum(owners != 1, 1)
    assert shown([both, others], owners) == [True, False]


def told(vectors: np.ndarray, owners: Integers) -> list[tuple[int, ...]]:
    """The single projects and pairs of which the attacker can compute a sum: by ranks, project by project."""
    single = np.unique(owners)
    few = [projects for many in range(1, FEWEST) for projects in itertools.combinations(single, many)]
    # A project that is left out has nothing in any sum: all of these matrices at once.
    without = np.array([np.where(np.isin(owners, projects), 0.0, vectors) for projects in few])
    is_told = np.linalg.matrix_rank(vectors) > np.linalg.matrix_rank(without)
    return [tuple(map(int, projects)) for projects, one in zip(few, is_told, strict=True) if one]


@pytest.mark.parametrize("seed", range(25))
def test_nothing_can_be_computed_of_one_or_two(seed: int) -> None:
    random = np.random.default_rng(seed)
    projects = int(random.integers(6, 14))
    owners = np.concatenate([np.arange(projects), random.integers(0, projects, int(random.integers(0, 12)))])
    part, month = random.integers(0, 4, len(owners)), random.integers(0, 3, len(owners))
    stage = random.integers(0, 3, len(owners))
    sums = [Sum(np.ones(len(owners), dtype=bool), 0)]
    sums += [Sum(stage >= one, one) for one in (1, 2)] + [Sum(month == one, 3) for one in range(3)]
    sums += [Sum((part == one) & (stage >= least), 4 + least, f"{least}") for one in range(4) for least in range(3)]
    kept = shown(sums, owners)
    assert kept[0]
    vectors = np.array([one.items for one, is_kept in zip(sums, kept, strict=True) if is_kept], dtype=float)
    assert not told(vectors, owners)
    everything = np.array([one.items for one in sums], dtype=float)
    assert all(kept) or told(everything, owners) or not all(sum(one.items) for one in sums)

"""Which sums may be shown, so that none of fewer than three projects stands among them or can be computed.

The rule, in two sentences. A sum with one or two projects behind it is withheld. As long as some combination of the
sums that are left (a difference of two, a total less all its other parts, …) is a sum of one or two projects, the
smallest group in that combination is withheld as well. The second is not searched for by kinds of attack: every
combination is looked at, as linear algebra.

How. The items (projects, or amounts of a project in a month) that stand in exactly the same sums are one *atom*: no
combination can tell them apart. A sum is a vector over the atoms; what can be computed of the sums that are shown is
the space that they span, and P the projection onto it. A vector that touches the atoms A alone lies in it just where
1 − P, cut down to A, is singular. So it is enough to look at the atoms of one or two projects, alone and in pairs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: A sum over fewer projects gives away what a single one brings. None at all is no secret.
FEWEST = 3
_NONE = 1e-7
#: Of a square of such.
_SINGULAR = 1e-10
_SEED = 20230113

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sum:
    """A sum that might be shown: its items; what goes first (the highest rank) where one of several has to go.

    `partition` names sums that add up to a total, '' for none. `is_settled`: whether it is shown is decided elsewhere
    (it is), so that others have to give way.
    """

    items: Bools
    rank: int = 0
    partition: str = ""
    is_settled: bool = False


def shown(sums: Sequence[Sum], owners: Integers) -> list[bool]:
    """For each sum whether it may be shown beside the others that may. `owners`: the project of each item."""
    sizes = [len(np.unique(owners[one.items])) for one in sums]
    kept = [not 0 < size < FEWEST for size in sizes]
    vectors, atoms = _atoms([one.items for one in sums], owners)
    while gone := {*_telling(sums, sizes, kept, vectors, atoms), *_all_ones(sums, sizes, kept)}:
        for one in gone:
            kept[one] = False
    return kept


def _atoms(sums: Sequence[Bools], owners: Integers) -> tuple[Floats, list[tuple[int, ...]]]:
    """The sums as vectors over the atoms, and the projects of each atom (three where there are more)."""
    random = np.random.default_rng(_SEED)
    marks = np.zeros(len(owners), dtype=np.uint64)
    for items in sums:
        marks[items] ^= random.integers(1, 2**63, dtype=np.uint64)
    distinct, first, atom = np.unique(marks, return_index=True, return_inverse=True)
    vectors = np.array([items[first] for items in sums], dtype=np.float64).reshape(len(sums), len(distinct))
    pairs = np.unique(np.stack([atom.reshape(-1), owners]), axis=1)
    of = [
        tuple(map(int, found[:FEWEST]))
        for found in np.split(pairs[1], np.searchsorted(pairs[0], range(1, len(distinct))))
    ]
    return vectors, of


def _telling(
    sums: Sequence[Sum], sizes: Sequence[int], kept: Sequence[bool], vectors: Floats, atoms: list[tuple[int, ...]]
) -> set[int]:
    """Sums to withhold, one for each combination of kept ones that tells of one or two projects."""
    rows = [at for at, size in enumerate(sizes) if kept[at] and size]
    rows.sort(key=lambda at: (not sums[at].is_settled, sums[at].rank, -sizes[at], at))
    if not rows:
        return set()
    touched = np.flatnonzero(vectors[rows].any(axis=0))
    base, spanned, made = _independent(vectors[rows][:, touched])
    if not (targets := list(_targets(spanned, [atoms[at] for at in touched]))):
        return set()
    # How often each row is in the vectors that they span.
    made_of = _solved(made, spanned @ np.array(targets).T)
    gone: set[int] = set()
    for parts in made_of.T:
        used = [rows[base[at]] for at in np.flatnonzero(np.abs(parts) > _NONE)]
        if gone.isdisjoint(used):
            # In the order of the rows the last: what was settled before is never the one to go.
            gone.add(used[-1])
    return gone


def _independent(seen: Floats) -> tuple[list[int], Floats, Floats]:
    """The rows, from the first on, that those before do not make up; an orthonormal basis of what they span; and what
    each is made of in this basis (a column a row: of itself and those before alone)."""
    most = min(seen.shape)
    basis, found, made = np.zeros((most, seen.shape[1])), list[int](), np.zeros((most, most))
    for at, row in enumerate(seen):
        known, left = len(found), row.copy()
        for _ in range(2):  # once more: what rounding has left
            parts = basis[:known] @ left
            left -= parts @ basis[:known]
            made[:known, known] += parts
        size = float(np.linalg.norm(left))
        if size > _NONE * max(float(np.linalg.norm(row)), 1.0):
            basis[known], made[known, known] = left / size, size
            found.append(at)
            if len(found) == most:
                break
        else:
            made[:, known] = 0
    return found, basis[: len(found)], made[: len(found), : len(found)]


def _solved(above: Floats, wanted: Floats) -> Floats:
    """x of `above` x = `wanted`, where nothing stands below the diagonal: from the last row up."""
    found = np.zeros_like(wanted)
    for at in range(len(above) - 1, -1, -1):
        found[at] = (wanted[at] - above[at, at + 1 :] @ found[at + 1 :]) / above[at, at]
    return found


def _targets(spanned: Floats, owners: Sequence[tuple[int, ...]]) -> Iterator[Floats]:
    """Vectors over the atoms that the shown sums span and that touch one or two projects."""
    few: dict[tuple[int, ...], list[int]] = {}
    for at, of in enumerate(owners):
        if len(of) < FEWEST:
            few.setdefault(of, []).append(at)
    told: set[int] = set()
    left_open = 1 - (spanned**2).sum(axis=0)
    for group in sorted(few, key=lambda of: (len(of), of)):
        if len(group) == len(few[group]) == 1 and left_open[few[group][0]] > _SINGULAR:
            continue
        alone = [one for owner in group if len(group) > 1 for one in few.get((owner,), [])]
        if told.isdisjoint(group) and (found := _within(spanned, [*alone, *few[group]])) is not None:
            told |= set(group)
            yield found
    singles = [atoms for of, atoms in few.items() if len(of) == 1 and told.isdisjoint(of)]
    for atoms in _near(spanned, singles):
        if (found := _within(spanned, atoms)) is not None:
            yield found


def _hidden(spanned: Floats, atoms: Sequence[int]) -> Floats:
    """How far the shown sums leave these atoms open: the products of their rows in a basis of what no sum sees."""
    seen = spanned[:, atoms]
    found: Floats = np.eye(len(atoms)) - seen.T @ seen
    return found


def _within(spanned: Floats, atoms: Sequence[int]) -> Floats | None:
    """A vector that touches these atoms alone and that the shown sums span; None where there is none."""
    sizes, vectors = np.linalg.eigh(_hidden(spanned, atoms))
    if sizes[0] > _SINGULAR:
        return None
    found = np.zeros(spanned.shape[1])
    found[atoms] = vectors[:, 0]
    return found


def _near(spanned: Floats, groups: Sequence[list[int]]) -> Iterator[list[int]]:
    """The atoms of two groups in which the shown sums may span a vector, though in neither alone."""
    if len(groups) < 2:
        return
    products = _hidden(spanned, [at for atoms in groups for at in atoms])
    starts = np.cumsum([0, *(len(atoms) for atoms in groups)])
    places = [slice(start, end) for start, end in itertools.pairwise(starts)]
    # Each group's rows become an orthonormal basis of what they span: then a product of 1 is the same direction.
    roots = [_root(products[place, place]) for place in places]
    for place, root in zip(places, roots, strict=True):
        products[place] = root @ products[place]
    for place, root in zip(places, roots, strict=True):
        products[:, place] = products[:, place] @ root.T
    overlap = np.add.reduceat(np.add.reduceat(products**2, starts[:-1], axis=0), starts[:-1], axis=1)
    for one, other in zip(*np.nonzero(np.triu(overlap > 1 - _NONE, 1)), strict=True):
        yield [*groups[one], *groups[other]]


def _root(products: Floats) -> Floats:
    """What makes rows of these products orthonormal."""
    found: Floats = 1 / np.sqrt(products) if len(products) == 1 else np.linalg.inv(np.linalg.cholesky(products))
    return found


def _all_ones(sums: Sequence[Sum], sizes: Sequence[int], kept: Sequence[bool]) -> set[int]:
    """Parts of a total whose withheld ones can only be one project each: one more has to go."""
    parts: dict[str, list[int]] = {}
    for at, one in enumerate(sums):
        if one.partition and sizes[at]:
            parts.setdefault(one.partition, []).append(at)
    gone = set()
    for of in parts.values():
        hidden = [at for at in of if not kept[at]]
        left = [at for at in of if kept[at]]
        if hidden and left and sum(sizes[at] for at in hidden) == len(hidden):
            gone.add(min(left, key=lambda at: (sizes[at], -at)))
    return gone

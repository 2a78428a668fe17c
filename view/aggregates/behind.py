"""Who stands behind the sums that readers of sums alone may be shown, and which of these are shown.

Such a reader sees a small, fixed family of sums, so that what can be computed of them can be looked at as a whole: of
the whole zone (or the reader's departments) on the newest day, year by year: the zone's, and beside them one
dimension's names at a time. Here each of them is told by its projects, in Python, apart from the SQL that makes the
figure: a figure that its projects do not add up to is not shown either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from view.aggregates.items import MAKE, Facts, Items, Key
from view.aggregates.suppression import Bools, Sum, shown

DIMENSIONS = ("industry", "unit", "kind", "size", "channel", "four_new")
#: Dimensions whose names do not overlap and add up to the whole.
_ADDING_UP = frozenset({"industry", "unit", "channel"})
TOP_500 = ("世界500强", "中国500强", "民企500强")
_CLOSE = 0.005
#: More than there are years: a code goes before a year.
_YEARS = 1000


@dataclass(frozen=True)
class Told:
    """Whether a sum may be shown, and what its projects add up to."""

    is_shown: bool
    value: float


class Behind:
    """The sums of a version, made as they are asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._items: dict[str, Items] = {}
        self._told: dict[tuple[str, str], dict[Key, Told]] = {}

    def told(self, key: Key) -> Told | None:
        """May this sum be shown, and what do its projects add up to? None for a sum of which nothing is known."""
        of = key.measure, key.dimension
        if of not in self._told:
            self._told[of] = self._zone(key.measure) if not key.dimension else self._names(*of)
        return self._told[of].get(key)

    def items(self, measure: str) -> Items:
        """The items of a measure, and what its codes are of."""
        if measure not in self._items:
            self._items[measure] = MAKE[measure](self.facts, self.members)
        return self._items[measure]

    @cached_property
    def members(self) -> pd.DataFrame:
        """The projects by their number, with the kinds of each as a set."""
        kinds = self.facts.kinds.groupby("member")["kind"].agg(frozenset)
        found = self.facts.projects.set_index("member", drop=False)
        of = [kinds.get(member, frozenset()) for member in found.index]
        return found.assign(kinds=pd.Series(of, index=found.index, dtype="object"))

    def _zone(self, measure: str) -> dict[Key, Told]:
        items = self.items(measure)
        keys = [Key(measure, code, year) for code, year in items.codes]
        ranks, newest = _ranks(items), max(self.facts.years)
        sums = [Sum(of, ranks[code] * _YEARS + newest - year) for (code, year), of in items.codes.items()]
        return _decided(items, keys, sums)

    def _names(self, measure: str, dimension: str) -> dict[Key, Told]:
        """The zone's sums that are shown, and the names' beside them, of all years: they share projects too."""
        items = self.items(measure)
        zone = [
            Sum(of, is_settled=True)
            for (code, year), of in items.codes.items()
            if (told := self.told(Key(measure, code, year))) is not None and told.is_shown
        ]
        names, ranks, newest = _names_of(items.projects, dimension), _ranks(items), max(self.facts.years)
        keys, sums = [], []
        for (code, year), of in items.codes.items():
            if code not in items.by_name:
                continue
            partition = f"{code} {year}" if dimension in _ADDING_UP else ""
            for name, within in names.items():
                keys.append(Key(measure, code, year, dimension, name))
                sums.append(Sum(of & within, ranks[code] * _YEARS + newest - year, partition))
        return _decided(items, keys, sums, beside=zone)


def _ranks(items: Items) -> dict[str, int]:
    """Code → its place among the codes: of several that could be withheld the last one is, of the oldest year."""
    return {code: place for place, code in enumerate(dict.fromkeys(code for code, _ in items.codes))}


def _decided(items: Items, keys: list[Key], sums: list[Sum], beside: list[Sum] | None = None) -> dict[Key, Told]:
    settled = beside or []
    kept = shown([*settled, *sums], items.owners)[len(settled) :]
    return {
        key: Told(is_shown, float(items.amounts[one.items].sum()))
        for key, one, is_shown in zip(keys, sums, kept, strict=True)
    }


def _names_of(projects: pd.DataFrame, dimension: str) -> dict[str | None, Bools]:
    """Name → its items. Sizes and investors hold the classes that lie inside each other too."""
    if dimension == "four_new":
        return {"yes": projects["is_four_new"].to_numpy(bool)}
    if dimension == "kind":
        lists = projects["kinds"].map(lambda kinds: len(kinds & set(TOP_500))).to_numpy()
        every = sorted({kind for kinds in projects["kinds"] for kind in kinds} | set(TOP_500))
        found: dict[str | None, Bools] = {
            kind: projects["kinds"].map(lambda kinds, kind=kind: kind in kinds).to_numpy(bool) for kind in every
        }
        none = projects["kinds"].map(lambda kinds: not kinds).to_numpy(bool)
        return {**found, None: none, "any": lists > 0, "several": lists > 1}
    column = projects[dimension]
    found = {None if pd.isna(name) else name: (column == name).to_numpy(bool) for name in column.dropna().unique()}
    found[None] = column.isna().to_numpy(bool)
    if dimension == "size":
        found["over_100m"] = (projects["planned_investment"] >= 10_000).to_numpy(bool)
    return found


def agrees(told: Told, value: float) -> bool:
    """Do the projects behind a sum add up to the figure that the query answers?"""
    return abs(told.value - value) <= _CLOSE + 1e-9 * abs(value)

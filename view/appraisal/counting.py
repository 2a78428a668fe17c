"""From what projects bring to what an indicator counts: what is left out and why, and sums by department."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

import pandas as pd

from data.schemes import Indicator, Scheme

#: The figure itself, what it is divided by, the second one of `halves`.
Part = Literal["source", "of", "second"]
#: Why something is not counted: by the ledger's own list, by an exemption, since the project is terminated, since an
#: indicator above has it, or since not enough is completed.
LeftOut = Literal["excluded", "exempt", "ended", "already", "unproven"]
#: A credited amount is exact to so many decimals: two of the amount, two of the share.
_EXACT = 4


class Brought(NamedTuple):
    """What a project, or an event (`project_id` is empty), brings to a department. Amounts in 万元, or a number."""

    figure: str
    project_id: str
    name: str
    unit: str
    roles: str
    share: float
    contribution: float
    credited: float
    planned: float
    year_invested: float
    is_ended: bool = False
    left_out: str = ""
    reason: str = ""
    responsible: str = ""
    is_supposed: bool = False

    @property
    def of(self) -> str:
        """The project or event that it is of."""
        return self.project_id or f"@{self.name}"


class Entry(NamedTuple):
    """A part of an indicator that a project brings to a department; `why` it is not counted ('' where it is)."""

    indicator: str
    part: Part
    row: Brought
    why: LeftOut | Literal[""] = ""
    #: Of `already`: the key of the indicator that has it.
    by: str = ""


def brought(rows: pd.DataFrame, *, is_supposed: bool = False) -> list[Brought]:
    """Rows of `appraisal_contributions`, or of `appraisal_moves`."""

    # A column at a time: of a large zone there are hundreds of thousands of rows.
    def texts(column: str) -> list[str]:
        if column not in rows:
            return [""] * len(rows)
        # Each text once, for all rows that say it; the last place is that of none.
        codes, said = pd.factorize(rows[column])
        words = [*map(str, said), ""]
        return [words[code] for code in codes]

    def numbers(column: str) -> list[float]:
        found: list[float] = rows[column].astype("float64").tolist()
        return found

    is_ended = rows["is_ended"].tolist() if "is_ended" in rows else [False] * len(rows)
    planned = [0.0 if math.isnan(one) else one for one in numbers("planned_investment")]
    made = zip(
        texts("figure"), texts("project_id"), texts("name"), texts("unit"), texts("roles"), numbers("credit_share"),
        numbers("contribution"), numbers("credited"), planned, numbers("year_invested"), map(bool, is_ended),
        texts("left_out"), texts("reason"), texts("responsible"), strict=True,
    )  # fmt: skip
    # mypy knows not that there are fourteen.
    return [Brought(*one, is_supposed) for one in made]  # type: ignore[call-arg]


def by_project(rows: Iterable[Brought]) -> dict[str, list[Brought]]:
    """The rows of each project or event."""
    ordered = sorted(rows, key=lambda one: one.of)
    return {of: list(those) for of, those in groupby(ordered, key=lambda one: one.of)}


#: The indicators that are on, each with its parts: made once for many projects.
Plan = Sequence[tuple[Indicator, Sequence[tuple[Part, str]]]]


def planned(scheme: Scheme) -> Plan:
    """What `entries` goes through."""
    return [(one, parts(one)) for one in scheme.on]


def entries(scheme: Scheme, rows: Iterable[Brought], plan: Plan | None = None) -> Iterator[Entry]:
    """What one project brings to each indicator that is on, in the scheme's order. `plan`: that of the scheme."""
    of_figure: dict[str, list[Brought]] = defaultdict(list)
    for row in rows:
        of_figure[row.figure].append(row)
    taken_by = ""
    for one, of_one in planned(scheme) if plan is None else plan:
        counted = False
        for part, source in of_one:
            for row in of_figure.get(source, ()):
                why = _why(scheme, one, row, taken_by)
                counted = counted or (one.form == "each" and not why)
                yield Entry(one.key, part, row, why, taken_by if why == "already" else "")
        taken_by = taken_by or (one.key if counted else "")


def parts(one: Indicator) -> list[tuple[Part, str]]:
    """The figures of an indicator."""
    found: list[tuple[Part, str]] = [("source", one.source)]
    found += [("of", one.of)] if one.of else []
    return found + ([("second", one.second_source)] if one.second_source else [])


def _why(scheme: Scheme, one: Indicator, row: Brought, taken_by: str) -> LeftOut | Literal[""]:
    if row.left_out in ("excluded", "exempt"):
        return row.left_out  # type: ignore[return-value]
    if row.is_ended and scheme.terminated == "left_out":
        return "ended"
    if one.form != "each":
        return ""
    if taken_by:
        return "already"
    needed = (one.needs_invested or 0) / 100 * row.planned
    return "unproven" if round(row.year_invested - needed, _EXACT) < 0 else ""


#: What is counted of a project: (indicator, department) → each part, its amount and the band of a ladder, in order.
Counts = dict[tuple[str, str], list[tuple[str, float, int]]]


def counts(scheme: Scheme, some: Iterable[Entry]) -> Counts:
    """What entries add to the sums: two lists that are the same add the same."""
    ladders = {one.key: one for one in scheme.indicator if one.form == "ladder"}
    found: Counts = {}
    for one in some:
        if not one.why:
            ladder = ladders.get(one.indicator)
            at = None if ladder is None else band_of(ladder, one.row)
            counted = one.part, one.row.credited, -1 if at is None else at
            found.setdefault((one.indicator, one.row.unit), []).append(counted)
    for those in found.values():
        those.sort()
    return found


@dataclass
class Tally:
    """Sums of what is counted: (indicator, part, unit) → credited amount and number of projects; of ladders by band."""

    amounts: dict[tuple[str, str, str], float] = field(default_factory=lambda: defaultdict(float))
    projects: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    bands: dict[tuple[str, str, int], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, scheme: Scheme, some: Iterable[Entry], sign: int = 1) -> None:
        """Count entries, or take them away again."""
        ladders = {one.key: one for one in scheme.indicator if one.form == "ladder"}
        for one in some:
            if one.why:
                continue
            place = (one.indicator, one.part, one.row.unit)
            self.amounts[place] += sign * one.row.credited
            self.projects[place] += sign
            indicator = ladders.get(one.indicator)
            if indicator is not None and (at := band_of(indicator, one.row)) is not None:
                self.bands[one.indicator, one.row.unit, at] += sign * one.row.credited

    def amount(self, indicator: str, part: str, unit: str) -> float:
        """The exact sum."""
        return round(self.amounts.get((indicator, part, unit), 0.0), _EXACT)

    def banded(self, one: Indicator, unit: str) -> tuple[float, ...]:
        """Credited projects of each band of a ladder, the largest first."""
        return tuple(round(self.bands.get((one.key, unit, at), 0.0), _EXACT) for at in range(len(one.bands)))

    def copy(self) -> Tally:
        """Another one of the same sums."""
        made = Tally()
        made.amounts.update(self.amounts)
        made.projects.update(self.projects)
        made.bands.update(self.bands)
        return made


def band_of(one: Indicator, row: Brought) -> int | None:
    """The band of a ladder, the largest first, to which a project's planned investment belongs."""
    return next((at for at, band in enumerate(one.bands) if row.planned >= band.at_least), None)

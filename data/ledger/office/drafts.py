"""Rows to be, made of an office's sheets: what their columns say, and in which cells that stands."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data import model
from data.ledger.check import columns, row_runs
from data.ledger.check.columns import Column, Flags
from data.ledger.check.findings import Findings
from data.ledger.check.row_runs import Stands
from data.ledger.check.rows import STATUS, Place, Rows
from data.ledger.office.entry import Entry
from data.ledger.office.projects import Joined


@dataclass(slots=True)
class Source:
    """Where a row comes from: its project, and by column the cells that say it; without them the project's own."""

    project: Joined
    at: dict[str, list[Place]] | None = None

    def stands(self, column: str) -> list[Place]:
        """The cells that say what a column says; none where it stands nowhere."""
        return _stands(self.project, column) if self.at is None else self.at.get(column, [])

    def rows(self) -> Sequence[Place | Entry]:
        """What stands in the sheets' rows that say it; of a project where it is listed, or its word counts.

        Of a month the cells with its amounts, of a plan or kind that with its own.
        """
        if self.at is None:
            listing = self.project.first.grid
            own = [entry for entry in self.project.entries if entry.grid is listing]
            return [*own, *self.project.latest.values()] if self.project.latest else own
        said = self.at.get("month") or self.at.get("amount") or self.at.get("kind")
        return said or [place for places in self.at.values() for place in places]


#: A row to be: what its columns say, and where that stands.
Draft = tuple[dict[str, object], Source]


@dataclass
class OfficeRows(Rows):
    """A table's rows, made of an office's sheets."""

    sources: list[Source] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        return True

    def has(self, column: str) -> bool:
        return True

    def places(self, row: int, column: str) -> Sequence[Place]:
        source = self.sources[row]
        return source.stands(column) or [_speaking_for(source.project, column)]

    def shows(self, row: int, column: str) -> bool:
        return bool(self.sources[row].stands(column))

    def stands(self) -> Stands:
        return row_runs.every(source.rows() for source in itertools.compress(self.sources, ~self.faulty))

    def add(self, row: int, column: str, why: str, todo: str, kind: str = "") -> None:
        """As of any row; but where the column as a whole has been asked about, nothing more is said."""
        self.faulty[row] = True
        if not all(self.findings.is_blocked(place.grid, place.column) for place in self.places(row, column)):
            super().add(row, column, why, todo, kind)

    def only(self, those: Flags) -> OfficeRows:
        """Some of the rows; what is found of them is not said again."""
        numbers = np.flatnonzero(those)
        read = {name: one.take(numbers) for name, one in self.columns.items()}
        sources = list(itertools.compress(self.sources, those))
        return OfficeRows(self.table, Findings(), read, self.faulty[numbers], sources)


def rows_of(table: str, drafts: list[Draft], findings: Findings) -> OfficeRows:
    """Drafts as a table's rows, each value held against the model."""
    sources = [source for _, source in drafts]
    rows = OfficeRows(table, findings, faulty=np.zeros(len(drafts), bool), sources=sources)
    for column in model.ARROW[table].names:
        rows.columns[column] = columns.held(table, column, [values.pop(column, None) for values, _ in drafts])
    if table == "project":
        states = pa.array([values.get(STATUS) for values, _ in drafts], pa.string())
        rows.columns[STATUS] = Column(states, np.zeros(len(drafts), bool), {})
    for column, read in rows.columns.items():
        for row, problem in read.problems.items():
            rows.add(row, column, *problem)
    return rows


def _stands(project: Joined, column: str) -> list[Place]:
    """Where a project says something of itself: in the entry whose word counts, else in the first that says it."""
    for entry in (*filter(None, [project.latest.get(column)]), *project.entries):
        if column in entry.at:
            return [Place(entry.grid, entry.row, entry.at[column])]
    return []


def _speaking_for(project: Joined, column: str) -> Place:
    """The cell that speaks for what stands nowhere."""
    entry, at = project.place("name" if column == "project_id" else column)
    return Place(entry.grid, entry.row, at)

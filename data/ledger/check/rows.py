"""A table's rows with the cells that they stand in: what every ledger becomes, and all that the rules speak of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from data import model
from data.errors import Asked
from data.ledger import form
from data.ledger.check.columns import Column, Flags
from data.ledger.check.findings import Findings
from data.ledger.check.row_runs import Stands
from data.ledger.open.reading import Grid


class Place(NamedTuple):
    """A cell: its sheet, row and column (from 0)."""

    grid: Grid
    row: int
    column: int


#: A column of rows that the model does not have: what an office calls the state of its project.
STATUS = "status"


@dataclass
class Rows(ABC):
    """A table's rows, column by column, and where each value stands; what is found goes to `findings`.

    A row is spoken of by its place (from 0) in the columns. `faulty`: those with an error, or without what is required.
    """

    table: str
    findings: Findings
    columns: dict[str, Column] = field(default_factory=dict)
    faulty: Flags = field(default_factory=lambda: np.zeros(0, bool))

    def __len__(self) -> int:
        return len(self.faulty)

    @property
    @abstractmethod
    def is_there(self) -> bool:
        """Whether the ledger has this table at all."""

    @abstractmethod
    def has(self, column: str) -> bool:
        """Whether the ledger has a column for this."""

    @abstractmethod
    def places(self, row: int, column: str) -> Sequence[Place]:
        """The cells that a value comes from, at least one; where it stands nowhere, the cell that speaks for it."""

    @abstractmethod
    def shows(self, row: int, column: str) -> bool:
        """Whether the value stands in a cell of its own."""

    @abstractmethod
    def stands(self) -> Stands:
        """Which rows of which sheets the rows without an error come from, as `sound` has them."""

    def values(self, column: str) -> pa.Array:
        """What a column's cells say, row by row: null where blank or bad."""
        return self.columns[column].values

    def is_known(self, names: Iterable[str]) -> Flags:
        """By row: whether no cell of these columns is bad, or lacking where it is required."""
        known = np.ones(len(self), bool)
        for name in names:
            known &= ~self.columns[name].bad
        return known

    def add(self, row: int, column: str, why: str, todo: str, kind: str = "") -> None:
        """An error at a row's column, at each of its cells."""
        self.faulty[row] = True
        is_quoted = self.shows(row, column)
        for grid, number, position in self.places(row, column):
            self.findings.error(grid, number, position, why, todo, kind=kind, is_quoted=is_quoted)

    def doubt(self, rows: Sequence[int], column: str, why: str, ask: Asked, kind: str = "") -> None:
        """One warning about a column of some rows, said once a sheet."""
        by_sheet: dict[int, tuple[Grid, list[tuple[int, int]]]] = {}
        for row in rows:
            grid, number, position = self.places(row, column)[0]
            by_sheet.setdefault(id(grid), (grid, []))[1].append((number, position))
        for grid, cells in by_sheet.values():
            self.findings.warn(grid, cells, why, ask, kind=kind)

    def address(self, row: int, column: str) -> str:
        """The address of a row's column, within its sheet."""
        place = self.places(row, column)[0]
        return form.address(place.row, place.column)

    def sound(self) -> pa.Table:
        """The rows without an error; what a clerk may leave blank is as the model has it."""
        those = pa.array(~self.faulty) if self.faulty.any() else None
        fields = model.TABLES[self.table].model_fields
        columns = []
        for kind in model.ARROW[self.table]:
            values = self.values(kind.name) if those is None else self.values(kind.name).filter(those)
            default = None if fields[kind.name].is_required() else fields[kind.name].default
            columns.append(values if default is None else values.fill_null(pa.scalar(default, kind.type)))
        return pa.table(columns, schema=model.ARROW[self.table])

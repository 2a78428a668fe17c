"""A table as an office made it: its header, what is said above it, and what each row of its body is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from data.ledger.cells import Value
from data.ledger.office.header import at
from data.ledger.office.heading import Heading
from data.ledger.open.reading import Grid

#: `part`: a row of a package's part, whose amounts the package's own row has.
RowKind = Literal["data", "group", "total", "note", "header", "blank", "part"]


@dataclass(frozen=True)
class Group:
    """A group row: its label without numbering, and how deep it stands («一、» 1, «（一）» 2, «1.» 3, «（1）» 4).

    Without a number its depth is only seen from the other groups.
    """

    row: int
    column: int
    label: str
    depth: int
    is_numbered: bool = True


@dataclass
class Layout:
    """A sheet's table. Rows and columns from 0; `header` is the first and the last row of the header.

    `kinds`: what every row below the header is. `units`: those named above or beside the table.
    """

    grid: Grid
    header: tuple[int, int]
    heads: list[Heading]
    title: str = ""
    units: tuple[str, ...] = ()
    year: int | None = None
    is_year_of_file: bool = False
    month: tuple[int, int] | None = None
    kinds: dict[int, RowKind] = field(default_factory=dict)
    is_group_word: Callable[[str], bool] = field(default=lambda _: False)
    looks_like_group: Callable[[str], bool] = field(default=lambda _: False)
    groups: list[Group] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The only unit named above or beside the table, "" for none or several."""
        return self.units[0] if len(self.units) == 1 else ""

    def rows(self, *kinds: RowKind) -> list[int]:
        """The rows of these kinds, in order."""
        return [row for row, kind in self.kinds.items() if kind in kinds]

    def cell(self, row: int, column: int) -> Value:
        """A cell's value, "" where the sheet has none."""
        return at(self.grid, row, column)

    def column(self, column: int, rows: Iterable[int]) -> list[Value]:
        """A column's values in these rows of the sheet."""
        lines = (self.grid.rows[row] for row in rows)
        return [line[column] if column < len(line) else "" for line in lines]

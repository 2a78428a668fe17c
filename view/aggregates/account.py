"""What a query's columns are to readers of sums alone: sums of projects, made of others, or plain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from view.aggregates.items import Key

Row = Mapping[str, Any]
#: A row and the query's parameters → the sum that each column is; None: cannot be told, so it is withheld.
Sums = Callable[[Row, Row], Mapping[str, Key | None]]


@dataclass(frozen=True)
class Account:
    """What the columns of a query are. Those that the catalogue makes of others in the row need no account.

    `made_of`: column that its query makes → the columns of its row that it can be computed from or with. `as_whole`:
    columns that are withheld in all rows where one of their parts is withheld in any. Parts that are no column begin
    with a dash.
    """

    sums: Sums
    plain: frozenset[str] = frozenset()
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_whole: frozenset[str] = frozenset()
    #: Medians, which add up to nothing: column → the one that says of how many it is, which is left out.
    middles: Mapping[str, str] = field(default_factory=dict)
    #: Only for what is not computed of the ledger's projects.
    is_of_another_day: bool = False

"""Projects that the store knows already keep their codes, where a ledger names projects without coding them."""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from data import model
from data.ledger.form import fold


def with_known_ids(base: model.Tables, new: model.Tables) -> model.Tables:
    """`new` with the codes that `base` has for the same projects: the same name, and investor where names repeat.

    A project that is not in `base`, or could be several of its projects, keeps the code made for it.
    """
    return with_ids(new, known_ids(base["project"], new["project"]))


def with_ids(new: model.Tables, ids: dict[str, str]) -> model.Tables:
    """`new` with other codes for its projects."""
    return {name: with_id(table, ids) if "project_id" in table.column_names else table for name, table in new.items()}


def known_ids(base: pa.Table, new: pa.Table) -> dict[str, str]:
    """The made code of a project of `new` → the code that it has in `base`, both tables of projects."""
    by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, name, investor in _rows(base):
        by_name[name].append((code, investor))
    found: dict[str, str] = {}
    for code, name, investor in _rows(new):
        alike = by_name.get(name, [])
        if len(alike) > 1:
            alike = [one for one in alike if one[1] == investor]
        if len(alike) == 1:
            found[code] = alike[0][0]
    # Two projects of the ledger cannot become one of the store's.
    times: dict[str, int] = defaultdict(int)
    for known in found.values():
        times[known] += 1
    return {code: known for code, known in found.items() if times[known] == 1}


def _rows(projects: pa.Table) -> list[tuple[str, str, str]]:
    columns = (projects[name].to_pylist() for name in ("project_id", "name", "investor"))
    return [(code, fold(name), fold(investor or "")) for code, name, investor in zip(*columns, strict=True)]


def with_id(table: pa.Table, ids: dict[str, str]) -> pa.Table:
    """A table with other codes for its projects."""
    if not ids:
        return table
    position = table.column_names.index("project_id")
    codes = [ids.get(code, code) for code in table["project_id"].to_pylist()]
    return table.set_column(position, table.schema.field(position), pa.array(codes, pa.string()))

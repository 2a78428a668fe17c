"""Two states of one table side by side, row by row by its key."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data import model

#: Stands for a null in a key while tables are joined (a join never matches two nulls); no text can hold it.
_NO_VALUE = "\0"
BEFORE, AFTER = "_before", "_after"


def side_by_side(name: str, before: pa.Table, after: pa.Table) -> pa.Table:
    """A full outer join of two states of the table `name` by its key, in key order.

    Columns: the key's under their own names, every other as `<column>_before` and `<column>_after`, and the flags
    `is_before`, `is_after`: in which of the two the row is.
    """
    keys = list(model.KEYS[name])
    others = [column for column in model.ARROW[name].names if column not in keys]
    left, right = _marked(before, keys, BEFORE), _marked(after, keys, AFTER)
    joined = left.join(right, keys, join_type="full outer", coalesce_keys=True).sort_by(
        [(key, "ascending") for key in keys]
    )
    for key in keys:
        if pa.types.is_string(joined[key].type):
            values = joined[key]
            joined = _replaced(joined, key, pc.if_else(pc.equal(values, _NO_VALUE), None, values))
    for flag in ("is_before", "is_after"):
        joined = _replaced(joined, flag, pc.fill_null(joined[flag], False))
    return joined.select([*keys, *(f"{c}{end}" for c in others for end in (BEFORE, AFTER)), "is_before", "is_after"])


def differs(joined: pa.Table, column: str) -> pa.ChunkedArray:
    """Where the two states of a column differ, row by row; null is a value like others."""
    before, after = joined[f"{column}{BEFORE}"], joined[f"{column}{AFTER}"]
    unequal = pc.fill_null(pc.not_equal(before, after), False)
    return pc.or_(unequal, pc.xor(pc.is_null(before), pc.is_null(after)))


def _marked(table: pa.Table, keys: list[str], end: str) -> pa.Table:
    for key in keys:
        if pa.types.is_string(table[key].type):
            table = _replaced(table, key, pc.fill_null(table[key], _NO_VALUE))
    names = [column if column in keys else f"{column}{end}" for column in table.column_names]
    return table.rename_columns(names).append_column(f"is{end}", pc.is_valid(table[keys[0]]))


def _replaced(table: pa.Table, column: str, values: pa.ChunkedArray | pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(column), column, values)

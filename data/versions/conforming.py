"""A ledger's tables in exactly the columns and types of the model, as reading a ledger gives them."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.errors import StoreError

#: What no one can see and Excel cannot hold: control characters other than tab and line ends, non-characters.
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{fffe}\x{ffff}]"


def conform(tables: model.Tables) -> model.Tables:
    """The same tables with exactly the columns and types of `model.ARROW`, text trimmed and blank text null.

    That is what reading a ledger gives, so a version that is exported and read back is the same version.

    Raises:
        StoreError: a table or column is missing, a value does not fit its type, text holds control characters.
    """
    try:
        fitting = {name: tables[name].select(schema.names).cast(schema) for name, schema in model.ARROW.items()}
    except (KeyError, pa.ArrowInvalid) as error:
        raise StoreError(f"数据表不完整或类型不符，当前版本不变（{error}）。") from error
    return {name: _trim(name, table) for name, table in fitting.items()}


def _trim(name: str, table: pa.Table) -> pa.Table:
    for position, column in enumerate(table.schema):
        if pa.types.is_string(column.type):
            text = pc.utf8_trim_whitespace(table[column.name])
            if pc.any(pc.match_substring_regex(text, _CONTROL)).as_py():
                raise StoreError(
                    f"“{model.sheet_name(name)}”表的文字里有不可见的控制字符，当前版本不变，请删去后重试。"
                )
            table = table.set_column(position, column, pc.if_else(pc.equal(text, ""), None, text))
    return table

"""What exports put around a cell of csv so that a spreadsheet leaves it alone: ="00123", '00123, a tab before it."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from data.ledger.invisible import replaced

_FORMULA = re.compile(r'\s*="((?:[^"]|"")*)"\s*', re.DOTALL)
#: Before what a spreadsheet would take for a formula, a number, a day or a code; «'90年代» and «'90s» are text.
_APOSTROPHE = re.compile(
    r"'(?=[=+\-@\t\r\n＝＋－＠]|\d[\d\s.,:/年月日%-]*[Xx]?$|(?!\d+s\b)\d[\dA-Za-z._/-]*$)", re.ASCII
)
_MAY_BE = r"""^(?:\s*="|'|\t)|\t$"""


def may_hold(utf8: bytes | bytearray, delimiter: str) -> bool:
    """Whether a csv file's text may hold any."""
    return b"'" in utf8 or b'="' in utf8 or b'=""' in utf8 or (delimiter != "\t" and b"\t" in utf8)


def unguarded(text: str) -> str:
    """A cell's text without its guard."""
    if found := _FORMULA.fullmatch(text):
        return found[1].replace('""', '"')
    if _APOSTROPHE.match(text):
        return text[1:]
    return text.strip("\t")


def unguarded_table(table: pa.Table) -> pa.Table:
    """The table of texts without guards."""
    columns = []
    for column in table.columns:
        mask = pc.match_substring_regex(column, _MAY_BE)
        texts = [unguarded(text) for text in column.filter(mask).to_pylist()]
        columns.append(replaced(column, mask, pa.array(texts, pa.string())) if texts else column)
    return pa.table(columns, table.column_names)

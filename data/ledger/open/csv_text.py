"""A csv file's bytes → its cells as texts, in columns: a million rows of Python strings would not fit."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from statistics import median
from typing import overload

import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.ledger import invisible
from data.ledger.invisible import Stripped
from data.ledger.open import csv_guards

_CHUNK = 2**20
#: What may stand between cells, the usual first: Excel writes tabs in its «Unicode text», semicolons in some countries.
_DELIMITERS = (",", "\t", ";", "|")
_LINES_LOOKED_AT, _BYTES_LOOKED_AT = 50, 2**18
_ROWS_AT_ONCE = 20_000
#: As many as a sheet of Excel has.
MOST_COLUMNS = 16_384
_LINE_END = re.compile(rb"[\r\n]")


class TextRows(Sequence[list[str]]):
    """Rows of a table of texts (`table`), made into lists only where someone looks at them. All are of one width."""

    def __init__(self, table: pa.Table, stripped: Stripped | None = None) -> None:
        """`table` has only columns of strings without a null; `stripped` is what was taken off them."""
        self.table, self.stripped = table, stripped or Stripped()

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return [column[at % len(self)].as_py() for column in self.table.columns]

    def __iter__(self) -> Iterator[list[str]]:
        for batch in self.table.to_batches(max_chunksize=_ROWS_AT_ONCE):
            yield from map(list, zip(*(column.to_pylist() for column in batch.columns), strict=True))

    def lists(self) -> list[list[str]]:
        """All rows, equal texts of a column being one object."""
        columns = []
        for column in self.table.columns:
            found = column.combine_chunks().dictionary_encode()
            texts = found.dictionary.to_pylist()
            columns.append([texts[code] for code in found.indices.to_pylist()])
        return list(map(list, zip(*columns, strict=True)))


def rows(data: bytes) -> TextRows:
    """The rows of a csv file; those that are shorter than others end in blanks.

    What no one sees and what guards a cell from a spreadsheet (="00123") is taken off.

    Raises:
        UnicodeDecodeError: not text in any encoding that is known here.
        csv.Error: not csv.
    """
    text = _utf8(data)
    del data  # each copy counts
    delimiter = _delimiter(text)
    table = None if b'"' in text else _quickly(text, delimiter)
    table = _carefully(text, delimiter) if table is None else table
    stripped = Stripped()
    if invisible.may_hold(text):
        table, stripped = invisible.clean_table(table)
    if csv_guards.may_hold(text, delimiter):
        table = csv_guards.unguarded_table(table)
    return TextRows(table, stripped)


def _delimiter(text: bytes | bytearray) -> str:
    """What stands between the cells: what divides most of the first lines into the most cells."""
    start = bytes(text[:_BYTES_LOOKED_AT]).decode("utf-8", "ignore")
    found = ","
    most = 1.0
    for delimiter in _DELIMITERS:
        width = _width(start, delimiter)
        found, most = (delimiter, width) if width > most else (found, most)
    return found


def _width(start: str, delimiter: str) -> float:
    lines = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    try:
        return median([len(line) for line in islice(lines, _LINES_LOOKED_AT) if any(line)] or [0])
    except csv.Error:  # a cell too long: this is not what divides them
        return 0


def _utf8(data: bytes) -> bytes | bytearray:
    """By its byte order mark, else as UTF-8 if every byte agrees, else as GB18030 (what Chinese Excel writes)."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _recoded(data, "utf-16")
    plain = data.removeprefix(BOM_UTF8)
    try:
        for _ in _decoded(plain):
            pass
    except UnicodeDecodeError:
        if data.startswith(BOM_UTF8):
            raise
        return _recoded(data, "gb18030")
    return plain


def _decoded(data: bytes, encoding: str = "utf-8") -> Iterator[str]:
    """In pieces: whole, a text with Chinese in it takes twice its bytes, one with an emoji four times."""
    decoder = getincrementaldecoder(encoding)()
    for start in range(0, len(data), _CHUNK):
        yield decoder.decode(data[start : start + _CHUNK])
    yield decoder.decode(b"", final=True)


def _recoded(data: bytes, encoding: str) -> bytearray:
    text = bytearray()
    for piece in _decoded(data, encoding):
        text += piece.encode()
    return text


def _quickly(text: bytes | bytearray, delimiter: str) -> pa.Table | None:
    """By Arrow, which reads what has no quotes and as many cells in every row as `csv` does; None for anything else."""
    first = _LINE_END.search(text)
    width = text[: first.start() if first else len(text)].count(delimiter.encode()) + 1
    if width > MOST_COLUMNS:
        raise csv.Error(f"{width} columns")
    names = [f"f{number}" for number in range(width)]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(text)),
            arrow_csv.ReadOptions(column_names=names),
            arrow_csv.ParseOptions(delimiter=delimiter, quote_char=False, double_quote=False, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _carefully(text: bytes | bytearray, delimiter: str) -> pa.Table:
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""), delimiter=delimiter)
    parts: list[list[pa.Array]] = []
    while some := list(islice(reader, _ROWS_AT_ONCE)):
        if (widest := max(map(len, some))) > MOST_COLUMNS:
            raise csv.Error(f"{widest} columns")
        parts.append([pa.array(column, pa.string()) for column in zip_longest(*some, fillvalue="")])
        if not parts[-1]:  # blank lines only
            parts[-1] = [pa.array([""] * len(some), pa.string())]
    width = max((len(part) for part in parts), default=0)
    blanks = [pa.array([""] * len(part[0]), pa.string()) for part in parts]
    columns = [
        pa.chunked_array([part[at] if at < len(part) else blank for part, blank in zip(parts, blanks, strict=True)])
        for at in range(width)
    ]
    return pa.table(columns, [f"f{number}" for number in range(width)])

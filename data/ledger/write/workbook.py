"""The ledger's workbook: the empty template, and a published version in the same form."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter

from data import model, settings, versions
from data.errors import StoreError
from data.ledger import form
from data.ledger.write.sheets import Styles, write_choices_sheet, write_headings, write_notes_sheet

#: Never a guess about text: «=1+1», «007» and «http://…» stay the text that they are.
_OPTIONS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_DIGITS = 15  # what Excel keeps of a number


def template(path: Path | str) -> None:
    """Write the empty form for the zone in the settings. An existing file is replaced."""
    _write(Path(path), {name: schema.empty_table() for name, schema in model.ARROW.items()}, None)


def export(version: str, path: Path | str) -> None:
    """Write a version in the ledger's form, so that reading it back gives the same tables.

    Raises:
        UnknownVersionError, DamagedError, StoreError (a table is larger than a sheet).
    """
    _write(Path(path), versions.read_tables(version), versions.info(version))


def _write(path: Path, tables: model.Tables, info: versions.VersionInfo | None) -> None:
    buffer = io.BytesIO()  # the file appears whole or not at all
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": "招商引资台账", "created": info.created_at if info else dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    styles = Styles(book)
    zone = settings.settings()
    write_notes_sheet(book, styles, zone, info)
    for name in model.TABLES:
        _write_table(book, styles, name, tables[name], is_demo=bool(info and info.is_demo))
    write_choices_sheet(book, styles, zone)
    book.close()
    try:
        path.write_bytes(buffer.getvalue())
    except OSError as error:
        raise StoreError(f"无法写入{path}，请检查文件夹和权限，并关闭已打开的同名文件。") from error


def _write_table(book: xlsxwriter.Workbook, styles: Styles, name: str, table: pa.Table, *, is_demo: bool) -> None:
    extras = [json.loads(text) if text else {} for text in table["extra"].to_pylist()] if name == "project" else []
    others = _in_order(extras)
    sheet = book.add_worksheet(model.sheet_name(name))
    write_headings(sheet, styles, name, others, is_demo=is_demo)
    for position, column in enumerate(form.columns(name)):
        for number, value in enumerate(_said(name, column, table[column]), 2):
            _write_cell(sheet, styles, number, position, value)
    for position, heading in enumerate(others, len(form.columns(name))):
        for number, extra in enumerate(extras, 2):
            _write_cell(sheet, styles, number, position, extra.get(heading))


def _said(table: str, column: str, values: pa.ChunkedArray) -> list[Any]:
    """A column's values as people write them: flags 是/否, codes as the drop-down's words."""
    if pa.types.is_boolean(values.type):
        return [None if value is None else "是" if value else "否" for value in values.to_pylist()]
    words = form.choices(table, column)
    return [words.get(value, value) for value in values.to_pylist()] if words else values.to_pylist()


def _write_cell(sheet: Any, styles: Styles, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        done = sheet.write_boolean(row, column, value)
    elif isinstance(value, dt.date):
        done = sheet.write_datetime(row, column, value)
    elif isinstance(value, Decimal | int | float) and len(Decimal(str(value)).as_tuple().digits) <= _DIGITS:
        done = sheet.write_number(row, column, float(value))
    else:
        done = sheet.write_string(row, column, str(value), styles.text)
    if done:
        raise StoreError(f"“{sheet.get_name()}”表{form.address(row, column)}超出Excel的容量，未能导出，请改用csv。")


def _in_order(extras: Iterable[dict[str, object]]) -> list[str]:
    """All their keys, in an order that agrees with each row's own wherever the rows agree with each other."""
    before: dict[str, dict[str, None]] = {}
    for extra in extras:
        previous: str | None = None
        for key in extra:
            before.setdefault(key, {}).update({previous: None} if previous else {})
            previous = key
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        return list(before)

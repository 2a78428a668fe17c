"""Where something stands in a template: its parts, and each paragraph with its place in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from data.errors import Said


def parts(made: Any) -> Iterator[tuple[Said, Any]]:
    """Text, headers and footers: each with its name."""
    yield Said("正文", "Text"), made.element.body
    for section in made.sections:
        for name, one in (
            (Said("页眉", "Header"), section.header),
            (Said("页脚", "Footer"), section.footer),
            (Said("首页页眉", "First page's header"), section.first_page_header),
            (Said("首页页脚", "First page's footer"), section.first_page_footer),
        ):
            if not one.is_linked_to_previous:
                yield name, one._element


def paragraphs(part: Said, root: Any) -> Iterator[tuple[Said, Any]]:
    """Every paragraph with its place: a number of the text's own, or the table, row and column that it is in."""
    tables = {table: at for at, table in enumerate(root.iter(qn("w:tbl")), start=1)}
    number = 0
    for paragraph in root.iter(qn("w:p")):
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        if cell is None:
            number += 1
            yield Said(f"{part}第{number}段", f"{part.en}, paragraph {number}"), paragraph
            continue
        row = next(cell.iterancestors(qn("w:tr")))
        table = next(row.iterancestors(qn("w:tbl")))
        at_row = table.findall(qn("w:tr")).index(row) + 1 if row in table.findall(qn("w:tr")) else 0
        at_cell = row.findall(qn("w:tc")).index(cell) + 1 if cell in row.findall(qn("w:tc")) else 0
        yield (
            Said(
                f"{part}第{tables[table]}个表格第{at_row}行第{at_cell}列",
                f"{part.en}, table {tables[table]}, row {at_row}, column {at_cell}",
            ),
            paragraph,
        )


def words(paragraph: Any) -> str:
    """The words of a paragraph, its breaks as new lines."""
    found = []
    for one in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:cr")):
        found.append(one.text or "" if one.tag == qn("w:t") else "\n")
    return "".join(found)

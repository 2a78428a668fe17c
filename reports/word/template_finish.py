"""What is done to a document after its template was filled: empty places go, every run gets fonts of both scripts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.word import writing

#: What a field holds that has nothing to say: no office types it.
NOTHING = "\u2063\u2063"
_EAST_ASIA, _LATIN = "仿宋", "Times New Roman"


def finished(made: Docx, mark: str) -> bytes:
    """The file. `mark`: what must stand at the head of every page, whatever the template has."""
    _take_away(made.element.body)
    parts = [made.element.body]
    for section in made.sections:
        for one in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not one.is_linked_to_previous:
                parts.append(one._element)
    for part in parts[1:]:
        _take_away(part)
    if mark:
        _mark(made, mark)
        parts += [section.header._element for section in made.sections]
    for part in parts:
        _colour_lights(part)
        _set_fonts(made, part)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


# Places of which there is nothing to say ---------------------------------------------------------------


def _take_away(root: Any) -> None:
    for table in list(root.iter(qn("w:tbl"))):
        _thin(table)
    for paragraph in list(root.iter(qn("w:p"))):
        words = _words(paragraph)
        if NOTHING not in words:
            continue
        holder = paragraph.getparent()
        # A cell and a text's end must keep one paragraph.
        is_last = holder.tag == qn("w:tc") and len(holder.findall(qn("w:p"))) == 1
        if words.replace(NOTHING, "").strip() or is_last or paragraph.find(f".//{qn('w:sectPr')}") is not None:
            for text in paragraph.iter(qn("w:t")):
                text.text = (text.text or "").replace(NOTHING, "")
        else:
            holder.remove(paragraph)


def _thin(table: Any) -> None:
    """Rows and columns that hold nothing but the mark go; a table of which no filled row is left goes whole."""
    rows = table.findall(qn("w:tr"))
    marked = [row for row in rows if NOTHING in _words(row)]
    if not marked:
        return
    for row in marked:
        if all(_is_nothing(cell) for cell in row.findall(qn("w:tc"))):
            table.remove(row)
    left = [row for row in marked if row.getparent() is not None]
    if not left:
        after = table.getnext()
        table.getparent().remove(table)
        # The empty line that parts a table from what follows has nothing to part.
        if after is not None and after.tag == qn("w:p") and not _words(after) and not list(after.iter(qn("w:sectPr"))):
            after.getparent().remove(after)
        return
    width = len(left[0].findall(qn("w:tc")))
    alike = [row for row in table.findall(qn("w:tr")) if len(row.findall(qn("w:tc"))) == width]
    for at in reversed(range(width)):
        if all(_is_nothing(row.findall(qn("w:tc"))[at]) for row in left):
            for row in alike:
                row.remove(row.findall(qn("w:tc"))[at])
            _drop_width(table, at)


def _drop_width(table: Any, at: int) -> None:
    """The width of a column that is gone goes to the others."""
    grid = table.find(qn("w:tblGrid"))
    columns = grid.findall(qn("w:gridCol")) if grid is not None else []
    if at >= len(columns):
        return
    widths = [int(float(one.get(qn("w:w"), "0"))) for one in columns]
    gone = widths.pop(at)
    grid.remove(columns.pop(at))
    whole = sum(widths)
    for one, width in zip(columns, widths, strict=True):
        one.set(qn("w:w"), str(round(width * (whole + gone) / whole)) if whole else str(width))
    for row in table.findall(qn("w:tr")):
        for cell, one in zip(row.findall(qn("w:tc")), columns, strict=False):
            held = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if held is not None:
                held.set(qn("w:w"), one.get(qn("w:w")))


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _is_nothing(cell: Any) -> bool:
    words = _words(cell)
    return NOTHING in words and not words.replace(NOTHING, "").strip()


# Fonts -------------------------------------------------------------------------------------------------


def _set_fonts(made: Docx, root: Any) -> None:
    """Each run says itself in which face Chinese stands: its own, else its style's, else the document's."""
    for run in root.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for name, fallback in (("eastAsia", _EAST_ASIA), ("ascii", _LATIN), ("hAnsi", None)):
            if fonts.get(qn(f"w:{name}")) or fonts.get(qn(f"w:{name}Theme")):
                continue
            value = _styled(made, run, name) or fallback or fonts.get(qn("w:ascii")) or _LATIN
            fonts.set(qn(f"w:{name}"), value)
        if not fonts.get(qn("w:eastAsia")):
            # A theme's face is known to Word alone: named, it is the same everywhere.
            fonts.set(qn("w:eastAsia"), _styled(made, run, "eastAsia") or _EAST_ASIA)
            fonts.attrib.pop(qn("w:eastAsiaTheme"), None)


def _styled(made: Docx, run: Any, name: str) -> str | None:
    for style in _styles(made, run):
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None and fonts.get(qn(f"w:{name}")):
            found: str = fonts.get(qn(f"w:{name}"))
            return found
    return None


def _styles(made: Docx, run: Any) -> Iterator[Any]:
    """The styles that a run stands under, the nearest first, then the document's own standard."""
    root = made.styles.element
    by_id = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
    paragraph = next(run.iterancestors(qn("w:p")), None)
    named = [run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")]
    named.append(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if paragraph is not None else None)
    starts = [by_id.get(one.get(qn("w:val"))) for one in named if one is not None]
    starts.append(next((one for one in by_id.values() if one.get(qn("w:type")) == "paragraph"
                        and one.get(qn("w:default")) in ("1", "true")), None))  # fmt: skip
    for start in starts:
        seen: set[Any] = set()
        at = start
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            based = at.find(qn("w:basedOn"))
            at = by_id.get(based.get(qn("w:val"))) if based is not None else None
    defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    if defaults is not None:
        yield defaults


def _colour_lights(root: Any) -> None:
    """A light's cell in its colour; its shape and word say the same."""
    cells = (run for cell in root.iter(qn("w:tc")) for run in cell.iter(qn("w:r")))
    for run in cells:
        colour = writing.LIGHTS.get(_words(run)[:1])
        properties = run.get_or_add_rPr() if colour else None
        if properties is not None and properties.find(qn("w:color")) is None:
            mark = OxmlElement("w:color")
            mark.set(qn("w:val"), str(colour))
            properties.append(mark)


# The demonstration mark ----------------------------------------------------------------------------------


def _mark(made: Docx, mark: str) -> None:
    for section in made.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if made.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            header.is_linked_to_previous = False
            if mark in "".join(one.text for one in header.paragraphs):
                continue
            first = header.paragraphs[0]
            held = first if not first.text.strip() else first.insert_paragraph_before()
            held.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            writing.run(held, mark, writing.SMALL)

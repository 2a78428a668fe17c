"""A document as a value: what an office prints, signs and sends. Word files and previews write it."""

from __future__ import annotations

from dataclasses import dataclass

from panels.panel import Chart, Panel, Table, Written, weight_of


@dataclass(frozen=True)
class Block:
    """A part of a document under its heading (may be empty): paragraphs, then tables, then charts."""

    code: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table | Written, ...] = ()
    charts: tuple[Chart, ...] = ()
    #: The panel that its charts are of, whose words stand around their pictures.
    pictured: Panel | None = None

    @property
    def weight(self) -> int:
        """Bytes of its rows, for what keeps it."""
        return weight_of(*self.charts, *self.tables)


@dataclass(frozen=True)
class Document:
    """Title, the lines under it (whose, as of when), the blocks, and what stands at its end."""

    code: str
    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()
    #: Whether its tables are wide: A4 landscape.
    is_wide: bool = False
    #: Whether each of the blocks begins a page.
    is_paged: bool = False

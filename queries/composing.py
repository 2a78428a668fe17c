"""A statement over common tables, without those that it does not use.

The database looks at every table of a `with` before it finds that nothing asks for it, which takes longer than a small
query; and a reader who is shown the statement need not read them.
"""

from __future__ import annotations

import re

#: A table as the files write it: its name at a line's beginning, its closing bracket too.
_TABLE = re.compile(
    r"\s*^(?:with )?([a-z][a-z0-9_]*) as ((?:materialized )?)\(\n(.*?)^\),?\n", re.MULTILINE | re.DOTALL
)
_ASKED = re.compile(r"\b(?:from|join)\s+([a-z][a-z0-9_]*)")


def indented(text: str) -> str:
    """A statement as it stands within a table's brackets."""
    return "\n".join(f"    {line}" if line else line for line in text.split("\n"))


def after(tables: str, text: str) -> str:
    """A statement with common tables in front."""
    own_tables = text.removeprefix("with ")
    return f"{tables},\n{own_tables}" if own_tables != text else f"{tables}\n{text}"


def pruned(statement: str) -> str:
    """The same statement without the tables that neither it nor a table that it uses asks for."""
    tables: dict[str, str] = {}
    kept_once: dict[str, str] = {}
    end = 0
    while found := _TABLE.match(statement, end):
        kept_once[found[1]], tables[found[1]], end = found[2], found[3], found.end()
    asked, new = set[str](), set(_ASKED.findall(statement[end:]))
    while new:
        asked |= new
        new = {one for name in new & tables.keys() for one in _ASKED.findall(tables[name])} - asked
    kept = ",\n".join(f"{name} as {kept_once[name]}(\n{body})" for name, body in tables.items() if name in asked)
    rest = statement[end:].strip()
    return f"with {kept}\n{rest}" if kept else rest

"""What is supposed: other weights and targets, indicators on and off, projects that are signed, started, completed.

It stands in the address as one text, so that a link carries it: items with a semicolon between them,

    weight.signed=30; target.signed@责任单位一=20; off.funds; on.late; start.P2023-001; add.责任单位一=20000

A project's number or a department's name is written with %, ;, = and @ percent-encoded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

MOST_ITEMS = 20
MOST_CHARACTERS = 1000
#: What may be supposed of a project that there is: it signs formally, starts, completes its plan of the year.
MOVES = ("sign", "start", "complete")
Move = Literal["sign", "start", "complete"]
Verb = Literal["weight", "target", "off", "on", "sign", "start", "complete", "add"]
#: What stands in an address between others is written so.
_ESCAPED = "%;=@"
_MOST_VALUE = 1e12


class Item(NamedTuple):
    """One supposition: of which indicator, project or department, of which department besides, and how much."""

    verb: str
    of: str
    unit: str = ""
    number: float | None = None

    def written(self) -> str:
        """The item as it stands in an address."""
        made = f"{self.verb}.{_escaped(self.of)}"
        made += f"@{_escaped(self.unit)}" if self.unit else ""
        return made if self.number is None else f"{made}={self.number:.15g}"


@dataclass(frozen=True)
class WhatIf:
    """All that is supposed; empty for nothing."""

    items: tuple[Item, ...] = ()
    weights: dict[str, float] = field(default_factory=dict, compare=False)
    switches: dict[str, bool] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for one in self.items:
            if one.verb == "weight":
                self.weights[one.of] = one.number or 0
            elif one.verb in ("off", "on"):
                self.switches[one.of] = one.verb == "on"

    def target(self, indicator: str, unit: str) -> float | None:
        """The target that is supposed of an indicator: the department's own, else everyone's."""
        found = {one.unit: one.number for one in self.items if one.verb == "target" and one.of == indicator}
        return found.get(unit, found.get(""))

    @property
    def moves(self) -> tuple[Item, ...]:
        """The projects that are supposed to move."""
        return tuple(one for one in self.items if one.verb in MOVES)

    @property
    def added(self) -> tuple[Item, ...]:
        """Projects that there are not: of which department, of how much planned investment (万元)."""
        return tuple(one for one in self.items if one.verb == "add")

    def with_item(self, item: Item) -> WhatIf:
        """The same with one more; what was supposed of the same thing before makes room."""
        kept = tuple(one for one in self.items if _about(one) != _about(item))
        return WhatIf((*kept, item))

    def written(self) -> str:
        """As it stands in an address."""
        return ";".join(one.written() for one in self.items)


NOTHING = WhatIf()


def reads(text: str) -> str | None:
    """A text of an address in its one spelling; None where it is none."""
    found = parsed(text)
    return None if found is None else found.written()


def parsed(text: str) -> WhatIf | None:
    """What a text supposes; None where it means nothing, or supposes two things of the same."""
    if len(text) > MOST_CHARACTERS:
        return None
    items = [_item(one.strip()) for one in text.split(";") if one.strip()]
    if len(items) > MOST_ITEMS or any(one is None for one in items):
        return None
    known = [one for one in items if one is not None]
    if len({_about(one) for one in known}) < len(known):
        return None
    return WhatIf(tuple(known))


def _about(one: Item) -> tuple[str, ...]:
    """What an item is about: of each thing only one may be supposed, and one project moves or is added only once."""
    if one.verb in MOVES:
        return "project", one.of
    if one.verb == "add":
        return "add", one.of, f"{one.number}"
    return "switch" if one.verb in ("on", "off") else one.verb, one.of, one.unit


def _item(text: str) -> Item | None:
    verb, dot, rest = text.partition(".")
    rest, equals, number = rest.partition("=")
    of, at, unit = rest.partition("@")
    if not dot or not of:
        return None
    value = _number(number) if equals else None
    item = Item(verb, unquote(of.strip()), unquote(unit.strip()), value)
    match verb:
        case "weight" | "add":
            is_good = not at and value is not None and value > 0
        case "target":
            is_good = value is not None and (bool(item.unit) or not at)
        case "off" | "on" | "sign" | "start" | "complete":
            is_good = not at and not equals
        case _:
            is_good = False
    return item if is_good else None


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", ""))
    except ValueError:
        return None
    return value if 0 <= value <= _MOST_VALUE else None


def _escaped(text: str) -> str:
    return "".join(quote(mark, safe="") if mark in _ESCAPED else mark for mark in text)

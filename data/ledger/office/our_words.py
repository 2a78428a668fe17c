"""An office's words → ours: as a mapping translates them, the zone's own names, and the choices of the model."""

from __future__ import annotations

import re

from data.ledger.mapping import Mapping
from data.ledger.office import blanks
from data.ledger.office.groups import without_count
from data.settings import Name

CHOICES = ("agreement", "origin", "channel", "nature")
KINDS_SPLIT = re.compile(r"[、,，;；/+\s]+")


class OurWords:
    """What an office's words mean, by target; the same word is looked up once."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.known: dict[tuple[str, str], str] = {}

    def translated(self, target: str, text: str) -> str:
        """A word as the mapping has it, else as it is."""
        return self.mapping.values.get(target, {}).get(text, text)

    def choice(self, target: str, text: str) -> str | None:
        """A word as one of the target's choices; None where it is none of them."""
        return blanks.word_of(target, self.translated(target, text))

    def constant(self, target: str, label: str) -> object:
        """What a group's label or a sheet's name says of a target."""
        if target in {"industry", "unit"}:
            return self.of_zone(target, label)
        return blanks.word_of(target, label) or label if target in CHOICES else label

    def of_zone(self, target: str, text: str) -> str:
        """An industry or a department by the name that the zone's settings have; any other name stays."""
        if (target, text) not in self.known:
            self.known[target, text] = self._name_of_zone(target, without_count(text))
        return self.known[target, text]

    def _name_of_zone(self, target: str, text: str) -> str:
        names: tuple[Name, ...] = getattr(blanks.zone(), target)
        said = self.translated(target, text)
        return blanks.of_names(said, [name.zh for name in names], [name.en for name in names]) or said

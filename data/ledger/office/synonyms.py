"""What offices call columns and choices, from synonyms.toml beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _headings() -> dict[str, list[str]]:
    """The headings listed, and those that are put together of a beginning and an end («招引» + «部门»)."""
    found = {target: list(words) for target, words in _FILE["headings"].items()}
    listed = {word for words in found.values() for word in words}
    for target, parts in _FILE["combined"].items():
        made = (start + end for start in parts["starts"] for end in parts["ends"])
        found[target] += [word for word in dict.fromkeys(made) if word not in listed]
    return found


#: Target → headings: everything a heading can be matched to but months of a measure, which `headings` reads itself.
SYNONYMS: dict[str, list[str]] = _headings()
#: What a column says that sums a measure's months up.
TOTALS: frozenset[str] = frozenset(_FILE["sums"]["words"])
#: Target → the word an office writes → ours.
WORDS: dict[str, dict[str, str]] = _FILE["words"]

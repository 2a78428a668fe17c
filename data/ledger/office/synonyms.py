"""What offices call columns and choices, from synonyms.toml beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

#: Target → headings: everything a heading can be matched to but months of a measure, which `headings` reads itself.
SYNONYMS: dict[str, list[str]] = _FILE["headings"]
#: What a column says that sums a measure's months up.
TOTALS: frozenset[str] = frozenset(_FILE["sums"]["words"])
#: Target → the word an office writes → ours.
WORDS: dict[str, dict[str, str]] = _FILE["words"]

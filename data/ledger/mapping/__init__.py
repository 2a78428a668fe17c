"""How a ledger's own columns and words become the model's: found by itself, changed by a person, kept as a TOML file.

A mapping that says nothing leaves everything to be found. What it says goes before what would be found, and an entry
that says nothing of the ledger at hand is an error (`office.heeding`).
"""

from data.ledger.mapping.model import (
    ANY_SHEET,
    YUAN,
    DateOrder,
    DateParts,
    GroupRule,
    Mapping,
    Rule,
    Sheet,
    Split,
)
from data.ledger.mapping.targets import DATES, MEASURES, OTHERS, PLAN_TARGETS, is_target, targets
from data.ledger.mapping.toml_file import MappingError, dumps, load, loads

__all__ = [
    "ANY_SHEET",
    "DATES",
    "MEASURES",
    "OTHERS",
    "PLAN_TARGETS",
    "YUAN",
    "DateOrder",
    "DateParts",
    "GroupRule",
    "Mapping",
    "MappingError",
    "Rule",
    "Sheet",
    "Split",
    "dumps",
    "is_target",
    "load",
    "loads",
    "targets",
]

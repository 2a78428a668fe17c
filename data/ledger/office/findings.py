"""Where the rooms of an office's form find `Findings`: it is the checker's."""

from data.ledger.checks.findings import Findings

__all__ = ["Findings"]

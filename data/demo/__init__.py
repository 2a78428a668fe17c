"""The demonstration data: a made-up zone that reproduces the published figures exactly.

Everything but `published_fact` is synthetic. The same tables come out on every platform and Python.
"""

from __future__ import annotations

from data.demo.attributes import describe
from data.demo.dice import Dice
from data.demo.events import activities, blockers, link
from data.demo.funds import fund
from data.demo.investment import invest
from data.demo.scenario import MONTHS_THROUGH
from data.demo.signings import approve, skeleton
from data.demo.tables import tables
from data.model import Tables

__all__ = ["MONTHS_THROUGH", "build"]


def build() -> Tables:
    """The whole ledger, through 2023-09-30: every table of the model, in its columns and types."""
    drafts = skeleton(Dice(7))
    describe(Dice(20), drafts)
    held = activities(Dice(30))
    link(Dice(31), drafts, held)
    invest(Dice(40), drafts)
    fund(Dice(61), drafts)
    approve(Dice(60), drafts)
    return tables(Dice(80), drafts, held, blockers(Dice(70), drafts))

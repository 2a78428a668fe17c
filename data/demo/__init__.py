"""The demonstration data: a made-up zone that reproduces the published figures exactly.

Everything but `published_fact` is synthetic. The same tables come out on every platform and Python.
"""

from __future__ import annotations

from data.demo.appraisal import Weighed, credits, exclusions, exemptions
from data.demo.attributes import describe
from data.demo.dice import Dice
from data.demo.earlier import MONTHS as EARLIER_MONTHS
from data.demo.earlier import Earlier, earlier, earlier_plans, published_at
from data.demo.events import activities, blockers, escalate, link
from data.demo.funds import fund
from data.demo.investment import invest
from data.demo.scenario import MONTHS_THROUGH
from data.demo.signings import approve, skeleton
from data.demo.stages import list_in_statistics, reach_capacity, register
from data.demo.tables import tables
from data.model import Tables

__all__ = ["EARLIER_MONTHS", "MONTHS_THROUGH", "Earlier", "build", "earlier", "earlier_plans", "published_at"]


def build() -> Tables:
    """The whole ledger, through 2023-09-30: every table of the model, in its columns and types."""
    drafts = skeleton(Dice(7))
    describe(Dice(20), drafts)
    held = activities(Dice(30))
    link(Dice(31), drafts, held)
    invest(Dice(40), drafts)
    fund(Dice(61), drafts)
    approve(Dice(60), drafts)
    stuck = blockers(Dice(70), drafts)
    register(Dice(90), drafts)
    list_in_statistics(Dice(91), drafts)
    reach_capacity(Dice(92), drafts)
    escalate(Dice(93), stuck)
    weighed = Weighed(credits(Dice(94), drafts), exclusions(Dice(95), drafts), exemptions(Dice(96), drafts, stuck))
    return tables(Dice(80), drafts, held, stuck, weighed)

"""The switches of the appraisal's page: scheme, targets, the department that is opened, what is supposed."""

from __future__ import annotations

from collections.abc import Sequence

from data.schemes import read_all
from texts.language import N_
from view.appraisal import what_if
from view.filter import Filter, Option, messages

PAGE = "appraisal"
#: What targets are held against: the part that is due by now, where the scheme scales by time, or the whole year's.
AGAINST = {"schedule": N_("What is due by now"), "year": N_("The whole year")}


def schemes() -> tuple[Option, ...]:
    """The schemes that can be used now."""
    return tuple(Option(one.code, one.zh, one.en) for one in read_all().schemes)


def filters(units: Sequence[Option], schemes: Sequence[Option]) -> list[Filter]:
    """The switches. `units`: the departments that the reader may see."""
    return [
        Filter("scheme", N_("Scheme"), tuple(schemes), schemes[0].code if schemes else None, page=PAGE),
        Filter("against", N_("Targets"), messages(AGAINST), "schedule", page=PAGE),
        Filter("appraised", N_("Department opened"), tuple(units), units[0].code if units else None, page=PAGE),
        Filter("what_if", N_("What if"), (), "", page=PAGE, reads=what_if.reads),
    ]

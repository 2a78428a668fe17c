"""The annual appraisal as a page: ranks, points by indicator, one department opened, what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from data.schemes import read_all
from panels.appraisal import opened, standing, words
from panels.appraisal.asked import Appraisal, appraisal, asked
from panels.page import Page, Slot
from panels.panel import Caution, Hidden, Panel
from view.view import View


def page(view: View, chosen: Mapping[str, Any]) -> Page:
    """How do the departments stand in the annual appraisal, and what is each point made of?"""
    t = view.t
    if not may_see(view):
        return Page(t("Projects one by one."), rows=(Slot(_hidden),))
    one = asked(view, chosen)
    if one is None:
        return Page(t("There is no scheme that can be used."), rows=(Slot(_faults),))
    if not one.unit:
        return Page(t("There is no department that you could be shown."))
    made = appraisal(view, one)
    wrong = read_all().faults or made.in_vain
    return Page(
        words.answer(view, made, standing.shown(view, made)), words.beside(view, made),
        rows=(
            *([Slot(partial(_remarks, one=made))] if wrong else []),
            Slot(partial(standing.ranks, one=made)), Slot(partial(standing.matrix, one=made)),
            *opened.slots(made),
        ),
    )  # fmt: skip


def may_see(view: View) -> bool:
    """Is the reader one who may see projects one by one?"""
    return not view.rights.sees_sums_alone


def _hidden(view: View) -> Panel:
    return Panel("appraisal", view.t("Annual appraisal"), "", (Hidden("projects"),))


def _faults(view: View) -> Panel:
    """What is wrong with scheme files."""
    lines = tuple(Caution(one.message(view.language)) for one in read_all().faults)
    return Panel("scheme_faults", view.t("Schemes that cannot be used"), "", lines)


def _remarks(view: View, one: Appraisal) -> Panel:
    """Schemes that cannot be used, and suppositions that mean nothing here."""
    lines = [Caution(fault.message(view.language)) for fault in read_all().faults]
    lines += [Caution(said) for said in one.in_vain]
    return Panel("appraisal_remarks", view.t("Not taken into account"), "", tuple(lines))

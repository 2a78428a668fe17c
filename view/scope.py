"""What a view is of, in words: the zone and the filters in force."""

from __future__ import annotations

from data.settings import settings
from texts import Texts
from view.view import View


def zone_name(t: Texts, *, is_demo: bool) -> str:
    """The zone's name, with the demonstration mark that it carries until a real ledger is published."""
    name = t.name(settings().zone.zh, settings().zone.en)
    return t("{zone} (demo scenario)", zone=name) if is_demo else name


def scope_words(view: View, most: int = 1_000) -> str:
    """The filters in force and the reader's own departments, in words; empty for the whole zone.

    Of a filter no more than `most` names are listed; the others are counted.
    """
    is_bound = view.rights.units is not None and not view.codes("unit")
    t, words = view.t, [_own_units(view, most)] if is_bound else []
    for key, codes in view.chosen:
        # The period is said where the figures are.
        if key != "period":
            words.append(t.few([view.choices[key].label(code, t.language) for code in codes], most))
    return ("；" if t.language == "zh" else "; ").join(words)


def _own_units(view: View, most: int) -> str:
    """The departments that the reader is bound to."""
    t, units = view.t, view.rights.units or ()
    if not units:
        return t("no department, since none was given to this account")
    named = t.few([view.unit_name(unit) for unit in units], most)
    return t("{units} (all that this account may see)", units=named)

"""What stands on a page, in its order and its places, as a value: an answer, cards, panels still to be made.

A panel is made when its place is drawn, so that the first stands before the last is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import queries
from panels.panel import Card, Caution, Panel
from panels.questions import Question
from view.view import View


@dataclass(frozen=True)
class Slot:
    """A panel's place. With a `switch` (a filter's key) the panel is made of the view and of the code chosen."""

    make: Callable[..., Panel]
    switch: str = ""

    def panel(self, view: View, code: str = "") -> Panel:
        """The panel; `code` is what its switch stands at. One that does not fit says so, and the others stand."""
        try:
            made: Panel = self.make(view, code) if self.switch else self.make(view)
        except queries.DoesNotFitError as error:
            return _not_fitting(view, getattr(self.make, "__name__", "panel"), error)
        return made


def _not_fitting(view: View, key: str, error: queries.DoesNotFitError) -> Panel:
    t = view.t
    if isinstance(error, queries.TooSlowError):
        seconds = f"{queries.TIMEOUT_SECONDS:.0f}"
        why = t(
            "This was not answered within {seconds} s and was stopped. Choose fewer projects with the filters.",
            seconds=seconds,
        )
    else:
        why = t(
            "This needs more memory than the database may use here. Choose fewer projects with the filters, or give it "
            "more (DASHBOARD_MEMORY, in MB)."
        )
    return Panel(key, t("Too many projects for this panel"), "", (Caution(why),))


@dataclass(frozen=True)
class Stack:
    """Panels one below the other in one place."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Side:
    """Places side by side, two a row."""

    places: tuple[Slot | Stack, ...]


@dataclass(frozen=True)
class Page:
    """A page: what it answers, what is said `beside`, its cards, a remark where something is not shown, its rows."""

    answer: str
    beside: str = ""
    cards: tuple[Card, ...] = ()
    remark: str = ""
    rows: tuple[Side | Slot, ...] = ()
    #: Of the figures in the answer and beside it.
    question: Question | None = None
    #: What it is of, where it is of another day than the reader's own view.
    view: View | None = None

    @property
    def answer_panel(self) -> Panel:
        """The answer by itself, for its drawer."""
        return Panel("answer", self.answer, self.beside, (), self.question)

    @property
    def slots(self) -> Iterator[Slot]:
        """The places of panels, from top to bottom."""
        for row in self.rows:
            for place in row.places if isinstance(row, Side) else (row,):
                yield from place.slots if isinstance(place, Stack) else (place,)

    def panels(self, view: View, chosen: Mapping[str, str]) -> Iterator[Panel]:
        """All panels; `chosen`: what the switches stand at, by key, where not at their default."""
        for slot in self.slots:
            code = view.choices[slot.switch].default or "" if slot.switch else ""
            yield slot.panel(view, chosen.get(slot.switch, code))

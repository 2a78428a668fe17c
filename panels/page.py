"""What stands on a page, in its order and its places, as a value: an answer, cards, panels still to be made.

A panel is made when its place is drawn, so that the first stands before the last is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import queries
from panels.panel import Card, Caution, Panel
from panels.questions import Question
from panels.unanswered import answered, why
from view.view import View


@dataclass(frozen=True)
class Slot:
    """A panel's place. With a `switch` (a filter's key) the panel is made of the view and of the code chosen."""

    make: Callable[..., Panel]
    switch: str = ""

    def panel(self, view: View, code: str = "") -> Panel:
        """The panel; `code` is what its switch stands at. One that is not answered says why, and the others stand."""
        try:
            made: Panel = self.make(view, code) if self.switch else self.make(view)
        except queries.UnansweredError as error:
            return unanswered(view, getattr(self.make, "__name__", "panel"), error)
        return made


class Gap(Caution):
    """Why a panel does not stand here: its question has no answer."""


def gaps(panels: Iterable[Panel]) -> tuple[str, ...]:
    """What a file says of panels that do not stand in it, each reason once."""
    return tuple(dict.fromkeys(part.text for one in panels for part in one.parts if isinstance(part, Gap)))


def unanswered(view: View, key: str, error: queries.UnansweredError) -> Panel:
    """The panel `key` whose question has no answer."""
    is_away = isinstance(error, queries.ClusterError)
    title = view.t("The cluster does not answer") if is_away else view.t("Too many projects for this panel")
    return Panel(key, title, "", (Gap(why(view.t, error)),))


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

    answer: str = ""
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


def headed(view: View, page: Page, answer: Callable[[], str], cards: Callable[[], tuple[Card, ...]] = tuple) -> Page:
    """The page with its answer and its cards; a sentence in the place of what does not fit, and the panels stand."""
    try:
        said = replace(page, answer=answer())
    except queries.UnansweredError as error:
        # Of this sentence nothing can be asked.
        said = replace(page, answer=why(view.t, error), question=None)
    try:
        return replace(said, cards=cards())
    except queries.UnansweredError as error:
        reason = why(view.t, error)
        return said if reason == said.answer else replace(said, remark=" ".join(filter(None, (reason, said.remark))))


def whole(make: Callable[[View, Mapping[str, Any]], Page]) -> Callable[[View, Mapping[str, Any]], Page]:
    """A page as it is made; where what stands on it depends on a question that does not fit, the sentence alone."""

    @wraps(make)
    def made(view: View, chosen: Mapping[str, Any]) -> Page:
        return answered(view, lambda: make(view, chosen), Page)

    return made

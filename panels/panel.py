"""What a panel is: its words, its question and what stands in it, as a value. The page, the wall and the files draw it.

A panel's maker is `View → Panel`, without Streamlit and without HTML, so that what the three show is one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pandas as pd

from charts import Drawing
from data.settings import settings
from figures.catalogue import FIGURES
from panels.questions import Question
from queries.keeping import weight
from texts import MoneyScale
from texts.progress import Light, light
from view.aggregates import answers
from view.view import ProjectsHiddenError, View

#: Who sees it: the working zone, or guests, before whom stand no schedule, no ranking and no department.
Audience = Literal["working", "display"]
#: What a click on a chart asks: the mark's own fields → the question; None where the mark means nothing.
Asks = Callable[[Mapping[str, Any]], Question | None]
#: How a figure stands against its schedule; None where there is none.
Status = Light | None


@dataclass(frozen=True)
class Card:
    """A figure at a glance: what it is, how much, and a word on how it stands. Its label opens `question`."""

    label: str
    value: str
    note: str
    question: Question
    status: Status = None

    @property
    def key(self) -> str:
        """What it asks first, which stays while its words and figures change."""
        return self.question.figures[0]


@dataclass(frozen=True)
class Chart:
    """A chart of `rows`: `build(rows, texts, palette, **more)`; `key` names what they are within the view.

    `words` tell it; `asks` is what a click on one of its marks asks. `height` in px of a page.
    """

    key: str
    build: Callable[..., Drawing]
    rows: pd.DataFrame
    height: int
    words: str
    more: Mapping[str, Any] = field(default_factory=dict)
    asks: Asks | None = None
    #: Whether `rows` are the chart's rows from top to bottom, so that the last can be left out where there is no room.
    has_rows: bool = False
    #: Whether the chart's labels depend on its size.
    knows_size: bool = False


@dataclass(frozen=True)
class Table:
    """Rows by named columns (figures.columns). `money` is the unit of its amounts (the small one without).

    With a `question` every column and cell can be asked about: `names` is the column of `rows` with the code of the
    question's dimension (the total's row has none and asks for the whole). `visible` rows stand without scrolling;
    `saved` are the columns of its file, if others. `others`: so many more rows there are than `rows` holds.
    `is_gone_through`: the wall shows all of them, page after page. `is_plain`: drawn as text with links, since a
    click that sorts would sort these rows alone, of a list that has more. `is_tall`: long words have several lines.
    """

    key: str
    rows: pd.DataFrame
    columns: tuple[str, ...]
    question: Question | None = None
    names: str = ""
    money: MoneyScale | None = None
    visible: int | None = None
    saved: tuple[str, ...] = ()
    others: int = 0
    is_gone_through: bool = False
    is_plain: bool = False
    is_tall: bool = False

    @property
    def in_file(self) -> tuple[str, ...]:
        return self.saved or self.columns


@dataclass(frozen=True)
class Cell:
    """A cell in words, and what of it is stressed, after it; in the colour of a light, whose shape the words have."""

    text: str
    stressed: str = ""
    light: Literal["red", "amber"] | None = None

    def __str__(self) -> str:
        return self.text + self.stressed


@dataclass(frozen=True)
class Written:
    """A table of words and figures as they are written: a unit of its own in each row."""

    key: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str


def weight_of(*parts: Chart | Table | Written) -> int:
    """Bytes of their rows, for what keeps them."""
    return sum(weight(one.rows) for one in parts if not isinstance(one, Written))


@dataclass(frozen=True)
class Note:
    """A remark under what it is about."""

    text: str


@dataclass(frozen=True)
class Text:
    """Running text, a paragraph each. With a `question`, known by `key`, its figures can be asked about.

    `behind`: the figures as a table, for its file.
    """

    paragraphs: tuple[str, ...]
    question: Question | None = None
    key: str = ""
    behind: Table | None = None


@dataclass(frozen=True)
class Lines:
    """Short remarks, one below the other."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Nothing:
    """Why there is nothing to show, in words."""

    text: str


@dataclass(frozen=True)
class Caution:
    """What has to be known before what follows is read."""

    text: str


@dataclass(frozen=True)
class Hidden:
    """In the place of what the reader may not see: project rows, or sums that would tell of a single one."""

    of: Literal["projects", "sums"]


@dataclass(frozen=True)
class Heading:
    """A name over what follows, with its light where it has a status."""

    text: str
    status: Status = None


@dataclass(frozen=True)
class Grid:
    """Cells side by side, so many a row; fewer where they would be narrower than `least` px."""

    a_row: int
    least: int
    cells: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True)
class Bar:
    """How much of a whole is done, and how much is due by now (None: no schedule is shown). Shares of 1."""

    done: float
    due: float | None


Part = Card | Chart | Table | Written | Note | Text | Lines | Nothing | Caution | Hidden | Heading | Grid | Bar


@dataclass(frozen=True)
class Panel:
    """What it says as its title, what it shows and in which unit, what can be asked of it, and what stands in it.

    `key` names it on its page, whatever it says.
    """

    key: str
    title: str
    subtitle: str
    parts: tuple[Part, ...] = ()
    question: Question | None = None
    #: The title where there is little room, or where what it leaves out stands beside it.
    short: str = ""

    def _all(self, parts: Sequence[Part]) -> Iterator[Part]:
        for part in parts:
            if isinstance(part, Grid):
                for cell in part.cells:
                    yield from self._all(cell)
            else:
                yield part

    @property
    def every(self) -> tuple[Part, ...]:
        """Its parts, those within grids too."""
        return tuple(self._all(self.parts))

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(one for one in self.every if isinstance(one, Card))

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(one for one in self.every if isinstance(one, Chart))

    @property
    def tables(self) -> tuple[Table | Written, ...]:
        return tuple(one for one in self.every if isinstance(one, Table | Written))

    @property
    def weight(self) -> int:
        """Bytes of its rows, for what keeps it."""
        return weight_of(*self.charts, *self.tables)

    @property
    def has_more(self) -> bool:
        """Is there anything to ask or to save?"""
        return bool(self.question or self.charts or self.tables)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that its figures are made of (codes of the definitions)."""
        asked = [self.question, *(card.question for card in self.cards)]
        return tuple(FIGURES[code].term for one in asked if one for code in one.figures)

    def asked(self, question: Question | None) -> Panel:
        """The same panel, asked something else."""
        return replace(self, question=question)


def of_card(card: Card) -> Panel:
    """A card by itself, for its drawer."""
    return Panel(card.key, card.label, "", (), card.question)


def of_projects(make: Callable[[], Sequence[Part]]) -> tuple[Part, ...]:
    """Parts that list projects; a sentence in their place where the reader may not see them."""
    try:
        return tuple(make())
    except ProjectsHiddenError:
        return (Hidden("projects"),)


def untold(view: View, query: str, key: str, title: str, *, of_projects: bool = False) -> Panel | None:
    """The panel in whose place a sentence stands, where the reader may not be answered its query; else None."""
    if not view.rights.sees_sums_alone or answers.may_ask(query):
        return None
    return Panel(key, title, "", (Hidden("projects" if of_projects else "sums"),))


def status(points_ahead: float) -> Status:
    """The light of so many points ahead."""
    return light(points_ahead, settings().schedule.amber_points)

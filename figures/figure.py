"""What an entry of the catalogue is, and how entries are built: a figure, or a column that says of whom it is."""

from __future__ import annotations

from typing import Literal, NamedTuple

#: How a figure is written: a number of projects; one of months; 万元; a share of one; a rate (a share that says of how
#: few it is); percentage points; days; a difference of counts, with its sign; a share of growth, with its sign.
FigureForm = Literal["count", "months", "money", "share", "rate", "points", "days", "change", "growth"]
#: How what is no figure is written: words; a code, as its dimension calls it; a day; a month; yes or no; a quarter,
#: by its first day.
DimensionForm = Literal["text", "name", "date", "month", "flag", "quarter"]
Form = Literal[FigureForm, DimensionForm]
#: How the parts make the figure: a ÷ b, a − b (of shares in percentage points), a ÷ b − 1.
Sign = Literal["", "÷", "−", "growth"]


class Figure(NamedTuple):
    """What stands in a column of a query, in a card or a table.

    `label`: message id of its name where it stands alone; `heading`: a shorter one in a table of its own kind, where
    it has one. `term`: its code in figures.definitions, of every figure. `flag` and `amount`: columns of the query
    `projects`: the figure's projects, and what each brings to it; without an amount they are counted. `sign` and
    `parts`: the figures that it is made of; `least`: it is not less than that. `of`: of a rate, how many it is of.
    """

    label: str
    term: str
    form: Form
    flag: str = ""
    amount: str = ""
    sign: Sign = ""
    parts: tuple[str, ...] = ()
    heading: str = ""
    of: str = ""
    least: float | None = None


def count(label: str, term: str, flag: str = "", heading: str = "") -> Figure:
    """A number of projects (those with the flag), of days that are counted."""
    return Figure(label, term, "count", flag, heading=heading)


def months(label: str, term: str, heading: str = "") -> Figure:
    """A number of months."""
    return Figure(label, term, "months", heading=heading)


def money(label: str, term: str, flag: str = "", amount: str = "", heading: str = "") -> Figure:
    """An amount in 万元: of the projects with the flag, the sum of their amounts."""
    return Figure(label, term, "money", flag, amount, heading=heading)


def share(label: str, term: str, heading: str = "") -> Figure:
    """A share (0 to 1) that its query makes, of other rows than its own."""
    return Figure(label, term, "share", heading=heading)


def days(label: str, term: str, flag: str = "", amount: str = "", heading: str = "") -> Figure:
    """A number of days, or the median of those of the projects with the flag."""
    return Figure(label, term, "days", flag, amount, heading=heading)


def each(label: str, term: str, whole: str, number: str) -> Figure:
    """What a whole in 万元 comes to for each of a number."""
    return Figure(label, term, "money", sign="÷", parts=(whole, number))


def ratio(label: str, term: str, over: str, under: str, heading: str = "", of: str = "") -> Figure:
    """over ÷ under (1 = all of it); with `of` a rate, which says of how few it is."""
    return Figure(label, term, "rate" if of else "share", sign="÷", parts=(over, under), heading=heading, of=of)


def growth(label: str, now: str, before: str, heading: str = "") -> Figure:
    """now ÷ before − 1 (0.1 = 10 %)."""
    return Figure(label, "year_on_year", "growth", sign="growth", parts=(now, before), heading=heading)


def difference(label: str, term: str, form: Form, one: str, other: str, heading: str = "") -> Figure:
    """one − other; of shares, in the form of points, in percentage points."""
    return Figure(label, term, form, sign="−", parts=(one, other), heading=heading)


def dimension(label: str, form: DimensionForm) -> Figure:
    """A column that is no figure: it says which project, name or day its row is of."""
    return Figure(label, "", form)

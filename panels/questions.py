"""What may be asked of a card, a chart or a table: which figures, where they stand, and which projects are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_
from typing import Any

import pandas as pd

import queries
from figures.catalogue import FIGURES
from texts.withheld import WITHHELD, is_withheld
from texts.writing import is_missing
from view.names import name_of
from view.view import ProjectsHiddenError, View

#: A column and the row that it is read in: {column: value}; an empty one is the first row.
Cell = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Source:
    """A query and where figures stand in its rows.

    A figure stands in the column of its own name, in the first row, or in the one that `where` finds; `cells`
    names those that stand elsewhere. `name` is the column that names the row, in a query with a row a name.
    """

    query: str
    name: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)
    params: Mapping[str, queries.Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """Figures that can be asked for; `shown` is the one to begin with, else the first.

    `source` has them of the whole, `groups` one row a name of `dimension` (a column of the query `projects`, or
    'kind'); `name` is the one asked for, where `is_named`. `params` are those in which the question differs from
    the view, `about` says so in words.
    """

    figures: tuple[str, ...]
    source: Source | None = None
    groups: Source | None = None
    dimension: str = ""
    name: Any = None
    is_named: bool = False
    shown: str = ""
    params: Mapping[str, queries.Value] = field(default_factory=dict)
    about: str = ""
    #: The query whose rows are the projects behind its figures; of some figures another, by their codes.
    listed: str = "projects"
    listed_by: Mapping[str, str] = field(default_factory=dict)
    #: Why no one list of projects stands behind its figures; empty where one does.
    unlisted: str = ""

    def of(self, name: Any, figure: str | None = None) -> Question:
        """The same question of one name; `figure` is then shown first."""
        return replace(self, name=name, is_named=True, shown=figure or self.shown)

    def first(self, figure: str) -> Question:
        """The same question, beginning with one figure."""
        return replace(self, shown=figure)

    def origin(self, *, is_named: bool) -> Source:
        """Where the figures of a name, or of the whole, stand."""
        found = self.groups if is_named else self.source
        if found is None:
            raise ValueError(f"no source of {'names' if is_named else 'the whole'}: {self.figures}")
        return found


def names(view: View, question: Question) -> list[Any]:
    """The names that the question can be asked of, as its query orders them; missing ones as None.

    None where the names are projects that the reader may not see.
    """
    if question.groups is None:
        return []
    try:
        column = rows(view, question, question.groups)[question.groups.name]
    except ProjectsHiddenError:
        return []
    if question.source is not None and question.source.query == question.groups.query:
        column = column.dropna()  # the whole's own row
    # Once each: a query may have several rows a name, told apart by where its figures stand.
    return list(dict.fromkeys(None if is_missing(value) else value for value in column))


def called(view: View, question: Question, name: Any) -> str:
    """What a name of the question is called: a project or event by its own name, all else as its dimension says."""
    if question.groups is not None and question.dimension == "project_id":
        found = rows(view, question, question.groups)
        return str(found.loc[found["project_id"] == name, "name"].iloc[0])
    if question.groups is not None and question.dimension == "activity_id":
        found = rows(view, question, question.groups)
        return str(found.loc[found["activity_id"] == name, "title"].iloc[0])
    return name_of(view, question.dimension, name)


def rows(view: View, question: Question, source: Source) -> pd.DataFrame:
    """The rows of a question's query."""
    return view.run(source.query, **source.params, **question.params)


def figure(view: View, question: Question, code: str, name: Any = None, *, is_named: bool = False) -> float:
    """A figure's value, as its query has it, the mark of a withheld one too; NaN where the query has no such row."""
    found = _cells(view, question, code, name, is_named=is_named)
    if found.empty or is_missing(found.iloc[0]):
        return WITHHELD if not found.empty and is_withheld(found.iloc[0]) else float("nan")
    return float(found.iloc[0])


def has_figure(view: View, question: Question, code: str, name: Any = None, *, is_named: bool = False) -> bool:
    """Does the query have this figure, of the whole or of this name?"""
    source = question.groups if is_named else question.source
    if source is None or code not in FIGURES:
        return False
    column, _ = source.cells.get(code, (code, source.where))
    if column not in rows(view, question, source):
        return False
    return not _cells(view, question, code, name, is_named=is_named).empty


def _cells(view: View, question: Question, code: str, name: Any, *, is_named: bool) -> pd.Series:
    """The figure's column in the rows that it may stand in."""
    source = question.origin(is_named=is_named)
    column, where = source.cells.get(code, (code, source.where))
    found = rows(view, question, source)
    # This column alone is narrowed: rows of all columns take many times as long to pick.
    named = [(source.name, name)] if is_named else []
    picked = [_is(found[key], value) for key, value in (*named, *where.items())]
    return found[column][reduce(and_, picked)] if picked else found[column]


def projects(view: View, question: Question, code: str, name: Any = None, *, is_named: bool = False) -> pd.DataFrame:
    """The projects in the question's scope: rows of the figure's list, those of the name where it is of one."""
    found = view.run(question.listed_by.get(code, question.listed), **question.params)
    if not is_named:
        return found
    if question.dimension == "kind":
        kinds = view.run("project_kinds", **question.params)
        if name is None:
            return found[~found["project_id"].isin(kinds["project_id"])]
        return found[found["project_id"].isin(kinds.loc[kinds["kind"] == name, "project_id"])]
    return found[_is(found[question.dimension], name)]


def _is(column: pd.Series, value: Any) -> pd.Series:
    return column.isna() if value is None else column == value

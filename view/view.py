"""What a reader looks at: language, theme, data version, as-of date and filters, as one value.

All panels of a run share its version, so a publish in between never mixes two states on one page. The reader's rights
are part of the view: no query is asked without them, and nothing that is kept of a view is shown to a reader with
others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import pandas as pd

import queries
from access.rights import Rights
from charts import PALETTES, Palette
from data import versions
from data.settings import generation, settings
from texts import Language, Texts, texts
from view import filters, made
from view.aggregates import answers
from view.aggregates.answers import ProjectsHiddenError as ProjectsHiddenError  # noqa: PLC0414 - named where views are
from view.filter import Filter

#: Filter → the codes chosen of it.
Chosen = tuple[tuple[str, tuple[str, ...]], ...]
#: What the appraisal is made of.
_OF_ALL = frozenset({"appraisal_contributions", "appraisal_moves", "appraisal_targets", "appraisal_schedule"})


def chosen(codes: Mapping[str, str | Sequence[str] | None], known: Mapping[str, Filter]) -> Chosen:
    """Choices of the filters that narrow every page, as a view holds them: those that are not at their default."""
    found = []
    for key, one in known.items():
        of = codes.get(key) or ()
        listed = (of,) if isinstance(of, str) else tuple(of)
        if one.is_shared and listed and listed != (one.default,):
            found.append((key, listed))
    return tuple(found)


@dataclass(frozen=True)
class Edition:
    """The data version's own facts (one row of the query `version`)."""

    version: str
    file: str
    is_demo: bool
    months_through: dt.date
    first_day: dt.date
    last_day: dt.date
    #: Named by the reader or the link, not the newest.
    is_pinned: bool = False
    #: Which state of the settings: names, their order and colours are of it (`settings.generation`).
    settings: int = 0


@dataclass(frozen=True)
class View:
    """A reader's view. `chosen`: the codes of the filters that are not at their default (made by `chosen`)."""

    edition: Edition
    language: Language
    theme: Literal["light", "dark"]
    as_of: dt.date
    year: int
    chosen: Chosen = ()
    #: What the reader should know of this view: parameters that were ignored, a period that is not used.
    remarks: tuple[str, ...] = ()
    #: By what the link would narrow the view that a reader of sums alone is not shown narrowed: names of filters.
    narrowed_by: tuple[str, ...] = ()
    #: Of the reader. Without a default: a view that forgot them would show everything.
    rights: Rights = field(kw_only=True)

    @property
    def t(self) -> Texts:
        return texts(self.language)

    @property
    def palette(self) -> Palette:
        return PALETTES[self.theme]

    @cached_property
    def choices(self) -> dict[str, Filter]:
        return filters.filters(self.edition.version, self.rights)

    def codes(self, key: str) -> tuple[str, ...]:
        """What is chosen of a filter; none where it stands at its default."""
        return dict(self.chosen).get(key, ())

    def code(self, key: str) -> str:
        """What is chosen of a filter of one choice, be it the default."""
        return next(iter(self.codes(key)), self.choices[key].default or "")

    def at_default(self, key: str) -> View:
        """The same view with one filter at its default."""
        return replace(self, chosen=tuple(one for one in self.chosen if one[0] != key))

    @property
    def period(self) -> str:
        return self.code("period")

    @property
    def period_from(self) -> dt.date:
        return filters.period_bounds(self.year, self.period)[0]

    @property
    def period_to(self) -> dt.date:
        return filters.period_bounds(self.year, self.period)[1]

    @property
    def has_begun(self) -> bool:
        """Does the period begin by the as-of date?"""
        return self.period_from <= self.as_of

    def period_name(self) -> str:
        """The period's name: 2022年, 2023年第三季度, 2023年9月."""
        t = self.t
        if self.period == "full":
            return t.year(self.year)
        if self.period_from.month == self.period_to.month:
            return t.months(self.period_from, self.period_to)
        label = self.choices["period"].label(self.period, self.language)
        return t("{period} {year}", period=label, year=t.year(self.year))

    def period_words(self) -> str:
        """The period of figures; while it is under way, how far: 2023年1—9月, 2023年9月（至9月8日）."""
        if not self.has_begun or self.period_to <= self.as_of:
            return self.period_name()
        is_month_end = (self.as_of + dt.timedelta(days=1)).day == 1
        if self.period == "full" and is_month_end:
            return self.t.months(self.period_from, self.as_of)
        return self.t("{period} (to {day})", period=self.period_name(), day=self.t.day_of_year(self.as_of))

    def money_month(self) -> dt.date | None:
        """The last month whose money counts, where it ends before the as-of date.

        None where it ends on it, and where no money is reported at all.
        """
        row = self.run("cutoff").iloc[0]
        is_reported = row[["funds_from", "invested_from"]].notna().any()
        return row["money_month"].date() if is_reported and not row["is_month_end"] else None

    def run(self, name: str, **more: queries.Value) -> pd.DataFrame:
        """Answer a query for this view; `more` adds or overrides parameters.

        What a reader of sums alone may not see of the answer is withheld in it (texts.withheld).

        The answers of view/made.py are asked in the same way.

        Raises:
            ProjectsHiddenError: its rows are projects, and the reader may see sums alone; or (SumsHiddenError) single
                projects' figures could be computed from what is asked.
        """
        if name in made.MADE_OF:
            if self.rights.sees_sums_alone:
                raise ProjectsHiddenError(name)
            return made.answer(name, self.edition.version, self.parameters(more))
        if queries.is_of_projects(name):
            if not self.rights.sees_projects:
                raise ProjectsHiddenError(name)
        elif self.rights.sees_sums_alone:
            return answers.answer(name, self.edition.version, self.edition.last_day, self.parameters(more))
        return queries.run(name, version=self.edition.version, **self.parameters(more))

    def run_of_all(self, name: str) -> pd.DataFrame:
        """Answer one of the appraisal's queries for all departments, to a reader who is bound to some too.

        A rank and the credit for a shared project are of the whole zone (docs/adr/0016): who shows the rows tells such
        a reader the own departments' sums alone, and no name of another one's project.

        Raises:
            ProjectsHiddenError: the reader may see sums alone.
            ValueError: it is no query of the appraisal.
        """
        return queries.run(name, version=self.edition.version, **self._of_all(name))

    def count_of_all(self, name: str) -> int:
        """How many rows `run_of_all` would answer. Raises as that."""
        return queries.count(name, version=self.edition.version, **self._of_all(name))

    def _of_all(self, name: str) -> dict[str, queries.Value]:
        if name not in _OF_ALL:
            raise ValueError(f"{name} is answered to each reader of the own departments")
        if self.rights.sees_sums_alone:
            raise ProjectsHiddenError(name)
        return self.parameters(filters.WHOLE_ZONE) | {"bound_units": None}

    def parameters(self, more: Mapping[str, queries.Value] | None = None) -> dict[str, queries.Value]:
        """The view as query parameters, with `more` in their place; none widens the reader's own departments."""
        weights = settings().schedule.quarter_weights
        narrowed: dict[str, queries.Value] = {}
        for key, make in filters.PARAMETERS.items():
            narrowed |= make(self.codes(key), self.year)
        return {
            "as_of": self.as_of,
            "year": self.year,
            "project_ids": None,
            **narrowed,
            "matured_days": settings().review.matured_days,
            "report_days": settings().bulletin.report_days,
            **settings().lights.numbers(),
            "behind_basis": settings().lights.behind.basis,
            **{f"weight_q{quarter}": weight for quarter, weight in enumerate(weights, start=1)},
            **(more or {}),
            "bound_units": self.rights.units,
        }

    def industry_name(self, zh: str) -> str:
        """An industry in the reader's language."""
        return self.choices["industry"].label(zh, self.language)

    def unit_name(self, zh: str) -> str:
        """A department in the reader's language."""
        return self.choices["unit"].label(zh, self.language)


def edition(version: str, *, is_pinned: bool = False) -> Edition:
    """The facts of a version."""
    row = queries.run("version", version=version).iloc[0]
    return Edition(
        version=row["version"],
        file=str(versions.path(version)),
        is_demo=bool(row["is_demo"]),
        months_through=row["months_through"].date(),
        first_day=row["first_day_of_data"].date(),
        last_day=row["last_day_of_data"].date(),
        is_pinned=is_pinned,
        settings=generation(),
    )

"""The filters: each once, with its name, its labels, what it means to the queries and where it applies.

What may be chosen is the settings' and the data's of a version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

import queries
from access.rights import Rights
from data import model, versions
from data.settings import Name, generation, settings
from texts import DEFAULT, texts
from texts.language import N_
from texts.terms import CATEGORIES
from view import listing, monthly
from view.appraisal import switches as appraisal
from view.compared import since
from view.filter import Filter, Option, Parameters, messages

#: Pages that speak of the whole year, whatever period is chosen.
_WHOLE_YEAR = frozenset({"", "targets", "review", "projects", "project", "bulletin", "appraisal", "data", "admin"})
SIZES: dict[str, tuple[float | None, float | None]] = {
    "all": (None, None),
    "over_1b": (100_000, None),
    "over_100m": (10_000, None),
    "under_100m": (None, 10_000),
}
_SIZE_NAMES = {
    "all": N_("All sizes"),
    "over_1b": N_("¥1B and over"),
    "over_100m": N_("¥100M and over"),
    "under_100m": N_("Under ¥100M"),
}
#: Links that were shared before say so.
_EARLIER_SIZES = {"over_100m": ("1亿元以上",)}
#: Period code → (label, first month, last month).
PERIODS: dict[str, tuple[str, int, int]] = {
    "full": (N_("Full year"), 1, 12),
    "h1": (N_("H1"), 1, 6),
    "h2": (N_("H2"), 7, 12),
    "q1": (N_("Q1"), 1, 3),
    "q2": (N_("Q2"), 4, 6),
    "q3": (N_("Q3"), 7, 9),
    "q4": (N_("Q4"), 10, 12),
} | {f"m{month:02d}": ("", month, month) for month in range(1, 13)}
AGREEMENTS = {"all": None, "formal": "正式", "framework": "框架"}
_AGREEMENT_NAMES = {
    "all": N_("All agreements"),
    "formal": N_("Formal agreement"),
    "framework": N_("Framework agreement"),
}
THEMES = {"system": N_("Auto"), "light": N_("Light"), "dark": N_("Dark")}
READINGS = {"cohort": N_("By year of signing"), "period": N_("Within the period")}
#: What becomes of the signings of a month, month after month: which share is shown.
SHARES = {"started": N_("Share started"), "arrived": N_("Share of planned investment arrived")}
#: By what funnels stand side by side.
DIMENSIONS = {
    "industry": N_("Industry"),
    "unit": N_("Department"),
    "kind": N_("Investor"),
    "size": N_("Size"),
    "channel": N_("Channel"),
}
#: What funds arrived are held against on the targets page: they have no target of their own.
FUNDS = {"last_year": N_("Beside last year"), "plan": N_("Against the annual plan")}
#: What the quarters' composition by industry is of.
COMPOSITIONS = {"signed": N_("Investment signed"), "arrived": N_("Funds arrived")}
#: Of what the ten largest projects are listed (as in the query concentration).
LARGEST = {
    "signed_planned": N_("Investment signed"),
    "funds_arrived": N_("Funds arrived"),
    "invested": N_("Completed investment"),
    "plan": N_("Annual plan"),
}
#: By what the agreements signed are made up on the overview.
MAKEUPS = {"kind": N_("Size and investor"), "channel": N_("Channel"), "unit": N_("Department")}
#: The parts of the data page.
SECTIONS = {
    "import": N_("Import"),
    "versions": N_("Versions"),
    "quality": N_("Data quality"),
    "lists": N_("Lists"),
}
#: Those for whoever may publish.
EDITORS_SECTIONS = frozenset({"import"})
#: The parts of the access page.
MANAGED = {
    "roles": N_("Roles"),
    "logins": N_("Who is logged in"),
    "keys": N_("Keys of screens"),
    "rules": N_("Rules"),
    "audit": N_("Audit"),
}


def period_bounds(year: int, period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period code in a year."""
    _, first, last = PERIODS[period]
    after = dt.date(year + last // 12, last % 12 + 1, 1)
    return dt.date(year, first, 1), after - dt.timedelta(days=1)


def _list_of(name: str) -> Parameters:
    return lambda codes, _year: {name: codes or None}


def _period(codes: tuple[str, ...], year: int) -> dict[str, queries.Value]:
    first, last = period_bounds(year, codes[0] if codes else "full")
    return {"period_from": first, "period_to": last}


def _size(codes: tuple[str, ...], _year: int) -> dict[str, queries.Value]:
    low, below = SIZES[codes[0] if codes else "all"]
    return {"min_planned": low, "below_planned": below}


def _agreement(codes: tuple[str, ...], _year: int) -> dict[str, queries.Value]:
    return {"agreement": AGREEMENTS[codes[0] if codes else "all"]}


#: Filter that narrows every page → what its choice means to the queries.
PARAMETERS: dict[str, Parameters] = {
    "period": _period,
    "industry": _list_of("industries"),
    "unit": _list_of("units"),
    "size": _size,
    "kind": _list_of("kinds"),
    "channel": _list_of("channels"),
    "leader": _list_of("leaders"),
    "agreement": _agreement,
}
#: Query parameters of the whole zone, whatever a page is narrowed to; as far as the reader may see it.
WHOLE_ZONE: dict[str, None] = {
    name: None for key, make in PARAMETERS.items() if key != "period" for name in make((), 2000)
}


def filters(version: str, rights: Rights) -> dict[str, Filter]:
    """All choice filters of a version, by key: the settings' names first, then what only the data names.

    A reader who is bound to departments chooses among these, and among names that their projects bring.
    """
    path = versions.path(version)
    names_people = not rights.sees_sums_alone
    return _filters(
        path, version, rights.units, generation(), appraisal.schemes(), is_editor=rights.publishes,
        names_people=names_people,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _filters(
    _file: Path,
    version: str,
    units: tuple[str, ...] | None,
    _generation: int,
    schemes: tuple[Option, ...],
    *,
    is_editor: bool,
    names_people: bool,
) -> dict[str, Filter]:
    named = queries.run("choices", version=version, bound_units=units)
    seen = {name: list(rows["value"]) for name, rows in named.groupby("filter")}
    leaders: list[str] = []
    if names_people:
        leaders = list(queries.run("leaders", version=version, bound_units=units)["lead_official"])
    days = queries.run("version", version=version).iloc[0]
    span = range(days["first_day_of_data"].year, days["last_day_of_data"].year + 1)
    years = [Option(str(year), str(year), str(year)) for year in span]
    every = [
        Filter("lang", N_("Language"), (Option("zh", "中文", "中文"), Option("en", "EN", "EN")), DEFAULT),
        Filter("theme", N_("Theme"), messages(THEMES), "system"),
        Filter("year", N_("Year"), tuple(years)),
        Filter("period", N_("Period"), _periods(), "full", not_on=_WHOLE_YEAR),
        Filter("industry", N_("Industry"), _names(settings().industry, seen.get("industry", [])), is_multiple=True,
               everything=N_("All industries")),
        Filter("unit", N_("Responsible department"), _units(seen.get("unit", []), units), is_multiple=True,
               everything=N_("All departments")),
        Filter("size", N_("Planned investment"), messages(_SIZE_NAMES, _EARLIER_SIZES), "all"),
        Filter("kind", N_("Investor"), _categories(get_args(model.Kind)), is_multiple=True, is_more=True,
               everything=N_("All investors")),
        Filter("channel", N_("Channel"), _categories(get_args(model.Channel)), is_multiple=True, is_more=True,
               everything=N_("All channels")),
        Filter("leader", N_("Leader in charge"), _as_written(leaders), is_multiple=True, is_more=True,
               everything=N_("All leaders")),
        Filter("agreement", N_("Agreement"), messages(_AGREEMENT_NAMES), "all", is_more=True),
        Filter("reading", N_("Reading"), messages(READINGS), "cohort", page="funnel"),
        Filter("follow", N_("Month after month"), messages(SHARES), "started", page="funnel"),
        Filter("event_follow", N_("By event, month after month"), messages(SHARES), "started", page="activities"),
        Filter("by", N_("Side by side"), messages(DIMENSIONS), "industry", page="funnel"),
        Filter("funds", N_("Funds arrived"), messages(FUNDS), "last_year", page="targets"),
        Filter("composition", N_("Composition by quarter"), messages(COMPOSITIONS), "signed", page="industries"),
        Filter("largest", N_("Largest projects"), messages(LARGEST), "signed_planned", page="industries"),
        Filter("makeup", N_("What was signed"), messages(MAKEUPS), "kind", page=""),
        *listing.filters(),
        *since.filters(),
        *monthly.filters(*(days[one].date() for one in ("first_day_of_data", "months_through", "last_day_of_data"))),
        *appraisal.filters(_units(seen.get("unit", []), units), schemes),
        section(is_editor=is_editor),
        Filter("manage", N_("Part of the page"), messages(MANAGED), "roles", page="admin"),
    ]  # fmt: skip
    return {one.key: _applied(one) for one in every}


def _applied(one: Filter) -> Filter:
    """A filter with what it means to the queries. Whole departments are appraised, whatever narrows their projects."""
    parameters = PARAMETERS.get(one.key)
    return replace(one, parameters=parameters, not_on=one.not_on | {appraisal.PAGE} if parameters else one.not_on)


def _periods() -> tuple[Option, ...]:
    zh, en = texts("zh"), texts("en")
    return tuple(
        Option(code, zh(label), en(label))
        if label
        else Option(code, zh.month(dt.date(2000, first, 1)), en.month(dt.date(2000, first, 1)))
        for code, (label, first, _) in PERIODS.items()
    )


def _categories(values: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(value, value, texts("en")(CATEGORIES[value])) for value in values)


def _as_written(values: Iterable[str]) -> tuple[Option, ...]:
    """Options that have no name but their own."""
    return tuple(Option(value, value, value) for value in values)


def section(*, is_editor: bool) -> Filter:
    """The parts of the data page that the reader may open."""
    offered = {code: name for code, name in SECTIONS.items() if is_editor or code not in EDITORS_SECTIONS}
    return Filter("section", N_("Part of the page"), messages(offered), next(iter(offered)), page="data")


def own_units(units: tuple[str, ...] | None) -> tuple[Name, ...]:
    """The settings' departments that a reader bound to `units` may see named; all of them for None."""
    return tuple(name for name in settings().unit if units is None or name.zh in units)


def _units(seen: Sequence[str], units: tuple[str, ...] | None) -> tuple[Option, ...]:
    return _names(own_units(units), seen if units is None else units)


def _names(named: Sequence[Name], seen: Sequence[str]) -> tuple[Option, ...]:
    known = {name.zh for name in named}
    return tuple(Option(name.zh, name.zh, name.en) for name in named) + tuple(
        Option(value, value, value) for value in seen if value not in known
    )

"""The shared filters: what may be chosen, how a choice is called, and which URLs mean it.

A bound widget writes the label that it shows into the URL and drops in silence what is not among its
labels. So a link is read here first: other spellings (codes, the other language) are turned into the
label, and a value that nothing knows stops the page.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

import queries
from access.rights import Rights
from data import model, versions
from data.settings import Name, settings
from texts import DEFAULT, LANGUAGES, Language, Texts, texts
from texts.language import N_
from texts.terms import CATEGORIES

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
_AGREEMENTS = {"all": None, "formal": "正式", "framework": "框架"}
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
#: A page's own parameters → the page's path. On other pages they are ignored with a remark.
OWN = {
    "reading": "funnel",
    "follow": "funnel",
    "by": "funnel",
    "funds": "targets",
    "composition": "industries",
    "largest": "industries",
    "makeup": "",
    "section": "data",
    "manage": "admin",
}

#: A link without a version follows the data.
LIVE = "live"
#: Parameters that are not the dashboard's but that Streamlit or chat programs put into links.
FOREIGN = frozenset({"embed", "embed_options"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Option:
    """One thing to choose: its language-free code and its label in each language."""

    code: str
    zh: str
    en: str

    def label(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Filter:
    """A filter: its URL key and widget key, its caption, its options; `default` is a code or None (all)."""

    key: str
    caption: str
    options: tuple[Option, ...]
    default: str | None = None
    is_multiple: bool = False

    @property
    def codes(self) -> list[str]:
        return [option.code for option in self.options]

    def label(self, code: str, language: Language) -> str:
        return next((option.label(language) for option in self.options if option.code == code), code)

    def code_of(self, spelling: str) -> str | None:
        """The code that a URL value means, in any language or case; None when nothing knows it."""
        wanted = _folded(spelling)
        for option in self.options:
            if wanted in {_folded(option.code), _folded(option.zh), _folded(option.en)}:
                return option.code
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def period_bounds(year: int, period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period code in a year."""
    _, first, last = PERIODS[period]
    after = dt.date(year + last // 12, last % 12 + 1, 1)
    return dt.date(year, first, 1), after - dt.timedelta(days=1)


def agreement_value(code: str) -> str | None:
    """The ledger's word for an agreement code; None for both."""
    return _AGREEMENTS[code]


def filters(version: str, rights: Rights) -> dict[str, Filter]:
    """All choice filters of a version, by key: the settings' names first, then what only the data names.

    A reader who is bound to departments chooses among these, and among names that their projects bring.
    """
    return _filters(versions.path(version), version, rights.units, is_editor=rights.publishes)


def version_filter() -> Filter:
    """Which data: the newest, or a version that a pinned link names."""
    zh, en, latest = texts("zh"), texts("en"), N_("Latest")
    published = (Option(name, name, name) for name in versions.names())
    return Filter("version", N_("Data version"), (Option(LIVE, zh(latest), en(latest)), *published), LIVE)


def pinned(query: Mapping[str, Sequence[str]]) -> str | None:
    """The version that a link is pinned to; None where it follows the data or names none that exists."""
    code = version_filter().code_of(next(iter(query.get("version", ())), LIVE))
    return None if code == LIVE else code


def link_filters(query: Mapping[str, Sequence[str]], rights: Rights) -> dict[str, Filter]:
    """What a link may ask for, in the data that it asks for, of a reader with these rights."""
    version = pinned(query) or versions.current() or versions.ensure()
    return filters(version, rights) | {"version": version_filter()}


@lru_cache(maxsize=64)
def _filters(_file: Path, version: str, units: tuple[str, ...] | None, *, is_editor: bool) -> dict[str, Filter]:
    named = queries.run("choices", version=version, bound_units=units)
    seen = {name: list(rows["value"]) for name, rows in named.groupby("filter")}
    days = queries.run("version", version=version).iloc[0]
    span = range(days["first_day_of_data"].year, days["last_day_of_data"].year + 1)
    years = [Option(str(year), str(year), str(year)) for year in span]
    every = [
        Filter("lang", N_("Language"), (Option("zh", "中文", "中文"), Option("en", "EN", "EN")), DEFAULT),
        Filter("theme", N_("Theme"), _messages(THEMES), "system"),
        Filter("year", N_("Year"), tuple(years)),
        Filter("period", N_("Period"), _periods(), "full"),
        Filter("industry", N_("Industry"), _names(settings().industry, seen.get("industry", [])), is_multiple=True),
        Filter("unit", N_("Responsible department"), _units(seen.get("unit", []), units), is_multiple=True),
        Filter("size", N_("Planned investment"), _messages(_SIZE_NAMES), "all"),
        Filter("kind", N_("Investor"), _categories(get_args(model.Kind)), is_multiple=True),
        Filter("channel", N_("Channel"), _categories(get_args(model.Channel)), is_multiple=True),
        Filter("agreement", N_("Agreement"), _messages(_AGREEMENT_NAMES), "all"),
        Filter("reading", N_("Reading"), _messages(READINGS), "cohort"),
        Filter("follow", N_("Month after month"), _messages(SHARES), "started"),
        Filter("by", N_("Side by side"), _messages(DIMENSIONS), "industry"),
        Filter("funds", N_("Funds arrived"), _messages(FUNDS), "last_year"),
        Filter("composition", N_("Composition by quarter"), _messages(COMPOSITIONS), "signed"),
        Filter("largest", N_("Largest projects"), _messages(LARGEST), "signed_planned"),
        Filter("makeup", N_("What was signed"), _messages(MAKEUPS), "kind"),
        _section(is_editor=is_editor),
        Filter("manage", N_("Part of the page"), _messages(MANAGED), "roles"),
    ]
    return {one.key: one for one in every}


def language_of(query: Mapping[str, Sequence[str]], known: Mapping[str, Filter]) -> Language:
    """The language a link asks for; the default where it names none or an unknown one."""
    for value in query.get("lang", ()):
        code = known["lang"].code_of(value)
        return next((language for language in LANGUAGES if language == code), DEFAULT)
    return DEFAULT


def problems(
    t: Texts, query: Mapping[str, Sequence[str]], known: Mapping[str, Filter], days: tuple[dt.date, dt.date]
) -> list[str]:
    """A sentence for each value of a link that means nothing here; `days` are the first and last as-of dates."""
    found = []
    for key in [*(key for key, one in known.items() if not one.is_multiple), "as_of"]:
        if len(query.get(key, ())) > 1:
            found.append(t("The parameter {key} may stand only once.", key=key))
    for key, one in known.items():
        for value in query.get(key, ()):
            if key == "section" and _is_for_editors(value):
                found += [t("Only editors may publish.")] if one.code_of(value) is None else []
            elif one.code_of(value) is None:
                found.append(
                    t('"{value}" is not a choice of "{filter}" (parameter {key}).',
                      value=value, filter=t(one.caption), key=key)
                )  # fmt: skip
    as_of = days[1]
    for value in query.get("as_of", ()):
        try:
            as_of = dt.datetime.strptime(value if _DAY.fullmatch(value) else "", "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            found.append(t('"{value}" is not a date; write it as 2023-09-30 (parameter as_of).', value=value))
            continue
        if not days[0] <= as_of <= days[1]:
            found.append(
                t("{day} is outside the data, which runs from {first} to {last} (parameter as_of).",
                  day=t.day(as_of), first=t.day(days[0]), last=t.day(days[1]))
            )  # fmt: skip
    for value in query.get("year", ()):
        if value.isdecimal() and int(value) > as_of.year and known["year"].code_of(value):
            found.append(
                t("The year {year} had not begun on {day} (parameters year, as_of).", year=value, day=t.day(as_of))
            )
    return found


def narrowing(
    query: Mapping[str, Sequence[str]], known: Mapping[str, Filter], newest: dt.date, version: str
) -> list[str]:
    """Captions of the filters by which a link asks for another selection than the whole zone's years as they stand."""
    one_year = {"period": "full", "size": "all", "agreement": "all"}
    found = [
        one.caption
        for key, one in known.items()
        if (one.is_multiple and query.get(key))
        or (key in one_year and any(one.code_of(value) != one_year[key] for value in query.get(key, ())))
    ]
    found += [N_("As of")] if any(value != newest.isoformat() for value in query.get("as_of", ())) else []
    pins = version_filter()
    is_older = any(pins.code_of(value) not in (LIVE, version) for value in query.get("version", ()))
    return [*found, *([pins.caption] if is_older else [])]


def _is_for_editors(value: str) -> bool:
    return _section(is_editor=True).code_of(value) in EDITORS_SECTIONS


def canonical(pairs: Iterable[tuple[str, str]], known: Mapping[str, Filter]) -> list[tuple[str, str]]:
    """A link's parameters with every known spelling turned into the label of the link's own language."""
    listed = list(pairs)
    language = language_of({"lang": [value for key, value in listed if key == "lang"]}, known)
    return [(key, _label(known.get(key), value, language)) for key, value in listed]


def _label(one: Filter | None, value: str, language: Language) -> str:
    code = one.code_of(value) if one else None
    return value if one is None or code is None else one.label(code, language)


def _messages(names: Mapping[str, str]) -> tuple[Option, ...]:
    zh, en = texts("zh"), texts("en")
    return tuple(Option(code, zh(message), en(message)) for code, message in names.items())


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


def _section(*, is_editor: bool) -> Filter:
    """The parts of the data page that the reader may open."""
    offered = {code: name for code, name in SECTIONS.items() if is_editor or code not in EDITORS_SECTIONS}
    return Filter("section", N_("Part of the page"), _messages(offered), next(iter(offered)))


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

"""A link → what it asks for: which values nothing here knows, which version it is pinned to, its one spelling.

A bound widget writes the label that it shows into the URL and drops in silence what is not among its labels. So a link
is read here first: other spellings (codes, the other language) become the label, and a value that nothing knows stops
the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from access.rights import Rights
from data import versions
from texts import DEFAULT, LANGUAGES, Language, Texts, texts
from texts.language import N_
from view.filter import Filter, Option
from view.filters import EDITORS_SECTIONS, filters, section

#: A link without a version follows the data.
LIVE = "live"
#: Parameters that are not the dashboard's but that Streamlit or chat programs put into links.
FOREIGN = frozenset({"embed", "embed_options"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


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
    return section(is_editor=True).code_of(value) in EDITORS_SECTIONS


def canonical(pairs: Iterable[tuple[str, str]], known: Mapping[str, Filter]) -> list[tuple[str, str]]:
    """A link's parameters with every known spelling turned into the label of the link's own language."""
    listed = list(pairs)
    language = language_of({"lang": [value for key, value in listed if key == "lang"]}, known)
    return [(key, _label(known.get(key), value, language)) for key, value in listed]


def _label(one: Filter | None, value: str, language: Language) -> str:
    code = one.code_of(value) if one else None
    return value if one is None or code is None else one.label(code, language)

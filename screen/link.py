"""A screen's link → what it shows: the view with its filters, which audience, which views, how long each stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from access.rights import Rights
from data import versions
from data.settings import ScreenView, settings
from panels.panel import Audience
from texts import texts
from view import links
from view.filter import Filter
from view.view import Edition, View, chosen, edition

#: What guests do not see: departments, what is expected, and what has come to a halt.
WORKING_ONLY: frozenset[ScreenView] = frozenset({"units", "outlook", "meeting"})
#: The screen's own parameters.
OWN = frozenset({"view", "views", "seconds"})
_SECONDS = range(5, 3601)


class LinkError(Exception):
    """A link asks for what is not there: the sentences that say so."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class Asked:
    """What a screen shows. `names` in their order; `seconds` that each stays."""

    view: View
    audience: Audience
    names: tuple[ScreenView, ...]
    seconds: int


def asked(query: Mapping[str, Sequence[str]], rights: Rights) -> Asked:
    """Read a link of a reader with these rights. Dark and the working view by default; all else as on the pages.

    Raises:
        LinkError: a value that nothing knows; a reader who may see sums alone.
        StoreError, QueryError: no data to show.
    """
    wanted = links.pinned(query)
    data = edition(wanted or versions.current() or versions.ensure(), is_pinned=wanted is not None)
    known = links.link_filters(query, rights)
    t = texts(links.language_of(query, known))
    if not rights.sees_projects:
        raise LinkError([t("The meeting screen is shown after log-in.")])
    found = links.problems(t, query, known, (data.first_day, data.last_day))
    found += [
        t('"{value}" is not a choice here (parameter {key}).', value=value, key=key)
        for key in sorted(OWN)
        for value in query.get(key, ())
        if not _is_known(key, value)
    ]
    if rights.sees_sums_alone and (narrowing := links.narrowing(query, known, data.last_day, versions.current() or "")):
        words = t(
            "A wall for guests shows the whole zone, year by year, as it stands now; the link narrows it by: "
            "{filters}.",
            filters=t.join([t(caption) for caption in narrowing]),
        )
        found.append(words)
    if found:
        raise LinkError(found)
    is_for_guests = _last(query, "view") == "display" or not rights.sees_working_screen
    audience: Audience = "display" if is_for_guests else "working"
    return Asked(_view(query, known, data, rights), audience, _names(query, audience), _seconds(query))


def _is_known(key: str, value: str) -> bool:
    if key == "view":
        return value in get_args(Audience)
    if key == "seconds":
        return value.isdecimal() and int(value) in _SECONDS
    return bool(value) and set(value.split(",")) <= set(get_args(ScreenView))


def _view(query: Mapping[str, Sequence[str]], known: Mapping[str, Filter], data: Edition, rights: Rights) -> View:
    language = links.language_of(query, known)
    as_of = dt.date.fromisoformat(_last(query, "as_of") or data.last_day.isoformat())
    years = [int(code) for code in known["year"].codes if int(code) <= as_of.year]
    shared = [one for one in known.values() if one.is_shared]
    codes = {one.key: _codes(query, one) if one.is_multiple else _code(query, one) for one in shared}
    return View(
        edition=data,
        language=language,
        theme="light" if _code(query, known["theme"]) == "light" else "dark",
        as_of=as_of,
        year=int(_code(query, known["year"]) or years[-1]),
        chosen=chosen(codes, known),
        rights=rights,
    )


def _names(query: Mapping[str, Sequence[str]], audience: Audience) -> tuple[ScreenView, ...]:
    said = [name for value in query.get("views", ()) for name in value.split(",")]
    order = said or list(settings().screen.views)
    every: dict[str, ScreenView] = {name: name for name in get_args(ScreenView)}
    shown = [every[name] for name in order if audience == "working" or every[name] not in WORKING_ONLY]
    return tuple(dict.fromkeys(shown)) or ("year",)


def _seconds(query: Mapping[str, Sequence[str]]) -> int:
    return int(_last(query, "seconds") or settings().screen.seconds)


def _codes(query: Mapping[str, Sequence[str]], one: Filter) -> list[str]:
    return [code for value in query.get(one.key, ()) if (code := one.code_of(value)) is not None]


def _code(query: Mapping[str, Sequence[str]], one: Filter) -> str | None:
    return next(iter(_codes(query, one)), None)


def _last(query: Mapping[str, Sequence[str]], key: str) -> str:
    return next(reversed(query.get(key, [""])), "")

"""What a mapping says of a column, by its heading, its number among equal ones or its lowest row → its target."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from typing import TypeVar

from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office.dictionary import fold
from data.ledger.office.placed import Placed
from data.ledger.office.time_words import Time

_Said = TypeVar("_Said")


def in_dates(mapping: Mapping) -> dict[str, str]:
    """The columns of dates in several: that of the year stands for the date (a month before others)."""
    found: dict[str, str] = {}
    for target, parts in mapping.dates.items():
        found |= {name: found.get(name, "date_part") for name in (parts.month, parts.day) if name}
        if target == "month" or found.get(parts.year, "date_part") == "date_part":
            found[parts.year] = target
    return found


def target(one: Placed, columns: dict[str, str]) -> str | None:
    """What a mapping says of a heading; an entry for «1-9月…» holds for «1-10月…» where its target names no month."""
    if (told := named_so(one, columns)) is not None:
        return told
    general = {timeless(name): target for name, target in columns.items() if not re.search(r"@\d", target)}
    joined = timeless(one.heading.joined)
    return general.get(joined) if "#" in joined else None


def named_so(one: Placed, said: dict[str, _Said]) -> _Said | None:
    """What is said of a column: by its number among equal headings, by its heading, or by its lowest row."""
    names = {fold(name): entry for name, entry in said.items()}
    heading = one.heading
    return next((names[n] for n in map(fold, (one.called, heading.joined, heading.texts[-1])) if n in names), None)


def timeless(name: str) -> str:
    """A heading without its numbers of years and months: «#年#-#月完成投资»."""
    narrow = unicodedata.normalize("NFKC", name)
    return fold(re.sub(r"\d+(?=\s*(?:[-—~～至到]\s*\d+\s*)?[年月])", "#", narrow))


def with_target(one: Placed, given: str) -> Placed:
    """A column with the target that a mapping gives: `invested@2023-09`, `@month`, `@ytd`, `@total`, or another."""
    measure, _, when = given.partition("@")
    sure = replace(one, target=measure, confidence=1.0, aside="", is_given=True, measure="")
    if measure not in MEASURES:
        return sure
    sure = replace(sure, measure=measure)
    if when == "total":
        return replace(sure, target="total")
    if when == "month":
        return replace(sure, period="month", time=Time("month", one.time.year, 0, one.time.last))
    if when == "ytd":
        return replace(sure, period="span", time=Time("span", one.time.year, 0, one.time.last))
    if when:
        first = dt.date.fromisoformat(f"{when}-01")
        named = one.time
        is_its_own = one.measure == measure and named.last in {0, first.month} and named.year in {None, first.year}
        period = one.period if is_its_own and one.period not in {"", "past", "next", "since_start"} else "month"
        time = Time(period, first.year, named.first if period == one.period else 0, first.month)
        return replace(sure, period=period, year=first.year, time=time)
    is_of_heading = one.measure == measure or one.time.last  # «1月实际» is of the month that it names
    return replace(sure, period=one.time.period if is_of_heading else "")

"""How a drafted sentence is put together, and its demonstration mark."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import pandas as pd

from texts.writing import Texts

#: One row of a query result, read by column name; pandas gives its cells no narrower type.
Row = Any


def drafted(t: Texts, sentence: str, *, is_demo: bool) -> str:
    """The sentence, with the demonstration mark in front where the data is synthetic."""
    return t("Demonstration: {sentence}", sentence=sentence) if is_demo else sentence


def month_end(month: dt.date) -> dt.date:
    return dt.date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def by_stage(stages: pd.DataFrame) -> dict[str, Row]:
    return {row["stage"]: row for row in stages.to_dict("records")}


def clauses(t: Texts, parts: list[str]) -> str:
    """Clauses of one sentence, without its full stop."""
    return ("，" if t.language == "zh" else ", ").join(parts)


def listing(t: Texts, parts: list[str]) -> str:
    """Clauses of one sentence, the last joined by an «and» in English."""
    return "，".join(parts) if t.language == "zh" else t.join(parts)


def told(t: Texts, counted: list[tuple[float, str, str]]) -> list[str]:
    """What there is of some things, as clauses; what there is none of follows in one: 签约22个, 没有开工.

    `counted`: how many, the clause of that many, the name of what there may be none of.
    """
    some = [words for n, words, _ in counted if n != 0]
    none = [name for n, _, name in counted if n == 0]
    return [*some, *([t("none {what}", what=t.either(none))] if none else [])]


def statements(t: Texts, parts: list[str]) -> str:
    """Statements of one sentence, with its full stop."""
    return ("；" if t.language == "zh" else "; ").join(parts) + ("。" if t.language == "zh" else ".")

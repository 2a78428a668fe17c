"""Sentences on signings side by side: by month of signing, and by name."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from texts.language import N_
from texts.sentences.drafting import clauses, statements
from texts.withheld import meet_any
from texts.writing import Texts

#: Months since signing that the title speaks of, where enough agreements have come so far.
_MILESTONES = (3, 6, 12)
_FEW = 5
_MOST_NAMES = 2
#: Share → its column, the number of agreements that it is of, and what is said of it.
_READINGS = {
    "started": (
        "start_rate", "formal_projects", N_("{share} had started {n} months after signing"),
        N_("{share} had started in the month of signing"),
    ),
    "arrived": (
        "arrival_rate", "known_projects",
        N_("{share} of the planned investment had arrived {n} months after signing"),
        N_("{share} of the planned investment had arrived in the month of signing"),
    ),
}  # fmt: skip


def cohorts(t: Texts, rows: pd.DataFrame, share: Literal["started", "arrived"]) -> str:
    """How fast signings become starts, or money, as a panel's title. `rows`: of signing_months."""
    rate, of, message, at_once = _READINGS[share]
    compared = rows[rows["signed_month"].isna() & rows[rate].notna() & (rows[of] >= _FEW)]
    if compared.empty:
        return t("By month of signing")
    told = compared[compared["months_since"].isin(_MILESTONES)]
    told = compared.tail(1) if told.empty else told
    (first, reached), *later = zip(told["months_since"], told[rate], strict=True)
    parts = [t(message if first else at_once, n=t.number(first), share=t.percent(reached))]
    parts += [t("{share} after {n}", n=t.number(since), share=t.percent(then)) for since, then in later]
    return clauses(t, parts)


def groups(t: Texts, rows: pd.DataFrame) -> str:
    """Which name signed most and which started most of them. `rows`: of funnel_groups, with `label`."""
    for column in ("formal_projects", "started_projects", "start_rate"):
        meet_any(rows[column])
    named = rows[rows["name"].notna()]
    if len(named) < 2:
        some = rows.iloc[0]
        return t(
            "{name}: {n} signed, {started} started",
            name=some["label"], n=t.number(some["formal_projects"]), started=t.number(some["started_projects"]),
        )  # fmt: skip
    most = named[named["formal_projects"] == named["formal_projects"].max()]
    parts = [t("most signed: {names} ({n})", names=_names(t, most), n=t.projects(most["formal_projects"].iloc[0]))]
    compared = named[named["formal_projects"] >= _FEW]
    if len(compared) > 1 and compared["start_rate"].max() > 0:
        first = compared[compared["start_rate"] == compared["start_rate"].max()]
        share = t.percent(first["start_rate"].iloc[0])
        parts.append(t("highest start rate: {names} ({share})", names=_names(t, first), share=share))
    sentence = statements(t, parts)[:-1]
    return sentence[0].upper() + sentence[1:]


def _names(t: Texts, rows: pd.DataFrame) -> str:
    labels = rows["label"].to_list()
    if len(labels) > _MOST_NAMES:
        return t.plural("{n} name", "{n} names", len(labels))
    return t.join(labels)

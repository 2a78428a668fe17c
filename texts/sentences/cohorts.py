"""Sentences on signings side by side: by month of signing, and by name."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from texts.language import N_
from texts.sentences.drafting import Row, clauses, statements
from texts.terms import in_sentence, is_rest, names
from texts.withheld import meet_any
from texts.writing import Texts

#: Months since signing that the title speaks of, where enough agreements have come so far.
MILESTONES = (3, 6, 12)
_FEW = 5
_MOST_NAMES = 2
#: Share → its column, the number of agreements that it is of, and what is said of it, and of none.
_READINGS = {
    "started": (
        "start_rate", "formal_projects", N_("{share} had started {n} months after signing"),
        N_("{share} had started in the month of signing"),
        N_("none had started {n} months after signing"), N_("none had started in the month of signing"),
    ),
    "arrived": (
        "arrival_rate", "known_projects",
        N_("{share} of the planned investment had arrived {n} months after signing"),
        N_("{share} of the planned investment had arrived in the month of signing"),
        N_("no money had arrived {n} months after signing"), N_("no money had arrived in the month of signing"),
    ),
}  # fmt: skip


#: Dimension → of what so many lead together.
_TIED = {
    "industry": (N_("{n} tied industry"), N_("{n} tied industries")),
    "unit": (N_("{n} tied department"), N_("{n} tied departments")),
    "kind": (N_("{n} tied kind of investor"), N_("{n} tied kinds of investors")),
    "size": (N_("{n} tied size class"), N_("{n} tied size classes")),
    "channel": (N_("{n} tied channel"), N_("{n} tied channels")),
}


def cohorts(t: Texts, rows: pd.DataFrame, share: Literal["started", "arrived"]) -> str:
    """How fast signings become starts, or money, as a panel's title. `rows`: of signing_months."""
    rate, of, message, at_once, none, none_at_once = _READINGS[share]
    compared = rows[rows["signed_month"].isna() & rows[rate].notna() & (rows[of] >= _FEW)]
    if compared.empty:
        return t("By month of signing")
    told = compared[compared["months_since"].isin(MILESTONES)]
    told = compared.tail(1) if told.empty else told
    (first, reached), *later = zip(told["months_since"], told[rate], strict=True)
    if not reached:
        message, at_once = none, none_at_once
    parts = [t.sentence_case(t(message if first else at_once, n=t.number(first), share=t.percent(reached)))]
    parts += [t("{share} after {n}", n=t.number(since), share=t.percent(then)) for since, then in later]
    return clauses(t, parts)


def groups(t: Texts, rows: pd.DataFrame, dimension: str) -> str:
    """Which name signed most and which started most of them. `rows`: of funnel_groups by it, with `label`."""
    for column in ("formal_projects", "started_projects", "start_rate"):
        meet_any(rows[column])
    named = rows[rows["name"].notna()]
    if len(named) < 2:
        return _alone(t, rows.iloc[0])
    first = _leading(named, "formal_projects")
    n = first["formal_projects"].iloc[0]
    compared = named[named["formal_projects"] >= _FEW]
    if len(compared) < 2 or not compared["start_rate"].max() > 0:
        return t.sentence_case(_apart(t, named, "formal_projects", _most(t, first, n, dimension)))
    fastest = _leading(compared, "start_rate")
    share = t.percent(fastest["start_rate"].iloc[0])
    if fastest["label"].to_list() == first["label"].to_list() and len(first) == 1 and not _rest_leads(named):
        return t(
            "Most signed: {name} ({n}), with the highest start rate too ({share})",
            name=in_sentence(t, first["label"].iloc[0]), n=t.projects(n), share=share,
        )  # fmt: skip
    rate = t("highest start rate: {names} ({share})", names=_names(t, fastest, dimension), share=share)
    parts = [
        _apart(t, named, "formal_projects", _most(t, first, n, dimension)),
        _apart(t, compared, "start_rate", rate),
    ]
    return t.sentence_case(statements(t, parts)[:-1])


def _alone(t: Texts, row: Row) -> str:
    """Where there is one name only, or none."""
    signed, started = row["formal_projects"], row["started_projects"]
    name = row["label"]
    if not started:
        return t("{name}: {n} signed, none started yet", name=name, n=t.number(signed))
    return t("{name}: {n} signed, {started} started", name=name, n=t.number(signed), started=t.number(started))


def _leading(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows with the greatest figure; what has no name of its own leads only where nothing else is there."""
    own = rows[~rows["label"].map(is_rest)]
    rows = rows if own.empty else own
    found: pd.DataFrame = rows.loc[rows[column] == rows[column].max()]
    return found


def _rest_leads(rows: pd.DataFrame) -> bool:
    """Has what has no name of its own the greatest figure of any column?"""
    rest = rows["label"].map(is_rest)
    return any(
        rows.loc[rest, column].max() > rows.loc[~rest, column].max() for column in ("formal_projects", "start_rate")
    )


def _apart(t: Texts, rows: pd.DataFrame, column: str, words: str) -> str:
    """Says that the rest is left out where it would lead."""
    rest = rows["label"].map(is_rest)
    if rest.all() or not rows.loc[rest, column].max() > rows.loc[~rest, column].max():
        return words
    return t('{words}, "{name}" apart', words=words, name=rows.loc[rest, "label"].iloc[0])


def _most(t: Texts, rows: pd.DataFrame, n: float, dimension: str) -> str:
    if len(rows) == 1:
        return t("most signed: {names} ({n})", names=_names(t, rows, dimension), n=t.projects(int(n)))
    return t("most signed: {names} ({n} each)", names=_names(t, rows, dimension), n=t.projects(int(n)))


def _names(t: Texts, rows: pd.DataFrame, dimension: str) -> str:
    """Those that lead together: by name, or, where they are many, how many of what."""
    labels = rows["label"].to_list()
    if len(labels) > _MOST_NAMES:
        return t.plural(*_TIED[dimension], len(labels))
    return names(t, labels)

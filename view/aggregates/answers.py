"""What readers of sums alone are answered: the figures of a query with those that would tell of fewer than 3 projects
withheld, before any panel, chart, sentence, drawer or file has them.

Every column is accounted for (`accounts`), and what is asked has to be of the whole zone and a whole year on the newest
day: by the difference of two selections everything could be had.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from cachetools import LRUCache, cached

import queries
from data import versions
from figures.ratios import made_of_parts, with_ratios
from texts.withheld import WITHHELD
from texts.writing import is_missing
from view.aggregates.account import Account, Row
from view.aggregates.accounts import ACCOUNTS
from view.aggregates.behind import Behind, agrees
from view.aggregates.items import Facts, Key
from view.aggregates.suppression import FEWEST
from view.filters import WHOLE_ZONE

_MOST_KEPT = 16
_MOST_ANSWERS = 512


class ProjectsHiddenError(Exception):
    """The reader may see sums alone, and a query has projects as its rows."""


class SumsHiddenError(ProjectsHiddenError):
    """The reader may see sums alone, and of what is asked single projects' figures could be computed."""


def may_ask(name: str) -> bool:
    """May readers of sums alone ask this query?"""
    return name in ACCOUNTS


def answer(name: str, version: str, newest: dt.date, params: Mapping[str, queries.Value]) -> pd.DataFrame:
    """A query's answer, what is withheld marked by `WITHHELD`. `newest`: the last day of the version's data.

    Raises:
        SumsHiddenError: the query has no account, or asks for more than the whole zone and year on that day.
        QueryError, StoreError: as `queries.run`.
    """
    account = ACCOUNTS.get(name)
    if account is None or not _is_whole(queries.parameters(name), newest, params, account):
        raise SumsHiddenError(name)
    # A shallow copy: pandas copies on write, so that nobody changes what is kept for all.
    return _answer(versions.path(version), name, version, newest, tuple(sorted(params.items()))).copy(deep=False)


def forget() -> None:
    """Keep no answer: what looks at all that is asked for begins with this."""
    _ANSWERS.clear()


#: A page and its drawers ask for the same many times.
_ANSWERS: LRUCache[object, pd.DataFrame] = LRUCache(_MOST_ANSWERS)


@cached(_ANSWERS, condition=threading.Condition())
def _answer(
    _file: Path, name: str, version: str, newest: dt.date, given: tuple[tuple[str, queries.Value], ...]
) -> pd.DataFrame:
    params = dict(given)
    rows = queries.run(name, version=version, **params)
    return withheld(rows, ACCOUNTS[name], params, _behind(version, newest, params))


def _is_whole(used: frozenset[str], newest: dt.date, params: Row, account: Account) -> bool:
    """Do the parameters that a query uses ask for the whole zone and a whole year on the newest day?"""
    whole: dict[str, object] = dict(WHOLE_ZONE)
    if not account.is_of_another_day:
        whole["as_of"] = newest
    if "period_from" in used or "period_to" in used:
        year = params["year"]
        whole |= {"period_from": dt.date(year, 1, 1), "period_to": dt.date(year, 12, 31)}
    return all(params[name] == value for name, value in whole.items() if name in used)


def withheld(rows: pd.DataFrame, account: Account, params: Row, behind: Behind) -> pd.DataFrame:
    """The rows with what must not be shown marked as withheld."""
    records: list[Row] = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    hidden = [_hidden(row, account.sums(row, params), behind) for row in records]
    for column, parts in account.made_of.items():
        is_any = any(not of.isdisjoint(parts) for of in hidden)
        for of in hidden:
            if not of.isdisjoint(parts) or (is_any and column in account.as_whole):
                of.add(column)
    told = {column for row in records for column in account.sums(row, params)}
    for of, row in zip(hidden, records, strict=True):
        of |= {column for column, count in account.middles.items() if 0 < row[count] < FEWEST}
    counts = frozenset(account.middles.values())
    ratios = [code for code in made_of_parts(rows) if code not in account.made_of]
    known = account.plain | account.made_of.keys() | account.middles.keys() | told | set(ratios)
    found: dict[str, Any] = {}
    for column in map(str, rows):
        marks = [column not in known or column in of for of in hidden]
        found[column] = _marked(rows[column], marks) if column not in counts else float("nan")
    # Anew: what is made of a withheld figure is withheld.
    return with_ratios(pd.DataFrame(found, index=rows.index, columns=rows.columns), ratios)


def _hidden(row: Row, sums: Mapping[str, Key | None], behind: Behind) -> set[str]:
    """The columns of a row whose sums are withheld."""
    return {column for column, key in sums.items() if not _is_shown(row.get(column), key, behind)}


def _is_shown(value: Any, key: Key | None, behind: Behind) -> bool:
    told = behind.told(key) if key is not None else None
    if told is None:
        # None at all is no secret.
        return value is not None and not is_missing(value) and value == 0
    return told.is_shown and (value is None or is_missing(value) or agrees(told, float(value)))


def _marked(column: pd.Series, marks: list[bool]) -> pd.Series:
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    # Beside pandas' own kind of missing numbers a row would lose the mark.
    if not any(marks) and not (is_number and pd.api.types.is_extension_array_dtype(column.dtype)):
        return column
    empty = float("nan") if is_number else None
    values = [empty if is_missing(value) else WITHHELD if is_marked else value
              for value, is_marked in zip(column, marks, strict=True)]  # fmt: skip
    return pd.Series(values, index=column.index, dtype="float64" if is_number else "object")


def _behind(version: str, newest: dt.date, params: Mapping[str, queries.Value]) -> Behind:
    whole: dict[str, queries.Value] = dict(WHOLE_ZONE)
    bound = tuple(sorted({**params, **whole, "as_of": newest}.items()))
    used = queries.parameters("behind_projects") | {"matured_days"}
    return _made(versions.path(version), version, tuple((name, value) for name, value in bound if name in used))


@cached(LRUCache(_MOST_KEPT), condition=threading.Condition())
def _made(_file: Path, version: str, bound: tuple[tuple[str, queries.Value], ...]) -> Behind:
    params = dict(bound)
    rows = {name: queries.run(f"behind_{name}", version=version, **params)
            for name in ("projects", "kinds", "money", "plans")}  # fmt: skip
    cutoff = queries.run("cutoff", version=version, **params).iloc[0]
    days = queries.run("version", version=version).iloc[0]
    years = tuple(range(days["first_day_of_data"].year - 1, days["last_day_of_data"].year + 1))
    return Behind(Facts(
        **rows, as_of=cutoff["as_of"].date(), money_month=cutoff["money_month"].date(), years=years,
        matured_days=int(str(params["matured_days"])),
    ))  # fmt: skip

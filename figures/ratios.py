"""What is made of parts, made once: every ÷, −, growth and difference in points, from the columns of its own row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from figures.catalogue import CATALOGUE
from figures.figure import Figure
from texts.withheld import WITHHELD, are_withheld

_Numbers = npt.NDArray[Any]


@cache
def parts(code: str) -> tuple[str, ...]:
    """The columns that a figure is made of; none where it is not made of others, or is no figure."""
    return CATALOGUE[code].parts if code in CATALOGUE else ()


def made_of_parts(rows: pd.DataFrame) -> list[str]:
    """The columns of rows that are made of others of the same row."""
    return [code for code in map(str, rows) if parts(code) and all(part in rows for part in parts(code))]


def with_ratios(rows: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """The rows with these figures made of their parts, in columns of their own (in their places, where they have some).

    Missing where a part is missing or the divisor is 0, else withheld where a part is withheld.

    Raises:
        KeyError: a part is no column of the rows, or a figure no entry of the catalogue.
    """
    wanted = dict.fromkeys(codes)
    found: dict[str, _Numbers] = {}

    def column(code: str) -> _Numbers:
        # A part may itself be one to be made, wherever it is named.
        if code in wanted and code not in found:
            one, other = map(column, parts(code))
            found[code] = _made(CATALOGUE[code], one, other)
        return found[code] if code in found else rows[code].to_numpy()

    made = {code: _whole(rows, code, column(code)) for code in wanted}
    return rows.assign(**made) if made else rows


def _whole(rows: pd.DataFrame, code: str, value: _Numbers) -> _Numbers | pd.api.extensions.ExtensionArray:
    """A difference of counts stays a whole number where the query's counts may be missing."""
    may_lack = any(pd.api.types.is_extension_array_dtype(rows[part].dtype) for part in parts(code) if part in rows)
    return pd.array(value, dtype="Int64") if may_lack and CATALOGUE[code].form == "change" else value


def _made(figure: Figure, one: _Numbers, other: _Numbers) -> _Numbers:
    if figure.sign == "−":
        value = (one - other) * 100 if figure.form == "points" else one - other
        value = value if figure.least is None else np.maximum(value, figure.least)
        is_missing = np.zeros(len(value), dtype=bool)
    else:
        is_missing = other == 0
        value = np.divide(one, other, out=np.full(len(one), np.nan), where=~is_missing)
        value = value - 1 if figure.sign == "growth" else value
    hidden = are_withheld(one), are_withheld(other)
    if not hidden[0].any() and not hidden[1].any():
        return value
    for part, is_hidden in zip((one, other), hidden, strict=True):
        is_missing = is_missing | (np.isnan(part) & ~is_hidden)
    found: _Numbers = np.where(is_missing, np.nan, np.where(hidden[0] | hidden[1], WITHHELD, value))
    return found

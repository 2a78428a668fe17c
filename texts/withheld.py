"""A figure that is withheld: it has fewer than three projects behind it, or would tell of fewer.

In the rows of a query it is a NaN of its own kind, as R tells a missing value from any other NaN: no sum can be made of
it, it is missing for whoever asks, whatever is computed from it is withheld too, and texts write «不足3个» in its
place.
Where its mark were lost it would read as missing, never as a figure.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from texts.language import N_

#: What stands in the place of the figure, and of a sentence that would speak of it.
FEWER = N_("fewer than 3")
INSTEAD = N_("Figures of fewer than 3 projects are shown after log-in")
_BITS = 0x7FF8_0000_0000_0003
_WITHOUT_SIGN = 0x7FFF_FFFF_FFFF_FFFF
WITHHELD: float = struct.unpack("<d", struct.pack("<Q", _BITS))[0]
_met: ContextVar[list[bool] | None] = ContextVar("withheld", default=None)
_Write = TypeVar("_Write", bound=Callable[..., Any])


def is_withheld(value: object) -> bool:
    """Is it the mark of a withheld figure? Any other missing value is not."""
    if not isinstance(value, float) or value == value:  # noqa: PLR0124 - only NaN differs from itself
        return False
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return bits & _WITHOUT_SIGN == _BITS


def are_withheld(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which numbers of an array are withheld figures? Whole numbers are none."""
    if values.dtype != np.float64:
        return np.zeros(len(values), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = (values.view(np.uint64) & np.uint64(_WITHOUT_SIGN)) == np.uint64(_BITS)
    return found


def any_withheld(values: pd.Series) -> bool:
    """Does a column hold a withheld figure?"""
    return any(map(is_withheld, values))


def some(values: pd.Series) -> pd.Series:
    """Where a column has a figure that is not 0, shown or withheld."""
    return values.map(lambda value: is_withheld(value) or (bool(pd.notna(value)) and value != 0)).astype(bool)


def meet(value: object) -> bool:
    """Is it withheld? The sentence that is being written then knows that it would speak of it."""
    found = is_withheld(value)
    met = _met.get()
    if found and met is not None:
        met.append(True)
    return found


def meet_any(values: pd.Series) -> None:
    """The sentence being written ranks these values: it cannot where one is withheld."""
    any(map(meet, values))


@contextmanager
def _meeting() -> Iterator[list[bool]]:
    met: list[bool] = []
    token = _met.set(met)
    try:
        yield met
    finally:
        _met.reset(token)


def guarded(write: _Write) -> _Write:
    """A sentence, or list of lines, in whose place another stands where it would speak of a withheld figure."""

    @wraps(write)
    def written(t: Any, *more: Any, **named: Any) -> Any:
        with _meeting() as met:
            try:
                words = write(t, *more, **named)
            except (ValueError, IndexError):
                # A figure that is none cannot be made a whole number, nor is it the greatest of some.
                if not met:
                    raise
                words = ""
        if not met:
            return words
        return [t(INSTEAD)] if isinstance(words, list) else t(INSTEAD)

    return cast(_Write, written)

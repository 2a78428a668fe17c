"""What is made of a version is kept, counted in bytes: what was asked for longest ago is let go first.

A published version never changes, so that nothing kept is ever stale, and most of what is made is a few thousand bytes.
Of very many projects a single page holds several answers of hundreds of megabytes against each other, more than once:
these have a room of the machine's size, so that they are asked once, and push out nothing that is small.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, ParamSpec, TypeVar

import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from data.versions import reader_limits

#: A hundred readers' views of a small zone.
MOST_BYTES = 256 * 2**20
#: The states of a review of 10⁵ projects are 20 to 45 MB each.
LARGE_BYTES = 4 * 2**20
#: Of the machine's memory, beside what the readers have.
_SHARE_OF_LARGE = 1 / 8
#: What is kept of anything, besides its rows.
_LEAST = 4096
#: To measure takes as long as a small query: small rows are counted by their cells.
_MANY_CELLS, _A_CELL = 2000, 64
_P = ParamSpec("_P")
_R = TypeVar("_R")


def weight(made: Any) -> int:
    """Bytes of what is kept: of rows, of what says its own (`weight`), of a tuple or dict of them."""
    match made:
        case pd.DataFrame():
            return _LEAST + (_A_CELL * made.size if made.size < _MANY_CELLS else int(made.memory_usage().sum()))
        case tuple():
            return _LEAST + sum(map(weight, made))
        case dict():
            return _LEAST + sum(map(weight, made.values()))
        case _:
            return _LEAST + int(getattr(made, "weight", 0))


class _Rooms(MutableMapping[object, Any]):
    """Two rooms, by the size of what is kept. What is larger than its room is not kept."""

    def __init__(self, small: int, large: int) -> None:
        self._small, self._large = (LRUCache[object, Any](most, getsizeof=weight) for most in (small, large))

    def __getitem__(self, key: object) -> Any:
        return self._small[key] if key in self._small else self._large[key]

    def __setitem__(self, key: object, made: Any) -> None:
        (self._small if weight(made) < LARGE_BYTES else self._large)[key] = made

    def __delitem__(self, key: object) -> None:
        del (self._small if key in self._small else self._large)[key]

    def __iter__(self) -> Iterator[object]:
        yield from self._small
        yield from self._large

    def __len__(self) -> int:
        return len(self._small) + len(self._large)

    def clear(self) -> None:
        self._small.clear()
        self._large.clear()


_KEPT = _Rooms(MOST_BYTES, max(MOST_BYTES, int(reader_limits.machine_mb() * reader_limits.MB * _SHARE_OF_LARGE)))
_TURN = threading.Condition()


def kept(make: Callable[_P, _R]) -> Callable[_P, _R]:
    """Keep what a function makes of a version, by its arguments. Nobody may change it.

    It is made once where many ask for it at once, and anew where that ended with an error. Its arguments say of which
    file it is (a version's, a view's): a store that is restored may have other versions of the same names.
    """

    def key(*args: Any, **more: Any) -> object:
        return hashkey(make, *args, **more)

    keep: Callable[[Callable[_P, _R]], Callable[_P, _R]] = cached(_KEPT, key=key, condition=_TURN)
    return keep(make)


def forget() -> None:
    """Keep nothing: what measures, or looks at all that is asked for, begins with this."""
    with _TURN:
        _KEPT.clear()

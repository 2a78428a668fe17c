"""What is kept of versions: made once, by everything it was asked by, in as many bytes as there is room."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pandas as pd
import pytest

import panels.document as documents
from panels.panel import Grid, Heading, Panel, Table
from queries import keeping
from queries.keeping import kept, weight


@pytest.fixture(autouse=True)
def emptied() -> Iterator[None]:
    keeping.forget()
    yield
    keeping.forget()


def rows(count: int) -> pd.DataFrame:
    return pd.DataFrame({"invested": [1.0] * count})


def test_it_is_made_once_by_all_that_it_was_asked_by() -> None:
    made: list[tuple[str, int]] = []

    @kept
    def one(file: str, year: int = 2023) -> tuple[str, ...]:
        made.append((file, year))
        return (file,)

    @kept
    def other(file: str, year: int = 2023) -> tuple[str, ...]:
        made.append((f"other {file}", year))
        return (file,)

    for _ in range(2):
        assert one("a") == ("a",)
        assert one("a", 2022) == ("a",)
        assert one("b") == ("b",)
        assert other("a") == ("a",)
    assert made == [("a", 2023), ("a", 2022), ("b", 2023), ("other a", 2023)]
    keeping.forget()
    one("a")
    assert made[-1] == ("a", 2023)


def test_what_ended_with_an_error_is_made_anew() -> None:
    asked: Iterator[ValueError | pd.DataFrame] = iter([ValueError("away"), rows(3)])

    @kept
    def answer(file: str) -> pd.DataFrame:
        if isinstance(found := next(asked), ValueError):
            raise found
        return found

    with pytest.raises(ValueError, match="away"):
        answer("a")
    assert len(answer("a")) == 3


def test_many_who_ask_at_once_wait_for_one() -> None:
    begun, may_end, made = threading.Event(), threading.Event(), []

    @kept
    def answer(file: str) -> pd.DataFrame:
        made.append(file)
        begun.set()
        assert may_end.wait(10)
        return rows(3)

    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.append(len(answer("a")))) for _ in range(5)]
    readers[0].start()
    assert begun.wait(10)
    for one in readers[1:]:
        one.start()
    may_end.set()
    for one in readers:
        one.join(10)
    assert (made, found) == (["a"], [3] * 5)


def test_large_answers_push_out_one_another_and_nothing_small() -> None:
    a_large = 8 * 1_000_000
    rooms = keeping._Rooms(10_000, 2 * a_large + 3 * 4096)
    for name in ("first", "second", "third"):
        rooms[name, "large"] = rows(1_000_000)
        rooms[name, "small"] = rows(10)
    assert sorted(rooms) == [("second", "large"), ("second", "small"), ("third", "large"), ("third", "small")]
    # What was asked for last stays.
    assert len(rooms["second", "large"]) == 1_000_000
    rooms["fourth", "large"] = rows(1_000_000)
    assert ("second", "large") in rooms
    assert ("third", "large") not in rooms
    with pytest.raises(ValueError, match="too large"):
        rooms["whole"] = rows(5_000_000)
    del rooms["second", "large"]
    rooms.clear()
    assert len(rooms) == 0


def test_the_weight_is_that_of_all_rows() -> None:
    many = rows(10_000)
    assert weight(many) == 4096 + 80_000 + many.index.memory_usage()
    table = Table("projects", many, ("invested",))
    panel = Panel("list", "", "", (Heading("a"), Grid(2, 200, ((table,), (table,)))))
    assert weight(panel) == 4096 + 2 * weight(many)
    block = documents.Block("list", "", ("words",), (table,))
    assert weight((block, block)) == 3 * 4096 + 2 * weight(many)
    assert weight({"parts": many, "total": 3}) == 2 * 4096 + weight(many)

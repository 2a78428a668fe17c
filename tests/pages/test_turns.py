"""Pages are drawn in turn, and none waits for ever."""

from __future__ import annotations

import threading

import pytest

from pages import turns


def test_few_are_drawn_at_a_time_and_all_in_the_end() -> None:
    drawing, most, drawn = 0, 0, 0
    counting = threading.Lock()
    begin = threading.Barrier(12)

    def draw() -> None:
        nonlocal drawing, most, drawn
        begin.wait()
        with turns.turn("funnel"):
            with counting:
                drawing += 1
                most = max(most, drawing)
            with counting:
                drawing -= 1
                drawn += 1

    threads = [threading.Thread(target=draw) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == 12
    assert most <= turns._AT_ONCE


def test_a_page_that_fails_gives_its_place_back() -> None:
    for _ in range(turns._AT_ONCE + 1):
        with pytest.raises(ValueError, match="failed"), turns.turn("funnel"):
            raise ValueError("failed")
    assert turns._places._value == turns._AT_ONCE


def test_who_publishes_keeps_nobody_waiting() -> None:
    places = [turns.turn("data") for _ in range(turns._AT_ONCE + 1)]
    for place in places:
        place.__enter__()
    assert turns._places._value == turns._AT_ONCE
    for place in places:
        place.__exit__(None, None, None)
    assert turns._places._value == turns._AT_ONCE


def test_nobody_waits_for_ever_behind_pages_that_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 0.01)
    places = [turns.turn("funnel") for _ in range(turns._AT_ONCE + 1)]
    for place in places:
        place.__enter__()
    for place in places:
        place.__exit__(None, None, None)
    assert turns._places._value == turns._AT_ONCE, "who came without a place gave none back"

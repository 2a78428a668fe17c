"""Pages are drawn a few at a time, and nobody waits for what hangs."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

import pytest

from pages.draw import not_shown
from pages.run import turns
from tests.demo_ledger import Published
from tests.pages.opening import opened


def test_a_few_at_once_and_all_in_the_end() -> None:
    inside, most, done = 0, 0, 0
    counting = threading.Lock()

    def draw() -> None:
        nonlocal inside, most, done
        with turns.turn():
            with counting:
                inside += 1
                most = max(most, inside)
            time.sleep(0.02)
            with counting:
                inside -= 1
                done += 1

    threads = [threading.Thread(target=draw) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, done) == (turns.AT_ONCE, 12)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0
    assert _free() == turns.AT_ONCE


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.05)
    with ExitStack() as others:
        for _ in range(turns.AT_ONCE):
            others.enter_context(turns.turn())
        with turns.turn():
            assert _free() == 0
        # Who went without a turn gives none back.
        assert _free() == 0
    assert _free() == turns.AT_ONCE


@pytest.mark.parametrize(("page", "taken"), [("overview", 1), ("targets", 1), ("data", 0)])
def test_only_pages_that_change_nothing_take_a_turn(
    demo: Published, monkeypatch: pytest.MonkeyPatch, page: str, taken: int
) -> None:
    seen: list[int] = []
    narrow = not_shown.is_too_narrow

    def watched(*given: object) -> bool:
        seen.append(_free())
        return narrow(*given)

    monkeypatch.setattr(not_shown, "is_too_narrow", watched)
    opened(page)
    assert seen[-1] == turns.AT_ONCE - taken
    assert _free() == turns.AT_ONCE


def _free() -> int:
    """How many more pages could begin now."""
    return turns._turns._value

"""What the suite leaves to the full form: no value of a list, only some of what they make together."""

from __future__ import annotations

import pytest

from tests import rounds


def test_each_value_is_met_here_and_each_with_each_in_the_full_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASHBOARD_TEST_ROUNDS", raising=False)
    assert rounds.each("abc", [1, 2]) == [("a", 1), ("b", 2), ("c", 1)]
    assert rounds.every(2, "abcde") == ["a", "c", "e"]
    monkeypatch.setenv("DASHBOARD_TEST_ROUNDS", "1")
    assert rounds.each("ab", [1, 2]) == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert rounds.every(2, "abcde") == ["a", "b", "c", "d", "e"]

"""One figure is written in one way: in a drawer and on a card as in the sentences."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from figures.catalogue import FIGURES, is_set
from panels.figure_words import written
from texts import texts
from view.view import View


@pytest.mark.parametrize(
    ("code", "value", "zh", "en"),
    [
        ("plan", 4_860_000.0, "486亿元", "¥48.6B"),
        ("original_plan", 4_864_000.0, "486.4亿元", "¥48.64B"),
        ("funds_target", 2_000_000.0, "200亿元", "¥20.0B"),
        ("invested", 4_860_000.0, "486.0亿元", "¥48.60B"),
        ("median_days", 41.5, "42天", "42 days"),
    ],
)
def test_what_was_set_is_round_and_days_are_whole(code: str, value: float, zh: str, en: str) -> None:
    for language, words in (("zh", zh), ("en", en)):
        view = cast(View, SimpleNamespace(t=texts("zh" if language == "zh" else "en")))
        assert written(view, code, value) == words


def test_what_is_set_is_plans_and_targets_alone() -> None:
    found = {code for code in FIGURES if is_set(code)}
    assert {"plan", "original_plan", "invested_target", "funds_target"} <= found
    assert not found & {"invested", "remaining", "planned_investment", "funds_arrived", "plan_change"}

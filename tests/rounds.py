"""How many random choices a test draws: few in the suite, as many as asked for by benchmarks.agreement."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings


def asked(short: int) -> int:
    """`short`, or as many as DASHBOARD_TEST_ROUNDS says."""
    return int(os.environ.get("DASHBOARD_TEST_ROUNDS", short))


def are_many() -> bool:
    """Is the full form asked for, in which everything meets everything?"""
    return "DASHBOARD_TEST_ROUNDS" in os.environ


def drawing(short: int) -> settings:
    """Settings of a test that draws `short` choices, or as many as DASHBOARD_TEST_ROUNDS says; always the same ones."""
    return settings(
        max_examples=asked(short),
        deadline=None,
        derandomize=True,
        # The example is told as it was drawn: to make it smaller opens pages by the hundred, for minutes.
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )

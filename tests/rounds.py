"""How many random choices a test draws: few in the suite, as many as asked for by benchmarks.agreement."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings


def asked(short: int) -> int:
    """`short`, or as many as DASHBOARD_TEST_ROUNDS says."""
    return int(os.environ.get("DASHBOARD_TEST_ROUNDS", short))


def drawing(short: int) -> settings:
    """Settings of a test that draws `short` choices, or as many as DASHBOARD_TEST_ROUNDS says; always the same ones."""
    return settings(
        max_examples=asked(short),
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )

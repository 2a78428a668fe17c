"""How much of what could be tried a test tries: a part in the suite, all of it where DASHBOARD_TEST_ROUNDS is set.

Random choices are few here, as many as asked for by benchmarks.agreement. Of what is listed (every page in every look,
every month of the demonstration data) the suite takes each value but not each with each, or each second or third where
a case is dear; benchmarks.sweeps takes all.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings

Case = TypeVar("Case")
Other = TypeVar("Other")


def asked(short: int) -> int:
    """`short`, or as many as DASHBOARD_TEST_ROUNDS says."""
    return int(os.environ.get("DASHBOARD_TEST_ROUNDS", short))


def are_many() -> bool:
    """Is the full form asked for, in which everything meets everything?"""
    return "DASHBOARD_TEST_ROUNDS" in os.environ


def every(step: int, cases: Iterable[Case]) -> list[Case]:
    """Each `step`-th of the cases, the first among them; all of them in the full form."""
    return list(cases) if are_many() else list(cases)[::step]


def each(some: Iterable[Case], others: Iterable[Other]) -> list[tuple[Case, Other]]:
    """Pairs in which each value of both occurs, as few as there can be; each with each in the full form."""
    lefts, rights = list(some), list(others)
    if are_many():
        return list(itertools.product(lefts, rights))
    pairs = zip(itertools.cycle(lefts), itertools.cycle(rights), strict=False)
    return list(itertools.islice(pairs, max(len(lefts), len(rights))))


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

"""One question asked twice: of the version's own file, and of the cluster."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import pandas as pd
import pytest

import queries

#: A cluster adds floating numbers in another order than DuckDB, and no order twice: the last bits of a sum differ.
#: Sums of money are sums of decimals, which are equal to the last fen before they become floating.
RTOL, ATOL = 1e-9, 1e-7


class Took(NamedTuple):
    """Seconds of the two."""

    duckdb: float
    cluster: float


def assert_equal(version: str, name: str, params: dict[str, Any], url: str, *, is_lit: bool, way: queries.Way) -> Took:
    """The same rows in the same order, columns and types from both."""
    bound = {key: params[key] for key in queries.parameters(name, is_lit=is_lit)}
    answers: list[pd.DataFrame] = []
    took: list[float] = []
    for asked in ("", url):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABASE_URL", asked)
            # What is compared is what they say, on a machine that may be busy with other tests.
            patch.setattr(queries, "TIMEOUT_SECONDS", 300.0)
            began = time.perf_counter()
            answers.append(queries._execute(version, name, bound, is_lit=is_lit, way=way))
            took.append(time.perf_counter() - began)
    of_file, of_cluster = answers
    pd.testing.assert_frame_equal(of_cluster, of_file, rtol=RTOL, atol=ATOL, obj=name)
    return Took(*took)


def has_lights(name: str) -> bool:
    """Whether it makes a difference that lights are asked for."""
    return queries.statement(name, is_lit=True) != queries.statement(name, is_lit=False)

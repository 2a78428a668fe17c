"""Every query on a cluster beside the same on the version's own file: equal rows, and how long each takes.

    python -m benchmarks.cluster [--rounds N] [--spark | --url sc://host:15002]

A Sail server is started here (packages of requirements-sail.txt), or with --spark Apache Spark: a master, two workers
and a Connect server (Java 17, 450 MB fetched once). The version is exported to a temporary folder. With --url a cluster
is asked that runs already, and DASHBOARD_PARQUET says where it has the version. The first round is of the whole zone,
not timed; each further one draws filters at random. Ends with 1 where an answer differs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import queries
from data import versions
from queries import cluster
from tests.cluster import sail, spark
from tests.cluster.comparing import Took, assert_equal, has_lights
from tests.queries.ledgers import WHOLE
from tests.queries.test_reader import MORE
from tests.settings_drawn import choices


def main() -> int:
    """Compare, print a line a query and the differences; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="random filters besides the whole zone")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--spark", action="store_true", help="start Apache Spark here in place of Sail")
    other.add_argument("--url", default="", help="a cluster that runs already")
    given_ = parser.parse_args()
    version = versions.ensure()
    took: dict[str, list[Took]] = defaultdict(list)
    wrong: list[str] = []

    def compare(url: str, params: dict[str, Any], *, is_timed: bool) -> None:
        for name in queries.names():
            ways: tuple[queries.Way, ...] = ("short", "long")
            for way in (
                ways if queries.statement(name, way="short") != queries.statement(name, way="long") else ways[:1]
            ):
                for is_lit in (True, False) if has_lights(name) else (True,):
                    try:
                        one = assert_equal(version, name, params, url, is_lit=is_lit, way=way)
                    except (AssertionError, queries.QueryError) as error:
                        wrong.append(f"{name} ({way}, {is_lit=}): {str(error)[:300]} with {params}")
                        continue
                    if is_timed and way == "short" and is_lit:
                        took[name].append(one)

    with ExitStack() as stack:
        url = given_.url
        if not url:
            out = stack.enter_context(tempfile.TemporaryDirectory())
            versions.export_parquet(version, Path(out))
            os.environ["DASHBOARD_PARQUET"] = out
            url = (stack.enter_context(spark.running()) if given_.spark else stack.enter_context(sail.running())).url
        compare(url, WHOLE | MORE, is_timed=False)
        if given_.rounds:

            @settings(max_examples=given_.rounds, deadline=None, derandomize=True, phases=[Phase.generate],
                      suppress_health_check=list(HealthCheck))  # fmt: skip
            @given(data=st.data())
            def rounds(data: st.DataObject) -> None:
                compare(url, data.draw(choices(version)).view.parameters(MORE), is_timed=True)

            rounds()
        cluster.close()
    for name, times in sorted(took.items()):
        file, of_cluster = (statistics.median(one) * 1000 for one in zip(*times, strict=True))
        print(f"{name:<28} {file:8.0f} ms {of_cluster:8.0f} ms")
    if took:
        sums = [[sum(one[index] for one in times) / len(times) for times in took.values()] for index in (0, 1)]
        print(f"{'all, means added up':<28} {sum(sums[0]) * 1000:8.0f} ms {sum(sums[1]) * 1000:8.0f} ms")
    print(*wrong, f"{len(queries.names())} queries, {given_.rounds} random filters, {len(wrong)} differ", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

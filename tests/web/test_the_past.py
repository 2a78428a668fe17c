"""A new machine: the demonstration's earlier months come while it already answers, and nothing shown moves."""

from __future__ import annotations

import time
from pathlib import Path

from tests.browser.serving import serve

MONTHS = 5


def test_the_earlier_months_come_beside_the_one_that_is_shown(tmp_path: Path) -> None:
    with serve(tmp_path / "store", variables={"DASHBOARD_DEMO_PAST": "0"}) as server:
        shown = server.version
        until = time.monotonic() + 120
        while len(list(server.store.glob("*.duckdb"))) <= MONTHS and time.monotonic() < until:
            time.sleep(0.2)
        assert len(list(server.store.glob("*.duckdb"))) == MONTHS + 1, server.log_text()
        assert server.version == shown
        assert server.health()[1]["version"] == shown


def test_they_can_be_left_out_and_come_on_no_later_start(tmp_path: Path) -> None:
    for variables in ({"DASHBOARD_DEMO_PAST": "never"}, {"DASHBOARD_DEMO_PAST": "0"}):
        with serve(tmp_path / "store", variables=variables) as server:
            time.sleep(3)
            assert len(list(server.store.glob("*.duckdb"))) == 1

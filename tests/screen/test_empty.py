"""A panel that has nothing to show takes no place of a wall: it is said in a line below the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from screen.state import state
from tests.queries.ledgers import project, publish
from tests.screen.asking import asked


def test_what_has_nothing_to_show_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(project=[project("久", "2022-01-10"), project("新", "2023-09-10")])
    (turn,) = json.loads(state(asked("views=meeting")))["turns"]
    assert [one["is_empty"] for one in turn["panels"]] == [False, True]
    assert (
        "无亮灯：逾期未开工、问题逾期未办结、多次推迟；无数据：开工无资金、低于自身序时、未报进度"
        in turn["panels"][1]["html"]
    )

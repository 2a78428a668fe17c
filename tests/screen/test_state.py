"""What a screen is told, and the mark that changes when it would be told something else, and only then."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from access.rights import LOCAL
from data import versions
from data.settings import DEFAULT_FILE
from screen import state
from tests.queries.ledgers import plan, project, publish
from tests.screen.asking import asked


def told(query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(state.state(asked(query)))
    return found


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("query", "language", "theme", "zone", "dated", "mark"),
    [
        ("", "zh-CN", "dark", "东营经济技术开发区（演示情景）", "数据截至2023年9月30日", "演示数据"),
        ("lang=EN&theme=light", "en", "light",
         "Dongying Economic and Technological Development Zone (demo scenario)",
         "as of 30 September 2023", "Demonstration data"),
    ],
)  # fmt: skip
def test_the_frame(query: str, language: str, theme: str, zone: str, dated: str, mark: str) -> None:
    found = told(query)
    assert (found["language"], found["theme"], found["zone"]) == (language, theme, zone)
    assert (found["dated"], found["mark"], found["scope"], found["seconds"]) == (dated, mark, "", 20)
    assert found["version"] == versions.current()
    assert [turn["name"] for turn in found["turns"]] == [
        "year",
        "funnel",
        "industries",
        "units",
        "outlook",
        "newest",
        "meeting",
    ]


@pytest.mark.usefixtures("demo")
def test_the_filters_and_an_earlier_month_of_money_are_said() -> None:
    assert told("industry=新材料&size=over_100m")["scope"] == "新材料；亿元以上"
    assert told("as_of=2023-09-15")["dated"] == "数据截至2023年9月15日　资金和投资截至8月末"


def test_a_real_ledger_bears_no_mark() -> None:
    publish(project=[project("甲", "2023-01-01")])
    assert told()["mark"] == ""
    assert told()["zone"] == "东营经济技术开发区"


def test_the_mark_changes_with_what_is_published_and_not_otherwise() -> None:
    first = publish(project=[project("甲", "2023-01-01")], plan=[plan("甲", 2023, 100)])
    before = state.mark(first, "lang=EN", LOCAL)
    assert state.mark(first, "lang=EN", LOCAL) == before
    assert state.mark(first, "", LOCAL) != before
    second = publish(project=[project("甲", "2023-01-01")], plan=[plan("甲", 2023, 200)])
    assert state.mark(second, "lang=EN", LOCAL) != before
    versions.rollback(first)
    assert state.mark(versions.current() or "", "lang=EN", LOCAL) == before


def test_the_mark_changes_with_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(DEFAULT_FILE.read_bytes())
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    before = state.mark("v", "", LOCAL)
    assert state.mark("v", "", LOCAL) == before
    os.utime(file, ns=(1, 1))
    assert state.mark("v", "", LOCAL) != before


def test_the_mark_changes_when_a_version_cannot_be_read() -> None:
    publish(project=[project("甲", "2023-01-01")])
    second = publish(project=[project("乙", "2023-01-01")])
    before = state.mark(second, "", LOCAL)
    versions.path(second).write_bytes(b"")
    assert versions.current() != second or state.mark(second, "", LOCAL) != before


def test_a_state_is_made_once() -> None:
    publish(project=[project("甲", "2023-01-01")])
    assert state.state(asked()) is state.state(asked())
    assert state.state(asked()) is not state.state(asked("seconds=9"))

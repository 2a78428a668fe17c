"""Every industry has a colour of its own, the same on every page and from one month's ledger to the next."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from access.rights import LOCAL
from data.settings import settings
from tests.pages.drawing import drawn_charts
from tests.pages.opening import opened
from tests.queries.ledgers import month, plan, project, publish
from view.names import industry_colour
from view.view import View, edition

NAMED = [one.zh for one in settings().industry]
FOREIGN = ["新一代信息技术", "绿色低碳高端石化", "文化旅游康养", "现代海洋装备", "生物医药大健康"]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def colours(*industries: str, theme: str = "light") -> dict[str, str]:
    """Industry → its colour, in a ledger of these industries."""
    data = edition(publish(project=[project(one, "2023-01-10", industry=one) for one in industries]))
    view = View(data, "zh", theme, data.last_day, 2023, rights=LOCAL)
    return {one: industry_colour(view, one) for one in industries}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_that_the_settings_lack_have_colours_of_their_own(theme: str) -> None:
    found = colours(*NAMED, *FOREIGN, theme=theme)
    assert len(set(found.values())) == len(NAMED) + len(FOREIGN)
    assert len(set(colours(*NAMED, *(f"产业{n}" for n in range(8)), theme=theme).values())) == 16


def test_a_colour_stays_when_other_names_come_and_go() -> None:
    before = colours("航空航天", *FOREIGN[:3])
    after = colours("航空航天", "一个新产业", *FOREIGN[:3])
    assert after["航空航天"] == before["航空航天"]
    assert sum(after[one] == before[one] for one in FOREIGN[:3]) >= 2, "a name gives way to one other at most"


def test_of_more_names_than_colours_no_two_neighbours_share_one() -> None:
    names = sorted(f"产业{n:02}" for n in range(40))
    found = colours(*names)
    assert all(found[one] != found[other] for one, other in itertools.pairwise(names))


def test_the_same_colour_in_every_chart_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(
        project=[project(one, "2023-02-10", "2023-03-10", industry=one) for one in (*NAMED[:3], *FOREIGN)],
        plan=[plan(one, 2023, 100) for one in (*NAMED[:3], *FOREIGN)],
        progress=[month(one, "2023-01", 50 + at, 10) for at, one in enumerate((*NAMED[:3], *FOREIGN))],
    )
    with drawn_charts(monkeypatch) as charts:
        assert not opened("industries").exception
    ranked = {row["name"]: row["colour"] for row in charts["arrivals"] if "colour" in row}
    parts = {row["name"]: row["colour"] for row in charts["composition_signed"] if "fill" in row}
    assert ranked == parts
    assert len(set(parts.values())) == len(parts) == 8

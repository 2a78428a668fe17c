"""The public edition names no project and no department that is behind or has a light: in no month.

Of the months every fifth is looked at here, each of them with DASHBOARD_TEST_ROUNDS.
"""

from __future__ import annotations

import pytest

from panels.bulletin import drafting, page
from panels.cells import in_words
from panels.document import Document
from panels.panel import Text
from tests import rounds
from tests.bulletin.issues import issue_of, months
from tests.demo_ledger import Published
from view.view import View


def words(view: View, of: Document) -> str:
    tables = [in_words(view, table) for block in of.blocks for table in block.tables]
    cells = [cell for table in tables for row in (table.headings, *table.rows) for cell in row]
    charts = [one for block in of.blocks if block.pictured for one in (block.pictured.title, block.pictured.subtitle)]
    said = [line for block in of.blocks for line in (block.heading, *block.paragraphs)]
    return "\n".join([of.title, *of.lines, *said, *cells, *charts, *of.closing])


def behind(view: View) -> set[str]:
    """Asked here once more: who is behind the schedule, or has a light, explained or not."""
    lights, targets = view.run("lights"), view.run("target_projects")
    short = targets[targets["surplus"] < 0]
    units = view.run("target_groups", dimension="unit")
    return {*lights["name"], *lights["unit"], *short["name"], *short["unit"],
            *units.loc[units["points_ahead"] < 0, "name"]}  # fmt: skip


def test_nobody_behind_is_named_in_any_month(demo: Published) -> None:
    named = 0
    # From the newest on two or three months a year, of every season.
    some = rounds.every(5, months(demo.version))
    for month in some:
        one = issue_of(month, "public")
        said = words(one.view, drafting.document(one))
        assert not [name for name in behind(one.view) if name in said], month
        inside = issue_of(month, "internal")
        named += any(name in words(inside.view, drafting.document(inside)) for name in behind(one.view))
    assert named > len(some) / 2, "the internal edition names them, so that the test looks at something"


def test_what_the_office_wrote_names_nobody_either(
    demo: Published, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("office")
    monkeypatch.setattr("data.own_words.folder", lambda: folder)
    name = issue_of("2023-09").view.run("lights").iloc[0]["name"]
    (folder / "next-steps.txt").write_text(f"# 给自己看\n加快{name}建设。\n\n加强调度。\n", encoding="utf-8")
    for kind, expected in (("internal", (f"加快{name}建设。", "加强调度。")), ("public", ("加强调度。",))):
        one = issue_of("2023-09", kind)  # type: ignore[arg-type]
        made = drafting.document(one)
        assert next(block for block in made.blocks if block.code == "next_steps").paragraphs == expected
    drawn = page.page(issue_of("2023-09").view, {"month": "2023-09", "edition": "public"})
    texts = [part for slot in drawn.slots for part in slot.panel(one.view).every]
    assert any(isinstance(part, Text) and part.paragraphs == ("加强调度。",) for part in texts)
    assert any("1段" in getattr(part, "text", "") for part in texts)

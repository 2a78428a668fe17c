"""What does not fit into a reader's memory spills, or says so; a version has what its size and the machine allow."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import queries
from access.rights import LOCAL
from data.versions import reader_limits
from panels.page import Slot
from panels.panel import Caution, Panel
from queries import room
from tests.demo_ledger import Published
from tests.many_projects import PROJECTS, anew
from texts import Language
from view.view import View, edition


def the_view(name: str, language: Language) -> View:
    facts = edition(name)
    return View(facts, language, "light", facts.last_day, facts.last_day.year, rights=LOCAL)


@pytest.mark.parametrize(("language", "title", "words"), [
    ("en", "Too many projects for this panel", "DASHBOARD_MEMORY"), ("zh", "项目太多，这一栏没有算出来", "内存"),
])  # fmt: skip
def test_a_panel_that_does_not_fit_says_so(many: str, language: Language, title: str, words: str) -> None:
    def large(view: View) -> Panel:
        return Panel("large", f"{len(view.run('projects'))}", "")

    def small(view: View) -> Panel:
        return Panel("small", f"{view.run('cutoff').iloc[0]['as_of'].year}", "")

    view = the_view(many, language)
    with pytest.raises(queries.TooLargeError, match="projects needs more memory"):
        view.run("projects")
    told = Slot(large).panel(view)
    assert (told.key, told.title) == ("large", title)
    [caution] = told.parts
    assert isinstance(caution, Caution)
    assert words in caution.text
    assert Slot(small).panel(view).title == "2023"


def test_what_does_not_fit_spills(many: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_SPILL", str(tmp_path))
    monkeypatch.setenv("DASHBOARD_MEMORY", "90")
    anew()
    assert len(the_view(many, "en").run("projects")) == PROJECTS
    [folder] = tmp_path.iterdir()
    assert folder.name.startswith("dashboard-")


def test_too_slow_is_said(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_view: View) -> Panel:
        raise queries.TooSlowError("slow")

    assert "30" in Slot(slow).panel(the_view(many, "en")).parts[0].text  # type: ignore[union-attr]


def test_rows_that_a_page_has_no_room_for_are_not_fetched(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, asked = pd.DataFrame({"project_id": ["甲", "乙", "丙"]}), []

    def count() -> int:
        asked.append("count")
        return 3

    def fetch() -> pd.DataFrame:
        asked.append("rows")
        return rows

    def held(row_mb: int) -> pd.DataFrame:
        asked.clear()
        return queries.held(demo.version, "projects", row_mb * reader_limits.MB, count, fetch)

    too_many = "query projects has 3 rows, of which a page needs 6 MB; it has 3"
    monkeypatch.setenv("DASHBOARD_MEMORY", "3")
    reader_limits._decided.cache_clear()
    try:
        # A small version's are few: they are not counted first.
        assert held(1) is rows
        assert asked == ["rows"]
        with pytest.raises(queries.TooManyRowsError, match=too_many):
            held(2)
        monkeypatch.setattr(room, "_COUNTED_MB", 0)
        assert held(1) is rows
        assert asked == ["count", "rows"]
        with pytest.raises(queries.TooManyRowsError, match=too_many):
            held(2)
        assert asked == ["count"]
    finally:
        reader_limits._decided.cache_clear()


def test_rows_are_counted_without_being_fetched(demo: Published) -> None:
    view = the_view(demo.version, "zh")
    for name in ("appraisal_contributions", "appraisal_moves", "appraisal_targets"):
        assert view.count_of_all(name) == len(view.run_of_all(name)), name
    assert view.count_of_all("appraisal_contributions") > 100


def test_limits_follow_the_file_and_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_limits, "machine_mb", lambda: 8000)
    monkeypatch.setattr("os.cpu_count", lambda: 16)

    def limits(size_mb: int) -> tuple[int, int]:
        found = reader_limits._decided.__wrapped__(Path("x"), size_mb * reader_limits.MB)
        return found.memory_mb, found.threads

    assert limits(3) == (1000, 1)
    assert limits(200) == (2000, 4)
    assert limits(5000) == (3200, 4)
    monkeypatch.setenv("DASHBOARD_MEMORY", "512")
    monkeypatch.setenv("DASHBOARD_THREADS", "2")
    assert limits(3) == (512, 2)
    monkeypatch.setenv("DASHBOARD_MEMORY", "much")
    assert limits(3) == (1000, 2)

"""What the recipes of CONTRIBUTING.md ask for and nothing else would miss soon: each says which file lacks what."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import queries
from access.rights import ANONYMOUS
from panels.contents import OF_PAGES
from screen.views import PANELS, VIEWS
from tests.pages import opening
from tests.queries.ledgers import WHOLE, month, only_read, plan, project
from view import filters
from view.addresses import CHANGING, PAGES
from view.aggregates import answers
from view.view import View, edition

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# A panel ------------------------------------------------------------------------------------------


def test_every_query_is_asked_by_a_test() -> None:
    files = [file for file in (ROOT / "tests/queries").glob("*.py") if file.name != "test_reader.py"]
    asked = "\n".join(file.read_text(encoding="utf-8") for file in files)
    # What stands behind sums is tried by what is withheld (tests/pages/test_sums_alone.py).
    untried = [name for name in queries.names() if f'"{name}"' not in asked and not name.startswith("behind_")]
    assert not untried, "write what three rows must give in tests/queries/test_three_rows.py"


@pytest.mark.parametrize("path", OF_PAGES)
def test_without_log_in_a_sentence_stands_for_what_is_not_told(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    projects = [project(name, "2023-01-10", "2023-02-01") for name in "甲乙丙丁"]
    months = [month(name, "2023-03", 50, 20) for name in "甲乙丙丁"]
    plans = [plan(name, 2023, 100) for name in "甲乙丙丁"]
    facts = edition(only_read(monkeypatch, project=projects, progress=months, plan=plans))
    monkeypatch.setattr(answers, "answer", _told)
    view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=ANONYMOUS)
    try:
        assert list(OF_PAGES[path].make(view, {}).panels(view, {}))
    except answers.SumsHiddenError as error:
        pytest.fail(
            f"readers without log-in may not ask queries/{error}.sql: begin its panel by `untold` of panels/panel.py, "
            "or give it an account in view/aggregates/accounts.py"
        )


def _told(name: str, version: str, _newest: object, params: Mapping[str, Any]) -> pd.DataFrame:
    """What may be asked is answered, without looking for what must be withheld: that takes seconds."""
    if not answers.may_ask(name):
        raise answers.SumsHiddenError(name)
    return queries.run(name, version=version, **params)


def test_every_panel_of_the_wall_is_in_a_view() -> None:
    shown = {name for view in VIEWS.values() for name in (*view.panels, *(view.for_guests or ()))}
    assert not PANELS.keys() - shown, "no wall shows these: name them in a view of VIEWS in screen/views.py"
    assert not shown - PANELS.keys(), "VIEWS of screen/views.py names panels that have no line in PANELS"


# A page -------------------------------------------------------------------------------------------


def test_a_page_has_its_file_its_contents_and_its_address() -> None:
    files = {file.name for file in (ROOT / "pages").glob("*.py")} - {"__init__.py", "shell.py"}
    entries = {page.path: page.file for page in PAGES if page.path not in CHANGING}
    assert not files - set(entries.values()), "pages without an address: add their PageEntry to view/addresses.py"
    assert not set(entries.values()) - files, "view/addresses.py names files that are missing in pages/"
    assert not OF_PAGES.keys() - entries.keys(), "contents without an address: add their PageEntry to view/addresses.py"
    assert not entries.keys() - OF_PAGES.keys(), "pages of which nothing stands in OF_PAGES of panels/contents.py"


def test_every_page_is_opened_by_tests() -> None:
    unopened = {page.path or "overview" for page in PAGES if page.is_listed} - set(opening.PAGES)
    assert not unopened, "name them in PAGES of tests/pages/opening.py"


# A filter -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", filters.WHOLE_ZONE)
def test_a_filter_narrows_the_queries(name: str) -> None:
    clause = re.compile(rf"\${name}\b(?=.*\bis null\b)")
    assert clause.search(read("queries/scope.sql")), f"${name} narrows nothing: add its clause to queries/scope.sql"
    assert clause.search(read("queries/targets.sql")), (
        f"targets of the whole zone would be held against what ${name} leaves of it: add «and ${name}… is null» to "
        "chosen of queries/targets.sql, and the same to tests/oracle_targets.py"
    )
    assert name in WHOLE, f"add {name} to WHOLE of tests/queries/ledgers.py"


@pytest.mark.parametrize("key", sorted(filters.PARAMETERS.keys() - {"period"}))
def test_a_filter_is_drawn_and_said_to_leave_no_target(key: str) -> None:
    is_drawn, is_said = (f'"{key}"' in read(name) for name in ("tests/settings_drawn.py", "panels/targets.py"))
    assert is_drawn, "draw it in tests/settings_drawn.py and heed it in tests/oracle.py"
    assert is_said, "name it in _without of panels/targets.py: why there is no target"


# A finding ----------------------------------------------------------------------------------------


def test_every_doubt_is_raised_by_a_test() -> None:
    tried = read("tests/data/test_warnings.py") + read("tests/data/test_both_forms.py")
    raised = dict(_doubts())
    assert len(raised) > 5
    untried = [name for name, words in raised.items() if words not in tried]
    assert not untried, "write their cells and sentences in tests/data/test_warnings.py, a case in test_both_forms.py"


def _doubts() -> Iterator[tuple[str, str]]:
    """Functions of doubts.py that hand rows to `doubt`, and the longest Chinese words in each."""
    for of in ast.parse(read("data/ledger/check/doubts.py")).body:
        if isinstance(of, ast.FunctionDef) and ".doubt(" in ast.unparse(of):
            yield of.name, max(re.findall(r"[一-鿿]+", ast.unparse(of)), key=len, default="")

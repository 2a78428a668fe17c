"""One catalogue: every number that a query answers or a panel names has an entry, whole, in one place."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

import queries
from access.rights import LOCAL
from figures import catalogue
from figures.catalogue import CATALOGUE, FIGURES, joined
from figures.columns import COLUMNS
from figures.definitions import DEFINITIONS
from figures.dimensions import DIMENSIONS, INNER, OF_THE_ROW
from figures.figure import Figure, FigureForm, count, ratio
from panels.projects import Listing
from tests.demo_ledger import Published
from texts import texts
from view.view import View, edition

ROOT = Path(__file__).parents[2]
#: What queries ask for besides a view.
MORE: Mapping[str, queries.Value] = {"dimension": "unit", "measure": "plan", "newest": 3, "fact_year": 2022,
                                     "leading": 3, "leading_surpluses": 3, "project_id": "P2022-096",
                                     "month_from": dt.date(2023, 9, 1), "is_named": True, "from_year": None,
                                     **Listing().parameters}  # fmt: skip
#: Ratios that a query makes though their parts stand in its row, each with the reason in its header or here.
MADE_IN_SQL = {
    ("industries", "growth"): "not of an industry without key projects this year",
    ("signing_months", "arrival_rate"): "of the agreements whose money is known so far alone, known_planned",
    ("event_months", "arrival_rate"): "of the agreements whose money is known so far alone, known_planned",
    ("target_adjusted", "plan_change"): "a sum of decimals: exact to the cent",
    ("target_adjustments", "plan_change"): "a difference of decimals: exact to the cent",
}


def complaints(entries: Mapping[str, Figure]) -> Iterator[str]:
    """What entries lack, each in a sentence that says what to do and where."""
    for code, entry in entries.items():
        if not entry.label:
            yield f"{code} has no name: give its entry in figures/ a label"
        elif texts("zh")(entry.label) == entry.label:
            yield f"{code}: «{entry.label}» has no Chinese: add it to texts/zh_CN.po"
        if entry.heading and texts("zh")(entry.heading) == entry.heading:
            yield f"{code}: the heading «{entry.heading}» has no Chinese: add it to texts/zh_CN.po"
        if entry.form in get_args(FigureForm) and entry.term not in DEFINITIONS:
            yield f"{code} has no definition: name a term of figures/definitions.py, or write one there"
        if bool(entry.sign) != bool(entry.parts):
            yield f"{code}: parts need a sign and a sign parts: build it with ratio, growth or difference of figure.py"
        for part in (*entry.parts, *([entry.of] if entry.of else [])):
            if part not in entries:
                yield f"{code} is made of {part}, which has no entry: write it in the file of its family in figures/"


def unknown(name: str, rows: pd.DataFrame) -> Iterator[str]:
    """Numbers of a query's rows that the catalogue does not know."""
    for code in map(str, rows):
        is_number = pd.api.types.is_numeric_dtype(rows[code]) and not pd.api.types.is_bool_dtype(rows[code])
        if is_number and code not in CATALOGUE and code not in INNER | OF_THE_ROW:
            yield (
                f"{code} of queries/{name}.sql stands in no catalogue: write its entry in the file of its family in "
                "figures/, or, where it is no figure, name it in INNER or OF_THE_ROW of figures/dimensions.py"
            )


@pytest.fixture(scope="module")
def answers(published_demo: Published) -> dict[str, pd.DataFrame]:
    """Every query's answer on the demonstration data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(published_demo.store))
        facts = edition(published_demo.version)
        view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
        return {name: view.run(name, **MORE) for name in queries.names()}


def test_every_entry_is_whole() -> None:
    assert not list(complaints(CATALOGUE))
    assert len(FIGURES) > 100
    assert all(entry.form in get_args(FigureForm) for entry in FIGURES.values())
    assert not any(entry.form in get_args(FigureForm) or entry.parts for entry in DIMENSIONS.values())


def test_every_number_of_every_query_is_in_the_catalogue(answers: dict[str, pd.DataFrame]) -> None:
    assert not [line for name, rows in answers.items() for line in unknown(name, rows)]


def test_every_code_that_a_panel_names_is_in_the_catalogue() -> None:
    """Codes in `Question((…))` and in the constants of panels and pages whose names end in FIGURES or COLUMNS."""
    missing = [
        f"{file.relative_to(ROOT)} names {code}, which stands in no catalogue: write its entry in figures/"
        for folder in ("panels", "pages", "screen")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for code in _asked(ast.parse(file.read_text(encoding="utf-8")))
        if code not in FIGURES
    ]
    assert not missing


def _asked(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Question" and node.args:
            yield from _texts(node.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Tuple | ast.List):
        yield from (one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_a_ratio_is_made_in_one_place(answers: dict[str, pd.DataFrame]) -> None:
    for name, rows in answers.items():
        added = queries.ratios(name)
        for code in added:
            assert code in FIGURES, f"the header of queries/{name}.sql names {code}: write its entry in figures/"
            assert FIGURES[code].parts, f"{code}, in the header of queries/{name}.sql, is made of nothing: see figures/"
        for code in map(str, rows):
            parts = CATALOGUE[code].parts if code in CATALOGUE else ()
            if parts and set(parts) <= set(rows) and code not in added:
                assert (name, code) in MADE_IN_SQL, (
                    f"queries/{name}.sql makes {code} though its parts stand in its row: take it out of the select "
                    f"and name it in the header («Ratios, of these columns: {code}.»)"
                )
        selected = (ROOT / "queries" / f"{name}.sql").read_text(encoding="utf-8").rsplit("\nselect", 1)[-1]
        twice = [code for code in added if re.search(rf"(?:\bas |\.){code},?\n", selected)]
        assert not twice, f"queries/{name}.sql selects {', '.join(twice)}, which its header adds: take it out"


def test_a_figure_that_is_made_of_others_is_made_somewhere(answers: dict[str, pd.DataFrame]) -> None:
    there = {code for rows in answers.values() for code in map(str, rows)}
    for code, entry in FIGURES.items():
        homes = [name for name, rows in answers.items() if entry.parts and set(entry.parts) <= set(rows)]
        assert not homes or code in there, (
            f"{code} is made by no query: name it in the header of queries/{homes[0]}.sql, which has its parts: "
            f"«Ratios, of these columns: {code}.»"
        )


def test_a_code_has_one_entry() -> None:
    with pytest.raises(ValueError, match=r"start_rate stands in figures/signing\.py and in figures/money\.py: keep"):
        joined({"signing": {"start_rate": FIGURES["start_rate"]}, "money": {"start_rate": FIGURES["start_rate"]}})
    for file in sorted(Path(catalogue.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                twice = {key for key in keys if keys.count(key) > 1}
                assert not twice, f"figures/{file.name} has two entries of {', '.join(map(str, twice))}: keep one"


def test_what_is_wrong_is_said_with_what_to_do() -> None:
    known = FIGURES["formal_projects"]
    assert list(complaints({"new_rate": ratio(known.label, "start_rate", "gone", "formal_projects"), "formal_projects":
                            known})) == [
        "new_rate is made of gone, which has no entry: write it in the file of its family in figures/"
    ]  # fmt: skip
    assert list(complaints({"one": count("", "signed")})) == ["one has no name: give its entry in figures/ a label"]
    assert list(complaints({"one": count(known.label, "")})) == [
        "one has no definition: name a term of figures/definitions.py, or write one there"
    ]
    [line] = unknown("headline", pd.DataFrame({"nobody_knows": [1.0], "is_so": [True], "industry": ["新材料"]}))
    assert line.startswith("nobody_knows of queries/headline.sql stands in no catalogue: write its entry")


def test_figures_and_columns_are_two_views_of_one_catalogue() -> None:
    assert FIGURES.keys() | DIMENSIONS.keys() == CATALOGUE.keys() == COLUMNS.keys()
    # A heading of its own in a table, the label where it has none.
    assert COLUMNS["funds_arrived"] == ("Funds arrived", "money")
    assert FIGURES["funds_arrived"].label == "Funds arrived in the period"
    assert COLUMNS["completion_rate"] == (FIGURES["completion_rate"].label, "share")

"""`run` as the only reader: statements, parameters, versions, cache, safety; and how a file looks."""

from __future__ import annotations

import datetime as dt
import re
import threading
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import queries
from data import versions
from panels.projects import Listing
from queries import own_file
from tests.demo_ledger import Published
from tests.queries.ledgers import WHOLE, project, publish, run

NAMES = queries.names()
RULES = tuple(f"rules/{file.stem}" for file in sorted((queries.FOLDER / "rules").glob("*.sql")))
#: Every file, those too that only stand in front of others.
WAYS = tuple(f"ways/{file.stem}" for file in sorted((queries.FOLDER / "ways").glob("*.sql")))
FILES = (*NAMES, *queries.IN_FRONT, *WAYS, *RULES)
MORE = {
    "dimension": "industry",
    "is_named": True,
    "from_year": None,
    "fact_year": 2022,
    "leading": 10,
    "leading_surpluses": 3,
    "measure": "plan",
    "month_from": dt.date(2023, 9, 1),
    "newest": 3,
    "project_id": "P2022-096",
    **Listing().parameters,
}


def source(name: str) -> str:
    return (queries.FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_it_answers(name: str) -> None:
    header = source(name).split("\nwith ")[0].split("\nselect")[0]
    assert header.startswith("-- Question: ")
    assert "-- Grain: " in header or name in (*queries.IN_FRONT, *WAYS)
    assert "-- Result: " in header or name in (*queries.IN_FRONT, *WAYS)
    used = set(re.findall(r"\$([a-z_0-9]+)", re.sub(r"--[^\n]*", "", source(name))))
    for parameter in used:
        assert f"${parameter}" in header or parameter.startswith("weight_"), f"{name}: ${parameter} is not explained"


@pytest.mark.parametrize("name", FILES)
def test_a_file_stays_within_what_other_engines_answer_alike(name: str) -> None:
    text = re.sub(r"--[^\n]*", "", source(name))
    text = re.sub(r"'[^']*'", "''", text)
    assert text == text.lower()
    assert ";" not in text
    for banned in (
        r"group by all", r"order by all", r"select\s+\*", r"\*\s+exclude", r"\bpivot\b", r"\bcolumns\(", r"\basof\b",
        r"\blateral\b", r"\brecursive\b", r"quantile_cont", r"list_has_any", r"list_intersect", r"union by name",
        r"\bformat\(",
    ):  # fmt: skip
        assert not re.search(banned, text), f"{name}: {banned}"


@pytest.mark.parametrize("name", FILES)
def test_no_year_is_compared_in_the_slow_way(name: str) -> None:
    assert not re.search(r"\byear\([^)]*\) [=<>]+ \$", re.sub(r"--[^\n]*", "", source(name)))


@pytest.mark.parametrize("name", NAMES)
def test_result_columns_are_those_of_the_header(demo: Published, name: str) -> None:
    columns = queries.run(name, version=demo.version, **WHOLE, **MORE).columns
    header = source(name).split("-- Result:")[1].split("\nwith ")[0].split("\nselect")[0]
    for column in columns:
        assert re.search(rf"\b{column}\b", header), f"{name}: {column} is not in the header"


@pytest.mark.parametrize("name", NAMES)
def test_money_and_counts_have_plain_types(demo: Published, name: str) -> None:
    types = queries.run(name, version=demo.version, **WHOLE, **MORE).dtypes
    for column, kind in types.items():
        assert str(kind) in {
            "int64",
            "Int64",
            "float64",
            "str",
            "object",
            "bool",
            "boolean",
            "datetime64[us]",
            "datetime64[s]",
            "int32",
        } or str(kind).startswith("datetime64"), f"{name}.{column} is {kind}"


def test_what_is_missing_or_unknown_is_named(demo: Published) -> None:
    with pytest.raises(queries.QueryError, match="no query named 'nothing'"):
        queries.run("nothing")
    with pytest.raises(queries.QueryError, match=r"misses .*as_of"):
        queries.run("headline", version=demo.version)
    with pytest.raises(versions.StoreError):
        queries.run("version", version="20200101-000000")


def test_values_are_bound_never_written_in(demo: Published) -> None:
    hostile = ("'); drop table project; --", "$as_of")
    assert queries.run("funnel_projects", version=demo.version, **(WHOLE | {"industries": hostile})).empty
    assert not queries.run("funnel_projects", version=demo.version, **WHOLE).empty


def test_a_table_that_is_made_once_stays_so_without_the_tables_that_are_not_used() -> None:
    statement = queries.statement("cutoff")
    assert "\ncutoff as materialized (\n" in statement
    assert "scope as (" in queries.statement("headline")
    assert "scope as (" not in statement


def test_run_follows_the_pointer_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    first = publish(project=[project("一", "2023-01-10")])
    assert len(run("funnel_projects")) == 1
    publish(project=[project("一", "2023-01-10"), project("二", "2023-02-10")])
    assert len(run("funnel_projects")) == 2
    assert len(run("funnel_projects", version=first)) == 1
    versions.rollback(first)
    assert len(run("funnel_projects")) == 1


def test_a_result_may_be_changed_by_its_reader_alone(demo: Published) -> None:
    one = queries.run("target_months", version=demo.version, **WHOLE)
    one["invested"] = 0.0
    assert queries.run("target_months", version=demo.version, **WHOLE)["invested"].sum() > 0


def test_threads_get_right_answers(demo: Published) -> None:
    expected = {
        year: int(queries.run("headline", version=demo.version, **_year(year)).iloc[0]["signed_projects"])
        for year in (2021, 2022, 2023)
    }
    wrong: list[object] = []

    def ask(turn: int) -> None:
        year = 2021 + turn % 3
        found = queries._execute(demo.version, "headline", _bound("headline", _year(year))).iloc[0]["signed_projects"]
        if found != expected[year]:
            wrong.append((year, found))

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(48)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_many_ask_at_once_is_answered_once(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[str] = []
    answers: list[int] = []
    execute = queries._execute

    def noted(version: str, name: str, bound: dict[str, queries.Value], **how: Any) -> pd.DataFrame:
        answered.append(name)
        return execute(version, name, bound, **how)

    monkeypatch.setattr(queries, "_execute", noted)
    begin = threading.Barrier(16)
    # A day that nothing else here asks for.
    asked = WHOLE | {"as_of": dt.date(2023, 9, 13)}

    def ask() -> None:
        begin.wait()
        answers.append(len(queries.run("funnel_projects", version=demo.version, **asked)))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answered == ["funnel_projects"]
    assert len(answers) == 16
    assert len(set(answers)) == 1


def test_a_reader_can_neither_write_nor_reach_out(demo: Published, tmp_path: Path) -> None:
    cursor = own_file.cursor_of(demo.version)
    for statement in (
        "create table x (a integer)",
        "delete from project",
        f"attach '{tmp_path / 'other.duckdb'}'",
        "select count(*) from read_csv('/etc/passwd')",
        "install excel",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            cursor.execute(statement)


def test_a_query_that_takes_too_long_is_stopped(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "TIMEOUT_SECONDS", 0.05)
    endless = "select count(*) from range(1000000) as a, range(1000000) as b where a.range + b.range = -1"
    monkeypatch.setattr(queries, "_parsed", lambda *_: duckdb.extract_statements(endless)[0])
    with pytest.raises(queries.QueryError, match="took longer"):
        queries._execute(demo.version, "version", {})


def _year(year: int) -> dict[str, object]:
    return WHOLE | {"period_from": dt.date(year, 1, 1), "period_to": dt.date(year, 12, 31)}


def _bound(name: str, params: dict[str, object]) -> dict[str, queries.Value]:
    return {key: params[key] for key in queries.parameters(name)}
